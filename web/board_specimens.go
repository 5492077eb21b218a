package web

import (
	"strconv"

	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/org"
	"shukun/web/ui"
	"shukun/web/words"
)

const longUnit = "（虚构）内蒙古自治区超长名称能源化工与新材料产业投资发展集团股份有限公司呼伦贝尔分公司"

// boardSpecimens are the workbench, the dashboard, payables and leases in their states.
func boardSpecimens() []specimen {
	day := civil.MustParse("2022-06-30")
	board := func(rows ...app.BoardRow) boardScreen {
		b := boardScreen{Board: &app.Board{Day: day, Before: day.AddDays(-30), Compared: true, LastFiled: 1_656_500_000_000, Rows: rows}}
		for n := range 23 {
			b.Clauses = append(b.Clauses, lang.Text{Zh: "第" + strconv.Itoa(n+1) + "条", En: "Clause " + strconv.Itoa(n+1)})
		}
		b.Overdue = app.Change{Count: 3, CountBefore: 1, Amount: 123_456_789, AmountBefore: 100_000_000}
		b.Title = func(id string) lang.Text {
			return lang.Text{Zh: "逾期未付（虚构）", En: "overdue (invented) " + id}
		}
		for i := range 5 {
			f := app.Finding{ID: "specimen", Rule: "01.overdue", Key: "YF-2022-0000" + strconv.Itoa(i) + "-补充协议", Enterprise: "1", Row: int64(i)}
			f.Amount.V, f.Amount.OK, f.Days = 98_765_432_100-money.Fen(i), true, 400-i
			b.Largest, b.Longest = append(b.Largest, f), append(b.Longest, f)
		}
		b.Names = map[string]string{"1": longUnit}
		for i := range 9 {
			b.Trend = append(b.Trend, app.TrendPoint{Day: day.AddDays(7*i - 56), Amount: 100_000_000 + 7_000_000*money.Fen(i*i%5), Count: 1})
		}
		return b
	}
	row := app.BoardRow{Unit: app.UnitRef{Code: "1", Name: longUnit, Path: "/1/"}, LastOn: day, Ages: [4]app.Age{{Count: 1, Unpaid: 12_000_000}, {}, {Count: 2, Unpaid: 40_000_000}, {Count: 9, Unpaid: 90_000_000}}}
	row.Cells[0], row.Cells[1], row.Cells[2] = app.BoardCell{Violations: 1234, Filed: true}, app.BoardCell{Todo: 2, Filed: true}, app.BoardCell{Filed: true}
	stale := app.BoardRow{Unit: app.UnitRef{Code: "2", Name: "甲集团（虚构）", Path: "/2/"}, LastOn: day.AddDays(-90), Missing: true}
	part := app.BoardRow{Unit: app.UnitRef{Code: "4", Name: "丙集团（虚构）", Path: "/4/"}, LastOn: day, Lacks: []string{"payables", "leases"}, Missing: true}
	never := app.BoardRow{Unit: app.UnitRef{Code: "3", Name: "乙集团（虚构）", Path: "/3/"}, Missing: true}
	return []specimen{
		{"dashboard-empty", func(p *ui.Page) templ.Component { return dashboardPage(p, boardScreen{Board: &app.Board{Day: day}}) }},
		{"dashboard", func(p *ui.Page) templ.Component { return dashboardPage(p, board(stale, part, never, row)) }},
		{"dashboard-one", func(p *ui.Page) templ.Component { return dashboardPage(p, board(row)) }},
		{"today-empty", func(p *ui.Page) templ.Component {
			return workbenchPage(p, workbenchScreen{Workbench: &app.Workbench{}, Sees: true})
		}},
		{"today-next", func(p *ui.Page) templ.Component {
			return workbenchPage(p, workbenchScreen{Workbench: &app.Workbench{Next: day.AddDays(8)}, Sees: true})
		}},
		{"today", func(p *ui.Page) templ.Component { return workbenchPage(p, specimenTasks(day)) }},
		{"payables-empty", func(p *ui.Page) templ.Component { return payablesPage(p, payablesScreen{Payables: &app.Payables{}}) }},
		{"payables-nothing-found", func(p *ui.Page) templ.Component {
			return payablesPage(p, payablesScreen{Payables: &app.Payables{Any: true}, Filter: app.PayableFilter{Supplier: longUnit, Most: true}})
		}},
		{"payables-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "least", Message: p.T(words.LeastWrong)}, {Field: "days", Message: p.T(words.DaysWrong)}}
			return payablesPage(p, specimenPayables(day, 1))
		}},
		{"payables-one", func(p *ui.Page) templ.Component { return payablesPage(p, specimenPayables(day, 1)) }},
		{"payables-many", func(p *ui.Page) templ.Component { return payablesPage(p, specimenPayables(day, 50)) }},
		{"leases-empty", func(p *ui.Page) templ.Component { return leasesPage(p, leasesScreen{Leases: &app.Leases{}}) }},
		{"leases-many", func(p *ui.Page) templ.Component { return leasesPage(p, specimenLeases(day, 50)) }},
		{"no-right", func(p *ui.Page) templ.Component {
			p.Title = p.T(words.NotFound)
			return ui.Note(p, words.NotFoundNext, "specimen")
		}},
		{"failed", func(p *ui.Page) templ.Component {
			p.Title = p.T(words.Failed)
			return ui.Note(p, words.FailedNext, "specimen")
		}},
	}
}

func specimenTasks(day civil.Date) workbenchScreen {
	f := app.Finding{ID: "specimen", Rule: "01.overdue", Key: "YF-1", Enterprise: "1"}
	f.Outcome, f.ReasonZh, f.ReasonEn = 1, "应于2022-05-30付清，已逾期31天（虚构）", "due on 2022-05-30, 31 days overdue (invented)"
	f.Amount.V, f.Amount.OK = 1_234_500, true
	return workbenchScreen{Sees: true, MayAnswer: true, Names: map[string]string{"1": longUnit}, Workbench: &app.Workbench{Tasks: []app.Task{{Kind: "exception", ID: "x", Finding: f}, {Kind: "finding", ID: "x", Finding: f},
		{Kind: "upload", ID: "x", State: "failed"}, {Kind: "job", What: "import"}, {Kind: "proposal", What: "张三（虚构）"}, {Kind: "unfiled", Unit: app.UnitRef{Name: longUnit}}}}}
}

func specimenPayables(day civil.Date, n int) payablesScreen {
	s := payablesScreen{Payables: &app.Payables{Any: true, Strip: []app.StripAge{{Due: "month"}, {Due: "1", Count: 2, Unpaid: 1_000_000_000_000}, {Due: "2"}, {Due: "3"}, {Due: "4"}, {Due: "unknown"}}}}
	for i := range n {
		r := app.Payable{Unit: longUnit}
		r.Row, r.No, r.PayeeName, r.PayeeSize, r.Contract, r.Amount, r.Unpaid, r.Method = int64(i+1), "YF-"+strconv.Itoa(i), longUnit, "micro", "HT-2022-06-00001-补充协议之二", 1_234_567_890, 1_234_567_890-int64(i), "commercial_bill"
		if i%7 != 3 {
			r.DueOn = day.AddDays(3 - i)
		}
		s.Rows = append(s.Rows, r)
		s.Sum.Count, s.Sum.Amount, s.Sum.Unpaid = s.Sum.Count+1, s.Sum.Amount+r.Amount, s.Sum.Unpaid+r.Unpaid
	}
	return s
}

func specimenLeases(day civil.Date, n int) leasesScreen {
	s := leasesScreen{Leases: &app.Leases{Any: true, Batches: []app.BatchSum{{Batch: app.BatchGeneral, Count: n}}, Funnel: []app.FunnelStep{{Step: "leases", Count: n}, {Step: "eligible", Count: n / 2, Lost: []app.Loss{{Reason: app.BatchNot, Count: n - n/2}}}}}}
	for i := range n {
		r := app.LeaseRow{Row: int64(i + 1), No: "ZL-" + strconv.Itoa(i), Lessor: longUnit, Tenant: longUnit, Size: org.Micro, Starts: day.AddDays(-180), Ends: day.AddDays(184), Rent: 1_234_500, Batch: app.BatchGeneral, Days: 365, Due: day}
		if i%3 == 0 {
			r.Total, r.Short = 3_703_500, 3_703_500
		} else {
			r.Batch, r.Maybe, r.Missing = app.BatchUnknown, 3_703_500, []string{"counterparties.employees", "counterparties.industry_code"}
		}
		s.Rows = append(s.Rows, r)
		s.Sum.Count, s.Sum.Total = s.Sum.Count+1, s.Sum.Total+r.Total
	}
	return s
}
