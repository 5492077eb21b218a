// Package sample makes ledgers of invented groups, subsidiaries and small businesses to try the product on: every rule
// is hit and just missed by a row that says so in its key, and around them stands trade as it is — few suppliers with
// most of it, month ends busy, amounts log-normal, some of it paid late. Nobody in it exists. The same size and seed give
// the same bytes on every machine.
package sample

import (
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

// Size is how much is made.
type Size uint8

// The sizes: about 2,000 rows, 60,000, and 1.9 million (of which 1,000,000 payables and 600,000 payments).
const (
	Demo Size = iota
	Group
	Province
)

var sizeNames = [...]string{"demo", "group", "province"}

// String gives the size's name as a command line has it: demo, group, province.
func (s Size) String() string { return sizeNames[s] }

// ParseSize reads demo, group or province; ok is false for anything else.
func ParseSize(name string) (s Size, ok bool) {
	for i, n := range sizeNames {
		if n == name {
			return Size(i), true
		}
	}
	return 0, false
}

// Format is how the ledgers are written.
type Format uint8

// The formats. Usual is CSV, but for the demo a mix of workbooks and CSV files that shows what is read.
const (
	Usual Format = iota
	CSV
	XLSX
)

// Options are how ledgers are written. The zero Options are the usual ones.
type Options struct {
	Format   Format
	Chinese  bool                // headers in Chinese; the demo's mix has its own
	Progress func(done, all int) // in rows, from the goroutine that called Write; nil: none
}

// File is a ledger that was written.
type File struct {
	Name string // within the folder
	Kind *ledger.Kind
	Rows int
}

// Summary says what was written.
type Summary struct {
	Files []File   // one a kind, in the order of the input contract
	Texts []string // of contracts and tenders, within the folder
	Rows  int
	AsOf  civil.Date // the day the ledgers are meant to be checked for
}

// asOf is the day the sample ends on: nothing in it is dated later but terms still to come. The notice's measures for
// 2022 end with it.
var asOf = civil.MustOf(2022, 12, 31)

// Write writes ledgers of all 24 kinds into the folder dir, which it makes. It refuses a folder that holds anything but an
// earlier sample; that is replaced. Errors are *problem.Error.
func Write(dir string, size Size, seed uint64, o Options) (Summary, error) {
	if int(size) >= len(sizeNames) || o.Format > XLSX {
		return Summary{}, problem.New(problem.Internal, "sample-size", lang.Text{Zh: "没有这种规模或格式", En: "no such size or format"}, lang.Text{})
	}
	c, err := readCases()
	if err != nil {
		return Summary{}, err
	}
	s := newSet(dir, size, seed, o, c)
	if err := s.prepare(); err != nil {
		return Summary{}, err
	}
	if err := s.open(); err != nil {
		s.abandon()
		return Summary{}, err
	}
	s.cases()
	newWorld(size, seed).write(s)
	return s.close()
}

// AsOf is the day every sample is meant to be checked for.
func AsOf() civil.Date { return asOf }
