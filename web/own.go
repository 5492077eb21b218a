package web

import (
	"strconv"

	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/policy"
	"shukun/web/ui"
	"shukun/web/words"
)

// ownRoutes are the one screen of a small enterprise: what is its own.
func (s *Server) ownRoutes() []route {
	return []route{{"GET /mine", may(app.SeeOwn), (*request).mine}}
}

func (q *request) mine() error {
	all, err := q.app.Owns(q.ctx(), q.who)
	if err != nil {
		return err
	}
	p := q.page(words.Mine)
	p.SwitchAmount = true
	p.DataLine = p.F(words.AsOfDay, q.app.Day().String())
	return q.show(ownPage(p, all))
}

// onlyOwn reports whether somebody has nothing to do here but to see what is their own.
func (q *request) onlyOwn() bool {
	return app.Anywhere(q.who, app.SeeOwn) && !app.Anywhere(q.who, app.SeeFindings) && !app.Anywhere(q.who, app.SeeJobs)
}

func ownFigure(p *ui.Page, label lang.Text, v money.Fen, state string) ui.Figure {
	f := ui.Figure{Label: p.T(label), Value: p.Money(v), Unit: p.T(p.Amount.Title()), State: "ok", Data: strconv.FormatInt(int64(v), 10)}
	if v > 0 {
		f.State = state
	}
	return f
}

// ownPayables has first what a phone has room for; so have the other tables.
func ownPayables(p *ui.Page, o *app.Own) ui.TableOf {
	unit := p.T(p.Amount.Title())
	return ui.TableOf{Name: "own-payables", Caption: p.F(words.OwedToMe, len(o.Payables)), Cols: []ui.Col{{Title: words.PayerColumn}, {Title: words.UnpaidAmount, Unit: unit, Num: true}, {Title: words.DueOn},
		{Title: words.PayableAmount, Unit: unit, Num: true}, {Title: words.ContractNo}}}
}

func ownFindings(p *ui.Page, o *app.Own) ui.TableOf {
	return ui.TableOf{Name: "own-findings", Caption: p.F(words.FoundForMe, len(o.Findings)), Cols: []ui.Col{{Title: words.FindingRule}, {Title: words.FindingAmount, Unit: p.T(p.Amount.Title()), Num: true}, {Title: words.FindingOutcome},
		{Title: words.FindingUnit}}}
}

func ownComplaints(p *ui.Page, o *app.Own) ui.TableOf {
	return ui.TableOf{Name: "own-complaints", Caption: p.F(words.MyComplaints, len(o.Complaints)), Cols: []ui.Col{{Title: words.ComplaintNo}, {Title: words.ComplaintOf}, {Title: words.FindingAmount, Unit: p.T(p.Amount.Title()), Num: true},
		{Title: words.ComplaintReceived}, {Title: words.ComplaintReplied}, {Title: words.ComplaintClosed}}}
}

func ownRule(p *ui.Page, f *app.OwnFinding) string {
	if f.Title == nil {
		return f.Rule
	}
	return p.T(f.Title.Title)
}

func ownReason(p *ui.Page, f *app.OwnFinding) string {
	if p.Lang == lang.En {
		return f.ReasonEn
	}
	return f.ReasonZh
}

func ownOutcome(f *app.OwnFinding) lang.Text { return policy.Outcome(f.Outcome).Title() }

// complaintSubject is what a complaint is about, in words.
func complaintSubject(p *ui.Page, c *app.OwnComplaint) string {
	e, v := ledger.FindKind("complaints").Column("subject").Enum, uint8(c.Subject)
	return ui.Dash(p.T(lang.Text{Zh: e.Zh(v), En: e.Key(v)}))
}

func complaintAmount(p *ui.Page, c *app.OwnComplaint) string {
	if !c.Amount.OK {
		return "--"
	}
	return p.Money(c.Amount.V)
}

// ownSpecimens are the screen of a small enterprise in its states.
func ownSpecimens(day civil.Date) []specimen {
	full := &app.Own{Code: "91150102YL9000203B", Name: longUnit, Owed: 9_999_999_999, Late: 123_456, More: true}
	pay := app.Payable{Unit: longUnit}
	pay.No, pay.Contract, pay.Amount, pay.Unpaid, pay.DueOn = "YF-1", "HT-2022-06-00001-补充协议之二", 1_234_567_890, 1_234_567_890, day.AddDays(-30)
	found := app.OwnFinding{Unit: longUnit}
	found.Rule, found.Key, found.Outcome, found.ReasonZh, found.ReasonEn = "01.interest", "YF-1", int(policy.Entitlement), "逾期 30 天，可主张利息（虚构）", "30 days overdue, interest may be claimed (invented)"
	found.Amount.V, found.Amount.OK = 12_345, true
	complaint := app.OwnComplaint{Unit: longUnit}
	complaint.No, complaint.Subject, complaint.ReceivedOn = "TS-0000001", ledger.AboutPayment, day
	full.Payables, full.Findings, full.Complaints = []app.Payable{pay, pay}, []app.OwnFinding{found}, []app.OwnComplaint{complaint}
	return []specimen{
		{"mine-empty", func(p *ui.Page) templ.Component {
			return ownPage(p, []*app.Own{{Code: "91150102YL9000203B", Name: "示例小微商行"}})
		}},
		{"mine", func(p *ui.Page) templ.Component { return ownPage(p, []*app.Own{full}) }},
	}
}
