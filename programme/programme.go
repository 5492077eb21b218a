// Package programme runs the clauses that order programmes rather than formulas (14–18, 20, 21): it keeps the register
// of initiatives, asks for what is missing, holds targets against results, and measures reach.
package programme

import (
	"cmp"
	"fmt"
	"slices"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

var initiatives = ledger.FindKind("initiatives")

// rules are the three rules of one clause.
type rules struct {
	clause                     int32
	none, missed, reach        *policy.Rule
	noneBasis, missBasis, base []string
}

// Clause makes a programme clause: NN.no-initiative, NN.target-missed, NN.reach.
func Clause(n int) policy.Clause {
	notice := fmt.Sprintf("notice:%d", n)
	id := func(name string) string { return fmt.Sprintf("%02d.%s", n, name) }
	c := &rules{clause: int32(n), base: []string{notice},
		noneBasis: []string{notice, "reading:initiative-half-year", "reading:top-level-only"}, missBasis: []string{notice, "reading:target-as-filed"}}
	rule := func(name string, o policy.Outcome, title, formula lang.Text) *policy.Rule {
		return &policy.Rule{ID: id(name), Clause: n, Outcome: o, Ledger: initiatives, Title: title, Formula: formula, Basis: c.base}
	}
	c.none = rule("no-initiative", policy.Obligation, lang.Text{Zh: "尚无举措", En: "no initiative"},
		lang.Text{Zh: "最上级企业（连同下属）在检查日所在半年内没有计划或进行中的本条举措", En: "a topmost enterprise, its subsidiaries included, has no planned or active initiative of the clause in the half-year of the as-of day"})
	c.missed = rule("target-missed", policy.Violation, lang.Text{Zh: "目标未完成", En: "target missed"},
		lang.Text{Zh: "举措已到结束日期，设有目标值，完成值小于目标值", En: "the initiative has ended, a target was set, and less was achieved"})
	c.reach = rule("reach", policy.Notice, lang.Text{Zh: "覆盖情况", En: "reach"},
		lang.Text{Zh: "每个单位本条举措的项数、受益中小企业数、金额", En: "per enterprise: number of initiatives, SMEs reached, amount"})
	all := []*policy.Rule{c.none, c.missed, c.reach}
	return policy.Clause{Number: n, Rules: all, Walks: []policy.Walk{
		{Ledger: initiatives, Rules: []*policy.Rule{c.none, c.reach}, Row: c.unit, Rows: func(b *ledger.Book) int { return len(b.Enterprises) }},
		{Ledger: initiatives, Rules: []*policy.Rule{c.missed}, Row: c.target, Rows: func(b *ledger.Book) int { return len(b.Initiatives) }},
	}}
}

// HalfYear gives the first and last day of the half-year of d.
func HalfYear(d civil.Date) (first, last civil.Date) {
	y, m, _ := d.Split()
	if m <= 6 {
		return civil.MustOf(y, 1, 1), civil.MustOf(y, 6, 30)
	}
	return civil.MustOf(y, 7, 1), civil.MustOf(y, 12, 31)
}

// Runs reports whether an initiative is planned or active at some time in the period. A row without a status counts.
func Runs(i *ledger.Initiative, first, last civil.Date) bool {
	return (i.Status == 0 || i.Status == ledger.Planned || i.Status == ledger.Active) &&
		i.StartsOn <= last && (i.EndsOn == 0 || i.EndsOn >= first)
}

// Has reports whether a topmost enterprise, or a unit below it, runs an initiative of the clause in the period.
func Has(b *ledger.Book, top *ledger.Enterprise, clause int32, first, last civil.Date) bool {
	return slices.ContainsFunc(b.Initiatives, func(i ledger.Initiative) bool {
		return i.Clause.V == clause && Runs(&i, first, last) && b.Top(b.Enterprise(i.Enterprise)) == top
	})
}

// Topmost reports whether a unit is ours and at the top of its group. Without an enterprises ledger nobody can tell.
func Topmost(b *ledger.Book, e *ledger.Enterprise) bool {
	return b.EnterprisesGiven && e.Ours() && b.Parent(e) == nil
}

var (
	sayNone     = policy.Say("{0}至{1}没有一项计划或进行中的第{2}条举措", "no initiative of clause {2} is planned or active from {0} to {1}")
	sayMissed   = policy.Say("“{0}”已于{1}结束，目标{2}{4}，完成{3}{4}", "“{0}” ended on {1}: target {2}{4}, achieved {3}{4}")
	sayNoResult = policy.Say("“{0}”已于{1}结束，目标{2}{3}，未填完成值", "“{0}” ended on {1}: target {2}{3}, no result filed")
	sayReach    = policy.Say("第{0}条举措{1}项，受益中小企业{2}户，金额{3}元", "clause {0}: {1} initiatives, {2} SMEs reached, {3} yuan")
	stepPeriod  = policy.Say("检查日所在半年的末日", "last day of the half-year")
	stepTarget  = policy.Say("目标值", "target")
	stepResult  = policy.Say("完成值", "achieved")
	stepCount   = policy.Say("举措项数", "number of initiatives")
	stepSMEs    = policy.Say("受益中小企业数（各项相加）", "SMEs reached, added up")
)

// unit judges what a unit runs under the clause.
func (c *rules) unit(r *policy.Run, i int) {
	b := r.Book
	e := &b.Enterprises[i]
	if !e.Ours() {
		return
	}
	first, last := HalfYear(r.AsOf)
	if Topmost(b, e) && !Has(b, e, c.clause, first, last) {
		r.Step(stepPeriod, policy.Day(last), "reading:initiative-half-year")
		r.Emit(policy.Finding{Rule: c.none, Enterprise: e.Code, Key: e.Code.String(), NextChange: last.AddDays(1), Source: e.Source, Basis: c.noneBasis},
			sayNone, policy.Day(first), policy.Day(last), policy.Int(c.clause))
	}
	c.measure(r, e)
}

// measure tells how many initiatives a unit runs, and how far they reach.
func (c *rules) measure(r *policy.Run, e *ledger.Enterprise) {
	count, smes := 0, int64(0)
	var amount money.Fen
	b := r.Book
	for i := range b.Initiatives {
		in := &b.Initiatives[i]
		if in.Clause.V != c.clause || in.Enterprise != e.Code || in.StartsOn > r.AsOf {
			continue
		}
		count++
		smes += int64(in.SMECount.V)
		amount += in.Amount.V
	}
	if count == 0 {
		return
	}
	r.Step(stepCount, policy.Int(count), c.base[0])
	r.Step(stepSMEs, policy.Int(smes), c.base[0])
	r.Emit(policy.Finding{Rule: c.reach, Enterprise: e.Code, Key: e.Code.String(), Amount: ledger.Some(amount), Source: e.Source},
		sayReach, policy.Int(c.clause), policy.Int(count), policy.Int(smes), policy.Yuan(amount))
}

// target holds an initiative's result against its target once it has ended.
func (c *rules) target(r *policy.Run, i int) {
	b := r.Book
	in := &b.Initiatives[i]
	if in.Clause.V != c.clause || !in.Target.OK || in.EndsOn == 0 || in.EndsOn >= r.AsOf || !b.Enterprise(in.Enterprise).Ours() {
		return
	}
	if in.Achieved.OK && cmp.Compare(in.Achieved.V, in.Target.V) >= 0 {
		return
	}
	f := policy.Finding{Rule: c.missed, Enterprise: in.Enterprise, Key: in.No, DueOn: in.EndsOn, Days: int32(r.AsOf - in.EndsOn),
		NextChange: r.AsOf.AddDays(1), Source: in.Source, Basis: c.missBasis}
	r.Step(stepTarget, policy.Number(in.Target.V), "reading:target-as-filed")
	if !in.Achieved.OK {
		f.Outcome, f.Missing = policy.Undetermined, []string{"initiatives.achieved"}
		r.Emit(f, sayNoResult, policy.Str(in.Title), policy.Day(in.EndsOn), policy.Number(in.Target.V), policy.Str(in.Unit))
		return
	}
	r.Step(stepResult, policy.Number(in.Achieved.V), "reading:target-as-filed")
	r.Emit(f, sayMissed, policy.Str(in.Title), policy.Day(in.EndsOn), policy.Number(in.Target.V), policy.Number(in.Achieved.V), policy.Str(in.Unit))
}
