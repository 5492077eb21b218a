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
// instance. Units that have left are not among them.
func (a *App) UnitsOf(ctx context.Context, who *Actor) ([]UnitRef, error) {
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return nil, err
	}
	var units []UnitRef
	for _, path := range who.reach() {
		if path == "/" {
			units = append(units, UnitRef{Path: "/"})
		}
		for _, u := range t.below(path) {
			if u.Until.IsZero() || u.Until > a.Day() {
				units = append(units, refOf(u, path))
			}
		}
	}
	return units, nil
}

// refOf gives a unit as seen from a path above it.
func refOf(u store.Unit, from string) UnitRef {
	return UnitRef{Code: u.Code, Name: u.Name, Path: u.Path, Depth: strings.Count(u.Path, "/") - strings.Count(from, "/")}
}

// NearUnits lists what the actor can switch to from a unit without searching: all their units if they are few, else the
// tops of their reach, the way down to the unit, and what lies directly below it; more tells that there are others.
func (a *App) NearUnits(ctx context.Context, who *Actor, unit UnitRef, few int) (units []UnitRef, more bool, err error) {
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return nil, false, err
	}
	n := 0
	for _, path := range who.reach() {
		n += len(t.below(path))
	}
	if n <= few {
		units, err = a.UnitsOf(ctx, who)
		return units, false, err
	}
	for _, path := range who.reach() {
		if path == "/" {
			units = append(units, UnitRef{Path: "/"})
		} else if u := t.at(path); u != nil && path != unit.Path && !strings.HasPrefix(unit.Path, path) {
			units = append(units, refOf(*u, path))
		}
		if !strings.HasPrefix(unit.Path, path) {
			continue
		}
		for _, p := range above(unit.Path) {
			if u := t.at(p); u != nil && strings.HasPrefix(p, path) {
				units = append(units, refOf(*u, path))
			}
		}
		for _, u := range t.below(unit.Path) {
			if u.Path != unit.Path && strings.Count(u.Path, "/") == strings.Count(unit.Path, "/")+1 && len(units) < few {
				units = append(units, refOf(u, path))
			}
		}
	}
	return units, true, nil
}

// ChosenUnit gives the unit the actor chose to look at, else their first.
func (a *App) ChosenUnit(ctx context.Context, who *Actor, code string) (UnitRef, error) {
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return UnitRef{}, err
	}
	paths := who.reach()
	if u := t.find(code); u != nil && code != "" {
		for _, path := range paths {
			if strings.HasPrefix(u.Path, path) {
				return refOf(*u, path), nil
			}
		}
	}
	for _, path := range paths {
		if path == "/" {
			return UnitRef{Path: "/"}, nil
		}
		if all := t.below(path); len(all) > 0 {
			return refOf(all[0], path), nil
		}
	}
	return UnitRef{}, nil
}

// UnitNames gives the name of every unit by its code: as public as the tree.
func (a *App) UnitNames(ctx context.Context) (names map[string]string, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		names, err = tx.UnitNames()
		return err
	})
	return names, err
}
