package report

import (
	"io"
	"math"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/money"
	"shukun/policy"
	"shukun/regulation"
)

// Workbook writes findings as they come, a sheet a clause: it keeps no row, however many there are. It looks like the
// workbook of a check, which sorts what it has in memory.
type Workbook struct {
	Law     *regulation.Regulation
	Lang    lang.Lang
	AsOf    civil.Date
	Scope   string // whose findings these are
	Program string // at the foot of printed pages

	out    *xlsx.Writer
	clause int // of the open sheet
	part   int // of the clause's sheets; 0: none yet
	rows   int // of the open sheet
	limit  int
	basis  []string // cited, in the order of first use
	cited  map[string]bool
}

// Row is a finding as a workbook shows it.
type Row struct {
	Clause                                   int
	Rule                                     *policy.Rule
	Outcome                                  policy.Outcome
	EnterpriseCode, Enterprise, Party, Other string // Other: the party's code
	Key, Reason, State                       string
	Amount                                   ledger.Opt[money.Fen]
	DueOn, NextChange                        civil.Date
	Days                                     int
	Missing, Basis                           []string
}

// sheetRows is how many rows a sheet has at most; Excel's own bound is a little higher.
const sheetRows = 1_048_000

// Begin begins the workbook on w with the sheet of the summary.
func (b *Workbook) Begin(w io.Writer, s *Summary) error {
	b.out, b.cited, b.part = xlsx.NewWriter(w), map[string]bool{}, 0
	if b.limit == 0 {
		b.limit = sheetRows
	}
	o := b.out
	if err := o.Sheet(Words.Summary.In(b.Lang), xlsx.Look{Widths: []float64{34, 30, 26, 14, 14, 20}, Print: b.print(0)}); err != nil {
		return err
	}
	b.lead(Words.Title.In(b.Lang))
	n := s.Outcomes
	o.Text(Say(b.Lang, SayCounts, Count(n[policy.Violation]), Count(n[policy.Obligation]), Count(n[policy.Entitlement]), Count(n[policy.Undetermined]), Count(n[policy.Notice])))
	_ = o.EndRow() // the error sticks
	for _, c := range s.Clauses {
		if c.View != nil {
			o.Text(ClauseName(b.Law, c.Clause, b.Lang))
			o.Text(Say(b.Lang, SayView, policy.Words(c.View.Rule.Title), policy.Str(c.View.Rule.ID)))
			b.amount(c.View.Amount)
			_ = o.EndRow()
		}
	}
	_ = o.EndRow()
	_ = o.Header(Words.Clause.In(b.Lang), Words.Rule.In(b.Lang), Words.RuleID.In(b.Lang), Words.Outcome.In(b.Lang), Words.Count.In(b.Lang), Words.AmountYuan.In(b.Lang))
	for _, c := range s.Clauses {
		for _, r := range c.Rules {
			for _, t := range []string{ClauseName(b.Law, c.Clause, b.Lang), r.Rule.Title.In(b.Lang), r.Rule.ID, r.Outcome.Title().In(b.Lang)} {
				o.Text(t)
			}
			o.Int(int64(r.Count))
			b.amount(r.Amount)
			_ = o.EndRow()
		}
	}
	o.Text(Words.TotalsNote.In(b.Lang))
	return o.EndRow()
}

// print is how every sheet goes on paper, like those of a check, with its first rows on every page.
func (b *Workbook) print(titles int) *xlsx.Print {
	return &xlsx.Print{TitleRows: titles, Foot: b.Program}
}

// lead writes the title of a sheet, and the line with the day, the unit of money and whose findings these are.
func (b *Workbook) lead(title string) {
	_ = b.out.Header(title)
	b.out.Text(Words.AsOf.In(b.Lang) + " " + b.AsOf.String() + "    " + Words.Unit.In(b.Lang) + "    " + b.Scope)
	_ = b.out.EndRow()
}

// Add writes a finding. Findings come in the order of the output contract.
func (b *Workbook) Add(r *Row) error {
	if b.part == 0 || r.Clause != b.clause || b.rows == b.limit {
		if err := b.sheet(r.Clause); err != nil {
			return err
		}
	}
	b.rows++
	o := b.out
	for _, t := range []string{r.Rule.ID, r.Rule.Title.In(b.Lang), r.Outcome.Title().In(b.Lang), r.EnterpriseCode, r.Enterprise, r.Other, r.Party, r.Key} {
		o.Text(fits(t))
	}
	b.amount(r.Amount)
	b.date(r.DueOn)
	if r.Days == 0 {
		o.Blank()
	} else {
		o.Int(int64(r.Days))
	}
	b.date(r.NextChange)
	for _, t := range []string{MissingLabel(r.Missing, b.Lang), r.Reason, strings.Join(r.Basis, "; "), r.State} {
		o.Text(fits(t))
	}
	for _, s := range r.Basis {
		if !b.cited[s] {
			b.cited[s] = true
			b.basis = append(b.basis, s)
		}
	}
	return o.EndRow()
}

// sheet begins the first or a further sheet of a clause.
func (b *Workbook) sheet(clause int) error {
	if b.part++; clause != b.clause || b.part == 1 {
		b.clause, b.part = clause, 1
	}
	b.rows = 0
	var titles []string
	look := xlsx.Look{FrozenRows: 3, FilterRow: 3, Print: b.print(3)}
	for _, c := range append(FindingColumns(b.Lang), Column{Words.State.In(b.Lang), 12}) {
		titles, look.Widths = append(titles, c.Title), append(look.Widths, c.Width)
	}
	name, more := ClauseName(b.Law, clause, b.Lang), More(b.part, b.Lang)
	if err := b.out.Sheet(SheetName(name, more), look); err != nil {
		return err
	}
	b.lead(name + more)
	return b.out.Header(titles...)
}

// Close ends the workbook with what the findings rest on.
func (b *Workbook) Close() error {
	if len(b.basis) > 0 {
		if err := b.out.Sheet(SheetName(Words.Basis.In(b.Lang), ""), xlsx.Look{FrozenRows: 3, Widths: []float64{34, 120}, Print: b.print(3)}); err != nil {
			return err
		}
		b.lead(Words.Basis.In(b.Lang))
		_ = b.out.Header(Words.Basis.In(b.Lang), Words.Notes.In(b.Lang))
		for _, s := range b.basis {
			b.out.Text(fits(s))
			b.out.Text(fits(FullBasis(b.Law, s, b.Lang)))
			_ = b.out.EndRow()
		}
	}
	return b.out.Close()
}

// amount writes yuan; more digits than a spreadsheet keeps are text.
func (b *Workbook) amount(v ledger.Opt[money.Fen]) {
	const exact = money.Fen(999_999_999_999_999) // what 15 digits hold to the fen
	switch {
	case !v.OK:
		b.out.Blank()
	case v.V > exact || v.V < -exact:
		b.out.Text(v.V.String())
	default:
		b.out.Amount(int64(v.V))
	}
}

// date writes a day; days that spreadsheets count wrongly or not at all are text.
func (b *Workbook) date(d civil.Date) {
	switch {
	case d.IsZero():
		b.out.Blank()
	case d < civil.MustOf(1900, 3, 1) || d > civil.MustOf(9999, 12, 31):
		b.out.Text(d.String())
	default:
		b.out.Date(d.Split())
	}
}

// fits shortens a text to what a cell holds, and says so.
func fits(s string) string {
	const most = 32_000
	if len(s) <= most {
		return s
	}
	n := most
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n] + "… (" + strconv.Itoa(min(len(s), math.MaxInt32)) + ")"
}
