package store

import "shukun/civil"

// Unit is an enterprise in the organisation tree.
type Unit struct {
	Code, Name, Short, Parent, Path                string
	Control, Size, Kind, Industry, County, Holding string
	Since, Until                                   civil.Date
}

const unitColumns = "code, name, short, parent, path, control, size, kind, industry, county, holding, since, until"

func scanUnit(scan func(...any) error, u *Unit) error {
	return scan(&u.Code, &u.Name, &u.Short, &u.Parent, &u.Path, &u.Control, &u.Size, &u.Kind, &u.Industry, &u.County, &u.Holding, &u.Since, &u.Until)
}

// Unit finds a unit by credit code.
func (t *Tx) Unit(code string) (u Unit, found bool, err error) {
	all, err := collect(t, "select "+unitColumns+" from unit where code = $1", []any{code}, scanUnit)
	if len(all) == 0 {
		return u, false, err
	}
	return all[0], true, err
}

// UnitsBelow lists the units at and below a path, in the order of the tree.
func (t *Tx) UnitsBelow(path string) ([]Unit, error) {
	from, end := Below(path)
	return collect(t, "select "+unitColumns+" from unit where path >= $1 and path < $2 order by path", []any{from, end}, scanUnit)
}

// SaveUnit adds a unit or replaces what is known of it.
func (t *Tx) SaveUnit(u Unit) error { return t.SaveUnits([]Unit{u}) }

// SaveUnits adds units or replaces what is known of them.
func (t *Tx) SaveUnits(units []Unit) error {
	if len(units) == 0 {
		return nil
	}
	for _, u := range units {
		if _, err := t.exec(`insert into unit (`+unitColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		on conflict (code) do update set name = excluded.name, short = excluded.short, parent = excluded.parent, path = excluded.path, control = excluded.control,
		size = excluded.size, kind = excluded.kind, industry = excluded.industry, county = excluded.county, holding = excluded.holding, until = excluded.until`,
			u.Code, u.Name, u.Short, u.Parent, u.Path, u.Control, u.Size, u.Kind, u.Industry, u.County, u.Holding, u.Since, u.Until); err != nil {
			return err
		}
	}
	return t.treeChanged()
}
