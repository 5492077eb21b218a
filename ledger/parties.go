package ledger

import (
	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// Source says where a row stands: the sheet it came from and the row number a person sees there.
type Source struct {
	Sheet uint32 // index into Book.Sheets
	Row   uint32
}

// Enterprise is a group company or subsidiary (出资监管企业).
type Enterprise struct {
	Source   Source
	Code     org.Code
	Name     string
	Parent   org.Code
	Holding  Opt[money.Decimal] // percent
	Control  Control
	Size     org.Size
	Kind     UnitKind
	Industry org.Industry
	County   org.Division
}

// Institution reports whether the unit is an organ or public institution.
func (e *Enterprise) Institution() bool { return e != nil && e.Kind == UnitInstitution }

var enterprises = newKind("enterprises", "企业名录", "Enterprises", func(r *Enterprise) *Source { return &r.Source },
	func(b *Book) *[]Enterprise { return &b.Enterprises },
	creditCode("credit_code", "统一社会信用代码", "Unified social credit code", func(r *Enterprise) *org.Code { return &r.Code }, keyPart),
	text("name", "企业名称", "Name", func(r *Enterprise) *string { return &r.Name }, required),
	creditCode("parent_code", "上级企业代码", "Parent's code", func(r *Enterprise) *org.Code { return &r.Parent }),
	number(TypeRate, "holding_percent", "持股比例", "Share held", func(r *Enterprise) *Opt[money.Decimal] { return &r.Holding }, unit("%")),
	choice("control", "控制类型", "Control", controls, func(r *Enterprise) *Control { return &r.Control },
		note("空缺视为控股", "empty counts as controlled")),
	choice("size", "企业规模", "Size", sizes, func(r *Enterprise) *org.Size { return &r.Size }),
	choice("kind", "单位类型", "Kind of unit", unitKinds, func(r *Enterprise) *UnitKind { return &r.Kind },
		note("空缺视为企业", "empty counts as an enterprise")),
	industry("industry_code", "行业代码", "Industry", func(r *Enterprise) *org.Industry { return &r.Industry }),
	division("county_code", "所在县级区划代码", "County", func(r *Enterprise) *org.Division { return &r.County }),
)

// Counterparty is a supplier, tenant, customer or other party an enterprise deals with (往来单位).
type Counterparty struct {
	Source     Source
	Code       org.Code
	Name       string
	Entity     EntityType
	Industry   org.Industry
	Employees  Opt[int32]         // persons
	Revenue    Opt[money.Decimal] // 10,000 yuan
	Assets     Opt[money.Decimal] // 10,000 yuan
	Declared   org.Size
	DeclaredOn civil.Date
	County     org.Division
}

var counterparties = newKind("counterparties", "往来单位", "Counterparties", func(r *Counterparty) *Source { return &r.Source },
	func(b *Book) *[]Counterparty { return &b.Counterparties },
	creditCode("credit_code", "统一社会信用代码", "Unified social credit code", func(r *Counterparty) *org.Code { return &r.Code }, keyPart),
	text("name", "单位名称", "Name", func(r *Counterparty) *string { return &r.Name }, required),
	choice("entity_type", "主体类型", "Entity type", entityTypes, func(r *Counterparty) *EntityType { return &r.Entity }),
	industry("industry_code", "行业代码", "Industry", func(r *Counterparty) *org.Industry { return &r.Industry }),
	integer("employees", "从业人员", "Employees", func(r *Counterparty) *Opt[int32] { return &r.Employees }, unit("人")),
	number(TypeTenK, "revenue", "营业收入", "Revenue", func(r *Counterparty) *Opt[money.Decimal] { return &r.Revenue }, unit("万元")),
	number(TypeTenK, "assets", "资产总额", "Total assets", func(r *Counterparty) *Opt[money.Decimal] { return &r.Assets }, unit("万元")),
	choice("declared_size", "声明规模", "Declared size", supplierSizes, func(r *Counterparty) *org.Size { return &r.Declared }),
	date("declared_on", "声明日期", "Declared on", func(r *Counterparty) *civil.Date { return &r.DeclaredOn }),
	division("county_code", "县级区划代码", "County", func(r *Counterparty) *org.Division { return &r.County }),
)
