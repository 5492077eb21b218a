// Package problem is the one error type of the product: what happened, where, and what to do next,
// in both languages. Errors are recognised by Kind and Code, never by their text.
package problem

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"shukun/lang"
)

// Kind is the class of a problem; front ends choose exit codes and HTTP statuses by it.
type Kind uint8

// The kinds of problem.
const (
	Internal    Kind = iota // a fault of ours
	Invalid                 // the input is wrong and can be put right
	NotFound                // what was asked for is not there
	Conflict                // it contradicts what is already there
	Forbidden               // not allowed to this actor
	TooLarge                // beyond a limit
	Unsupported             // a format or feature we do not read
	Unavailable             // try again later
)

// Place says where in the input a problem is. Empty fields are unknown or do not apply.
type Place struct {
	File   string
	Sheet  string
	Row    int // as a person sees it: the first row is 1; 0 means no row
	Column string
}

// Error is a problem with its place, the offending value, and the next step.
type Error struct {
	Kind  Kind
	Code  string // stable, kebab-case: "date-impossible"
	What  lang.Text
	Next  lang.Text // what to do; may be empty for internal faults
	Place Place
	Value string // the value as found
	Cause error
}

// New makes an Error of the kind, with a code, what happened and what to do next.
func New(kind Kind, code string, what, next lang.Text) *Error {
	return &Error{Kind: kind, Code: code, What: what, Next: next}
}

// At gives a copy of e placed at p.
func (e *Error) At(p Place) *Error {
	c := *e
	c.Place = p
	return &c
}

// With gives a copy of e that shows the offending value.
func (e *Error) With(value string) *Error {
	c := *e
	c.Value = value
	return &c
}

// Because gives a copy of e with its cause.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.Cause = cause
	return &c
}

// Error is the message in English, with its place.
func (e *Error) Error() string { return e.In(lang.En) }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// In is the whole message in language l: place, what happened, the value, the next step.
func (e *Error) In(l lang.Lang) string {
	var b strings.Builder
	if p := e.Place.In(l); p != "" {
		b.WriteString(p)
		b.WriteString(pick(l, "：", ": "))
	}
	b.WriteString(e.Message(l))
	return b.String()
}

// Message is what happened, the value and the next step in language l, without the place.
func (e *Error) Message(l lang.Lang) string {
	var b strings.Builder
	b.WriteString(e.What.In(l))
	if e.Value != "" {
		fmt.Fprintf(&b, pick(l, "（值：%s）", " (value: %s)"), Shorten(e.Value))
	}
	if next := e.Next.In(l); next != "" {
		b.WriteString(pick(l, "。", ". "))
		b.WriteString(next)
	}
	if e.Kind == Internal && e.Cause != nil {
		fmt.Fprintf(&b, pick(l, "（%v）", " (%v)"), e.Cause)
	}
	return b.String()
}

// In is the place in words: file, sheet, row, column.
func (p Place) In(l lang.Lang) string {
	parts := make([]string, 0, 4)
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Sheet != "" {
		parts = append(parts, pick(l, "工作表“"+p.Sheet+"”", "sheet "+strconv.Quote(p.Sheet)))
	}
	if p.Row > 0 {
		n := strconv.Itoa(p.Row)
		parts = append(parts, pick(l, "第"+n+"行", "row "+n))
	}
	if p.Column != "" {
		parts = append(parts, pick(l, "“"+p.Column+"”列", "column "+p.Column))
	}
	return strings.Join(parts, pick(l, " ", ", "))
}

// KindOf gives the Kind of the first *Error in err's chain, or Internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// CodeOf gives the Code of the first *Error in err's chain, or "".
func CodeOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// In gives err's message in language l; an error that is not ours is shown as it is.
func In(err error, l lang.Lang) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.In(l)
	}
	return err.Error()
}

// Shorten cuts a value to 80 characters for a message, so that one hostile cell cannot fill the screen.
func Shorten(s string) string {
	r := []rune(s)
	if len(r) <= 80 {
		return s
	}
	return string(r[:79]) + "…"
}

func pick(l lang.Lang, zh, en string) string {
	if l == lang.En {
		return en
	}
	return zh
}
