package answer

import (
	"bytes"
	"encoding/json"
	"io"

	"shukun/policy"
	"shukun/problem"
	"shukun/report"
)

// writeJSONL writes one finding a line, then one rejection a line.
func (a *Answer) writeJSONL(w io.Writer) error {
	err := inOrder(w, len(a.Findings), a.Workers, func(b []byte, from, to int) []byte {
		var e encoder
		for i := from; i < to; i++ {
			b = append(e.append(b, a.Findings[i]), '\n')
		}
		return b
	})
	if err != nil {
		return err
	}
	return inOrder(w, len(a.Rejected), 1, func(b []byte, from, to int) []byte {
		for i := from; i < to; i++ {
			b = append(a.appendProblem(b, a.Rejected[i]), '\n')
		}
		return b
	})
}

// writeJSON writes one object: as_of, findings, rejected, warnings, summary.
func (a *Answer) writeJSON(w io.Writer) error {
	b := append([]byte(`{"as_of":"`), a.AsOf.String()...)
	if _, err := w.Write(append(b, `","findings":[`...)); err != nil {
		return err
	}
	err := inOrder(w, len(a.Findings), a.Workers, func(b []byte, from, to int) []byte {
		var e encoder
		for i := from; i < to; i++ {
			b = e.append(between(b, i), a.Findings[i])
		}
		return b
	})
	if err != nil {
		return err
	}
	b = append(closed(b[:0], len(a.Findings)), `,"rejected":[`...)
	b = a.appendProblems(b, a.Rejected)
	b = append(b, `,"warnings":[`...)
	b = a.appendProblems(b, a.Warnings)
	b = append(b, `,"summary":`...)
	b = append(b, a.encodeSummary()...)
	_, err = w.Write(append(b, "}\n"...))
	return err
}

func (a *Answer) appendProblems(b []byte, list []*problem.Error) []byte {
	for i, e := range list {
		b = a.appendProblem(between(b, i), e)
	}
	return closed(b, len(list))
}

// between puts what stands before element i of a list with one element a line.
func between(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return append(b, '\n')
}

func closed(b []byte, n int) []byte {
	if n > 0 {
		b = append(b, '\n')
	}
	return append(b, ']')
}

type summaryJSON struct {
	Findings int          `json:"findings"`
	Rejected int          `json:"rejected"`
	Warnings int          `json:"warnings"`
	Outcomes outcomesJSON `json:"outcomes"`
	Clauses  []clauseJSON `json:"clauses"`
	Ledgers  []ledgerJSON `json:"ledgers"`
	Note     string       `json:"note"`
}

type outcomesJSON struct {
	Violation    int `json:"violation"`
	Obligation   int `json:"obligation"`
	Entitlement  int `json:"entitlement"`
	Undetermined int `json:"undetermined"`
	Notice       int `json:"notice"`
}

type clauseJSON struct {
	Clause   int          `json:"clause"`
	Title    string       `json:"title"`
	Outcomes outcomesJSON `json:"outcomes"`
	Amount   string       `json:"amount,omitempty"`
	AmountOf string       `json:"amount_of,omitempty"`
	Rules    []ruleJSON   `json:"rules"`
}

type ruleJSON struct {
	Rule    string `json:"rule"`
	Title   string `json:"title"`
	Outcome string `json:"outcome"`
	Count   int    `json:"count"`
	Amount  string `json:"amount,omitempty"`
}

type ledgerJSON struct {
	File     string `json:"file"`
	Sheet    string `json:"sheet,omitempty"`
	Ledger   string `json:"ledger,omitempty"`
	Rows     int    `json:"rows"`
	Rejected int    `json:"rejected"`
}

func outcomesOf(n [policy.Notice + 1]int) outcomesJSON {
	return outcomesJSON{n[policy.Violation], n[policy.Obligation], n[policy.Entitlement], n[policy.Undetermined], n[policy.Notice]}
}

func (a *Answer) encodeSummary() []byte {
	s := summaryJSON{Findings: a.Summary.Findings, Rejected: len(a.Rejected), Warnings: len(a.Warnings),
		Outcomes: outcomesOf(a.Summary.Outcomes), Clauses: []clauseJSON{}, Ledgers: []ledgerJSON{}, Note: words.TotalsNote.In(a.Lang)}
	for _, c := range a.Summary.Clauses {
		j := clauseJSON{Clause: c.Clause, Title: report.ClauseTitle(a.Law, c.Clause).In(a.Lang), Outcomes: outcomesOf(c.Outcomes)}
		if c.View != nil {
			j.Amount, j.AmountOf = c.View.Amount.V.String(), c.View.Rule.ID
		}
		for _, r := range c.Rules {
			rj := ruleJSON{Rule: r.Rule.ID, Title: r.Rule.Title.In(a.Lang), Outcome: r.Outcome.String(), Count: r.Count}
			if r.Amount.OK {
				rj.Amount = r.Amount.V.String()
			}
			j.Rules = append(j.Rules, rj)
		}
		s.Clauses = append(s.Clauses, j)
	}
	for _, sheet := range a.Sheets {
		j := ledgerJSON{File: sheet.File, Sheet: sheet.Name, Rows: sheet.Rows, Rejected: sheet.Rejected}
		if sheet.Kind != nil {
			j.Ledger = sheet.Kind.Key
		}
		s.Ledgers = append(s.Ledgers, j)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // nothing in it can fail to be written
	}
	return bytes.TrimSpace(out.Bytes())
}
