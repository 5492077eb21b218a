package app

import (
	"context"
	"sort"
	"strings"

	"shukun/lang"
	"shukun/org"
	"shukun/store"
)

// UnitView is a unit as the organisation screens show it.
type UnitView struct {
	store.Unit
	Parents  []UnitRef // from the top of what the actor sees
	Children int
	Edit     bool // the actor may change it
	Moves    []MoveView
}

// MoveView is a change of place.
type MoveView struct {
	From, To UnitRef
	Day      string
	By       string
	Planned  bool // it is still to come
}

// UnitPage gives a unit the actor may see; errForbidden for what is not theirs and for what there is not.
func (a *App) UnitPage(ctx context.Context, who *Actor, code string) (v UnitView, err error) {
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return v, err
	}
	u := t.find(code)
	if u == nil || !May(who, SeeOrganisation, Object{Path: u.Path}) {
		return v, errForbidden
	}
	v = UnitView{Unit: *u, Edit: May(who, EditOrganisation, Object{Path: u.Path})}
	for _, p := range above(u.Path) {
		if x := t.at(p); x != nil && p != u.Path && May(who, SeeOrganisation, Object{Path: p}) {
			v.Parents = append(v.Parents, refOf(*x, "/"))
		}
	}
	depth := strings.Count(u.Path, "/")
	for _, b := range t.below(u.Path) {
		if strings.Count(b.Path, "/") == depth+1 {
			v.Children++
		}
	}
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		n := &names{tx, map[string]string{}}
		if v.Moves, err = a.plannedMoves(tx, t, n, u); err != nil {
			return err
		}
		moves, err := tx.MovesOf(code)
		for _, m := range moves {
			v.Moves = append(v.Moves, MoveView{From: a.unitAt(t, parentOf(m.From)), To: a.unitAt(t, parentOf(m.To)), Day: m.Day.String(), By: n.of(m.By)})
		}
		return err
	})
	return v, err
}

// parentOf gives the path above a path.
func parentOf(path string) string {
	path = strings.TrimSuffix(path, "/")
	return path[:strings.LastIndexByte(path, '/')+1]
}

// FindUnits searches the units the actor sees by code and name.
func (a *App) FindUnits(ctx context.Context, who *Actor, text string, limit int) (found []UnitRef, err error) {
	text = strings.ToLower(strings.TrimSpace(text))
	t, err := a.treeOf(ctx, who)
	if err != nil || text == "" {
		return nil, err
	}
	for _, path := range who.reach() {
		if !May(who, SeeOrganisation, Object{Path: path}) {
			continue
		}
		for _, u := range t.below(path) {
			if strings.Contains(strings.ToLower(u.Name), text) || strings.Contains(strings.ToLower(u.Short), text) || strings.Contains(strings.ToLower(u.Code), text) {
				if found = append(found, refOf(u, "/")); len(found) == limit {
					return found, nil
				}
			}
		}
	}
	return found, nil
}

// widestBranch is how many units side by side a tree shows: who looks for one of thousands searches.
const widestBranch = 200

// Branch is a unit with what stands below it. The last of many is no unit (it has no code) but stands for All others beside.
type Branch struct {
	Unit     store.Unit
	All      int // units below, at any depth
	Branches []Branch
}

// Branches gives the tree below a path the actor may see, whole if it has few units, else two levels of it.
func (a *App) Branches(ctx context.Context, who *Actor, path string, few int) ([]Branch, error) {
	if !May(who, SeeOrganisation, Object{Path: path}) {
		return nil, errForbidden
	}
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return nil, err
	}
	list := t.below(path)
	depth := 99
	if len(list) > few {
		depth = 2
	}
	if at := t.at(path); at != nil {
		return []Branch{branch(list, depth)}, nil
	}
	var all []Branch
	for len(list) > 0 {
		if len(all) == widestBranch {
			return append(all, Branch{All: len(list)}), nil
		}
		n := span(list)
		all = append(all, branch(list[:n], depth-1))
		list = list[n:]
	}
	return all, nil
}

// span counts the first unit of a list and those below it.
func span(list []store.Unit) int {
	_, end := store.Below(list[0].Path)
	return sort.Search(len(list), func(i int) bool { return list[i].Path >= end })
}

func branch(list []store.Unit, depth int) Branch {
	b := Branch{Unit: list[0], All: len(list) - 1}
	for rest := list[1:]; len(rest) > 0 && depth > 0; {
		if len(b.Branches) == widestBranch {
			b.Branches = append(b.Branches, Branch{All: len(rest)})
			break
		}
		n := span(rest)
		b.Branches = append(b.Branches, branch(rest[:n], depth-1))
		rest = rest[n:]
	}
	return b
}

// EditUnit changes what is known of a unit (not its place), or adds one below a parent ("" a group of its own).
func (a *App) EditUnit(ctx context.Context, who *Actor, u store.Unit, add bool) error {
	u.Code, u.Name, u.Short = strings.ToUpper(strings.TrimSpace(u.Code)), strings.TrimSpace(u.Name), strings.TrimSpace(u.Short)
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return err
	}
	old := t.find(u.Code)
	path := ""
	switch {
	case add:
		path = "/"
		if p := t.find(u.Parent); p != nil {
			path = p.Path
		} else if u.Parent != "" {
			return errForbidden
		}
	case old != nil:
		path = old.Path
	default:
		return errForbidden
	}
	return a.act(ctx, who, EditOrganisation, Object{Path: path, Ref: "unit:" + u.Code}, func(tx *store.Tx, e *Event) error {
		now, found, err := tx.Unit(u.Code)
		if err != nil {
			return err
		}
		switch {
		case u.Name == "" || len([]rune(u.Name)) > 200:
			return refusal("unit-name", "name", lang.Text{Zh: "没有单位名称", En: "the unit has no name"}, lang.Text{Zh: "填写营业执照上的名称", En: "Enter the name on its licence"})
		case add && !plainCode(u.Code):
			return refusal("unit-code", "code", lang.Text{Zh: "单位代码不完整", En: "the unit's code is not complete"}, lang.Text{Zh: "填写 18 位统一社会信用代码", En: "Enter the 18 characters of the credit code"})
		case add && found:
			return refusal("unit-there", "code", lang.Text{Zh: "已有这个代码的单位", En: "there is a unit with this code"}, lang.Text{Zh: "核对代码；要改上级，用“移动单位”", En: "Check the code; to change its parent, move the unit"})
		}
		if add {
			e.Action = "unit.add"
			u.Path, u.Since = path+u.Code+"/", a.Day()
			return tx.SaveUnit(u)
		}
		e.Action = "unit.edit"
		now.Name, now.Short, now.Control, now.Size, now.Kind, now.Industry, now.County, now.Holding, now.Until = u.Name, u.Short, u.Control, u.Size, u.Kind, u.Industry, u.County, u.Holding, u.Until
		return tx.SaveUnit(now)
	})
}

// MovePreview says in numbers what a move would do.
type MovePreview struct {
	Unit, To      UnitRef
	Units, People int
	Grants        int      // roles over what moves: they go along
	Lose, Gain    []Holder // who loses or gains sight of it
	TwoPersons    bool     // from one group to another: another person approves
}

// Holder is a person with the role that lets them see.
type Holder struct {
	Name string
	Role org.Role
}

// PreviewMove works out what moving a unit below another would do.
func (a *App) PreviewMove(ctx context.Context, who *Actor, code, to string) (m MovePreview, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		t, err := a.tree(tx, true)
		if err != nil {
			return err
		}
		u, target, err := a.checkMove(t, who, moveContent{Code: code, To: to})
		if err != nil {
			return err
		}
		m = MovePreview{Unit: refOf(*u, "/"), To: a.unitAt(t, target), TwoPersons: topOf(u.Path) != topOf(target+code+"/")}
		if m.Units, m.People, m.Grants, err = tx.MovesWith(u.Path); err != nil {
			return err
		}
		was, err := tx.HoldersAround(parentOf(u.Path), a.Day())
		if err != nil {
			return err
		}
		will, err := tx.HoldersAround(target, a.Day())
		n := &names{tx, map[string]string{}}
		m.Lose, m.Gain = holdersLost(n, was, will), holdersLost(n, will, was)
		return err
	})
	return m, err
}

// holdersLost names who holds a role of one list and none of the other.
func holdersLost(n *names, was, will []store.RoleGrant) (lost []Holder) {
	stays := map[string]bool{}
	for _, g := range will {
		stays[g.Person] = true
	}
	for _, g := range was {
		if !stays[g.Person] {
			lost = append(lost, Holder{n.of(g.Person), g.Role})
			stays[g.Person] = true
		}
	}
	return lost
}

// checkMove sees that a move makes sense and is the actor's to make: both ends are theirs.
func (a *App) checkMove(t *tree, who *Actor, m moveContent) (*store.Unit, string, error) {
	u := t.find(m.Code)
	target := "/"
	if p := t.find(m.To); p != nil {
		target = p.Path
	} else if m.To != "" {
		return nil, "", errForbidden
	}
	switch {
	case u == nil || who != nil && (!May(who, EditOrganisation, Object{Path: parentOf(u.Path)}) || !May(who, EditOrganisation, Object{Path: target})):
		return nil, "", errForbidden
	case strings.HasPrefix(target, u.Path):
		return nil, "", refusal("move-circle", "to", lang.Text{Zh: "不能移到自己或自己的下级", En: "a unit cannot move below itself"}, lang.Text{Zh: "选择别的上级单位", En: "Choose another unit"})
	case target == parentOf(u.Path):
		return nil, "", refusal("move-nowhere", "to", lang.Text{Zh: "已经在这个上级单位", En: "it stands there already"}, lang.Text{Zh: "选择别的上级单位", En: "Choose another unit"})
	}
	return u, target, nil
}

// Holders lists who may see a unit: roles over it and over the units above it.
func (a *App) Holders(ctx context.Context, who *Actor, code string) (all []GrantView, err error) {
	t, err := a.treeOf(ctx, who)
	if err != nil {
		return nil, err
	}
	u := t.find(code)
	if u == nil {
		return nil, errForbidden
	}
	err = a.look(ctx, who, SeePeople, Object{Path: u.Path}, func(tx *store.Tx) error {
		list, err := tx.HoldersAround(u.Path, a.Day())
		n := &names{tx, map[string]string{}}
		for _, g := range list {
			all = append(all, a.viewGrant(t, n, who, g))
		}
		return err
	})
	return all, err
}
