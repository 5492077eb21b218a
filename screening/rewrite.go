package screening

import (
	"slices"
	"strings"

	"shukun/lang"
)

// rewrites are compliant wordings, one a rule or family. A test holds each of them against the screen itself.
var rewrites = map[string]lang.Text{
	"03.back-to-back": {
		Zh: "付款方应自货物、工程或者服务交付之日起六十日内向收款方支付相应款项；该付款义务不以任何第三方是否付款为条件，也不按第三方付款的进度或者比例执行。",
		En: "The payer pays within sixty days of delivery; the duty depends neither on any third party's payment nor on its progress or proportion."},
	"03.audit-basis": {
		Zh: "结算金额以双方书面确认的结算文件为准；付款方应在收到完整结算资料之日起二十八日内提出意见，逾期视为认可。法律、行政法规另有规定的，从其规定。",
		En: "Settlement is by the document both parties confirm; the payer comments within twenty-eight days of the complete papers, failing which they stand. A law or administrative regulation that says otherwise prevails."},
	"03.open-ended-acceptance": {
		Zh: "付款方应自收到交付或者验收申请之日起十日内完成验收，逾期未验收的视为验收合格；付款方应自验收合格之日起三十日内付款。",
		En: "The payer inspects within ten days of delivery or the request, failing which the goods count as accepted, and pays within thirty days of acceptance."},
	"03.interest-waived": {
		Zh: "付款方逾期付款的，应自逾期之日起按每日万分之五向收款方支付逾期利息。",
		En: "A late payer pays overdue interest of 0.05 % a day from the day after the due date."},
	"03.forced-noncash": {
		Zh: "款项以银行转账方式支付；确需采用其他支付方式的，应事先与收款方协商一致并另行书面约定，相关费用由付款方承担。",
		En: "Payment is by bank transfer; any other means only by prior written agreement with the payee, the cost borne by the payer."},
	"03.cash-deposit-only": {
		Zh: "需要提供保证的，收款方可以自主选择现金、银行保函、保证保险或者其他担保方式；保证期限届满后七日内返还。",
		En: "Where security is due, the supplier may choose cash, a bank guarantee, surety insurance or another form; it is returned within seven days of expiry."},
	"03.internal-process": {
		Zh: "付款方应自收到发票和交付凭证之日起三十日内付款；内部审批不影响付款期限。",
		En: "The payer pays within thirty days of the invoice and proof of delivery; its internal approval does not affect the term."},
	"03.one-sided-liability": {
		Zh: "任何一方违反合同的，应按照对等的标准承担违约责任；一方解除合同的，应结清已完成部分的价款，并赔偿对方因此受到的实际损失。",
		En: "Either party in breach is liable by the same standard; a party that ends the contract settles what has been done and compensates the other's actual loss."},
	"03.rights-waived": {
		Zh: "付款方逾期付款超过三十日的，收款方有权书面催告后暂停履行，并依法主张价款、逾期利息和损失；本合同不限制其依法享有的权利。",
		En: "If payment is more than thirty days late, the payee may suspend performance after a written demand and claim the price, interest and loss; the contract does not limit his lawful rights."},
	"19:finance":      {Zh: "投标人应具有履行合同所必需的设备和专业技术能力，并提供承诺；企业规模和财务指标不作为资格条件和评分因素。", En: "Bidders must have the equipment and skill the contract needs and so declare; size and financial figures are neither qualification nor scored."},
	"19:size":         {Zh: "投标人应针对本项目列明拟投入的人员、设备和场地方案，满足服务需要即可；企业整体规模不作为资格条件和评分因素。", En: "Bidders set out the people, equipment and space for this project; the firm's overall size is neither qualification nor scored."},
	"19:years":        {Zh: "投标人应具有履行合同的能力；企业存续时间不作为资格条件和评分因素。", En: "Bidders must be able to perform; the age of the firm is neither qualification nor scored."},
	"19:ownership":    {Zh: "凡具有履约能力的投标人，不分所有制和组织形式，均可平等参加。", En: "Any bidder able to perform may take part on equal terms, whatever its ownership or form."},
	"19:region":       {Zh: "投标人应承诺中标后按服务响应时间的要求提供服务，具体服务方式由投标人自行安排；不限地域。", En: "Bidders undertake to meet the response time if they win and arrange the service as they see fit; no limit of place."},
	"19:brand":        {Zh: "产品应满足本文件列明的技术参数和性能要求；凡提及的品牌、型号仅供参考，接受性能相当或者更优的产品。", En: "Products must meet the stated parameters and performance; any brand or model named is for reference, and equal or better products are accepted."},
	"19:honours":      {Zh: "投标人应具有良好的信用记录，以官方信用网站的查询结果为准；其他评价不作为资格条件和评分因素。", En: "Bidders must have a good credit record as shown on official sites; other assessments are neither qualification nor scored."},
	"19:experience":   {Zh: "投标人提供与本项目技术特点相近的同类项目业绩，每提供一个得2分，最多计3个；不限行业、地域、业主和金额。", En: "Past projects of similar technical kind, two marks each, three at most, whatever the sector, place, client or amount."},
	"19:staff":        {Zh: "拟派人员应具备岗位所需的执业资格和专业能力。", En: "Staff must hold the licence and skill the post needs."},
	"19:cash-deposit": {Zh: "保证金可以银行转账、支票、银行保函、保证保险等形式提交，由投标人自主选择，并在规定期限内连同利息退还。", En: "Deposits may be given by transfer, cheque, bank guarantee or surety insurance at the bidder's choice, and are returned in time with interest."},
	"19:presence":     {Zh: "投标文件可以通过电子方式递交；投标人可以委派授权代表参加开标，证明材料提供复印件或者扫描件即可。", En: "Bids may be sent electronically; an authorised representative may attend, and copies or scans will do."},
	"19:scoring":      {Zh: "对所有投标人适用同一评审标准，评分因素应当量化，按综合得分由高到低推荐中标候选人。", En: "One standard for all bidders, with measured factors; candidates are recommended by total score."},
	"19:certificate":  {Zh: "投标人应具有法律、行政法规规定的许可或者资质；其他认证和证明不作为资格条件。", En: "Bidders must hold the licence or grade that law requires; no other certificate is a qualification."},
}

// rewriteOf gives the compliant wording for a rule or family.
func rewriteOf(rule, family string) lang.Text { return rewrites[lawKey(rule, family)] }

// Rewrites are the compliant wordings for a kind of text: the classifier learns that they are fair.
func Rewrites(as Kind) []string {
	var out []string
	for key, text := range rewrites {
		if strings.HasPrefix(key, "19:") == (as == Tender) {
			out = append(out, text.Zh)
		}
	}
	slices.Sort(out)
	return out
}
