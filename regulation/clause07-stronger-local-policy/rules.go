package strongerlocal

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var leasesLedger = ledger.FindKind("leases")

func rule(name string, outcome policy.Outcome, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: "07." + name, Clause: 7, Outcome: outcome, Ledger: leasesLedger, Title: title, Formula: formula, Basis: []string{"notice:7"}}
}

// The rules of clause 7.
var (
	localPolicy = rule("local-policy", policy.Notice, lang.Text{Zh: "执行属地政策", En: "the local policy counts"},
		lang.Text{Zh: "房屋所在地政府规定的月数多于第5条的月数；金额=多出的月数对应的减免",
			En: "the government of the place gives more months than clause 5; amount = the relief of the extra months"})
	associateLessor = rule("associate-lessor", policy.Obligation, lang.Text{Zh: "参股公司的房屋待争取", En: "relief to be sought of a company with a minority stake"},
		lang.Text{Zh: "出租方是参股公司、上级在企业名录里，承租人符合条件，减免没有完成；责任单位=上级，金额=承租人可得的数",
			En: "the lessor is a company in which a unit of the register holds a minority, and the tenant would be eligible; enterprise = that unit, amount = what the tenant would get"})
)

var allRules = []*policy.Rule{localPolicy, associateLessor}

// The reasons given, as sentences. Names of local documents stand as filed.
var (
	sayLocal      = policy.Say("属地政策《{0}》{1}起生效，减{2}个月，多于第5条的{3}个月，多减{4}元", "a local policy in force from {1} gives {2} months, more than the {3} of clause 5: {4} yuan more")
	sayCompleteBy = policy.Say("；该政策要求{0}前办完", "; it is to be carried out by {0}")
	sayAssociate  = policy.Say("房屋属于参股公司{0}，承租人如能享受可减{1}个月、{2}元，应与其他股东协商，争取在{3}以前减免", "the premises belong to a company in which a minority is held; the tenant would get {1} months, {2} yuan: seek the other holders' support by {3}")

	stepOwn      = policy.Say("第5条的月数", "months by clause 5")
	stepDocument = policy.Say("属地政策文件", "document of the local policy")
	stepExtra    = policy.Say("多减的数", "the extra")
	stepCompany  = policy.Say("参股公司", "company with a minority stake")
)
