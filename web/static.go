package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"strings"

	"shukun/web/ui"
)

//go:embed static/*.css static/*.js
var staticFiles embed.FS

// asset gives the address of a static file, with the hash of its content: it may be kept forever.
func asset(name string) string {
	b, err := staticFiles.ReadFile("static/" + name)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(b)
	return "/static/" + name + "?v=" + hex.EncodeToString(sum[:6])
}

func assets() ui.Assets {
	return ui.Assets{CSS: asset("app.css"), JS: asset("htmx.min.js"), Enhance: asset("enhance.js"), Draw: asset("charts.js"), Charts: asset("echarts.common.min.js")}
}

// static serves the embedded files.
func static(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	b, err := staticFiles.ReadFile("static/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	media := "text/javascript; charset=utf-8"
	if strings.HasSuffix(name, ".css") {
		media = "text/css; charset=utf-8"
	}
	w.Header().Set("Content-Type", media)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Add("Vary", "Accept-Encoding")
	if compressed(r) {
		w.Header().Set("Content-Encoding", "gzip")
		b = squeezedFiles.of(name, b)
	}
	w.Write(b)
}
