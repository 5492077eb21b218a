package regulation

import (
	"slices"

	"shukun/ledger"
	"shukun/policy"
	fairterms "shukun/regulation/clause03-fair-terms"
	openprocurement "shukun/regulation/clause19-open-procurement"
)

// TextFiles lists the rows of contracts and of tenders whose text files the wanted rules read. Whoever asks reads these
// files and hands their words to the book before Evaluate.
func (g *Regulation) TextFiles(b *ledger.Book, q policy.Question, f Filter) (contracts, tenders []int) {
	r := policy.NewRun(q, b, nil)
	if slices.ContainsFunc(fairterms.TextRules(), f.rule) {
		for i := range b.Contracts {
			if fairterms.ReadsText(r, i) {
				contracts = append(contracts, i)
			}
		}
	}
	if f.rule(g.Rule("19.restrictive-condition")) {
		for i := range b.Tenders {
			if openprocurement.ReadsText(r, i) {
				tenders = append(tenders, i)
			}
		}
	}
	return contracts, tenders
}
