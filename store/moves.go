package store

import (
	"strings"

	"shukun/civil"
)

// Move is a unit's change of place in the tree.
type Move struct {
	ID, Code, From, To string
	Day                civil.Date
	By                 string
	At                 Instant
}

// AddMove notes a change of place.
func (t *Tx) AddMove(m Move) error {
	_, err := t.exec("insert into unit_move (id, code, from_path, to_path, on_day, moved_by, moved_at) values ($1, $2, $3, $4, $5, $6, $7)",
		m.ID, m.Code, m.From, m.To, m.Day, m.By, m.At)
	return err
}

// MovesOf lists a unit's changes of place, the latest first.
func (t *Tx) MovesOf(code string) ([]Move, error) {
	return collect(t, "select id, code, from_path, to_path, on_day, moved_by, moved_at from unit_move where code = $1 order by moved_at desc, id desc", []any{code},
		func(scan func(...any) error, m *Move) error {
			return scan(&m.ID, &m.Code, &m.From, &m.To, &m.Day, &m.By, &m.At)
		})
}

// follow are the tables whose rows belong to a unit as it stands, and go with it. What is past (ended ledger rows,
// earlier values of findings, closed figures, the audit log) stays with whoever it was of then.
var follow = []struct{ table, column, which string }{
	{"unit", "path", ""},
	{"person", "home", ""},
	{"role_grant", "path", " and revoked_at is null"},
	{"upload", "path", ""},
	{"filing", "path", ""},
	{"filing_day", "path", ""},
	{"ledger_row", "path", " and to_day is null"},
	{"row_text", "path", ""},
	{"finding", "path", ""},
	{"rollup", "path", " and to_day is null"},
	{"payable_state", "path", ""},
	{"payable_day", "path", ""},
	{"payable_total", "path", ""},
	{"entity", "path", ""},
	{"evaluation_ahead", "path", ""},
	{"job", "path", " and state in ('ready', 'running')"},
	{"report", "path", " and ready_at = 0"},
	{"proposal", "path", " and decided_at is null"},
}

// MoveSubtree gives everything at and below a path its new path, from a day on: rights follow at once. Findings and
// figures as they were before the day keep the old one.
func (t *Tx) MoveSubtree(from, to string, day civil.Date) error {
	start, end := Below(from)
	if _, err := t.exec(`insert into finding_past (finding, from_day, to_day, tick_day, live, state, outcome, amount, due_on, days, next_change, reason_zh, reason_en,
			missing, basis, ledger_row, path)
		select id, from_day, case when from_day < $3 then $3 end, tick_day, live, state, outcome, amount, due_on, days, next_change, reason_zh, reason_en, missing, basis, ledger_row, path
		from finding where path >= $1 and path < $2 and from_day < $3`, start, end, day); err != nil {
		return err
	}
	columns := strings.Join(payableStateNames, ", ")
	if _, err := t.exec("insert into payable_past ("+columns+", from_day, to_day) select "+columns+", from_day, case when from_day < $3 then $3 end from payable_state where path >= $1 and path < $2 and from_day < $3",
		start, end, day); err != nil {
		return err
	}
	if _, err := t.exec("update payable_state set from_day = $3 where path >= $1 and path < $2 and from_day < $3", start, end, day); err != nil {
		return err
	}
	if _, err := t.exec("update finding set from_day = $3 where path >= $1 and path < $2 and from_day < $3", start, end, day); err != nil {
		return err
	}
	if _, err := t.exec(`insert into rollup (enterprise, path, clause, rule, outcome, from_day, to_day, count, amount, worst_days)
		select enterprise, path, clause, rule, outcome, case when from_day < $3 then $3 end, null, count, amount, worst_days
		from rollup where path >= $1 and path < $2 and to_day is null and from_day < $3`, start, end, day); err != nil {
		return err
	}
	if _, err := t.exec("update rollup set to_day = $3 where path >= $1 and path < $2 and to_day is null and from_day < $3", start, end, day); err != nil {
		return err
	}
	for _, f := range follow {
		if _, err := t.exec("update "+f.table+" set "+f.column+" = cast($3 as text) || substr("+f.column+", $4) where "+f.column+" >= $1 and "+f.column+" < $2"+f.which,
			start, end, to, len(from)+1); err != nil {
			return err
		}
	}
	if err := t.moveTotals(from, to); err != nil {
		return err
	}
	if err := t.moveFilingDays(from, to); err != nil {
		return err
	}
	if err := t.moveRollups(from, to); err != nil {
		return err
	}
	return t.treeChanged()
}

// MovesWith counts what goes with a subtree: units, people at work there, and roles over it.
func (t *Tx) MovesWith(path string) (units, people, grants int, err error) {
	start, end := Below(path)
	_, err = t.one(`select (select count(*) from unit where path >= $1 and path < $2), (select count(*) from person where home >= $1 and home < $2),
		(select count(*) from role_grant where path >= $1 and path < $2 and revoked_at is null)`, []any{start, end}, &units, &people, &grants)
	return units, people, grants, err
}

// Proposal is what one person proposes and another decides.
type Proposal struct {
	ID, Kind, Path, Object, Content, Reason string
	MadeBy                                  string
	Made, Expires                           Instant
	DecidedBy                               string
	Decided                                 Instant
	Approved                                bool
}

const proposalColumns = "id, kind, path, object, content, reason, made_by, made_at, expires_at, decided_by, coalesce(decided_at, 0), approved"

func scanProposal(scan func(...any) error, p *Proposal) error {
	return scan(&p.ID, &p.Kind, &p.Path, &p.Object, &p.Content, &p.Reason, &p.MadeBy, &p.Made, &p.Expires, &p.DecidedBy, &p.Decided, &p.Approved)
}

// AddProposal adds a proposal.
func (t *Tx) AddProposal(p Proposal) error {
	_, err := t.exec("insert into proposal (id, kind, path, object, content, reason, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
		p.ID, p.Kind, p.Path, p.Object, p.Content, p.Reason, p.MadeBy, p.Made, p.Expires)
	return err
}

// Proposal finds a proposal by id.
func (t *Tx) Proposal(id string) (p Proposal, found bool, err error) {
	all, err := collect(t, "select "+proposalColumns+" from proposal where id = $1", []any{id}, scanProposal)
	if len(all) == 0 {
		return p, false, err
	}
	return all[0], true, err
}

// OpenProposals lists what waits for a decision, the oldest first.
func (t *Tx) OpenProposals(now Instant) ([]Proposal, error) {
	return collect(t, "select "+proposalColumns+" from proposal where decided_at is null and expires_at > $1 order by made_at, id", []any{now}, scanProposal)
}

// DecideProposal decides a proposal once; false if it was decided or is over.
func (t *Tx) DecideProposal(id, by string, approved bool, at Instant) (bool, error) {
	n, err := t.exec("update proposal set decided_by = $2, decided_at = $3, approved = $4 where id = $1 and decided_at is null and expires_at > $3", id, by, at, approved)
	return n == 1, err
}
