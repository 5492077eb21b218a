package ui

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"shukun/lang"
	"shukun/web/words"
)

func otherLang(p *Page) string {
	if p.Lang == lang.En {
		return "zh"
	}
	return "en"
}

func otherLangTag(p *Page) string {
	if p.Lang == lang.En {
		return "zh-CN"
	}
	return "en"
}

func escape(s string) string { return url.QueryEscape(s) }

// indent shows how deep a unit stands in the tree, with spaces that a select keeps.
func indent(depth int) string { return strings.Repeat("\u3000", depth) }

// current marks the chosen one of several links.
func current(yes bool) templ.Attributes {
	if yes {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

// LampSign is the shape of a state: never colour alone.
func LampSign(state string) string {
	switch state {
	case "ok":
		return "●"
	case "warn":
		return "▲"
	case "bad":
		return "■"
	}
	return "○"
}

func (f Input) name() string {
	if f.Name != "" {
		return f.Name
	}
	return f.ID
}

func (f Input) kind() string {
	if f.Type != "" {
		return f.Type
	}
	return "text"
}

func (f Input) checkValue() string {
	if f.Value != "" {
		return f.Value
	}
	return "yes"
}

func (f Input) as(kind string) Input {
	f.Type = kind
	return f
}

// date says in the hint how a day is written.
func (f Input) date() Input {
	if f.Hint.Zh == "" {
		f.Hint = words.DayForm
	} else {
		f.Hint = lang.Text{Zh: f.Hint.Zh + "；" + words.DayForm.Zh, En: f.Hint.En + ". " + words.DayForm.En}
	}
	return f.as("date")
}

func (f Input) money(unit string) Input {
	f.Mode = "decimal"
	if f.After == "" {
		f.After = unit
	}
	return f
}

// inputAttributes are the attributes a field has only sometimes.
func (p *Page) inputAttributes(f Input) templ.Attributes {
	a := templ.Attributes{}
	for name, value := range map[string]string{"autocomplete": f.Auto, "inputmode": f.Mode, "min": f.Min, "max": f.Most, "aria-describedby": p.Describe(f.ID, f.Hint)} {
		if value != "" {
			a[name] = value
		}
	}
	if f.Max > 0 {
		a["maxlength"] = strconv.Itoa(f.Max)
	}
	if p.Error(f.ID) != "" {
		a["aria-invalid"] = "true"
	}
	return a
}
