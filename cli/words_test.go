package cli

import (
	"os"
	"reflect"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/rogpeppe/go-internal/testscript"

	"shukun/lang"
	"shukun/problem"
)

func eachWord(t *testing.T) {
	v := reflect.ValueOf(words)
	for i := range v.NumField() {
		if v.Field(i).Interface().(lang.Text).Empty() {
			t.Errorf("%s lacks a language", v.Type().Field(i).Name)
		}
	}
	for _, c := range commands {
		for _, f := range c.allFlags() {
			if f.about.Empty() || f.set == nil {
				t.Errorf("%s --%s is not told", c.name, f.name)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"check", "explain", "ledgers", "law", "version"}
	for slip, want := range map[string]string{"chekc": "check", "expain": "explain", "ledger": "ledgers", "vers": "version", "banana": "", "x": ""} {
		if got := problem.Nearest(slip, names); got != want {
			t.Errorf("%s: %q, want %q", slip, got, want)
		}
	}
}

// gb18030 FILE: writes the file again in GB18030.
func gb18030(ts *testscript.TestScript, neg bool, args []string) {
	b, err := simplifiedchinese.GB18030.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b), 0o666))
}
