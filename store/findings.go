package store

import (
	"database/sql"
	"iter"
	"slices"
	"strconv"

	"shukun/civil"
	"shukun/money"
)

// The states of a finding's life.
const (
	FindingOpen         = "open"
	FindingAcknowledged = "acknowledged"
	FindingRectifying   = "rectifying"
	FindingCleared      = "cleared"
	FindingExcepted     = "excepted"
)

// Amount is an amount of money that may be absent.
type Amount struct {
	V  money.Fen
	OK bool
}

// Finding is a finding with its identity, its values as they stand, and its life.
type Finding struct {
	ID          string
	Rule        string
	Clause      int
	Kind        string // ledger
	Key         string
	Owner       string // of the row
	Enterprise  string // that must act
	Path        string
	Beneficiary string
	Row         int64
	Span        string // JSON

	Values
	First    civil.Date // first found
	From     civil.Date // values as they stand since, but for what grows with the days
	Tick     civil.Date // the amount is this since; days and reasons are of the last evaluation
	State    string
	StateDay civil.Date
	StateBy  string // person; "" the data
	Promise  civil.Date
}

// Values are what evaluation says of a finding.
type Values struct {
	Outcome    int
	Amount     Amount
	DueOn      civil.Date
	Days       int
	NextChange civil.Date
	ReasonZh   string
	ReasonEn   string
	Missing    string // JSON list
	Basis      string // JSON list
}

// Live reports whether something remains to be done in a state.
func Live(state string) bool {
	return state == FindingOpen || state == FindingAcknowledged || state == FindingRectifying
}

func live(state string) int64 {
	if Live(state) {
		return 1
	}
	return 0
}

const findingColumns = `id, rule, clause, kind, key, owner, enterprise, path, beneficiary, ledger_row, span, outcome, amount, due_on, days, next_change,
	reason_zh, reason_en, missing, basis, first_day, from_day, tick_day, state, state_day, state_by, promise_on`

var findingNames = []string{"id", "rule", "clause", "kind", "key", "owner", "enterprise", "path", "beneficiary", "ledger_row", "span", "outcome", "amount", "due_on", "days",
	"next_change", "reason_zh", "reason_en", "missing", "basis", "first_day", "from_day", "tick_day", "state", "state_day", "state_by", "promise_on", "live"}

func scanFinding(scan func(...any) error, f *Finding) error {
	var amount sql.Null[int64]
	err := scan(&f.ID, &f.Rule, &f.Clause, &f.Kind, &f.Key, &f.Owner, &f.Enterprise, &f.Path, &f.Beneficiary, &f.Row, &f.Span, &f.Outcome, &amount, &f.DueOn, &f.Days, &f.NextChange,
		&f.ReasonZh, &f.ReasonEn, &f.Missing, &f.Basis, &f.First, &f.From, &f.Tick, &f.State, &f.StateDay, &f.StateBy, &f.Promise)
	f.Amount = Amount{V: money.Fen(amount.V), OK: amount.Valid}
	return err
}

func fenOrNull(a Amount) any {
	if !a.OK {
		return nil
	}
	return int64(a.V)
}

func (f *Finding) values() []any {
	return []any{f.ID, f.Rule, int64(f.Clause), f.Kind, f.Key, f.Owner, f.Enterprise, f.Path, f.Beneficiary, f.Row, f.Span, int64(f.Outcome), fenOrNull(f.Amount), f.DueOn, int64(f.Days),
		f.NextChange, f.ReasonZh, f.ReasonEn, f.Missing, f.Basis, f.First, f.From, f.Tick, f.State, f.StateDay, f.StateBy, f.Promise, live(f.State)}
}

// Finding finds a finding by id.
func (t *Tx) Finding(id string) (f Finding, found bool, err error) {
	all, err := collect(t, "select "+findingColumns+" from finding where id = $1", []any{id}, scanFinding)
	if len(all) == 0 {
		return f, false, err
	}
	return all[0], true, err
}

// LockFinding finds a finding and keeps others from changing it until the transaction ends.
func (t *Tx) LockFinding(id string) (f Finding, found bool, err error) {
	all, err := collect(t, "select "+findingColumns+" from finding where id = $1"+t.dialect.lock(), []any{id}, scanFinding)
	if len(all) == 0 {
		return f, false, err
	}
	return all[0], true, err
}

// FindingsOf lists what is kept of an owner's findings, those of the rule only, or all others if not is set.
func (t *Tx) FindingsOf(owner, rule string, not bool) ([]Finding, error) {
	return t.findingsOf(owner, rule, not, "")
}

// LockFindings is FindingsOf and keeps others from changing them until the transaction ends: what people did to them must
// not be lost.
func (t *Tx) LockFindings(owner, rule string, not bool) ([]Finding, error) {
	return t.findingsOf(owner, rule, not, t.dialect.lock())
}

func (t *Tx) findingsOf(owner, rule string, not bool, lock string) ([]Finding, error) {
	condition := "rule = $2"
	if not {
		condition = "rule <> $2"
	}
	return collect(t, "select "+findingColumns+" from finding where owner = $1 and "+condition+lock, []any{owner, rule}, scanFinding)
}

// LockFindingsNamed is LockFindings for those of some ids.
func (t *Tx) LockFindingsNamed(ids []string) (all []Finding, err error) {
	const lot = 500
	for len(ids) > 0 {
		n := min(lot, len(ids))
		c := &conditions{}
		some, err := collect(t, "select "+findingColumns+" from finding where id in "+list(c, ids[:n])+t.dialect.lock(), c.args, scanFinding)
		if err != nil {
			return nil, err
		}
		all, ids = append(all, some...), ids[n:]
	}
	return all, nil
}

// AddFindings adds new findings.
func (t *Tx) AddFindings(all []Finding) error {
	return t.bulk("finding", findingNames, rowsOf(all, (*Finding).values))
}

func rowsOf[T any](all []T, values func(*T) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range all {
			if !yield(values(&all[i])) {
				return
			}
		}
	}
}

// SetFindings writes the values and the life of findings that are there.
func (t *Tx) SetFindings(all []Finding) error {
	set := findingNames[7:] // the identity stays
	query := "update finding set "
	for i, c := range set {
		if i > 0 {
			query += ", "
		}
		query += c + " = $" + strconv.Itoa(i+1)
	}
	query += " where id = $" + strconv.Itoa(len(set)+1)
	return t.many(query, rowsOf(all, func(f *Finding) []any {
		v := f.values()
		return append(slices.Clone(v[7:]), v[0])
	}))
}

// GrowFindings writes what grows with the days of findings that are there: days, words, and the amount where it grew too.
// Nothing else is named, so that of all indexes only those with these columns are written.
func (t *Tx) GrowFindings(all []Finding, amounts bool) error {
	set := "days = $2, next_change = $3, reason_zh = $4, reason_en = $5"
	if amounts {
		set += ", amount = $6, tick_day = $7"
	}
	return t.many("update finding set "+set+" where id = $1", rowsOf(all, func(f *Finding) []any {
		v := []any{f.ID, int64(f.Days), f.NextChange, f.ReasonZh, f.ReasonEn}
		if amounts {
			v = append(v, fenOrNull(f.Amount), f.Tick)
		}
		return v
	}))
}

// many runs one statement for many rows of values.
func (t *Tx) many(query string, rows iter.Seq[[]any]) error {
	return t.dialect.many(t.ctx, t, query, rows)
}

func itoa(n int) string { return strconv.Itoa(n) }
