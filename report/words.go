package report

import (
	"reflect"

	"shukun/lang"
	"shukun/policy"
)

func w(zh, en string) lang.Text { return lang.Text{Zh: zh, En: en} }

// Words are the words of the reports in both languages.
var Words = struct {
	AllClauses, TotalsNote, Yuan, Unit                                     lang.Text
	Title, AsOf, Read, File, Sheet, Ledger, Rows, Rejected, NotRead        lang.Text
	Summary, Clause, Rule, Outcome, Count, Amount, AmountYuan, None        lang.Text
	Worst, Unsettled, Rejections, Warnings, Next, Basis, Formula, Also     lang.Text
	Enterprise, Code, Beneficiary, Key, DueOn, Days, NextChange, Reason    lang.Text
	Missing, Trace, Span, Rewrite, Row, Column, Value, Message, Due, Steps lang.Text
	Clean, Incomplete, NextAll, NextExplain, NextLaw, NextFix, Contents    lang.Text
	Print, ReadingOf, Sum, NoFindings, Where, Continued, RuleID, Problem   lang.Text
	Notes, Colon, State, And                                               lang.Text
}{
	AllClauses: w("各条通用", "All clauses"),
	TotalsNote: w("金额按规则和结果分别合计。同一笔钱可能出现在几条规则里（例如未足额减免是应享减免的一部分），所以不同规则的合计不得相加；每条措施的合计只取一条规则。提示不计金额。",
		"Amounts are added up by rule and outcome. The same money may stand under several rules (a relief shortfall is a part of the entitlement), so sums of different rules must not be added; the sum of a clause is that of one rule alone. Notices have no sums."),
	Yuan: w("元", "yuan"), Unit: w("金额单位：元", "Amounts in yuan"),
	Title: w("纾困台账检查结果", "Shukun: result of the ledger check"), AsOf: w("截至", "as of"), Read: w("读取的台账", "Ledgers read"),
	File: w("文件", "File"), Sheet: w("工作表", "Sheet"), Ledger: w("台账", "Ledger"), Rows: w("采用行数", "Rows used"),
	Rejected: w("拒收行数", "Rows rejected"), NotRead: w("未读取", "not read"),
	Summary: w("汇总", "Summary"), Clause: w("措施", "Clause"), Rule: w("规则", "Rule"), RuleID: w("规则编号", "Rule id"), Outcome: w("结果", "Outcome"),
	Count: w("件数", "Count"), Amount: w("金额", "Amount"), AmountYuan: w("金额（元）", "Amount (yuan)"), None: w("--", "--"),
	Worst: w("最严重的问题", "Worst violations"), Unsettled: w("无法判定的，缺什么", "Undetermined: what is missing"),
	Rejections: w("拒收的行", "Rejected rows"), Warnings: w("提醒", "Warnings"), Next: w("下一步", "Next steps"),
	Basis: w("依据", "Basis"), Formula: w("认定方法", "How it is found"), Also: w("同一行另有", "The same row also has"),
	Enterprise: w("责任单位", "Enterprise"), Code: w("统一社会信用代码", "Credit code"), Beneficiary: w("对方", "Other party"),
	Key: w("编号", "Key"), DueOn: w("期限", "Due on"), Days: w("超过天数", "Days past"), NextChange: w("下次变化日", "Next change on"),
	Reason: w("说明", "Reason"), Missing: w("缺少", "Missing"), Trace: w("推算过程", "Trace"), Span: w("原文位置", "Place in the text"),
	Rewrite: w("建议写法", "Suggested wording"), Row: w("行", "Row"), Column: w("列", "Column"), Value: w("值", "Value"),
	Message: w("问题和改法", "Problem and cure"), Due: w("将到期", "Coming due"), Steps: w("步骤", "Steps"),
	Clean:      w("没有发现问题。", "No violation was found."),
	Incomplete: w("有行被拒收，结果不完整：请按下面的提示改正后重新检查。", "Rows were rejected, so the result is incomplete: correct them as told below and check again."),
	NextAll:    w("查看全部结果：", "See everything: "), NextExplain: w("查看某一条的推算过程：", "Explain one finding: "),
	NextLaw: w("查看条文、认定方法和参数：", "Read the clause, its rules and figures: "), NextFix: w("改正拒收的行后重新运行同一命令。", "Correct the rejected rows and run the same command again."),
	Contents: w("目录", "Contents"), Print: w("打印时请选 A4 横向。", "Print on A4, landscape."), ReadingOf: w("口径", "reading"), Sum: w("合计", "Total"),
	NoFindings: w("没有结果。", "There are no findings."), Where: w("位置", "Place"), Continued: w("续", "continued"), Problem: w("问题", "problem"),
	Notes: w("说明", "Notes"), Colon: w("：", ": "), State: w("处理状态", "State"), And: w("及以下", "and below"),
}

// The sentences with gaps.
var (
	SayCounts = policy.Say("问题 {0} 项，义务 {1} 项，应享 {2} 项，无法判定 {3} 项，提示 {4} 项", "violations {0}, obligations {1}, entitlements {2}, undetermined {3}, notices {4}")
	sayNotice = policy.Say("通知第{0}条（{1}）", "the notice, clause {0} ({1})")
	SayClause = policy.Say("第{0}条 {1}", "Clause {0} {1}")
	SayView   = policy.Say("{0}合计（{1}）", "Sum of {0} ({1})")
)

// WordsIn gives the words in one language, by name, for the page.
func WordsIn(l lang.Lang) map[string]string {
	v := reflect.ValueOf(Words)
	out := make(map[string]string, v.NumField())
	for i := range v.NumField() {
		out[v.Type().Field(i).Name] = v.Field(i).Interface().(lang.Text).In(l)
	}
	return out
}
