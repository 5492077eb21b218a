package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// ownDialect are the files that speak to one database alone.
var ownDialect = []string{"sqlite.go", "postgres.go", "wall.go"}

// notPortable are words that one of the databases does not know, or understands otherwise, with what to write instead.
var notPortable = []struct{ pattern, instead string }{
	{`\bilike\b`, "lower(x) like"}, {`\bnow\(\)`, "pass the time in"}, {`\bcurrent_(timestamp|date|time)\b`, "pass the time in"},
	{`\bany\s*\(\s*\$`, "a temporary table or in (…)"}, {`\bskip locked\b`, "dialect.claim"}, {`::`, "cast(x as …)"}, {`\blateral\b`, "a join"},
	{`\bserial\b|\bautoincrement\b|\bgenerated\b`, "keys from the application"}, {`\bdatetime\(|\bstrftime\(|\bjulianday\(|\bto_char\(|\bdate_trunc\(`, "Go"},
	{`->>?|\bjson_extract\b|\bjsonb?_`, "decode in Go"}, {`\bifnull\b|\bnvl\b|\biif\(`, "coalesce, case"}, {`\binsert or |\breplace into\b`, "on conflict"},
	{`\bgroup_concat\b`, "string_agg"}, {`\browid\b|\bctid\b`, "the key"}, {`\bpragma\b`, "sqlite.go"}, {`\btimestamptz?\b|\btimestamp\b`, "bigint milliseconds"},
	{`\bnumeric\b|\bdouble\b|\breal\b|\bfloat`, "bigint"}, {`\bgreatest\(|\bleast\(`, "case"}, {`\bdistinct on\b`, "a window function"}, {`\barray\[|\bunnest\b`, "rows"},
}

var statement = regexp.MustCompile(`(?is)^\s*(select|insert|update|delete|with|create|alter|drop)\s`)

// TestPortableSQL reads every statement of this package, and of the schema, and holds it against the list.
func TestPortableSQL(t *testing.T) {
	seen := 0
	check := func(where, text string) {
		seen++
		for _, n := range notPortable {
			if word := regexp.MustCompile("(?i)" + n.pattern).FindString(text); word != "" {
				t.Errorf("%s: %q does not run on both databases; write %s", where, word, n.instead)
			}
		}
		if regexp.MustCompile(`(?i)\blike\b`).MatchString(text) && !strings.Contains(text, "lower(") {
			t.Errorf("%s: like is blind to case in SQLite; write lower(x) like", where)
		}
		if strings.Contains(regexp.MustCompile(`'[^']*'`).ReplaceAllString(text, ""), "?") {
			t.Errorf("%s: write $1, not ?", where)
		}
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(ownDialect, name) {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, _ := strconv.Unquote(lit.Value); statement.MatchString(text) {
					check(fset.Position(lit.Pos()).String(), text)
				}
			}
			return true
		})
	}
	schema, err := filepath.Glob("schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range schema {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(content), "\n") {
			code, _, _ := strings.Cut(line, "--")
			check(name+":"+strconv.Itoa(i+1), code)
		}
	}
	if seen < 100 {
		t.Errorf("only %d statements and lines were read", seen)
	}
}
