package reliefpassthrough

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var leasesLedger = ledger.FindKind("leases")

func rule(name string, outcome policy.Outcome, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: "06." + name, Clause: 6, Outcome: outcome, Ledger: leasesLedger, Title: title, Formula: formula, Basis: []string{"notice:6"}}
}

// The rules of clause 6.
var (
	ownerShare = rule("owner-share", policy.Obligation, lang.Text{Zh: "产权人应减给转租人", En: "the owner's share"},
		lang.Text{Zh: "产权人和转租人都是出资监管企业，登记的减免还不足：金额=上级租约月租金×月数×末端租约2022年内天数÷365，四舍五入一次",
			En: "owner and sub-lessor are both ours and less is recorded: amount = rent of the head lease × months × days of the occupant's lease in 2022 ÷ 365, rounded once"})
	passThrough = rule("pass-through", policy.Violation, lang.Text{Zh: "减免没有传到实际承租人", En: "relief not passed through"},
		lang.Text{Zh: "上级租约登记了给转租人的减免，期限已过而落到实际承租人的不足这个数；金额=差额",
			En: "relief is recorded on the head lease for the sub-lessor, the deadline has passed, and less than that reached the actual occupant; amount = the difference"})
	minorityConsent = rule("minority-consent", policy.Obligation, lang.Text{Zh: "少数股东的决策待办", En: "minority holders' decision to be had"},
		lang.Text{Zh: "符合条件的租约，出租企业的持股比例不到100%，没有少数股东决策文号，减免没有完成",
			En: "an eligible lease, the lessor held under 100 %, no decision number of the minority holders, relief not complete"})
)

var allRules = []*policy.Rule{ownerShare, passThrough, minorityConsent}

// The reasons given, as sentences.
var (
	sayShare     = policy.Say("转租人减给实际承租人，产权人应按上级租约{0}减给转租人：月租金{1}元×{2}个月，末端租约2022年内{3}天，共{4}元，已登记{5}元", "the sub-lessor relieves the occupant and is relieved by the owner on head lease {0}: monthly rent {1} yuan × {2} months, {3} days of the occupant's lease in 2022, {4} yuan in all, {5} yuan recorded")
	sayPass      = policy.Say("上级租约{0}登记减给转租人{1}元，到期限{2}已过仍只有{3}元落到实际承租人，{4}元没有传下去", "{1} yuan is recorded on head lease {0} for the sub-lessor; past the deadline of {2} only {3} yuan has reached the occupant: {4} yuan was not passed on")
	sayElsewhere = policy.Say("（其余停在链条的另一级，或者应给别的实际承租人）", " (the rest is held at another link, or is for other occupants)")
	sayConsent   = policy.Say("出租企业持股{0}%，应减{1}元、已登记{2}元，没有少数股东决策文号，应在{3}以前取得决策并减免", "the lessor is held at {0} %; {1} yuan is owed, {2} yuan recorded, and no decision number of the minority holders is on file; decide and waive by {3}")

	stepHeld      = policy.Say("出租企业持股比例（%）", "share of the lessor held, %")
	stepHead      = policy.Say("上级租约", "head lease")
	stepHeadRent  = policy.Say("上级租约月租金", "monthly rent of the head lease")
	stepOccupants = policy.Say("上级租约下的实际承租人（户）", "occupants under the head lease")
	stepShare     = policy.Say("产权人应减给转租人", "the owner's share")
	stepToTenant  = policy.Say("上级租约登记给转租人的减免", "relief recorded on the head lease for the sub-lessor")
	stepReached   = policy.Say("落到实际承租人的减免", "relief that reached the occupant")
)
