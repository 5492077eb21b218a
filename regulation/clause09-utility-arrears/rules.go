package utilityarrears

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var (
	billsLedger         = ledger.FindKind("utility_bills")
	interruptionsLedger = ledger.FindKind("supply_interruptions")
	accountsLedger      = ledger.FindKind("utility_accounts")
)

func rule(id string, outcome policy.Outcome, kind *ledger.Kind, basis []string, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 9, Outcome: outcome, Ledger: kind, Title: title, Formula: formula, Basis: basis}
}

var (
	programmeBasis = []string{"notice:9", "reading:arrears-programme", "reading:arrears-presumption"}
	cutoffBasis    = []string{"notice:9", "reading:arrears-programme", "reading:cutoff-unpaid-that-day"}
	sectorBasis    = []string{"notice:9", "reading:hardship-sectors-listed"}
)

// The rules of clause 9.
var (
	lateFee = rule("09.late-fee", policy.Violation, billsLedger, programmeBasis,
		lang.Text{Zh: "宽限期内收滞纳金", En: "late fee within the deferral"},
		lang.Text{Zh: "受保护账单有滞纳金，缴费日期（未缴的取检查日）不晚于宽限期末日；金额=滞纳金", En: "a protected bill bears a late fee and was paid (or, unpaid, is looked at) no later than the last day of its deferral; amount = late fee"})
	cutoff = rule("09.cutoff", policy.Violation, interruptionsLedger, cutoffBasis,
		lang.Text{Zh: "宽限期内因欠费停供", En: "cut off within the deferral"},
		lang.Text{Zh: "因欠费停供，停供日在该户未缴的受保护账单的宽限期内；金额=这些账单之和", En: "supply stopped for arrears on a day within the deferral of unpaid protected bills of the account; amount = those bills"})
	deferral = rule("09.deferral", policy.Obligation, billsLedger, programmeBasis,
		lang.Text{Zh: "宽限期内不停供", En: "keep supplying"},
		lang.Text{Zh: "受保护账单过了缴费期限未缴，检查日在宽限期内；期限=宽限期末日", En: "a protected bill is unpaid after its due day and the as-of day is within its deferral; due = last day of the deferral"})
	windowEnded = rule("09.window-ended", policy.Notice, billsLedger, programmeBasis,
		lang.Text{Zh: "宽限期已过", En: "deferral ended"},
		lang.Text{Zh: "受保护账单在宽限期末日之后仍未缴", En: "a protected bill is unpaid after the last day of its deferral"})
	hardshipSector = rule("09.hardship-sector", policy.Notice, accountsLedger, sectorBasis,
		lang.Text{Zh: "困难行业用电户", En: "power customer in a hardship sector"},
		lang.Text{Zh: "用电户属于餐饮、零售、旅游、民航、公路、铁路运输业的小型、微型企业或个体工商户", En: "a power customer that is a small or micro enterprise or individual business in catering, retail, tourism, civil aviation, road or rail transport"})
)

var billRules = []*policy.Rule{lateFee, deferral, windowEnded}

// The reasons given, as sentences.
var (
	sayLateFee     = policy.Say("{0}到期的账单，宽限至{1}，宽限期内收了滞纳金{2}元，应退还或免除", "a late fee of {2} yuan on a bill due on {0} that may be paid until {1}; it is to be returned or waived")
	sayCutoff      = policy.Say("{0}因欠费停供，当时该户有{1}张未缴账单共{2}元在宽限期内，最晚的到{3}", "supply was stopped for arrears on {0}, while {1} unpaid bills of {2} yuan were within their deferral, the last of which ran to {3}")
	sayDeferral    = policy.Say("{0}到期的账单{1}元未缴，{2}前不得因欠费停供，不收滞纳金", "the bill of {1} yuan due on {0} is unpaid; until {2} there may be no disconnection for arrears and no late fee")
	sayWindowEnded = policy.Say("{0}到期的账单{1}元，宽限期至{2}已满，仍未缴", "the bill of {1} yuan due on {0} is still unpaid; its deferral ended on {2}")
	sayHardship    = policy.Say("用电户属于困难行业（{0}），应让其用上阶段性用电优惠", "the customer is in a hardship sector ({0}); staged power price relief must reach it")
)

// The steps of an explanation.
var (
	stepSize    = policy.Say("用户规模", "size of the customer")
	stepDue     = policy.Say("缴费期限", "bill due on")
	stepEnd     = policy.Say("宽限期末日", "deferral ends on")
	stepPaid    = policy.Say("缴费日期", "paid on")
	stepUnpaid  = policy.Say("检查日尚未缴", "unpaid on the as-of day")
	stepLateFee = policy.Say("滞纳金", "late fee")
	stepStopped = policy.Say("停供日期", "supply stopped on")
	stepAmount  = policy.Say("账单金额", "bill amount")
	stepSector  = policy.Say("用户行业", "industry of the customer")
	stepListed  = policy.Say("所属困难行业", "hardship sector")
)
