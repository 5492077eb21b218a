package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCharts draws a picture anew from the table under it when somebody asks: within the content security policy, with the
// table's figures, and with words for those who do not see it.
func TestCharts(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("head"))
	b.open("/dashboard")
	b.must(chromedp.Do(b.ctx, chromedp.Click(chromedp.CSS("#ageing [data-explore]")), chromedp.WaitVisible(chromedp.CSS("#ageing .live canvas"))))
	if label := eval[string](b, `document.querySelector("#ageing .live").getAttribute("aria-label") || ""`); label == "" {
		t.Error("the picture has no words")
	}
	if same := eval[bool](b, `(() => {
		const option = echarts.getInstanceByDom(document.querySelector("#ageing .live")).getOption();
		const rows = [...document.querySelectorAll("#ageing tr[data-label]")];
		return option.series.length === 4 && rows.length > 0 && rows.every((r, i) => [...r.querySelectorAll("[data-value]")].every((d, j) => Math.abs(option.series[j].data[i] * 1e6 - Number(d.dataset.value)) < 1));
	})()`); !same {
		t.Error("the picture does not show the table's figures")
	}
	b.must(chromedp.Do(b.ctx, chromedp.MouseEvent("mouseMoved", 500, 700), chromedp.MouseEvent("mouseMoved", 520, 710)))
	b.keep("dashboard-explored")
	for _, said := range b.trouble() {
		t.Errorf("console: %s", said)
	}
}
