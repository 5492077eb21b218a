// Package policy has the words law-as-code is written in: clause, rule, parameter, reading, finding, trace.
// Nothing here knows what any clause says.
package policy

import (
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
)

// Outcome is what a finding says has to happen. The values are in the order people care about them.
type Outcome uint8

// The outcomes of the output contract.
const (
	Violation    Outcome = iota + 1 // something forbidden happened or something due is late
	Obligation                      // must still be done
	Entitlement                     // somebody is owed a relief
	Undetermined                    // a fact is missing
	Notice                          // worth knowing; never counted in totals
)

var outcomes = []struct {
	key  string
	text lang.Text
}{
	{"", lang.Text{}},
	{"violation", lang.Text{Zh: "问题", En: "violation"}},
	{"obligation", lang.Text{Zh: "义务", En: "obligation"}},
	{"entitlement", lang.Text{Zh: "应享", En: "entitlement"}},
	{"undetermined", lang.Text{Zh: "无法判定", En: "undetermined"}},
	{"notice", lang.Text{Zh: "提示", En: "notice"}},
}

// String gives the outcome's public key: "violation" …
func (o Outcome) String() string { return outcomes[o].key }

// Title gives the outcome's words.
func (o Outcome) Title() lang.Text { return outcomes[o].text }

// ParseOutcome reads an outcome's public key.
func ParseOutcome(s string) (Outcome, bool) {
	for i, o := range outcomes {
		if i > 0 && o.key == s {
			return Outcome(i), true
		}
	}
	return 0, false
}

// Rule is one rule of a clause: what it is called and what it does. Its id is public and stable.
type Rule struct {
	ID      string // two-digit clause, a dot, a name: "01.overdue"
	Clause  int
	Title   lang.Text
	Formula lang.Text    // when it finds something and the amount, in plain words
	Outcome Outcome      // its usual outcome
	Ledger  *ledger.Kind // whose rows it is about
	Basis   []string     // what it rests on in the notice
}

// Finding is one result of a rule about one row. Rule, ledger and key identify it, today and next month.
type Finding struct {
	Rule        *Rule
	Outcome     Outcome
	Enterprise  org.Code // the unit that must act
	Beneficiary org.Code // the SME it is about, if any
	Key         string   // of the row
	Amount      ledger.Opt[money.Fen]
	DueOn       civil.Date
	Days        int32      // past DueOn on the as-of day; 0: none
	NextChange  civil.Date // the first later day the result can change if nothing is filed; zero: never
	Missing     []string   // for Undetermined: "ledger.column"
	Reason      string     // in the language of the run
	Basis       []string
	Span        *Span  // for text screening
	Trace       []Step // only if asked for
	Source      ledger.Source

	walk, row int32 // where it was found, to look again
	plain     bool  // see Plain
}

// Plain reports whether the reason is known to be UTF-8 with nothing that JSON escapes, so that it need not be looked
// through. A reason changed by others than the run is not.
func (f *Finding) Plain() bool { return f.plain }

// At gives the walk and the row the finding came from, to evaluate it again with a trace.
func (f *Finding) At() (walk, row int) { return int(f.walk), int(f.row) }

// Span is where in a text a finding is: characters from start up to end.
type Span struct {
	Start, End int
	Page       int
	Paragraph  int
	Sentence   string
	Rewrite    string
}

// Step is one step of an explanation, in the language of the run.
type Step struct {
	Step  string `json:"step"`
	Value string `json:"value"`
	Basis string `json:"basis,omitempty"`
}
