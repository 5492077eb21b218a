package shukun_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "shukun"

// mayImport says which of our folders each top-level folder may import, besides what lies within it.
var mayImport = map[string][]string{
	"lang":       {},
	"civil":      {},
	"money":      {},
	"problem":    {"lang"},
	"pages":      {},
	"org":        {"lang", "civil", "money", "problem"},
	"ledger":     {"lang", "civil", "money", "problem", "org", "pages"},
	"policy":     {"lang", "civil", "money", "problem", "org", "pages", "ledger"},
	"debt":       {"lang", "civil", "money", "problem", "org", "ledger", "policy"},
	"relief":     {"lang", "civil", "money", "problem", "org", "ledger", "policy"},
	"programme":  {"lang", "civil", "money", "problem", "org", "ledger", "policy"},
	"screening":  {"lang", "civil", "money", "problem"},
	"regulation": {"lang", "civil", "money", "problem", "org", "pages", "ledger", "policy", "debt", "relief", "programme", "screening"},
	"report":     {"lang", "civil", "money", "problem", "org", "ledger", "policy", "regulation"},
	"store":      {"lang", "civil", "money", "problem", "org"},
	"app":        {"lang", "civil", "money", "problem", "org", "ledger", "policy", "debt", "relief", "regulation", "screening", "sample", "report", "store"},
	"web":        {"lang", "civil", "money", "problem", "org", "ledger", "policy", "regulation", "app"},
	"e2e":        {},
	"sample":     {"lang", "civil", "money", "problem", "org", "ledger"},
	"config":     {"lang", "civil", "problem"},
	"serve":      {"lang", "civil", "problem", "org", "config", "ledger", "regulation", "sample", "store", "app", "web"},
	"cli":        {"lang", "civil", "money", "problem", "org", "ledger", "policy", "regulation", "screening", "sample", "report", "config", "store", "serve"},
	"cmd":        {"lang", "civil", "money", "problem", "org", "ledger", "regulation", "sample", "store", "app", "web", "cli"},
}

// pure lists the folders that give the same answer for the same input, always: no clock, files, network, SQL, chance.
var pure = []string{"lang", "civil", "money", "problem", "org", "policy", "debt", "relief", "programme", "screening", "regulation", "report"}

var impure = []string{"os", "os/exec", "net", "net/http", "database/sql", "math/rand", "math/rand/v2", "syscall"}

// goFiles calls fn for every Go file of the tree, parsed.
func goFiles(t *testing.T, fn func(path string, file *ast.File, fset *token.FileSet)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || path == "bench" || d.Name() == "testdata" || path == "bin" || path == "demo") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		fn(filepath.ToSlash(path), file, fset)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLayers reads every import of the tree and holds it against the map above.
func TestLayers(t *testing.T) {
	goFiles(t, func(path string, file *ast.File, _ *token.FileSet) {
		folder, _, inFolder := strings.Cut(path, "/")
		if !inFolder || strings.HasSuffix(path, "_test.go") {
			return
		}
		allowed, known := mayImport[folder]
		if !known {
			t.Errorf("%s: the folder %s has no line in mayImport", path, folder)
			return
		}
		for _, spec := range file.Imports {
			imp, _ := strconv.Unquote(spec.Path.Value)
			if slices.Contains(pure, folder) && slices.Contains(impure, imp) {
				t.Errorf("%s: %s is pure and must not import %s", path, folder, imp)
			}
			rest, ours := strings.CutPrefix(imp, module+"/")
			if !ours {
				continue
			}
			other, _, _ := strings.Cut(rest, "/")
			if other != folder && !slices.Contains(allowed, other) {
				t.Errorf("%s: %s must not import %s", path, folder, other)
			}
			if folder == "regulation" && strings.HasPrefix(rest, "regulation/") && strings.Count(path, "/") > 1 {
				t.Errorf("%s: a clause must not import %s; the registry puts clauses together", path, rest)
			}
		}
	})
}

// TestNoClock: the day is an argument; only wiring asks what day it is.
func TestNoClock(t *testing.T) {
	goFiles(t, func(path string, file *ast.File, fset *token.FileSet) {
		folder, _, _ := strings.Cut(path, "/")
		if folder == "cmd" {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := s.X.(*ast.Ident)
			if !ok || pkg.Obj != nil {
				return true
			}
			clock := pkg.Name == "time" && (s.Sel.Name == "Now" || s.Sel.Name == "Since" || s.Sel.Name == "Sleep" || s.Sel.Name == "After")
			environment := pkg.Name == "os" && (s.Sel.Name == "Getenv" || s.Sel.Name == "LookupEnv" || s.Sel.Name == "Environ")
			if clock || environment && !strings.HasSuffix(path, "_test.go") {
				t.Errorf("%s: %s.%s belongs in cmd", fset.Position(n.Pos()), pkg.Name, s.Sel.Name)
			}
			return true
		})
	})
}

// TestSizes keeps files and functions short.
func TestSizes(t *testing.T) {
	const maxFile, maxFunc = 500, 80
	goFiles(t, func(path string, file *ast.File, fset *token.FileSet) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		if n := fset.File(file.Pos()).LineCount(); n > maxFile && !ast.IsGenerated(file) {
			t.Errorf("%s has %d lines, at most %d are wanted", path, n, maxFile)
		}
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && !ast.IsGenerated(file) {
				if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > maxFunc {
					t.Errorf("%s: %s has %d lines, at most %d are wanted", path, fn.Name.Name, n, maxFunc)
				}
			}
		}
	})
}

// TestDocumented: every package says what it is, once, and every exported name has a sentence.
func TestDocumented(t *testing.T) {
	packages := map[string]int{}
	goFiles(t, func(path string, file *ast.File, fset *token.FileSet) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if file.Doc != nil && !ast.IsGenerated(file) {
			packages[dir]++
		} else {
			packages[dir] += 0
		}
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Doc == nil && ast.IsExported(fn.Name.Name) && exportedReceiver(fn) {
				t.Errorf("%s: %s has no sentence", fset.Position(fn.Pos()), fn.Name.Name)
			}
			gen, ok := d.(*ast.GenDecl)
			if !ok || gen.Tok == token.IMPORT {
				continue
			}
			for _, spec := range gen.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok && ast.IsExported(ts.Name.Name) && ts.Doc == nil && gen.Doc == nil {
					t.Errorf("%s: %s has no sentence", fset.Position(ts.Pos()), ts.Name.Name)
				}
			}
		}
	})
	for dir, n := range packages {
		if n != 1 && dir != "." {
			t.Errorf("package %s has %d package comments, one is wanted", dir, n)
		}
	}
}

func exportedReceiver(fn *ast.FuncDecl) bool {
	if fn.Recv == nil {
		return true
	}
	typ := fn.Recv.List[0].Type
	for {
		switch x := typ.(type) {
		case *ast.StarExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.Ident:
			return ast.IsExported(x.Name)
		default:
			return false
		}
	}
}

// TestPlainHouse: nothing in the tree is unfinished, skipped, or speaks of a machine.
func TestPlainHouse(t *testing.T) {
	words := []string{"TO" + "DO", "FIX" + "ME", "t.Sk" + "ip", "testing.Sh" + "ort"}
	goFiles(t, func(path string, file *ast.File, fset *token.FileSet) {
		for _, group := range file.Comments {
			for _, w := range words[:2] {
				if strings.Contains(group.Text(), w) {
					t.Errorf("%s: unfinished: %s", fset.Position(group.Pos()), w)
				}
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && slices.Contains(words[2:], x.Name+"."+s.Sel.Name) {
					t.Errorf("%s: a test that is not run", fset.Position(n.Pos()))
				}
			}
			return true
		})
	})
}
