package app

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
	"shukun/store"
)

// twoSizes is the one rule that holds rows of different units against each other: it is asked of the whole group at
// once, of its contracts alone.
const twoSizes = "00.party-two-sizes"

// batch evaluates some owners: reads their book in one state of the database, asks the law, and writes what differs.
func (e *evaluation) batch(owners []store.Entity) (sum Evaluated, err error) {
	var l *loaded
	var seq int64
	var after bool // rows are filed for a later day: what is in force today says little about tomorrow
	err = e.app.Store.Read(e.ctx, store.Root, func(tx *store.Tx) error {
		if seq, err = tx.LastFiling(); err != nil {
			return err
		}
		if after, err = tx.FiledAfter(e.day); err != nil {
			return err
		}
		l, err = e.load(tx, owners)
		return err
	})
	if err != nil {
		return sum, err
	}
	found := e.find(l, ownersIn(owners), regulation.Filter{}, func(rule string) bool { return rule != twoSizes })
	payables := e.payables(l, ownersIn(owners))
	d := &difference{e: e, owners: owners, seq: seq, found: found, payables: payables, not: true}
	if d.inLots() {
		sum, err = d.writeLots()
	} else {
		err = e.write(func(tx *store.Tx) error { sum, err = d.write(tx); return err })
	}
	if err != nil || after {
		return sum, err
	}
	return sum, e.lookAhead(l, owners, seq, found, payables)
}

// acrossUnits asks the rule that compares the contracts of different units.
func (e *evaluation) acrossUnits() (sum Evaluated, err error) {
	var l *loaded
	var after bool
	err = e.app.Store.Read(e.ctx, store.Root, func(tx *store.Tx) error {
		if after, err = tx.FiledAfter(e.day); err != nil {
			return err
		}
		from := e.loader(tx)
		if err := from.group("contracts"); err != nil {
			return err
		}
		book, err := from.read()
		l = &loaded{book: book, rows: from.rows}
		return err
	})
	if err != nil {
		return sum, err
	}
	found := e.find(l, ownersIn(e.owners), regulation.Filter{Rules: []string{twoSizes}}, func(string) bool { return true })
	d := &difference{e: e, owners: e.owners, found: found, across: true}
	err = e.write(func(tx *store.Tx) error { sum, err = d.write(tx); return err })
	sum.Owners = 0
	if e.across = e.day; !after {
		e.across = e.acrossUntil(l, found)
	}
	return sum, err
}

// find asks the law in both languages and gives the findings of the owners' rows.
func (e *evaluation) find(l *loaded, evaluated func(string) bool, f regulation.Filter, wanted func(rule string) bool) []store.Finding {
	q := e.question()
	zh := e.app.Law.Evaluate(l.book, q, f, workers(), nil)
	q.Lang = lang.En
	en := newPairs(e.app.Law.Evaluate(l.book, q, f, workers(), nil))
	var all []store.Finding
	seen := map[string]int{}
	for i := range zh {
		from := l.row(zh[i].Source)
		if !evaluated(from.owner) || !wanted(zh[i].Rule.ID) {
			continue
		}
		all = append(all, e.finding(zh[i], en.of(i, zh[i]), from, seen))
	}
	return all
}

// pairs finds the same finding in the other language: nearly always at the same place.
type pairs struct{ list []*policy.Finding }

func newPairs(list []*policy.Finding) *pairs { return &pairs{list: list} }

func (p *pairs) of(i int, f *policy.Finding) string {
	if i < len(p.list) && same(p.list[i], f) {
		return p.list[i].Reason
	}
	for j := range p.list {
		if same(p.list[j], f) {
			return p.list[j].Reason
		}
	}
	return f.Reason
}

func same(x, y *policy.Finding) bool {
	return x.Rule == y.Rule && x.Source == y.Source && x.Key == y.Key && x.Enterprise == y.Enterprise && x.Beneficiary == y.Beneficiary && x.Outcome == y.Outcome &&
		x.DueOn == y.DueOn && x.Amount == y.Amount && (x.Span == nil) == (y.Span == nil) && (x.Span == nil || x.Span.Start == y.Span.Start && x.Span.End == y.Span.End)
}

// finding makes what is kept of a finding of the law.
func (e *evaluation) finding(f *policy.Finding, en string, from rowRef, seen map[string]int) store.Finding {
	s := store.Finding{Rule: f.Rule.ID, Clause: f.Rule.Clause, Kind: f.Rule.Ledger.Key, Key: f.Key, Owner: from.owner, Row: from.id, Path: from.path}
	if !f.Enterprise.IsZero() {
		s.Enterprise = f.Enterprise.String()
		if u := e.units[s.Enterprise]; u != nil {
			s.Path = u.Path
		}
	}
	if !f.Beneficiary.IsZero() {
		s.Beneficiary = f.Beneficiary.String()
	}
	at := ""
	if f.Span != nil {
		at = strconv.Itoa(f.Span.Start) + "-" + strconv.Itoa(f.Span.End)
		b, _ := json.Marshal(f.Span)
		s.Span = string(b)
	}
	s.Values = store.Values{Outcome: int(f.Outcome), Amount: store.Amount(f.Amount), DueOn: f.DueOn, Days: int(f.Days), NextChange: f.NextChange, ReasonZh: f.Reason, ReasonEn: en,
		Missing: jsonList(f.Missing), Basis: jsonList(f.Basis)}
	s.ID = findingID(&s, at, 0)
	if n := seen[s.ID]; n > 0 { // the law tells them apart by less than their identity: number them
		seen[s.ID]++
		s.ID = findingID(&s, at, n)
	} else {
		seen[s.ID] = 1
	}
	return s
}

// findingID is the hash of a finding's identity: the same today and next month.
func findingID(f *store.Finding, span string, n int) string {
	parts := []string{f.Rule, f.Kind, f.Owner, f.Enterprise, f.Key, f.Beneficiary, span}
	if n > 0 {
		parts = append(parts, strconv.Itoa(n))
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:15]))
}

func jsonList(list []string) string {
	if len(list) == 0 {
		return ""
	}
	b, _ := json.Marshal(list)
	return string(b)
}

// ParseSpan reads where in a text a finding is, as it is kept; the zero Span for "".
func ParseSpan(s string) (span policy.Span) {
	_ = json.Unmarshal([]byte(s), &span) // written by finding
	return span
}
