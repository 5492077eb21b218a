package ledger

import (
	"math"

	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// Contract is a contract under which an enterprise buys (合同).
type Contract struct {
	// What is asked for every payable stands together, so that it comes from memory at once.
	SignedOn       civil.Date
	TermStart      TermStart
	NoncashAgreed  YesNo
	SupplierSize   org.Size
	Subject        Subject
	TermDays       Opt[int32]
	InspectionDays Opt[int32]
	OverdueRate    Opt[money.Decimal] // percent a year

	Source   Source
	No       string
	Buyer    org.Code
	Supplier org.Code
	Amount   Opt[money.Fen]
	TextFile string

	buyer, supplier int32
}

var contracts = newKind("contracts", "合同", "Contracts", func(r *Contract) *Source { return &r.Source },
	func(b *Book) *[]Contract { return &b.Contracts },
	text("contract_no", "合同编号", "Contract no.", func(r *Contract) *string { return &r.No }, keyPart),
	creditCode("buyer_code", "采购单位代码", "Buyer's code", func(r *Contract) *org.Code { return &r.Buyer }, ownerCode),
	creditCode("supplier_code", "供应商代码", "Supplier's code", func(r *Contract) *org.Code { return &r.Supplier }, required),
	choice("subject", "合同类型", "Subject", subjects, func(r *Contract) *Subject { return &r.Subject }),
	date("signed_on", "签订日期", "Signed on", func(r *Contract) *civil.Date { return &r.SignedOn }, required),
	yuanOpt("amount", "合同金额", "Amount", func(r *Contract) *Opt[money.Fen] { return &r.Amount }),
	choice("term_start", "付款期限起算", "Term runs from", termStarts, func(r *Contract) *TermStart { return &r.TermStart }),
	integer("term_days", "付款期限", "Payment term", func(r *Contract) *Opt[int32] { return &r.TermDays }, unit("天")),
	integer("inspection_days", "检验期限", "Inspection period", func(r *Contract) *Opt[int32] { return &r.InspectionDays }, unit("天")),
	number(TypeRate, "overdue_rate", "约定逾期年利率", "Agreed overdue rate", func(r *Contract) *Opt[money.Decimal] { return &r.OverdueRate }, unit("%")),
	yesNo("noncash_agreed", "约定非现金支付", "Non-cash payment agreed", func(r *Contract) *YesNo { return &r.NoncashAgreed }),
	choice("supplier_size", "订立时供应商规模", "Supplier's size at signing", supplierSizes, func(r *Contract) *org.Size { return &r.SupplierSize }),
	text("text_file", "合同文本文件", "Contract text file", func(r *Contract) *string { return &r.TextFile },
		note("相对路径：.txt、.docx 或 .pdf", "relative path: .txt, .docx or .pdf")),
)

// Agreed is what a contract says of when and how to pay. There is one for every contract, asked for payable by payable: it is
// kept small, so that all of them stay at hand.
type Agreed struct {
	SignedOn      civil.Date // zero: no contract
	TermDays      int32      // NoDays: none agreed
	Inspection    int32      // days; NoDays: none agreed
	TermStart     TermStart
	NoncashAgreed YesNo
	rated         bool
	rate          money.Decimal
}

// NoDays says that no days are agreed.
const NoDays = math.MinInt32

// nothingAgreed is what stands where there is no contract.
var nothingAgreed = Agreed{TermDays: NoDays, Inspection: NoDays}

func (c *Contract) agreed() Agreed {
	a := Agreed{SignedOn: c.SignedOn, TermDays: NoDays, Inspection: NoDays, TermStart: c.TermStart, NoncashAgreed: c.NoncashAgreed,
		rated: c.OverdueRate.OK, rate: c.OverdueRate.V}
	if c.TermDays.OK {
		a.TermDays = c.TermDays.V
	}
	if c.InspectionDays.OK {
		a.Inspection = c.InspectionDays.V
	}
	return a
}

// OverdueRate gives the agreed rate for late payment in percent a year; ok is false if there is none.
func (a *Agreed) OverdueRate() (rate money.Decimal, ok bool) { return a.rate, a.rated }

// Payable is a debt of an enterprise to a supplier (应付账款).
type Payable struct {
	// What every rule asks stands together, so that it comes from memory at once.
	Amount      money.Fen
	PaidAmount  money.Fen
	Disputed    money.Fen
	DeliveredOn civil.Date
	AcceptedOn  civil.Date
	SettledOn   civil.Date
	DueOn       civil.Date
	PaidOn      civil.Date
	RequestedOn civil.Date // confirmation asked for
	ConfirmedOn civil.Date

	payer, payee, contract, upstream int32
	firstPayment, payments           int32

	signedSize org.Size // the payee's size as the contract recorded it, kept here because every rule asks
	Reason     UnpaidReason
	Payer      org.Code
	Payee      org.Code
	Source     Source
	No         string
	ContractNo string
	UpstreamNo string
}

var payables = newKind("payables", "应付账款", "Payables", func(r *Payable) *Source { return &r.Source },
	func(b *Book) *[]Payable { return &b.Payables },
	text("payable_no", "应付单号", "Payable no.", func(r *Payable) *string { return &r.No }, keyPart),
	creditCode("payer_code", "付款单位代码", "Payer's code", func(r *Payable) *org.Code { return &r.Payer }, ownerCode),
	creditCode("payee_code", "收款单位代码", "Payee's code", func(r *Payable) *org.Code { return &r.Payee }, required),
	text("contract_no", "合同编号", "Contract no.", func(r *Payable) *string { return &r.ContractNo }),
	yuan("amount", "应付金额", "Amount", func(r *Payable) *money.Fen { return &r.Amount }, required),
	date("delivered_on", "交付日期", "Delivered on", func(r *Payable) *civil.Date { return &r.DeliveredOn }),
	date("accepted_on", "验收日期", "Accepted on", func(r *Payable) *civil.Date { return &r.AcceptedOn }),
	date("settled_on", "双方确认结算日期", "Settlement confirmed on", func(r *Payable) *civil.Date { return &r.SettledOn }),
	date("due_on", "约定付款日", "Due on", func(r *Payable) *civil.Date { return &r.DueOn }),
	yuan("paid_amount", "已付金额", "Paid", func(r *Payable) *money.Fen { return &r.PaidAmount },
		note("付款记录台账中没有该应付单的付款时才采用", "used only if the payments ledger has no payment of this payable")),
	date("paid_on", "付款日期", "Paid on", func(r *Payable) *civil.Date { return &r.PaidOn },
		note("有已付金额而无付款日期的，按检查日已付处理", "an amount paid without a day counts as paid on the day of the check")),
	yuan("disputed_amount", "争议金额", "Disputed", func(r *Payable) *money.Fen { return &r.Disputed }),
	choice("unpaid_reason", "未付原因", "Reason unpaid", unpaidReasons, func(r *Payable) *UnpaidReason { return &r.Reason }),
	text("upstream_no", "上游回款编号", "Upstream receipt no.", func(r *Payable) *string { return &r.UpstreamNo }),
	date("confirmation_requested_on", "确权申请日期", "Confirmation requested on", func(r *Payable) *civil.Date { return &r.RequestedOn }),
	date("confirmed_on", "确权日期", "Confirmed on", func(r *Payable) *civil.Date { return &r.ConfirmedOn }),
)

// Payment is money or paper given against a payable (付款记录).
type Payment struct {
	Source       Source
	No           string
	PayableNo    string
	InstrumentNo string
	Amount       money.Fen
	Payer        org.Code
	Method       PaymentMethod
	PaidOn       civil.Date

	payable int32
}

// Paid is a payment as balances need it. The payments of a payable stand together, since rules ask for them row by row.
type Paid struct {
	On     civil.Date
	Amount money.Fen
}

var payments = newKind("payments", "付款记录", "Payments", func(r *Payment) *Source { return &r.Source },
	func(b *Book) *[]Payment { return &b.Payments },
	text("payment_no", "付款单号", "Payment no.", func(r *Payment) *string { return &r.No }, keyPart),
	text("payable_no", "应付单号", "Payable no.", func(r *Payment) *string { return &r.PayableNo }, required),
	creditCode("payer_code", "付款单位代码", "Payer's code", func(r *Payment) *org.Code { return &r.Payer }, ownerCode),
	date("paid_on", "付款日期", "Paid on", func(r *Payment) *civil.Date { return &r.PaidOn }, required),
	yuan("amount", "付款金额", "Amount", func(r *Payment) *money.Fen { return &r.Amount }, required),
	choice("method", "付款方式", "Method", paymentMethods, func(r *Payment) *PaymentMethod { return &r.Method }, required),
	text("instrument_no", "票据编号", "Instrument no.", func(r *Payment) *string { return &r.InstrumentNo }),
)

// Instrument is a bill or a supply-chain debt certificate that an enterprise issued (票据与债务凭证).
type Instrument struct {
	Source     Source
	No         string
	Kind       InstrumentKind
	Issuer     org.Code
	Payee      org.Code
	ContractNo string
	Amount     money.Fen
	IssuedOn   civil.Date
	MaturesOn  civil.Date
	SettledOn  civil.Date
	Exception  string
}

var instruments = newKind("instruments", "票据与债务凭证", "Instruments", func(r *Instrument) *Source { return &r.Source },
	func(b *Book) *[]Instrument { return &b.Instruments },
	text("instrument_no", "票据编号", "Instrument no.", func(r *Instrument) *string { return &r.No }, keyPart),
	choice("kind", "种类", "Kind", instrumentKinds, func(r *Instrument) *InstrumentKind { return &r.Kind }, required),
	creditCode("issuer_code", "出票单位代码", "Issuer's code", func(r *Instrument) *org.Code { return &r.Issuer }, ownerCode),
	creditCode("payee_code", "收款单位代码", "Payee's code", func(r *Instrument) *org.Code { return &r.Payee }, required),
	text("contract_no", "合同编号", "Contract no.", func(r *Instrument) *string { return &r.ContractNo }),
	yuan("amount", "票面金额", "Face amount", func(r *Instrument) *money.Fen { return &r.Amount }, required),
	date("issued_on", "出票日期", "Issued on", func(r *Instrument) *civil.Date { return &r.IssuedOn }, required),
	date("matures_on", "到期日期", "Matures on", func(r *Instrument) *civil.Date { return &r.MaturesOn }, required),
	date("settled_on", "兑付日期", "Settled on", func(r *Instrument) *civil.Date { return &r.SettledOn }),
	text("exception_reason", "例外理由", "Reason for exception", func(r *Instrument) *string { return &r.Exception }),
)
