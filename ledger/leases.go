package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// Lease is a letting of premises (房屋租赁); with HeadNo it is a sublease of that lease.
type Lease struct {
	Source      Source
	No          string
	Lessor      org.Code
	Tenant      org.Code
	County      org.Division
	Address     string
	StartsOn    civil.Date
	EndsOn      civil.Date
	MonthlyRent money.Fen
	HeadNo      string
	DecisionNo  string // of the minority holders

	lessor, tenant, head        int32
	firstSublease, nextSublease int32
	firstRelief, reliefs        int32
}

var leases = newKind("leases", "房屋租赁", "Leases", func(r *Lease) *Source { return &r.Source },
	func(b *Book) *[]Lease { return &b.Leases },
	text("lease_no", "租赁合同编号", "Lease no.", func(r *Lease) *string { return &r.No }, keyPart),
	creditCode("lessor_code", "出租方代码", "Lessor's code", func(r *Lease) *org.Code { return &r.Lessor }, ownerCode),
	creditCode("tenant_code", "承租方代码", "Tenant's code", func(r *Lease) *org.Code { return &r.Tenant }, required),
	division("county_code", "房屋所在县级区划代码", "County of the premises", func(r *Lease) *org.Division { return &r.County }, required),
	text("address", "房屋地址", "Address", func(r *Lease) *string { return &r.Address }),
	date("starts_on", "起租日期", "Starts on", func(r *Lease) *civil.Date { return &r.StartsOn }, required),
	date("ends_on", "止租日期", "Ends on", func(r *Lease) *civil.Date { return &r.EndsOn }, required),
	yuan("monthly_rent", "月租金", "Monthly rent", func(r *Lease) *money.Fen { return &r.MonthlyRent }, required, unit("元/月")),
	text("head_lease_no", "上级租赁合同编号", "Head lease no.", func(r *Lease) *string { return &r.HeadNo },
		note("本合同是该合同的转租、分租", "this lease is a sublease of that one")),
	text("minority_decision_no", "少数股东决策文号", "Minority holders' decision no.", func(r *Lease) *string { return &r.DecisionNo }),
)

// RiskArea is a listing of a county-level area on the national risk list (中高风险地区).
type RiskArea struct {
	Source     Source
	County     org.Division
	Level      RiskLevel
	ListedOn   civil.Date
	DelistedOn civil.Date
	Place      string
	Origin     string
}

var riskAreas = newKind("risk_areas", "中高风险地区", "Risk areas", func(r *RiskArea) *Source { return &r.Source },
	func(b *Book) *[]RiskArea { return &b.RiskAreas },
	division("county_code", "县级区划代码", "County", func(r *RiskArea) *org.Division { return &r.County }, keyPart),
	choice("level", "等级", "Level", riskLevels, func(r *RiskArea) *RiskLevel { return &r.Level }, keyPart),
	date("listed_on", "列入日期", "Listed on", func(r *RiskArea) *civil.Date { return &r.ListedOn }, keyPart),
	date("delisted_on", "移出日期", "Delisted on", func(r *RiskArea) *civil.Date { return &r.DelistedOn }),
	text("place", "具体区域", "Place", func(r *RiskArea) *string { return &r.Place }),
	text("source", "来源", "Source", func(r *RiskArea) *string { return &r.Origin }),
).keyed("county_code", "listed_on", "level")

// LocalPolicy is a local government's own rent relief (属地政策).
type LocalPolicy struct {
	Source      Source
	County      org.Division // ending 00: covers its counties
	Months      Opt[money.Decimal]
	EffectiveOn civil.Date
	Document    string
	CompleteBy  civil.Date
	ProRata     ProRata // absent: the reading pro-rata-method
}

var localPolicies = newKind("local_policies", "属地政策", "Local policies", func(r *LocalPolicy) *Source { return &r.Source },
	func(b *Book) *[]LocalPolicy { return &b.LocalPolicies },
	division("county_code", "县级区划代码", "County", func(r *LocalPolicy) *org.Division { return &r.County }, keyPart,
		note("以 00 结尾的代码覆盖其下各县", "a code ending 00 covers its counties")),
	number(TypeNumber, "months", "减免月数", "Months of relief", func(r *LocalPolicy) *Opt[money.Decimal] { return &r.Months }, required, unit("月")),
	date("effective_on", "生效日期", "Effective on", func(r *LocalPolicy) *civil.Date { return &r.EffectiveOn }, keyPart),
	text("document", "文件", "Document", func(r *LocalPolicy) *string { return &r.Document }, required),
	date("complete_by", "完成时限", "Complete by", func(r *LocalPolicy) *civil.Date { return &r.CompleteBy }),
	choice("pro_rata", "折算方法", "Pro-rata method", proRataMethods, func(r *LocalPolicy) *ProRata { return &r.ProRata },
		note("当地文件写明怎样按租期折算的填；空着按统一口径", "if the local document lays down how a part of the year is reckoned; empty: as everywhere")),
)

// ReliefRecord is rent relief that was carried out (减免记录).
type ReliefRecord struct {
	Source      Source
	No          string
	LeaseNo     string
	Beneficiary org.Code // zero: the lease's tenant
	Method      ReliefMethod
	Amount      money.Fen
	DoneOn      civil.Date
	Basis       ReliefBasis // zero: entitled
	DecisionNo  string

	lease int32
}

// IsEntitled reports whether the record claims to be relief that was owed.
func (r *ReliefRecord) IsEntitled() bool { return r.Basis != Discretionary }

var reliefRecords = newKind("relief_records", "减免记录", "Relief records", func(r *ReliefRecord) *Source { return &r.Source },
	func(b *Book) *[]ReliefRecord { return &b.ReliefRecords },
	text("record_no", "减免编号", "Record no.", func(r *ReliefRecord) *string { return &r.No }, keyPart),
	text("lease_no", "租赁合同编号", "Lease no.", func(r *ReliefRecord) *string { return &r.LeaseNo }, required),
	creditCode("beneficiary_code", "受益人代码", "Beneficiary's code", func(r *ReliefRecord) *org.Code { return &r.Beneficiary },
		note("空缺为该合同的承租方", "empty: the lease's tenant")),
	choice("method", "方式", "Method", reliefMethods, func(r *ReliefRecord) *ReliefMethod { return &r.Method }, required),
	yuan("amount", "金额", "Amount", func(r *ReliefRecord) *money.Fen { return &r.Amount }, required),
	date("done_on", "完成日期", "Done on", func(r *ReliefRecord) *civil.Date { return &r.DoneOn }, required),
	choice("basis", "依据", "Basis", reliefBases, func(r *ReliefRecord) *ReliefBasis { return &r.Basis },
		note("空缺视为应免", "empty counts as entitled")),
	text("decision_no", "决策文号", "Decision no.", func(r *ReliefRecord) *string { return &r.DecisionNo }),
).via(func(b *Book, r *ReliefRecord) org.Code {
	if l := b.LeaseOf(r); l != nil {
		return l.Lessor
	}
	return org.Code{}
})
