package timelypayment

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var (
	payablesLedger  = ledger.FindKind("payables")
	contractsLedger = ledger.FindKind("contracts")
	positionsLedger = ledger.FindKind("cash_positions")
)

func rule(id string, outcome policy.Outcome, kind *ledger.Kind, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 1, Outcome: outcome, Ledger: kind, Title: title, Formula: formula, Basis: []string{"notice:1"}}
}

// The rules of clause 1.
var (
	overdue = rule("01.overdue", policy.Violation, payablesLedger,
		lang.Text{Zh: "逾期未付", En: "overdue"},
		lang.Text{Zh: "无争议余额大于零，且检查日晚于到期日；金额=无争议余额，天数=检查日−到期日", En: "undisputed balance > 0 and as-of day after the due date; amount = undisputed balance, days = as-of − due"})
	dueSoon = rule("01.due-soon", policy.Obligation, payablesLedger,
		lang.Text{Zh: "三十日内到期", En: "due within thirty days"},
		lang.Text{Zh: "无争议余额大于零，到期日在检查日当天至其后30天之内；金额=无争议余额", En: "undisputed balance > 0 and due from the as-of day to 30 days after it; amount = undisputed balance"})
	undeterminedDue = rule("01.undetermined-due", policy.Undetermined, payablesLedger,
		lang.Text{Zh: "到期日无法判定", En: "due date undetermined"},
		lang.Text{Zh: "余额大于零而得不出到期日；金额=余额", En: "balance > 0 and no due date can be had; amount = balance"})
	interest = rule("01.interest", policy.Obligation, payablesLedger,
		lang.Text{Zh: "逾期利息", En: "overdue interest"},
		lang.Text{Zh: "Σ 无争议本金 × 到期次日至付款当日（未付的至检查日）的天数 × 日利率；有约定的取约定年利率与订立时一年期LPR的较高者÷365（大型企业、机关事业单位），没有约定的每日0.05%（2020-09-01起，限大型企业、机关事业单位）；合计后四舍五入到分一次", En: "Σ undisputed principal × days from the day after due to the day paid (or the as-of day) × daily rate; agreed: the higher of the agreed rate and the one-year LPR at signing ÷ 365 (floor for large enterprises and institutions); none agreed: 0.05 % a day from 2020-09-01, large enterprises and institutions only; rounded once"})
	rateBelowFloor = rule("01.rate-below-floor", policy.Violation, contractsLedger,
		lang.Text{Zh: "约定逾期利率低于下限", En: "agreed overdue rate under the floor"},
		lang.Text{Zh: "合同约定的逾期年利率低于订立时一年期LPR，采购方为大型企业或机关事业单位", En: "the contract's overdue rate is under the one-year LPR at signing; the buyer is large or an institution"})
	disputed = rule("01.disputed", policy.Notice, payablesLedger,
		lang.Text{Zh: "存在争议", En: "disputed"},
		lang.Text{Zh: "争议金额大于零且尚未付清；金额=余额中有争议的部分", En: "disputed amount > 0 and unpaid; amount = the disputed part of the balance"})
	unlawfulExcuse = rule("01.unlawful-excuse", policy.Violation, payablesLedger,
		lang.Text{Zh: "拖欠理由不成立", En: "excuse that is not good"},
		lang.Text{Zh: "已逾期，未付原因为负责人变更、内部流程、等待竣工验收备案、等待审计（2025-06-01前合同可以约定，故无法判定）或上游未付款；金额=无争议余额", En: "overdue, and the reason given is a change of leader, internal procedure, filing of completion, audit (before 2025-06-01 a contract may allow it: undetermined) or an upstream customer; amount = undisputed balance"})
	confirmationLate = rule("01.confirmation-late", policy.Violation, payablesLedger,
		lang.Text{Zh: "逾期未确权", En: "confirmation late"},
		lang.Text{Zh: "提出确权之日起30日（遇休息日顺延）内未确认；天数=超过的天数", En: "not confirmed within 30 days of the request (rolled); days = days past"})
	liquiditySupport = rule("01.liquidity-support", policy.Obligation, positionsLedger,
		lang.Text{Zh: "集团应予资金支持", En: "group support owed"},
		lang.Text{Zh: "需要=已到期和30天内到期的无争议中小企业应付款，可用=最近一次可用资金+未归还的集团支持；需要大于可用时，差额由最上级企业补足", En: "need = undisputed sums owed to covered SMEs due by 30 days ahead; means = latest available funds + support not repaid; the topmost parent owes the gap"})
)

var payableRules = []*policy.Rule{overdue, dueSoon, undeterminedDue, interest, disputed, unlawfulExcuse, confirmationLate}

var allRules = append(append([]*policy.Rule{}, payableRules...), rateBelowFloor, liquiditySupport)

// The reasons given, as sentences.
var (
	sayOverdue    = policy.Say("应于{0}付清，已逾期{1}天，无争议余额{2}元尚未支付", "due on {0}, {1} days overdue, undisputed balance of {2} yuan unpaid")
	sayDueSoon    = policy.Say("将于{0}到期，无争议余额{1}元应按时付清", "due on {0}; the undisputed balance of {1} yuan must be paid in time")
	sayNoDue      = policy.Say("尚有余额{0}元未付，但既无约定付款日，也得不出约定或法定期限，到期日无法判定", "a balance of {0} yuan is unpaid, but there is no written day and no agreed or statutory term: no due date can be had")
	sayInterest   = policy.Say("{0}到期，至{1}按{2}计息共{3}元", "due on {0}; interest to {1} at {2} comes to {3} yuan")
	sayNoRate     = policy.Say("{0}到期后有逾期，但付款方规模未知，适用的利率无法判定", "paid late after {0}, but the payer's size is unknown, so the rate cannot be told")
	sayDisputed   = policy.Say("未付余额中有{0}元存在争议，争议解决前不计逾期", "{0} yuan of the unpaid balance is disputed and does not count as overdue until settled")
	sayExcuse     = policy.Say("逾期{0}天，未付原因“{1}”不能成为拖欠无争议余额{2}元的理由", "{0} days overdue; “{1}” is no good reason for not paying the undisputed balance of {2} yuan")
	sayMayAllow   = policy.Say("逾期{0}天，未付原因为“{1}”，合同是否有此约定未知，无争议余额{2}元", "{0} days overdue for “{1}”; whether the contract allows it is not known; undisputed balance {2} yuan")
	sayConfirm    = policy.Say("{0}提出确权，应于{1}前确认，已超过{2}天仍未确认", "confirmation was requested on {0} and due by {1}; {2} days have passed without it")
	sayConfirmed  = policy.Say("{0}提出确权，应于{1}前确认，迟了{2}天才确认", "confirmation was requested on {0} and due by {1}; it came {2} days late")
	sayBelowFloor = policy.Say("{0}签订，约定逾期年利率{1}%，低于当日一年期LPR {2}%", "signed on {0} with an overdue rate of {1} % a year, under that day's one-year LPR of {2} %")
	sayNoBuyer    = policy.Say("；采购方规模未知，是否受利率下限约束无法判定", "; the buyer's size is unknown, so whether the floor binds it cannot be told")
	saySupport    = policy.Say("至{0}应付中小企业{1}元，可用资金{2}元、集团支持{3}元，缺口{4}元", "{1} yuan is owed to SMEs by {0}; {2} yuan of funds and {3} yuan of group support leave a gap of {4} yuan")
	sayRolled     = policy.Say("（该年放假安排尚未公布，到期日暂定）", " (that year's holiday list is not out yet; the day is provisional)")
)
