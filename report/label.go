package report

import (
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/regulation"
)

// columnLabel gives "payables.due_on" as people know it: 应付账款·约定付款日.
func columnLabel(s string, l lang.Lang) string {
	kind, column, ok := strings.Cut(s, ".")
	k := ledger.FindKind(kind)
	if !ok || k == nil {
		return s
	}
	c := k.Column(column)
	switch {
	case c == nil:
		return s
	case l == lang.En:
		return k.En + ": " + c.En
	}
	return k.Name + "·" + c.Name
}

// MissingLabel gives missing columns ("payables.due_on") in Words.
func MissingLabel(list []string, l lang.Lang) string {
	labels := make([]string, len(list))
	for i, m := range list {
		labels[i] = columnLabel(m, l)
	}
	return strings.Join(labels, Comma(l))
}

// KindLabel gives a ledger kind's name.
func KindLabel(k *ledger.Kind, l lang.Lang) string {
	switch {
	case k == nil:
		return Words.NotRead.In(l)
	case l == lang.En:
		return k.En
	}
	return k.Name
}

// Comma stands between the parts of a list.
func Comma(l lang.Lang) string {
	if l == lang.En {
		return ", "
	}
	return "、"
}

// Basis gives what a finding rests on in words: the clause of the notice, the instrument's title and article, or the
// reading.
func Basis(law *regulation.Regulation, basis string, l lang.Lang) string {
	if clause, ok := strings.CutPrefix(basis, "notice:"); ok {
		if n, err := strconv.Atoi(clause); err == nil && n >= 1 && n <= len(regulation.Folders) {
			return string(sayNotice.Append(nil, l, []policy.Arg{policy.Int(n), policy.Words(law.Text(n).Title)}))
		}
	}
	return FullBasis(law, basis, l)
}

// FullBasis is Basis with the notice's whole title.
func FullBasis(law *regulation.Regulation, basis string, l lang.Lang) string {
	key, article, _ := strings.Cut(basis, ":")
	if key == "reading" {
		if r := law.Readings.Find(article); r != nil {
			return Words.ReadingOf.In(l) + " " + article + Colon(l) + r.Choice.In(l)
		}
		return basis
	}
	if i := law.Instruments.Find(key); i != nil {
		return Cited(i.Title, i.Number, article, l)
	}
	return basis
}

// Cited gives an instrument's title as people cite it, with number and article.
func Cited(title lang.Text, number, article string, l lang.Lang) string {
	s := title.In(l)
	if l == lang.En {
		if number != "" {
			s += " (" + number + ")"
		}
		if article != "" {
			s += ", art. " + article
		}
		return s
	}
	s = "《" + s + "》"
	if number != "" {
		s += "（" + number + "）"
	}
	if article != "" {
		s += "第" + article + "条"
	}
	return s
}

// Colon stands between a name and its value.
func Colon(l lang.Lang) string { return Words.Colon.In(l) }

// Grouped writes a count with thousands separators.
func Grouped(n int) string {
	s := []byte{}
	digits := []byte{}
	for v := n; v > 0 || len(digits) == 0; v /= 10 {
		digits = append(digits, byte('0'+v%10))
	}
	for i := len(digits) - 1; i >= 0; i-- {
		s = append(s, digits[i])
		if i > 0 && i%3 == 0 {
			s = append(s, ',')
		}
	}
	return string(s)
}

// Count is a number for a sentence, grouped.
func Count(n int) policy.Arg { return policy.Str(Grouped(n)) }

// Say puts a sentence in a language.
func Say(l lang.Lang, s *policy.Sentence, args ...policy.Arg) string {
	return string(s.Append(nil, l, args))
}

// ClauseName names a clause with its number; what belongs to all clauses is 0.
func ClauseName(law *regulation.Regulation, n int, l lang.Lang) string {
	if n == 0 {
		return Words.AllClauses.In(l)
	}
	return Say(l, SayClause, policy.Int(n), policy.Words(ClauseTitle(law, n)))
}

// ClauseTitle gives the short title of clause n; what belongs to all clauses is 0.
func ClauseTitle(law *regulation.Regulation, n int) lang.Text {
	if n < 1 || n > len(regulation.Folders) {
		return Words.AllClauses
	}
	return law.Text(n).Title
}
