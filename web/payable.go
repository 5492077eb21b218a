package web

import (
	"strconv"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/web/ui"
	"shukun/web/words"
)

// payable is a payable with its timeline, findings and interest.
func (q *request) payable() error {
	row, err := strconv.ParseInt(q.r.PathValue("row"), 10, 64)
	if err != nil {
		return errNoPage
	}
	p := q.page(words.PayableTitle)
	paidOn := q.asOf
	if s := q.form("paid-on"); s != "" {
		d, ok := civil.Parse(s)
		switch {
		case !ok || d < q.asOf || d > q.asOf.AddDays(3660):
			p.Errors = append(p.Errors, ui.FieldError{Field: "paid-on", Message: p.F(words.PaidOnWrong, q.asOf.String())})
		default:
			paidOn = d
		}
	}
	x, err := q.app.PayableOn(q.ctx(), q.who, row, q.asOf, paidOn, q.lang)
	if err != nil {
		return err
	}
	p.Title = p.F(words.PayableNamed, x.No)
	p.SwitchDay, p.SwitchAmount = true, true
	p.Crumbs = []ui.Crumb{{Href: "/payables", Title: p.T(words.Payables)}}
	return q.show(payablePage(p, x, q.basis(p)))
}

// basis puts bases into words.
func (q *request) basis(p *ui.Page) func(...string) string {
	return func(basis ...string) string {
		if len(basis) == 0 || basis[0] == "" {
			return ""
		}
		return q.app.Law.BasisWords(basis, p.Lang)
	}
}

var eventWords = []choice{{"signed", words.EventSigned}, {"delivered", words.EventDelivered}, {"accepted", words.EventAccepted}, {"settled", words.EventSettled}, {"requested", words.EventRequested},
	{"confirmed", words.EventConfirmed}, {"due", words.EventDue}, {"paid", words.EventPaid}}

// eventState colours a point of the timeline.
func eventState(x *app.PayablePage, e app.PayableEvent, day civil.Date) string {
	switch {
	case e.Kind == "paid" && e.Day <= x.DueOn:
		return "ok"
	case e.Kind == "paid":
		return "warn"
	case e.Kind == "due" && e.Day < day && x.Unpaid > 0:
		return "bad"
	}
	return ""
}

// reasonOf is a finding's reason in the page's language.
func reasonOf(p *ui.Page, f *app.Finding) string {
	if p.Lang == lang.En {
		return f.ReasonEn
	}
	return f.ReasonZh
}

func fen(n int64) money.Fen { return money.Fen(n) }

func raw(f money.Fen) string { return strconv.FormatInt(int64(f), 10) }

func lateState(p *ui.Page, x *app.PayablePage) string {
	if late(p, &x.Payable) {
		return "bad"
	}
	return "ok"
}
