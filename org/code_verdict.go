package org

import (
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// Verdict says what is wrong with a credit code as it was written, if anything.
type Verdict uint8

// The verdicts of ParseCode.
const (
	CodeOK            Verdict = iota
	CodeWrongCheck            // warning: the check character does not fit the other 17
	CodeOddLetter             // warning: a letter the standard does not use: I, O, S, V, Z
	CodeMalformed             // error: not 18 letters and digits
	CodePrecisionLost         // error: a spreadsheet took it for a number and cut it to 15 digits
)

// Usable reports whether the code can be worked with: it is right, or only a warning is due.
func (v Verdict) Usable() bool { return v <= CodeOddLetter }

// String gives the code of the problem, "ok" if there is none.
func (v Verdict) String() string {
	if p := v.Problem(""); p != nil {
		return p.Code
	}
	return "ok"
}

// Problem gives the warning or error to show for the value as it was written, nil for CodeOK.
// Its code is credit-code-check, credit-code-letter, credit-code-malformed or credit-code-precision-lost.
func (v Verdict) Problem(value string) *problem.Error {
	if v == CodeOK || int(v) >= len(verdictProblems) {
		return nil
	}
	return verdictProblems[v].With(value)
}

var verdictProblems = [...]*problem.Error{
	CodeWrongCheck: problem.New(problem.Invalid, "credit-code-check",
		lang.Text{Zh: "统一社会信用代码的校验码不正确（GB 32100-2015）", En: "the credit code's check character is wrong (GB 32100-2015)"},
		lang.Text{Zh: "请对照营业执照核对；本行仍按此代码处理", En: "Compare it with the business licence; the row is used with the code as written"}),
	CodeOddLetter: problem.New(problem.Invalid, "credit-code-letter",
		lang.Text{Zh: "统一社会信用代码不使用字母 I、O、S、V、Z（GB 32100-2015）", En: "a credit code never has the letters I, O, S, V, Z (GB 32100-2015)"},
		lang.Text{Zh: "请检查是否把数字 1、0、5、2 录成了字母；本行仍按此代码处理", En: "See whether 1, 0, 5 or 2 was typed as a letter; the row is used with the code as written"}),
	CodeMalformed: problem.New(problem.Invalid, "credit-code-malformed",
		lang.Text{Zh: "不是统一社会信用代码：应为 18 位数字和大写字母", En: "not a credit code: it has 18 digits and capital letters"},
		lang.Text{Zh: "请按营业执照填写 18 位代码；15 位注册号和 9 位组织机构代码不能代替", En: "Enter the 18 characters from the business licence; a 15-digit registration number or a 9-digit organisation code will not do"}),
	CodePrecisionLost: problem.New(problem.Invalid, "credit-code-precision-lost",
		lang.Text{Zh: "统一社会信用代码被电子表格当作数字，只保留了 15 位有效数字，后 3 位已丢失", En: "a spreadsheet took the credit code for a number and kept only 15 digits; the last 3 are lost"},
		lang.Text{Zh: "请把该列设为“文本”格式，再按营业执照重新填写 18 位代码", En: "Set the column's format to text, then enter the 18 characters again from the business licence"}),
}

// parseSpacedCode is the slow path of ParseCode: the code with spaces around it, or no code, and then why.
func parseSpacedCode(s string) (Code, Verdict) {
	if t := strings.TrimSpace(s); len(t) != len(s) {
		return ParseCode(t)
	}
	if looksNumeric(s) {
		return Code{}, CodePrecisionLost
	}
	return Code{}, CodeMalformed
}

// looksNumeric reports whether s is what a spreadsheet shows or stores for an 18-digit number: scientific notation
// (9.115E+17), or 18 digits grouped or with a decimal point (911,501,000,000,000,000.00).
func looksNumeric(s string) bool {
	mantissa, exponent, scientific := strings.Cut(strings.ToUpper(s), "E")
	whole, fraction, point := strings.Cut(mantissa, ".")
	if point && fraction != "" && !digits([]byte(fraction)) {
		return false
	}
	if scientific {
		exponent = strings.TrimPrefix(exponent, "+")
		return len(whole) == 1 && digits([]byte(whole)) && len(exponent) == 2 && digits([]byte(exponent))
	}
	plain := strings.ReplaceAll(whole, ",", "")
	return len(plain) == len(Code{}) && digits([]byte(plain))
}
