package store

import "shukun/civil"

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

// ReplacePayableStates takes the rows out and puts the states in.
func (t *Tx) ReplacePayableStates(out []int64, in []PayableState) error {
	if err := t.many("delete from payable_state where ledger_row = $1", func(yield func([]any) bool) {
		for _, id := range out {
			if !yield([]any{id}) {
				return
			}
		}
	}); err != nil {
		return err
	}
	return t.bulk("payable_state", payableStateNames, rowsOf(in, (*PayableState).values))
}
