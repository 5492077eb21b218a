package answer

import (
	"strconv"

	"shukun/civil"
	"shukun/policy"
	"shukun/problem"
)

// keys are a finding's keys, in the order of the output contract.
var keys = [...]string{"rule", "clause", "outcome", "enterprise", "beneficiary", "ledger", "key", "span", "amount", "due_on",
	"days", "next_change_on", "missing", "reason", "basis", "trace"}

// encoder appends findings as JSON objects; it keeps what is the same for many of them. It is used by one goroutine.
type encoder struct {
	rule    *policy.Rule
	outcome policy.Outcome
	head    []byte  // from { to the enterprise
	ledger  []byte  // from the ledger to the key
	listed  *string // the first entry of the basis at hand
	entries int
	basis   []byte
	days    [256]dayText
}

// dayText is a day as text; days repeat a lot, and dividing them out costs more than looking them up.
type dayText struct {
	day  civil.Date
	text [10]byte
}

// appendFinding appends a finding as one JSON object; keys without a value are left out.
func appendFinding(b []byte, f *policy.Finding) []byte { return new(encoder).append(b, f) }

func (e *encoder) append(b []byte, f *policy.Finding) []byte {
	if e.rule != f.Rule || e.outcome != f.Outcome {
		e.begin(f)
	}
	b = append(b, e.head...)
	b = append(f.Enterprise.Append(b), '"')
	if !f.Beneficiary.IsZero() {
		b = append(b, `,"beneficiary":"`...)
		b = append(f.Beneficiary.Append(b), '"')
	}
	b = append(b, e.ledger...)
	b = appendJSON(b, f.Key)
	if f.Span != nil {
		b = append(b, `,"span":`...)
		b = appendSpan(b, f.Span)
	}
	if f.Amount.OK {
		b = append(b, `,"amount":"`...)
		b = append(f.Amount.V.Append(b), '"')
	}
	if f.DueOn != 0 {
		b = append(b, `,"due_on":"`...)
		b = append(e.day(b, f.DueOn), '"')
	}
	if f.Days != 0 {
		b = append(b, `,"days":`...)
		b = strconv.AppendInt(b, int64(f.Days), 10)
	}
	if f.NextChange != 0 {
		b = append(b, `,"next_change_on":"`...)
		b = append(e.day(b, f.NextChange), '"')
	}
	if len(f.Missing) > 0 {
		b = append(b, `,"missing":`...)
		b = appendList(b, f.Missing)
	}
	if b = append(b, `,"reason":`...); f.Plain() {
		b = append(append(append(b, '"'), f.Reason...), '"')
	} else {
		b = appendJSON(b, f.Reason)
	}
	if len(f.Basis) > 0 {
		if e.listed != &f.Basis[0] || e.entries != len(f.Basis) {
			e.listed, e.entries = &f.Basis[0], len(f.Basis)
			e.basis = appendList(append(e.basis[:0], `,"basis":`...), f.Basis)
		}
		b = append(b, e.basis...)
	}
	if len(f.Trace) > 0 {
		b = append(b, `,"trace":`...)
		b = appendTrace(b, f.Trace)
	}
	return append(b, '}')
}

// begin makes what is the same for all findings of a rule and outcome.
func (e *encoder) begin(f *policy.Finding) {
	e.rule, e.outcome = f.Rule, f.Outcome
	b := append(e.head[:0], `{"rule":"`...)
	b = append(b, f.Rule.ID...)
	b = append(b, `","clause":`...)
	b = strconv.AppendInt(b, int64(f.Rule.Clause), 10)
	b = append(b, `,"outcome":"`...)
	b = append(b, f.Outcome.String()...)
	e.head = append(b, `","enterprise":"`...)
	b = append(e.ledger[:0], `,"ledger":"`...)
	b = append(b, f.Rule.Ledger.Key...)
	e.ledger = append(b, `","key":`...)
}

func (e *encoder) day(b []byte, d civil.Date) []byte {
	t := &e.days[uint32(d)%uint32(len(e.days))]
	if t.day != d {
		t.day = d
		d.Append(t.text[:0])
	}
	return append(b, t.text[:]...)
}

func appendList(b []byte, list []string) []byte {
	for i, s := range list {
		b = append(b, ",["[btoi(i == 0)])
		b = appendJSON(b, s)
	}
	return append(b, ']')
}

func btoi(v bool) int {
	if v {
		return 1
	}
	return 0
}

func appendSpan(b []byte, s *policy.Span) []byte {
	b = append(b, `{"start":`...)
	b = strconv.AppendInt(b, int64(s.Start), 10)
	b = append(b, `,"end":`...)
	b = strconv.AppendInt(b, int64(s.End), 10)
	if s.Page > 0 {
		b = append(b, `,"page":`...)
		b = strconv.AppendInt(b, int64(s.Page), 10)
	}
	if s.Paragraph > 0 {
		b = append(b, `,"paragraph":`...)
		b = strconv.AppendInt(b, int64(s.Paragraph), 10)
	}
	b = appendText(b, "sentence", s.Sentence)
	b = appendText(b, "rewrite", s.Rewrite)
	return append(b, '}')
}

// appendText appends a further key with a text, nothing for no text.
func appendText(b []byte, key, text string) []byte {
	if text == "" {
		return b
	}
	b = append(b, `,"`...)
	b = append(b, key...)
	b = append(b, `":`...)
	return appendJSON(b, text)
}

func appendTrace(b []byte, steps []policy.Step) []byte {
	for i, s := range steps {
		b = append(b, ",["[btoi(i == 0)])
		b = append(b, `{"step":`...)
		b = appendJSON(b, s.Step)
		b = append(b, `,"value":`...)
		b = appendJSON(b, s.Value)
		b = appendText(b, "basis", s.Basis)
		b = append(b, '}')
	}
	return append(b, ']')
}

// appendProblem appends a rejection or a warning as one JSON object; keys without a value are left out.
func (a *Answer) appendProblem(b []byte, e *problem.Error) []byte {
	b = append(b, '{')
	first := len(b)
	b = appendText(b, "file", e.Place.File)
	b = appendText(b, "sheet", e.Place.Sheet)
	if e.Place.Row > 0 {
		b = append(b, `,"row":`...)
		b = strconv.AppendInt(b, int64(e.Place.Row), 10)
	}
	b = appendText(b, "column", e.Place.Column)
	b = appendText(b, "value", e.Value)
	b = appendText(b, "code", e.Code)
	b = appendText(b, "message", e.Message(a.Lang))
	if len(b) > first {
		b = append(b[:first], b[first+1:]...)
	}
	return append(b, '}')
}
