package app

import (
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// TreePlan is what an enterprises ledger would change in the organisation.
type TreePlan struct {
	Added, Changed, Moved, Left int
	Problems                    []*problem.Error // Value is the unit's code; with any of them nothing can be applied

	save  []store.Unit // by path: parents first
	moves []store.Move
}

// PlanUnits works out what rows of an enterprises ledger (Code, Name, Parent and what is known of the unit; Path is
// worked out) and codes no longer in it would change. The actor may touch only what they may file the ledger for, and
// a move from one group to another is not for a ledger: two people make it on the organisation screen.
func (a *App) PlanUnits(tx *store.Tx, who *Actor, rows []store.Unit, gone []string) (*TreePlan, error) {
	t, err := a.tree(tx, false)
	if err != nil {
		return nil, err
	}
	given := make(map[string]store.Unit, len(rows))
	for _, r := range rows {
		given[r.Code] = r
	}
	p := &TreePlan{}
	paths := map[string]string{}
	for _, r := range rows {
		a.planUnit(p, t, who, given, paths, r)
	}
	for _, code := range gone {
		u := t.find(code)
		if _, again := given[code]; u == nil || again || !u.Until.IsZero() {
			continue
		}
		if !May(who, FileLedger, Object{Path: u.Path, Kind: "enterprises"}) {
			p.refuse("unit-not-yours", code, lang.Text{Zh: "这个单位不在管理范围内", En: "this unit is not yours to change"}, lang.Text{Zh: "从台账中去掉这一行", En: "Take the row out of the ledger"})
			continue
		}
		left := *u
		left.Until = a.Day()
		p.save = append(p.save, left)
		p.Left++
	}
	slices.SortFunc(p.save, func(a, b store.Unit) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(p.moves, func(a, b store.Move) int { return strings.Compare(a.From, b.From) }) // what stands below goes along
	return p, nil
}

// planUnit works out one row.
func (a *App) planUnit(p *TreePlan, t *tree, who *Actor, given map[string]store.Unit, paths map[string]string, r store.Unit) {
	if !plainCode(r.Code) {
		p.refuse("unit-code", r.Code, lang.Text{Zh: "单位代码不完整", En: "the unit's code is not complete"}, lang.Text{Zh: "填写 18 位统一社会信用代码", En: "Enter the 18 characters of the credit code"})
		return
	}
	path, ok := placeOf(t, given, paths, r.Code, nil)
	if !ok {
		p.refuse("unit-circle", r.Code, lang.Text{Zh: "上级关系绕成一圈", En: "the parents go round in a circle"}, lang.Text{Zh: "核对上级企业代码", En: "Check the parents' codes"})
		return
	}
	old := t.find(r.Code)
	from := path
	if old != nil {
		from = old.Path
	}
	parent := strings.TrimSuffix(path, r.Code+"/")
	mine := func(path string) bool { return May(who, FileLedger, Object{Path: path, Kind: "enterprises"}) }
	switch {
	case !mine(from), from != path && !mine(parent), old == nil && !mine(parent):
		p.refuse("unit-not-yours", r.Code, lang.Text{Zh: "这个单位或它的上级不在管理范围内", En: "this unit, or the one above it, is not yours to change"},
			lang.Text{Zh: "核对上级企业代码；集团本身由监管单位建立", En: "Check the parent's code; groups themselves are added by the regulator"})
		return
	case old != nil && topOf(from) != topOf(path):
		p.refuse("unit-changes-group", r.Code, lang.Text{Zh: "台账会把这个单位移到另一个集团", En: "the ledger would move this unit to another group"},
			lang.Text{Zh: "在“组织”页面办理移动，由另一人批准，再报送台账", En: "Move it on the organisation screen, where another person approves it, then file the ledger"})
		return
	}
	u := r
	u.Path, u.Since, u.Until = path, a.Day(), 0
	switch {
	case old == nil:
		p.Added++
	default:
		u.Since, u.Short = old.Since, cmpOr(u.Short, old.Short)
		if from != path {
			p.Moved++
			p.moves = append(p.moves, store.Move{Code: r.Code, From: from, To: path})
		} else if u == *old {
			return
		} else {
			p.Changed++
		}
	}
	p.save = append(p.save, u)
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// plainCode reports whether a code can stand in a path. Whether it is a credit code, the ledger's own checks say.
func plainCode(s string) bool {
	return s != "" && len(s) <= 18 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// placeOf works out the path of a unit by the parents given, else by where it stands; false for a circle. A parent that
// nobody knows makes the unit the top of a group.
func placeOf(t *tree, given map[string]store.Unit, paths map[string]string, code string, way []string) (string, bool) {
	if p, ok := paths[code]; ok {
		return p, p != ""
	}
	if slices.Contains(way, code) {
		return "", false
	}
	r, ok := given[code]
	if !ok {
		if u := t.find(code); u != nil {
			r = *u
		} else {
			return "/", true
		}
	}
	path := "/"
	if r.Parent != "" && r.Parent != code {
		if path, ok = placeOf(t, given, paths, r.Parent, append(way, code)); !ok {
			paths[code] = ""
			return "", false
		}
	}
	paths[code] = path + code + "/"
	return paths[code], true
}

func (p *TreePlan) refuse(code, unit string, what, next lang.Text) {
	p.Problems = append(p.Problems, problem.New(problem.Invalid, code, what, next).With(unit).At(problem.Place{Column: "parent_code"}))
}

// ApplyUnits carries a plan out in the transaction of its cause, and gives its first problem if it has any.
func (a *App) ApplyUnits(tx *store.Tx, who *Actor, p *TreePlan, day civil.Date) error {
	if len(p.Problems) > 0 {
		return p.Problems[0]
	}
	by := ""
	if who != nil {
		by = who.Person
	}
	for _, m := range p.moves {
		if err := a.moveNow(tx, m, by, day); err != nil {
			return err
		}
	}
	return tx.SaveUnits(p.save)
}

// moveNow moves a subtree to where it belongs. Its units may have moved with one above them already.
func (a *App) moveNow(tx *store.Tx, m store.Move, by string, day civil.Date) error {
	u, found, err := tx.Unit(m.Code)
	if err != nil || !found || u.Path == m.To {
		return err
	}
	m.ID, m.From, m.Day, m.By, m.At = a.newID(), u.Path, day, by, a.now()
	if err := tx.MoveSubtree(m.From, m.To, day); err != nil {
		return err
	}
	return tx.AddMove(m)
}

// SyncUnits makes the organisation follow an enterprises ledger, in the transaction that files it.
func (a *App) SyncUnits(tx *store.Tx, who *Actor, rows []store.Unit, gone []string) (*TreePlan, error) {
	p, err := a.PlanUnits(tx, who, rows, gone)
	if err != nil {
		return nil, err
	}
	return p, a.ApplyUnits(tx, who, p, a.Day())
}
