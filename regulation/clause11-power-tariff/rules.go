package powertariff

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var billsLedger = ledger.FindKind("utility_bills")

// The rule of clause 11.
var overcharge = &policy.Rule{ID: "11.overcharge", Clause: 11, Outcome: policy.Violation, Ledger: billsLedger,
	Basis: []string{"notice:11", "reading:tariff-price-four-decimals", "reading:tariff-by-days"},
	Title: lang.Text{Zh: "电费未按九五折结算", En: "power not billed at 95 per cent"},
	Formula: lang.Text{Zh: "应收=用量×(优惠期内天数占比×折后单价+其余占比×到户单价)，四舍五入到分一次；折后单价=到户单价×95%，四舍五入到四位小数；实收−应收>0.01元，金额=这个差额",
		En: "expected = quantity × (share of days inside × discounted price + share outside × price), rounded once; discounted price = price × 95 %, rounded to four decimals; billed − expected > 0.01 yuan, amount = that"}}

// The reasons given, as sentences.
var (
	sayOvercharge = policy.Say("计费期{0}天中{1}天按到户价{2}元的{3}%即{4}元结算，应收{5}元，账单{6}元，多收{7}元", "{1} of {0} days are to be billed at {3} % of {2} yuan, which is {4} yuan; {5} yuan is due, {6} yuan was billed, {7} too much")
	sayUnknown    = policy.Say("计费期{0}天中{1}天在电费优惠期内，是否适用或者到户单价没有登记，账单{2}元是否多收无法判定", "{1} of {0} days are within the discount period, but what tells whether it applies, or the price, is not on file; whether the bill of {2} yuan is too high cannot be told")
)

// The steps of an explanation.
var (
	stepDays       = policy.Say("计费期天数（起止两天都算）", "days of the period, both ends counted")
	stepInside     = policy.Say("优惠期内天数", "days within the discount period")
	stepPrice      = policy.Say("到户单价", "delivered price")
	stepDiscounted = policy.Say("折后单价", "discounted price")
	stepQuantity   = policy.Say("用量", "quantity")
	stepExpected   = policy.Say("应收（四舍五入一次）", "amount due, rounded once")
	stepBilled     = policy.Say("账单金额", "amount billed")
	stepMore       = policy.Say("多收", "too much")
)
