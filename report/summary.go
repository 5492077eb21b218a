package report

import (
	"cmp"
	"slices"

	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
)

// Summary counts the findings by clause, rule and outcome, and adds up their amounts so that no yuan is counted twice:
// every sum is of one rule and one outcome.
type Summary struct {
	Findings int
	Outcomes [policy.Notice + 1]int // by outcome
	Clauses  []ClauseSummary        // clauses with findings, in order
}

// ClauseSummary is the part of one clause.
type ClauseSummary struct {
	Clause   int
	Outcomes [policy.Notice + 1]int
	Rules    []RuleSummary // by rule, then outcome
	View     *RuleSummary  // the one sum that stands for the clause; nil if it has none
}

// RuleSummary is one rule's findings of one outcome.
type RuleSummary struct {
	Rule    *policy.Rule
	Outcome policy.Outcome
	Count   int
	Amount  ledger.Opt[money.Fen] // of the findings that have one; absent for notices, and if it exceeds what fen can hold
}

// views says which rule's sum stands for a clause. Adding up several rules of a clause would count a yuan twice: a
// shortfall is a part of the entitlement, an overdue balance with a bad excuse is the same balance. Clauses whose rules
// have no amounts of their own have no view.
var views = map[int]string{
	1:  "01.overdue",           // not its excuse, which is the same balance, nor its interest, which is another debt
	2:  "02.condition-missing", // not the excess over the balance, a part of the same payment
	3:  "03.pass-on-late",
	4:  "04.tenor", // not what matured unpaid, which may be the same instrument
	5:  "05.relief",
	6:  "06.pass-through", // not what the owner owes the sub-lessor, which is passed on
	7:  "07.associate-lessor",
	8:  "08.markup",
	9:  "09.late-fee",
	11: "11.overcharge",
	12: "12.price-ceiling",
	13: "13.over-ratio", // not the late return of the same deposit
}

// Summarise counts findings that are in the order of the output contract.
func Summarise(findings []*policy.Finding) Summary {
	s := Summary{Findings: len(findings)}
	for from := 0; from < len(findings); {
		clause, to := findings[from].Rule.Clause, from
		for to < len(findings) && findings[to].Rule.Clause == clause {
			to++
		}
		c := ofClause(clause, findings[from:to])
		for o, n := range c.Outcomes {
			s.Outcomes[o] += n
		}
		s.Clauses = append(s.Clauses, c)
		from = to
	}
	return s
}

func ofClause(clause int, findings []*policy.Finding) ClauseSummary {
	c := ClauseSummary{Clause: clause}
	for from := 0; from < len(findings); {
		rule := findings[from].Rule
		var sums [policy.Notice + 1]RuleSummary
		var tooLarge [policy.Notice + 1]bool
		to := from
		for ; to < len(findings) && findings[to].Rule == rule; to++ {
			f := findings[to]
			r := &sums[f.Outcome]
			r.Rule, r.Outcome = rule, f.Outcome
			r.Count++
			if f.Amount.OK && f.Outcome != policy.Notice {
				sum := r.Amount.V + f.Amount.V
				tooLarge[f.Outcome] = tooLarge[f.Outcome] || (sum > r.Amount.V) != (f.Amount.V > 0) && f.Amount.V != 0
				r.Amount = ledger.Some(sum)
			}
		}
		for o, r := range sums {
			if r.Count == 0 {
				continue
			}
			if tooLarge[o] {
				r.Amount = ledger.Opt[money.Fen]{}
			}
			c.Outcomes[o] += r.Count
			c.Rules = append(c.Rules, r)
		}
		from = to
	}
	c.settle()
	return c
}

// settle finds the sum that stands for the clause.
func (c *ClauseSummary) settle() {
	i := slices.IndexFunc(c.Rules, func(r RuleSummary) bool {
		return r.Rule.ID == views[c.Clause] && r.Outcome == r.Rule.Outcome && r.Amount.OK
	})
	if i >= 0 {
		c.View = &c.Rules[i]
	}
}

// Add puts figures that were added up elsewhere into the summary: clause by clause, by rule, then outcome.
func (s *Summary) Add(r RuleSummary) {
	if n := len(s.Clauses); n == 0 || s.Clauses[n-1].Clause != r.Rule.Clause {
		s.Clauses = append(s.Clauses, ClauseSummary{Clause: r.Rule.Clause})
	}
	c := &s.Clauses[len(s.Clauses)-1]
	if r.Outcome == policy.Notice {
		r.Amount = ledger.Opt[money.Fen]{}
	}
	c.Rules = append(c.Rules, r)
	c.Outcomes[r.Outcome] += r.Count
	s.Outcomes[r.Outcome] += r.Count
	s.Findings += r.Count
	c.settle()
}

// WorstFirst gives the clause's rules as people want them: violations before obligations and so on, the largest sum first.
func (c *ClauseSummary) WorstFirst() []RuleSummary {
	list := slices.Clone(c.Rules)
	slices.SortStableFunc(list, func(x, y RuleSummary) int {
		return cmp.Or(cmp.Compare(x.Outcome, y.Outcome), cmp.Compare(y.Amount.V, x.Amount.V), cmp.Compare(y.Count, x.Count))
	})
	return list
}
