package app

import (
	"context"
	"slices"
	"sort"
	"strings"
	"sync/atomic"

	"shukun/store"
)

// tree is the organisation as it stands under one version: read once, shared by all requests, never changed.
type tree struct {
	version int64
	units   []store.Unit // by path
	byCode  map[string]int
}

// trees keeps the latest tree. The zero value is ready.
type trees struct{ latest atomic.Pointer[tree] }

// tree gives the organisation as a transaction sees it: from memory if nothing has changed since. Only what was read in
// a transaction that changes nothing may be kept: another's changes may never come to be.
func (a *App) tree(tx *store.Tx, keep bool) (*tree, error) {
	v, err := tx.TreeVersion()
	if err != nil {
		return nil, err
	}
	if t := a.trees.latest.Load(); t != nil && t.version == v {
		return t, nil
	}
	units, err := tx.UnitsBelow("/")
	if err != nil {
		return nil, err
	}
	t := newTree(v, units)
	if keep {
		a.trees.latest.Store(t)
	}
	return t, nil
}

func newTree(version int64, units []store.Unit) *tree {
	t := &tree{version: version, units: units, byCode: make(map[string]int, len(units))}
	for i, u := range units {
		t.byCode[u.Code] = i
	}
	return t
}

// treeOf gives the organisation as the actor's request has seen it.
func (a *App) treeOf(ctx context.Context, who *Actor) (t *tree, err error) {
	if who.tree != nil {
		return who.tree, nil
	}
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		t, err = a.tree(tx, true)
		return err
	})
	return t, err
}

// below gives the units at and below a path, in the order of the tree.
func (t *tree) below(path string) []store.Unit {
	from, end := store.Below(path)
	i := sort.Search(len(t.units), func(i int) bool { return t.units[i].Path >= from })
	j := sort.Search(len(t.units), func(i int) bool { return t.units[i].Path >= end })
	return t.units[i:j]
}

// find gives a unit by code; nil if there is none.
func (t *tree) find(code string) *store.Unit {
	if i, ok := t.byCode[code]; ok {
		return &t.units[i]
	}
	return nil
}

// at gives the unit that stands at a path; nil if none does.
func (t *tree) at(path string) *store.Unit {
	if path == "/" || path == "" {
		return nil
	}
	if u := t.find(codeAt(path)); u != nil && u.Path == path {
		return u
	}
	return nil
}

// codeAt gives the code of the unit whose path it is.
func codeAt(path string) string {
	path = strings.TrimSuffix(path, "/")
	return path[strings.LastIndexByte(path, '/')+1:]
}

// above gives a path and the paths above it, from the top, without '/'.
func above(path string) []string {
	var all []string
	for i := 1; i < len(path); i++ {
		if path[i] == '/' {
			all = append(all, path[:i+1])
		}
	}
	return all
}

// topOf gives the path of the group a path lies in.
func topOf(path string) string {
	if all := above(path); len(all) > 0 {
		return all[0]
	}
	return path
}

// reach gives the actor's paths without those that lie below another, in order.
func (who *Actor) reach() []string {
	paths := slices.Clone([]string(who.Scope()))
	slices.Sort(paths)
	var all []string
	for _, p := range paths {
		if len(all) == 0 || !strings.HasPrefix(p, all[len(all)-1]) {
			all = append(all, p)
		}
	}
	return all
}
