package org

import (
	"slices"
	"sync"

	"shukun/lang"
)

// Limits are the lower limits of the classes for one figure; the zero Limits means the row does not look at it.
type Limits struct{ Large, Medium, Small int64 }

// SizeRow is one row of the standard: the industries it is for and the lower limits of its classes.
type SizeRow struct {
	Number     int
	Sector     lang.Text
	Industries []string // codes of GB/T 4754-2017; each covers what is below it
	Employees  Limits   // persons
	Revenue    Limits   // 10,000 yuan (万元)
	Assets     Limits   // 10,000 yuan (万元)
}

// SizeRows gives the 16 rows of the standard, in its order.
func SizeRows() []SizeRow {
	out := slices.Clone(sizeRows)
	for i := range out {
		out[i].Industries = slices.Clone(out[i].Industries)
	}
	return out
}

// sizeRows restates 中小企业划型标准规定 (工信部联企业〔2011〕300号) arts. 4(1)–(16) on the codes of GB/T 4754-2017 as
// 统计上大中小微型企业划分办法 (国统字〔2017〕213号) assigns them. Loading and unloading (G591) goes with transport, the
// rest of division 59 with storage, by the words of the two rows.
//
// No row, hence no standard here: railways G53; finance J (its own standard, 银发〔2015〕309号); letting of real estate K704;
// education P; health Q84; S and T.
var sizeRows = []SizeRow{
	{1, lang.Text{Zh: "农、林、牧、渔业", En: "farming, forestry, stock-raising and fishery"}, []string{"A"},
		Limits{}, Limits{20000, 500, 50}, Limits{}},
	{2, lang.Text{Zh: "工业", En: "industry"}, []string{"B", "C", "D"},
		Limits{1000, 300, 20}, Limits{40000, 2000, 300}, Limits{}},
	{3, lang.Text{Zh: "建筑业", En: "construction"}, []string{"E"},
		Limits{}, Limits{80000, 6000, 300}, Limits{80000, 5000, 300}},
	{4, lang.Text{Zh: "批发业", En: "wholesale"}, []string{"F51"},
		Limits{200, 20, 5}, Limits{40000, 5000, 1000}, Limits{}},
	{5, lang.Text{Zh: "零售业", En: "retail"}, []string{"F52"},
		Limits{300, 50, 10}, Limits{20000, 500, 100}, Limits{}},
	{6, lang.Text{Zh: "交通运输业", En: "transport, without railways"}, []string{"G54", "G55", "G56", "G57", "G58", "G591"},
		Limits{1000, 300, 20}, Limits{30000, 3000, 200}, Limits{}},
	{7, lang.Text{Zh: "仓储业", En: "storage"}, []string{"G592", "G593", "G594", "G595", "G596", "G599"},
		Limits{200, 100, 20}, Limits{30000, 1000, 100}, Limits{}},
	{8, lang.Text{Zh: "邮政业", En: "post"}, []string{"G60"},
		Limits{1000, 300, 20}, Limits{30000, 2000, 100}, Limits{}},
	{9, lang.Text{Zh: "住宿业", En: "lodging"}, []string{"H61"},
		Limits{300, 100, 10}, Limits{10000, 2000, 100}, Limits{}},
	{10, lang.Text{Zh: "餐饮业", En: "catering"}, []string{"H62"},
		Limits{300, 100, 10}, Limits{10000, 2000, 100}, Limits{}},
	{11, lang.Text{Zh: "信息传输业", En: "telecommunications and internet"}, []string{"I63", "I64"},
		Limits{2000, 100, 10}, Limits{100000, 1000, 100}, Limits{}},
	{12, lang.Text{Zh: "软件和信息技术服务业", En: "software and information technology"}, []string{"I65"},
		Limits{300, 100, 10}, Limits{10000, 1000, 50}, Limits{}},
	{13, lang.Text{Zh: "房地产开发经营", En: "real estate development"}, []string{"K701"},
		Limits{}, Limits{200000, 1000, 100}, Limits{10000, 5000, 2000}},
	{14, lang.Text{Zh: "物业管理", En: "property management"}, []string{"K702"},
		Limits{1000, 300, 100}, Limits{5000, 1000, 500}, Limits{}},
	{15, lang.Text{Zh: "租赁和商务服务业", En: "leasing and business services"}, []string{"L"},
		Limits{300, 100, 10}, Limits{}, Limits{120000, 8000, 100}},
	{16, lang.Text{Zh: "其他未列明行业", En: "other industries not listed"}, []string{"M", "N", "O", "Q85", "R", "K703", "K709"},
		Limits{300, 100, 10}, Limits{}, Limits{}},
}

// sizeIndex finds a row by an industry's group (three digits), the finest level the standard distinguishes. For a coarser
// code it holds a row only if all its groups have the same limits.
type sizeIndex struct {
	group    [1000]uint8
	division [100]uint8
	section  [26]uint8
}

const rowsDiffer = 255

var sizeRowIndex = sync.OnceValue(func() *sizeIndex {
	t, x := industries(), &sizeIndex{}
	for _, row := range sizeRows {
		for _, code := range row.Industries {
			want := MustIndustry(code)
			for g := range x.group {
				i := industryOf(t.sectionOf[g/10], 3, g)
				if t.group[g] != 0 && within(i, want) {
					x.group[g] = uint8(row.Number)
				}
			}
		}
	}
	seenDivision, seenSection := [100]bool{}, [26]bool{}
	for g, row := range x.group {
		if t.group[g] == 0 {
			continue
		}
		agree(&x.division[g/10], &seenDivision[g/10], row)
		s := t.sectionOf[g/10] - 'A'
		agree(&x.section[s], &seenSection[s], row)
	}
	return x
})

// agree notes in at that a part has this row, or that the parts differ.
func agree(at *uint8, seen *bool, row uint8) {
	switch {
	case !*seen:
		*at, *seen = row, true
	case *at == row || *at == rowsDiffer:
	case *at == 0 || row == 0 || !sameLimits(&sizeRows[*at-1], &sizeRows[row-1]):
		*at = rowsDiffer
	}
}

func sameLimits(a, b *SizeRow) bool {
	return a.Employees == b.Employees && a.Revenue == b.Revenue && a.Assets == b.Assets
}

// within reports whether i is j or below it.
func within(i, j Industry) bool {
	return i.Section() == j.Section() && (j.width() == 0 || i.prefix(j.width()) == j.number())
}

// sizeRowOf gives the row for an industry; reason is SizeComputed if there is one.
func sizeRowOf(i Industry) (*SizeRow, SizeReason) {
	if i.Name() == "" {
		return nil, SizeIndustryMissing
	}
	x, row := sizeRowIndex(), uint8(0)
	switch {
	case i.width() >= 3:
		row = x.group[i.Group()]
	case i.width() == 2:
		row = x.division[i.Division()]
	default:
		row = x.section[i.Section()-'A']
	}
	switch row {
	case 0:
		return nil, SizeNoStandard
	case rowsDiffer:
		return nil, SizeIndustryTooBroad
	}
	return &sizeRows[row-1], SizeComputed
}
