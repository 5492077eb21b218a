package xlsx

import (
	"bytes"

	"shukun/lang"
	"shukun/problem"
)

// reachingOut are the functions that make a spreadsheet program fetch, send, start or follow something outside
// the workbook. Excel's, and those of Google Sheets and WPS that come with exported files.
var reachingOut = [][]byte{
	[]byte("HYPERLINK"), []byte("WEBSERVICE"), []byte("FILTERXML"), []byte("IMAGE"), []byte("RTD"),
	[]byte("IMPORTXML"), []byte("IMPORTHTML"), []byte("IMPORTDATA"), []byte("IMPORTFEED"), []byte("IMPORTRANGE"),
	[]byte("CALL"), []byte("EXEC"), []byte("REGISTER"), []byte("REGISTER.ID"), []byte("SQL.REQUEST"), []byte("DDE"),
}

// reaches finds a call in a formula that reaches outside the workbook, or DDE (program|topic!item); nil if
// there is none. Quotes are not looked at: what opens one can be forged, and a false alarm costs only a paste.
func reaches(formula []byte) []byte {
	for i := 0; i < len(formula); {
		if !inName(formula[i]) {
			i++
			continue
		}
		from := i
		for i < len(formula) && inName(formula[i]) {
			i++
		}
		name := functionName(formula[from:i])
		for i < len(formula) && isSpace(formula[i]) {
			i++
		}
		if i == len(formula) {
			break
		}
		if formula[i] == '|' && isTopic(formula[i+1:]) {
			return formula[from:]
		}
		if formula[i] != '(' {
			continue
		}
		for _, f := range reachingOut {
			if bytes.EqualFold(name, f) {
				return formula[from:]
			}
		}
	}
	return nil
}

// isTopic reports whether b begins with the topic of a DDE call: 'quoted'! or name!.
func isTopic(b []byte) bool {
	if len(b) > 0 && b[0] == '\'' {
		return bytes.Contains(b[1:], []byte("'!"))
	}
	b = bytes.TrimLeftFunc(b, func(r rune) bool { return r >= 0x80 || inName(byte(r)) })
	return len(b) > 0 && b[0] == '!'
}

// functionName takes off the prefixes that Excel stores before newer and foreign functions.
func functionName(name []byte) []byte {
	for {
		short := name
		for _, prefix := range [...]string{"_xlfn.", "_xlws.", "_xll.", "_xludf."} {
			if len(short) > len(prefix) && bytes.EqualFold(short[:len(prefix)], []byte(prefix)) {
				short = short[len(prefix):]
			}
		}
		if len(short) == len(name) {
			return name
		}
		name = short
	}
}

// inName reports whether c may stand in a function's name.
func inName(c byte) bool {
	return isLetter(c) || '0' <= c && c <= '9' || c == '_' || c == '.' || c >= 0x80
}

// checkFormula refuses a formula that reaches outside the workbook.
func checkFormula(formula []byte) error {
	if found := reaches(formula); found != nil {
		return problem.New(problem.Unsupported, "xlsx-formula-call", lang.Text{
			Zh: "公式会访问工作簿以外的内容，整个文件不予读取",
			En: "A formula reaches outside the workbook, so the whole file is refused",
		}, pasteValues).With(string(found))
	}
	return nil
}
