package app

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/problem"
	"shukun/store"
)

// Finding is a finding as it is kept.
type Finding = store.Finding

// The states of a finding, in the order of its life.
var FindingStates = []string{store.FindingOpen, store.FindingAcknowledged, store.FindingRectifying, store.FindingCleared, store.FindingExcepted}

// countMost is up to where a list is counted; more is said to be more.
const countMost = 10_000

// FindingsAsked says which findings somebody wants to see, in which order, from where on. What is zero does not matter.
type FindingsAsked struct {
	Path       string // the units at and below it
	Day        civil.Date
	Clause     int
	Rule       string
	Outcome    policy.Outcome
	Pressing   bool   // all but notices, if no outcome is asked for
	State      string // "": live ones; "all"
	Unit       string // this unit alone
	Under      string // a unit's code: it and all below it, within Path
	Todo       bool   // obligations and what cannot be determined
	Due        string // today, week (the seven days after), overdue: violations and obligations
	Kind       string
	Row        int64
	AmountFrom money.Fen
	DueWithin  int // days from Day
	Over       int // more than so many days overdue
	Search     string
	Order      string // amount, days, due, clause
	After      string
	Most       int
}

// FindingsGot is a page of a list of findings.
type FindingsGot struct {
	Findings []Finding
	Names    map[string]string // of the codes in it
	Next     string            // where the next page begins; "" nowhere
	Count    int
	More     bool // there are more than Count
	Sum      money.Fen
	Summed   bool       // Sum is known: amounts of one rule add up, those of several would count a yuan twice
	Day      civil.Date // the data are evaluated up to this day; zero: never
}

// Findings lists findings.
func (a *App) Findings(ctx context.Context, who *Actor, q FindingsAsked) (got FindingsGot, err error) {
	err = a.look(ctx, who, SeeFindings, Object{Path: q.Path}, func(tx *store.Tx) error {
		got = FindingsGot{}
		f, err := a.findingFilter(tx, q)
		if err != nil {
			return err
		}
		most := cmp.Or(q.Most, 50)
		order := store.FindingOrder(q.Order)
		after, err := parseAfter(q.After)
		if err != nil {
			return err
		}
		if got.Findings, err = tx.Findings(f, order, after, most+1); err != nil {
			return err
		}
		if len(got.Findings) > most {
			got.Findings = got.Findings[:most]
			got.Next = afterOf(&got.Findings[most-1])
		}
		for i := range got.Findings {
			lookBack(&got.Findings[i], q.Day, a.Day())
		}
		if err := a.count(tx, q, f, &got); err != nil {
			return err
		}
		if got.Day, err = evaluatedTo(tx, q.Path); err != nil {
			return err
		}
		if got.Names, err = a.names(tx, got.Findings); err != nil {
			return err
		}
		for _, code := range []string{q.Under, q.Unit} { // of the filters, which say whose they are
			if code == "" || got.Names[code] != "" {
				continue
			}
			if u, found, err := tx.Unit(code); err != nil {
				return err
			} else if found && strings.HasPrefix(u.Path, q.Path) {
				got.Names[code] = u.Name
			}
		}
		return nil
	})
	return got, err
}

// lookBack lets what grows with the days be what it was on a past day: the days. Amounts are kept day by day.
func lookBack(f *Finding, day, today civil.Date) {
	if day < today && !f.NextChange.IsZero() && f.Days > 0 && !f.DueOn.IsZero() {
		f.Days = int(max(0, day-f.DueOn))
	}
}

func (a *App) findingFilter(tx *store.Tx, q FindingsAsked) (store.FindingFilter, error) {
	f := store.FindingFilter{Path: q.Path, Day: q.Day, Past: q.Day < a.Day(), Clause: q.Clause, Unit: q.Unit, Kind: q.Kind, Row: q.Row, AmountFrom: int64(q.AmountFrom),
		DaysOver: q.Over, Search: q.Search, AnyState: q.State == "all"}
	if q.Rule != "" {
		f.Rules = []string{q.Rule}
	}
	switch {
	case q.Outcome != 0:
		f.Outcomes = []int{int(q.Outcome)}
	case q.Pressing:
		for o := policy.Violation; o < policy.Notice; o++ {
			f.Outcomes = append(f.Outcomes, int(o))
		}
	}
	if q.State != "" && q.State != "all" {
		f.States = []string{q.State}
	}
	if q.DueWithin > 0 {
		f.DueFrom, f.DueBy = q.Day, q.Day.AddDays(q.DueWithin)
	}
	q.narrow(&f)
	if q.Under != "" {
		u, found, err := tx.Unit(q.Under)
		if err != nil {
			return f, err
		}
		if !found || !strings.HasPrefix(u.Path, q.Path) {
			return f, errForbidden
		}
		f.Path = u.Path
	}
	if q.Search == "" {
		return f, nil
	}
	t, err := a.tree(tx, false)
	if err != nil {
		return f, err
	}
	const most = 100 // of parties whose name fits
	for _, u := range t.below(q.Path) {
		if len(f.Codes) < most && (strings.Contains(u.Name, q.Search) || u.Code == q.Search) {
			f.Codes = append(f.Codes, u.Code)
		}
	}
	codes, err := tx.PartiesNamed(q.Path, q.Search, most-len(f.Codes))
	f.Codes = append(f.Codes, codes...)
	return f, err
}

// narrow takes on what figures of other screens stand for, so that a list has exactly their rows.
func (q *FindingsAsked) narrow(f *store.FindingFilter) {
	pressing := []int{int(policy.Violation), int(policy.Obligation)}
	switch q.Due {
	case "today":
		f.DueFrom, f.DueBy = q.Day, q.Day
	case "week":
		f.DueFrom, f.DueBy = q.Day.AddDays(1), q.Day.AddDays(7)
	case "overdue":
		f.DueBy = q.Day.AddDays(-1)
	}
	switch {
	case q.Todo:
		f.Outcomes = []int{int(policy.Obligation), int(policy.Undetermined)}
	case q.Due != "" && q.Outcome == 0:
		f.Outcomes = pressing
	}
}

// count counts the list and adds it up: from the figures kept up the tree if they know this list, else row by row up to
// countMost.
func (a *App) count(tx *store.Tx, q FindingsAsked, f store.FindingFilter, got *FindingsGot) error {
	if q.State == "" && q.Unit == "" && q.AmountFrom == 0 && q.DueWithin == 0 && q.Due == "" && q.Over == 0 && q.Search == "" && q.Kind == "" && q.Row == 0 {
		list, err := tx.RollupsAt([]string{f.Path}, q.Day)
		for _, r := range list {
			if (q.Clause == 0 || r.Clause == q.Clause) && (q.Rule == "" || r.Rule == q.Rule) && (len(f.Outcomes) == 0 || slices.Contains(f.Outcomes, r.Outcome)) {
				got.Count, got.Sum = got.Count+int(r.Count), got.Sum+money.Fen(r.Amount)
			}
		}
		got.Summed = q.Rule != ""
		return err
	}
	n, sum, err := tx.CountFindings(f, countMost+1)
	got.Count, got.More = min(n, countMost), n > countMost
	got.Summed = q.Rule != "" && !got.More
	if !got.More {
		got.Sum = money.Fen(sum)
	}
	return err
}

// evaluatedTo gives the day up to which the groups at and below a path are evaluated: of several the earliest.
func evaluatedTo(tx *store.Tx, path string) (day civil.Date, err error) {
	list, err := tx.Evaluations(GroupPath(path))
	for _, e := range list {
		if e.Path != "/" && (day.IsZero() || e.Day < day) {
			day = e.Day
		}
	}
	return day, err
}

// names finds the names of the units and parties of findings.
func (a *App) names(tx *store.Tx, list []Finding) (map[string]string, error) {
	t, err := a.tree(tx, false)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	paths := []string{"/"}
	var codes []string
	for i := range list {
		f := &list[i]
		if p := GroupPath(f.Path); !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
		for _, c := range []string{f.Enterprise, f.Beneficiary, f.Owner} {
			if c == "" || names[c] != "" {
				continue
			}
			if u := t.find(c); u != nil {
				names[c] = u.Name
			} else if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		}
	}
	return names, tx.PartyNames(paths, codes, func(code, content string) {
		if cells := ledger.SplitLine(content); len(cells) > 1 && names[code] == "" {
			names[code] = cells[1]
		}
	})
}

// afterOf names the place after a finding in a list.
func afterOf(f *Finding) string {
	b, _ := json.Marshal(place{f.ID, int64(f.Amount.V), f.Amount.OK, f.Days, int(f.DueOn), f.Clause, f.Rule, f.Enterprise, f.Key})
	return base64.RawURLEncoding.EncodeToString(b)
}

// place is where in a list a page ends, whatever its order.
type place struct {
	I string
	A int64
	O bool
	D int
	U int
	C int
	R string
	E string
	K string
}

func parseAfter(s string) (*Finding, error) {
	if s == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	var p place
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		return nil, problem.New(problem.Invalid, "list-place", lang.Text{Zh: "列表位置无法识别", En: "this place of the list is not understood"}, lang.Text{Zh: "回到第一页", En: "Go back to the first page"})
	}
	f := &Finding{ID: p.I, Rule: p.R, Clause: p.C, Enterprise: p.E, Key: p.K}
	f.Amount, f.Days, f.DueOn = store.Amount{V: money.Fen(p.A), OK: p.O}, p.D, civil.Date(p.U)
	return f, nil
}

// exportFree is how many findings may be taken out without the second factor.
const exportFree = 1000

// exportLot is how many findings of an export are in memory at a time.
const exportLot = 2000

// EachFinding gives the whole list to row, for exports; more than a thousand rows ask for the second factor.
func (a *App) EachFinding(ctx context.Context, who *Actor, q FindingsAsked, row func(f *Finding, names map[string]string) error) error {
	if !May(who, Export, Object{Path: q.Path}) {
		return errForbidden
	}
	first, err := a.Findings(ctx, who, q)
	if err != nil {
		return err
	}
	if first.Count > exportFree {
		if err := StepUp(who); err != nil {
			return err
		}
	}
	return a.look(ctx, who, SeeFindings, Object{Path: q.Path}, func(tx *store.Tx) error {
		f, err := a.findingFilter(tx, q)
		if err != nil {
			return err
		}
		return tx.FindingLots(f, store.FindingOrder(q.Order), exportLot, func(lot []Finding) error {
			names, err := a.names(tx, lot)
			for i := range lot {
				if err == nil {
					lookBack(&lot[i], q.Day, a.Day())
					err = row(&lot[i], names)
				}
			}
			return err
		})
	})
}

// AuditExport writes into the audit log that a list was taken out.
func (a *App) AuditExport(ctx context.Context, who *Actor, q FindingsAsked, form string) error {
	return a.act(ctx, who, Export, Object{Path: q.Path, Ref: "findings"}, func(_ *store.Tx, e *Event) error {
		e.Detail("form", form)
		e.Detail("day", q.Day.String())
		return nil
	})
}
