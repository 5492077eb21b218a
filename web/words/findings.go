package words

import (
	"fmt"

	"shukun/lang"
)

// The words of the lists and pages of findings, clauses and units.
var (
	FindingKey        = lang.Text{Zh: "编号", En: "Key"}
	FindingWhat       = lang.Text{Zh: "事项", En: "Matter"}
	FindingUnit       = lang.Text{Zh: "责任单位", En: "Unit that must act"}
	FindingParty      = lang.Text{Zh: "对方", En: "Other party"}
	FindingOutcome    = lang.Text{Zh: "结论", En: "Outcome"}
	FindingAmount     = lang.Text{Zh: "金额", En: "Amount"}
	FindingDue        = lang.Text{Zh: "期限", En: "Due on"}
	FindingDays       = lang.Text{Zh: "超期", En: "Overdue"}
	FindingDaysUnit   = lang.Text{Zh: "天", En: "days"}
	FindingState      = lang.Text{Zh: "状态", En: "State"}
	FindingClause     = lang.Text{Zh: "条款", En: "Clause"}
	FindingRule       = lang.Text{Zh: "规则", En: "Rule"}
	FindingReason     = lang.Text{Zh: "理由", En: "Reason"}
	FindingSearch     = lang.Text{Zh: "编号、对方或单位", En: "Key, party or unit"}
	FindingOrder      = lang.Text{Zh: "排序", En: "Order"}
	FindingWithin     = lang.Text{Zh: "几天内到期", En: "Due within (days)"}
	FindingOver       = lang.Text{Zh: "超期多于（天）", En: "Overdue more than (days)"}
	FindingFrom       = lang.Text{Zh: "金额不低于", En: "Amount at least"}
	FindingAnyClause  = lang.Text{Zh: "全部条款", En: "All clauses"}
	FindingAnyRule    = lang.Text{Zh: "全部规则", En: "All rules"}
	FindingAnyOutcome = lang.Text{Zh: "全部结论", En: "All outcomes"}
	FindingLive       = lang.Text{Zh: "待办", En: "To be done"}
	FindingAnyState   = lang.Text{Zh: "全部状态", En: "All states"}
	FindingQuality    = lang.Text{Zh: "数据质量", En: "Data quality"}

	OrderAmount = lang.Text{Zh: "金额从大到小", En: "Largest amount first"}
	OrderDays   = lang.Text{Zh: "超期从长到短", En: "Longest overdue first"}
	OrderDue    = lang.Text{Zh: "期限从近到远", En: "Soonest due first"}
	OrderClause = lang.Text{Zh: "条款、规则、单位、编号", En: "Clause, rule, unit, key"}

	SayClause  = lang.Text{Zh: "第%d条 %s", En: "Clause %d: %s"}
	SayRule    = lang.Text{Zh: "规则：%s", En: "Rule: %s"}
	SayOutcome = lang.Text{Zh: "结论是%s", En: "The outcome is %s"}
	SayState   = lang.Text{Zh: "状态：%s", En: "State: %s"}
	SayFrom    = lang.Text{Zh: "金额不低于 %s 元", En: "At least %s yuan"}
	SayWithin  = lang.Text{Zh: "%d 天内到期", En: "Due within %d days"}
	SayOver    = lang.Text{Zh: "超期多于 %d 天", En: "More than %d days overdue"}
	SaySearch  = lang.Text{Zh: "含“%s”", En: "Contains “%s”"}
	SayUnit    = lang.Text{Zh: "仅%s", En: "Only %s"}

	FindingsCount   = lang.Text{Zh: "共 %s 条", En: "%s findings"}
	FindingsMany    = lang.Text{Zh: "1万+", En: "10,000+"}
	FindingsSum     = lang.Text{Zh: "合计", En: "Total"}
	FindingsNoSum   = lang.Text{Zh: "超过一万条，合计不在页面上计算；缩小筛选或导出后合计", En: "More than 10,000 rows: no total is worked out here. Narrow the filters, or export and add up"}
	FindingsOneRule = lang.Text{Zh: "不同规则的金额会重复计算同一笔钱，不合计；选定一条规则后给出合计", En: "Amounts of several rules may count the same money twice and are not added up; choose one rule to see its total"}
	FindingPressing = lang.Text{Zh: "除提示外", En: "All but notices"}
	FindingsRounded = lang.Text{Zh: "合计因四舍五入与分项之和相差 %s", En: "The total differs from the sum of the parts shown by %s, because of rounding"}
	FindingsNone    = lang.Text{Zh: "没有符合条件的事项", En: "Nothing fits these filters"}
	FindingsAll     = lang.Text{Zh: "去掉全部筛选", En: "Take all filters off"}
	FindingsNever   = lang.Text{Zh: "还没有核验过：报送台账后自动核验", En: "Nothing has been evaluated yet: it follows by itself once ledgers are filed"}
	FindingsFile    = lang.Text{Zh: "去报送", En: "File ledgers"}
	FindingsBefore  = lang.Text{Zh: "这一天没有数据", En: "There are no data of this day"}
	FindingsClean   = lang.Text{Zh: "没有待办事项。各单位台账已核验", En: "There is nothing to be done. The ledgers have been evaluated"}
	DataUpTo        = lang.Text{Zh: "数据截至 %s", En: "Data as of %s"}
	CreditCode      = lang.Text{Zh: "统一社会信用代码", En: "Credit code"}
	ExportName      = lang.Text{Zh: "问题与义务", En: "findings"}

	StateOpen         = lang.Text{Zh: "未处理", En: "Open"}
	StateAcknowledged = lang.Text{Zh: "已知悉", En: "Acknowledged"}
	StateRectifying   = lang.Text{Zh: "整改中", En: "Being put right"}
	StateCleared      = lang.Text{Zh: "已消除", En: "Cleared"}
	StateExcepted     = lang.Text{Zh: "已批准例外", En: "Excepted"}
)

// FindingStates are the words of the states.
var FindingStates = map[string]lang.Text{"open": StateOpen, "acknowledged": StateAcknowledged, "rectifying": StateRectifying, "cleared": StateCleared, "excepted": StateExcepted}

// The words of a finding's page.
var (
	FindingPage       = lang.Text{Zh: "事项", En: "Finding"}
	FindingDo         = lang.Text{Zh: "要办什么", En: "What must be done"}
	FindingNext       = lang.Text{Zh: "下一步：", En: "Next step: "}
	FindingFigure     = lang.Text{Zh: "涉及金额", En: "Amount"}
	FindingSince      = lang.Text{Zh: "首次发现", En: "First found"}
	FindingPromise    = lang.Text{Zh: "承诺日期", En: "Promised for"}
	FindingWhy        = lang.Text{Zh: "为什么", En: "Why"}
	FindingTrace      = lang.Text{Zh: "逐步计算", En: "Step by step"}
	FindingTraceShow  = lang.Text{Zh: "看逐步计算", En: "Show the steps"}
	FindingTraceNone  = lang.Text{Zh: "这一天的台账不再得出这条结论，没有步骤可看", En: "The ledgers of this day no longer give this finding, so there are no steps"}
	FindingStep       = lang.Text{Zh: "步骤", En: "Step"}
	FindingValue      = lang.Text{Zh: "值", En: "Value"}
	FindingBasis      = lang.Text{Zh: "依据", En: "Basis"}
	FindingRow        = lang.Text{Zh: "台账原行", En: "The row as filed"}
	FindingRowHid     = lang.Text{Zh: "没有查看这份台账的权限；可请该单位管理员授予“财务”等角色", En: "This ledger is not yours to see; the unit's administrator can grant a role such as Finance"}
	FindingRowNone    = lang.Text{Zh: "这条结论不针对某一行，而是针对整个单位", En: "This finding is about the whole unit, not about one row"}
	FindingRowAt      = lang.Text{Zh: "%s %s 第 %d 行，%s 报送（%s）", En: "%s %s row %d, filed on %s (%s)"}
	FindingColumn     = lang.Text{Zh: "列", En: "Column"}
	FindingFiled      = lang.Text{Zh: "原值", En: "As filed"}
	FindingRelated    = lang.Text{Zh: "同一行的其他事项", En: "Other findings on the same row"}
	FindingHistory    = lang.Text{Zh: "经过", En: "History"}
	FindingVersions   = lang.Text{Zh: "数值的变化", En: "Earlier values"}
	FindingPeriod     = lang.Text{Zh: "期间", En: "Period"}
	FindingAnswerIt   = lang.Text{Zh: "办理", En: "Answer"}
	FindingData       = lang.Text{Zh: "系统（按数据）", En: "the data"}
	FindingMissing    = lang.Text{Zh: "缺少的事实：", En: "Facts that are missing:"}
	FindingPastNote   = lang.Text{Zh: "这是过去某天的样子，不能办理；回到业务日后办理", En: "This is how it stood on a past day. Go back to the business day to answer it"}
	FindingColumnOf   = lang.Text{Zh: "%s·%s", En: "%s: %s"}
	FindingSpanAt     = lang.Text{Zh: "原文", En: "In the text"}
	FindingRewrite    = lang.Text{Zh: "可改为", En: "Could read"}
	FindingFormula    = lang.Text{Zh: "认定方法：", En: "How it is found: "}
	RuleFormula       = lang.Text{Zh: "认定方法", En: "How it is found"}
	EventFound        = lang.Text{Zh: "发现", En: "Found"}
	EventChanged      = lang.Text{Zh: "数据变化", En: "The data changed"}
	EventCleared      = lang.Text{Zh: "数据显示已消除", En: "Cleared by the data"}
	EventReturned     = lang.Text{Zh: "消除后再次发现", En: "Found again after clearing"}
	EventAcknowledged = lang.Text{Zh: "知悉", En: "Acknowledged"}
	EventPromised     = lang.Text{Zh: "承诺整改", En: "Promised"}
	EventProposed     = lang.Text{Zh: "提出例外", En: "Exception proposed"}
	EventApproved     = lang.Text{Zh: "批准例外", En: "Exception approved"}
	EventRefused      = lang.Text{Zh: "不同意例外", En: "Exception refused"}
	EventCommented    = lang.Text{Zh: "说明", En: "Comment"}
	EvidenceFile      = lang.Text{Zh: "附件", En: "Evidence"}

	DoAcknowledge = lang.Text{Zh: "知悉", En: "Acknowledge"}
	DoPromise     = lang.Text{Zh: "承诺整改日期", En: "Promise a day"}
	DoComment     = lang.Text{Zh: "添加说明", En: "Add a comment"}
	DoPropose     = lang.Text{Zh: "提出例外", En: "Propose an exception"}
	DoApprove     = lang.Text{Zh: "批准", En: "Approve"}
	DoRefuse      = lang.Text{Zh: "不同意", En: "Refuse"}
	DoDecide      = lang.Text{Zh: "审批例外", En: "Decide the exception"}
	NoteLabel     = lang.Text{Zh: "说明", En: "Words"}
	NoteOptional  = lang.Text{Zh: "说明（选填）", En: "Words (optional)"}
	ReasonLabel   = lang.Text{Zh: "理由", En: "Reason"}
	ReasonHint    = lang.Text{Zh: "写明为什么不整改，依据什么；由另一位审批人决定", En: "Say why it stays as it is and on what ground; another person decides"}
	PromiseLabel  = lang.Text{Zh: "哪一天办完", En: "Done by"}
	EvidenceLabel = lang.Text{Zh: "附件", En: "Evidence"}
	EvidenceHint  = lang.Text{Zh: "PDF、JPG 或 PNG，不超过 10 MB", En: "PDF, JPG or PNG, at most 10 MB"}
	DecideWho     = lang.Text{Zh: "%s 提出：%s", En: "%s proposes: %s"}
	DecideWaits   = lang.Text{Zh: "例外已提出，等待另一位审批人决定", En: "An exception is proposed and waits for another person's decision"}
	DidAnswer     = lang.Text{Zh: "已记录", En: "Recorded"}

	SayOwes     = lang.Text{Zh: "%s 应向 %s 支付 %s 元，%s 到期，已逾期 %d 天。", En: "%s owes %s %s yuan, due on %s, %d days overdue."}
	SayWillOwe  = lang.Text{Zh: "%s 应于 %s 向 %s 支付 %s 元。", En: "%s has to pay by %s, to %s, %s yuan."}
	SayInterest = lang.Text{Zh: "%s 应向 %s 支付逾期利息 %s 元。", En: "%s owes %s late interest of %s yuan."}
	SayMatter   = lang.Text{Zh: "%s：%s", En: "%s: %s"}
	SayAbout    = lang.Text{Zh: "，涉及 %s", En: ", about %s"}
	SayAmount   = lang.Text{Zh: "，金额 %s 元", En: ", %s yuan"}
	SayDueOn    = lang.Text{Zh: "，期限 %s", En: ", due on %s"}
	SayDays     = lang.Text{Zh: "，已超过 %d 天", En: ", %d days ago"}
	SayEnd      = lang.Text{Zh: "。", En: "."}

	NextViolation    = lang.Text{Zh: "立即办理并在台账中更新；一时办不了的，写明承诺日期；确有理由的，提出例外由他人审批。", En: "Put it right and update the ledger. If it takes time, promise a day; if there is good reason, propose an exception for another to decide."}
	NextObligation   = lang.Text{Zh: "在期限前办完，并在台账中更新。", En: "Do it before it is due and update the ledger."}
	NextEntitlement  = lang.Text{Zh: "通知受益的企业并落实，完成后在台账中登记。", En: "Tell the business entitled, carry it out, and record it in the ledger."}
	NextUndetermined = lang.Text{Zh: "补报下面缺少的列，系统随即重新判断。", En: "File the missing columns below; it is judged again at once."}
	NextNotice       = lang.Text{Zh: "核对这一行；无误则不必办理。", En: "Check the row; if it is right, nothing need be done."}
	NextCleared      = lang.Text{Zh: "已消除，不必办理。", En: "It is cleared; nothing need be done."}
	NextExcepted     = lang.Text{Zh: "已批准例外，不必办理。", En: "An exception is approved; nothing need be done."}
)

// FindingEvents are the words of what happens to a finding.
var FindingEvents = map[string]lang.Text{"found": EventFound, "changed": EventChanged, "cleared": EventCleared, "returned": EventReturned, "acknowledge": EventAcknowledged,
	"promise": EventPromised, "comment": EventCommented, "propose-exception": EventProposed, "approve-exception": EventApproved, "refuse-exception": EventRefused}

// The words of citations.
var (
	ReadingIs  = lang.Text{Zh: "口径：%s", En: "Reading: %s"}
	RowHistory = lang.Text{Zh: "这一行的历次报送", En: "This row as filed over time"}
	ArticleIs  = lang.Text{Zh: "第%s条", En: "art. %s"}
)

// The words of clauses, units and rows.
var (
	ClausesIntro     = lang.Text{Zh: "通知的二十三条，逐条：要求什么、谁在执行、%s 的情况", En: "The 23 clauses of the notice: what each orders, what carries it out, and how it stands for %s"}
	ClausePart       = lang.Text{Zh: "部分", En: "Part"}
	ClauseViolations = lang.Text{Zh: "问题", En: "Violations"}
	ClauseTodo       = lang.Text{Zh: "义务与无法判定", En: "Obligations, undetermined"}
	ClauseOrders     = lang.Text{Zh: "要求什么", En: "What it orders"}
	ClauseOriginal   = lang.Text{Zh: "以下是用我们的话写的，不是通知原文", En: "This is in our own words, not the text of the notice"}
	ClauseDuty       = lang.Text{Zh: "谁、何时", En: "Who, and when"}
	ClauseCarried    = lang.Text{Zh: "由什么执行", En: "Carried out by"}
	ClauseLater      = lang.Text{Zh: "尚未执行：%s", En: "Not carried out yet: %s"}
	ClauseNoReason   = lang.Text{Zh: "不由系统计算：%s", En: "Not computed: %s"}
	ClauseFigures    = lang.Text{Zh: "%s 的数值", En: "The figures on %s"}
	ClauseParameter  = lang.Text{Zh: "参数", En: "Parameter"}
	ClauseValue      = lang.Text{Zh: "数值", En: "Value"}
	ClauseSince      = lang.Text{Zh: "自", En: "Since"}
	ClauseSource     = lang.Text{Zh: "出处", En: "Source"}
	ClauseNoValue    = lang.Text{Zh: "这一天没有数值", En: "no value on this day"}
	ClauseReadings   = lang.Text{Zh: "口径（法规没有写明、由我们选定）", En: "Readings (where the text is silent and we chose)"}
	ClauseRules      = lang.Text{Zh: "规则", En: "Rules"}
	ClauseHistory    = lang.Text{Zh: "沿革", En: "Law over time"}
	ClauseOpen       = lang.Text{Zh: "未定", En: "Open questions"}
	ClauseRed        = lang.Text{Zh: "谁有问题", En: "Who is red"}
	ClauseNobodyRed  = lang.Text{Zh: "没有单位在这一条上有问题或待办", En: "No unit has a violation or anything to do under this clause"}
	ClauseNoFigures  = lang.Text{Zh: "没有查看问题的权限，只显示条款内容", En: "The findings are not yours to see; only the clause itself is shown"}
	ClauseNone       = lang.Text{Zh: "没有", En: "None"}

	UnitParts       = lang.Text{Zh: "按部分查看", En: "By part"}
	UnitAllParts    = lang.Text{Zh: "全部", En: "All"}
	PartPayment     = lang.Text{Zh: "账款支付", En: "Payment"}
	PartRent        = lang.Text{Zh: "房租减免", En: "Rent relief"}
	PartFees        = lang.Text{Zh: "降费", En: "Fees"}
	PartProcurement = lang.Text{Zh: "创新与采购", En: "Innovation and procurement"}
	PartComplaints  = lang.Text{Zh: "机制、投诉与考核", En: "Mechanism, complaints, assessment"}
	PartQuality     = lang.Text{Zh: "数据质量", En: "Data quality"}
	UnitLamps       = lang.Text{Zh: "各条情况", En: "Clause by clause"}
	UnitState       = lang.Text{Zh: "情况", En: "State"}
	UnitWorst       = lang.Text{Zh: "最长超期", En: "Longest overdue"}
	UnitMonths      = lang.Text{Zh: "近十二个月：月末的问题数", En: "The last twelve months: violations at the end of each"}
	UnitMonth       = lang.Text{Zh: "月末", En: "Month's end"}
	UnitFilings     = lang.Text{Zh: "报送情况", En: "Filings"}
	UnitFilingsNone = lang.Text{Zh: "还没有报送过台账", En: "No ledger has been filed yet"}
	UnitLedger      = lang.Text{Zh: "台账", En: "Ledger"}
	UnitLastOn      = lang.Text{Zh: "最近报送", En: "Last filed"}
	UnitBelow       = lang.Text{Zh: "下级单位（含其下级）", En: "Units below (each with its own units)"}
	UnitNever       = lang.Text{Zh: "未报送", En: "nothing filed"}
	UnitNotYet      = lang.Text{Zh: "当时未核验", En: "not evaluated then"}
	UnitFindings    = lang.Text{Zh: "全部问题与义务", En: "All findings"}
	UnitOwnFindings = lang.Text{Zh: "仅本单位", En: "This unit alone"}
	UnitNotices     = lang.Text{Zh: "应享与提示", En: "Entitlements, notices"}
	StateFine       = lang.Text{Zh: "正常", En: "Fine"}
	StateAttention  = lang.Text{Zh: "待办", En: "To do"}
	StateBad        = lang.Text{Zh: "有问题", En: "Violations"}
	StateUnfiled    = lang.Text{Zh: "无数据", En: "No data"}
)

// SayClauseTitle is the title of a clause's page.
func SayClauseTitle(l lang.Lang, n int, title string) string {
	return fmt.Sprintf(SayClause.In(l), n, title)
}
