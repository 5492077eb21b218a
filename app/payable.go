package app

import (
	"context"
	"slices"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/regulation"
	"shukun/store"
)

// PayablePage is all there is to say of a payable.
type PayablePage struct {
	Payable
	Found          []Finding // live, about the row
	Events         []PayableEvent
	Row            store.Row // as filed
	Filing         store.Filing
	PaidOn         civil.Date // the day interest is worked out to
	Interest       Explained  // 01.interest on PaidOn if nothing is paid before
	InterestAmount money.Fen
}

// PayableEvent is something that happened, or must happen, to a payable.
type PayableEvent struct {
	Day    civil.Date
	Kind   string // signed, delivered, accepted, settled, requested, confirmed, due, paid
	Amount money.Fen
	Method string
}

// PayableOn gives a payable as it is known on a day, and what interest it bears if it is paid in full on paidOn.
func (a *App) PayableOn(ctx context.Context, who *Actor, row int64, day, paidOn civil.Date, l lang.Lang) (p *PayablePage, err error) {
	p = &PayablePage{PaidOn: paidOn}
	err = a.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		q := store.PayableQuery{Path: "/", Day: a.past(day), Row: row, Limit: 1}
		list, err := tx.Payables(q)
		if err != nil {
			return err
		}
		if len(list) == 0 || !May(who, SeeLedgers, Object{Path: list[0].Path}) {
			return errForbidden
		}
		named, err := a.named(tx, list)
		if err != nil {
			return err
		}
		p.Payable = named[0]
		var found bool
		if p.Row, found, err = tx.Row(row); err != nil || !found {
			return err
		}
		if p.Filing, _, err = tx.FilingBySeq(p.Row.Filing); err != nil {
			return err
		}
		p.Found, err = tx.Findings(store.FindingFilter{Path: p.Path, Row: row, Day: day, Past: day < a.Day()}, store.ByContract, nil, 50)
		return err
	})
	if err != nil {
		return nil, err
	}
	return p, a.askOfPayable(ctx, p, day, l)
}

// askOfPayable asks the law about the one payable: how it falls due, and what interest it bears.
func (a *App) askOfPayable(ctx context.Context, p *PayablePage, day civil.Date, l lang.Lang) error {
	e := &evaluation{app: a, ctx: ctx, path: GroupPath(p.Path), day: day}
	var book *ledger.Book
	// In the system's own scope, as Explain does: the supplier's size may stand in another unit's ledger.
	err := a.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		if err = e.look(tx); err == nil {
			book, err = e.payableBook(tx, p)
		}
		return err
	})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(book.Payables, func(x ledger.Payable) bool { return x.No == p.No })
	if i < 0 {
		return nil
	}
	p.Events = eventsOf(book, &book.Payables[i], p.DueOn, day)
	q := policy.Question{AsOf: p.PaidOn, Lang: l}
	for _, f := range a.Law.Evaluate(book, q, regulation.Filter{Rules: []string{interestRule}}, 1, nil) {
		if f.Key == p.No {
			again := a.Law.Again(book, q, f)
			p.Interest = Explained{Reason: again.Reason, Steps: again.Trace, Basis: again.Basis, Found: true}
			p.InterestAmount = again.Amount.V
		}
	}
	return nil
}

// payableBook has the payable with its contract, payments and parties: all that clause 1 asks about.
func (e *evaluation) payableBook(tx *store.Tx, p *PayablePage) (*ledger.Book, error) {
	l := e.loader(tx)
	for _, part := range []struct {
		kind, column, value string
	}{{"payables", "key", p.No}, {"contracts", "key", p.Contract}, {"payments", "ref", p.No}} {
		if part.value == "" {
			continue
		}
		if err := l.some(part.kind, p.Owner, part.column, []string{part.value}); err != nil {
			return nil, err
		}
	}
	if err := l.parties(func(string) bool { return false }); err != nil {
		return nil, err
	}
	return l.read()
}

// eventsOf puts what is known of a payable in order of time.
func eventsOf(b *ledger.Book, p *ledger.Payable, due, day civil.Date) []PayableEvent {
	var all []PayableEvent
	add := func(on civil.Date, kind string) {
		if !on.IsZero() && (on <= day || kind == "due") {
			all = append(all, PayableEvent{Day: on, Kind: kind})
		}
	}
	if k := b.Contract(p); k != nil {
		add(k.SignedOn, "signed")
	}
	add(p.DeliveredOn, "delivered")
	add(p.AcceptedOn, "accepted")
	add(p.SettledOn, "settled")
	add(p.RequestedOn, "requested")
	add(p.ConfirmedOn, "confirmed")
	add(due, "due")
	for _, i := range b.PaymentsOf(p) {
		x := &b.Payments[i]
		if x.PaidOn <= day {
			all = append(all, PayableEvent{Day: x.PaidOn, Kind: "paid", Amount: x.Amount, Method: paymentMethod(x)})
		}
	}
	if len(b.PaymentsOf(p)) == 0 && p.PaidAmount > 0 && !p.PaidOn.IsZero() && p.PaidOn <= day {
		all = append(all, PayableEvent{Day: p.PaidOn, Kind: "paid", Amount: p.PaidAmount})
	}
	slices.SortStableFunc(all, func(a, b PayableEvent) int { return int(a.Day) - int(b.Day) })
	return all
}

func paymentMethod(x *ledger.Payment) string {
	k := ledger.FindKind("payments")
	for i := range k.Columns {
		if k.Columns[i].Key == "method" && k.Columns[i].Enum != nil {
			return k.Columns[i].Enum.Key(uint8(x.Method))
		}
	}
	return ""
}
