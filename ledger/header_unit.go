package ledger

import (
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// measure is what a unit measures.
type measure uint8

const (
	noMeasure measure = iota
	ofMoney
	ofForeignMoney
	ofDays
	ofMonths
	ofPeople
	ofPercent
	ofWeight
	ofEnergy
	ofVolume
	ofVoltage
	ofHeat
	ofOther // known, but no column of ours is in it
)

// measured is a unit: 10^power of the base unit of what it measures.
type measured struct {
	of    measure
	power int
}

// unitWords are the units a header may name, folded.
var unitWords = func() map[string]measured {
	words := map[string]measured{}
	for _, line := range []struct {
		measured
		words string
	}{
		{measured{ofMoney, 0}, "元 圆 人民币 人民币元 元人民币 rmb cny yuan"},
		{measured{ofMoney, -2}, "分"}, {measured{ofMoney, -1}, "角"}, {measured{ofMoney, 3}, "千元 千 人民币千元 thousandyuan"},
		{measured{ofMoney, 4}, "万元 万 人民币万元 万元人民币 10kyuan 10,000yuan 10000yuan wanyuan"},
		{measured{ofMoney, 6}, "百万元 百万 millionyuan"}, {measured{ofMoney, 7}, "千万元 千万"}, {measured{ofMoney, 8}, "亿元 亿 人民币亿元"},
		{measured{ofForeignMoney, 0}, "美元 万美元 美金 欧元 港元 港币 日元 英镑 usd eur hkd jpy gbp $ € £"},
		{measured{ofDays, 0}, "天 日 个自然日 自然日 日历天 day days"},
		{measured{ofMonths, 0}, "月 个月 month months"},
		{measured{ofOther, 0}, "工作日 个工作日 小时 周 季 季度 ‰ %/月 %/日 万分之 bp 平方米 ㎡ m2 亩 件 台 套 车"},
		{measured{ofPeople, 0}, "人 名 persons people"}, {measured{ofPeople, 4}, "万人"},
		{measured{ofPercent, 0}, "% percent 百分比 %/年 年化% 年 年化"},
		{measured{ofWeight, 0}, "吨 t tonne tonnes"}, {measured{ofWeight, 3}, "千吨"}, {measured{ofWeight, 4}, "万吨"}, {measured{ofWeight, -3}, "千克 公斤 kg"},
		{measured{ofEnergy, 0}, "千瓦时 度 kwh"}, {measured{ofEnergy, 3}, "兆瓦时 mwh 千度"}, {measured{ofEnergy, 4}, "万千瓦时 万度"},
		{measured{ofVolume, 0}, "立方米 立方 方 m3 m³ 标方"}, {measured{ofVolume, 4}, "万立方米 万方"},
		{measured{ofVoltage, 0}, "千伏 kv"}, {measured{ofVoltage, -3}, "伏 伏特 v"},
		{measured{ofHeat, 0}, "千卡 大卡 千卡/千克 大卡/千克 kcal kcal/kg"},
	} {
		for _, w := range strings.Fields(line.words) {
			words[w] = line.measured
		}
	}
	return words
}()

// readUnit reads a unit such as 万元, 元/吨 or 单位：万元; ok is false for what is no unit.
func readUnit(mark string) (m measured, per measure, ok bool) {
	mark = strings.ReplaceAll(mark, " ", "")
	for _, lead := range []string{"金额单位", "货币单位", "计量单位", "单位", ":"} {
		mark = strings.TrimPrefix(mark, lead)
	}
	mark = strings.ReplaceAll(mark, "人民币:", "人民币")
	if m, ok = unitWords[mark]; ok {
		return m, noMeasure, true
	}
	above, below, _ := strings.Cut(mark, "/")
	a, ok := unitWords[above]
	if !ok || below == "" {
		return measured{}, noMeasure, false
	}
	b, ok := unitWords[below]
	if !ok {
		b.of = ofOther
	}
	return measured{a.of, a.power - b.power}, b.of, a.of == ofMoney || ok
}

// moneyUnit reads a unit of money, as a power of ten of yuan.
func moneyUnit(mark string) (power int, ok bool) {
	m, per, ok := readUnit(mark)
	return m.power, ok && m.of == ofMoney && per == noMeasure
}

// unitPower gives what the marks in brackets behind a header word make of the column: the power of ten its numbers
// are to be multiplied by. given says that there was a unit; the error, that it cannot be the column's.
func (c *Column) unitPower(header string, marks []string) (power int, given bool, err *problem.Error) {
	own, ownPer, ok := c.measure()
	if !ok {
		return 0, false, nil
	}
	for _, mark := range unitTokens(marks) {
		m, per, ok := readUnit(mark)
		switch {
		case !ok:
			continue
		case m.of == own.of && (per == ownPer || per == noMeasure || ownPer == noMeasure && c.Type == TypeNumber):
			return m.power - own.power, true, nil
		case own.of == noMeasure && (m.of == ofWeight || m.of == ofEnergy || m.of == ofVolume):
			return m.power, true, nil
		case own.of == noMeasure:
			continue
		}
		return 0, false, wrongUnit(c, header, mark)
	}
	return 0, false, nil
}

// measure gives the column's own unit; ok is false for columns that are not numbers.
func (c *Column) measure() (m measured, per measure, ok bool) {
	switch c.Type {
	case TypeMoney, TypeTenK, TypeRate, TypeNumber, TypeInteger:
		m, per, _ = readUnit(c.Unit)
		return m, per, true
	}
	return measured{}, noMeasure, false
}

// unitTokens gives the marks whole, then cut at commas and the like: （含税，万元） names a unit too.
func unitTokens(marks []string) []string {
	all := marks
	for _, m := range marks {
		all = append(all, strings.FieldsFunc(m, func(r rune) bool { return strings.ContainsRune(",，、/;|", r) })...)
	}
	return all
}

func wrongUnit(c *Column, header, unit string) *problem.Error {
	return problem.New(problem.Invalid, "column-unit",
		lang.Text{Zh: "“" + header + "”的单位是“" + unit + "”，而“" + c.Name + "”以“" + c.Unit + "”计", En: "the unit of " + header + " is " + unit + ", but " + c.Key + " is in " + c.Unit},
		lang.Text{Zh: "请换算后改写列标题中的单位", En: "Convert the column and name the right unit in its header"}).
		At(problem.Place{Column: header})
}

// splitUnit takes what stands in brackets off a header cell: 应付金额（含税）（万元） gives 应付金额, 含税 and 万元.
func splitUnit(cell string) (base string, marks []string) {
	var b strings.Builder
	depth, from := 0, 0
	for i, r := range cell {
		switch {
		case strings.ContainsRune("([{【〔", r):
			if depth++; depth == 1 {
				from = i + len(string(r))
			}
		case strings.ContainsRune(")]}】〕", r) && depth > 0:
			if depth--; depth == 0 {
				marks = append(marks, strings.TrimSpace(cell[from:i]))
			}
		case depth == 0:
			b.WriteRune(r)
		}
	}
	if depth > 0 {
		marks = append(marks, strings.TrimSpace(cell[from:]))
	}
	return strings.TrimSpace(b.String()), marks
}

// tailUnit takes a unit without brackets off the end of a folded header word: 应付金额万元 gives 应付金额, 万元.
func tailUnit(word string) (base, unit string) {
	for _, u := range []string{"人民币万元", "人民币元", "千万元", "百万元", "万元", "千元", "亿元", "元"} {
		if rest, ok := strings.CutSuffix(word, u); ok && rest != "" {
			return rest, u
		}
	}
	return word, ""
}
