package xlsx

import (
	"fmt"

	"shukun/lang"
	"shukun/problem"
)

// What a person can do about a file we refuse.
var (
	saveAgain = lang.Text{
		Zh: "请用 Excel 或 WPS 打开，“另存为 → Excel 工作簿(.xlsx)”后重试",
		En: "Open it in Excel or WPS, choose Save As → Excel Workbook (.xlsx), and try again",
	}
	sendAgain = lang.Text{
		Zh: "请重新下载或重新保存该文件后重试",
		En: "Download or save the file again and retry",
	}
	pasteValues = lang.Text{
		Zh: "请把需要的单元格“复制 → 选择性粘贴 → 数值”到新工作簿，另存为 .xlsx 后重试",
		En: "Copy the cells you need, Paste Special → Values into a new workbook, save it as .xlsx, and try again",
	}
	splitUp = lang.Text{
		Zh: "请删去无用的内容，或拆成几个文件后重试",
		En: "Remove what is not needed, or split it into several files, and try again",
	}
)

// The refusals without particulars.
var (
	errEmpty = problem.New(problem.Invalid, "xlsx-empty",
		lang.Text{Zh: "文件是空的", En: "The file is empty"}, sendAgain)
	errLegacy = problem.New(problem.Unsupported, "xlsx-legacy-xls",
		lang.Text{Zh: "这是旧版 .xls 工作簿，不能直接读取", En: "This is an old .xls workbook, which is not read directly"}, saveAgain)
	errPassword = problem.New(problem.Unsupported, "xlsx-password",
		lang.Text{Zh: "工作簿设有打开密码", En: "The workbook is protected by a password"},
		lang.Text{Zh: "请打开后取消“用密码进行加密”，另存为 .xlsx 后重试", En: "Open it, take the password off, save it as .xlsx, and try again"})
	errCompound = problem.New(problem.Unsupported, "xlsx-old-format",
		lang.Text{Zh: "这是旧格式或加密的文档，不是 .xlsx 工作簿", En: "This is a document in an old format or an encrypted one, not an .xlsx workbook"}, saveAgain)
	errMarkup = problem.New(problem.Unsupported, "xlsx-web-page",
		lang.Text{Zh: "这是网页或 XML 文件，只是用了表格的扩展名", En: "This is a web page or an XML file under a workbook's name"}, saveAgain)
	errNotZip = problem.New(problem.Invalid, "xlsx-not-xlsx",
		lang.Text{Zh: "这不是 .xlsx 工作簿", En: "This is not an .xlsx workbook"}, saveAgain)
	errNotWorkbook = problem.New(problem.Unsupported, "xlsx-not-workbook",
		lang.Text{Zh: "压缩包里没有 Excel 工作簿", En: "There is no Excel workbook in this archive"}, saveAgain)
	errBinary = problem.New(problem.Unsupported, "xlsx-binary",
		lang.Text{Zh: "这是二进制工作簿（.xlsb）", En: "This is a binary workbook (.xlsb)"}, saveAgain)
	errTruncated = problem.New(problem.Invalid, "xlsx-truncated",
		lang.Text{Zh: "文件不完整，后面的内容缺失", En: "The file is incomplete: its end is missing"}, sendAgain)
	errTrailing = problem.New(problem.Invalid, "xlsx-trailing-data",
		lang.Text{Zh: "文件末尾有不属于工作簿的内容", En: "There is something after the end of the workbook"}, saveAgain)
	errDTD = problem.New(problem.Invalid, "xlsx-dtd",
		lang.Text{Zh: "文件含文档类型定义（DTD），正常的工作簿没有", En: "The file holds a document type definition (DTD), which no proper workbook has"}, saveAgain)
	errEncoding = problem.New(problem.Unsupported, "xlsx-encoding",
		lang.Text{Zh: "文件内部不是 UTF-8 编码", En: "The inside of the file is not in UTF-8"}, saveAgain)
	errNoSheets = problem.New(problem.Invalid, "xlsx-no-worksheet",
		lang.Text{Zh: "工作簿里没有工作表", En: "The workbook has no worksheet"}, saveAgain)
	errNoSheet = problem.New(problem.NotFound, "xlsx-no-sheet",
		lang.Text{Zh: "没有这张工作表", En: "There is no such sheet"}, lang.Text{Zh: "请核对工作表序号", En: "Check the number of the sheet"})
)

// damaged is a file whose inside contradicts itself or the format; zh and en say how.
func damaged(code, zh, en string) *problem.Error {
	return problem.New(problem.Invalid, code, lang.Text{Zh: "文件损坏：" + zh, En: "The file is damaged: " + en}, saveAgain)
}

// malformed is XML that is not well formed, or a worksheet that is not one.
func malformed(zh, en string) *problem.Error { return damaged("xlsx-malformed", zh, en) }

// forbidden is content that a ledger never needs and that can do harm.
func forbidden(code, part, zh, en string) *problem.Error {
	return problem.New(problem.Unsupported, code,
		lang.Text{Zh: "工作簿含" + zh, En: "The workbook holds " + en}, pasteValues).With(part)
}

// tooLarge is a file beyond limit n of what zh and en name.
func tooLarge(code string, n int64, zh, en string) *problem.Error {
	return problem.New(problem.TooLarge, code, lang.Text{
		Zh: fmt.Sprintf("%s超过上限 %s", zh, grouped(n)),
		En: fmt.Sprintf("%s: the limit is %s", en, grouped(n)),
	}, splitUp)
}

// unreadable is a failure of what the file lies on.
func unreadable(cause error) *problem.Error {
	return problem.New(problem.Unavailable, "xlsx-unreadable",
		lang.Text{Zh: "读取文件时出错", En: "Reading the file failed"},
		lang.Text{Zh: "请稍后重试", En: "Try again later"}).Because(cause)
}

// grouped writes n with commas between thousands.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
