package store

import (
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/money"
)

// ListFilings lists filings at and below a path, the latest first, those before a number (0: from the latest), of a
// ledger ("" any).
func (t *Tx) ListFilings(below, kind string, before int64, most int) ([]Filing, error) {
	from, end := Below(below)
	if before <= 0 {
		before = 1<<63 - 1
	}
	query, args := "select "+filingColumns+" from filing where path >= $1 and path < $2 and seq < $3", []any{from, end, before}
	if kind != "" {
		query, args = query+" and kind = $4", append(args, kind)
	}
	return collect(t, query+" order by seq desc limit "+strconv.Itoa(most), args, scanFiling)
}

// RowsOfFiling lists the rows a filing added or changed, after an id.
func (t *Tx) RowsOfFiling(seq, after int64, most int) ([]Row, error) {
	return collect(t, "select "+rowColumns+" from ledger_row where filing = $1 and id > $2 order by id limit $3", []any{seq, after, most}, scanRow)
}

// EndedBy lists the rows a filing ended, after an id.
func (t *Tx) EndedBy(seq, after int64, most int) ([]Row, error) {
	return collect(t, "select "+rowColumns+" from ledger_row where ended_by = $1 and id > $2 order by id limit $3", []any{seq, after, most}, scanRow)
}

// Row finds a row by id.
func (t *Tx) Row(id int64) (r Row, found bool, err error) {
	all, err := collect(t, "select "+rowColumns+" from ledger_row where id = $1 and "+there, []any{id}, scanRow)
	if len(all) == 0 {
		return r, false, err
	}
	return all[0], true, err
}

// RowVersions lists all versions of a row, the first first.
func (t *Tx) RowVersions(owner, kind, key string) ([]Row, error) {
	return collect(t, "select "+rowColumns+" from ledger_row where owner = $1 and kind = $2 and key = $3 and "+there+" order by id", []any{owner, kind, key}, scanRow)
}

// RowFilter says which rows of a ledger to list.
type RowFilter struct {
	Kind      string
	Below     string   // rows at and below this path; or
	At        []string // rows at exactly these paths
	Day       civil.Date
	Past      bool // Day is past: rows that have ended since count
	KeyStart  string
	Party     string
	Least     money.Fen
	From, To  civil.Date // of the row's own day
	AfterPath string     // the place to go on from: the last row's path and key
	AfterKey  string
}

// where gives the condition, without what makes a row be in force.
func (f *RowFilter) where() (string, []any) {
	var b strings.Builder
	args := []any{f.Kind}
	add := func(condition string, values ...any) {
		for _, v := range values {
			args = append(args, v)
			condition = strings.Replace(condition, "?", "$"+strconv.Itoa(len(args)), 1)
		}
		b.WriteString(" and " + condition)
	}
	if len(f.At) > 0 {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(f.At)), ", ")
		values := make([]any, len(f.At))
		for i, p := range f.At {
			values[i] = p
		}
		add("path in ("+marks+")", values...)
	} else {
		from, end := Below(f.Below)
		add("path >= ? and path < ?", from, end)
	}
	if f.KeyStart != "" {
		add("key >= ? and key < ?", f.KeyStart, f.KeyStart+"\U0010FFFF")
	}
	if f.Party != "" {
		add("party = ?", f.Party)
	}
	if f.Least != 0 {
		add("amount >= ?", f.Least)
	}
	if f.From != 0 {
		add("day >= ?", f.From)
	}
	if f.To != 0 {
		add("day <= ?", f.To)
	}
	if f.AfterPath != "" {
		add("(path, key) > (?, ?)", f.AfterPath, f.AfterKey)
	}
	return "kind = $1" + b.String(), args
}

// ListRows lists the rows of a ledger in force on a day, by path and key.
func (t *Tx) ListRows(f RowFilter, most int) ([]Row, error) {
	where, args := f.where()
	columns := "select " + rowColumns + " from ledger_row where " + where + " and "
	query := columns + inForce
	if f.Day != 0 {
		args = append(args, f.Day)
		open, ended := inForceOn(place(len(args)))
		if query = columns + open; f.Past {
			query = "select * from (" + query + " union all " + columns + ended + ") as at_day"
		}
	}
	return collect(t, query+" order by path, key limit "+strconv.Itoa(most), args, scanRow)
}

// Duty is the regulator's word that a ledger is to be filed by a day after each period.
type Duty struct {
	ID, Kind, Path, Every string
	DueDays               int64
	From, Until           civil.Date
	Source, By            string
	At                    Instant
}

const dutyColumns = "id, kind, path, every, due_days, from_day, until_day, source, made_by, made_at"

func scanDuty(scan func(...any) error, d *Duty) error {
	return scan(&d.ID, &d.Kind, &d.Path, &d.Every, &d.DueDays, &d.From, &d.Until, &d.Source, &d.By, &d.At)
}

// AddDuty adds a duty.
func (t *Tx) AddDuty(d Duty) error {
	_, err := t.exec("insert into filing_duty ("+dutyColumns+") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		d.ID, d.Kind, d.Path, d.Every, d.DueDays, d.From, d.Until, d.Source, d.By, d.At)
	return err
}

// EndDuty ends a duty on a day; false if there is none, or it has ended.
func (t *Tx) EndDuty(id string, day civil.Date) (bool, error) {
	n, err := t.exec("update filing_duty set until_day = $2 where id = $1 and until_day is null", id, day)
	return n == 1, err
}

// Duties lists the duties on a day.
func (t *Tx) Duties(day civil.Date) ([]Duty, error) {
	return collect(t, "select "+dutyColumns+" from filing_duty where from_day <= $1 and (until_day is null or until_day > $1) order by kind, path, id", []any{day}, scanDuty)
}

// FiledFor is a filing as the calendar needs it.
type FiledFor struct {
	Path, Period, Mode string
	On                 civil.Date
	Seq                int64
}

// FilingsFor lists the filings of a ledger below a path for the periods from one on, the first first.
func (t *Tx) FilingsFor(kind, below, period string) ([]FiledFor, error) {
	from, end := Below(below)
	return collect(t, "select path, period, mode, filed_on, seq from filing where kind = $1 and path >= $2 and path < $3 and period >= $4 order by seq",
		[]any{kind, from, end, period}, func(scan func(...any) error, f *FiledFor) error {
			return scan(&f.Path, &f.Period, &f.Mode, &f.On, &f.Seq)
		})
}
