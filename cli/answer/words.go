package answer

import (
	"shukun/policy"
	"shukun/report"
)

// words are the words of all reports.
var words = &report.Words

// The sentences with gaps that only a command says.
var (
	sayRead     = policy.Say("采用 {0} 行", "rows used: {0}")
	sayRejected = policy.Say("拒收 {0} 行", "rejected: {0}")
	sayBlank    = policy.Say("跳过空行 {0} 行", "blank rows skipped: {0}")
	sayTotals   = policy.Say("跳过合计行 {0} 行", "total rows skipped: {0}")
	sayLate     = policy.Say("超期 {0} 天", "{0} days past")
	sayMore     = policy.Say("另有 {0} 项未列出", "{0} more are not listed")
	sayTop      = policy.Say("按金额从大到小列出 {0} 项，共 {1} 项", "the {0} with the largest amounts, of {1}")
	sayCap      = policy.Say("只列出金额最大的 {0} 项，共 {1} 项。要看全部，请运行：{2}", "Only the {0} with the largest amounts of {1} are listed. To see all, run: {2}")
	sayWouldFix = policy.Say("补齐后可判定 {0} 项", "would settle: {0}")
	sayWarnMore = policy.Say("另有 {0} 条提醒，用 --format json 可看全部", "{0} more warnings; --format json shows all")
	sayProblems = policy.Say("{0} 处", "{0}")
)
