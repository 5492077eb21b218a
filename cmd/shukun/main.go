// Command shukun checks the ledgers of state-owned groups against the measures that help SMEs. This file only wires
// the commands to the process: its streams, its clock, its terminal, its memory.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"shukun/civil"
	"shukun/cli"
)

// version is the release, set by the linker: -X main.version=0.1.0.
var version string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	tuneMemory(len(os.Args) > 1 && (os.Args[1] == "check" || os.Args[1] == "explain"))
	columns, out := terminalColumns(os.Stdout)
	_, err := terminalColumns(os.Stderr)
	exit := cli.Run(ctx, os.Args[1:], cli.Env{
		Stdout: os.Stdout, Stderr: os.Stderr, StdoutTerminal: out, StderrTerminal: err,
		NoColour: os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb",
		Columns:  columns, Today: today, Ticks: ticks, Version: build(), Now: time.Now, Environ: os.Environ(),
	})
	if ctx.Err() != nil && exit == cli.ExitFailed {
		exit = 130 // what shells expect of an interrupted command
	}
	os.Exit(exit)
}

// china is the one zone the law's days are counted in; it needs no zone files and has had no summer time since 1991.
var china = time.FixedZone("Asia/Shanghai", 8*60*60)

func today() civil.Date { return civil.FromTime(time.Now().In(china)) }

func ticks(every time.Duration) (<-chan time.Time, func()) {
	t := time.NewTicker(every)
	return t.C, t.Stop
}

// build tells which build this is.
func build() cli.Version {
	v := cli.Version{Number: version}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	v.Go = info.GoVersion
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v.Revision = s.Value[:min(len(s.Value), 12)]
		}
	}
	return v
}
