package web

import (
	"strings"

	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/web/ui"
)

// reportSpecimens are the reports in their states.
func reportSpecimens() []specimen {
	day := civil.MustParse("2022-06-30")
	of := func(state string, change func(v *app.ReportView)) app.ReportView {
		v := app.ReportView{Whose: longUnit, By: "张三（虚构）", Mine: true, Until: day.AddDays(90)}
		v.ID, v.Path, v.Unit, v.Day, v.Lang, v.Job, v.State, v.Made = specimenID, "/1/", "1", day, "zh", specimenID, state, 1_654_000_000_000
		if change != nil {
			change(&v)
		}
		return v
	}
	made := of("done", func(v *app.ReportView) {
		v.Count, v.Ready = 123_456, 1_654_000_060_000
		v.Files = append(v.Files, app.ReportFile{Form: app.ReportXLSX, Size: 23_456_789, Hash: strings.Repeat("0a", 32)}, app.ReportFile{Form: app.ReportHTML, Size: 345_678, Hash: strings.Repeat("1b", 32)})
	})
	others := made
	others.Mine, others.By, others.Whose, others.Unit = false, "李四（虚构）", "", ""
	working := of("running", func(v *app.ReportView) { v.Done, v.All = 40_000, 123_456 })
	failed := of("dead", func(v *app.ReportView) {
		v.Why = app.Failure{Code: "database-busy", Zh: "数据库正忙", En: "the database is busy"}
	})
	list := func(reports ...app.ReportView) func(p *ui.Page) templ.Component {
		return func(p *ui.Page) templ.Component {
			return reportsPage(p, &reportList{reports: reports, unit: app.UnitRef{Code: "1"}, name: longUnit, day: day.String(), keep: 90, back: "/reports"})
		}
	}
	one := func(v app.ReportView) func(p *ui.Page) templ.Component {
		return func(p *ui.Page) templ.Component { return reportPage(p, v) }
	}
	return []specimen{
		{"reports", list(working, of("ready", nil), made, others, failed, of("cancelled", nil), of("", nil))},
		{"reports-empty", list()},
		{"reports-working", list(working)},
		{"reports-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "day", Message: "截至日期要填，且不能晚于今天：2032-01-01"}}
			return list()(p)
		}},
		noRight("reports"),
		{"report", one(made)},
		{"report-of-another", one(others)},
		{"report-waiting", one(of("ready", nil))},
		{"report-working", one(working)},
		{"report-failed", one(failed)},
		{"report-cancelled", one(of("cancelled", nil))},
		noRight("report"),
	}
}
