// Package answer is what a check answers, and the six formats it is written in: text for a clerk, jsonl, json and csv
// for programs, xlsx for a spreadsheet, html for a mail. It reads no file, asks no clock and no terminal.
package answer

import (
	"slices"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/report"
)

// Answer is what a check found, with all that is needed to tell it.
type Answer struct {
	AsOf     civil.Date
	Lang     lang.Lang
	Law      *regulation.Regulation
	Book     *ledger.Book // for the names of parties; may be nil
	Findings []*policy.Finding
	Rejected []*problem.Error
	Warnings []*problem.Error
	Sheets   []ledger.Sheet
	Summary  report.Summary // made by Write for the formats that carry it

	Program string // name and version, for the foot of a page
	Again   string // the flags and paths that would ask the same again, for the next steps
	Workers int    // goroutines that format; 0: one
}

// Complete reports whether every row could be used.
func (a *Answer) Complete() bool { return len(a.Rejected) == 0 }

// Violated reports whether any finding is a violation.
func (a *Answer) Violated() bool {
	return slices.ContainsFunc(a.Findings, func(f *policy.Finding) bool { return f.Outcome == policy.Violation })
}

// name gives the name of a finding's enterprise or beneficiary, "" if no ledger has one.
func (a *Answer) name(f *policy.Finding, beneficiary bool) string {
	if beneficiary {
		return NameOf(a.Book, f.Beneficiary, true)
	}
	return NameOf(a.Book, f.Enterprise, false)
}

// NameOf gives the name the ledgers have for a unit, or, for a party, first the counterparties ledger; "" if none has one.
func NameOf(b *ledger.Book, c org.Code, party bool) string {
	if b == nil || c.IsZero() {
		return ""
	}
	e, p := b.Enterprise(c), b.Counterparty(c)
	switch {
	case party && p != nil && p.Name != "":
		return p.Name
	case e != nil && e.Name != "":
		return e.Name
	case p != nil:
		return p.Name
	}
	return ""
}

// placeOf gives where a problem is, with the column's Chinese name for its key in a Chinese report.
func (a *Answer) placeOf(e *problem.Error) problem.Place {
	p := e.Place
	if a.Lang == lang.En {
		return p
	}
	for _, s := range a.Sheets {
		if s.File == p.File && s.Name == p.Sheet && s.Kind != nil {
			if c := s.Kind.Column(p.Column); c != nil {
				p.Column = c.Name
			}
		}
	}
	return p
}
