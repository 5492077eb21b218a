package app

import (
	"context"
	"strings"

	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/store"
)

// Own is what an SME sees: what is owed to it, what the law gives it, and its complaints. Nothing of anybody else's.
type Own struct {
	Code, Name string
	Payables   []Payable // to it, not paid in full
	Owed, Late money.Fen // unpaid in all; of it past due
	More       bool      // there are more payables than are listed
	Findings   []OwnFinding
	Complaints []OwnComplaint
}

// OwnFinding is a finding in favour of an SME: not what is only about the quality of the payer's data.
type OwnFinding struct {
	Finding
	Title *policy.Rule
	Unit  string // name of who has to act
}

// OwnComplaint is a complaint of an SME, as filed by whom it is against.
type OwnComplaint struct {
	ledger.Complaint
	Unit string
}

// ownMost is how many rows of each sort a page has.
const ownMost = 200

// SMEPath is the path an SME's role is held over: no unit of the organisation stands there.
func SMEPath(code string) string { return "/sme/" + code + "/" }

// Owns lists, for each enterprise the actor signs in for, what is its own. The rows stand in the scopes of those who owe:
// they are read past the wall, by nothing but the code of the actor's own role.
func (a *App) Owns(ctx context.Context, who *Actor) (all []*Own, err error) {
	for _, g := range who.Grants {
		if g.Role != org.SME || !May(who, SeeOwn, Object{Path: g.Path}) {
			continue
		}
		o := &Own{Code: codeAt(g.Path)}
		if err := a.Store.Read(ctx, store.Root, o.read(a)); err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	if len(all) == 0 {
		return nil, errForbidden
	}
	return all, nil
}

func (o *Own) read(a *App) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		*o = Own{Code: o.Code, Name: o.Code}
		if err := tx.PartyNames([]string{"/"}, []string{o.Code}, func(_, content string) {
			if cells := ledger.SplitLine(content); len(cells) > 1 {
				o.Name = cells[1]
			}
		}); err != nil {
			return err
		}
		if err := o.payables(a, tx); err != nil {
			return err
		}
		if err := o.findings(a, tx); err != nil {
			return err
		}
		return o.complaints(tx)
	}
}

func (o *Own) payables(a *App, tx *store.Tx) error {
	q := store.PayableQuery{Path: "/", Payees: []string{o.Code}, Open: true, Limit: ownMost + 1}
	rows, err := tx.Payables(q)
	if err != nil {
		return err
	}
	owed, err := tx.SumPayables(q)
	if err != nil {
		return err
	}
	q.To = a.Day().AddDays(-1)
	late, err := tx.SumPayables(q)
	if err != nil {
		return err
	}
	o.Owed, o.Late = money.Fen(owed.Unpaid), money.Fen(late.Unpaid)
	o.More = len(rows) > ownMost
	rows = rows[:min(len(rows), ownMost)]
	if o.Payables, err = a.named(tx, rows); err != nil {
		return err
	}
	for i := range o.Payables {
		o.Payables[i].Tags = nil // what was found of the payer is the payer's and the regulator's
	}
	return nil
}

func (o *Own) findings(a *App, tx *store.Tx) error {
	list, err := tx.Findings(store.FindingFilter{Path: "/", Day: a.Day(), Beneficiary: o.Code, Outcomes: []int{int(policy.Violation), int(policy.Obligation), int(policy.Entitlement)}}, store.ByAmount, nil, ownMost)
	if err != nil {
		return err
	}
	for _, f := range list {
		x := OwnFinding{Finding: f, Title: a.Law.Rule(f.Rule)}
		if u, found, err := tx.Unit(f.Enterprise); err != nil {
			return err
		} else if found {
			x.Unit = u.Name
		}
		o.Findings = append(o.Findings, x)
	}
	return nil
}

func (o *Own) complaints(tx *store.Tx) error {
	rows, err := tx.ListRows(store.RowFilter{Kind: "complaints", Below: "/", Party: o.Code}, ownMost)
	if err != nil || len(rows) == 0 {
		return err
	}
	var text strings.Builder
	k := ledger.FindKind("complaints")
	for i := range k.Columns {
		if i > 0 {
			text.WriteByte(',')
		}
		text.WriteString(k.Columns[i].Key)
	}
	for _, r := range rows {
		text.WriteString("\n" + r.Content)
	}
	book, _, err := ledger.Read([]ledger.Input{{Name: "complaints.csv", Data: []byte(text.String()), Kind: k}}, ledger.Options{Workers: 1})
	if err != nil {
		return err
	}
	for _, c := range book.Complaints {
		if c.Complainant.String() != o.Code {
			continue
		}
		u, _, err := tx.Unit(c.Respondent.String())
		if err != nil {
			return err
		}
		o.Complaints = append(o.Complaints, OwnComplaint{c, u.Name})
	}
	return nil
}
