package app

import (
	"context"
	"strings"

	"shukun/store"
)

// UnitRef is a unit to look at, with all below it.
type UnitRef struct {
	Code  string // "" the whole instance
	Name  string
	Path  string
	Depth int
}

// UnitsOf lists the units the actor's roles reach, in the order of the tree; first "all units" for roles over the
// instance.
func (a *App) UnitsOf(ctx context.Context, who *Actor) (units []UnitRef, err error) {
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		seen := map[string]bool{}
		for _, path := range who.Scope() {
			if path == "/" {
				units = append(units, UnitRef{Path: "/"})
			}
			list, err := tx.UnitsBelow(path)
			if err != nil {
				return err
			}
			for _, u := range list {
				if !seen[u.Code] {
					seen[u.Code] = true
					units = append(units, UnitRef{Code: u.Code, Name: u.Name, Path: u.Path, Depth: strings.Count(u.Path, "/") - strings.Count(path, "/")})
				}
			}
		}
		return nil
	})
	return units, err
}

// ChosenUnit gives the unit the actor chose to look at, else their first.
func (a *App) ChosenUnit(ctx context.Context, who *Actor, code string) (UnitRef, error) {
	units, err := a.UnitsOf(ctx, who)
	for _, u := range units {
		if u.Code == code {
			return u, err
		}
	}
	if len(units) > 0 {
		return units[0], err
	}
	return UnitRef{}, err
}
