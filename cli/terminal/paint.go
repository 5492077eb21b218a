package terminal

// Paint colours text with ANSI sequences if On; otherwise it leaves it as it is.
type Paint struct{ On bool }

func (p Paint) with(code, s string) string {
	if !p.On || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Bold makes s bold.
func (p Paint) Bold(s string) string { return p.with("1", s) }

// Dim makes s faint.
func (p Paint) Dim(s string) string { return p.with("2", s) }

// Red is for what is forbidden or late.
func (p Paint) Red(s string) string { return p.with("31", s) }

// Yellow is for what is unsure or rejected.
func (p Paint) Yellow(s string) string { return p.with("33", s) }

// Green is for what is well.
func (p Paint) Green(s string) string { return p.with("32", s) }

// Blue is for what must still be done.
func (p Paint) Blue(s string) string { return p.with("36", s) }
