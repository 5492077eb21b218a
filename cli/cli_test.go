package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	std "flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"shukun/civil"
)

var update = std.Bool("update", false, "write what the commands print into the scripts")

// The scripts run the commands as a process of their own. TERMINAL=stdout,stderr makes them believe in a terminal,
// COLUMNS gives its width; the day is always the same.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"shukun": func() {
		terminal := os.Getenv("TERMINAL")
		columns, _ := strconv.Atoi(os.Getenv("COLUMNS"))
		os.Exit(Run(context.Background(), os.Args[1:], Env{
			Stdout: os.Stdout, Stderr: os.Stderr, StdoutTerminal: strings.Contains(terminal, "stdout"), StderrTerminal: strings.Contains(terminal, "stderr"),
			NoColour: os.Getenv("NO_COLOR") != "", Columns: columns, Ticks: fastTicks,
			Today:   func() civil.Date { return civil.MustOf(2022, 6, 30) },
			Now:     func() time.Time { return time.Date(2022, 6, 30, 1, 0, 0, 0, time.UTC) },
			Environ: os.Environ(),
			Version: Version{Number: "1.2.3", Revision: "0123456789ab", Go: "go1.26"},
		}))
	}})
}

// fastTicks beats without waiting for any clock.
func fastTicks(time.Duration) (<-chan time.Time, func()) {
	c, end := make(chan time.Time), make(chan struct{})
	go func() {
		for {
			select {
			case c <- time.Time{}:
			case <-end:
				return
			}
		}
	}()
	return c, func() { close(end) }
}

func TestScripts(t *testing.T) {
	ledgers, err := filepath.Abs("testdata/ledgers")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata", UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("LEDGERS", ledgers)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"cells": cells, "book": book, "lines": lines, "exits": exits, "truncate": truncate, "gb18030": gb18030, "bomb": bomb, "hex": writeHex,
		},
	})
}

// exits CODE COMMAND…: the command ends with this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s (%v)", got, args[0], err)
	}
}

// cells FILE SHEET: prints the sheet's cells to stdout, tabs between.
func cells(ts *testscript.TestScript, neg bool, args []string) {
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	for _, r := range rows {
		fmt.Fprintln(ts.Stdout(), strings.Join(r, "\t"))
	}
}

// book FILE SHEET SOURCE: makes a workbook with one sheet from a text with tabs; =… is a formula, a cell that begins
// with # is a number.
func book(ts *testscript.TestScript, neg bool, args []string) {
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SetSheetName("Sheet1", args[1]))
	for i, line := range strings.Split(strings.TrimSuffix(ts.ReadFile(args[2]), "\n"), "\n") {
		for j, v := range strings.Split(line, "\t") {
			ref, err := excelize.CoordinatesToCellName(j+1, i+1)
			ts.Check(err)
			switch {
			case strings.HasPrefix(v, "="):
				ts.Check(f.SetCellFormula(args[1], ref, v[1:]))
			case strings.HasPrefix(v, "#"):
				n, err := strconv.ParseFloat(v[1:], 64)
				ts.Check(err)
				ts.Check(f.SetCellValue(args[1], ref, n))
			default:
				ts.Check(f.SetCellValue(args[1], ref, v))
			}
		}
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

// lines N FILE: the file has N lines.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if n := strings.Count(ts.ReadFile(args[1]), "\n"); strconv.Itoa(n) != args[0] {
		ts.Fatalf("%d lines", n)
	}
}

// truncate FILE: cuts the file in half.
func truncate(ts *testscript.TestScript, neg bool, args []string) {
	name := ts.MkAbs(args[0])
	b, err := os.ReadFile(name)
	ts.Check(err)
	ts.Check(os.WriteFile(name, b[:len(b)/2], 0o666))
}

// hex FILE BYTES: writes the bytes.
func writeHex(ts *testscript.TestScript, neg bool, args []string) {
	b, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append(b, make([]byte, 2048)...), 0o666))
}

// bomb FILE: a small workbook with one cell of 33 megabytes.
func bomb(ts *testscript.TestScript, neg bool, args []string) {
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	old, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	ts.Check(err)
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := zip.NewWriter(out)
	for _, part := range old.File {
		if part.Name != "xl/worksheets/sheet1.xml" {
			ts.Check(w.Copy(part))
			continue
		}
		sheet, err := w.Create(part.Name)
		ts.Check(err)
		fmt.Fprint(sheet, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr"><is><t>`)
		spaces := bytes.Repeat([]byte("a"), 1<<20)
		for range 33 {
			_, err := sheet.Write(spaces)
			ts.Check(err)
		}
		fmt.Fprint(sheet, `</t></is></c></row></sheetData></worksheet>`)
	}
	ts.Check(w.Close())
	ts.Check(out.Close())
}

func run(t *testing.T, args ...string) (exit int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	exit = Run(t.Context(), args, Env{Stdout: &out, Stderr: &err, Today: func() civil.Date { return civil.MustOf(2022, 6, 30) }})
	return exit, out.String(), err.String()
}

// The rows' order, the split into files, and the number of workers never change a byte.
func TestOrderAndCoresNeverShow(t *testing.T) {
	for _, format := range []string{"text", "jsonl", "json", "csv", "xlsx", "html"} {
		var first string
		for n, workers := range []string{"1", "2", "8", "1"} {
			dir := t.TempDir()
			if n < 3 {
				copyShuffled(t, dir, n)
			} else {
				copyShuffled(t, dir, 0)
			}
			exit, out, _ := run(t, "check", "--as-of", "2022-06-30", "--clause", "1", "--format", format, "--workers", workers, dir)
			out = strings.ReplaceAll(out, dir, "DIR")
			switch {
			case exit != ExitViolation:
				t.Fatalf("exit %d", exit)
			case first == "":
				first = out
			case out != first:
				t.Errorf("%s differs in run %d", format, n)
			}
		}
	}
}

// copyShuffled copies the ledgers with their rows turned round.
func copyShuffled(t *testing.T, dir string, turn int) {
	t.Helper()
	files, err := filepath.Glob("testdata/ledgers/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(strings.TrimSpace(string(b)), "\n")
		switch turn {
		case 1:
			slices.Reverse(rows[1:])
		case 2:
			half := 1 + len(rows[1:])/2
			rows = append(append([]string{rows[0]}, rows[half:]...), rows[1:half]...)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), []byte(strings.Join(rows, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInterruptedLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	var out, errs bytes.Buffer
	exit := Run(ctx, []string{"check", "--out", filepath.Join(dir, "r.json"), "testdata/ledgers"}, Env{Stdout: &out, Stderr: &errs, Today: func() civil.Date { return 738000 }})
	left, err := os.ReadDir(dir)
	if err != nil || exit != ExitFailed && exit != ExitViolation {
		t.Fatalf("exit %d, %v", exit, err)
	}
	if exit == ExitFailed && (len(left) != 0 || !strings.Contains(errs.String(), "已中断")) {
		t.Errorf("%v is left, told: %s", left, errs.String())
	}
}

func TestNobodyReadsOn(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	var errs bytes.Buffer
	exit := Run(t.Context(), []string{"check", "--clause", "1", "--format", "jsonl", "testdata/ledgers"}, Env{Stdout: w, Stderr: &errs, Today: func() civil.Date { return civil.MustOf(2022, 6, 30) }})
	if exit != ExitViolation || errs.Len() != 0 {
		t.Errorf("exit %d, told: %s", exit, errs.String())
	}
}

func TestEveryWordInBothLanguages(t *testing.T) {
	for _, l := range []string{"zh", "en"} {
		for _, c := range commands {
			exit, out, errs := run(t, c.name, "--help", "--lang", l)
			if exit != ExitClean || errs != "" || out == "" {
				t.Errorf("%s: exit %d, %s", c.name, exit, errs)
			}
		}
	}
	eachWord(t)
}
