package store

import (
	"cmp"
	"strings"

	"shukun/civil"
)

// FindingOrder is the order of a list of findings.
type FindingOrder string

// The orders of a list.
const (
	ByAmount   FindingOrder = "amount" // largest first
	ByDays     FindingOrder = "days"   // longest overdue first
	ByDue      FindingOrder = "due"    // soonest due first
	ByContract FindingOrder = "clause" // the order of the output contract
)

// FindingFilter says which findings are wanted. What is zero does not matter.
type FindingFilter struct {
	Path        string // the units at and below it
	Day         civil.Date
	Past        bool // Day lies before the present values
	Clause      int
	Rules       []string
	Outcomes    []int
	States      []string // none: live ones
	AnyState    bool
	Unit        string // this unit alone
	Beneficiary string
	Kind        string
	Row         int64
	ID          string // this finding alone
	AmountFrom  int64  // fen; 0: any
	DueBy       civil.Date
	DueFrom     civil.Date
	DaysOver    int      // more than so many days overdue
	Search      string   // within the key
	Codes       []string // or the beneficiary or the unit is one of these

	pathAs string // how the path is written where the index of the order is to be read, not that of the paths; "": as it is
}

// conditions builds a where clause.
type conditions struct {
	text strings.Builder
	args []any
}

func (c *conditions) arg(v any) string {
	c.args = append(c.args, v)
	return "$" + itoa(len(c.args))
}

func (c *conditions) and(s string) {
	if c.text.Len() > 0 {
		c.text.WriteString(" and ")
	}
	c.text.WriteString(s)
}

func list[T any](c *conditions, values []T) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(c.arg(v))
	}
	return "(" + b.String() + ")"
}

// from gives what to select from: the findings as they are, or as they were on a past day.
func (f *FindingFilter) from(c *conditions) string {
	if !f.Past {
		return "finding"
	}
	d := c.arg(f.Day)
	amount := func(table string) string {
		return "case when " + table + ".tick_day <= " + d + " then " + table + ".amount else (select t.amount from finding_tick t where t.finding = f.id and t.from_day <= " + d +
			" order by t.from_day desc limit 1) end as amount"
	}
	same := "f.id, f.rule, f.clause, f.kind, f.key, f.owner, f.enterprise, f.beneficiary, f.span, f.first_day, f.state_day, f.state_by, f.promise_on"
	values := func(t string) string {
		return strings.ReplaceAll(", #.path, #.ledger_row, #.outcome, #.due_on, #.days, #.next_change, #.reason_zh, #.reason_en, #.missing, #.basis, #.from_day, #.tick_day, #.state, #.live, ", "#", t) + amount(t)
	}
	return "(select " + same + values("f") + " from finding f where f.from_day <= " + d +
		" union all select " + same + values("p") + " from finding_past p join finding f on f.id = p.finding where p.from_day <= " + d + " and p.to_day > " + d + ") as finding"
}

// where gives the conditions of the filter.
func (f *FindingFilter) where(c *conditions) {
	switch {
	case f.AnyState:
	case len(f.States) == 0:
		c.and("live = 1")
	default:
		c.and("state in " + list(c, f.States))
	}
	if f.Path != "/" {
		from, end := Below(f.Path)
		column := cmp.Or(f.pathAs, "path")
		c.and(column + " >= " + c.arg(from) + " and " + column + " < " + c.arg(end))
	}
	if f.Clause > 0 {
		c.and("clause = " + c.arg(f.Clause))
	}
	if len(f.Rules) > 0 {
		c.and("rule in " + list(c, f.Rules))
	}
	if len(f.Outcomes) > 0 {
		c.and("outcome in " + list(c, f.Outcomes))
	}
	for _, x := range [][2]string{{"enterprise", f.Unit}, {"beneficiary", f.Beneficiary}, {"kind", f.Kind}, {"id", f.ID}} {
		if x[1] != "" {
			c.and(x[0] + " = " + c.arg(x[1]))
		}
	}
	if f.Beneficiary != "" {
		c.and("beneficiary <> ''") // what its index needs to see
	}
	if f.Row != 0 {
		c.and("ledger_row = " + c.arg(f.Row))
	}
	if f.AmountFrom != 0 {
		n := c.arg(f.AmountFrom)
		c.and("amount >= " + n + " and coalesce(amount, -1) >= " + n) // the index has the latter
	}
	if f.DueFrom != 0 {
		c.and("due_on >= " + c.arg(f.DueFrom))
	}
	if f.DueBy != 0 {
		c.and("due_on <= " + c.arg(f.DueBy))
	}
	if f.DueFrom != 0 && f.DueBy != 0 { // the index has this
		c.and("coalesce(due_on, '9999-12-31') >= " + c.arg(f.DueFrom) + " and coalesce(due_on, '9999-12-31') <= " + c.arg(f.DueBy))
	}
	if f.DaysOver > 0 {
		c.and("days + 0 > 0 and due_on < " + c.arg(f.Day.AddDays(-f.DaysOver)))
	}
	if f.Search != "" {
		s := "upper(key) like " + c.arg("%"+escapeLike(strings.ToUpper(f.Search))+"%") + ` escape '\'`
		if len(f.Codes) > 0 {
			in := list(c, f.Codes)
			s = "(" + s + " or beneficiary in " + in + " or enterprise in " + in + ")"
		}
		c.and(s)
	}
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// orders are the columns of each order, the id last; all in one direction so that a page can begin after any row.
var orders = map[FindingOrder]struct {
	columns []string
	down    bool
}{
	ByAmount:   {[]string{"coalesce(amount, -1)"}, true},
	ByDays:     {[]string{"days"}, true},
	ByDue:      {[]string{"coalesce(due_on, '9999-12-31')"}, false},
	ByContract: {[]string{"clause", "rule", "enterprise", "key"}, false},
}

// Findings lists findings, at most so many, after the row that after names.
func (t *Tx) Findings(f FindingFilter, order FindingOrder, after *Finding, most int) ([]Finding, error) {
	var all []Finding
	err := t.findings(f, order, after, most, func(f *Finding) error { all = append(all, *f); return nil })
	return all, err
}

// EachFinding calls row for every finding, in order.
func (t *Tx) EachFinding(f FindingFilter, order FindingOrder, row func(*Finding) error) error {
	return t.findings(f, order, nil, 0, row)
}

func (t *Tx) findings(f FindingFilter, order FindingOrder, after *Finding, most int, row func(*Finding) error) (err error) {
	if inOrder, err := t.readInOrder(&f, most); err != nil {
		return err
	} else if inOrder {
		f.pathAs = t.dialect.unindexed("path")
	}
	query, args := f.query(order, after, most)
	return t.each(query, args, func(scan func(...any) error) error {
		var v Finding
		if err := scanFinding(scan, &v); err != nil {
			return err
		}
		return row(&v)
	})
}

// query gives the SQL of a list with its values.
func (f *FindingFilter) query(order FindingOrder, after *Finding, most int) (string, []any) {
	o, known := orders[order]
	if !known {
		o = orders[ByAmount]
	}
	columns := append(append([]string(nil), o.columns...), "id")
	c := &conditions{}
	from := f.from(c)
	f.where(c)
	sign, way := ">", ""
	if o.down {
		sign, way = "<", " desc"
	}
	if after != nil {
		var values []string
		for _, v := range after.at(order) {
			values = append(values, c.arg(v))
		}
		c.and(columns[0] + " " + sign + "= " + values[0]) // follows from the next; it lets an index begin there
		c.and("(" + strings.Join(columns, ", ") + ") " + sign + " (" + strings.Join(values, ", ") + ")")
	}
	query := "select " + findingColumns + " from " + from
	if c.text.Len() > 0 {
		query += " where " + c.text.String()
	}
	if order == ByContract && (f.Row != 0 || f.ID != "") {
		columns[0] += " + 0" // a sum is in no index: SQLite would rather walk all findings in their order than sort a handful
	}
	query += " order by " + strings.Join(columns, way+", ") + way
	if most > 0 {
		query += " limit " + c.arg(most)
	}
	return query, c.args
}

// readInOrder tells whether a list is best read in its order from the start, leaving out what lies elsewhere, rather than
// found by its paths and sorted: it is where that comes to fewer rows.
func (t *Tx) readInOrder(f *FindingFilter, most int) (bool, error) {
	if f.Path == "/" || f.Past || most == 0 || f.Unit != "" || f.Row != 0 || f.ID != "" || f.Beneficiary != "" {
		return false, nil
	}
	here, all := 0, 0
	err := t.each(`select path, cast(sum(count) as bigint) from (select path, count from rollup where path in ($1, '/') and to_day is null
		union all select path, count from rollup_total where path in ($1, '/') and to_day = $2) as live group by path`, []any{f.Path, farDay}, func(scan func(...any) error) error {
		var path string
		var n int
		err := scan(&path, &n)
		if all += n; path == f.Path {
			here, all = n, all-n
		}
		return err
	})
	return here > 0 && all/here*most < here, err
}

// at gives a row's place in an order.
func (f *Finding) at(order FindingOrder) []any {
	amount := int64(-1)
	if f.Amount.OK {
		amount = int64(f.Amount.V)
	}
	due := f.DueOn
	if due.IsZero() {
		due = civil.MustOf(9999, 12, 31)
	}
	switch order {
	case ByDays:
		return []any{int64(f.Days), f.ID}
	case ByDue:
		return []any{due, f.ID}
	case ByContract:
		return []any{int64(f.Clause), f.Rule, f.Enterprise, f.Key, f.ID}
	}
	return []any{amount, f.ID}
}

// CountFindings counts findings and adds their amounts, of at most so many.
func (t *Tx) CountFindings(f FindingFilter, most int) (n int, sum int64, err error) {
	c := &conditions{}
	from := f.from(c)
	f.where(c)
	query := "select amount from " + from
	if c.text.Len() > 0 {
		query += " where " + c.text.String()
	}
	_, err = t.one("select count(*), cast(coalesce(sum(amount), 0) as bigint) from ("+query+" limit "+c.arg(most)+") x", c.args, &n, &sum)
	return n, sum, err
}
