package sample

import (
	"fmt"
	"strings"
)

// guide is the text of the guide: what the folder holds, and which rows show which rule. It depends on nothing but its
// arguments.
func guide(sum Summary, size Size, seed uint64, c *caseBook) string {
	var b strings.Builder
	fmt.Fprintf(&b, "示例台账（shukun sample --size %s --seed %d）\n", size, seed)
	b.WriteString("单位、代码、合同、金额、疫情列入都是虚构的，与任何真实单位和事件无关。\n")
	b.WriteString("Sample ledgers. Every unit, code, contract, amount and listing in them is invented.\n\n")
	fmt.Fprintf(&b, "检查日 / as of: %s    shukun check --as-of %[1]s .\n", sum.AsOf)
	b.WriteString("编号带“规则号-中”的行会产生该规则的结论，带“规则号-未”的行差一天、一分或一个条件，不产生。\n")
	b.WriteString("Rows whose number ends in RULE-中 hit that rule; those in RULE-未 just miss it.\n\n")
	b.WriteString("文件 / files\n")
	for _, f := range sum.Files {
		fmt.Fprintf(&b, "%s%s\t%s (%s) %d\n", filePrefix, f.Name, f.Kind.Name, f.Kind.Key, f.Rows)
	}
	for _, t := range sum.Texts {
		fmt.Fprintf(&b, "%s%s\n", filePrefix, t)
	}
	b.WriteString("\n规则 / rules\n")
	for _, r := range c.rules {
		fmt.Fprintf(&b, "%s\t%s", r.Rule, r.Shows)
		if r.Hit != "" || r.Miss != "" {
			fmt.Fprintf(&b, "（中：%s；未：%s）", r.Hit, r.Miss)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
