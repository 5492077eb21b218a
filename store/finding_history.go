package store

import (
	"database/sql"

	"shukun/civil"
	"shukun/money"
)

// PastFinding is what a finding was on the days from From up to, not including, To.
type PastFinding struct {
	ID       string
	From, To civil.Date
	Tick     civil.Date
	State    string
	Row      int64
	Path     string
	Values
}

// Until gives what the finding was until a day.
func (f *Finding) Until(day civil.Date) PastFinding {
	return PastFinding{ID: f.ID, From: f.From, To: day, Tick: f.Tick, State: f.State, Row: f.Row, Path: f.Path, Values: f.Values}
}

var pastNames = []string{"finding", "from_day", "to_day", "tick_day", "live", "state", "outcome", "amount", "due_on", "days", "next_change", "reason_zh", "reason_en", "missing",
	"basis", "ledger_row", "path"}

func (p *PastFinding) values() []any {
	return []any{p.ID, p.From, p.To, p.Tick, live(p.State), p.State, int64(p.Outcome), fenOrNull(p.Amount), p.DueOn, int64(p.Days), p.NextChange, p.ReasonZh, p.ReasonEn, p.Missing,
		p.Basis, p.Row, p.Path}
}

// AddPast keeps what findings were.
func (t *Tx) AddPast(all []PastFinding) error {
	return t.bulk("finding_past", pastNames, rowsOf(all, (*PastFinding).values))
}

// PastOf lists what a finding was, the latest first.
func (t *Tx) PastOf(id string) ([]PastFinding, error) {
	return collect(t, `select finding, from_day, to_day, tick_day, state, outcome, amount, due_on, days, next_change, reason_zh, reason_en, missing, basis, ledger_row, path
		from finding_past where finding = $1 order by from_day desc`, []any{id}, func(scan func(...any) error, p *PastFinding) error {
		var amount sql.Null[int64]
		err := scan(&p.ID, &p.From, &p.To, &p.Tick, &p.State, &p.Outcome, &amount, &p.DueOn, &p.Days, &p.NextChange, &p.ReasonZh, &p.ReasonEn, &p.Missing, &p.Basis, &p.Row, &p.Path)
		p.Amount = Amount{V: money.Fen(amount.V), OK: amount.Valid}
		return err
	})
}

// Tick is an amount that a finding had from a day until it grew.
type Tick struct {
	ID     string
	From   civil.Date
	Amount Amount
}

// AddTicks keeps amounts that have grown since.
func (t *Tx) AddTicks(all []Tick) error {
	return t.bulk("finding_tick", []string{"finding", "from_day", "amount"}, rowsOf(all, func(k *Tick) []any { return []any{k.ID, k.From, fenOrNull(k.Amount)} }))
}

// FindingEvent is something that happened to a finding.
type FindingEvent struct {
	ID       string
	Finding  string
	At       Instant
	Day      civil.Date
	Person   string // "" the data
	Name     string // of the person; only read
	Act      string
	State    string // after it
	Note     string
	Evidence string // blob hash
}

// AddFindingEvents keeps what happened.
func (t *Tx) AddFindingEvents(all []FindingEvent) error {
	return t.bulk("finding_event", []string{"id", "finding", "at", "day", "person", "act", "state", "note", "evidence"}, rowsOf(all, func(e *FindingEvent) []any {
		return []any{e.ID, e.Finding, int64(e.At), e.Day, e.Person, e.Act, e.State, e.Note, e.Evidence}
	}))
}

// FindingEvents lists what happened to a finding, the latest first.
func (t *Tx) FindingEvents(id string) ([]FindingEvent, error) {
	return collect(t, `select e.id, e.finding, e.at, e.day, e.person, coalesce(p.name, ''), e.act, e.state, e.note, e.evidence
		from finding_event e left join person p on p.id = e.person where e.finding = $1 order by e.at desc, e.id desc`, []any{id},
		func(scan func(...any) error, e *FindingEvent) error {
			return scan(&e.ID, &e.Finding, &e.At, &e.Day, &e.Person, &e.Name, &e.Act, &e.State, &e.Note, &e.Evidence)
		})
}
