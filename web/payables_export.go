package web

import (
	"bytes"
	"strconv"

	"shukun/app"
	"shukun/ledger/xlsx"
	"shukun/money"
	"shukun/web/ui"
	"shukun/web/words"
)

// payablesCSV gives the list as a file, exact amounts in yuan.
func (q *request) payablesCSV() error {
	p := q.page(words.Payables)
	rows, err := q.app.ExportPayables(q.ctx(), q.who, q.unit, q.payableFilter(p), q.asOf)
	if err != nil {
		return err
	}
	table := [][]string{exportHead(p)}
	for i := range rows {
		r := &rows[i]
		table = append(table, []string{r.Unit, r.PayeeName, r.Payee, sizeTag(p, r.PayeeSize), r.No, r.Contract, day(r.Delivered), day(r.Accepted), money.Fen(r.Amount).String(), money.Fen(r.Paid).String(),
			money.Fen(r.Unpaid).String(), money.Fen(r.Disputed).String(), day(r.DueOn), overdue(p, r), p.T(titleOf(methodChoices, r.Method))})
	}
	return q.csv("payables-"+q.asOf.String()+".csv", table)
}

func exportHead(p *ui.Page) []string {
	yuan := " (" + p.T(ui.Yuan.Title()) + ")"
	return []string{p.T(words.PayerColumn), p.T(words.Supplier), p.T(words.SupplierCode), p.T(words.SupplierSize), p.T(words.PayableNo), p.T(words.ContractOnly), p.T(words.Delivered), p.T(words.Accepted),
		p.T(words.PayableAmount) + yuan, p.T(words.PaidAmount) + yuan, p.T(words.UnpaidAmount) + yuan, p.T(words.Disputed) + yuan, p.T(words.DueOn), p.T(words.OverdueDays), p.T(words.PayMethod)}
}

func overdue(p *ui.Page, r *app.Payable) string {
	if !late(p, r) {
		return ""
	}
	n, _ := r.Past(p.AsOf)
	return strconv.Itoa(n)
}

// payablesXLSX gives the list as a workbook: amounts are numbers, codes are texts.
func (q *request) payablesXLSX() error {
	p := q.page(words.Payables)
	rows, err := q.app.ExportPayables(q.ctx(), q.who, q.unit, q.payableFilter(p), q.asOf)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	head := exportHead(p)
	if err := w.Sheet(p.T(words.Payables), xlsx.Look{FrozenRows: 1, Widths: []float64{28, 28, 22, 10, 18, 18, 12, 12, 16, 16, 16, 16, 12, 10, 14}}); err != nil {
		return err
	}
	if err := w.Header(head...); err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		for _, s := range []string{r.Unit, r.PayeeName, r.Payee, sizeTag(p, r.PayeeSize), r.No, r.Contract, day(r.Delivered), day(r.Accepted)} {
			w.Text(s)
		}
		for _, n := range []int64{r.Amount, r.Paid, r.Unpaid, r.Disputed} {
			w.Amount(n)
		}
		w.Text(day(r.DueOn))
		if n, known := r.Past(p.AsOf); known && late(p, r) {
			w.Int(int64(n))
		} else {
			w.Blank()
		}
		w.Text(p.T(titleOf(methodChoices, r.Method)))
		if err := w.EndRow(); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return q.file("payables-"+q.asOf.String()+".xlsx", xlsx.MediaType, b.Bytes())
}
