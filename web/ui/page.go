// Package ui is what every screen is made of. Typed templ components, no inline script or style:
//
//   - frame: Layout, Plain, Note; set Page.Crumbs, DataLine, SwitchDay, SwitchAmount, Tools
//   - lists: Filters, Chips, Table with Col, Pager; Page.Money and Page.UnitNote follow the unit switch
//   - forms: TextField, DateField, MoneyField, SelectField, RadioField, CheckField, AreaField, FileField of an Input; Page.Errors
//     makes the error summary and the messages beside the fields
//   - figures: Cards, Stat, Lamp, Tag, Progress, Steps, Tabs, Facts, Panel, Notice, Fold, Empty, Skeleton
//   - links: Page.Keep keeps the day looked at; Page.With changes one parameter of the address
//
// The gallery (/-/gallery) shows them all.
package ui

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
)

// Page is what a layout needs to know of the request.
type Page struct {
	Lang         lang.Lang
	Title        string
	Path         string // of the request, with its query: the language switch keeps it
	Person       string // name; "" nobody is signed in
	Demo         bool
	Day          civil.Date // the business day
	AsOf         civil.Date // the day looked at; equal to Day unless switched
	Unit         UnitChoice // the subtree looked at
	Units        []UnitChoice
	MoreUnits    bool       // there are more units than Units: a link to search them
	Amount       AmountUnit // amounts are shown in it
	Menu         []MenuItem
	Crumbs       []Crumb         // the way here, without the page itself
	DataLine     string          // "数据截至 …", under the title
	SwitchDay    bool            // the screen follows the as-of day
	SwitchAmount bool            // the screen follows the unit of amounts
	Charts       bool            // the screen has charts
	Tools        templ.Component // more tools beside the title; may be nil
	Regulator    string          // its name
	Assets       Assets
	Nonce        string // of this answer: without it no script or style sheet is taken
	Errors       []FieldError
	Flash        string // what was just done
}

// Crumb is a step of the way to a page.
type Crumb struct {
	Href, Title string
}

// UnitChoice is a unit a person may look at.
type UnitChoice struct {
	Code  string // "" all units
	Name  string
	Depth int
}

// MenuItem is a line of the main menu.
type MenuItem struct {
	Href    string
	Title   lang.Text
	Current bool
}

// Assets are the addresses of the style sheet and scripts, each with the hash of its content.
type Assets struct {
	CSS, JS, Enhance, Draw, Charts string
}

// FieldError is a field that needs the person's attention.
type FieldError struct {
	Field   string // id of the input
	Message string
}

// T gives words in the page's language.
func (p *Page) T(t lang.Text) string { return t.In(p.Lang) }

// F gives words with gaps filled, in the page's language.
func (p *Page) F(t lang.Text, args ...any) string { return fmt.Sprintf(t.In(p.Lang), args...) }

// Colon is what stands between a word and what it says of something, in the page's language.
func (p *Page) Colon() string { return p.T(lang.Text{Zh: "：", En: ": "}) }

// HTMLLang is the page's lang attribute.
func (p *Page) HTMLLang() string {
	if p.Lang == lang.En {
		return "en"
	}
	return "zh-CN"
}

// Money writes an amount in the unit the person chose.
func (p *Page) Money(f money.Fen) string { return p.Amount.Show(f) }

// UnitNote says the unit of the amounts: 单位：万元.
func (p *Page) UnitNote() string {
	return p.F(lang.Text{Zh: "单位：%s", En: "unit: %s"}, p.T(p.Amount.Title()))
}

// Error gives the message at a field, "" if it is fine.
func (p *Page) Error(field string) string {
	for _, e := range p.Errors {
		if e.Field == field {
			return e.Message
		}
	}
	return ""
}

// Keep gives a link that stays on the day looked at.
func (p *Page) Keep(href string) templ.SafeURL {
	if p.AsOf == p.Day || p.AsOf.IsZero() || !strings.HasPrefix(href, "/") {
		return templ.SafeURL(href)
	}
	u, err := url.Parse(href)
	if err != nil || u.Query().Has("as-of") {
		return templ.SafeURL(href)
	}
	q := u.Query()
	q.Set("as-of", p.AsOf.String())
	u.RawQuery = q.Encode()
	return templ.SafeURL(u.String())
}

// With gives the page's own address with pairs of parameters changed, "" taking one out. The place in the list
// (after) is always taken out: another list starts at its beginning.
func (p *Page) With(pairs ...string) string {
	u, err := url.Parse(p.Path)
	if err != nil {
		return "/"
	}
	q := u.Query()
	q.Del("after")
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		} else {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// bare is the page's address without its query.
func (p *Page) bare() string {
	path, _, _ := strings.Cut(p.Path, "?")
	return path
}

// others lists the query's parameters but one and the place in the list.
func (p *Page) others(but string) [][2]string {
	return p.parameters(func(k string) bool { return k != but && k != "after" })
}

func (p *Page) kept(names []string) [][2]string {
	return p.parameters(func(k string) bool { return k == "as-of" || slices.Contains(names, k) })
}

func (p *Page) parameters(want func(string) bool) (all [][2]string) {
	_, raw, _ := strings.Cut(p.Path, "?")
	q, _ := url.ParseQuery(raw)
	for k, values := range q {
		for _, v := range values {
			if want(k) && v != "" {
				all = append(all, [2]string{k, v})
			}
		}
	}
	slices.SortFunc(all, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	return all
}

// Describe gives the ids of a field's hint and message, for aria-describedby.
func (p *Page) Describe(id string, hint lang.Text) string {
	var ids []string
	if hint.Zh != "" {
		ids = append(ids, id+"-hint")
	}
	if p.Error(id) != "" {
		ids = append(ids, id+"-error")
	}
	return strings.Join(ids, " ")
}

// brackets puts a unit behind a title.
func (p *Page) brackets(unit string) string {
	if p.Lang == lang.En {
		return " (" + unit + ")"
	}
	return "（" + unit + "）"
}

// Date writes a day, -- for none.
func Date(d civil.Date) string {
	if d.IsZero() {
		return "--"
	}
	return d.String()
}

// china is the time of the whole country.
var china = time.FixedZone("CST", 8*3600)

// Minute writes an instant in China's time, -- for none.
func Minute(t time.Time) string {
	if t.IsZero() {
		return "--"
	}
	return t.In(china).Format("2006-01-02 15:04")
}

// Dash writes a text, -- for none.
func Dash(s string) string {
	if s == "" {
		return "--"
	}
	return s
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
