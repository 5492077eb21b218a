// Package assessment is clause 23: what relief cost is put before the regulator for the year's assessment, and what was
// not put right is followed up.
package assessment

import (
	"slices"
	"strconv"

	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

var (
	reliefs    = ledger.FindKind("relief_records")
	complaints = ledger.FindKind("complaints")
)

var (
	addback = &policy.Rule{ID: "23.addback", Clause: 23, Outcome: policy.Notice, Ledger: reliefs,
		Title:   lang.Text{Zh: "考核中请予考虑的减免影响", En: "relief to be considered in the assessment"},
		Formula: lang.Text{Zh: "每个单位、每个年度：登记为应免的减免金额合计，逐项附减免记录，由国资委决定；不是法定算式", En: "per enterprise and year: the sum of relief recorded as entitled, each with its record, for the regulator to decide; not a formula of the law"},
		Basis:   []string{"notice:23", "reading:addback-no-formula", "reading:addback-scope"}}
	accountability = &policy.Rule{ID: "23.accountability", Clause: 23, Outcome: policy.Obligation, Ledger: complaints,
		Title:   lang.Text{Zh: "应启动问责", En: "accountability due"},
		Formula: lang.Text{Zh: "投诉经查实，答复后30天仍未办结；由监管机构启动问责", En: "a complaint was verified as true and is not closed 30 days after the answer; the regulator must act"},
		Basis:   []string{"notice:23", "reading:accountability-days"}}
)

var (
	sayAddback  = policy.Say("{0}年登记应免租金{1}笔共{2}元，请附证据报国资委在考核中考虑", "{0}: {1} records of entitled rent relief, {2} yuan, to be put to the regulator with evidence")
	sayAct      = policy.Say("投诉经查实，{0}答复，应于{1}前纠正，已超过{2}天，监管机构应启动问责", "the complaint was verified as true and answered on {0}; it was to be put right by {1}, {2} days have passed: the regulator must act")
	sayNoAnswer = policy.Say("投诉经查实但未填答复日期，应何时启动问责无法判定", "the complaint was verified as true but no day of answer is filed: when the regulator must act cannot be told")
	stepCount   = policy.Say("应免减免记录数", "records of entitled relief")
	stepSum     = policy.Say("应免减免合计", "entitled relief in all")
	stepAnswer  = policy.Say("答复日", "answered on")
	stepDue     = policy.Say("纠正期限", "to be put right by")
)

type rules struct{ days int }

// New makes the clause from the readings.
func New(basics *policy.Basics) policy.Clause {
	c := &rules{days: basics.Readings.Integer("accountability-days")}
	return policy.Clause{Number: 23, Rules: []*policy.Rule{addback, accountability}, Walks: []policy.Walk{
		{Ledger: reliefs, Rules: []*policy.Rule{addback}, Row: unit, Rows: func(b *ledger.Book) int {
			if len(b.ReliefRecords) == 0 {
				return 0
			}
			return len(b.Enterprises)
		}},
		{Ledger: complaints, Rules: []*policy.Rule{accountability}, Row: c.complaint, Rows: func(b *ledger.Book) int { return len(b.Complaints) }},
	}}
}

// year is a unit's entitled relief of one year.
type year struct {
	year, count int
	sum         money.Fen
}

// unit tells what entitled relief a lessor gave, year by year.
func unit(r *policy.Run, i int) {
	b := r.Book
	e := &b.Enterprises[i]
	if !e.Ours() {
		return
	}
	var years []year
	for _, j := range b.ReliefBy(e.Code) {
		rec := &b.ReliefRecords[j]
		if !rec.IsEntitled() || rec.DoneOn > r.AsOf {
			continue
		}
		y := rec.DoneOn.Year()
		at := slices.IndexFunc(years, func(x year) bool { return x.year == y })
		if at < 0 {
			at, years = len(years), append(years, year{year: y})
		}
		years[at].count++
		years[at].sum += rec.Amount
	}
	slices.SortFunc(years, func(x, y year) int { return x.year - y.year })
	for _, y := range years {
		name := strconv.Itoa(y.year)
		r.Step(stepCount, policy.Int(y.count), "notice:23")
		r.Step(stepSum, policy.Yuan(y.sum), "reading:addback-no-formula")
		r.Emit(policy.Finding{Rule: addback, Enterprise: e.Code, Key: policy.Key(e.Code.String(), name), Amount: ledger.Some(y.sum), Source: e.Source},
			sayAddback, policy.Str(name), policy.Int(y.count), policy.Yuan(y.sum))
	}
}

// complaint judges whether a complaint verified as true was put right in time.
func (c *rules) complaint(r *policy.Run, i int) {
	b := r.Book
	x := &b.Complaints[i]
	if x.Verified != ledger.Yes || x.ReceivedOn > r.AsOf || x.RepliedOn > r.AsOf || x.ClosedOn != 0 && x.ClosedOn <= r.AsOf || !b.Enterprise(x.Respondent).Ours() {
		return
	}
	f := policy.Finding{Rule: accountability, Enterprise: x.Respondent, Beneficiary: x.Complainant, Key: x.No, Source: x.Source}
	if x.RepliedOn == 0 {
		f.Outcome, f.Missing = policy.Undetermined, []string{"complaints.replied_on"}
		r.Step(stepAnswer, policy.Words(lang.Text{Zh: "未填", En: "not filed"}), "notice:23")
		r.Emit(f, sayNoAnswer)
		return
	}
	due := x.RepliedOn.AddDays(c.days)
	if r.AsOf <= due {
		return
	}
	f.DueOn, f.Days, f.NextChange = due, int32(r.AsOf-due), r.AsOf.AddDays(1)
	r.Step(stepAnswer, policy.Day(x.RepliedOn), "notice:23")
	r.Step(stepDue, policy.Day(due), "reading:accountability-days")
	r.Emit(f, sayAct, policy.Day(x.RepliedOn), policy.Day(due), policy.Int(f.Days))
}
