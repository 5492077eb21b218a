package e2e

import (
	"encoding/csv"
	"html"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shukun/money"
)

// get fetches a page or file as somebody.
func (s *site) get(t *testing.T, who, path string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", s.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "sid", Value: s.token(who)})
	r.AddCookie(&http.Cookie{Name: "lang", Value: "zh"})
	r.AddCookie(&http.Cookie{Name: "amount", Value: "yuan"}) // a list is exported in the unit it is shown in
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != 200 {
		t.Fatalf("%s: %d %v", path, a.StatusCode, err)
	}
	return string(body)
}

// rows gives a list's export: how many rows, and what a column comes to.
func (s *site) rows(t *testing.T, who, href, column string) (n int64, sum money.Fen) {
	t.Helper()
	path, query, _ := strings.Cut(href, "?")
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(s.get(t, who, path+"/export.csv?"+query), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for i, name := range lines[0] {
		if strings.HasPrefix(name, column) {
			at = i
		}
	}
	if at < 0 {
		t.Fatalf("%s: no column %s in %v", href, column, lines[0])
	}
	for _, line := range lines[1:] {
		var f money.Fen
		if line[at] != "" {
			if err := f.UnmarshalText([]byte(line[at])); err != nil {
				t.Fatalf("%s: %s: %v", href, line[at], err)
			}
		}
		n, sum = n+1, sum+f
	}
	return n, sum
}

var figureLink = regexp.MustCompile(`<a[^>]*href="([^"]+)"[^>]*data-value="(-?\d+)"|<td[^>]*data-value="(-?\d+)"[^>]*>\s*<a href="([^"]+)"`)

// TestFiguresEqualTheirRows opens every figure of the dashboard, the workbench and the ageing strip, and adds up the rows
// it leads to: to the fen, and one click away.
func TestFiguresEqualTheirRows(t *testing.T) {
	s := demo(t)
	for _, page := range []struct{ who, path string }{{"head", "/dashboard"}, {"head", "/"}, {"finance", "/"}, {"finance", "/dashboard"}, {"finance", "/payables"}} {
		opened := 0
		for _, m := range figureLink.FindAllStringSubmatch(s.get(t, page.who, page.path), -1) {
			href, value := html.UnescapeString(m[1]+m[4]), m[2]+m[3]
			want, err := strconv.ParseInt(value, 10, 64)
			if err != nil || strings.HasPrefix(href, "/filings") {
				continue
			}
			opened++
			var got int64
			switch {
			case strings.HasPrefix(href, "/payables"):
				_, sum := s.rows(t, page.who, href, "未付")
				got = int64(sum)
			case strings.Contains(href, "rule="):
				_, sum := s.rows(t, page.who, href, "金额")
				got = int64(sum)
			default:
				got, _ = s.rows(t, page.who, href, "金额")
			}
			if got != want {
				t.Errorf("%s of %s: a figure says %d, its rows at %s come to %d", page.path, page.who, want, href, got)
			}
		}
		if opened < 3 {
			t.Errorf("%s of %s: only %d figures found", page.path, page.who, opened)
		}
	}
}
