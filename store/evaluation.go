package store

import (
	"strings"

	"shukun/civil"
)

// Entity is an owner of rows, and how far its evaluation has come.
type Entity struct {
	Owner string // unit code; '' rows shared by all
	Path  string
	Dirty int64 // filing.seq that last touched its rows
	Done  int64 // filing.seq its findings are up to
	Day   civil.Date
	Ahead civil.Date // up to this day nothing changes but what was worked out ahead
	Due   civil.Date // the first day that it changes; zero: none up to Ahead
	// Writer is the mark of an evaluation whose findings are being written in lots, or that ended before all were.
	Writer string
}

// Entities lists the owners of rows at and below a path; of '/' only the shared rows' owner is one, not everybody.
func (t *Tx) Entities(path string) ([]Entity, error) {
	scan := func(scan func(...any) error, e *Entity) error {
		return scan(&e.Owner, &e.Path, &e.Dirty, &e.Done, &e.Day, &e.Ahead, &e.Due, &e.Writer)
	}
	if path == "/" {
		return collect(t, "select owner, path, dirty, done, day, ahead, due, writer from entity where path = '/'", nil, scan)
	}
	from, end := Below(path)
	return collect(t, "select owner, path, dirty, done, day, ahead, due, writer from entity where path >= $1 and path < $2 order by owner", []any{from, end}, scan)
}

// DoneEntity records that an owner's findings are up to a filing and a day. It gives false, and changes nothing, if they
// are further already: then another evaluation came first.
func (t *Tx) DoneEntity(e Entity, took int64) (bool, error) {
	n, err := t.exec(`insert into entity (owner, path, dirty, done, day, took, ahead) values ($1, $2, 0, $3, $4, $5, $4)
		on conflict (owner) do update set done = excluded.done, day = excluded.day, took = excluded.took, ahead = excluded.ahead, due = null, writer = ''
		where entity.done <= excluded.done and (entity.day is null or entity.day <= excluded.day)`, e.Owner, e.Path, e.Done, e.Day, took)
	return n == 1, err
}

// ClaimEntity puts the mark of an evaluation on an owner, for whom it is going to write in lots; false, and nothing, if the
// owner is further already. Who had claimed it before cannot go on.
func (t *Tx) ClaimEntity(e Entity) (bool, error) {
	n, err := t.exec(`insert into entity (owner, path, dirty, writer) values ($1, $2, 0, $3) on conflict (owner) do update set writer = excluded.writer
		where entity.done <= $4 and (entity.day is null or entity.day <= $5)`, e.Owner, e.Path, e.Writer, e.Done, e.Day)
	return n == 1, err
}

// HoldEntity reports whether an owner still has the mark, and lets nobody change that until the transaction ends.
func (t *Tx) HoldEntity(owner, mark string) (bool, error) {
	n, err := t.exec("update entity set writer = $2 where owner = $1 and writer = $2", owner, mark)
	return n == 1, err
}

// Evaluation says how far a group has been evaluated.
type Evaluation struct {
	Path      string
	Seq       int64
	Day       civil.Date
	Law, Tree string     // hashes
	Across    civil.Date // up to this day nothing changes in what is found across units
	Took      int64      // milliseconds
}

// EvaluationOf finds how far a group has been evaluated.
func (t *Tx) EvaluationOf(path string) (e Evaluation, found bool, err error) {
	found, err = t.one("select path, seq, day, law, tree, across, took from evaluation where path = $1", []any{path}, &e.Path, &e.Seq, &e.Day, &e.Law, &e.Tree, &e.Across, &e.Took)
	return e, found, err
}

// Evaluations lists how far the groups at and below a path have been evaluated.
func (t *Tx) Evaluations(path string) ([]Evaluation, error) {
	from, end := Below(path)
	return collect(t, "select path, seq, day, law, tree, across, took from evaluation where path >= $1 and path < $2 order by path", []any{from, end},
		func(scan func(...any) error, e *Evaluation) error {
			return scan(&e.Path, &e.Seq, &e.Day, &e.Law, &e.Tree, &e.Across, &e.Took)
		})
}

// SaveEvaluation records how far a group has been evaluated; it never goes back.
func (t *Tx) SaveEvaluation(e Evaluation) error {
	_, err := t.exec(`insert into evaluation (path, seq, day, law, tree, took, across) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (path) do update set seq = excluded.seq, day = excluded.day, law = excluded.law, tree = excluded.tree, took = excluded.took, across = excluded.across
		where evaluation.seq <= excluded.seq and evaluation.day <= excluded.day`, e.Path, e.Seq, e.Day, e.Law, e.Tree, e.Took, e.Across)
	return err
}

// KindsFiled lists the ledger kinds filed since a filing by a group, or for all.
func (t *Tx) KindsFiled(path string, since int64) (kinds []string, err error) {
	from, end := Below(path)
	return collect(t, "select distinct kind from filing where effect > $1 and (path = '/' or path >= $2 and path < $3)", []any{since, from, end},
		func(scan func(...any) error, k *string) error { return scan(k) })
}

// EachRow gives the rows of a kind and owner in force on a day, in the order they were filed. row must not keep scan.
func (t *Tx) EachRow(kind, owner string, day civil.Date, row func(id int64, path, content string) error) error {
	return t.each("select id, path, content from ledger_row where owner = $1 and kind = $2 and "+onDay("$3")+" order by id",
		[]any{owner, kind, day}, func(scan func(...any) error) error {
			var id int64
			var path, content string
			if err := scan(&id, &path, &content); err != nil {
				return err
			}
			return row(id, path, content)
		})
}

// EachRowOf gives the rows of some kinds of an owner in force on a day, in the order they were filed: one question for all.
func (t *Tx) EachRowOf(kinds []string, owner string, day civil.Date, row func(kind string, id int64, path, content string) error) error {
	c := &conditions{}
	query := "select kind, id, path, content from ledger_row where owner = " + c.arg(owner) + " and kind in " + list(c, kinds) + " and " + onDay(c.arg(day)) + " order by id"
	return t.each(query, c.args, func(scan func(...any) error) error {
		var id int64
		var kind, path, content string
		if err := scan(&kind, &id, &path, &content); err != nil {
			return err
		}
		return row(kind, id, path, content)
	})
}

// EachRowBelow gives the rows of a kind at and below a path in force on a day, in the order they were filed.
func (t *Tx) EachRowBelow(kind, path string, day civil.Date, row func(id int64, owner, path, content string) error) error {
	from, end := Below(path)
	const columns = "select id, owner, path, content from ledger_row where kind = $1 and path >= $2 and path < $3 and "
	open, ended := inForceOn("$4")
	return t.each("select * from ("+columns+open+" union all "+columns+ended+") r order by id", []any{kind, from, end, day},
		func(scan func(...any) error) error {
			var id int64
			var owner, path, content string
			if err := scan(&id, &owner, &path, &content); err != nil {
				return err
			}
			return row(id, owner, path, content)
		})
}

// EachRowAt is EachRow for those of the rows whose key, or whatever column, is among the values.
func (t *Tx) EachRowAt(kind, owner, column string, values []string, day civil.Date, row func(id int64, path, content string) error) error {
	const most = 150
	for len(values) > 0 {
		n := min(most, len(values))
		args := []any{owner, kind, day}
		var places strings.Builder
		for i, v := range values[:n] {
			if i > 0 {
				places.WriteString(", ")
			}
			args = append(args, v)
			places.WriteString("$" + itoa(i+4))
		}
		extra := ""
		if column == "ref" {
			extra = " and ref <> ''" // the index is a partial one
		}
		err := t.each("select id, path, content from ledger_row where owner = $1 and kind = $2 and "+onDay("$3")+extra+
			" and "+column+" in ("+places.String()+") order by id", args, func(scan func(...any) error) error {
			var id int64
			var path, content string
			if err := scan(&id, &path, &content); err != nil {
				return err
			}
			return row(id, path, content)
		})
		if err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

// CountRows counts an owner's rows of the kinds, those that have ended or are being laid out too: the index alone tells.
func (t *Tx) CountRows(owner string, kinds []string) (n int, err error) {
	c := &conditions{}
	_, err = t.one("select count(*) from ledger_row where owner = "+c.arg(owner)+" and kind in "+list(c, kinds), c.args, &n)
	return n, err
}

// Text finds the words of a file a row names, filed by the group at a path.
func (t *Tx) Text(path, name string) (body string, paged, found bool, err error) {
	found, err = t.one("select body, paged from row_text where path = $1 and name = $2", []any{path, name}, &body, &paged)
	return body, paged, found, err
}

// PartyNames gives the counterparties of some codes that are registered at one of the paths: code and row.
func (t *Tx) PartyNames(paths, codes []string, row func(code, content string)) error {
	const most = 100
	for len(codes) > 0 {
		n := min(most, len(codes))
		c := &conditions{}
		query := "select key, content from ledger_row where kind = 'counterparties' and " + inForce + " and path in " + list(c, paths) + " and key in " + list(c, codes[:n])
		if err := t.each(query, c.args, func(scan func(...any) error) error {
			var code, content string
			if err := scan(&code, &content); err != nil {
				return err
			}
			row(code, content)
			return nil
		}); err != nil {
			return err
		}
		codes = codes[n:]
	}
	return nil
}

// PartiesNamed lists the codes of counterparties whose row has some words in it, of the groups at and below a path and
// of all.
func (t *Tx) PartiesNamed(path, words string, most int) ([]string, error) {
	from, end := Below(path)
	return collect(t, "select distinct key from ledger_row where kind = 'counterparties' and "+inForce+` and (path = '/' or path >= $1 and path < $2) and lower(content) like lower($3) escape '\' limit $4`,
		[]any{from, end, "%" + escapeLike(words) + "%", most}, func(scan func(...any) error, s *string) error { return scan(s) })
}
