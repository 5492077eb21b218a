package answer

import (
	"io"
	"path/filepath"
	"shukun/report"
	"strings"
)

// Format is a way to write an answer.
type Format uint8

// The formats of the output contract.
const (
	Text Format = iota
	JSONL
	JSON
	CSV
	XLSX
	HTML
)

var formats = [...]string{"text", "jsonl", "json", "csv", "xlsx", "html"}

// String gives the format's public name.
func (f Format) String() string { return formats[f] }

// Formats lists the names of the formats.
func Formats() []string { return formats[:] }

// ParseFormat reads a format's name.
func ParseFormat(s string) (f Format, ok bool) {
	for i, name := range formats {
		if name == s {
			return Format(i), true
		}
	}
	return 0, false
}

// FormatOfFile gives the format a file's extension asks for; ok is false for an extension of none.
func FormatOfFile(name string) (f Format, ok bool) {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	switch ext {
	case "txt":
		return Text, true
	case "htm":
		return HTML, true
	case "ndjson":
		return JSONL, true
	case "text":
		return 0, false
	}
	return ParseFormat(ext)
}

// Binary reports whether the format is not for a terminal.
func (f Format) Binary() bool { return f == XLSX }

// Whole reports whether the format carries the rejections and warnings itself.
func (f Format) Whole() bool { return f == Text || f == JSON || f == XLSX || f == HTML }

// Write writes the answer. style is for Text only. The error is that of w.
func (a *Answer) Write(w io.Writer, f Format, style Style) error {
	if f.Whole() {
		a.Summary = report.Summarise(a.Findings)
	}
	switch f {
	case JSONL:
		return a.writeJSONL(w)
	case JSON:
		return a.writeJSON(w)
	case CSV:
		return a.writeCSV(w)
	case XLSX:
		return a.writeXLSX(w)
	case HTML:
		return a.writeHTML(w)
	}
	return a.writeText(w, style)
}
