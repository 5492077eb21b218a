package ledger

import (
	"shukun/lang"
	"shukun/problem"
)

// fault is what is wrong with a cell, without its place.
type fault = problem.Error

func cellFault(code, zh, en, nextZh, nextEn string) *fault {
	return problem.New(problem.Invalid, code, lang.Text{Zh: zh, En: en}, lang.Text{Zh: nextZh, En: nextEn})
}

var (
	faultRequired = cellFault("required-missing", "必填项为空", "a required value is missing",
		"请补填此单元格", "Fill this cell in")
	faultDateImpossible = cellFault("date-impossible", "没有这一天", "there is no such day",
		"请核对日期，按 2022-06-30 的格式填写", "Check the date and write it like 2022-06-30")
	faultDateAmbiguous = cellFault("date-ambiguous", "日月顺序不明", "day and month could be either way round",
		"请按年-月-日填写，如 2022-06-30", "Write year-month-day, like 2022-06-30")
	faultDate = cellFault("date-invalid", "不是可识别的日期", "this is not a date we can read",
		"请按 2022-06-30、2022/6/30、20220630、2022.6.30 或 2022年6月30日 填写", "Write it like 2022-06-30, 2022/6/30, 20220630, 2022.6.30 or 2022年6月30日")
	faultMoney = cellFault("money-invalid", "不是可识别的金额", "this is not an amount we can read",
		"请填写数字，如 1234.50 或 1,234.50", "Write a number, like 1234.50 or 1,234.50")
	faultFraction = cellFault("money-fraction", "金额精确到分以下", "the amount has fractions of a fen",
		"请保留两位小数（元），或核对列标题中的单位", "Keep two decimals of yuan, or check the unit in the column's header")
	faultRange = cellFault("number-range", "数值过大", "the number is too large",
		"请核对数值和单位", "Check the number and its unit")
	faultNumber = cellFault("number-invalid", "不是可识别的数", "this is not a number we can read",
		"请填写数字，小数不超过8位", "Write a number with at most 8 decimals")
	faultInteger = cellFault("integer-invalid", "应为整数", "a whole number is wanted here",
		"请填写整数", "Write a whole number")
	faultYesNo = cellFault("yes-no-invalid", "应为“是”或“否”", "this must be yes or no",
		"请填写 是 或 否；不清楚则留空", "Write 是/否 or yes/no; leave it empty if unknown")
	faultEnum = cellFault("choice-invalid", "不在可选值之内", "this is not one of the choices",
		"请从下拉列表或填表说明中选择", "Choose one of the values in the drop-down or the notes")
	faultDivision = cellFault("division-invalid", "应为六位县级区划代码", "a six-digit division code is wanted here",
		"请按 GB/T 2260 填写，如 150102", "Use a GB/T 2260 code, like 150102")
	warnDivision = cellFault("division-unknown", "GB/T 2260 中没有这个区划代码", "GB/T 2260 has no such division code",
		"请核对代码；本行仍按此代码处理", "Check it; the row is used with this code")
	faultIndustry = cellFault("industry-invalid", "国民经济行业分类中没有这个代码", "there is no such code in the industry classification",
		"请按 GB/T 4754-2017 填写，如 F52 或 5211", "Use a GB/T 4754-2017 code, like F52 or 5211")
	warnIndustryClass = cellFault("industry-class-unknown", "GB/T 4754-2017 中没有这个小类，本行按其中类或大类处理", "GB/T 4754-2017 has no such class; the row is used with its group or division",
		"请按 2017 版核对代码", "Check the code against the 2017 edition")
	warnIndustryZero = cellFault("industry-zero-lost", "这一格是数字，前面的 0 可能已丢失；本行按三位行业代码处理", "the cell is a number and may have lost a leading 0; the row is used with the three-digit code",
		"请把该列设为“文本”格式并核对", "Set the column to Text and check it")
	faultBecameDate = cellFault("became-date", "此处不应是日期，可能被 Excel 自动改成了日期", "this must not be a date; Excel may have turned it into one",
		"请先把该列设为“文本”或“常规”格式，再重新录入", "Set the column to Text or General and enter it again")
	faultPercent = cellFault("unexpected-percent", "此处不应是百分数", "this must not be a percentage",
		"请核对单元格格式和数值", "Check the cell's format and its value")
	faultBool = cellFault("unexpected-boolean", "此处不应是逻辑值 TRUE/FALSE", "this must not be a TRUE/FALSE value",
		"请按列的类型重新填写", "Enter what the column asks for")
	faultBigNumber = cellFault("text-precision-lost", "编号被当成了数字，15位以后的数字已经丢失", "the number was stored as a numeric value and its digits after the 15th are lost",
		"请先把该列设为“文本”格式，再重新录入", "Set the column to Text and enter it again")
	faultFormula = cellFault("formula", "含公式，计算结果不可采信", "the cell holds a formula, whose stored result cannot be trusted",
		"请复制该列，选择性粘贴为“数值”后再提交", "Copy the column and paste it back as values")
	faultCellError = cellFault("cell-error", "单元格是错误值", "the cell holds an error value",
		"请改正公式或重新填写", "Correct the formula or fill the cell in again")
	faultEncoding = cellFault("encoding-mixed", "此行的文字编码与文件其余部分不同", "this row is in another character encoding than the rest of the file",
		"请用记事本或 WPS 把文件另存为 UTF-8", "Save the file again as UTF-8")
	faultShape = cellFault("too-many-cells", "此行的单元格比表头多", "the row has more cells than the header",
		"请核对是否有多余的分隔符，含逗号的文字应加引号", "Look for a stray separator; quote text that contains one")
	faultQuote = cellFault("quote-open", "引号没有闭合，或闭合后还有文字", "a quotation mark is never closed, or text follows the closing one",
		"请补上引号；文字中的引号应写成两个", "Close it; write a quotation mark within quoted text twice")
)
