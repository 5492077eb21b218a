package earlypayment

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var requestsLedger = ledger.FindKind("early_payments")

func rule(id string, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 2, Outcome: policy.Violation, Ledger: requestsLedger, Title: title, Formula: formula, Basis: []string{"notice:2"}}
}

// The rules of clause 2.
var (
	conditionMissing = rule("02.condition-missing",
		lang.Text{Zh: "提前支付条件不具备", En: "condition for early payment missing"},
		lang.Text{Zh: "已提前支付，而七个条件（长期合作、信誉良好、履约及时、确有困难、资金安全、书面申请、内部决策且不晚于付款）中有没有具备的；金额=提前支付金额", En: "paid early without all seven: long co-operation, good credit, timely performance, real difficulty, safe funds, written application, internal decision no later than the payment; amount = paid early"})
	exceedsBalance = rule("02.exceeds-balance",
		lang.Text{Zh: "提前支付超过余额", En: "early payment over the balance"},
		lang.Text{Zh: "提前支付金额大于付款前一日该应付款的余额；金额=超过部分", En: "paid early more than the payable's balance on the day before; amount = the excess"})
)

var allRules = []*policy.Rule{conditionMissing, exceedsBalance}

// The reasons given, as sentences, and the steps of an explanation.
var (
	sayMissing  = policy.Say("{0}提前支付{1}元，{2}项条件没有具备：{3}", "{1} yuan paid early on {0} with {2} conditions not met: {3}")
	sayExcess   = policy.Say("{0}提前支付{1}元，而前一日该应付款余额为{2}元，超过{3}元", "{1} yuan paid early on {0}, while {2} yuan were outstanding the day before: {3} yuan too much")
	stepPaid    = policy.Say("支付日期", "paid on")
	stepAmount  = policy.Say("提前支付金额", "paid early")
	stepBalance = policy.Say("付款前一日余额", "balance on the day before")
	wordsHeld   = lang.Text{Zh: "具备", En: "met"}
	wordsLacked = lang.Text{Zh: "没有具备", En: "not met"}
)

// conditionWords name the seven conditions; a condition's place is its bit.
var conditionWords = [...]lang.Text{
	{Zh: "长期合作", En: "long-term co-operation"},
	{Zh: "信誉良好", En: "good credit"},
	{Zh: "履约及时", En: "timely performance"},
	{Zh: "确有困难", En: "real difficulty"},
	{Zh: "资金安全", En: "safe funds"},
	{Zh: "书面申请", En: "written application"},
	{Zh: "不晚于付款的内部决策", En: "internal decision no later than the payment"},
}

// conditionSteps are the same as steps of an explanation, with the readings they rest on.
var conditionSteps = func() (steps [len(conditionWords)]*policy.Sentence) {
	for i, w := range conditionWords {
		steps[i] = policy.Say(w.Zh, w.En)
	}
	return steps
}()
