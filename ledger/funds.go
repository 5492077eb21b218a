package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// UpstreamReceipt is money an enterprise is to receive from its own customer (上游回款).
type UpstreamReceipt struct {
	Source         Source
	No             string
	Enterprise     org.Code
	Customer       string
	DueOn          civil.Date
	DueAmount      money.Fen
	ReceivedOn     civil.Date
	ReceivedAmount money.Fen
	ChasedOn       civil.Date
}

var upstreamReceipts = newKind("upstream_receipts", "上游回款", "Upstream receipts", func(r *UpstreamReceipt) *Source { return &r.Source },
	func(b *Book) *[]UpstreamReceipt { return &b.UpstreamReceipts },
	text("upstream_no", "上游回款编号", "Upstream receipt no.", func(r *UpstreamReceipt) *string { return &r.No }, keyPart),
	creditCode("enterprise_code", "企业代码", "Enterprise's code", func(r *UpstreamReceipt) *org.Code { return &r.Enterprise }, ownerCode),
	text("customer_name", "上游单位", "Customer", func(r *UpstreamReceipt) *string { return &r.Customer }),
	date("due_on", "应收日期", "Due on", func(r *UpstreamReceipt) *civil.Date { return &r.DueOn }),
	yuan("due_amount", "应收金额", "Amount due", func(r *UpstreamReceipt) *money.Fen { return &r.DueAmount }, required),
	date("received_on", "到账日期", "Received on", func(r *UpstreamReceipt) *civil.Date { return &r.ReceivedOn }),
	yuan("received_amount", "到账金额", "Amount received", func(r *UpstreamReceipt) *money.Fen { return &r.ReceivedAmount }),
	date("chased_on", "催收日期", "Chased on", func(r *UpstreamReceipt) *civil.Date { return &r.ChasedOn }),
)

// CashPosition is what an enterprise has at hand on a day (资金头寸).
type CashPosition struct {
	Source     Source
	Enterprise org.Code
	AsOf       civil.Date
	Available  money.Fen
}

var cashPositions = newKind("cash_positions", "资金头寸", "Cash positions", func(r *CashPosition) *Source { return &r.Source },
	func(b *Book) *[]CashPosition { return &b.CashPositions },
	creditCode("enterprise_code", "企业代码", "Enterprise's code", func(r *CashPosition) *org.Code { return &r.Enterprise }, ownerCode, keyPart),
	date("as_of", "日期", "As of", func(r *CashPosition) *civil.Date { return &r.AsOf }, keyPart),
	yuan("available_funds", "可用资金", "Available funds", func(r *CashPosition) *money.Fen { return &r.Available }, required),
)

// GroupSupport is help a group gave to a subsidiary (集团支持).
type GroupSupport struct {
	Source     Source
	No         string
	Group      org.Code
	Enterprise org.Code
	Kind       SupportKind
	Amount     money.Fen
	GrantedOn  civil.Date
	RepaidOn   civil.Date
}

var groupSupport = newKind("group_support", "集团支持", "Group support", func(r *GroupSupport) *Source { return &r.Source },
	func(b *Book) *[]GroupSupport { return &b.GroupSupport },
	text("support_no", "支持编号", "Support no.", func(r *GroupSupport) *string { return &r.No }, keyPart),
	creditCode("group_code", "集团代码", "Group's code", func(r *GroupSupport) *org.Code { return &r.Group }, ownerCode),
	creditCode("enterprise_code", "受助企业代码", "Supported enterprise", func(r *GroupSupport) *org.Code { return &r.Enterprise }, required),
	choice("kind", "方式", "Kind", supportKinds, func(r *GroupSupport) *SupportKind { return &r.Kind }, required),
	yuan("amount", "金额", "Amount", func(r *GroupSupport) *money.Fen { return &r.Amount }, required),
	date("granted_on", "提供日期", "Granted on", func(r *GroupSupport) *civil.Date { return &r.GrantedOn }, required),
	date("repaid_on", "归还日期", "Repaid on", func(r *GroupSupport) *civil.Date { return &r.RepaidOn }),
)

// EarlyPayment is a payment made before it is due (提前支付).
type EarlyPayment struct {
	Source       Source
	No           string
	PayableNo    string
	Payer        org.Code
	AppliedOn    civil.Date
	LongTerm     YesNo
	GoodCredit   YesNo
	Performed    YesNo
	InDifficulty YesNo
	FundsSafe    YesNo
	DecidedOn    civil.Date
	DecisionNo   string
	Amount       money.Fen
	PaidOn       civil.Date

	payable int32
}

var earlyPayments = newKind("early_payments", "提前支付", "Early payments", func(r *EarlyPayment) *Source { return &r.Source },
	func(b *Book) *[]EarlyPayment { return &b.EarlyPayments },
	text("request_no", "申请编号", "Request no.", func(r *EarlyPayment) *string { return &r.No }, keyPart),
	text("payable_no", "应付单号", "Payable no.", func(r *EarlyPayment) *string { return &r.PayableNo }, required),
	creditCode("payer_code", "付款单位代码", "Payer's code", func(r *EarlyPayment) *org.Code { return &r.Payer }, ownerCode),
	date("applied_on", "书面申请日期", "Applied in writing on", func(r *EarlyPayment) *civil.Date { return &r.AppliedOn }),
	yesNo("long_term", "长期合作", "Long-term co-operation", func(r *EarlyPayment) *YesNo { return &r.LongTerm }),
	yesNo("good_credit", "信誉良好", "Good credit", func(r *EarlyPayment) *YesNo { return &r.GoodCredit }),
	yesNo("performed", "履约及时", "Performed on time", func(r *EarlyPayment) *YesNo { return &r.Performed }),
	yesNo("in_difficulty", "确有困难", "In real difficulty", func(r *EarlyPayment) *YesNo { return &r.InDifficulty }),
	yesNo("funds_safe", "资金安全", "Funds safe", func(r *EarlyPayment) *YesNo { return &r.FundsSafe }),
	date("decided_on", "内部决策日期", "Decided on", func(r *EarlyPayment) *civil.Date { return &r.DecidedOn }),
	text("decision_no", "决策文号", "Decision no.", func(r *EarlyPayment) *string { return &r.DecisionNo }),
	yuan("amount", "提前支付金额", "Amount", func(r *EarlyPayment) *money.Fen { return &r.Amount }, required),
	date("paid_on", "支付日期", "Paid on", func(r *EarlyPayment) *civil.Date { return &r.PaidOn }),
)
