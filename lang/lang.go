// Package lang holds the two languages the product speaks and the words that exist in both.
// Chinese comes first: it is the language of the law and of the users; English is complete.
package lang

// Lang is a language of the interface. The zero value is Chinese.
type Lang uint8

// The languages of the interface.
const (
	Zh Lang = iota
	En
)

// Parse reads "zh" or "en"; ok is false for anything else.
func Parse(s string) (l Lang, ok bool) {
	switch s {
	case "zh":
		return Zh, true
	case "en":
		return En, true
	}
	return Zh, false
}

// String gives "zh" or "en".
func (l Lang) String() string {
	if l == En {
		return "en"
	}
	return "zh"
}

// Text is the same words in both languages.
type Text struct {
	Zh string `yaml:"zh"`
	En string `yaml:"en"`
}

// In gives the words in language l.
func (t Text) In(l Lang) string {
	if l == En {
		return t.En
	}
	return t.Zh
}

// Empty reports whether either language is missing.
func (t Text) Empty() bool { return t.Zh == "" || t.En == "" }
