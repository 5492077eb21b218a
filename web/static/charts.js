// Draws the charts of a page from the tables under them, when somebody asks: the server has drawn each already.
(function () {
  "use strict";
  var library = document.currentScript && document.currentScript.dataset.library;
  var nonce = document.currentScript && document.currentScript.nonce;
  var loading = null;
  function load() {
    if (!loading) {
      loading = new Promise(function (done, failed) {
        var s = document.createElement("script");
        s.nonce = nonce;
        s.src = library;
        s.onload = done;
        s.onerror = failed;
        document.head.appendChild(s);
      });
    }
    return loading;
  }
  function read(figure) {
    var scale = { "元": 100, "yuan": 100, "万元": 1e6, "10k yuan": 1e6, "亿元": 1e10, "100m yuan": 1e10 }[figure.dataset.unit] || 1;
    var rows = Array.prototype.slice.call(figure.querySelectorAll("tr[data-label]"));
    return {
      names: Array.prototype.map.call(figure.querySelectorAll("th[data-series]"), function (h) { return h.dataset.series; }),
      labels: rows.map(function (r) { return r.dataset.label; }),
      values: rows.map(function (r) {
        return Array.prototype.map.call(r.querySelectorAll("td[data-value]"), function (d) { return Number(d.dataset.value) / scale; });
      }),
      links: rows.map(function (r) {
        return Array.prototype.map.call(r.querySelectorAll("td[data-value]"), function (d) { var a = d.querySelector("a"); return a && a.href; });
      })
    };
  }
  function draw(figure) {
    var picture = figure.querySelector(".picture");
    if (picture.dataset.drawn) { return; }
    load().then(function () {
      if (picture.dataset.drawn) { return; }
      picture.dataset.drawn = "yes";
      var data = read(figure), line = figure.dataset.chart === "line";
      var box = document.createElement("div");
      box.className = "live";
      picture.appendChild(box);
      var colours = ["#f1c40f", "#e08e00", "#c0392b", "#6b1109"];
      var name = { type: "category", data: data.labels, inverse: !line, axisLabel: { width: 150, overflow: "truncate" } };
      var value = { type: "value", name: figure.dataset.unit };
      var chart = window.echarts.init(box, null, { renderer: "canvas" });
      chart.setOption({
        animation: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
        aria: { enabled: true, label: { description: picture.querySelector("svg").getAttribute("aria-label") }, decal: { show: !line } },
        color: line ? ["#0b4f9e"] : colours,
        tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: function (v) { return Number(v).toFixed(2); }, axisPointer: { type: line ? "line" : "shadow" } },
        legend: line ? undefined : { bottom: 0 },
        grid: { left: line ? 80 : 170, right: 30, top: 30, bottom: line ? 30 : 60 },
        dataZoom: line ? [{ type: "inside" }] : [],
        xAxis: line ? name : value,
        yAxis: line ? value : name,
        series: data.names.map(function (n, i) {
          return { name: n, type: line ? "line" : "bar", stack: line ? undefined : "all", areaStyle: line ? { opacity: .1 } : undefined, data: data.values.map(function (v) { return v[i]; }) };
        })
      });
      chart.on("click", function (e) {
        var to = data.links[e.dataIndex] && data.links[e.dataIndex][e.seriesIndex];
        if (to) { window.location.href = to; }
      });
      window.addEventListener("resize", function () { chart.resize(); });
    });
  }
  document.querySelectorAll("figure[data-chart]").forEach(function (figure) {
    var button = figure.querySelector("[data-explore]");
    button.hidden = false;
    button.addEventListener("click", function () { draw(figure); button.hidden = true; });
  });
})();
