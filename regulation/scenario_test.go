package regulation

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// TestScenarios runs every clause's scenarios through the same reading and evaluation as the check.
func TestScenarios(t *testing.T) {
	g, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, folder := range append(Folders[:], "dataquality") {
		if folder == "dataquality" {
			i = -1 // its rules are numbered 00
		}
		file, err := ReadScenarios(folder)
		if errors.Is(err, fs.ErrNotExist) {
			if slices.ContainsFunc(g.Rules(), func(r *policy.Rule) bool { return r.Clause == i+1 }) {
				t.Errorf("%s has rules but no scenarios.yaml", folder)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", folder, err)
			continue
		}
		for _, s := range file.Cases {
			t.Run(fmt.Sprintf("%02d/%s", i+1, s.Name), func(t *testing.T) { runScenario(t, g, i+1, file.Shared, s) })
		}
	}
}

func runScenario(t *testing.T, g *Regulation, clause int, shared map[string][]map[string]string, s Scenario) {
	if s.Alone {
		shared = nil
	}
	names := &parties{codes: map[string]org.Code{}}
	book, report, err := ledger.Read(scenarioInputs(t, names, shared, s.Ledgers), ledger.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range report.Rejected {
		t.Fatalf("rejected: %s", e.In(lang.Zh))
	}
	giveTexts(book, s.Texts)
	if s.Basis == "" {
		t.Error("a scenario says what it rests on (依据)")
	}
	q := policy.Question{AsOf: civil.MustParse(s.AsOf), AssumeSME: s.Assume}
	found := g.Evaluate(book, q, Filter{Clauses: scenarioClauses(clause, s.Only), Rules: s.Only}, 1, nil)
	if len(found) != len(s.Findings) {
		t.Errorf("%d findings, want %d:\n%s", len(found), len(s.Findings), describe(found, names))
		return
	}
	for i := range found {
		if diff := differs(&s.Findings[i], found[i], names); diff != "" {
			t.Errorf("finding %d: %s\n%s", i+1, diff, describe(found[i:i+1], names))
		}
		checkAgain(t, g, book, q, found[i], filedWords(shared, s.Ledgers))
	}
}

// giveTexts hands the book the words of the files its rows name.
func giveTexts(b *ledger.Book, texts map[string]string) {
	for i := range b.Contracts {
		if body, ok := texts[b.Contracts[i].TextFile]; ok {
			b.SetContractText(i, ledger.Text{Body: body})
		}
	}
	for i := range b.Tenders {
		if body, ok := texts[b.Tenders[i].TextFile]; ok {
			b.SetTenderText(i, ledger.Text{Body: body})
		}
	}
}

// scenarioClauses: by default a clause's scenarios see that clause and the 00 rules only if they ask for them.
func scenarioClauses(clause int, only []string) []int {
	if len(only) > 0 {
		return nil
	}
	return []int{clause}
}

// checkAgain: the explanation is the same rule run again, so it must give the same finding, with steps.
func checkAgain(t *testing.T, g *Regulation, b *ledger.Book, q policy.Question, f *policy.Finding, filed []string) {
	t.Helper()
	again := g.Again(b, q, f)
	if again.Amount != f.Amount || again.Outcome != f.Outcome || again.DueOn != f.DueOn || again.Reason != f.Reason {
		t.Errorf("%s explained differs from %s found: %v / %v", f.Rule.ID, f.Rule.ID, again, *f)
	}
	if len(again.Trace) == 0 {
		t.Errorf("%s has no trace", f.Rule.ID)
	}
	q.Lang = lang.En
	en := g.Again(b, q, f).Reason
	if f.Span != nil {
		filed = append([]string{f.Span.Sentence}, filed...) // the words of a text too
	}
	for _, word := range filed {
		en = strings.ReplaceAll(en, word, "")
	}
	if en == "" || strings.ContainsFunc(en, func(r rune) bool { return r >= '\u4e00' && r <= '\u9fff' }) {
		t.Errorf("%s speaks no plain English: %q", f.Rule.ID, en)
	}
	for _, basis := range f.Basis {
		if !g.knows(basis) {
			t.Errorf("%s rests on %s, which is nowhere", f.Rule.ID, basis)
		}
	}
	for _, step := range again.Trace {
		if step.Basis != "" && !g.knows(step.Basis) {
			t.Errorf("a step of %s rests on %s, which is nowhere", f.Rule.ID, step.Basis)
		}
	}
}

// filedWords are the words of the ledgers themselves, longest first: they stay Chinese in English too.
func filedWords(all ...map[string][]map[string]string) []string {
	var words []string
	for _, ledgers := range all {
		for _, rows := range ledgers {
			for _, row := range rows {
				for _, v := range row {
					words = append(words, v)
				}
			}
		}
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// knows reports whether a basis can be looked up.
func (g *Regulation) knows(basis string) bool {
	key, rest, _ := strings.Cut(basis, ":")
	if key == "reading" {
		return g.Readings.Find(rest) != nil
	}
	return g.Instruments.Find(key) != nil
}

func differs(e *Expected, f *policy.Finding, names *parties) string {
	for _, c := range []struct{ what, want, got string }{
		{"规则", e.Rule, f.Rule.ID}, {"结果", e.Outcome, f.Outcome.Title().Zh},
		{"责任单位", e.Enterprise, names.name(f.Enterprise)}, {"受益人", e.Beneficiary, names.name(f.Beneficiary)},
		{"编号", e.Key, names.keyName(f.Key)}, {"金额", e.Amount, amountWords(f)}, {"期限", e.DueOn, orNone(f.DueOn.String())},
		{"下次变化", e.NextChange, orNone(f.NextChange.String())}, {"理由", e.Reason, f.Reason},
		{"缺少", strings.Join(e.Missing, " "), strings.Join(f.Missing, " ")}, {"依据", strings.Join(e.Basis, " "), strings.Join(f.Basis, " ")},
	} {
		if c.want != "" && c.want != c.got {
			return fmt.Sprintf("%s是 %s，应为 %s", c.what, c.got, c.want)
		}
	}
	if e.Days != nil && *e.Days != f.Days {
		return fmt.Sprintf("天数是 %d，应为 %d", f.Days, *e.Days)
	}
	if e.Rule == "" || e.Outcome == "" {
		return "结论要写明规则和结果"
	}
	return ""
}

func amountWords(f *policy.Finding) string {
	if !f.Amount.OK {
		return "无"
	}
	return f.Amount.V.String()
}

func orNone(s string) string {
	if s == "" {
		return "无"
	}
	return s
}

func describe(found []*policy.Finding, names *parties) string {
	var b strings.Builder
	for i := range found {
		f := found[i]
		fmt.Fprintf(&b, "  %s %s 责任单位 %s 受益人 %s 编号 %s 金额 %s 期限 %s 天数 %d 下次变化 %s 缺少 %v 依据 %v\n    %s\n", f.Rule.ID, f.Outcome.Title().Zh,
			names.name(f.Enterprise), names.name(f.Beneficiary), names.keyName(f.Key), amountWords(f), orNone(f.DueOn.String()), f.Days,
			orNone(f.NextChange.String()), f.Missing, f.Basis, f.Reason)
	}
	return b.String()
}

// parties gives the names a scenario uses in code columns valid codes of their own.
type parties struct {
	codes map[string]org.Code
	names []string
}

func (p *parties) code(name string) string {
	if c, v := org.ParseCode(name); v.Usable() {
		return c.String()
	}
	if c, ok := p.codes[name]; ok {
		return c.String()
	}
	p.names = append(p.names, name)
	first := fmt.Sprintf("91150100MA%07d", len(p.names))
	check, _ := org.CheckCharacter(first)
	p.codes[name] = org.MustCode(first + string(check))
	return p.codes[name].String()
}

func (p *parties) name(c org.Code) string {
	for name, code := range p.codes {
		if code == c {
			return name
		}
	}
	return c.String()
}

func (p *parties) keyName(key string) string {
	for name, code := range p.codes {
		key = strings.ReplaceAll(key, code.String(), name)
	}
	return key
}

// scenarioInputs writes the scenario's ledgers as CSV with Chinese headers.
func scenarioInputs(t *testing.T, names *parties, all ...map[string][]map[string]string) []ledger.Input {
	t.Helper()
	rows := map[string][]map[string]string{}
	for _, ledgers := range all {
		for name, more := range ledgers {
			rows[name] = append(rows[name], more...)
		}
	}
	var inputs []ledger.Input
	for _, k := range ledger.Kinds() {
		if mine, ok := rows[k.Name]; ok {
			inputs = append(inputs, ledger.Input{Name: k.Key + ".csv", Data: scenarioCSV(t, names, k, mine)})
			delete(rows, k.Name)
		}
	}
	for name := range rows {
		t.Fatalf("没有“%s”这种台账", name)
	}
	return inputs
}

func scenarioCSV(t *testing.T, names *parties, k *ledger.Kind, rows []map[string]string) []byte {
	t.Helper()
	used := map[string]bool{}
	for _, row := range rows {
		for column := range row {
			used[column] = true
		}
	}
	var header []string
	isCode := map[string]bool{}
	for _, c := range k.Columns {
		if used[c.Name] || c.Required {
			header = append(header, c.Name)
		}
		isCode[c.Name] = c.Type == ledger.TypeCode
		delete(used, c.Name)
	}
	if len(used) > 0 {
		unknown := make([]string, 0, len(used))
		for c := range used {
			unknown = append(unknown, c)
		}
		sort.Strings(unknown)
		t.Fatalf("“%s”没有这些列：%v", k.Name, unknown)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(header)
	for _, row := range rows {
		record := make([]string, len(header))
		for i, column := range header {
			record[i] = row[column]
			if isCode[column] && record[i] != "" {
				record[i] = names.code(record[i])
			}
		}
		w.Write(record)
	}
	w.Flush()
	return b.Bytes()
}
