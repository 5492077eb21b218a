package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/web/ui"
	"shukun/web/words"
)

// findingView is what the page of a finding shows.
type findingView struct {
	app.FindingGot
	law  *regulation.Regulation
	rule *policy.Rule
	note string // what the person had written, if the form comes back
	open string // the form that comes back
}

func (q *request) finding() error { return q.findingAgain("", nil) }

// findingAgain shows a finding's page; err is what was wrong with the form of the name, nil if none was sent.
func (q *request) findingAgain(form string, wrong error) error {
	got, err := q.app.Finding(q.ctx(), q.who, q.r.PathValue("id"), q.asOf)
	if err != nil {
		return err
	}
	v := &findingView{FindingGot: got, law: q.app.Law, rule: q.app.Law.Rule(got.Finding.Rule), open: form}
	if v.rule == nil {
		return errNoPage
	}
	p := q.page(v.rule.Title)
	p.SwitchDay = true
	p.Crumbs = []ui.Crumb{{Href: "/findings", Title: p.T(words.Findings)}}
	p.DataLine = got.Key
	if wrong == nil {
		return q.show(findingPage(p, v))
	}
	p.Path = "/findings/" + got.Finding.ID // the switches of this page lead to where it stands, not to where the form went
	v.note = q.form("note")
	if !q.wrong(p, wrong, form+"-note") {
		return wrong
	}
	for i := range p.Errors { // the fields of this page bear the form's name
		if f := p.Errors[i].Field; !strings.HasPrefix(f, form+"-") {
			p.Errors[i].Field = form + "-" + f
		}
	}
	return q.showAs(wrongStatus(wrong), findingPage(p, v))
}

// did ends an act on a finding: back to its page, or the form again.
func (q *request) did(form string, err error) error {
	if e, ok := errors.AsType[*problem.Error](err); ok && e.Kind == problem.Invalid {
		return q.findingAgain(form, err)
	}
	if err != nil {
		return err
	}
	return q.goTo("/findings/"+q.r.PathValue("id"), words.DidAnswer)
}

func (q *request) acknowledge() error {
	return q.did("acknowledge", q.app.Acknowledge(q.ctx(), q.who, q.r.PathValue("id"), q.form("note")))
}

func (q *request) promise() error {
	day, _ := civil.Parse(q.form("promise"))
	return q.did("promise", q.app.Promise(q.ctx(), q.who, q.r.PathValue("id"), day, q.form("note")))
}

func (q *request) propose() error {
	return q.did("propose", q.app.ProposeException(q.ctx(), q.who, q.r.PathValue("id"), q.form("note")))
}

func (q *request) decideException() error {
	return q.did("decide", q.app.DecideException(q.ctx(), q.who, q.r.PathValue("id"), q.form("decision") == "approve", q.form("note")))
}

// comment takes words and a file of at most ten megabytes.
func (q *request) comment() error {
	const most = 10 << 20
	q.r.Body = http.MaxBytesReader(q.w, q.r.Body, most+1<<20)
	if err := q.r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return errTooLarge
	}
	var file *app.Evidence
	f, head, err := q.r.FormFile("evidence")
	if err == nil {
		defer f.Close()
		content, err := io.ReadAll(io.LimitReader(f, most+1))
		if err != nil {
			return err
		}
		file = &app.Evidence{Name: head.Filename, Content: content}
		if len(content) == 0 {
			file = nil
		}
	}
	return q.did("comment", q.app.Comment(q.ctx(), q.who, q.r.PathValue("id"), q.form("note"), file))
}

var errTooLarge = problem.New(problem.TooLarge, "evidence-size", lang.Text{Zh: "文件超过 10 MB", En: "the file is larger than 10 MB"}, lang.Text{Zh: "压缩或拆分后再上传", En: "Make it smaller or split it"})

// evidence gives a file of the history, always as a download.
func (q *request) evidence() error {
	media, content, err := q.app.EvidenceOf(q.ctx(), q.who, q.r.PathValue("id"), q.r.PathValue("hash"))
	if err != nil {
		return err
	}
	end := map[string]string{"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[media]
	q.w.Header().Set("Content-Type", media)
	q.w.Header().Set("Content-Disposition", `attachment; filename="evidence-`+q.r.PathValue("hash")[:12]+"."+end+`"`)
	_, err = q.w.Write(content)
	return err
}

// trace shows the steps: alone for htmx, as a page of its own without scripts.
func (q *request) trace() error {
	x, err := q.app.Explain(q.ctx(), q.who, q.r.PathValue("id"), q.asOf)
	if err != nil {
		return err
	}
	p := q.page(words.FindingTrace)
	if q.r.Header.Get("HX-Request") != "" {
		return q.show(traceSteps(p, q.app.Law, &x))
	}
	p.Crumbs = []ui.Crumb{{Href: "/findings", Title: p.T(words.Findings)}, {Href: "/findings/" + q.r.PathValue("id"), Title: p.T(words.FindingPage)}}
	return q.show(tracePage(p, q.app.Law, &x))
}

// headline says in plain words what must be done: who owes whom how much since when.
func (v *findingView) headline(p *ui.Page) string {
	f := &v.Finding
	unit, party, amount := named(v.Names, f.Enterprise), named(v.Names, f.Beneficiary), ui.Yuan.Show(f.Amount.V)
	switch {
	case f.Rule == "01.overdue" && f.Outcome == int(policy.Violation):
		return p.F(words.SayOwes, unit, party, amount, ui.Date(f.DueOn), f.Days)
	case f.Rule == "01.due-soon" && f.Outcome == int(policy.Obligation):
		return p.F(words.SayWillOwe, unit, ui.Date(f.DueOn), party, amount)
	case f.Rule == "01.interest" && f.Outcome == int(policy.Violation):
		return p.F(words.SayInterest, unit, party, amount)
	}
	s := p.F(words.SayMatter, unit, p.T(v.rule.Title))
	if f.Enterprise == "" {
		s = p.T(v.rule.Title)
	}
	if f.Beneficiary != "" {
		s += p.F(words.SayAbout, party)
	}
	if f.Amount.OK {
		s += p.F(words.SayAmount, amount)
	}
	if !f.DueOn.IsZero() {
		s += p.F(words.SayDueOn, ui.Date(f.DueOn))
	}
	if f.Days > 0 {
		s += p.F(words.SayDays, f.Days)
	}
	return s + p.T(words.SayEnd)
}

// next says what to do now.
func (v *findingView) next() lang.Text {
	switch v.State {
	case "cleared":
		return words.NextCleared
	case "excepted":
		return words.NextExcepted
	}
	switch policy.Outcome(v.Outcome) {
	case policy.Violation:
		return words.NextViolation
	case policy.Obligation:
		return words.NextObligation
	case policy.Entitlement:
		return words.NextEntitlement
	case policy.Undetermined:
		return words.NextUndetermined
	}
	return words.NextNotice
}

func (v *findingView) reason(p *ui.Page) string {
	if p.Lang == lang.En {
		return v.ReasonEn
	}
	return v.ReasonZh
}

func listOf(s string) (list []string) {
	_ = json.Unmarshal([]byte(s), &list) // written by app
	return list
}

// missing names the columns that would settle an undetermined finding.
func (v *findingView) missing(p *ui.Page) (all []string) {
	for _, m := range listOf(v.Finding.Missing) {
		kind, column, _ := strings.Cut(m, ".")
		k := ledger.FindKind(kind)
		if k == nil || k.Column(column) == nil {
			all = append(all, m)
			continue
		}
		all = append(all, p.F(words.FindingColumnOf, kindName(p, k), columnName(p, k.Column(column))))
	}
	return all
}

func kindName(p *ui.Page, k *ledger.Kind) string { return p.T(lang.Text{Zh: k.Name, En: k.En}) }

func columnName(p *ui.Page, c *ledger.Column) string { return p.T(lang.Text{Zh: c.Name, En: c.En}) }

// cellWord shows a cell in words: a choice by its name.
func cellWord(p *ui.Page, c *ledger.Column, value string) string {
	if c.Enum != nil && p.Lang == lang.Zh {
		for _, e := range c.Enum.Values {
			if e.Key == value {
				return e.Zh
			}
		}
	}
	return ui.Dash(value)
}

// basis is something a finding rests on: its words, and where they can be read.
type basis struct{ Title, Href, Note string }

// basisOf gives the words of a citation: notice:1, reading:ID, an instrument and its article.
func basisOf(p *ui.Page, law *regulation.Regulation, cite string) basis {
	key, at, _ := strings.Cut(cite, ":")
	switch key {
	case "notice":
		n := 0
		for _, c := range at {
			n = n*10 + int(c-'0')
		}
		if n >= 1 && n <= 23 {
			return basis{Title: p.F(words.SayClause, n, p.T(law.Text(n).Title)), Href: "/clauses/" + at, Note: p.T(law.Text(n).Intro)}
		}
	case "reading":
		if r := law.Readings.Find(at); r != nil {
			n := "1"
			if len(r.Clauses) > 0 {
				n = number(r.Clauses[0])
			}
			return basis{Title: p.F(words.ReadingIs, p.T(r.Question)), Href: "/clauses/" + n + "#reading-" + r.ID, Note: p.T(r.Choice)}
		}
	default:
		if i := law.Instruments.Find(key); i != nil {
			b := basis{Title: p.T(i.Title), Href: i.URL, Note: i.Number}
			if at != "" {
				b.Title += " " + p.F(words.ArticleIs, at)
			}
			return b
		}
	}
	return basis{Title: cite}
}

// cell gives a cell of the row, "" beyond its end.
func (v *findingView) cell(i int) string {
	if cells := v.FindingGot.Row.Cells; i < len(cells) {
		return cells[i]
	}
	return ""
}

// field is the text of one of the page's forms; it keeps what was written if the form comes back.
func (v *findingView) field(form string, f ui.Input) ui.Input {
	f.ID, f.Name = form+"-note", "note"
	if v.open == form {
		f.Value = v.note
	}
	return f
}

func rowID(id int64) string { return strconv.FormatInt(id, 10) }
