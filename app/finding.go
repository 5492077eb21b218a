package app

import (
	"context"
	"slices"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/store"
)

// FiledRow is a row as it was filed, with the filing it came by.
type FiledRow struct {
	store.Row
	Cells  []string // in the order of the kind's columns
	Filing store.Filing
	Filer  string // name of the person
}

// FindingEvent is something that happened to a finding.
type FindingEvent = store.FindingEvent

// FindingGot is all there is to know of one finding on a day.
type FindingGot struct {
	Finding
	Past     bool // the day lies before what the finding is now
	Names    map[string]string
	Row      *FiledRow // nil: the finding is about no row, or its ledger is not the person's to see
	RowHid   bool      // there is a row, but it is not the person's to see
	Related  []Finding // on the same row
	Events   []store.FindingEvent
	Versions []store.PastFinding
	Proposal *store.FindingEvent // an exception somebody has proposed and nobody has decided
	Answer   bool                // the person may answer it
	Decide   bool                // the person may decide the proposal
}

var errNoFinding = problem.New(problem.NotFound, "no-finding", lang.Text{Zh: "没有这条记录", En: "there is no such finding"}, lang.Text{Zh: "返回列表", En: "Go back to the list"})

// seen finds a finding the actor may see.
func (a *App) seen(ctx context.Context, who *Actor, id string) (f Finding, err error) {
	found := false
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		f, found, err = tx.Finding(id)
		return err
	})
	if err == nil && (!found || !May(who, SeeFindings, Object{Path: f.Path})) {
		err = errNoFinding
	}
	return f, err
}

// Finding gives a finding as it was on a day, with its row and its history.
func (a *App) Finding(ctx context.Context, who *Actor, id string, day civil.Date) (got FindingGot, err error) {
	f, err := a.seen(ctx, who, id)
	if err != nil {
		return got, err
	}
	err = a.look(ctx, who, SeeFindings, Object{Path: f.Path}, func(tx *store.Tx) error {
		got = FindingGot{Finding: f}
		if got.Versions, err = tx.PastOf(id); err != nil {
			return err
		}
		if day < f.From {
			if err := got.goBack(tx, day); err != nil {
				return err
			}
		}
		lookBack(&got.Finding, day, a.Day())
		if got.Events, err = tx.FindingEvents(id); err != nil {
			return err
		}
		got.Proposal = proposal(got.Events)
		if err := a.filedRow(tx, who, &got); err != nil {
			return err
		}
		if got.Finding.Row != 0 {
			if got.Related, err = tx.Findings(store.FindingFilter{Path: "/", Day: day, Past: day < a.Day(), Row: got.Finding.Row}, store.ByContract, nil, 50); err != nil {
				return err
			}
			got.Related = slices.DeleteFunc(got.Related, func(o Finding) bool { return o.ID == id || !May(who, SeeFindings, Object{Path: o.Path}) })
		}
		got.Names, err = a.names(tx, append(slices.Clone(got.Related), got.Finding))
		return err
	})
	on := Object{Path: f.Path}
	got.Answer = store.Live(f.State) && !got.Past && May(who, AnswerFinding, on)
	got.Decide = got.Proposal != nil && !got.Past && store.Live(f.State) && May(who, DecideException, on) && got.Proposal.Person != who.Person
	return got, err
}

// goBack takes the finding back to what it was on a past day; not yet found, it is not there.
func (g *FindingGot) goBack(tx *store.Tx, day civil.Date) error {
	list, err := tx.Findings(store.FindingFilter{Path: "/", Day: day, Past: true, AnyState: true, ID: g.ID}, store.ByContract, nil, 1)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errNoFinding
	}
	g.Finding, g.Past = list[0], true
	return nil
}

// proposal gives the exception that was proposed and not yet decided; events are the latest first.
func proposal(events []store.FindingEvent) *store.FindingEvent {
	for i := range events {
		switch events[i].Act {
		case ActPropose:
			return &events[i]
		case ActApprove, ActRefuse, "cleared", "returned":
			return nil
		}
	}
	return nil
}

// filedRow finds the row a finding is about, if the actor may see its ledger.
func (a *App) filedRow(tx *store.Tx, who *Actor, got *FindingGot) error {
	if got.Finding.Row == 0 {
		return nil
	}
	r, found, err := tx.Row(got.Finding.Row)
	if err != nil {
		return err
	}
	if !found || !May(who, SeeLedgers, Object{Path: r.Path}) && r.Path != "/" {
		got.RowHid = true
		return nil
	}
	row := &FiledRow{Row: r, Cells: ledger.SplitLine(r.Content)}
	if row.Filing, _, err = tx.FilingBySeq(r.Filing); err != nil {
		return err
	}
	if p, found, err := tx.Person(row.Filing.Person); err != nil {
		return err
	} else if found {
		row.Filer = p.Name
	}
	got.Row = row
	return nil
}

// Explained is a finding as the law gives it for a day, with every step.
type Explained struct {
	Reason string
	Steps  []policy.Step
	Basis  []string
	Found  bool // the law finds it on that day
}

// Explain asks the law once more about the row of a finding, for a day, and keeps the steps.
func (a *App) Explain(ctx context.Context, who *Actor, id string, day civil.Date) (x Explained, err error) {
	f, err := a.seen(ctx, who, id)
	if err != nil {
		return x, err
	}
	rule := a.Law.Rule(f.Rule)
	if rule == nil {
		return x, nil
	}
	e := &evaluation{app: a, ctx: ctx, path: GroupPath(f.Path), day: day}
	var l *loaded
	// In the system's own scope: a unit's book rests on rows of its group that the person need not see; what is shown is
	// about the one row.
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		if f.Owner == "" {
			e.path = "/"
		} else if u, found, err := tx.Unit(f.Owner); err != nil {
			return err
		} else if found {
			e.path = GroupPath(u.Path)
		}
		if err := e.look(tx); err != nil {
			return err
		}
		l, err = e.bookOf(tx, &f)
		return err
	})
	if err != nil {
		return x, err
	}
	q := policy.Question{AsOf: day, Lang: who.Lang}
	found := a.Law.Evaluate(l.book, q, regulation.Filter{Rules: []string{f.Rule}}, workers(), nil)
	seen := map[string]int{}
	for i := range found {
		from := l.row(found[i].Source)
		if s := e.finding(found[i], "", from, seen); s.ID == f.ID {
			again := a.Law.Again(l.book, q, found[i])
			return Explained{Reason: again.Reason, Steps: again.Trace, Basis: again.Basis, Found: true}, nil
		}
	}
	return x, nil
}

// bookOf loads what the law needs to be asked about one finding.
func (e *evaluation) bookOf(tx *store.Tx, f *Finding) (*loaded, error) {
	if f.Rule == twoSizes {
		l := e.loader(tx)
		if err := l.group("contracts"); err != nil {
			return nil, err
		}
		book, err := l.read()
		return &loaded{book: book, rows: l.rows}, err
	}
	return e.load(tx, []store.Entity{{Owner: f.Owner}})
}
