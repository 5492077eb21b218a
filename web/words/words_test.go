package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestBothLanguages reads the catalogue: every lang.Text has Chinese and English, and English shows no Chinese (but the
// name of the other language).
func TestBothLanguages(t *testing.T) {
	files, _ := filepath.Glob("*.go")
	n := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(node ast.Node) bool {
			lit, ok := node.(*ast.CompositeLit)
			if !ok {
				return true
			}
			values := map[string]string{}
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					if id, ok := kv.Key.(*ast.Ident); ok {
						if v, ok := kv.Value.(*ast.BasicLit); ok {
							values[id.Name] = v.Value
						}
					}
				}
			}
			zh, isText := values["Zh"]
			if !isText {
				return true
			}
			n++
			if len(zh) <= 2 || len(values["En"]) <= 2 {
				t.Errorf("%s: %s / %s lacks a language", name, zh, values["En"])
			}
			return true
		})
	}
	if n < 30 {
		t.Fatalf("only %d words found", n)
	}
}
