package web

import (
	"strconv"

	"shukun/app"
	"shukun/lang"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/web/ui"
	"shukun/web/words"
)

func (s *Server) payablesRoutes() []route {
	return []route{
		{"GET /payables", may(app.SeeLedgers), (*request).payables},
		{"GET /payables/{row}", may(app.SeeLedgers), (*request).payable},
		{"GET /payables/export.csv", may(app.Export), (*request).payablesCSV},
		{"GET /payables/export.xlsx", may(app.Export), (*request).payablesXLSX},
	}
}

// payablesScreen is what the payables ledger shows.
type payablesScreen struct {
	*app.Payables
	Filter app.PayableFilter
	Views  []app.SavedView
}

// choice is a value of a filter with its words.
type choice struct {
	value string
	title lang.Text
}

var (
	dueChoices = []choice{{"late", words.DueLate}, {"1", words.DueAge1}, {"2", words.DueAge2}, {"3", words.DueAge3}, {"4", words.DueAge4}, {"week", words.DueWeek}, {"month", words.DueMonth},
		{"unknown", words.DueNoDay}}
	findingDueChoices = []choice{{"today", words.SayDueToday}, {"week", words.SayDueWeek}, {"overdue", words.SayDueOverdue}}
	methodChoices     = []choice{{"cash", words.MethodCash}, {"transfer", words.MethodTransfer}, {"bank_bill", words.MethodBankBill}, {"commercial_bill", words.MethodCommercial},
		{"supply_chain_note", words.MethodChain}, {"other", words.MethodOther}}
	coveredChoices = []choice{{"yes", words.CoveredYes}, {"no", words.CoveredNo}, {"unknown", words.CoveredUnknown}}
)

// titleOf finds the words of a value; Empty if there are none.
func titleOf(choices []choice, value string) lang.Text {
	for _, c := range choices {
		if c.value == value {
			return c.title
		}
	}
	return lang.Text{}
}

// valueOf takes a value of an address only if it is one of the choices.
func valueOf(choices []choice, value string) string {
	if titleOf(choices, value).Empty() {
		return ""
	}
	return value
}

func options(p *ui.Page, choices []choice) []ui.Option {
	list := []ui.Option{{Title: p.T(words.AnyOf)}}
	for _, c := range choices {
		list = append(list, ui.Option{Value: c.value, Title: p.T(c.title)})
	}
	return list
}

// payableFilter reads the filter of the address; what cannot be understood is said at its field and left out.
func (q *request) payableFilter(p *ui.Page) app.PayableFilter {
	f := app.PayableFilter{In: q.form("in"), Only: q.form("only"), Due: valueOf(dueChoices, q.form("due")), Paid: q.form("paid") == "yes", Supplier: q.form("supplier"), No: q.form("no"),
		Method: valueOf(methodChoices, q.form("method")), Covered: valueOf(coveredChoices, q.form("covered")), Most: q.form("order") == "most", After: q.form("after")}
	if s := q.form("least"); s != "" {
		least, ok := parseYuan(s)
		if !ok || least < 0 {
			p.Errors = append(p.Errors, ui.FieldError{Field: "least", Message: p.T(words.LeastWrong)})
		}
		f.Least = max(0, least)
	}
	if s := q.form("days"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 9999 {
			p.Errors = append(p.Errors, ui.FieldError{Field: "days", Message: p.T(words.DaysWrong)})
		} else {
			f.Days = n
		}
	}
	return f
}

func (q *request) payables() error {
	p := q.page(words.Payables)
	p.SwitchAmount, p.SwitchDay = true, true
	screen := payablesScreen{Filter: q.payableFilter(p)}
	var err error
	if screen.Payables, err = q.app.Payables(q.ctx(), q.who, q.unit, screen.Filter, q.asOf); err != nil {
		return err
	}
	if screen.Views, err = q.app.SavedViews(q.ctx(), q.who, "payables"); err != nil {
		return err
	}
	return q.show(payablesPage(p, screen))
}

// columns are the headers of the ledger; amounts carry the unit.
func (s payablesScreen) columns(p *ui.Page) []ui.Col {
	unit := p.T(p.Amount.Title())
	return []ui.Col{{Title: words.Supplier}, {Title: words.ContractNo}, {Title: words.DeliveredCol}, {Title: words.PayableAmount, Unit: unit, Num: true}, {Title: words.PaidAmount, Unit: unit, Num: true},
		{Title: words.UnpaidAmount, Unit: unit, Num: true}, {Title: words.DueOn}, {Title: words.PayMethod}, {Title: words.Risks}}
}

// table is the ledger's frame: caption, headers, the total of all that the filter chooses.
func (s payablesScreen) table(p *ui.Page) ui.TableOf {
	t := ui.TableOf{Name: "payables", Caption: p.F(words.PayablesCaption, p.Unit.Name, p.AsOf.String(), p.UnitNote()), Cols: s.columns(p), Tall: true,
		Total: []string{p.F(words.TotalOf, ui.Thousands(s.Sum.Count)), "", "", p.Money(money.Fen(s.Sum.Amount)), p.Money(money.Fen(s.Sum.Paid)), p.Money(money.Fen(s.Sum.Unpaid)), "", "", ""}}
	if s.Next == "" && s.Filter.After == "" { // the whole list is in sight
		parts := make([]money.Fen, len(s.Rows))
		for i, r := range s.Rows {
			parts[i] = money.Fen(r.Unpaid)
		}
		if diff, ok := p.Amount.Adds(money.Fen(s.Sum.Unpaid), parts...); !ok {
			t.Rounded = p.F(words.RoundingNote, diff)
		}
	}
	return t
}

// chips are the filters in force, each a sentence that its link takes off.
func (s payablesScreen) chips(p *ui.Page) []ui.Chip {
	var all []ui.Chip
	add := func(on bool, sentence string, name string) {
		if on {
			all = append(all, ui.Chip{Sentence: sentence, Off: p.With(name, "")})
		}
	}
	f := s.Filter
	add(f.In+f.Only != "", p.T(words.Unit)+" "+f.In+f.Only, map[bool]string{true: "in", false: "only"}[f.In != ""])
	add(f.Due != "", p.T(titleOf(dueChoices, f.Due)), "due")
	add(f.Days > 0, p.T(words.FilterDays)+" "+strconv.Itoa(f.Days)+" "+p.T(words.DaysUnit), "days")
	add(f.Paid, p.T(words.PaidToo), "paid")
	add(f.Supplier != "", p.T(words.Supplier)+" "+f.Supplier, "supplier")
	add(f.No != "", p.T(words.ContractNo)+" "+f.No, "no")
	add(f.Method != "", p.T(titleOf(methodChoices, f.Method)), "method")
	add(f.Covered != "", p.T(words.FilterCovered)+" "+p.T(titleOf(coveredChoices, f.Covered)), "covered")
	add(f.Least > 0, p.T(words.FilterLeast)+" "+ui.Yuan.Show(f.Least)+" "+p.T(ui.Yuan.Title()), "least")
	add(f.Most, p.T(words.ByUnpaid), "order")
	return all
}

// pastWords says how a due date stands to a day.
func pastWords(p *ui.Page, r *app.Payable) string {
	n, known := r.Past(p.AsOf)
	switch {
	case !known:
		return p.T(words.DueUnknown)
	case r.Unpaid == 0:
		return p.T(words.PaidUp)
	case n > 0:
		return p.F(words.DaysPast, n)
	case n == 0:
		return p.T(words.DueToday)
	}
	return p.F(words.DaysLeft, -n)
}

func late(p *ui.Page, r *app.Payable) bool {
	n, known := r.Past(p.AsOf)
	return known && n > 0 && r.Unpaid > 0
}

// sizeTag is the label beside a supplier.
func sizeTag(p *ui.Page, size string) string {
	for of := org.Large; of <= org.Individual; of++ {
		if of.String() == size {
			return p.T(of.Title())
		}
	}
	return p.T(org.SizeUnknown.Title())
}

// tagKind colours a risk by its outcome.
func tagKind(o policy.Outcome) string {
	switch o {
	case policy.Violation:
		return "bad"
	case policy.Obligation, policy.Undetermined:
		return "warn"
	}
	return "info"
}

func stripState(due string) string {
	switch due {
	case "1", "2", "3", "4":
		return "age" + due
	case "month":
		return "coming"
	}
	return ""
}
