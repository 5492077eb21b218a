package noncashpayment

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var (
	instrumentsLedger = ledger.FindKind("instruments")
	paymentsLedger    = ledger.FindKind("payments")
)

func rule(id string, kind *ledger.Kind, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 4, Outcome: policy.Violation, Ledger: kind, Title: title, Formula: formula, Basis: []string{"notice:4"}}
}

// The rules of clause 4.
var (
	tenor = rule("04.tenor", instrumentsLedger,
		lang.Text{Zh: "票据期限过长", En: "tenor too long"},
		lang.Text{Zh: "到期日晚于出票日后六个月（商业承兑汇票、供应链债务凭证2022-06-02起，银行承兑汇票2023-01-01起，按出票日）；金额=票面金额，期限=出票日+6个月，天数=到期日−期限；写明例外理由的为提示，2025-06-15起出票、超过十二个月的供应链债务凭证除外", En: "matures later than six months after issue (commercial bills and certificates issued from 2022-06-02, bank bills from 2023-01-01); amount = face, due = issue + 6 months, days = maturity − due; a stated reason makes it a notice, except certificates over twelve months issued from 2025-06-15"})
	notAgreed = rule("04.not-agreed", paymentsLedger,
		lang.Text{Zh: "未约定而用票据支付", En: "paid by bill without agreement"},
		lang.Text{Zh: "以银行承兑汇票、商业承兑汇票或供应链债务凭证支付，合同载明未约定非现金支付；合同未填写或没有合同的无法判定；金额=该笔付款", En: "paid by bank bill, commercial bill or certificate under a contract that does not agree to it; blank or no contract: undetermined; amount = the payment"})
	cashFirst = rule("04.cash-first", paymentsLedger,
		lang.Text{Zh: "现金充裕而未先用现金", En: "ample cash, yet paid by bill"},
		lang.Text{Zh: "以票据或凭证支付，而付款日当天或之前最近一次可用资金大于零，且不少于当日三十天内到期的无争议中小企业应付款的2倍；金额=该笔付款", En: "paid by bill or certificate while the latest available funds on or before that day are above zero and at least twice the undisputed sums owed to SMEs then due within 30 days; amount = the payment"})
	maturedUnpaid = rule("04.matured-unpaid", instrumentsLedger,
		lang.Text{Zh: "到期未兑付", En: "matured and unpaid"},
		lang.Text{Zh: "到期日早于检查日而尚未兑付；金额=票面金额，天数=检查日−到期日", En: "matured before the as-of day and not settled; amount = face, days = as-of − maturity"})
	acceptorOverdue = rule("04.acceptor-overdue", instrumentsLedger,
		lang.Text{Zh: "出票人当月逾期", En: "issuer overdue in the month"},
		lang.Text{Zh: "截至当月的六个自然月内到期未兑付不少于3张，且月末仍有逾期余额或当月有到期未兑付的；按月列示", En: "at least 3 instruments not paid at maturity within the six calendar months ending with the month, and an overdue balance at its end or a default in it; one finding a month"})
)

var instrumentRules = []*policy.Rule{tenor, maturedUnpaid}

var allRules = append(append([]*policy.Rule{}, instrumentRules...), notAgreed, cashFirst, acceptorOverdue)

// The reasons given, as sentences.
var (
	sayTenor       = policy.Say("{0}于{1}开出、{2}到期，期限长于{3}个月，最晚应于{4}到期，超出{5}天", "{0} issued on {1} matures on {2}, later than {3} months; it should mature by {4}, {5} days earlier")
	sayException   = policy.Say("；已写明例外理由，列为提示", "; a reason for an exception is stated, so this is a notice")
	sayHardLimit   = policy.Say("；期限超过{0}个月，写明例外理由也不允许", "; over {0} months no stated reason helps")
	sayNotAgreed   = policy.Say("{0}以{1}支付{2}元，而合同{3}载明未约定非现金支付", "{2} yuan paid by {1} on {0}, while contract {3} does not agree to non-cash payment")
	sayNotRecorded = policy.Say("{0}以{1}支付{2}元，合同{3}是否约定非现金支付没有登记，无法判定", "{2} yuan paid by {1} on {0}; whether contract {3} agrees to non-cash payment is not recorded")
	sayDangling    = policy.Say("{0}以{1}支付{2}元，合同台账中没有合同{3}，是否约定非现金支付无法判定", "{2} yuan paid by {1} on {0}; contract {3} is not in the ledger, so whether non-cash payment was agreed cannot be told")
	sayNoContract  = policy.Say("{0}以{1}支付{2}元，应付账款没有登记合同，是否约定非现金支付无法判定", "{2} yuan paid by {1} on {0}; the payable names no contract, so whether non-cash payment was agreed cannot be told")
	sayCashFirst   = policy.Say("{0}以{1}支付{2}元，而{3}登记的可用资金{4}元，不少于当日{5}天内应付中小企业{6}元的{7}倍，应当先用现金", "{2} yuan paid by {1} on {0}, while the {4} yuan of funds recorded on {3} are at least {7} times the {6} yuan owed to SMEs within {5} days: cash comes first")
	sayMaybeRich   = policy.Say("{0}以{1}支付{2}元，{3}登记的可用资金{4}元，是否不少于当日{5}天内应付中小企业款项的{6}倍，取决于另有{7}元的收款方是否中小企业，无法判定", "{2} yuan paid by {1} on {0}; whether the {4} yuan of funds recorded on {3} are at least {6} times what is owed to SMEs within {5} days turns on whether the payees of {7} yuan are SMEs")
	sayAssumedOwed = policy.Say("（应付款中{0}元收款方规模未知，按中小企业计入）", " ({0} yuan of what is owed is to payees of unknown size, taken as SMEs)")
	sayUnpaid      = policy.Say("{0}应于{1}兑付，已逾期{2}天，票面{3}元尚未兑付", "{0} was to be paid on {1}; {2} days later its face of {3} yuan is unpaid")
	sayOverdue     = policy.Say("{0}至{1}到期未按时兑付{2}张，其中当月{3}张，当月逾期余额{4}元", "{2} instruments were not paid at maturity from {0} to {1}, {3} of them in the month, with an overdue balance of {4} yuan")
)

// The steps of an explanation.
var (
	stepIssued    = policy.Say("出票日", "issued on")
	stepMonths    = policy.Say("期限上限（月）", "longest tenor, in months")
	stepLimit     = policy.Say("最晚到期日（不因休息日顺延）", "latest maturity (rest days do not move it)")
	stepMatures   = policy.Say("到期日", "matures on")
	stepFace      = policy.Say("票面金额", "face amount")
	stepMethod    = policy.Say("付款方式", "method of payment")
	stepPaidOn    = policy.Say("付款日", "paid on")
	stepContract  = policy.Say("合同", "contract")
	stepFunds     = policy.Say("最近一次可用资金", "latest available funds")
	stepFundsOn   = policy.Say("可用资金登记日", "funds recorded on")
	stepOwed      = policy.Say("付款日日终，三十天内到期的无争议中小企业应付款", "undisputed sums owed to SMEs and due within thirty days, at the end of that day")
	stepUnknown   = policy.Say("另有收款方规模未知的应付款", "owed besides to payees of unknown size")
	stepThreshold = policy.Say("充裕的界限（应付款×倍数）", "what counts as ample (owed × multiple)")
	stepDefaults  = policy.Say("六个自然月内到期未兑付（张）", "not paid at maturity in the six calendar months")
	stepInMonth   = policy.Say("其中当月（张）", "of these in the month")
	stepBalance   = policy.Say("月末（当月为检查日）逾期余额", "overdue balance at the month's end (the as-of day in its own month)")
	wordsNone     = lang.Text{Zh: "没有登记", En: "not recorded"}
)

// kindWords names the instruments, by kind.
var kindWords = [...]lang.Text{
	ledger.BankBill:        {Zh: "银行承兑汇票", En: "bank bill"},
	ledger.CommercialBill:  {Zh: "商业承兑汇票", En: "commercial bill"},
	ledger.SupplyChainNote: {Zh: "供应链债务凭证", En: "supply-chain certificate"},
}

// methodWords names a payment's method, which must be non-cash.
func methodWords(m ledger.PaymentMethod) lang.Text {
	return kindWords[ledger.InstrumentKind(m-ledger.ByBankBill)+ledger.BankBill]
}
