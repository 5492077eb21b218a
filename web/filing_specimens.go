package web

import (
	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/web/ui"
	"shukun/web/words"
)

// filingSpecimens are the wizard, filings, ledgers and the calendar in their states.
func filingSpecimens() []specimen {
	up := func(state string, sum *app.UploadSummary) stepsScreen {
		u := &app.Upload{UnitName: "甲集团（虚构）", Sum: sum, Files: []app.UploadFile{{Name: "应付账款.xlsx"}}}
		u.ID, u.State, u.Period, u.Mode, u.Round = "specimen", state, "2022-05", app.Upsert, 2
		return stepsScreen{Upload: u, Done: 512, All: 2048}
	}
	filing := app.FilingReceipt{PersonName: "张三（虚构）", Judged: true, Filing: app.Filing{Seq: 7, ID: "specimen", Kind: "payables", Period: "2022-05", Mode: app.Upsert, RowsIn: 120, Added: 100, Changed: 12,
		Unchanged: 8, Total: 1_234_567_800, Digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", FiledAt: 1_654_000_000_000}}
	filed := up(app.UploadFiled, &app.UploadSummary{Filings: []string{"specimen"}})
	filed.Receipts = []app.FilingReceipt{filing}
	columns := up(app.UploadNew, nil)
	k := ledger.FindKind("payables")
	columns.Looks = []ledger.Look{{File: "应付账款.xlsx", Sheet: "Sheet1", Guess: k, Header: 2, Missing: []*ledger.Column{k.Column("amount")},
		Fields: []ledger.Field{{Header: "应付单号", Column: k.Column("payable_no"), Confidence: ledger.Sure, Samples: []string{"YF-1", "YF-2"}}, {Header: "到手价", Samples: []string{"1.2"}}}}}
	start := uploadScreen{Units: []ui.Option{{Value: "1", Title: "甲集团（虚构）"}}, Periods: []ui.Option{{Title: "长期"}, {Value: "2022-05", Title: "2022-05"}}, Kinds: ledger.Kinds(), Unit: "1", Period: "2022-05", Mode: app.Upsert}
	problems := specimenProblems()
	return []specimen{
		{"filings-empty", func(p *ui.Page) templ.Component { return filingsPage(p, filingsScreen{MayFile: true}) }},
		{"filings", func(p *ui.Page) templ.Component {
			return filingsPage(p, filingsScreen{MayFile: true, MaySee: true, Filings: []app.FilingReceipt{filing}})
		}},
		{"filing", func(p *ui.Page) templ.Component { return filingPage(p, app.FilingView{FilingReceipt: filing}) }},
		{"upload-start", func(p *ui.Page) templ.Component { return uploadPage(p, start) }},
		{"upload-start-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "files", Message: p.T(words.FilesTip)}}
			return uploadPage(p, start)
		}},
		{"upload-columns", func(p *ui.Page) templ.Component { return columnsPage(p, columns) }},
		{"upload-reading", func(p *ui.Page) templ.Component { return uploadState(p, up(app.UploadReading, nil)) }},
		{"upload-problems", func(p *ui.Page) templ.Component { return uploadState(p, up(app.UploadChecked, problems)) }},
		{"upload-confirm", func(p *ui.Page) templ.Component { return confirmUploadPage(p, up(app.UploadChecked, problems)) }},
		{"upload-filed", func(p *ui.Page) templ.Component { return uploadState(p, filed) }},
		{"ledgers", func(p *ui.Page) templ.Component {
			return ledgersPage(p, []app.LedgerCount{{Kind: k, Rows: 1234, Total: 99}})
		}},
		{"ledger-empty", func(p *ui.Page) templ.Component {
			return ledgerRowsPage(p, ledgerScreen{LedgerPage: app.LedgerPage{Kind: k}})
		}},
		{"calendar-empty", func(p *ui.Page) templ.Component { return calendarPageOf(p, calendarScreen{}) }},
		{"calendar", func(p *ui.Page) templ.Component { return calendarPageOf(p, specimenCalendar(k)) }},
	}
}

func specimenProblems() *app.UploadSummary {
	return &app.UploadSummary{Usable: 118, Bad: 2, Repeated: 1, Cells: 3, Repairable: 1, Before: &app.Numbers{Usable: 100, Bad: 20},
		Groups: []app.ProblemGroup{{Code: "money-invalid", Kind: "payables", Column: "amount", What: lang.Text{Zh: "不是可识别的金额", En: "this is not an amount we can read"}, Next: lang.Text{Zh: "填写数字", En: "Write a number"},
			Count: 2, Cells: []app.BadCell{{File: "应付账款.xlsx", Sheet: "Sheet1", Row: 4, Value: "二万"}}}},
		Effects: []app.EffectSummary{{Kind: "payables", Rows: 118, Added: 100, Changed: 12, Unchanged: 6, Ended: 4, InForce: 40, AddedFen: 1_000_000, Before: 5_000_000}}}
}

func specimenCalendar(k *ledger.Kind) calendarScreen {
	may, _ := app.ParsePeriod("2022-05")
	t := app.DutyTable{Kind: k, Periods: []app.Period{may, may, may}, Rows: []app.DutyRow{{Group: app.UnitRef{Name: "甲集团（虚构）"}, Cells: []app.DutyCell{
		{Period: may, Due: civil.MustOf(2022, 6, 10), Filed: civil.MustOf(2022, 6, 9), Late: -1}, {Period: may, Due: civil.MustOf(2022, 6, 10), Filed: civil.MustOf(2022, 6, 15), Late: 5, Zero: true},
		{Period: may, Due: civil.MustOf(2022, 6, 10), Late: 20}}}}}
	t.ID, t.Every, t.DueDays, t.Source = "specimen", app.Month, 10, "示例（虚构）"
	return calendarScreen{Tables: []app.DutyTable{t}, MaySet: true, MayFile: true, Kinds: []ui.Option{{Value: "payables", Title: "应付账款"}}, Form: app.Duty{Every: app.Month}}
}
