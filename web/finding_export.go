package web

import (
	"bufio"
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"

	"shukun/app"
	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/policy"
	"shukun/web/ui"
	"shukun/web/words"
)

// exportFindings writes the whole filtered list as it comes from the database.
func (q *request) exportFindings() error {
	asked := q.findingsAsked()
	form := strings.TrimPrefix(path.Ext(q.r.URL.Path), ".")
	asked.After = ""
	out := findingsFile(&csvFindings{q: q, w: bufio.NewWriterSize(q.w, 64<<10)})
	media := "text/csv; charset=utf-8"
	if form == "xlsx" {
		out, media = &xlsxFindings{q: q}, xlsx.MediaType
	}
	begun := false
	begin := func() error {
		if begun {
			return nil
		}
		if err := q.app.AuditExport(q.ctx(), q.who, asked, form); err != nil {
			return err
		}
		begun = true
		name := words.ExportName.In(q.lang) + "-" + q.asOf.String() + "." + form
		q.w.Header().Set("Content-Type", media)
		q.w.Header().Set("Content-Disposition", `attachment; filename="findings-`+q.asOf.String()+"."+form+`"; filename*=UTF-8''`+url.PathEscape(name))
		return out.head()
	}
	err := q.app.EachFinding(q.ctx(), q.who, asked, func(f *app.Finding, names map[string]string) error {
		if err := begin(); err != nil {
			return err
		}
		return out.row(f, names)
	})
	if err == nil {
		err = errors.Join(begin(), out.close())
	}
	if err != nil && begun {
		q.s.options.Log.Error("export broke off", "request", q.id, "error", err.Error())
		panic(http.ErrAbortHandler) // the file must not look whole
	}
	return err
}

// findingsFile is a list being written.
type findingsFile interface {
	head() error
	row(f *app.Finding, names map[string]string) error
	close() error
}

// exportTitles are the columns of an export.
func (q *request) exportTitles() []string {
	all := []string{words.FindingClause.In(q.lang), words.FindingRule.In(q.lang), words.FindingWhat.In(q.lang), words.FindingOutcome.In(q.lang), words.FindingUnit.In(q.lang), codeTitle.In(q.lang),
		words.FindingParty.In(q.lang), codeTitle.In(q.lang), words.FindingKey.In(q.lang)}
	for _, u := range q.exportUnits() {
		all = append(all, words.FindingAmount.In(q.lang)+" ("+u.Title().In(q.lang)+")")
	}
	return append(all, words.FindingDue.In(q.lang), words.FindingDays.In(q.lang)+" ("+words.FindingDaysUnit.In(q.lang)+")", words.FindingState.In(q.lang), words.FindingReason.In(q.lang))
}

var codeTitle = words.CreditCode

// exportUnits are the units amounts are written in: yuan, which is exact, and the person's own.
func (q *request) exportUnits() []ui.AmountUnit {
	if u := q.amountUnit(); u != ui.Yuan {
		return []ui.AmountUnit{ui.Yuan, u}
	}
	return []ui.AmountUnit{ui.Yuan}
}

func (q *request) exportRule(id string) string {
	if r := q.app.Law.Rule(id); r != nil {
		return r.Title.In(q.lang)
	}
	return id
}

func (q *request) reasonOf(f *app.Finding) string {
	if q.lang == lang.En {
		return f.ReasonEn
	}
	return f.ReasonZh
}

func stateOf(q *request, s string) string { return words.FindingStates[s].In(q.lang) }

// csvFindings writes CSV that Excel opens as UTF-8 and in which no cell is a formula.
type csvFindings struct {
	q *request
	w *bufio.Writer
}

func (c *csvFindings) head() error {
	c.w.WriteString("\ufeff")
	return c.line(c.q.exportTitles())
}

func (c *csvFindings) line(cells []string) error {
	for i, s := range cells {
		if i > 0 {
			c.w.WriteByte(',')
		}
		if s = plainCell(s); strings.ContainsAny(s, ",\"\r\n") {
			s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		c.w.WriteString(s)
	}
	_, err := c.w.WriteString("\r\n")
	return err
}

func (c *csvFindings) row(f *app.Finding, names map[string]string) error {
	q := c.q
	cells := []string{number(f.Clause), f.Rule, q.exportRule(f.Rule), policy.Outcome(f.Outcome).Title().In(q.lang), names[f.Enterprise], f.Enterprise, names[f.Beneficiary], f.Beneficiary, f.Key}
	for _, u := range q.exportUnits() {
		s := ""
		if f.Amount.OK {
			s = strings.ReplaceAll(u.Show(f.Amount.V), ",", "")
		}
		cells = append(cells, s)
	}
	return c.line(append(cells, day(f.DueOn), number(f.Days), stateOf(q, f.State), q.reasonOf(f)))
}

func (c *csvFindings) close() error { return c.w.Flush() }

// xlsxFindings writes a workbook; its text cells are never formulas.
type xlsxFindings struct {
	q   *request
	out *xlsx.Writer
}

func (x *xlsxFindings) head() error {
	x.out = xlsx.NewWriter(x.q.w)
	if err := x.out.Sheet(words.ExportName.In(x.q.lang), xlsx.Look{FrozenRows: 1, Widths: []float64{6, 20, 22, 10, 28, 22, 28, 22, 24, 16}}); err != nil {
		return err
	}
	return x.out.Header(x.q.exportTitles()...)
}

func (x *xlsxFindings) row(f *app.Finding, names map[string]string) error {
	q, o := x.q, x.out
	o.Int(int64(f.Clause))
	for _, s := range []string{f.Rule, q.exportRule(f.Rule), policy.Outcome(f.Outcome).Title().In(q.lang), names[f.Enterprise], f.Enterprise, names[f.Beneficiary], f.Beneficiary, f.Key} {
		o.Text(s)
	}
	for _, u := range q.exportUnits() {
		switch {
		case !f.Amount.OK:
			o.Blank()
		case u == ui.Yuan:
			o.Amount(int64(f.Amount.V))
		case u == ui.TenK:
			o.Decimal(int64(f.Amount.V), 6)
		default:
			o.Decimal(int64(f.Amount.V), 10)
		}
	}
	if f.DueOn.IsZero() {
		o.Blank()
	} else {
		o.Date(f.DueOn.Split())
	}
	o.Int(int64(f.Days))
	o.Text(stateOf(q, f.State))
	o.Text(q.reasonOf(f))
	return o.EndRow()
}

func (x *xlsxFindings) close() error { return x.out.Close() }
