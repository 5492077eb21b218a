package deposits

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var depositsLedger = ledger.FindKind("deposits")

func rule(id string, basis []string, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 13, Outcome: policy.Violation, Ledger: depositsLedger, Title: title, Formula: formula, Basis: basis}
}

// The rules of clause 13.
var (
	overRatio = rule("13.over-ratio", []string{"notice:13", "reading:deposit-ratio-scope", "reading:bid-cap-works", "reading:wage-deposit-upper"},
		lang.Text{Zh: "保证金超比例", En: "deposit over the ratio"},
		lang.Text{Zh: "投标超过基数的2%（工程另不得超过80万元），履约超过10%，工程质量超过3%，农民工工资超过3%；金额=超出部分", En: "bid over 2 % of the base (in works also over 800,000 yuan), performance over 10 %, quality over 3 %, wage over 3 %; amount = the excess"})
	unlawfulKind = rule("13.unlawful-kind", []string{"notice:13", "reg728:12"},
		lang.Text{Zh: "工程中收取四种以外的保证金", En: "deposit of an unlawful kind"},
		lang.Text{Zh: "工程类，种类不是投标、履约、工程质量、农民工工资；金额=保证金金额", En: "works, and not a bid, performance, quality or wage deposit; amount = the deposit"})
	cashOnly = rule("13.cash-only", []string{"notice:13", "reg728:12"},
		lang.Text{Zh: "限定现金", En: "cash only"},
		lang.Text{Zh: "“限定现金”为“是”", En: "cash_only is yes"})
	guaranteeRefused = rule("13.guarantee-refused", []string{"notice:13", "reg728:12"},
		lang.Text{Zh: "拒收保函", En: "guarantee letter refused"},
		lang.Text{Zh: "“拒收保函”为“是”", En: "guarantee_refused is yes"})
	overdueReturn = rule("13.overdue-return", []string{"notice:13", "reading:return-day-as-filed", "reading:return-needs-day"},
		lang.Text{Zh: "到期未退", En: "not returned when due"},
		lang.Text{Zh: "应退日期早于检查日，金额−检查日前已退大于零；金额=未退部分，天数=检查日−应退日期", En: "due back before the as-of day and amount − returned by then is above zero; amount = what is not returned, days = as-of − due back"})
	doubleRetention = rule("13.double-retention", []string{"notice:13", "quality-deposit-138", "reading:double-retention-when-taken"},
		lang.Text{Zh: "同时预留质量保证金和履约保证金", En: "quality and performance deposit at once"},
		lang.Text{Zh: "工程类，收取工程质量保证金时，同一合同的履约保证金尚未退清；金额=工程质量保证金", En: "works: a quality deposit taken while a performance deposit of the same contract is still held; amount = the quality deposit"})
)

var allRules = []*policy.Rule{overRatio, unlawfulKind, cashOnly, guaranteeRefused, overdueReturn, doubleRetention}

// The reasons given, as sentences.
var (
	sayOverRatio = policy.Say("{0}收取{1}保证金{2}元，上限为基数{3}元的{4}%即{5}元，超出{6}元", "a {1} deposit of {2} yuan was taken on {0}; the most is {4} % of {3} yuan, {5} yuan: {6} too much")
	sayOverCap   = policy.Say("{0}收取工程{1}保证金{2}元，上限{3}元，超出{4}元", "a {1} deposit of {2} yuan in works was taken on {0}; the most is {3} yuan: {4} too much")
	sayMaybeCap  = policy.Say("{0}收取{1}保证金{2}元，如属工程则超过上限{3}元，是否工程没有登记，无法判定", "a {1} deposit of {2} yuan was taken on {0}; in works that is over the cap of {3} yuan, but whether this is works is not on file")
	sayUnlawful  = policy.Say("{0}在工程中收取四种法定保证金以外的保证金{1}元", "on {0} a deposit of {1} yuan outside the four lawful kinds was taken in works")
	sayMaybeKind = policy.Say("{0}收取其他种类的保证金{1}元，是否工程没有登记，能否收取无法判定", "on {0} a deposit of another kind of {1} yuan was taken; whether this is works, where it is unlawful, is not on file")
	sayCashOnly  = policy.Say("{0}收取的{1}保证金{2}元限定为现金", "the {1} deposit of {2} yuan taken on {0} was limited to cash")
	sayRefused   = policy.Say("{0}收取{1}保证金{2}元，拒收保函", "for the {1} deposit of {2} yuan taken on {0} a guarantee letter was refused")
	sayOverdue   = policy.Say("应于{0}退还，已过{1}天，尚有{2}元未退", "due back on {0}, {1} days ago; {2} yuan is not returned")
	sayDouble    = policy.Say("{0}预留工程质量保证金{1}元时，同一合同的履约保证金{2}元尚未退清", "a quality deposit of {1} yuan was taken on {0} while a performance deposit of {2} yuan under the same contract was still held")
	sayMaybeBoth = policy.Say("{0}预留质量保证金{1}元时，同一合同的履约保证金{2}元尚未退清，是否工程没有登记，无法判定", "a quality deposit of {1} yuan was taken on {0} while a performance deposit of {2} yuan under the same contract was still held; whether this is works is not on file")
)

// The steps of an explanation.
var (
	stepSize     = policy.Say("缴纳单位规模", "size of the payer")
	stepTaken    = policy.Say("收取日期", "taken on")
	stepKind     = policy.Say("种类", "kind")
	stepBase     = policy.Say("计算基数", "base")
	stepPercent  = policy.Say("比例上限（%）", "most, per cent")
	stepCap      = policy.Say("金额上限", "most that may be taken")
	stepAmount   = policy.Say("保证金金额", "deposit")
	stepExcess   = policy.Say("超出（四舍五入一次）", "excess, rounded once")
	stepDueBack  = policy.Say("应退日期", "due back on")
	stepReturned = policy.Say("检查日前已退", "returned by the as-of day")
	stepOpen     = policy.Say("尚未退还", "not returned")
	stepOther    = policy.Say("当时未退的履约保证金", "performance deposit held then")
	stepFlag     = policy.Say("台账登记", "on file")
	wordsYes     = lang.Text{Zh: "是", En: "yes"}
)

var kindWords = map[ledger.DepositKind]lang.Text{
	ledger.BidDeposit: {Zh: "投标", En: "bid"}, ledger.PerformanceDeposit: {Zh: "履约", En: "performance"},
	ledger.QualityDeposit: {Zh: "工程质量", En: "quality"}, ledger.WageDeposit: {Zh: "农民工工资", En: "migrant-wage"},
	ledger.OtherDeposit: {Zh: "其他", En: "other"},
}

// kindKeys are the kinds as the parameter works_kinds names them.
var kindKeys = map[ledger.DepositKind]string{ledger.BidDeposit: "bid", ledger.PerformanceDeposit: "performance",
	ledger.QualityDeposit: "quality", ledger.WageDeposit: "wage", ledger.OtherDeposit: "other"}
