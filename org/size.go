package org

import (
	"shukun/lang"
	"shukun/money"
)

// Size is the size class of a party. The zero Size means "not known".
type Size uint8

// The size classes. Individual is an individual business (个体工商户), which the standard reaches only by reference.
const (
	SizeUnknown Size = iota
	Large
	Medium
	Small
	Micro
	Individual
)

var sizeKeys = [...]string{"", "large", "medium", "small", "micro", "individual"}

var sizeTitles = [...]lang.Text{
	{Zh: "规模未知", En: "size unknown"},
	{Zh: "大型", En: "large"},
	{Zh: "中型", En: "medium"},
	{Zh: "小型", En: "small"},
	{Zh: "微型", En: "micro"},
	{Zh: "个体工商户", En: "individual business"},
}

// ParseSize reads a size's key or its Chinese word, the latter also followed by 企业; ok is false for anything else.
func ParseSize(s string) (size Size, ok bool) {
	for i := Large; i <= Individual; i++ {
		zh := sizeTitles[i].Zh
		if s == sizeKeys[i] || s == zh || (i != Individual && s == zh+"企业") {
			return i, true
		}
	}
	return SizeUnknown, false
}

// String gives the key: large, medium, small, micro, individual, or "" if not known.
func (s Size) String() string {
	if int(s) >= len(sizeKeys) {
		return ""
	}
	return sizeKeys[s]
}

// Title gives the words for people: 大型, 中型, 小型, 微型, 个体工商户, 规模未知.
func (s Size) Title() lang.Text {
	if int(s) >= len(sizeTitles) {
		s = SizeUnknown
	}
	return sizeTitles[s]
}

// Covered reports whether a party of size s is protected as an SME: medium, small and micro enterprises by the Payment
// Regulation (Order 728/802 arts. 2–3), individual businesses by their own (促进个体工商户发展条例 art. 31, by our reading).
// known is false for a size not known.
func Covered(s Size) (covered, known bool) {
	return s >= Medium && s <= Individual, s >= Large && s <= Individual
}

// Fact is a set of the facts a size is computed from.
type Fact uint8

// The facts a size is computed from.
const (
	FactIndustry  Fact = 1 << iota
	FactEmployees      // 从业人员, persons
	FactRevenue        // 营业收入, 10,000 yuan
	FactAssets         // 资产总额, 10,000 yuan
)

// Columns gives the counterparties ledger's columns for the facts in f, in the ledger's order.
func (f Fact) Columns() []string {
	var out []string
	for i, column := range []string{"industry_code", "employees", "revenue", "assets"} {
		if f&(1<<i) != 0 {
			out = append(out, column)
		}
	}
	return out
}

// SizeFacts is what is known of an enterprise for its size. A figure counts only if Known has its bit; the industry
// counts if it is not zero.
type SizeFacts struct {
	Industry  Industry
	Employees int64
	Revenue   money.Decimal // in 10,000 yuan (万元)
	Assets    money.Decimal // in 10,000 yuan (万元)
	Known     Fact
}

// SizeReason says how a computation of size ended.
type SizeReason uint8

// How a computation of size ends.
const (
	SizeComputed         SizeReason = iota
	SizeFactsMissing                // the industry's row needs figures that are not known
	SizeNoStandard                  // the standard has no row for the industry: a person decides
	SizeIndustryMissing             // the industry is not known
	SizeIndustryTooBroad            // the industry code stops before the digits that tell one row from another
)

// SizeOutcome says how a computation of size ended: why, which facts are missing, and by which row of the standard.
type SizeOutcome struct {
	Reason  SizeReason
	Missing Fact // what must be known, or known more closely, to compute a size; none if SizeComputed or SizeNoStandard
	Row     int  // the Number in SizeRows of the row used (the first, if a broad code falls under rows of equal limits), or 0
}

// ComputeSize classifies an enterprise by 工信部联企业〔2011〕300号 and 国统字〔2017〕213号. Large, medium and small must
// reach every lower limit of their class (a limit itself is reached), else the enterprise drops a class; so it is micro
// as soon as one figure is below small's. All figures the row names must be known: size is SizeUnknown otherwise.
func ComputeSize(f SizeFacts) (Size, SizeOutcome) {
	row, reason := sizeRowOf(f.Industry)
	if reason != SizeComputed {
		o := SizeOutcome{Reason: reason}
		if reason != SizeNoStandard {
			o.Missing = FactIndustry
		}
		return SizeUnknown, o
	}
	o := SizeOutcome{Row: row.Number, Missing: row.Needs() &^ f.Known}
	if o.Missing != 0 {
		o.Reason = SizeFactsMissing
		return SizeUnknown, o
	}
	// The classes descend in Size's order, so the lowest one allowed is the maximum.
	employees := money.Whole(min(max(f.Employees, 0), maxEmployees))
	return max(row.Employees.class(employees), row.Revenue.class(f.Revenue), row.Assets.class(f.Assets)), o
}

// maxEmployees keeps a hostile head count inside a Decimal; it is far beyond every limit.
const maxEmployees = 1_000_000_000

// Needs gives the figures the row's limits are set for.
func (r SizeRow) Needs() Fact {
	var f Fact
	for _, limits := range []struct {
		Limits
		fact Fact
	}{{r.Employees, FactEmployees}, {r.Revenue, FactRevenue}, {r.Assets, FactAssets}} {
		if limits.Limits != (Limits{}) {
			f |= limits.fact
		}
	}
	return f
}

// class gives the class that one figure allows: Large if the row sets no limits for it.
func (l Limits) class(v money.Decimal) Size {
	switch {
	case v >= money.Whole(l.Large) || l == Limits{}:
		return Large
	case v >= money.Whole(l.Medium):
		return Medium
	case v >= money.Whole(l.Small):
		return Small
	}
	return Micro
}
