package store

import (
	"slices"
	"strings"

	"shukun/civil"
)

// PayableState is what is known of a payable today.
type PayableState struct {
	Row                               int64
	Owner, Path, No, Payee, PayeeName string
	PayeeSize, Contract               string
	Delivered, Accepted               civil.Date
	Amount, Paid, Unpaid, Disputed    int64 // fen
	DueOn                             civil.Date
	DueHow, Method, Covered           string
}

var payableStateNames = []string{"ledger_row", "owner", "path", "no", "payee", "payee_name", "payee_size", "contract", "delivered", "accepted", "amount", "paid", "unpaid", "disputed",
	"due_on", "due_how", "method", "covered"}

func (p *PayableState) values() []any {
	return []any{p.Row, p.Owner, p.Path, p.No, p.Payee, p.PayeeName, p.PayeeSize, p.Contract, p.Delivered, p.Accepted, p.Amount, p.Paid, p.Unpaid, p.Disputed, p.DueOn, p.DueHow, p.Method, p.Covered}
}

// PayableStatesOf lists what is known of an owner's payables.
func (t *Tx) PayableStatesOf(owner string) ([]PayableState, error) {
	return collect(t, `select ledger_row, owner, path, no, payee, payee_name, payee_size, contract, delivered, accepted, amount, paid, unpaid, disputed, due_on, due_how, method, covered
		from payable_state where owner = $1`, []any{owner}, func(scan func(...any) error, p *PayableState) error {
		return scan(&p.Row, &p.Owner, &p.Path, &p.No, &p.Payee, &p.PayeeName, &p.PayeeSize, &p.Contract, &p.Delivered, &p.Accepted, &p.Amount, &p.Paid, &p.Unpaid, &p.Disputed,
			&p.DueOn, &p.DueHow, &p.Method, &p.Covered)
	})
}

// ReplacePayableStates takes the rows out of what is known of an owner's payables and puts the states in, from a day on.
// What was known until then stays readable. What the units above come to changes by what it gives: AddPayableTotals.
func (t *Tx) ReplacePayableStates(owner string, day civil.Date, out []int64, in []PayableState) (PayableTotals, error) {
	if err := t.PutPayableStates(day, out, in); err != nil {
		return nil, err
	}
	return t.RecountPayables(owner)
}

// PutPayableStates is ReplacePayableStates but for the sums, which RecountPayables must bring up afterwards.
func (t *Tx) PutPayableStates(day civil.Date, out []int64, in []PayableState) error {
	columns := strings.Join(payableStateNames, ", ")
	for _, query := range []string{
		"insert into payable_past (" + columns + ", from_day, to_day) select " + columns + ", from_day, case when from_day < $2 then $2 end from payable_state where ledger_row = $1 and from_day < $2",
		"delete from payable_state where ledger_row = $1 and $2 = $2",
	} {
		if err := t.many(query, func(yield func([]any) bool) {
			for _, id := range out {
				if !yield([]any{id, day}) {
					return
				}
			}
		}); err != nil {
			return err
		}
	}
	return t.bulk("payable_state", append(slices.Clone(payableStateNames), "from_day"), rowsOf(in, func(p *PayableState) []any { return append(p.values(), day) }))
}
