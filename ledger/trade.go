package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// Deposit is security taken from a party (保证金).
type Deposit struct {
	Source         Source
	No             string
	Holder         org.Code
	Payer          org.Code
	Kind           DepositKind
	ContractNo     string
	Subject        Subject
	Base           money.Fen
	Amount         money.Fen
	Form           DepositForm
	CashOnly       YesNo
	Refused        YesNo // a guarantee letter was refused
	ReceivedOn     civil.Date
	DueBackOn      civil.Date
	ReturnedOn     civil.Date
	ReturnedAmount Opt[money.Fen] // absent: all
}

var deposits = newKind("deposits", "保证金", "Deposits", func(r *Deposit) *Source { return &r.Source },
	func(b *Book) *[]Deposit { return &b.Deposits },
	text("deposit_no", "保证金编号", "Deposit no.", func(r *Deposit) *string { return &r.No }, keyPart),
	creditCode("holder_code", "收取单位代码", "Holder's code", func(r *Deposit) *org.Code { return &r.Holder }, ownerCode),
	creditCode("payer_code", "缴纳单位代码", "Payer's code", func(r *Deposit) *org.Code { return &r.Payer }, required),
	choice("kind", "种类", "Kind", depositKinds, func(r *Deposit) *DepositKind { return &r.Kind }, required),
	text("contract_no", "合同或项目编号", "Contract or project no.", func(r *Deposit) *string { return &r.ContractNo }),
	choice("subject", "类型", "Subject", subjects, func(r *Deposit) *Subject { return &r.Subject }),
	yuan("base_amount", "计算基数", "Base", func(r *Deposit) *money.Fen { return &r.Base }, required,
		note("投标：项目估算价；履约、农民工工资：合同价；质量：结算价", "bid: estimated price; performance, wage: contract price; quality: settlement price")),
	yuan("amount", "金额", "Amount", func(r *Deposit) *money.Fen { return &r.Amount }, required),
	choice("form", "形式", "Form", depositForms, func(r *Deposit) *DepositForm { return &r.Form }, required),
	yesNo("cash_only", "限定现金", "Cash only", func(r *Deposit) *YesNo { return &r.CashOnly }),
	yesNo("guarantee_refused", "拒收保函", "Guarantee letter refused", func(r *Deposit) *YesNo { return &r.Refused }),
	date("received_on", "收取日期", "Received on", func(r *Deposit) *civil.Date { return &r.ReceivedOn }, required),
	date("due_back_on", "应退日期", "Due back on", func(r *Deposit) *civil.Date { return &r.DueBackOn }),
	date("returned_on", "退还日期", "Returned on", func(r *Deposit) *civil.Date { return &r.ReturnedOn }),
	yuanOpt("returned_amount", "退还金额", "Amount returned", func(r *Deposit) *Opt[money.Fen] { return &r.ReturnedAmount },
		note("空缺而有退还日期，视为全额退还", "empty with a day of return: all of it")),
)

// Tender is a procurement announcement (采购公告).
type Tender struct {
	Source      Source
	No          string
	Buyer       org.Code
	Title       string
	PublishedOn civil.Date
	Budget      Opt[money.Fen]
	TextFile    string
	Text        string
	Winner      org.Code
	Award       Opt[money.Fen]
	AwardedOn   civil.Date
}

var tenders = newKind("tenders", "采购公告", "Tenders", func(r *Tender) *Source { return &r.Source },
	func(b *Book) *[]Tender { return &b.Tenders },
	text("tender_no", "采购编号", "Tender no.", func(r *Tender) *string { return &r.No }, keyPart),
	creditCode("buyer_code", "采购单位代码", "Buyer's code", func(r *Tender) *org.Code { return &r.Buyer }, ownerCode),
	text("title", "标题", "Title", func(r *Tender) *string { return &r.Title }, required),
	date("published_on", "发布日期", "Published on", func(r *Tender) *civil.Date { return &r.PublishedOn }, required),
	yuanOpt("budget", "预算金额", "Budget", func(r *Tender) *Opt[money.Fen] { return &r.Budget }),
	text("text_file", "公告文本文件", "Text file", func(r *Tender) *string { return &r.TextFile }),
	text("text", "公告正文", "Text", func(r *Tender) *string { return &r.Text }),
	creditCode("winner_code", "中标单位代码", "Winner's code", func(r *Tender) *org.Code { return &r.Winner }),
	yuanOpt("award_amount", "中标金额", "Award", func(r *Tender) *Opt[money.Fen] { return &r.Award }),
	date("awarded_on", "中标日期", "Awarded on", func(r *Tender) *civil.Date { return &r.AwardedOn }),
)

// CommoditySale is a sale of coal, power, gas or transport (大宗商品销售).
type CommoditySale struct {
	Source            Source
	No                string
	Seller            org.Code
	Commodity         Commodity
	Region            Region
	Kcal              Opt[money.Decimal]
	Term              SaleTerm
	Price             Opt[money.Decimal] // yuan a tonne
	Freight           Opt[money.Decimal]
	ReasonableFreight Opt[money.Decimal]
	Quantity          Opt[money.Decimal] // tonnes
	Contracted        Opt[money.Decimal]
	BundleNo          string
	SoldOn            civil.Date
}

var commoditySales = newKind("commodity_sales", "大宗商品销售", "Commodity sales", func(r *CommoditySale) *Source { return &r.Source },
	func(b *Book) *[]CommoditySale { return &b.CommoditySales },
	text("sale_no", "销售编号", "Sale no.", func(r *CommoditySale) *string { return &r.No }, keyPart),
	creditCode("seller_code", "销售企业代码", "Seller's code", func(r *CommoditySale) *org.Code { return &r.Seller }, ownerCode),
	choice("commodity", "品种", "Commodity", commodities, func(r *CommoditySale) *Commodity { return &r.Commodity }, required),
	choice("region", "产区", "Region", regions, func(r *CommoditySale) *Region { return &r.Region }),
	number(TypeNumber, "kcal", "热值", "Calorific value", func(r *CommoditySale) *Opt[money.Decimal] { return &r.Kcal }, unit("千卡")),
	choice("term", "合同类型", "Term", saleTerms, func(r *CommoditySale) *SaleTerm { return &r.Term }, required),
	number(TypeNumber, "price", "单价", "Price", func(r *CommoditySale) *Opt[money.Decimal] { return &r.Price }, required, unit("元/吨")),
	number(TypeNumber, "freight", "收取运费", "Freight charged", func(r *CommoditySale) *Opt[money.Decimal] { return &r.Freight }, unit("元/吨")),
	number(TypeNumber, "reasonable_freight", "合理运费", "Reasonable freight", func(r *CommoditySale) *Opt[money.Decimal] { return &r.ReasonableFreight }, unit("元/吨")),
	number(TypeNumber, "quantity", "数量", "Quantity", func(r *CommoditySale) *Opt[money.Decimal] { return &r.Quantity }, required, unit("吨")),
	number(TypeNumber, "contracted_quantity", "合同量", "Contracted quantity", func(r *CommoditySale) *Opt[money.Decimal] { return &r.Contracted }, unit("吨")),
	text("bundle_no", "搭售组号", "Bundle no.", func(r *CommoditySale) *string { return &r.BundleNo }),
	date("sold_on", "日期", "Sold on", func(r *CommoditySale) *civil.Date { return &r.SoldOn }, required),
)
