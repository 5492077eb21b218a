package fairterms

import (
	"slices"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
	"shukun/screening"
)

func textRule(name, titleZh, titleEn, zh, en string) *policy.Rule {
	return rule("03."+name, contractsLedger, lang.Text{Zh: titleZh, En: titleEn},
		lang.Text{Zh: "合同文字中" + zh + "；供应商受保护，依据按签订日", En: "the contract's words " + en + "; the supplier is covered; the law is that of the signing day"})
}

// textRules are the rules that read the words of contracts.
var textRules = []*policy.Rule{
	textRule("back-to-back", "背靠背付款条款", "pay-when-paid term", "付款取决于、等待或者比照第三方的付款（2022-06-02起从严控制；大型企业2024-08-27起签的无效；2025-06-01起禁止；更早签的只作提示）",
		"make payment depend on, wait for or follow a third party's payment (strictly controlled from 2022-06-02; void if signed by a large buyer from 2024-08-27; forbidden from 2025-06-01; a notice if signed earlier)"),
	textRule("audit-basis", "强制以审计结果结算", "audit result forced as basis of settlement", "把审计或者财政评审结果作为结算、付款的依据（2025-06-01前签的，合同可以另行约定，只作提示）",
		"make an audit or fiscal review the basis of settlement or payment (before 2025-06-01 a contract could agree so: a notice)"),
	textRule("open-ended-acceptance", "验收没有期限", "acceptance without a period", "约定验收后付款而全文没有检验或者验收期限", "let payment follow an acceptance for which no period is set anywhere"),
	textRule("interest-waived", "放弃逾期利息", "overdue interest waived", "免去或者不许主张逾期付款利息", "waive overdue interest or bar the claim to it"),
	textRule("forced-noncash", "强制非现金支付", "non-cash payment forced", "强制接受票据、凭证或者实物抵款，或者转嫁贴现成本", "force bills, certificates or goods in lieu on the payee, or shift their cost"),
	textRule("cash-deposit-only", "保证金限定现金", "deposits in cash only", "规定保证金只收现金或者不收保函", "take deposits in cash only or refuse guarantee letters"),
	textRule("internal-process", "付款取决于内部流程", "payment subject to internal procedure", "付款取决于采购方自己的审批、资金安排或者人事变动", "make payment subject to the buyer's own procedures, funds or change of staff"),
	textRule("one-sided-liability", "违约责任不对等", "one-sided liability", "只免除一方的责任或者只加重另一方的责任", "free one side of liability or burden only the other"),
	textRule("rights-waived", "要求放弃权利", "rights waived", "要求供应商放弃索赔、停工、抗辩、优先受偿等权利", "have the supplier give up claims, the right to stop, defences or its lien"),
}

// TextRules lists the rules that read the words of contracts.
func TextRules() []*policy.Rule { return slices.Clone(textRules) }

func ruleOf(id string) *policy.Rule {
	for _, r := range textRules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// ReadsText reports whether the rules read the text file of contract i: it names one, its buyer is ours, it is signed by
// the as-of day, and its supplier is, or may be, a covered SME.
func ReadsText(r *policy.Run, i int) bool {
	k := &r.Book.Contracts[i]
	return k.TextFile != "" && k.SignedOn <= r.AsOf && r.Book.Enterprise(k.Buyer).Ours() &&
		r.CoverOf(r.Book.SupplierStanding(k)) != policy.NotCovered
}

// text screens the words of a contract.
func (c *rules) text(r *policy.Run, i int) {
	if !ReadsText(r, i) {
		return
	}
	t, known := r.Book.ContractText(i)
	if !known {
		return
	}
	k := &r.Book.Contracts[i]
	standing := r.Book.SupplierStanding(k)
	opts := screening.Options{Buyer: buyerOf(r.Book.Enterprise(k.Buyer)), Individual: standing.Size == org.Individual}
	for _, h := range screening.Screen(screening.Document{Text: t.Body}, screening.Contract, k.SignedOn, opts) {
		c.emitHit(r, k, standing, &t, &h)
	}
}

// buyerOf says which law reaches the buyer: the Regulation binds institutions and large enterprises (Order 728 art. 3).
func buyerOf(e *ledger.Enterprise) screening.Buyer {
	switch {
	case e.Institution():
		return screening.BuyerInstitution
	case e.Size == org.Large:
		return screening.BuyerLarge
	case e.Size == org.SizeUnknown:
		return screening.BuyerUnknown
	}
	return screening.BuyerOther
}

func (c *rules) emitHit(r *policy.Run, k *ledger.Contract, standing *ledger.Standing, t *ledger.Text, h *screening.Hit) {
	f := policy.Finding{Rule: ruleOf(h.Rule), Enterprise: k.Buyer, Beneficiary: k.Supplier, Key: k.No, Source: k.Source, Basis: h.Basis}
	if f.Rule == nil {
		return
	}
	f.Span = &policy.Span{Start: h.Start, End: h.End, Paragraph: h.Paragraph, Sentence: h.Sentence, Rewrite: h.Rewrite.In(r.Lang)}
	if t.Paged {
		f.Span.Page = h.Page
	}
	if earlier(h) {
		f.Outcome = policy.Notice
		f.Basis = append(slices.Clone(f.Basis), "reading:terms-before-the-law")
	}
	r.Afresh()
	r.Step(stepSigned, policy.Day(k.SignedOn), "notice:3")
	r.Step(stepSentence, policy.Str(h.Sentence), "notice:3")
	if r.Trace {
		r.Step(stepFocus, policy.Str(string([]rune(t.Body)[h.Focus[0]:h.Focus[1]])), "notice:3")
	}
	r.Step(stepSure, policy.Words(h.Confidence.Text()), "notice:3")
	for _, b := range h.Basis {
		r.Step(stepLaw, policy.Day(k.SignedOn), b)
	}
	why := lang.Text{Zh: strings.TrimSuffix(h.Reason.Zh, "。"), En: strings.TrimSuffix(h.Reason.En, ".")}
	r.EmitFor(r.CoverOf(standing), standing, f, sayText, policy.Words(h.Place(t.Paged)), policy.Str(short(h.Sentence)), policy.Words(why))
}

// earlier reports whether the term was not yet wrong by a provision when the contract was signed: then it is worth
// knowing, since the notice wants standing contracts cleared too. Pay-when-paid is named since the notice; settlement by
// audit could be agreed until Order 802 art. 12.
func earlier(h *screening.Hit) bool {
	switch h.Rule {
	case "03.back-to-back":
		return !slices.Contains(h.Basis, "notice:3")
	case "03.audit-basis":
		return !slices.Contains(h.Basis, "reg802:12")
	}
	return len(h.Basis) == 0
}

// short keeps a reason readable; the whole sentence is in the span.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "……"
	}
	return s
}

var (
	sayText      = policy.Say("{0}“{1}”：{2}", "{0} “{1}”: {2}")
	stepSentence = policy.Say("原文", "sentence")
	stepFocus    = policy.Say("起决定作用的文字", "the decisive words")
	stepSure     = policy.Say("把握", "confidence")
	stepLaw      = policy.Say("签订日有效的规定", "in force on the day of signing")
)
