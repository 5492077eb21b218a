package ledger

import (
	"strings"
	"unicode"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/problem"
)

// repair gives what a cell that could not be read certainly means: the same value without what crept in beside it. It
// never guesses: 30/06/2022, a wrong digit or a rounded code stay as they are. ok is false if there is nothing certain.
func repair(typ Type, text []byte) (string, bool) {
	s := strings.TrimSpace(string(text))
	var out string
	switch typ {
	case TypeDate: // a time of day behind the day
		day, rest, cut := cutAny(s, " T")
		if !cut || len(day) < 8 || strings.Trim(rest, "0123456789:.Z+") != "" || !strings.Contains(rest, ":") {
			return "", false
		}
		out = day
	case TypeMoney, TypeNumber, TypeTenK, TypeInteger:
		out = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
		for _, word := range []string{"人民币", "RMB", "CNY"} {
			out = strings.TrimPrefix(out, word)
		}
		out = strings.TrimSuffix(strings.TrimSuffix(out, "整"), "正")
	case TypeYesNo:
		switch s {
		case "√", "✓", "✔", "☑":
			out = "是"
		case "×", "✗", "✘", "╳":
			out = "否"
		}
	case TypeCode: // spaces and hyphens between the characters of a right code
		out = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || strings.ContainsRune("-‐‑–—_.·\u200b\u200e\u200f\u202a\u202c\ufeff", r) {
				return -1
			}
			return r
		}, s)
		if _, verdict := org.ParseCode(fold(out)); verdict != org.CodeOK {
			return "", false
		}
	}
	return out, out != "" && out != s
}

func cutAny(s, marks string) (before, after string, ok bool) {
	i := strings.IndexAny(s, marks)
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimLeft(s[i+1:], " "), true
}

// mend reads a cell that failed once more as what it certainly means, if it does.
func (c *columnDecoder[T]) mend(r *T, cell *Cell) bool {
	if cell.Kind != xlsx.String || cell.Formula {
		return false
	}
	out, ok := repair(c.typ, cell.Text)
	if !ok {
		return false
	}
	was := cell.Text
	again := Cell{Text: []byte(out), Kind: cell.Kind}
	if c.decode(r, &again, &c.decoder) != nil {
		return false
	}
	place := c.notes.place
	place.Column = c.key
	c.notes.list = append(c.notes.list, repaired(out).With(string(was)).At(place))
	return true
}

// CodeRepaired marks the warnings about cells that were read as what they certainly mean.
const CodeRepaired = "repaired"

func repaired(as string) *problem.Error {
	return problem.New(problem.Invalid, CodeRepaired, lang.Text{Zh: "已按“" + as + "”读取", En: "read as " + as}, lang.Text{})
}

// Repairable reports whether Options.Repair would read the cell that a rejection is about.
func Repairable(k *Kind, e *problem.Error) bool {
	c := k.Column(e.Place.Column)
	if c == nil {
		return false
	}
	out, ok := repair(c.Type, []byte(e.Value))
	return ok && readable(k, k.columnIndex(c.Key), out)
}
