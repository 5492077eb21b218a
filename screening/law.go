package screening

import (
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
)

// provision is an article that bears on a rule between two days, for some buyers.
type provision struct {
	rules    string // "03.back-to-back 03.…", or "19:finance 19:…"
	basis    string
	from, to civil.Date // both counted; no date: open
	buyers   []Buyer    // nil: any
	person   bool       // only for individual businesses
	says     lang.Text
}

var (
	payers   = []Buyer{BuyerUnknown, BuyerLarge, BuyerInstitution}
	large    = []Buyer{BuyerUnknown, BuyerLarge}
	reg728   = civil.MustParse("2020-09-01") // Order 728 in force …
	reg728to = civil.MustParse("2025-05-31") // … to the day before the revision
	reg802   = civil.MustParse("2025-06-01") // Order 802, the revision
	notice   = civil.MustParse("2022-06-02") // the notice itself
	spc2024  = civil.MustParse("2024-08-27") // Fashi 2024 No. 11
	code     = civil.MustParse("2021-01-01") // Civil Code
	persons1 = civil.MustParse("2022-11-01") // Regulation on Promoting Individual Businesses
	tenders  = civil.MustParse("2012-02-01") // Regulation on the Implementation of the Bidding Law
	fairness = civil.MustParse("2024-08-01") // Fair Competition Review Regulation
	// Two papers of which only the year was checked are cited from the day their year was over.
	doc862      = civil.MustParse("2020-01-01") // of 2019
	guarantee27 = civil.MustParse("2024-01-01") // of 2023
)

// contractLaw is in the order the reason tells it.
var contractLaw = []provision{
	{rules: "03.back-to-back", basis: "notice:3", from: notice, says: lang.Text{Zh: "通知第三条要求严控“背靠背”条款", En: "clause 3 of the notice wants pay-when-paid terms strictly controlled"}},
	{rules: "03.back-to-back", basis: "reg728:6", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第六条不许向中小企业提出不合理的付款条件", En: "article 6 of the 2020 Regulation forbids unreasonable conditions of payment"}},
	{rules: "03.back-to-back", basis: "spc2024:1", from: spc2024, buyers: large, says: lang.Text{Zh: "法释〔2024〕11号：大型企业与中小企业的此类约定无效", En: "under Fashi 2024 No. 11 such a term of a large enterprise with an SME is void"}},
	{rules: "03.back-to-back", basis: "reg802:9", from: reg802, buyers: large, says: lang.Text{Zh: "条例（2025）第九条明文禁止以收到第三方付款为条件或者按第三方付款进度比例付款", En: "article 9 of the 2025 Regulation forbids payment on condition of, or in proportion to, a third party's payment"}},
	{rules: "03.back-to-back", basis: "reg802:7", from: reg802, buyers: []Buyer{BuyerInstitution}, says: lang.Text{Zh: "条例（2025）第七条不许向中小企业提出不合理的付款条件", En: "article 7 of the 2025 Regulation forbids unreasonable conditions of payment"}},

	{rules: "03.audit-basis", basis: "notice:3", from: notice, says: lang.Text{Zh: "通知第三条不许设不合理的付款条件", En: "clause 3 of the notice forbids unreasonable conditions of payment"}},
	{rules: "03.audit-basis", basis: "reg728:11", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第十一条不许强制以审计结果结算，合同另有约定的除外", En: "article 11 of the 2020 Regulation forbids forcing an audit result as the basis of settlement, unless the contract says otherwise"}},
	{rules: "03.audit-basis", basis: "reg802:12", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第十二条：除法律、行政法规另有规定外不许强制以审计结果结算，合同约定也不行", En: "article 12 of the 2025 Regulation forbids it unless a law or administrative regulation says otherwise, even if agreed"}},

	{rules: "03.open-ended-acceptance", basis: "notice:3", from: notice, says: lang.Text{Zh: "通知第三条不许设不合理的付款时限", En: "clause 3 of the notice forbids unreasonable time limits"}},
	{rules: "03.open-ended-acceptance", basis: "reg728:9", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第九条要求约定明确、合理的检验或者验收期限", En: "article 9 of the 2020 Regulation wants a clear and reasonable inspection period"}},
	{rules: "03.open-ended-acceptance", basis: "reg802:10", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第十条要求约定明确、合理的检验或者验收期限，逾期不验的自期满起算付款期", En: "article 10 of the 2025 Regulation wants a clear and reasonable inspection period; late inspection starts the term"}},
	{rules: "03.open-ended-acceptance", basis: "civilcode:620", from: code, says: lang.Text{Zh: "民法典第六百二十条要求在约定期限内检验", En: "article 620 of the Civil Code wants inspection within the period"}},

	{rules: "03.interest-waived", basis: "notice:3", from: notice, says: lang.Text{Zh: "通知第三条要求清理霸王条款", En: "clause 3 of the notice wants overbearing terms cleared out"}},
	{rules: "03.interest-waived", basis: "reg728:15", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第十五条：逾期利息约定利率不得低于订立时一年期 LPR，没有约定的每日万分之五", En: "article 15 of the 2020 Regulation: overdue interest no lower than the one-year LPR at signing, or 0.05 % a day"}},
	{rules: "03.interest-waived", basis: "reg802:17", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第十七条：逾期利息约定利率不得低于订立时一年期 LPR，没有约定的每日万分之五", En: "article 17 of the 2025 Regulation: overdue interest no lower than the one-year LPR at signing, or 0.05 % a day"}},

	{rules: "03.forced-noncash", basis: "notice:4", from: notice, says: lang.Text{Zh: "通知第四条：没有事先明示、书面约定的，原则上不用非现金支付", En: "clause 4 of the notice: in principle no non-cash payment unless announced beforehand and agreed in writing"}},
	{rules: "03.forced-noncash", basis: "reg728:10", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第十条不许强制中小企业接受商业汇票等非现金支付", En: "article 10 of the 2020 Regulation forbids forcing bills on SMEs"}},
	{rules: "03.forced-noncash", basis: "reg802:11", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第十一条不许强制接受商业汇票、应收账款电子凭证等非现金支付", En: "article 11 of the 2025 Regulation forbids forcing bills or electronic receivable certificates on SMEs"}},

	{rules: "03.cash-deposit-only", basis: "notice:13", from: notice, says: lang.Text{Zh: "通知第十三条不许限定提供保证的方式", En: "clause 13 of the notice forbids limiting the form of security"}},
	{rules: "03.cash-deposit-only", basis: "reg728:12", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第十二条不许把保证金限定为现金，应当接受金融机构保函", En: "article 12 of the 2020 Regulation: deposits may not be cash only, and guarantee letters must be taken"}},
	{rules: "03.cash-deposit-only", basis: "reg802:13", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第十三条不许把保证金限定为现金，应当接受金融机构保函等", En: "article 13 of the 2025 Regulation: deposits may not be cash only, and guarantee letters must be taken"}},

	{rules: "03.internal-process", basis: "notice:3", from: notice, says: lang.Text{Zh: "通知第三条不许设不合理的付款条件", En: "clause 3 of the notice forbids unreasonable conditions of payment"}},
	{rules: "03.internal-process", basis: "reg728:13", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第十三条不许以内部付款流程、负责人变更等为由迟延付款", En: "article 13 of the 2020 Regulation: internal procedures or a change of head are no excuse for late payment"}},
	{rules: "03.internal-process", basis: "reg802:14", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第十四条不许以内部付款流程、负责人变更等为由迟延付款", En: "article 14 of the 2025 Regulation: internal procedures or a change of head are no excuse for late payment"}},

	{rules: "03.one-sided-liability 03.rights-waived", basis: "notice:3", from: notice, says: lang.Text{Zh: "通知第三条要求清理霸王条款", En: "clause 3 of the notice wants overbearing terms cleared out"}},
	{rules: "03.one-sided-liability 03.rights-waived", basis: "reg728:6", from: reg728, to: reg728to, buyers: payers, says: lang.Text{Zh: "条例（2020）第六条不许向中小企业提出不合理的违约责任等交易条件", En: "article 6 of the 2020 Regulation forbids unreasonable liability and other terms"}},
	{rules: "03.one-sided-liability 03.rights-waived", basis: "reg802:7", from: reg802, buyers: payers, says: lang.Text{Zh: "条例（2025）第七条不许向中小企业提出不合理的违约责任等交易条件", En: "article 7 of the 2025 Regulation forbids unreasonable liability and other terms"}},
	{rules: "03.one-sided-liability 03.rights-waived", basis: "civilcode:497", from: code, says: lang.Text{Zh: "属于格式条款的，民法典第四百九十七条：不合理免除己方责任、限制或排除对方主要权利的无效", En: "in standard terms, article 497 of the Civil Code voids what unreasonably frees one side or takes the other's main rights"}},

	{rules: "03", basis: "individuals-reg:31", from: persons1, person: true, says: lang.Text{Zh: "供方是个体工商户，促进个体工商户发展条例第三十一条同样保护", En: "the supplier is an individual business, protected by article 31 of its own regulation"}},
}

// tenderLaw: the lists bind projects that must be tendered; for other purchasing they are read by analogy.
var tenderLaw = []provision{
	{rules: "19", basis: "notice:19", from: notice, says: lang.Text{Zh: "通知第十九条不许设不合理条件排斥中小企业", En: "clause 19 of the notice forbids unreasonable conditions that shut SMEs out"}},
	{rules: "19:cash-deposit", basis: "notice:13", from: notice, says: lang.Text{Zh: "通知第十三条不许限定提供保证的方式、要求及时退还到期保证金", En: "clause 13 of the notice forbids limiting the form of security and wants deposits returned in time"}},
	{rules: "19:finance 19:size 19:years 19:ownership 19:region 19:brand 19:honours 19:experience 19:staff 19:scoring 19:certificate 19:presence", basis: "bidding-reg:32", from: tenders, says: lang.Text{Zh: "招标投标法实施条例第三十二条列举了不合理条件", En: "article 32 of the bidding Regulation lists unreasonable conditions"}},
	{rules: "19:cash-deposit", basis: "bidding-reg:57", from: tenders, says: lang.Text{Zh: "招标投标法实施条例第五十七条要求退还投标保证金及利息", En: "article 57 of the bidding Regulation wants bid deposits returned with interest"}},
	{rules: "19:finance 19:size 19:years 19:ownership 19:region 19:brand 19:honours 19:experience 19:staff 19:scoring 19:certificate 19:presence 19:cash-deposit", basis: "doc862", from: doc862, says: lang.Text{Zh: "发改办法规〔2019〕862号把它列入清理范围（工程项目；其他采购参照）", En: "NDRC office paper 2019 No. 862 lists it for clean-up (works; other purchasing by analogy)"}},
	{rules: "19:cash-deposit", basis: "guarantee27", from: guarantee27, says: lang.Text{Zh: "发改法规〔2023〕27号：应当同时接受现金和银行保函，不许强制现金", En: "NDRC paper 2023 No. 27: both cash and bank guarantees must be taken"}},
	{rules: "19:region 19:ownership 19:brand 19:scoring", basis: "fair-competition-reg:9", from: fairness, says: lang.Text{Zh: "公平竞争审查条例第九条不许排斥外地经营者（参照）", En: "article 9 of the Fair Competition Review Regulation forbids shutting out operators from elsewhere (by analogy)"}},
	{rules: "19:finance 19:size 19:years 19:honours 19:certificate", basis: "fair-competition-reg:8", from: fairness, says: lang.Text{Zh: "公平竞争审查条例第八条不许设不合理或者歧视性的准入条件（参照）", En: "article 8 of the Fair Competition Review Regulation forbids unreasonable or discriminatory entry conditions (by analogy)"}},
}

// whatIsWrong says in a sentence what the term does.
var whatIsWrong = map[string]lang.Text{
	"03.back-to-back":          {Zh: "付款取决于、等待或者比照第三方的付款", En: "Payment depends on, waits for or follows a third party's payment"},
	"03.audit-basis":           {Zh: "把审计或者财政评审结果作为结算、付款的依据", En: "An audit or fiscal review is made the basis of settlement or payment"},
	"03.open-ended-acceptance": {Zh: "验收后才付款，而验收没有期限", En: "Payment follows an acceptance for which no period is set"},
	"03.interest-waived":       {Zh: "免去或者不许主张逾期付款利息", En: "Overdue interest is waived or may not be claimed"},
	"03.forced-noncash":        {Zh: "强制接受票据、凭证或者实物抵款，或者转嫁贴现成本", En: "Bills, certificates or goods in lieu are forced on the payee, or their cost is shifted"},
	"03.cash-deposit-only":     {Zh: "保证金只收现金或者不收保函", En: "Deposits are taken in cash only, or guarantee letters refused"},
	"03.internal-process":      {Zh: "付款取决于付款方自己的审批、资金安排或者人事变动", En: "Payment is subject to the payer's own procedures, funds or change of staff"},
	"03.one-sided-liability":   {Zh: "只免除一方的责任或者只加重另一方的责任", En: "One side is freed of liability, or only the other burdened"},
	"03.rights-waived":         {Zh: "要求放弃索赔、停工、抗辩、优先受偿等权利", En: "The payee gives up claims, the right to stop, defences or his lien"},
	"19:finance":               {Zh: "以注册资本、资产、营收、利润、纳税、授信等规模作门槛或者加分", En: "Capital, assets, revenue, profit, tax or credit as a threshold or for marks"},
	"19:size":                  {Zh: "以人员、场地规模作门槛或者加分", En: "Headcount or floor space as a threshold or for marks"},
	"19:years":                 {Zh: "以成立、经营年限作门槛或者加分", En: "Years in business as a threshold or for marks"},
	"19:ownership":             {Zh: "按所有制、组织形式或者股东背景区别对待", En: "Ownership, form or shareholders decide"},
	"19:region":                {Zh: "要求在本地注册、设机构、纳税社保，或者本地业绩优先", En: "Local registration, branch, tax or record is asked for or preferred"},
	"19:brand":                 {Zh: "指定品牌、型号、产地、专利或者检测机构", En: "A brand, model, origin, patent or testing body is named"},
	"19:honours":               {Zh: "以荣誉、奖项、信用等级、协会会员作门槛或者加分", En: "Honours, awards, ratings or memberships as a threshold or for marks"},
	"19:experience":            {Zh: "业绩限于特定行业、单位、金额或者数量过高", En: "Past work limited to certain sectors, clients or amounts, or too many"},
	"19:staff":                 {Zh: "对人员的年龄、性别、身高、户籍、院校等设限", En: "Limits on age, sex, height, household register or school of staff"},
	"19:cash-deposit":          {Zh: "保证金只收现金或者转账、不收保函，或者不退", En: "Deposits in cash only, guarantees refused, or not returned"},
	"19:presence":              {Zh: "要求亲自到场、只收原件或者纸质、强制踏勘、无依据的报名审查", En: "Attendance in person, originals or paper only, a forced site visit, or document checks at registration"},
	"19:scoring":               {Zh: "评审标准因人而异、优待原单位、抽签或者指定中标", En: "Different standards, incumbents preferred, winners drawn or named"},
	"19:certificate":           {Zh: "以认证、厂家授权、名录库或者已取消的资质作门槛", En: "Certificates, maker's authorisation, a roster or an abolished grade as a threshold"},
}

func lawKey(rule, family string) string {
	if family != "" {
		return rule[:2] + ":" + family
	}
	return rule
}

// covers tells whether p bears on the rule on the day.
func (p *provision) covers(key string, day civil.Date, opts Options) bool {
	if p.person && !opts.Individual {
		return false
	}
	if day == 0 && p.to != 0 || day != 0 && (day < p.from || p.to != 0 && day > p.to) {
		return false
	}
	if p.buyers != nil && !slices.Contains(p.buyers, opts.Buyer) {
		return false
	}
	for k := range strings.FieldsSeq(p.rules) {
		if k == key || k == key[:2] {
			return true
		}
	}
	return false
}

// lawOf gives the articles in force on the day and the reason that tells them. No day: the law as last known.
func lawOf(rule, family string, day civil.Date, opts Options) (basis []string, reason lang.Text) {
	key := lawKey(rule, family)
	law := contractLaw
	if family != "" {
		law = tenderLaw
	}
	reason = whatIsWrong[key]
	zh, en := []string{}, []string{}
	for i := range law {
		if p := &law[i]; p.covers(key, day, opts) {
			basis = append(basis, p.basis)
			zh, en = append(zh, p.says.Zh), append(en, p.says.En)
		}
	}
	if len(basis) == 0 {
		return nil, lang.Text{Zh: reason.Zh + "。当日没有查到点名的规定，供核查。", En: reason.En + ". No provision naming it was in force that day; for review."}
	}
	note := lang.Text{}
	if opts.Buyer == BuyerUnknown && family == "" && (day == 0 || day >= reg728) {
		note = lang.Text{Zh: "付款方规模不明：条例和司法解释只管机关、事业单位和大型企业对中小企业。", En: " The buyer's size is not known: the Regulation and the interpretation reach organs, institutions and large enterprises dealing with SMEs."}
	}
	return basis, lang.Text{Zh: reason.Zh + "。" + strings.Join(zh, "；") + "。" + note.Zh, En: reason.En + ". By the law of the day: " + strings.Join(en, "; ") + "." + note.En}
}
