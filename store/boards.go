package store

import "shukun/civil"

// LastFiled is the last day a unit had filed a kind of ledger.
type LastFiled struct {
	Path, Kind string
	On         civil.Date
	At         Instant
}

// LastFilings gives, by filing unit at and below a path and kind of ledger, the last filing up to a day.
func (t *Tx) LastFilings(path string, day civil.Date) ([]LastFiled, error) {
	from, end := Below(path)
	return collect(t, "select path, kind, max(filed_on), max(filed_at) from filing where path >= $1 and path < $2 and filed_on <= $3 group by path, kind", []any{from, end, day},
		func(scan func(...any) error, l *LastFiled) error { return scan(&l.Path, &l.Kind, &l.On, &l.At) })
}

// LastFilingsAt is LastFilings of exactly these units.
func (t *Tx) LastFilingsAt(paths []string, day civil.Date) ([]LastFiled, error) {
	var c conditions
	c.and("path in " + list(&c, paths))
	c.and("filed_on <= " + c.arg(day))
	return collect(t, "select path, kind, max(filed_on), max(filed_at) from filing where "+c.text.String()+" group by path, kind", c.args,
		func(scan func(...any) error, l *LastFiled) error { return scan(&l.Path, &l.Kind, &l.On, &l.At) })
}

// LastFilingsBelow gives, by path and kind of ledger, the last filing up to a day by any unit at or below each of the paths.
func (t *Tx) LastFilingsBelow(paths []string, day civil.Date) ([]LastFiled, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	var c conditions
	c.and("path in " + list(&c, paths))
	c.and("filed_on <= " + c.arg(day))
	return collect(t, "select path, kind, max(filed_on), max(filed_at) from filing_day where "+c.text.String()+" group by path, kind", c.args,
		func(scan func(...any) error, l *LastFiled) error { return scan(&l.Path, &l.Kind, &l.On, &l.At) })
}

// addFilingDay notes a filing for its path and all above it, which the filer's own scope need not reach, when the
// transaction ends.
func (t *Tx) addFilingDay(f *Filing) {
	path, kind, on, at := f.Path, f.Kind, f.FiledOn, f.FiledAt
	t.last = append(t.last, func() error {
		for i := range path {
			if path[i] != '/' {
				continue
			}
			if _, err := t.exec(`insert into filing_day (path, kind, filed_on, filed_at) values ($1, $2, $3, $4) on conflict (path, kind, filed_on) do update
				set filed_at = case when excluded.filed_at > filing_day.filed_at then excluded.filed_at else filing_day.filed_at end`, path[:i+1], kind, on, at); err != nil {
				return err
			}
		}
		return nil
	})
}

// moveFilingDays works out anew what the paths above a subtree's old and new place have filed, once its filings stand at
// the new one.
func (t *Tx) moveFilingDays(from, to string) error {
	done := map[string]bool{}
	for _, path := range []string{from, to} {
		for i := 0; i < len(path)-1; i++ {
			above := path[:i+1]
			if path[i] != '/' || done[above] {
				continue
			}
			done[above] = true
			if _, err := t.exec("delete from filing_day where path = $1", above); err != nil {
				return err
			}
			start, end := Below(above)
			if _, err := t.exec(`insert into filing_day (path, kind, filed_on, filed_at)
				select cast($1 as text), kind, filed_on, max(filed_at) from filing where path >= $2 and path < $3 group by kind, filed_on`, above, start, end); err != nil {
				return err
			}
		}
	}
	return nil
}

// UnitNames gives the name of every unit by its code.
func (t *Tx) UnitNames() (map[string]string, error) {
	names := map[string]string{}
	err := t.each("select code, name from unit", nil, func(scan func(...any) error) error {
		var code, name string
		err := scan(&code, &name)
		names[code] = name
		return err
	})
	return names, err
}
