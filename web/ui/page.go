// Package ui is what every screen is made of: the layout, tables, forms, figures, lamps. Typed templ components, no
// inline script or style.
package ui

import (
	"fmt"
	"strconv"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
)

// Page is what a layout needs to know of the request.
type Page struct {
	Lang      lang.Lang
	Title     string
	Path      string // of the request, with its query: the language switch keeps it
	Person    string // name; "" nobody is signed in
	Demo      bool
	Day       civil.Date // the business day
	AsOf      civil.Date // the day looked at; equal to Day unless switched
	Unit      UnitChoice // the subtree looked at
	Units     []UnitChoice
	Menu      []MenuItem
	Regulator string // its name
	Assets    Assets
	Errors    []FieldError
	Flash     string // what was just done
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
	CSS, JS, Enhance, Charts string
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

// HTMLLang is the page's lang attribute.
func (p *Page) HTMLLang() string {
	if p.Lang == lang.En {
		return "en"
	}
	return "zh-CN"
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

// Unit of amounts: how figures are shown, never how they are kept.
type AmountUnit string

// The units a person can choose.
const (
	Yuan AmountUnit = "yuan"
	TenK AmountUnit = "wan"
	Yi   AmountUnit = "yi"
)

// Title names the unit.
func (u AmountUnit) Title() lang.Text {
	switch u {
	case TenK:
		return lang.Text{Zh: "万元", En: "10,000 yuan"}
	case Yi:
		return lang.Text{Zh: "亿元", En: "100 million yuan"}
	}
	return lang.Text{Zh: "元", En: "yuan"}
}

// Show writes an amount in the unit with two decimals, rounded half up, thousands separated.
func (u AmountUnit) Show(f money.Fen) string {
	n, neg := int64(f), f < 0
	if neg {
		n = -n
	}
	div := int64(1)
	switch u {
	case TenK:
		div = 10_000
	case Yi:
		div = 100_000_000
	}
	n = (n + div/2) / div
	s := Thousands(n/100) + fmt.Sprintf(".%02d", n%100)
	if neg && n != 0 {
		s = "-" + s
	}
	return s
}

// Thousands writes a whole number with separators.
func Thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Date writes a day, -- for none.
func Date(d civil.Date) string {
	if d.IsZero() {
		return "--"
	}
	return d.String()
}
