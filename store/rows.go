package store

import (
	"iter"
	"strings"

	"shukun/civil"
	"shukun/money"
)

// Row is a row of a ledger as filed.
type Row struct {
	ID                int64
	Kind, Owner, Path string
	Key, Content, Ref string
	Filing            int64
	File, Sheet       string
	RowNo             int64
	Party             string
	Amount            money.Fen
	Day               civil.Date
	From, To          civil.Date // in force on From ≤ d < To; To zero: still
	EndedBy           int64
}

// rowBits is how many of a row's id number its place within the filing.
const rowBits = 24

// RowID gives the id of the row at a place of a filing, counted from 1.
func RowID(filing int64, place int) int64 { return filing<<rowBits | int64(place) }

const rowColumns = "id, kind, owner, path, key, content, ref, filing, file, sheet, row_no, party, amount, day, from_day, to_day, case when to_day is null and ended_by in (" + staged + ") then 0 else ended_by end"

func scanRow(scan func(...any) error, r *Row) error {
	return scan(&r.ID, &r.Kind, &r.Owner, &r.Path, &r.Key, &r.Content, &r.Ref, &r.Filing, &r.File, &r.Sheet, &r.RowNo, &r.Party, &r.Amount, &r.Day,
		&r.From, &r.To, &r.EndedBy)
}

// The conditions on rows of ledger_row. A row of a filing whose rows are still being laid out is not there; and what that
// filing is to end stands until it takes effect, on the day it says.
const (
	staged  = "select filing from filing_staged where state <> 'settling'"
	there   = "filing not in (" + staged + ")"
	inForce = "to_day is null and " + there + " and (ended_by = 0 or ended_by in (" + staged + "))"
)

// inForceOn gives the condition that a row was in force on a day, given by its place among the arguments; in two parts,
// since rows in force and rows ended have an index each.
func inForceOn(day string) (open, ended string) {
	return "from_day <= " + day + " and to_day is null and " + there + " and (ended_by = 0 or ended_by in (select filing from filing_staged where state <> 'settling' or day > " + day + "))",
		"from_day <= " + day + " and to_day is not null and to_day > " + day
}

// onDay is inForceOn in one.
func onDay(day string) string {
	open, ended := inForceOn(day)
	return "(" + open + " or " + ended + ")"
}

// AddRows adds rows in force.
func (t *Tx) AddRows(rows iter.Seq[*Row]) error {
	values := make([]any, 15)
	return t.bulk("ledger_row", []string{"id", "kind", "owner", "path", "key", "content", "ref", "filing", "file", "sheet", "row_no", "party", "amount", "day", "from_day"},
		func(yield func([]any) bool) {
			for r := range rows {
				values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7] = r.ID, r.Kind, r.Owner, r.Path, r.Key, r.Content, r.Ref, r.Filing
				values[8], values[9], values[10], values[11], values[12], values[13], values[14] = r.File, r.Sheet, r.RowNo, r.Party, int64(r.Amount), r.Day, r.From
				if !yield(values) {
					return
				}
			}
		})
}

// EndRows ends rows on a day, by a filing.
func (t *Tx) EndRows(ids []int64, day civil.Date, filing int64) error {
	return t.inLots("update ledger_row set to_day = $1, ended_by = $2 where ended_by = 0 and to_day is null and id in ", ids, day, filing)
}

// inLots runs a statement that ends with a list of ids.
func (t *Tx) inLots(query string, ids []int64, first ...any) error {
	const lot = 500
	for len(ids) > 0 {
		n := min(lot, len(ids))
		args := append([]any(nil), first...)
		var in strings.Builder
		for i, id := range ids[:n] {
			if i > 0 {
				in.WriteByte(',')
			}
			in.WriteString(place(i + 1 + len(first)))
			args = append(args, id)
		}
		ids = ids[n:]
		if _, err := t.exec(query+"("+in.String()+")", args...); err != nil {
			return err
		}
	}
	return nil
}

// Current is what is in force under a key.
type Current struct {
	ID      int64
	Content string
	Amount  money.Fen
}

// CurrentRow finds the row of a key that is in force.
func (t *Tx) CurrentRow(kind, path, key string) (now Current, found bool, err error) {
	found, err = t.one("select id, content, amount from ledger_row where kind = $1 and path = $2 and key = $3 and "+inForce, []any{kind, path, key},
		&now.ID, &now.Content, &now.Amount)
	return now, found, err
}

// EachCurrent calls fn for every row of a ledger in force that belongs to exactly this path.
func (t *Tx) EachCurrent(kind, path string, fn func(key string, now Current)) error {
	return t.each("select key, id, content, amount from ledger_row where kind = $1 and path = $2 and "+inForce, []any{kind, path},
		func(scan func(...any) error) error {
			var key string
			var now Current
			if err := scan(&key, &now.ID, &now.Content, &now.Amount); err != nil {
				return err
			}
			fn(key, now)
			return nil
		})
}

// EachKey calls fn for the key and owner of every row of a ledger in force at and below a path.
func (t *Tx) EachKey(kind, below string, fn func(key, owner string)) error {
	from, end := Below(below)
	return t.each("select key, owner from ledger_row where kind = $1 and path >= $2 and path < $3 and "+inForce, []any{kind, from, end},
		func(scan func(...any) error) error {
			var key, owner string
			if err := scan(&key, &owner); err != nil {
				return err
			}
			fn(key, owner)
			return nil
		})
}

// InForce is a row of a filing that is in force.
type InForce struct {
	ID               int64
	Owner, Path, Key string
	Amount           money.Fen
}

// EachInForce calls fn for every row of a filing that is still in force.
func (t *Tx) EachInForce(filing int64, fn func(InForce)) error {
	return t.each("select id, owner, path, key, amount from ledger_row where filing = $1 and "+inForce, []any{filing},
		func(scan func(...any) error) error {
			var r InForce
			if err := scan(&r.ID, &r.Owner, &r.Path, &r.Key, &r.Amount); err != nil {
				return err
			}
			fn(r)
			return nil
		})
}

// RowOwners lists the enterprises that have rows of a ledger in force at and below a path.
func (t *Tx) RowOwners(kind, below string) (owners []string, err error) {
	from, end := Below(below)
	return collect(t, "select distinct owner from ledger_row where kind = $1 and path >= $2 and path < $3 and "+inForce+" order by owner", []any{kind, from, end},
		func(scan func(...any) error, s *string) error { return scan(s) })
}

// RowText is the words of a file that rows of contracts or tenders name.
type RowText struct {
	Path, Name, Body string
	Paged            bool
	Blob             string
	MadeAt           Instant
}

// SaveRowText keeps the words of a file, in the place of an earlier one of the name.
func (t *Tx) SaveRowText(x RowText) error {
	_, err := t.exec(`insert into row_text (path, name, body, paged, blob, made_at) values ($1, $2, $3, $4, $5, $6)
		on conflict (path, name) do update set body = excluded.body, paged = excluded.paged, blob = excluded.blob, made_at = excluded.made_at`,
		x.Path, x.Name, x.Body, x.Paged, x.Blob, x.MadeAt)
	return err
}

// RowTotals counts the rows of a ledger in force at and below a path and sums their amounts.
func (t *Tx) RowTotals(kind, below string) (rows int64, total money.Fen, err error) {
	from, end := Below(below)
	_, err = t.one("select count(*), cast(coalesce(sum(amount), 0) as bigint) from ledger_row where kind = $1 and path >= $2 and path < $3 and "+inForce,
		[]any{kind, from, end}, &rows, &total)
	return rows, total, err
}
