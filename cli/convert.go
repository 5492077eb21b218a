package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/riskareas"
	"shukun/problem"
)

func convertCommand() *command {
	return &command{name: "convert", args: words.ArgConvert, about: words.AboutConvert, more: words.MoreConvert, run: (*session).convert, flags: []*flag{
		{"division", lang.Text{Zh: "区划", En: "CODE"}, words.FlagDivision, func(o *options, v string) error { o.division = v; return nil }},
		{"out", lang.Text{Zh: "文件", En: "FILE"}, words.FlagOut, (*options).setOut},
	}}
}

// convert turns snapshots of the national risk list into the risk_areas ledger.
func (s *session) convert(o *options, args []string) (int, error) {
	if len(args) == 0 || args[0] != "risk-areas" {
		return ExitFailed, usage("argument-missing", lang.Text{Zh: "要写明转换什么", En: "Name what to convert"},
			lang.Text{Zh: "例如：shukun convert risk-areas 快照/ --out risk_areas.csv", En: "For example: shukun convert risk-areas snapshots/ --out risk_areas.csv"})
	}
	files, err := snapshots(args[1:])
	if err != nil {
		return ExitFailed, err
	}
	var out *outFile
	if o.out != "" {
		if out, err = createOut(o.out, files); err != nil {
			return ExitFailed, err
		}
		defer out.abandon()
	}
	var result *riskareas.Result
	err = s.wait(func() (err error) {
		result, err = riskareas.Convert(snapshotInputs(files), riskareas.Options{Division: o.division})
		return err
	})
	if err != nil {
		return ExitFailed, err
	}
	m := s.meter("never", words.Writing)
	defer m.stop()
	if err := s.emit(out, m, func(w io.Writer) error { return result.WriteCSV(w) }); err != nil {
		return ExitFailed, err
	}
	if len(result.Unmatched) == 0 {
		return ExitClean, nil
	}
	var lines bytes.Buffer
	for _, u := range result.Unmatched {
		lines.WriteString(clean(u.Problem.In(s.lang)) + "\n")
	}
	_, err = s.Stderr.Write(lines.Bytes())
	return ExitIncomplete, err
}

// snapshots finds the files behind the paths; in a folder, those that are named like snapshots.
func snapshots(paths []string) ([]ledger.Input, error) {
	if len(paths) == 0 {
		return nil, usage("no-path", lang.Text{Zh: "没有写快照文件或文件夹", En: "No snapshot file or folder was named"},
			lang.Text{Zh: "例如：shukun convert risk-areas 快照/", En: "For example: shukun convert risk-areas snapshots/"})
	}
	var kept []ledger.Input
	for _, p := range paths {
		found, _, err := ledger.FindInputs([]string{p})
		if err != nil {
			return nil, err
		}
		info, err := os.Stat(p)
		folder := err == nil && info.IsDir()
		for _, in := range found {
			if !folder || snapshotName(in.Name) {
				kept = append(kept, in)
			}
		}
	}
	if len(kept) == 0 {
		return nil, problem.New(problem.NotFound, "no-snapshot", lang.Text{Zh: "文件夹里没有快照文件", En: "the folder holds no snapshots"},
			lang.Text{Zh: "应为 .json、.jsonl 或 .jsonl.gz 文件", En: "They are .json, .jsonl or .jsonl.gz files"}).At(problem.Place{File: strings.Join(paths, " ")})
	}
	return kept, nil
}

func snapshotName(name string) bool {
	for _, ext := range []string{".json", ".jsonl", ".json.gz", ".jsonl.gz"} {
		if strings.HasSuffix(strings.ToLower(name), ext) && filepath.Base(name) != "info.json" {
			return true
		}
	}
	return false
}

func snapshotInputs(files []ledger.Input) []riskareas.Input {
	var list []riskareas.Input
	for _, f := range files {
		list = append(list, riskareas.Input{Name: f.Name, Open: func() (io.ReadCloser, error) { return os.Open(f.Path) }})
	}
	return list
}

// asProblem gives the problem in an error, nil if it is none.
func asProblem(err error) *problem.Error {
	e, _ := errors.AsType[*problem.Error](err)
	return e
}
