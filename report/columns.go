package report

import (
	"strconv"
	"strings"

	"shukun/lang"
)

// Column is a column of a workbook's sheet.
type Column struct {
	Title string
	Width float64 // in characters
}

// FindingColumns are the columns of a clause's sheet, in their order.
func FindingColumns(l lang.Lang) []Column {
	return []Column{
		{Words.RuleID.In(l), 22}, {Words.Rule.In(l), 18}, {Words.Outcome.In(l), 10}, {CodeTitle(false, l), 22}, {Words.Enterprise.In(l), 28},
		{CodeTitle(true, l), 22}, {Words.Beneficiary.In(l), 28}, {Words.Key.In(l), 20}, {Words.AmountYuan.In(l), 18}, {Words.DueOn.In(l), 12},
		{Words.Days.In(l), 10}, {Words.NextChange.In(l), 13}, {Words.Missing.In(l), 26}, {Words.Reason.In(l), 60}, {Words.Basis.In(l), 26},
	}
}

// CodeTitle is the title of the column with the credit code of the enterprise, or of the other party.
func CodeTitle(party bool, l lang.Lang) string {
	who := Words.Enterprise
	if party {
		who = Words.Beneficiary
	}
	if l == lang.Zh {
		return who.Zh + "代码"
	}
	return who.En + "'s code"
}

// SheetName makes a title fit for a sheet: no characters that Excel forbids, at most 31 with what tells parts apart.
func SheetName(title, more string) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return '-'
		}
		return r
	}, title)
	room := 31 - len([]rune(more))
	if r := []rune(title); len(r) > room {
		title = string(r[:room])
	}
	return title + more
}

// More tells the further sheets of one title apart; the first needs no telling.
func More(part int, l lang.Lang) string {
	if part < 2 {
		return ""
	}
	return " " + Words.Continued.In(l) + strconv.Itoa(part)
}
