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
