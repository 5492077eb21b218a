package regulation

import (
	"bytes"
	"embed"

	"go.yaml.in/yaml/v3"
)

//go:embed */scenarios.yaml
var scenarioFiles embed.FS

// Scenarios is scenarios.yaml beside a clause: cases a lawyer can read and write, with Chinese keys.
type Scenarios struct {
	Shared map[string][]map[string]string `yaml:"共同台账"`
	Cases  []Scenario                     `yaml:"情形"`
}

// Scenario is one case: the ledgers, the day, and every finding expected.
type Scenario struct {
	Name     string                         `yaml:"名称"`
	Basis    string                         `yaml:"依据"`
	AsOf     string                         `yaml:"检查日"`
	Alone    bool                           `yaml:"不用共同台账"`
	Assume   bool                           `yaml:"规模未知视为中小企业"`
	Only     []string                       `yaml:"只看规则"` // default: every rule of the clause
	Ledgers  map[string][]map[string]string `yaml:"台账"`
	Texts    map[string]string              `yaml:"文本"` // the words of the text files that rows name
	Findings []Expected                     `yaml:"结论"`
}

// Expected is a finding as a lawyer writes it. A field that is not written is not compared; 无 means that there is none.
type Expected struct {
	Rule        string   `yaml:"规则"`
	Outcome     string   `yaml:"结果"`
	Enterprise  string   `yaml:"责任单位"`
	Beneficiary string   `yaml:"受益人"`
	Key         string   `yaml:"编号"`
	Amount      string   `yaml:"金额"`
	DueOn       string   `yaml:"期限"`
	Days        *int32   `yaml:"天数"`
	NextChange  string   `yaml:"下次变化"`
	Missing     []string `yaml:"缺少"`
	Basis       []string `yaml:"依据"`
	Reason      string   `yaml:"理由"`
}

// ReadScenarios reads the scenarios of a clause folder. An unknown key is refused.
func ReadScenarios(folder string) (*Scenarios, error) {
	text, err := scenarioFiles.ReadFile(folder + "/scenarios.yaml")
	if err != nil {
		return nil, err
	}
	s := &Scenarios{}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(s); err != nil {
		return nil, lawFile(folder+"/scenarios.yaml", err.Error())
	}
	return s, nil
}

// ScenariosOf lists the scenarios of a clause (0: data quality) that expect a finding of the rule.
func ScenariosOf(clause int, rule string) []Scenario {
	folder := "dataquality"
	if clause > 0 {
		folder = Folders[clause-1]
	}
	all, err := ReadScenarios(folder)
	if err != nil {
		return nil
	}
	var out []Scenario
	for _, s := range all.Cases {
		for _, f := range s.Findings {
			if f.Rule == rule {
				out = append(out, s)
				break
			}
		}
	}
	return out
}
