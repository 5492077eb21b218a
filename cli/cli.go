// Package cli is the commands of the program: what a person types, what is read, what is printed, and the exit code.
// It decides nothing about the law: it asks ledger, regulation and answer.
package cli

import (
	"context"
	"errors"
	"io"
	"runtime"
	"syscall"
	"time"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
)

// The exit codes of the output contract.
const (
	ExitClean      = 0 // it ran; for check: no violation
	ExitViolation  = 1 // at least one violation
	ExitIncomplete = 2 // rows were rejected, so the result is incomplete
	ExitFailed     = 3 // it could not run
)

// Env is the world outside: what a command reads and writes, and what it may know of the day and the terminal.
type Env struct {
	Stdout, Stderr                 io.Writer
	StdoutTerminal, StderrTerminal bool
	NoColour                       bool
	Columns                        int               // of the terminal; 0: unknown
	Today                          func() civil.Date // the day in China
	// Ticks gives a beat for the progress line, and how to stop it; nil: no progress line.
	Ticks   func(every time.Duration) (beat <-chan time.Time, stop func())
	Version Version
	Now     func() time.Time
	Environ []string // NAME=value, for the settings of a server
}

// Run runs one command and gives its exit code. When ctx ends, a command under way is left and nothing half-written
// stays behind.
func Run(ctx context.Context, args []string, env Env) (exit int) {
	s := &session{ctx: ctx, Env: env, lang: languageOf(args)}
	exit, err := s.run(args)
	if err == nil {
		return exit
	}
	if errors.Is(err, errBrokenPipe) {
		return exit // nobody reads on; that is the reader's business
	}
	s.fail(err)
	return exitCode(exit, err)
}

// session is one call of Run.
type session struct {
	ctx context.Context
	Env
	lang lang.Lang
}

func (s *session) run(args []string) (int, error) {
	if len(args) == 0 {
		return ExitFailed, s.help(s.Stderr, nil)
	}
	name, rest := args[0], args[1:]
	if name == "-h" || name == "--help" || name == "help" {
		return s.helpCommand(rest)
	}
	if name == "--version" {
		name = "version"
	}
	c := findCommand(name)
	if c == nil {
		return ExitFailed, unknownCommand(name)
	}
	o := &options{workers: runtime.GOMAXPROCS(0), seed: 1}
	paths, err := parse(c, o, rest)
	switch {
	case err != nil:
		return ExitFailed, err
	case o.help:
		return ExitClean, s.help(s.Stdout, c)
	}
	s.lang = o.lang
	return c.run(s, o, paths)
}

// fail tells why a command could not run.
func (s *session) fail(err error) {
	text := problem.In(err, s.lang)
	io.WriteString(s.Stderr, s.errPaint().Red(words.Error.In(s.lang))+clean(text)+"\n")
}

// languageOf finds the language asked for anywhere in the arguments, so that errors about the arguments speak it too.
func languageOf(args []string) lang.Lang {
	for i, a := range args {
		if a == "--lang=en" || a == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return lang.En
		}
	}
	return lang.Zh
}

// errBrokenPipe is what writing gives when nobody reads on.
const errBrokenPipe = syscall.EPIPE
