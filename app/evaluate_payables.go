package app

import (
	"shukun/debt"
	"shukun/ledger"
	"shukun/policy"
	"shukun/store"
)

// payables works out what is known today of the owners' payables, as the rules of clause 1 see them.
func (e *evaluation) payables(l *loaded, evaluated func(string) bool) map[string][]store.PayableState {
	b := l.book
	methods := b.Table(ledger.FindKind("payments"))
	column := -1
	for i := range methods.Kind().Columns {
		if methods.Kind().Columns[i].Key == "method" {
			column = i
		}
	}
	all := map[string][]store.PayableState{}
	for i := range b.Payables {
		p := &b.Payables[i]
		from := l.row(p.Source)
		if !evaluated(from.owner) || b.Payer(p) == nil {
			continue
		}
		s := e.payable(b, p)
		s.Row, s.Owner, s.Path = from.id, from.owner, from.path
		for _, j := range b.PaymentsOf(p) {
			if b.Payments[j].PaidOn <= e.day {
				s.Method = string(methods.AppendCell(nil, int(j), column))
			}
		}
		all[from.owner] = append(all[from.owner], s)
	}
	return all
}

func (e *evaluation) payable(b *ledger.Book, p *ledger.Payable) store.PayableState {
	due := e.app.Law.Due(b, p, e.day)
	bal := debt.BalanceOn(b, p, e.day)
	standing := b.PayeeStanding(p, e.day)
	s := store.PayableState{No: p.No, Payee: p.Payee.String(), Contract: p.ContractNo, Delivered: p.DeliveredOn, Accepted: p.AcceptedOn, Amount: int64(p.Amount),
		Paid: int64(p.Amount - bal.Open), Unpaid: int64(bal.Open), Disputed: int64(bal.Disputed), DueOn: due.On, DueHow: dueHow[due.How], PayeeSize: standing.Size.String(),
		Covered: covers[e.app.Law.CoverOf(b, p, e.question())]}
	if party := b.Counterparty(p.Payee); party != nil {
		s.PayeeName = party.Name
	} else if unit := b.Enterprise(p.Payee); unit != nil {
		s.PayeeName = unit.Name
	}
	return s
}

var dueHow = map[debt.How]string{debt.Unknown: "unknown", debt.Written: "written", debt.Agreed: "agreed", debt.InstitutionTerm: "statutory", debt.LargeTerm: "statutory"}

var covers = map[policy.Cover]string{policy.NotCovered: "no", policy.Covered: "yes", policy.CoverUnknown: "unknown", policy.CoverAssumed: "yes"}

// payableStates holds what is known of an owner's payables against what is kept.
func (d *difference) payableStates(tx *store.Tx, owner string) error {
	kept, err := tx.PayableStatesOf(owner)
	if err != nil {
		return err
	}
	out, in := statesDiffer(kept, d.payables[owner])
	if len(out)+len(in) == 0 {
		return nil
	}
	totals, err := tx.ReplacePayableStates(owner, d.e.day, out, in)
	d.totals.Add(totals)
	return err
}

// statesDiffer gives the rows to take out of what is kept, and the states to put in.
func statesDiffer(kept, now []store.PayableState) (out []int64, in []store.PayableState) {
	old := make(map[int64]*store.PayableState, len(kept))
	for i := range kept {
		old[kept[i].Row] = &kept[i]
	}
	for _, s := range now {
		was := old[s.Row]
		delete(old, s.Row)
		if was != nil && *was == s {
			continue
		}
		if was != nil {
			out = append(out, s.Row)
		}
		in = append(in, s)
	}
	for _, s := range kept {
		if old[s.Row] != nil {
			out = append(out, s.Row)
		}
	}
	return out, in
}
