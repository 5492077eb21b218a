// Package openprocurement is clause 19: enterprises buy from SMEs and set no condition that shuts them out. The share
// is computed here; conditions in tender texts are found by package screening.
package openprocurement

import (
	"slices"
	"strconv"

	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
)

var tenders = ledger.FindKind("tenders")

var smeShare = &policy.Rule{ID: "19.sme-share", Clause: 19, Outcome: policy.Notice, Ledger: tenders,
	Title:   lang.Text{Zh: "中小企业采购份额", En: "share of purchases from SMEs"},
	Formula: lang.Text{Zh: "每个单位、每个中标年度：授予中小企业（含个体工商户）的中标金额及其占比，其中小微企业的占比；规模不明的单列，不计入分子", En: "per enterprise and year of award: the amount awarded to covered SMEs and its share, and the share of small and micro; winners of unknown size are told apart and not counted"},
	Basis:   []string{"notice:19", "reading:sme-share-by-award-year"}}

var (
	sayShare  = policy.Say("{0}年中标金额{1}元，授予中小企业{2}元，占{3}%，其中小微企业和个体工商户占{4}%，规模不明{5}元", "{0}: {1} yuan awarded, {2} yuan to SMEs, {3} %; small, micro and individual {4} %; {5} yuan to winners of unknown size")
	stepAll   = policy.Say("当年中标金额合计", "awarded that year")
	stepSMEs  = policy.Say("其中授予中小企业", "of it to covered SMEs")
	stepSmall = policy.Say("其中授予小微企业和个体工商户", "of it to small, micro and individual")
)

// New makes the clause.
func New() policy.Clause {
	return policy.Clause{Number: 19, Rules: []*policy.Rule{smeShare, restrictive}, Walks: []policy.Walk{
		{Ledger: tenders, Rules: []*policy.Rule{restrictive}, Heavy: true, Row: text, Rows: func(b *ledger.Book) int { return len(b.Tenders) }},
		{Ledger: tenders, Rules: []*policy.Rule{smeShare}, Row: unit, Rows: func(b *ledger.Book) int {
			if len(b.Tenders) == 0 {
				return 0
			}
			return len(b.Enterprises)
		}},
	}}
}

// awards is what a unit awarded in a year.
type awards struct {
	year                      int
	all, smes, small, unknown money.Fen
}

// unit tells a unit's share for every year it awarded something in.
func unit(r *policy.Run, i int) {
	b := r.Book
	e := &b.Enterprises[i]
	if !e.Ours() {
		return
	}
	for _, a := range awarded(r, e.Code) {
		year := strconv.Itoa(a.year)
		r.Step(stepAll, policy.Yuan(a.all), "notice:19")
		r.Step(stepSMEs, policy.Yuan(a.smes), "notice:19")
		r.Step(stepSmall, policy.Yuan(a.small), "notice:19")
		r.Emit(policy.Finding{Rule: smeShare, Enterprise: e.Code, Key: policy.Key(e.Code.String(), year), Amount: ledger.Some(a.smes), Source: e.Source},
			sayShare, policy.Str(year), policy.Yuan(a.all), policy.Yuan(a.smes), percent(a.smes, a.all), percent(a.small, a.all), policy.Yuan(a.unknown))
	}
}

func awarded(r *policy.Run, buyer org.Code) []awards {
	var years []awards
	b := r.Book
	for _, i := range b.TendersOf(buyer) {
		t := &b.Tenders[i]
		if t.AwardedOn == 0 || t.AwardedOn > r.AsOf || t.Award.V <= 0 {
			continue
		}
		y := t.AwardedOn.Year()
		at := slices.IndexFunc(years, func(a awards) bool { return a.year == y })
		if at < 0 {
			at = len(years)
			years = append(years, awards{year: y})
		}
		years[at].add(r, t)
	}
	slices.SortFunc(years, func(x, y awards) int { return x.year - y.year })
	return years
}

func (a *awards) add(r *policy.Run, t *ledger.Tender) {
	a.all += t.Award.V
	standing := r.Book.Standing(t.Winner)
	switch r.CoverOf(standing) {
	case policy.CoverUnknown:
		a.unknown += t.Award.V
	case policy.Covered, policy.CoverAssumed:
		a.smes += t.Award.V
		if standing.Size >= org.Small {
			a.small += t.Award.V
		}
	}
}

// percent gives part of all in percent with two decimals.
func percent(part, all money.Fen) policy.Arg {
	p, _ := part.MulDiv(100*100, int64(all))
	return policy.Str(p.String())
}
