package web

import (
	"bytes"

	"shukun/civil"
	"shukun/ledger/xlsx"
	"shukun/web/ui"
	"shukun/web/words"
)

// leasesHead are the columns of an export of leases, amounts in yuan.
func leasesHead(p *ui.Page) []string {
	yuan := " (" + p.T(ui.Yuan.Title()) + ")"
	return []string{p.T(words.LessorColumn), p.T(words.LeaseNoColumn), p.T(words.Tenant), p.T(words.SupplierCode), p.T(words.IndustrySize), p.T(words.SupplierSize), p.T(words.LeaseStarts), p.T(words.LeaseEnds),
		p.T(words.MonthlyRent) + yuan, p.T(words.LeaseBatches), p.T(words.ReliefMonths), p.T(words.ReliefDays), p.T(words.ReliefAmount) + yuan, p.T(words.ReliefGiven) + yuan, p.T(words.ReliefShort) + yuan,
		p.T(words.ReliefDue), p.T(words.ReliefState)}
}

// leasesCSV gives the list as a file, exact amounts in yuan.
func (q *request) leasesCSV() error {
	p := q.page(words.Leases)
	rows, err := q.app.ExportLeases(q.ctx(), q.who, q.unit, q.leaseFilter(), q.asOf)
	if err != nil {
		return err
	}
	table := [][]string{leasesHead(p)}
	for i := range rows {
		r := &rows[i]
		table = append(table, []string{r.Lessor, r.No, r.Tenant, r.Code, r.Industry.String(), p.T(r.Size.Title()), day(r.Starts), day(r.Ends), r.Rent.String(), p.T(titleOf(batchChoices, r.Batch)), r.Months.String(),
			number(r.Days), r.Total.String(), r.Given.String(), r.Short.String(), day(r.Due), p.T(titleOf(stateChoices, r.State()))})
	}
	return q.csv("leases-"+q.asOf.String()+".csv", table)
}

// leasesXLSX gives the list as a workbook: amounts and days are numbers, dates are dates, codes are texts.
func (q *request) leasesXLSX() error {
	p := q.page(words.Leases)
	rows, err := q.app.ExportLeases(q.ctx(), q.who, q.unit, q.leaseFilter(), q.asOf)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w := xlsx.NewWriter(&b)
	if err := w.Sheet(p.T(words.Leases), xlsx.Look{FrozenRows: 1, Widths: []float64{28, 20, 28, 22, 10, 10, 12, 12, 14, 16, 8, 8, 14, 14, 14, 12, 12}}); err != nil {
		return err
	}
	if err := w.Header(leasesHead(p)...); err != nil {
		return err
	}
	date := func(d civil.Date) {
		if d.IsZero() {
			w.Blank()
		} else {
			w.Date(d.Split())
		}
	}
	for i := range rows {
		r := &rows[i]
		for _, s := range []string{r.Lessor, r.No, r.Tenant, r.Code, r.Industry.String(), p.T(r.Size.Title())} {
			w.Text(s)
		}
		date(r.Starts)
		date(r.Ends)
		w.Amount(int64(r.Rent))
		w.Text(p.T(titleOf(batchChoices, r.Batch)))
		w.Text(r.Months.String())
		if r.Days == 0 {
			w.Blank()
		} else {
			w.Int(int64(r.Days))
		}
		for _, f := range []int64{int64(r.Total), int64(r.Given), int64(r.Short)} {
			w.Amount(f)
		}
		date(r.Due)
		w.Text(p.T(titleOf(stateChoices, r.State())))
		if err := w.EndRow(); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return q.file("leases-"+q.asOf.String()+".xlsx", xlsx.MediaType, b.Bytes())
}
