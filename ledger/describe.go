package ledger

import (
	"fmt"
	"strings"

	"shukun/lang"
)

// typeTexts say what a column holds and how it is written.
var typeTexts = map[Type]struct{ name, accepted, example lang.Text }{
	TypeText:     {lang.Text{Zh: "文本", En: "text"}, lang.Text{Zh: "文字，编号前的 0 保留", En: "any text; leading zeros of numbers stay"}, lang.Text{Zh: "HT-2022-0015", En: "HT-2022-0015"}},
	TypeCode:     {lang.Text{Zh: "统一社会信用代码", En: "credit code"}, lang.Text{Zh: "18 位数字和大写字母，单元格设为文本", En: "18 digits and capital letters, in a cell of format Text"}, lang.Text{Zh: "91350100M000100Y43", En: "91350100M000100Y43"}},
	TypeDate:     {lang.Text{Zh: "日期", En: "date"}, lang.Text{Zh: "2022-06-30、2022/6/30、20220630、2022.6.30、2022年6月30日，或 Excel 日期", En: "2022-06-30, 2022/6/30, 20220630, 2022.6.30, 2022年6月30日, or an Excel date"}, lang.Text{Zh: "2022-06-30", En: "2022-06-30"}},
	TypeMoney:    {lang.Text{Zh: "金额", En: "money"}, lang.Text{Zh: "元，最多两位小数；列标题可注明单位，如“（万元）”", En: "yuan, two decimals at most; the header may name another unit, like （万元）"}, lang.Text{Zh: "120000.00", En: "120000.00"}},
	TypeRate:     {lang.Text{Zh: "百分数", En: "percentage"}, lang.Text{Zh: "3.65 或 3.65%", En: "3.65 or 3.65%"}, lang.Text{Zh: "3.65", En: "3.65"}},
	TypeNumber:   {lang.Text{Zh: "数", En: "number"}, lang.Text{Zh: "小数不超过 8 位", En: "8 decimals at most"}, lang.Text{Zh: "1250.5", En: "1250.5"}},
	TypeTenK:     {lang.Text{Zh: "金额（万元）", En: "money in 10,000 yuan"}, lang.Text{Zh: "以万元计；列标题可注明其他单位，如“（元）”", En: "in 10,000 yuan; the header may name another unit, like （元）"}, lang.Text{Zh: "860.5", En: "860.5"}},
	TypeInteger:  {lang.Text{Zh: "整数", En: "whole number"}, lang.Text{Zh: "整数", En: "a whole number"}, lang.Text{Zh: "60", En: "60"}},
	TypeYesNo:    {lang.Text{Zh: "是/否", En: "yes/no"}, lang.Text{Zh: "是、否；不清楚则留空（yes/no、true/false、y/n、1/0 亦可）", En: "是/否, yes/no, true/false, y/n, 1/0; empty if not known"}, lang.Text{Zh: "是", En: "yes"}},
	TypeEnum:     {lang.Text{Zh: "选项", En: "choice"}, lang.Text{}, lang.Text{}},
	TypeDivision: {lang.Text{Zh: "区划代码", En: "division code"}, lang.Text{Zh: "GB/T 2260 六位代码", En: "six digits of GB/T 2260"}, lang.Text{Zh: "150102", En: "150102"}},
	TypeIndustry: {lang.Text{Zh: "行业代码", En: "industry code"}, lang.Text{Zh: "GB/T 4754-2017，门类字母可省略，如 F52、52、5211", En: "GB/T 4754-2017, the letter may be left out: F52, 52, 5211"}, lang.Text{Zh: "F5211", En: "F5211"}},
}

// TypeName gives the words for what a column holds: 日期, date.
func (c *Column) TypeName() lang.Text { return typeTexts[c.Type].name }

// Accepted says what may stand in the column.
func (c *Column) Accepted() lang.Text {
	t := typeTexts[c.Type].accepted
	switch {
	case c.Enum != nil:
		var zh, en []string
		for _, v := range c.Enum.Values {
			zh = append(zh, v.Zh)
			en = append(en, v.Key+" "+v.Zh)
		}
		t = lang.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
	case c.Allowed != nil:
		t = c.Note
	}
	return t
}

// Example gives a value that may stand in the column.
func (c *Column) Example() lang.Text {
	switch {
	case c.Enum != nil:
		v := c.Enum.Values[0]
		return lang.Text{Zh: v.Zh, En: v.Key}
	case c.Allowed != nil:
		n := fmt.Sprint(c.Allowed[0])
		return lang.Text{Zh: n, En: n}
	}
	return typeTexts[c.Type].example
}

// both gives the values as 全资 wholly.
func (e *Enum) both() []string {
	var out []string
	for _, v := range e.Values {
		out = append(out, v.Zh+" "+v.Key)
	}
	return out
}

// Describe gives all kinds and columns as Markdown: the reference of the input contract.
func Describe(l lang.Lang) string {
	var b strings.Builder
	say := func(zh, en string) string { return lang.Text{Zh: zh, En: en}.In(l) }
	b.WriteString(say("# 台账种类与列\n\n由程序中的声明生成。带 * 的列必填；“键”为一家企业内不得重复的编号。列标题可用英文键、中文名或常用别名。\n",
		"# Ledger kinds and columns\n\nMade from the declarations in the program. Columns with * are required; the key is what must not repeat within an enterprise. A header may be the English key, the Chinese name or a common synonym.\n"))
	for _, k := range Kinds() {
		fmt.Fprintf(&b, "\n## %s %s\n\n%s: %s\n\n", k.Key, say(k.Name, k.Name+" · "+k.En), say("键", "Key"), "`"+strings.Join(k.KeyColumns(), "` + `")+"`")
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", say("列", "column"), say("名称", "name"), say("类型", "type"), say("可填的值", "values"), say("别名", "synonyms"))
		for i := range k.Columns {
			c := &k.Columns[i]
			star := ""
			if c.Required {
				star = "*"
			}
			values := c.Accepted().In(l)
			if c.Enum != nil && l == lang.Zh {
				values = strings.Join(c.Enum.both(), "、")
			}
			if note := c.Note.In(l); note != "" && note != values {
				values += say("。", ". ") + note
			}
			fmt.Fprintf(&b, "| `%s`%s | %s | %s | %s | %s |\n", c.Key, star, say(c.Title(), c.Title()+" · "+c.En), c.TypeName().In(l), values, strings.Join(k.Synonyms(c), say("、", ", ")))
		}
	}
	return b.String()
}
