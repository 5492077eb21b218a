package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"

	"shukun/ledger"
	"shukun/ledger/xlsx"
)

// attachment sends a file that people brought, to be kept, never to be opened in the page: nothing in it may run here.
func (q *request) attachment(name string, content []byte) error {
	h := q.w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	media := "application/octet-stream"
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		media = "text/csv"
	case ".xlsx":
		media = xlsx.MediaType
	}
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", disposition(name))
	http.ServeContent(q.w, q.r, "", q.app.Now(), bytes.NewReader(content))
	return nil
}

// disposition names a file as RFC 6266 has it: a plain name for old programs, and the whole one in UTF-8.
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%/`, r) {
			return '_'
		}
		return r
	}, name)
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
}

func (q *request) templateOf(k *ledger.Kind) error {
	var b bytes.Buffer
	if err := ledger.WriteTemplate(&b, k); err != nil {
		return err
	}
	return q.attachment(k.Name+".xlsx", b.Bytes())
}
