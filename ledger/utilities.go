package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// UtilityAccount is a customer's power, water or gas account (用能账户).
type UtilityAccount struct {
	Source        Source
	No            string
	Supplier      org.Code
	Customer      org.Code
	Service       Service
	VoltageKV     Opt[money.Decimal]
	AgentPurchase YesNo
	Use           PowerUse
}

var utilityAccounts = newKind("utility_accounts", "用能账户", "Utility accounts", func(r *UtilityAccount) *Source { return &r.Source },
	func(b *Book) *[]UtilityAccount { return &b.UtilityAccounts },
	text("account_no", "户号", "Account no.", func(r *UtilityAccount) *string { return &r.No }, keyPart),
	creditCode("supplier_code", "供应企业代码", "Supplier's code", func(r *UtilityAccount) *org.Code { return &r.Supplier }, ownerCode),
	creditCode("customer_code", "用户代码", "Customer's code", func(r *UtilityAccount) *org.Code { return &r.Customer }, required),
	choice("service", "种类", "Service", services, func(r *UtilityAccount) *Service { return &r.Service }, required),
	number(TypeNumber, "voltage_kv", "电压等级", "Voltage", func(r *UtilityAccount) *Opt[money.Decimal] { return &r.VoltageKV }, unit("千伏")),
	yesNo("agent_purchase", "电网代理购电", "Power bought by the grid as agent", func(r *UtilityAccount) *YesNo { return &r.AgentPurchase }),
	choice("use", "用电性质", "Use", powerUses, func(r *UtilityAccount) *PowerUse { return &r.Use }),
)

// UtilityBill is one bill of an account (用能账单); both ends of the period belong to it.
type UtilityBill struct {
	Source      Source
	No          string
	AccountNo   string
	PeriodStart civil.Date
	PeriodEnd   civil.Date
	Quantity    Opt[money.Decimal]
	Price       Opt[money.Decimal] // yuan a unit, delivered
	Amount      money.Fen
	DueOn       civil.Date
	PaidOn      civil.Date
	LateFee     money.Fen

	account int32
}

var utilityBills = newKind("utility_bills", "用能账单", "Utility bills", func(r *UtilityBill) *Source { return &r.Source },
	func(b *Book) *[]UtilityBill { return &b.UtilityBills },
	text("bill_no", "账单编号", "Bill no.", func(r *UtilityBill) *string { return &r.No }, keyPart),
	text("account_no", "户号", "Account no.", func(r *UtilityBill) *string { return &r.AccountNo }, required),
	date("period_start", "计费期起", "Period from", func(r *UtilityBill) *civil.Date { return &r.PeriodStart }, required),
	date("period_end", "计费期止", "Period to", func(r *UtilityBill) *civil.Date { return &r.PeriodEnd }, required,
		note("起止两日均计入", "both days belong to the period")),
	number(TypeNumber, "quantity", "用量", "Quantity", func(r *UtilityBill) *Opt[money.Decimal] { return &r.Quantity }, required),
	number(TypeNumber, "price", "到户单价", "Delivered price", func(r *UtilityBill) *Opt[money.Decimal] { return &r.Price }, unit("元")),
	yuan("amount", "结算金额", "Amount", func(r *UtilityBill) *money.Fen { return &r.Amount }, required),
	date("due_on", "缴费期限", "Due on", func(r *UtilityBill) *civil.Date { return &r.DueOn }, required),
	date("paid_on", "缴费日期", "Paid on", func(r *UtilityBill) *civil.Date { return &r.PaidOn }),
	yuan("late_fee", "滞纳金", "Late fee", func(r *UtilityBill) *money.Fen { return &r.LateFee }),
).via(func(b *Book, r *UtilityBill) org.Code {
	return b.supplierOf(r.account)
})

// SupplyInterruption is a stop of supply to an account (停供记录).
type SupplyInterruption struct {
	Source     Source
	AccountNo  string
	StoppedOn  civil.Date
	RestoredOn civil.Date
	Reason     StopReason

	account int32
}

var supplyInterruptions = newKind("supply_interruptions", "停供记录", "Supply interruptions", func(r *SupplyInterruption) *Source { return &r.Source },
	func(b *Book) *[]SupplyInterruption { return &b.SupplyInterruptions },
	text("account_no", "户号", "Account no.", func(r *SupplyInterruption) *string { return &r.AccountNo }, keyPart),
	date("stopped_on", "停供日期", "Stopped on", func(r *SupplyInterruption) *civil.Date { return &r.StoppedOn }, keyPart),
	date("restored_on", "恢复日期", "Restored on", func(r *SupplyInterruption) *civil.Date { return &r.RestoredOn }),
	choice("reason", "原因", "Reason", stopReasons, func(r *SupplyInterruption) *StopReason { return &r.Reason }, required),
).via(func(b *Book, r *SupplyInterruption) org.Code {
	return b.supplierOf(r.account)
})

// PowerResale is one period of a point where a unit resells grid power (转供电).
type PowerResale struct {
	Source      Source
	PointNo     string
	Reseller    org.Code
	PeriodStart civil.Date
	PeriodEnd   civil.Date
	GridKWh     Opt[money.Decimal]
	GridAmount  money.Fen
	OwnKWh      Opt[money.Decimal]
	Resold      money.Fen
	Refunded    money.Fen
	ClearTitle  YesNo
	Convertible YesNo
	ConvertedOn civil.Date
}

var powerResale = newKind("power_resale", "转供电", "Power resale", func(r *PowerResale) *Source { return &r.Source },
	func(b *Book) *[]PowerResale { return &b.PowerResale },
	text("point_no", "转供电点编号", "Point no.", func(r *PowerResale) *string { return &r.PointNo }, keyPart),
	creditCode("reseller_code", "转供电主体代码", "Reseller's code", func(r *PowerResale) *org.Code { return &r.Reseller }, ownerCode),
	date("period_start", "计费期起", "Period from", func(r *PowerResale) *civil.Date { return &r.PeriodStart }, keyPart),
	date("period_end", "计费期止", "Period to", func(r *PowerResale) *civil.Date { return &r.PeriodEnd }, required),
	number(TypeNumber, "grid_kwh", "购电量", "Energy bought", func(r *PowerResale) *Opt[money.Decimal] { return &r.GridKWh }, required, unit("千瓦时")),
	yuan("grid_amount", "向电网缴费", "Paid to the grid", func(r *PowerResale) *money.Fen { return &r.GridAmount }, required),
	number(TypeNumber, "own_kwh", "自用电量", "Own use", func(r *PowerResale) *Opt[money.Decimal] { return &r.OwnKWh }, unit("千瓦时")),
	yuan("resold_amount", "向终端收费", "Collected from users", func(r *PowerResale) *money.Fen { return &r.Resold }, required),
	yuan("refunded_amount", "已退金额", "Refunded", func(r *PowerResale) *money.Fen { return &r.Refunded }),
	yesNo("clear_title", "产权明晰", "Clear title", func(r *PowerResale) *YesNo { return &r.ClearTitle }),
	yesNo("convertible", "具备改造条件", "Can be converted", func(r *PowerResale) *YesNo { return &r.Convertible }),
	date("converted_on", "转改直完成日期", "Converted on", func(r *PowerResale) *civil.Date { return &r.ConvertedOn }),
)

// supplierOf gives the supplier of account i, no code for -1.
func (b *Book) supplierOf(i int32) org.Code {
	if a := at(b.UtilityAccounts, i); a != nil {
		return a.Supplier
	}
	return org.Code{}
}
