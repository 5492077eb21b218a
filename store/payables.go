package store

import (
	"cmp"
	"slices"
	"strings"

	"shukun/civil"
)

// PayableQuery chooses payables: every field that is set narrows.
type PayableQuery struct {
	Day      civil.Date // as known on a past day; zero: now
	Path     string     // at and below
	Alone    bool       // at the path only
	From, To civil.Date
	NoDue    bool // only those whose due date is not known
	Open     bool // something is unpaid
	Payees   []string
	No       string // payable or contract number, whole
	Method   string
	Covered  string // yes, no, unknown
	Least    int64  // unpaid at least, fen
	Most     bool   // the largest unpaid first, else the longest due first
	Row      int64  // that ledger row
	After    PayableKey
	Limit    int

	pathAs string // how the path is written where the index over all units is to be read; "": as it is
}

// PayableKey is a place in a list of payables.
type PayableKey struct {
	Due    civil.Date // zero: among those without a due date
	Unpaid int64
	Row    int64 // 0: the start
}

// payablesOn gives what to select from: what is known now, or was on a past day.
func payablesOn(c *conditions, day civil.Date) string {
	if day.IsZero() {
		return "payable_state"
	}
	columns, d := strings.Join(payableStateNames, ", "), c.arg(day)
	return "(select " + columns + " from payable_state where from_day <= " + d + " union all select " + columns + " from payable_past where from_day <= " + d + " and to_day > " + d + ") as payable_state"
}

// span gives the half-open range of paths.
func (q *PayableQuery) span() (from, end string) {
	if q.Alone {
		return q.Path, q.Path + "!" // the least that follows
	}
	return Below(q.Path)
}

// chosen gives the SQL of the query for rows of the exact path, or of all below it if the path has no value here.
func (q *PayableQuery) chosen(path string) *conditions {
	c := &conditions{}
	if path != "" {
		c.when("path = ?", path)
	} else if q.Path == "/" && !q.Alone {
		c.and("1 = 1") // all: a range of paths that holds them costs the planner its way
	} else {
		from, end := q.span()
		column := cmp.Or(q.pathAs, "path")
		c.when(column+" >= ?", from)
		c.when(column+" < ?", end)
	}
	if q.Open || q.Most || q.Least > 0 {
		c.when("unpaid > 0")
	}
	if !q.From.IsZero() {
		c.when("due_on >= ?", q.From)
	}
	if !q.To.IsZero() {
		c.when("due_on <= ?", q.To)
	}
	if q.NoDue {
		c.when("due_on is null")
	}
	if q.Payees != nil {
		if len(q.Payees) == 0 {
			c.and("1 = 0")
		} else {
			c.and("payee in " + list(c, q.Payees))
		}
	}
	if q.Row != 0 {
		c.when("ledger_row = ?", q.Row)
	}
	if q.No != "" {
		c.when("(no = ? or contract = ?)", q.No, q.No)
	}
	if q.Method != "" {
		c.when("method = ?", q.Method)
	}
	if q.Covered != "" {
		c.when("covered = ?", q.Covered)
	}
	if q.Least > 0 {
		c.when("unpaid >= ?", q.Least)
	}
	return c
}

// when adds a condition in which each ? stands for a value.
func (c *conditions) when(text string, args ...any) {
	for _, a := range args {
		before, after, _ := strings.Cut(text, "?")
		text = before + c.arg(a) + after
	}
	c.and(text)
}

// Payables lists payables in the query's order, at most Limit. Few units' rows come each from an index of their own and are
// merged here; many units' come from the index over all.
func (t *Tx) Payables(q PayableQuery) ([]PayableState, error) {
	if q.Row != 0 { // one row needs no order, and must not be looked for in one
		return t.payableRows(q.chosen(""), q.Day, "ledger_row", q.Limit)
	}
	paths, err := t.payablePaths(&q)
	if err != nil {
		return nil, err
	}
	var all []PayableState
	for _, path := range paths {
		some, err := t.payablesAt(q, path)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		slices.SortFunc(all, q.order)
		all = all[:min(len(all), q.Limit)]
	}
	return all, nil
}

func (q *PayableQuery) order(a, b PayableState) int {
	if q.Most {
		return cmp.Or(cmp.Compare(b.Unpaid, a.Unpaid), cmp.Compare(b.Row, a.Row))
	}
	if a.DueOn.IsZero() != b.DueOn.IsZero() {
		if a.DueOn.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.DueOn, b.DueOn), cmp.Compare(a.Row, b.Row))
}

// payablesAt lists the payables of one unit: those with a due date, then those without.
func (t *Tx) payablesAt(q PayableQuery, path string) ([]PayableState, error) {
	c := q.chosen(path)
	if q.Most {
		if q.After.Row != 0 {
			c.when("(unpaid < ? or unpaid = ? and ledger_row < ?)", q.After.Unpaid, q.After.Unpaid, q.After.Row)
		}
		return t.payableRows(c, q.Day, "unpaid desc, ledger_row desc", q.Limit)
	}
	var all []PayableState
	if !q.NoDue && (q.After.Row == 0 || !q.After.Due.IsZero()) {
		if q.After.Row != 0 {
			c.when("(due_on > ? or due_on = ? and ledger_row > ?)", q.After.Due, q.After.Due, q.After.Row)
		}
		c.when("due_on >= ?", firstDay)
		some, err := t.payableRows(c, q.Day, "due_on, ledger_row", q.Limit)
		if err != nil || len(some) == q.Limit {
			return some, err
		}
		all = some
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		return all, nil
	}
	c = q.chosen(path)
	c.when("due_on is null")
	if q.After.Row != 0 && q.After.Due.IsZero() {
		c.when("ledger_row > ?", q.After.Row)
	}
	some, err := t.payableRows(c, q.Day, "ledger_row", q.Limit-len(all))
	return append(all, some...), err
}

// firstDay is before all days due; asked for like this, the index by day due is taken rather than that by what is unpaid.
var firstDay = civil.MustOf(1900, 1, 1)

func (t *Tx) payableRows(c *conditions, day civil.Date, order string, limit int) ([]PayableState, error) {
	query := payableSQL(c, day, order, limit)
	return collect(t, query, c.args, scanPayable)
}

func payableSQL(c *conditions, day civil.Date, order string, limit int) string {
	from := payablesOn(c, day)
	return "select " + strings.Join(payableStateNames, ", ") + " from " + from + " where " + c.text.String() + " order by " + order + " limit " + itoa(limit)
}

func scanPayable(scan func(...any) error, p *PayableState) error {
	return scan(&p.Row, &p.Owner, &p.Path, &p.No, &p.Payee, &p.PayeeName, &p.PayeeSize, &p.Contract, &p.Delivered, &p.Accepted, &p.Amount, &p.Paid, &p.Unpaid, &p.Disputed,
		&p.DueOn, &p.DueHow, &p.Method, &p.Covered)
}

// RowFinding is a live finding about a ledger row.
type RowFinding struct {
	Row     int64
	ID      string
	Rule    string
	Outcome int
}

// FindingsOfRows lists the live findings about the rows.
func (t *Tx) FindingsOfRows(rows []int64) ([]RowFinding, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	c := &conditions{}
	return collect(t, "select ledger_row, id, rule, outcome from finding where ledger_row in "+list(c, rows)+" and live = 1 order by outcome, rule", c.args,
		func(scan func(...any) error, f *RowFinding) error { return scan(&f.Row, &f.ID, &f.Rule, &f.Outcome) })
}
