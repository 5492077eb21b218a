package fairterms

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var (
	contractsLedger = ledger.FindKind("contracts")
	payablesLedger  = ledger.FindKind("payables")
	upstreamLedger  = ledger.FindKind("upstream_receipts")
)

func rule(id string, kind *ledger.Kind, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 3, Outcome: policy.Violation, Ledger: kind, Title: title, Formula: formula, Basis: []string{"notice:3"}}
}

// The rules of clause 3 that look at ledgers.
var (
	termTooLong = rule("03.term-too-long", contractsLedger,
		lang.Text{Zh: "付款期限过长", En: "payment term too long"},
		lang.Text{Zh: "约定付款期限超过60天，采购方为机关事业单位，或为大型企业且2025-06-01起签订（后者须说明理由，不当然无效）", En: "an agreed term over 60 days, the buyer an institution, or large and signed from 2025-06-01 (then it needs reasons and is not void)"})
	passOnLate = rule("03.pass-on-late", payablesLedger,
		lang.Text{Zh: "上游已付而未及时转付", En: "upstream money not passed on"},
		lang.Text{Zh: "应付比例=上游到账金额÷上游应收金额（不超过1）；到账后超过10个工作日，已付总额小于应付金额×应付比例；金额=无争议余额与差额中较小的，期限=到账后第10个工作日", En: "share = received ÷ due upstream (at most 1); over 10 working days after receipt less than amount × share was paid; amount = the smaller of undisputed balance and shortfall, due = the 10th working day after receipt"})
	upstreamNotChased = rule("03.upstream-not-chased", upstreamLedger,
		lang.Text{Zh: "上游欠款未催收", En: "upstream debt not chased"},
		lang.Text{Zh: "上游应收日过了30天以上仍未全部到账，没有催收记录，且至少一笔未付清的中小企业应付款挂在其上；期限=应收日+30天", En: "more than 30 days past its due day the upstream debt is not fully received and was not chased, and at least one unpaid payable to an SME hangs on it; due = its due day + 30 days"})
)

var ledgerRules = []*policy.Rule{termTooLong, passOnLate, upstreamNotChased}

// The reasons given, as sentences.
var (
	sayInstitution  = policy.Say("{0}签订，约定付款期限{1}天，采购方为机关事业单位，最长{2}天", "signed on {0} with a payment term of {1} days by an institution, which may agree on {2} at most")
	sayNeedsReasons = policy.Say("{0}签订，约定付款期限{1}天，采购方为大型企业，超过{2}天须说明理由（不当然无效）", "signed on {0} with a payment term of {1} days by a large enterprise; over {2} days it needs reasons (it is not void for that)")
	sayNoBuyer      = policy.Say("{0}签订，约定付款期限{1}天，采购方规模未知，是否须就超过{2}天说明理由无法判定", "signed on {0} with a payment term of {1} days; the buyer's size is unknown, so whether more than {2} days needs reasons cannot be told")
	sayPassOn       = policy.Say("上游{0}到账{1}元（应收{2}元），至{3}应转付{4}元，已付{5}元，还差{6}元，已超过{7}天", "of {2} yuan due, upstream paid {1} yuan on {0}; {4} yuan should have been passed on by {3}, {5} yuan were paid: {6} yuan short for {7} days")
	sayNoAmount     = policy.Say("上游{0}到账，但没有登记到账金额，至{1}应转付多少无法判定，已付{2}元", "upstream paid on {0}, but how much is not recorded: what should have been passed on by {1} cannot be told; {2} yuan were paid")
	sayProvisional  = policy.Say("（该年放假安排尚未公布，期限暂定）", " (that year's holiday list is not out yet; the day is provisional)")
	sayNotChased    = policy.Say("上游应于{0}付{1}元，至{2}仅到账{3}元，过了{5}天没有催收记录，而{4}笔中小企业应付款挂在其上", "upstream was to pay {1} yuan on {0} and by {2} has paid {3}; {5} days went by without a record of chasing, and {4} payables to SMEs hang on it")
	sayUnclear      = policy.Say("上游应于{0}付{1}元，{2}有到账日期而没有到账金额，是否付清无法判定；没有催收记录，而{3}笔中小企业应付款挂在其上", "upstream was to pay {1} yuan on {0}; a receipt of {2} has no amount, so whether it is paid cannot be told; there is no record of chasing, and {3} payables to SMEs hang on it")
)

// The steps of an explanation.
var (
	stepSigned   = policy.Say("合同签订日", "contract signed on")
	stepDays     = policy.Say("约定付款期限（天）", "agreed payment term, in days")
	stepMost     = policy.Say("上限（天）", "limit, in days")
	stepUpstream = policy.Say("上游应收金额", "due from upstream")
	stepReceived = policy.Say("上游到账金额", "received from upstream")
	stepOn       = policy.Say("上游到账日期", "received on")
	stepBy       = policy.Say("应转付的最后一日", "to be passed on by")
	stepShould   = policy.Say("应转付（应付金额×到账比例）", "to be passed on (payable × share received)")
	stepPaid     = policy.Say("已付", "paid")
	stepOpen     = policy.Say("无争议余额", "undisputed balance")
	stepDue      = policy.Say("上游应收日期", "due from upstream on")
	stepChase    = policy.Say("最迟应催收日", "to be chased by")
	stepHanging  = policy.Say("挂在其上、尚未付清的中小企业应付款（笔）", "unpaid payables to SMEs that hang on it")
)
