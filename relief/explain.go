package relief

import (
	"shukun/lang"
	"shukun/money"
	"shukun/policy"
)

var (
	stepTenant   = policy.Say("承租人规模", "size of the tenant")
	stepIndustry = policy.Say("承租人行业", "industry of the tenant")
	stepFinal    = policy.Say("承租人是否实际承租人", "is the tenant the actual occupant")
	stepDays     = policy.Say("2022年内租赁天数（首尾两天都算）", "days of the lease in 2022, both ends counted")
	stepListed   = policy.Say("旗县区列入中高风险的最早日期", "the county's earliest listing at medium or high risk")
	stepPolicy   = policy.Say("属地政策月数", "months of the local policy")
	stepMonths   = policy.Say("减免月数", "months of relief")
	stepOn       = policy.Say("据以计算租金的租约", "the lease whose rent counts")
	stepRent     = policy.Say("月租金", "monthly rent")
	stepMethod   = policy.Say("折算方法", "pro rata method")
	stepBase     = policy.Say("先减部分", "first part")
	stepBaseDue  = policy.Say("先减部分的期限", "deadline of the first part")
	stepTopUp    = policy.Say("补减部分", "top-up")
	stepTopUpDue = policy.Say("补减部分的期限", "deadline of the top-up")
	stepTotal    = policy.Say("应减合计（四舍五入一次）", "relief in all, rounded once")
	stepGiven    = policy.Say("已登记减免", "relief recorded")

	wordsYes     = lang.Text{Zh: "是", En: "yes"}
	wordsNo      = lang.Text{Zh: "否", En: "no"}
	wordsUnknown = lang.Text{Zh: "未知", En: "unknown"}
	wordsNone    = lang.Text{Zh: "没有", En: "none"}
)

// Explain records how a claim was judged and reckoned, if an explanation is wanted.
func (t *Terms) Explain(r *policy.Run, c *Claim) {
	if !r.Trace {
		return
	}
	l := c.Lease
	size, industry, final := r.Book.Standing(l.Tenant).Size.Title(), r.Book.Industry(l.Tenant), wordsYes
	if c.Sublet {
		final = wordsNo
	}
	r.Step(stepDays, policy.Int(c.Days), "notice:5")
	r.Step(stepFinal, policy.Words(final), "reading:actual-occupant")
	r.Step(stepTenant, policy.Words(size), "size300")
	if industry.IsZero() {
		r.Step(stepIndustry, policy.Words(wordsUnknown), "tertiary74")
	} else {
		r.Step(stepIndustry, policy.Str(industry.String()), "tertiary74")
	}
	if c.Verdict == NotEligible {
		return
	}
	t.explainMonths(r, c)
	if c.Through() {
		r.Step(stepOn, policy.Str(c.On.No), "reading:private-sublessor-head-rent")
	}
	r.Step(stepRent, policy.Yuan(c.On.MonthlyRent), "notice:5")
	r.Step(stepMethod, policy.Words(methodTitles[c.year.method]), c.MethodReading())
	r.Step(stepBase, policy.Yuan(c.Base.Amount), "notice:5")
	r.Step(stepBaseDue, policy.Day(c.Base.Due), "reading:base-deadline-late-start")
	if c.TopUp.Due != 0 {
		r.Step(stepTopUp, policy.Yuan(c.TopUp.Amount), "notice:5")
		r.Step(stepTopUpDue, policy.Day(c.TopUp.Due), "reading:topup-not-before-base")
	}
	r.Step(stepTotal, policy.Yuan(c.Total), "notice:5")
}

func (t *Terms) explainMonths(r *policy.Run, c *Claim) {
	if a := c.Months.Listing; a != nil {
		r.Step(stepListed, policy.Day(a.ListedOn), "reading:county-unit")
	} else {
		r.Step(stepListed, policy.Words(wordsNone), "reading:risk-listing-known")
	}
	if p := c.Months.Policy; p != nil {
		r.Step(stepPolicy, policy.Number(p.Months.V), "reading:local-policy-max")
	}
	r.Step(stepMonths, policy.Number(c.Months.Total), "notice:5")
}

// ExplainGiven records what relief counts as given.
func ExplainGiven(r *policy.Run, given money.Fen) {
	r.Step(stepGiven, policy.Yuan(given), "reading:relief-any-basis")
}

var (
	sayAssumed  = policy.Say("（承租人规模未知，按小微企业处理）", " (the tenant's size is unknown; taken as a small business)")
	sayUnknown  = policy.Say("；承租人的规模或行业未知，是否符合条件无法判定", "; the tenant's size or industry is unknown, so whether it qualifies cannot be told")
	sayThrough  = policy.Say("；转租人不是出资监管企业，按上级租约{0}的租金计算，由收这份租金的企业直接给到实际承租人", "; the sub-lessor is not a supervised enterprise: reckoned on the rent of head lease {0} and owed by the one who receives it, to the occupant directly")
	sayShared   = policy.Say("；该上级租约同期还有其他实际承租人，租金在各户间怎样分摊没有规定，这里按整份租金计算", "; others occupy under that head lease at the same time, how its rent is split among them is not laid down, and the whole rent is taken here")
	sayByRent   = policy.Say("；该上级租约同期还有其他实际承租人，租金按各户租金的比例分摊", "; others occupy under that head lease at the same time, and its rent is split in proportion to theirs")
	sayByMethod = policy.Say("，折算按该政策规定的方法：{0}", ", pro-rated as that policy lays down: {0}")
	sayByPolicy = policy.Say("；月数按属地政策《{0}》", "; the months are those of the local policy")
)

// Finding begins a finding about a claim: who must act, for whom, on which row.
func (c *Claim) Finding(rule *policy.Rule) policy.Finding {
	return policy.Finding{Rule: rule, Enterprise: policy.Unit(c.Unit), Beneficiary: c.Lease.Tenant, Key: c.Lease.No, Source: c.Lease.Source}
}

// Emit keeps a finding that stands only if the tenant qualifies: of one whose size or industry is not known Undetermined,
// with what is missing.
func (c *Claim) Emit(r *policy.Run, f policy.Finding, reason *policy.Sentence, args ...policy.Arg) {
	if c.Verdict == NotEligible {
		return
	}
	if c.Verdict == Unknown {
		f.Outcome, f.Missing = policy.Undetermined, c.Missing
	}
	r.Emit(f, reason, args...)
	if c.Verdict == Unknown {
		r.Amend(f.Rule, sayUnknown)
	}
	if c.Assumed {
		r.Amend(f.Rule, sayAssumed)
	}
}

// SayHow adds to the last finding whose rent the amount is reckoned on and whose months.
func (t *Terms) SayHow(r *policy.Run, c *Claim, rule *policy.Rule) {
	if c.Months.Local() {
		r.Amend(rule, sayByPolicy, policy.Str(c.Months.Policy.Document))
		c.SayMethod(r, rule)
	}
	if c.Through() {
		r.Amend(rule, sayThrough, policy.Str(c.On.No))
		t.SayShared(r, rule, c.Shared)
	}
}

// SayMethod adds to the last finding how the local policy pro-rates, if it lays that down.
func (c *Claim) SayMethod(r *policy.Run, rule *policy.Rule) {
	if c.ownMethod() {
		r.Amend(rule, sayByMethod, policy.Words(methodTitles[c.year.method]))
	}
}

// ownMethod reports whether the claim is pro-rated as a local policy lays down.
func (c *Claim) ownMethod() bool { return c.Months.Local() && c.Months.Policy.ProRata != 0 }

// MethodReading gives the reading by which the claim is pro-rated.
func (c *Claim) MethodReading() string {
	if c.ownMethod() {
		return "reading:local-pro-rata"
	}
	return "reading:pro-rata-method"
}

// SayShared adds to the last finding how a head lease's rent is taken where several occupy under it.
func (t *Terms) SayShared(r *policy.Run, rule *policy.Rule, shared bool) {
	switch {
	case shared && t.byRent:
		r.Amend(rule, sayByRent)
	case shared:
		r.Amend(rule, sayShared)
	}
}

// Basis gives what a claim rests on, besides what a rule adds.
func (c *Claim) Basis() []string {
	if c.ownMethod() {
		return ownBases[c.Through()]
	}
	return bases[c.Through()][c.Months.Local()]
}

// ownBases are the lists for a claim that a local policy pro-rates its own way, by Through.
var ownBases = map[bool][]string{
	false: {"notice:5", "notice:7", "reading:local-pro-rata", "reading:local-policy-max"},
	true:  {"notice:5", "notice:6", "notice:7", "reading:local-pro-rata", "reading:private-sublessor-head-rent", "reading:local-policy-max"},
}

// bases keeps the few lists of basis there are, by Through and Local, so that a finding need not make its own.
var bases = map[bool]map[bool][]string{
	false: {
		false: {"notice:5", "reading:pro-rata-method"},
		true:  {"notice:5", "notice:7", "reading:pro-rata-method", "reading:local-policy-max"},
	},
	true: {
		false: {"notice:5", "notice:6", "reading:pro-rata-method", "reading:private-sublessor-head-rent"},
		true:  {"notice:5", "notice:6", "notice:7", "reading:pro-rata-method", "reading:private-sublessor-head-rent", "reading:local-policy-max"},
	},
}
