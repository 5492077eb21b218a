package rentrelief

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var leasesLedger = ledger.FindKind("leases")

func rule(name string, outcome policy.Outcome, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: "05." + name, Clause: 5, Outcome: outcome, Ledger: leasesLedger, Title: title, Formula: formula, Basis: []string{"notice:5"}}
}

// The rules of clause 5.
var (
	entitled = rule("relief", policy.Entitlement, lang.Text{Zh: "应减房租", En: "rent relief owed"},
		lang.Text{Zh: "金额=月租金×月数（三个月；旗县区列入过中高风险的六个月；属地政策更多的从属地）×2022年内租赁天数÷365，四舍五入一次；期限=适用的最后一个期限",
			En: "amount = monthly rent × months (three; six in a county that was listed at medium or high risk; the local policy's if more) × days of the lease in 2022 ÷ 365, rounded once; due = the last deadline that applies"})
	shortfall = rule("shortfall", policy.Violation, lang.Text{Zh: "到期未减足", En: "relief not complete in time"},
		lang.Text{Zh: "期限已过的部分合计−截至检查日该租约登记的减免>0；金额=差额，期限=最早一个没有减足的部分的期限，天数=检查日−期限",
			En: "parts whose deadline has passed − relief recorded on the lease by the as-of day > 0; amount = the difference, due = the deadline of the earliest part not filled, days = as-of − due"})
	undetermined = rule("undetermined", policy.Undetermined, lang.Text{Zh: "能否减免无法判定", En: "relief undetermined"},
		lang.Text{Zh: "除承租人的规模、行业以外，其余条件都成立；金额=如符合条件应减的数", En: "all but the tenant's size or industry is known to hold; amount = what the relief would be"})
	ineligibleRelief = rule("ineligible-relief", policy.Violation, lang.Text{Zh: "不符合条件而按应免登记", En: "relief recorded as owed where none is"},
		lang.Text{Zh: "不符合条件的租约登记了依据为“应免”的减免；金额=登记数", En: "relief with the basis “entitled” is recorded on a lease that is not eligible; amount = recorded"})
	overRelief = rule("over-relief", policy.Notice, lang.Text{Zh: "登记的应免超过应减", En: "more recorded than owed"},
		lang.Text{Zh: "依据为“应免”的减免登记数−应减数>0；金额=超出的部分", En: "relief recorded with the basis “entitled” − relief owed > 0; amount = the excess"})
)

var allRules = []*policy.Rule{entitled, shortfall, undetermined, ineligibleRelief, overRelief}

// The reasons given, as sentences.
var (
	sayEntitled     = policy.Say("应减{0}个月：月租金{1}元，2022年内租赁{2}天，共{3}元，{4}以前减到位", "{0} months are owed: monthly rent {1} yuan, {2} days of lease in 2022, {3} yuan in all, by {4}")
	sayTopUp        = policy.Say("（其中{0}元的期限为{1}，另外{2}元为{3}列入中高风险后的补减）", " ({0} yuan of it by {1}; the other {2} yuan is the top-up after the listing of {3})")
	sayShortfall    = policy.Say("期限已过的应减{0}元，已登记减免{1}元，还差{2}元，应于{3}前减到位，已超过{4}天", "{0} yuan of relief is past its deadline, {1} yuan is recorded, {2} yuan is missing; it was due by {3}, {4} days ago")
	sayUndetermined = policy.Say("其余条件都成立，如符合条件应减{0}个月，2022年内租赁{1}天，共{2}元，{3}以前减到位", "all else holds; if the tenant qualifies, {0} months are owed for {1} days of lease in 2022, {2} yuan by {3}")
	sayIneligible   = policy.Say("按“应免”登记了减免{0}元，但{1}，不在减免范围；自愿帮扶的应登记为协商帮扶", "{0} yuan is recorded as relief owed, but {1}: none is owed; voluntary help is to be recorded as discretionary")
	sayOver         = policy.Say("按“应免”登记减免{0}元，应减{1}元，多出{2}元", "{0} yuan is recorded as relief owed, {1} yuan is owed: {2} yuan too much")
)
