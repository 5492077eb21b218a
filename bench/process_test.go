package bench

import (
	"bytes"
	"context"
	"path/filepath"
	"runtime/debug"
	"testing"

	"shukun/civil"
	"shukun/cli"
	"shukun/sample"
)

// BenchmarkCheckInProcess is the check of clauses 1, 4 and 5 within the test's own process: for -cpuprofile and -memprofile,
// which say where its time goes.
func BenchmarkCheckInProcess(b *testing.B) {
	dir := province(b, sample.CSV)
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as cmd/shukun sets it
	for b.Loop() {
		var complaint bytes.Buffer
		env := cli.Env{Stdout: &complaint, Stderr: &complaint, Today: func() civil.Date { return question.AsOf }}
		args := []string{"check", "--as-of", asOf, "--clause", "1,4,5", "--progress", "never", "--format", "jsonl", "--out", filepath.Join(home(b), "findings.jsonl"), dir}
		if exit := cli.Run(context.Background(), args, env); exit > 1 {
			b.Fatalf("exit %d\n%s", exit, complaint.Bytes())
		}
	}
}
