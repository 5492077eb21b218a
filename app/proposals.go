package app

import (
	"context"
	"encoding/json"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// ProposalView is something that waits for a second person.
type ProposalView struct {
	ID, Kind              string // grant, move, second
	Object                string // the person's name, the unit's
	Person                string // id of whom it concerns; "" a unit
	Grant                 NewGrant
	Unit, To              UnitRef
	On                    civil.Date // of a move
	Reason, MadeBy        string
	Made, Expires         store.Instant
	Decidable, Withdrawal bool // by the actor; Withdrawal: their own, to be taken back
}

// moveContent is a proposed move.
type moveContent struct {
	Code string     `json:"code"`
	To   string     `json:"to"` // code of the new parent; "" a group of its own
	On   civil.Date `json:"on"` // when; a day gone by: as soon as it is decided
}

// Proposals lists what waits for a second person and the actor may decide or has proposed.
func (a *App) Proposals(ctx context.Context, who *Actor) (all []ProposalView, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		list, err := tx.OpenProposals(a.now())
		if err != nil {
			return err
		}
		t, err := a.tree(tx, true)
		if err != nil {
			return err
		}
		n := &names{tx, map[string]string{}}
		for _, p := range list {
			mine := p.MadeBy == who.Person
			if !mine && !May(who, DecideRoles, Object{Path: p.Path}) {
				continue
			}
			_, object, _ := strings.Cut(p.Object, ":")
			v := ProposalView{ID: p.ID, Kind: p.Kind, Object: n.of(object), Person: object, Reason: p.Reason, MadeBy: n.of(p.MadeBy), Made: p.Made, Expires: p.Expires,
				Decidable: !mine && object != who.Person, Withdrawal: mine}
			switch p.Kind {
			case proposeGrant:
				err = json.Unmarshal([]byte(p.Content), &v.Grant)
				v.Unit = a.unitAt(t, v.Grant.Path)
			case proposeMove:
				v.Person = ""
				var m moveContent
				err = json.Unmarshal([]byte(p.Content), &m)
				if u := t.find(m.Code); u != nil {
					v.Object, v.Unit = u.Name, refOf(*u, "/")
				}
				v.To, v.On = UnitRef{Path: "/"}, m.On
				if u := t.find(m.To); u != nil {
					v.To = refOf(*u, "/")
				}
			}
			if err != nil {
				return err
			}
			all = append(all, v)
		}
		return nil
	})
	return all, err
}

var errSamePerson = problem.New(problem.Invalid, "same-person", lang.Text{Zh: "提出的人和涉及的人都不能批准", En: "neither who proposed it nor whom it concerns can approve it"},
	lang.Text{Zh: "由另一位安全管理员或监管负责人批准", En: "Another security administrator, or the regulator's head, decides"})

// Decide approves or refuses a proposal: another person than who made it and whom it concerns. Who made it may take it
// back. What it asked for is checked anew against how things stand now. For a second factor it gives the one-use link.
func (a *App) Decide(ctx context.Context, who *Actor, id string, approve bool) (link string, err error) {
	if err := StepUp(who); err != nil {
		return "", err
	}
	var p store.Proposal
	var found bool
	if err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		p, found, err = tx.Proposal(id)
		return err
	}); err != nil {
		return "", err
	}
	if !found {
		return "", errForbidden
	}
	if p.MadeBy == who.Person && !approve {
		return "", a.withdraw(ctx, who, p)
	}
	err = a.actIn(ctx, who, DecideRoles, Object{Path: p.Path, Ref: p.Object}, store.Root, func(tx *store.Tx, e *Event) error {
		e.Action = "proposal.refuse"
		if approve {
			e.Action = "proposal.approve"
		}
		e.Detail("proposal", p.ID)
		e.Detail("kind", p.Kind)
		e.Detail("by", p.MadeBy)
		if _, object, _ := strings.Cut(p.Object, ":"); p.MadeBy == who.Person || object == who.Person {
			return errSamePerson
		}
		once, err := tx.DecideProposal(id, who.Person, approve, a.now())
		if err != nil {
			return err
		}
		if !once {
			return problem.New(problem.Conflict, "proposal-over", lang.Text{Zh: "已有人决定，或已过期", En: "somebody has decided this, or it is over"}, lang.Text{Zh: "刷新列表查看", En: "Load the list again"})
		}
		if approve {
			link, err = a.carryOut(tx, who, p)
		}
		return err
	})
	return link, err
}

func (a *App) withdraw(ctx context.Context, who *Actor, p store.Proposal) error {
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		if _, err := tx.DecideProposal(p.ID, who.Person, false, a.now()); err != nil {
			return err
		}
		return a.audit(tx, who, &Event{Action: "proposal.withdraw", Object: p.Object, Path: p.Path, Details: map[string]string{"proposal": p.ID, "kind": p.Kind}})
	})
}

// carryOut does what was proposed.
func (a *App) carryOut(tx *store.Tx, who *Actor, p store.Proposal) (link string, err error) {
	_, object, _ := strings.Cut(p.Object, ":")
	if p.Kind == proposeMove {
		var m moveContent
		if err := json.Unmarshal([]byte(p.Content), &m); err != nil {
			return "", err
		}
		return "", a.moveOrPlan(tx, p.MadeBy, m)
	}
	person, found, err := tx.Person(object)
	if err != nil || !found {
		return "", err
	}
	switch p.Kind {
	case proposeGrant:
		var g NewGrant
		if err := json.Unmarshal([]byte(p.Content), &g); err != nil {
			return "", err
		}
		g.From = max(g.From, a.Day())
		if g.LentBy != "" {
			if err := a.stillHolds(tx, g); err != nil {
				return "", err
			}
		}
		if err := a.checkGrant(tx, p.MadeBy, person, &g); err != nil {
			return "", err
		}
		return "", a.grantNow(tx, p.MadeBy, person, g)
	case proposeSecond:
		if err := a.dropSecond(tx, person.ID); err != nil {
			return "", err
		}
		return a.resetNow(tx, who.Person, person)
	}
	return "", nil
}

// stillHolds sees that who lends a role still holds it as long as the loan lasts.
func (a *App) stillHolds(tx *store.Tx, g NewGrant) error {
	own, err := tx.LiveGrantsOf(g.LentBy, a.Day())
	if err != nil {
		return err
	}
	for _, h := range own {
		if h.Role == g.Role && h.DelegatedBy == "" && strings.HasPrefix(g.Path, h.Path) && (h.Until.IsZero() || g.Until <= h.Until) {
			return nil
		}
	}
	return problem.New(problem.Conflict, "loan-gone", lang.Text{Zh: "出借人已没有这个角色", En: "who lends the role does not hold it any more"}, lang.Text{Zh: "驳回这一项", En: "Refuse the proposal"})
}
