package web

import (
	"github.com/a-h/templ"

	"shukun/app"
	"shukun/civil"
	"shukun/org"
	"shukun/web/ui"
	"shukun/web/words"
)

// noRight is the page of what is not one's own, or not there: the same for every screen.
func noRight(name string) specimen {
	return specimen{name + "-no-right", func(p *ui.Page) templ.Component {
		p.Title = p.T(words.NotFound)
		return ui.Note(p, words.NotFoundNext, specimenID)
	}}
}

// peopleSpecimens are people, a person and what waits for a second one in their states.
func peopleSpecimens(day civil.Date) []specimen {
	unit := app.UnitRef{Code: "1", Name: longUnit, Path: "/1/"}
	grant := func(state string, until civil.Date) app.GrantView {
		return app.GrantView{ID: specimenID, PersonName: "张三（虚构）", Login: "zhangsan", Role: org.Finance, Unit: unit, From: day.AddDays(-90), Until: until, GrantedBy: "李四（虚构）", State: state, Mine: state == "now"}
	}
	person := app.PersonView{ID: specimenID, Login: "zhangsan", Name: "张三（虚构）", Phone: "0470-0000000", Home: unit, HasPassword: true, HasSecond: true, Manage: true,
		Grants: []app.GrantView{grant("now", 0), grant("ended", day.AddDays(-1))}}
	disabled := person
	disabled.Disabled, disabled.Grants, disabled.HasSecond = true, nil, false
	proposals := []app.ProposalView{{ID: specimenID, Kind: "grant", Object: "张三（虚构）", Grant: app.NewGrant{Role: org.SystemAdmin}, Unit: app.UnitRef{Path: "/"}, Reason: "新设岗位", MadeBy: "李四（虚构）", Decidable: true},
		{ID: specimenID, Kind: "move", Object: longUnit, To: unit, On: day.AddDays(9), MadeBy: "张三（虚构）", Withdrawal: true}}
	roles := []ui.Option{{Value: string(org.Finance), Title: "财务"}, {Value: string(org.Viewer), Title: "查看"}}
	return []specimen{
		{"people-empty", func(p *ui.Page) templ.Component { return peoplePage(p, peopleList{canInvite: true}) }},
		{"people-nothing-found", func(p *ui.Page) templ.Component { return peoplePage(p, peopleList{text: "无此人"}) }},
		{"people", func(p *ui.Page) templ.Component {
			return peoplePage(p, peopleList{people: []app.PersonView{person, disabled}, canInvite: true, proposals: 2, next: "/people?after=x"})
		}},
		noRight("people"),
		{"person", func(p *ui.Page) templ.Component { return personPage(p, person, true, true) }},
		{"person-disabled", func(p *ui.Page) templ.Component { return personPage(p, disabled, true, false) }},
		noRight("person"),
		{"person-erase", func(p *ui.Page) templ.Component {
			return erasePage(p, eraseView{person: person, traces: app.Traces{Events: 1284, Erased: 12, First: 1_600_000_000_000, Last: 1_654_000_000_000}})
		}},
		{"person-erase-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "sure", Message: p.T(words.EraseUnsure)}, {Field: "login", Message: p.T(words.EraseOther)}}
			return erasePage(p, eraseView{person: person, traces: app.Traces{Events: 3, First: 1_600_000_000_000, Last: 1_654_000_000_000}, login: "lisi"})
		}},
		{"person-erase-nothing", func(p *ui.Page) templ.Component {
			return erasePage(p, eraseView{person: person, traces: app.Traces{Erased: 12}})
		}},
		{"person-erased", func(p *ui.Page) templ.Component { return erasedPage(p, person, 1284, 9041, true) }},
		noRight("person-erase"),
		{"person-invite-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "login", Message: p.T(words.LoginHint)}, {Field: "unit", Message: p.T(words.UnitUnknown)}}
			return invitePage(p, personForm{name: "张三（虚构）", login: "?", roles: roles})
		}},
		{"person-role-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "unit", Message: p.T(words.UnitUnknown)}}
			return grantPage(p, specimenID, grantForm{role: string(org.Finance), unit: "9"}, roles)
		}},
		{"proposals-empty", func(p *ui.Page) templ.Component { return proposalsPage(p, nil) }},
		{"proposals", func(p *ui.Page) templ.Component { return proposalsPage(p, proposals) }},
	}
}

// unitSpecimens are the organisation and a unit in their states.
func unitSpecimens(day civil.Date) []specimen {
	unit := func(code, path string) app.Unit {
		return app.Unit{Code: code, Name: longUnit, Path: path, Since: day}
	}
	left := unit("3", "/1/3/")
	left.Until = day
	tree := []app.Branch{{Unit: unit("1", "/1/"), All: 9, Branches: []app.Branch{{Unit: unit("2", "/1/2/"), All: 7, Branches: []app.Branch{{Unit: unit("4", "/1/2/4/")}}}, {Unit: left}, {All: 5800}}}}
	view := app.UnitView{Unit: unit("2", "/1/2/"), Parents: []app.UnitRef{{Code: "1", Name: longUnit, Path: "/1/"}}, Children: 7, Edit: true,
		Moves: []app.MoveView{{From: app.UnitRef{Code: "1", Name: longUnit}, To: app.UnitRef{Code: "5", Name: "乙集团（虚构）"}, Day: day.AddDays(5).String(), By: "张三（虚构）", Planned: true},
			{From: app.UnitRef{Path: "/"}, To: app.UnitRef{Code: "1", Name: longUnit}, Day: day.String(), By: "张三（虚构）"}}}
	preview := app.MovePreview{Unit: app.UnitRef{Code: "2", Name: longUnit}, To: app.UnitRef{Code: "5", Name: "乙集团（虚构）"}, Units: 12, People: 34, Grants: 5, Lose: []app.Holder{{Name: "张三（虚构）", Role: org.Viewer}}, TwoPersons: true}
	return []specimen{
		{"organisation-empty", func(p *ui.Page) templ.Component { return organisationPage(p, treeView{edit: true, file: true}) }},
		{"organisation-nothing-found", func(p *ui.Page) templ.Component { return organisationPage(p, treeView{text: "无此单位"}) }},
		{"organisation-found", func(p *ui.Page) templ.Component {
			return organisationPage(p, treeView{text: "能源", found: []app.UnitRef{{Code: "1", Name: longUnit, Path: "/1/"}}})
		}},
		{"organisation", func(p *ui.Page) templ.Component {
			return organisationPage(p, treeView{branches: tree, edit: true, file: true, proposals: 1})
		}},
		noRight("organisation"),
		{"unit", func(p *ui.Page) templ.Component { return unitEditPage(p, view, true) }},
		{"unit-form-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "code", Message: p.T(words.UnitUnknown)}}
			return unitFormPage(p, "/organisation/new", true, unitForm{unit: view.Unit, back: "/organisation"})
		}},
		{"unit-move-error", func(p *ui.Page) templ.Component {
			p.Errors = []ui.FieldError{{Field: "to", Message: p.T(words.UnitUnknown)}}
			return moveFormPage(p, "2", "9", day.String())
		}},
		{"unit-move", func(p *ui.Page) templ.Component {
			return movePreviewPage(p, "2", "5", day.AddDays(5).String(), preview)
		}},
	}
}
