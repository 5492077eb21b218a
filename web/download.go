package web

import (
	"bytes"
	"encoding/csv"
	"net/url"
	"strings"

	"shukun/civil"
)

// csv sends a table as a file that WPS and Excel open rightly: UTF-8 with its mark, and no cell they would take for a
// formula.
func (q *request) csv(name string, table [][]string) error {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, line := range table {
		safe := make([]string, len(line))
		for i, cell := range line {
			safe[i] = plainCell(cell)
		}
		if err := w.Write(safe); err != nil {
			return err
		}
	}
	w.Flush()
	return q.file(name, "text/csv; charset=utf-8", b.Bytes())
}

// file sends something to keep.
func (q *request) file(name, media string, content []byte) error {
	q.w.Header().Set("Content-Type", media)
	q.w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	_, err := q.w.Write(content)
	return err
}

// day writes a day for a file, "" for none.
func day(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// plainCell keeps a text from being taken for a formula; figures stay figures.
func plainCell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) || strings.Trim(s, "-0123456789.") == "" {
		return s
	}
	return "'" + s
}
