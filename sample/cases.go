package sample

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/money"
	"shukun/org"
	"shukun/problem"
)

//go:embed cases/*.yaml
var caseFiles embed.FS

// caseFile is one file of cases: rows written by hand, whose parties go by name.
type caseFile struct {
	Rules   []caseRule                     `yaml:"规则"`
	Ledgers map[string][]map[string]string `yaml:"台账"`
	Texts   []caseText                     `yaml:"文本"`
}

// caseRule says what the cases of a rule show. Hit and Miss name the parties to look for where the key of a finding is a
// party's code; otherwise the keys end in RULE-中 and RULE-未.
type caseRule struct {
	Rule  string `yaml:"规则"`
	Shows string `yaml:"情形"`
	Hit   string `yaml:"中"`
	Miss  string `yaml:"未"`
}

// caseText is the text of a contract or tender.
type caseText struct {
	File string `yaml:"文件"`
	Text string `yaml:"正文"`
}

// caseBook is all cases, in the order of their files.
type caseBook struct {
	rules []caseRule
	rows  map[string][]map[string]string // by the kind's Chinese name
	texts []caseText
	codes map[string]org.Code // of parties by name
}

// firstCaseCode numbers the parties of the cases apart from those drawn.
const firstCaseCode = 900_001

func readCases() (*caseBook, error) {
	c := &caseBook{rows: map[string][]map[string]string{}, codes: map[string]org.Code{}}
	names, err := fs.Glob(caseFiles, "cases/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := caseFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var f caseFile
		d := yaml.NewDecoder(bytes.NewReader(text))
		d.KnownFields(true)
		if err := d.Decode(&f); err != nil {
			return nil, badCase(name, err.Error())
		}
		c.rules = append(c.rules, f.Rules...)
		c.texts = append(c.texts, f.Texts...)
		for _, k := range ledger.Kinds() {
			c.rows[k.Name] = append(c.rows[k.Name], f.Ledgers[k.Name]...)
			delete(f.Ledgers, k.Name)
		}
		for kind := range f.Ledgers {
			return nil, badCase(name, kind)
		}
	}
	return c, c.nameParties()
}

// nameParties gives every party of the cases a code.
func (c *caseBook) nameParties() error {
	n := firstCaseCode
	for _, kind := range []string{"enterprises", "counterparties"} {
		k := ledger.FindKind(kind)
		for _, row := range c.rows[k.Name] {
			name := row[k.Columns[1].Name]
			first := "91"
			switch {
			case row["主体类型"] == "个体工商户":
				first = "92"
			case row["主体类型"] == "机关事业单位" || row["单位类型"] == "机关事业单位":
				first = "12"
			}
			if _, taken := c.codes[name]; taken || name == "" {
				return badCase(k.Name, name)
			}
			c.codes[name] = inventedCode(first, org.Division(150102), n)
			row[k.Columns[0].Name] = name
			n++
		}
	}
	return nil
}

func (c *caseBook) textNames() []string {
	var names []string
	for _, t := range c.texts {
		names = append(names, t.File)
	}
	return names
}

// cases writes the rows of the cases at the head of every ledger.
func (s *set) cases() {
	for _, sh := range s.sheets {
		for _, row := range s.book.rows[sh.kind.Name] {
			used := 0
			for i := range sh.kind.Columns {
				if value, ok := row[sh.kind.Columns[i].Name]; ok {
					sh.set(i, value, s.book.codes)
					used++
				}
			}
			if used < len(row) && sh.unfit == "" {
				sh.unfit = fmt.Sprint(sh.kind.Key, " ", row)
			}
			sh.end()
		}
	}
}

// set sets a cell to a value as a case writes it; parties go by name.
func (s *sheet) set(i int, value string, codes map[string]org.Code) {
	c, column := &s.cells[i], &s.kind.Columns[i]
	*c = cell{set: true}
	ok := true
	switch column.Type {
	case ledger.TypeCode:
		c.code, ok = codes[value]
		if !ok { // somebody of whom no ledger knows more than the code
			var verdict org.Verdict
			c.code, verdict = org.ParseCode(value)
			ok = verdict == org.CodeOK
		}
	case ledger.TypeDate:
		var d civil.Date
		d, ok = civil.Parse(value)
		c.number = int64(d)
	case ledger.TypeMoney:
		var d money.Decimal
		d, ok = money.ParseDecimal(value)
		c.number = int64(d) / (money.Scale / 100)
	case ledger.TypeRate, ledger.TypeNumber, ledger.TypeTenK:
		var d money.Decimal
		d, ok = money.ParseDecimal(value)
		c.number = int64(d)
	case ledger.TypeInteger, ledger.TypeDivision:
		var d money.Decimal
		d, ok = money.ParseDecimal(value)
		c.number = int64(d) / money.Scale
	case ledger.TypeEnum:
		c.text, ok = keyOf(column.Enum, value)
	default:
		c.text = value
	}
	if !ok && s.unfit == "" {
		s.unfit = strings.Join([]string{s.kind.Key, column.Key, value}, " ")
	}
}

func keyOf(e *ledger.Enum, word string) (key string, ok bool) {
	for _, v := range e.Values {
		if v.Zh == word {
			return v.Key, true
		}
	}
	return "", false
}

func badCase(place, value string) *problem.Error {
	return problem.New(problem.Internal, "sample-case", lang.Text{Zh: "样例的情形写得不对", En: "a case of the sample is not written properly"}, lang.Text{}).
		With(value).At(problem.Place{File: place})
}
