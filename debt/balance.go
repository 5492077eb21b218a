package debt

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
)

// Balance is what is owed on a payable on a day.
type Balance struct {
	Open       money.Fen // amount less payments
	Undisputed money.Fen // the part of Open that is not disputed, never negative
	Disputed   money.Fen // the disputed part of Open, never negative
}

// BalanceOn gives the balance of a payable at the end of day d, with the payments made by then.
func BalanceOn(b *ledger.Book, p *ledger.Payable, d civil.Date) Balance {
	open := p.Amount - PaidBy(b, p, d)
	undisputed := max(0, open-max(0, p.Disputed))
	return Balance{Open: open, Undisputed: undisputed, Disputed: max(0, open) - undisputed}
}

// PaidBy gives what was paid on a payable by the end of day d.
func PaidBy(b *ledger.Book, p *ledger.Payable, d civil.Date) money.Fen {
	var sum money.Fen
	made, own := PaymentsBy(b, p, d)
	for i := range made {
		sum += made[i].Amount
	}
	return sum + own.Amount
}

// Undated reports whether a payable's own paid_amount counts and has no date: then it counts as paid on day d, whatever d is.
func Undated(b *ledger.Book, p *ledger.Payable, d civil.Date) bool {
	if p.PaidAmount == 0 || p.PaidOn != 0 {
		return false
	}
	own := b.PaidOf(p)
	return len(own) == 0 || own[0].On > d
}

// PaymentsBy gives the payments of a payable made by day d, in order of time: those of the payments ledger or, if it has
// none by then, the payable's own paid_amount. A paid_amount without a date counts as paid on day d.
func PaymentsBy(b *ledger.Book, p *ledger.Payable, d civil.Date) (made []ledger.Paid, own ledger.Paid) {
	made = b.PaidOf(p)
	for n := len(made); n > 0 && made[n-1].On > d; n-- {
		made = made[:n-1]
	}
	if len(made) > 0 || p.PaidAmount == 0 || p.PaidOn > d {
		return made, own
	}
	own = ledger.Paid{On: p.PaidOn, Amount: p.PaidAmount}
	if own.On == 0 {
		own.On = d
	}
	return nil, own
}

// LastPaid gives the day of the latest payment of a payable by day d, as PaymentsBy gives it; zero if there is none.
func LastPaid(b *ledger.Book, p *ledger.Payable, d civil.Date) civil.Date {
	made, own := PaymentsBy(b, p, d)
	if n := len(made); n > 0 {
		return made[n-1].On
	}
	return own.On
}

// EachPayment calls fn for every payment of a payable made by day d, in order of time, as PaymentsBy gives them.
func EachPayment(b *ledger.Book, p *ledger.Payable, d civil.Date, fn func(on civil.Date, amount money.Fen)) {
	made, own := PaymentsBy(b, p, d)
	for i := range made {
		fn(made[i].On, made[i].Amount)
	}
	if own.On != 0 {
		fn(own.On, own.Amount)
	}
}
