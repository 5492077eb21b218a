package store

import "shukun/civil"

// Ahead is what changes on a later day in what is found of an owner's rows, if nothing is filed until then.
type Ahead struct {
	Day     civil.Date
	Content []byte
}

// SaveAhead keeps what was worked out ahead for an owner up to the day e.Ahead, in the place of what was before. It does
// nothing if the owner's findings are not those of e.Done and e.Day any more.
func (t *Tx) SaveAhead(e Entity, all []Ahead) error {
	var due civil.Date
	if len(all) > 0 {
		due = all[0].Day
	}
	n, err := t.exec("update entity set ahead = $1, due = $2 where owner = $3 and done = $4 and day = $5", e.Ahead, due, e.Owner, e.Done, e.Day)
	if err != nil || n == 0 {
		return err
	}
	if _, err := t.exec("delete from evaluation_ahead where owner = $1", e.Owner); err != nil {
		return err
	}
	return t.many("insert into evaluation_ahead (owner, path, day, content) values ($1, $2, $3, $4)", rowsOf(all, func(a *Ahead) []any { return []any{e.Owner, e.Path, a.Day, a.Content} }))
}

// TakeAhead brings an owner from the day e.Day to another and gives what was worked out ahead for the days between, in
// order; it is not kept any longer. ours is false, and nothing happens, if the owner's findings are not those of e.Done and
// e.Day any more.
func (t *Tx) TakeAhead(e Entity, day civil.Date) (all []Ahead, ours bool, err error) {
	n, err := t.exec(`update entity set day = $1, writer = '', due = (select min(a.day) from evaluation_ahead a where a.owner = $2 and a.day > $1)
		where owner = $2 and done = $3 and day = $4 and ahead >= $1`, day, e.Owner, e.Done, e.Day)
	if err != nil || n == 0 {
		return nil, false, err
	}
	all, err = collect(t, "select day, content from evaluation_ahead where owner = $1 and day > $2 and day <= $3 order by day", []any{e.Owner, e.Day, day},
		func(scan func(...any) error, a *Ahead) error { return scan(&a.Day, &a.Content) })
	if err == nil {
		_, err = t.exec("delete from evaluation_ahead where owner = $1 and day <= $2", e.Owner, day)
	}
	return all, true, err
}

// FiledAfter reports whether a filing belongs to a day after this one: rows in force on this day then say little about the
// next.
func (t *Tx) FiledAfter(day civil.Date) (after bool, err error) {
	_, err = t.one("select count(*) > 0 from filing where filed_on > $1", []any{day}, &after)
	return after, err
}
