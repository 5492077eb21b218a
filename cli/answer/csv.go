package answer

import (
	"io"
	"strconv"
	"strings"

	"shukun/policy"
)

// writeCSV writes the findings under a header with their keys: UTF-8 with a byte order mark so that Excel opens it,
// CRLF, RFC 4180 quotes. Lists are joined with "; ", span and trace are JSON.
func (a *Answer) writeCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"+strings.Join(keys[:], ",")+"\r\n"); err != nil {
		return err
	}
	return inOrder(w, len(a.Findings), a.Workers, func(b []byte, from, to int) []byte {
		for i := from; i < to; i++ {
			b = appendRecord(b, a.Findings[i])
		}
		return b
	})
}

func appendRecord(b []byte, f *policy.Finding) []byte {
	b = append(b, f.Rule.ID...)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(f.Rule.Clause), 10)
	b = append(b, ',')
	b = append(b, f.Outcome.String()...)
	b = append(b, ',')
	b = f.Enterprise.Append(b)
	b = append(b, ',')
	b = f.Beneficiary.Append(b)
	b = append(b, ',')
	b = append(b, f.Rule.Ledger.Key...)
	b = append(b, ',')
	b = appendField(b, f.Key)
	b = append(b, ',')
	if f.Span != nil {
		b = appendField(b, string(appendSpan(nil, f.Span)))
	}
	b = append(b, ',')
	if f.Amount.OK {
		b = f.Amount.V.Append(b)
	}
	b = append(b, ',')
	b = f.DueOn.Append(b)
	b = append(b, ',')
	if f.Days != 0 {
		b = strconv.AppendInt(b, int64(f.Days), 10)
	}
	b = append(b, ',')
	b = f.NextChange.Append(b)
	b = append(b, ',')
	b = appendField(b, strings.Join(f.Missing, "; "))
	b = append(b, ',')
	b = appendField(b, f.Reason)
	b = append(b, ',')
	b = appendField(b, strings.Join(f.Basis, "; "))
	b = append(b, ',')
	if len(f.Trace) > 0 {
		b = appendField(b, string(appendTrace(nil, f.Trace)))
	}
	return append(b, "\r\n"...)
}

// appendField appends a text field, quoted where RFC 4180 wants it, and with a ' before it where a spreadsheet would
// take it for a formula.
func appendField(b []byte, s string) []byte {
	danger := formulaLike(s)
	if !danger && !strings.ContainsAny(s, "\",\r\n") && strings.TrimSpace(s) == s {
		return append(b, s...)
	}
	b = append(b, '"')
	if danger {
		b = append(b, '\'')
	}
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// formulaLike reports whether a spreadsheet may run s as a formula: it begins with = + - @, their full-width forms, a
// tab, a line break or NUL, with or without spaces before.
func formulaLike(s string) bool {
	t := strings.TrimLeft(s, " \u00a0\u3000\ufeff")
	if t == "" {
		return false
	}
	for _, mark := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(t, mark) {
			return true
		}
	}
	return false
}
