package policy

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"

	"shukun/lang"
	"shukun/money"
)

// Reading is a choice made where the text of the law is silent: the question, our answer, why, who may change it.
type Reading struct {
	ID       string    `yaml:"id"`
	Clauses  []int     `yaml:"clauses"`
	Question lang.Text `yaml:"question"`
	Choice   lang.Text `yaml:"choice"`
	Default  string    `yaml:"default"`
	Options  []string  `yaml:"options"`
	Unit     lang.Text `yaml:"unit"`
	Why      lang.Text `yaml:"why"`
	Who      lang.Text `yaml:"who"`

	Chosen string `yaml:"-"` // what a user chose instead of the default; "" if nothing
	By     string `yaml:"-"` // the source the user gave for it
}

// Value gives the choice in force.
func (r *Reading) Value() string {
	if r.Chosen != "" {
		return r.Chosen
	}
	return r.Default
}

// Readings are all readings by id.
type Readings struct {
	list   []*Reading
	byID   map[string]*Reading
	faults []error
}

// ParseReadings reads readings.yaml; an unknown key or a reading without reason or translation is refused.
func ParseReadings(file string, text []byte) (*Readings, error) {
	nodes, err := listOf(file, text)
	if err != nil {
		return nil, err
	}
	rs := &Readings{byID: map[string]*Reading{}}
	for _, node := range nodes {
		if err := knownKeys(file, node, "id", "clauses", "question", "choice", "default", "options", "unit", "why", "who"); err != nil {
			return nil, err
		}
		r := &Reading{}
		if err := node.Decode(r); err != nil {
			return nil, badLaw(file, node.Line, err.Error())
		}
		switch {
		case r.ID == "" || rs.byID[r.ID] != nil:
			return nil, badLaw(file, node.Line, "a reading needs an id of its own: "+r.ID)
		case r.Question.Empty() || r.Choice.Empty() || r.Why.Empty() || r.Who.Empty():
			return nil, badLaw(file, node.Line, r.ID+" lacks its question, choice, why or who, in Chinese or English")
		case r.Default == "":
			return nil, badLaw(file, node.Line, r.ID+" has no default")
		case len(r.Options) > 0 && !slices.Contains(r.Options, r.Default):
			return nil, badLaw(file, node.Line, r.ID+": the default is none of the options")
		}
		rs.byID[r.ID] = r
		rs.list = append(rs.list, r)
	}
	return rs, nil
}

// Choose reads a user's choices: a list of {id, value, source}. Each needs a source.
func (rs *Readings) Choose(file string, text []byte) error {
	nodes, err := listOf(file, text)
	if err != nil {
		return err
	}
	for _, node := range nodes {
		if err := knownKeys(file, node, "id", "value", "source"); err != nil {
			return err
		}
		var c struct{ ID, Value, Source string }
		if err := node.Decode(&c); err != nil {
			return badLaw(file, node.Line, err.Error())
		}
		r := rs.byID[c.ID]
		switch {
		case r == nil:
			return badLaw(file, node.Line, "there is no reading "+c.ID)
		case c.Source == "":
			return badLaw(file, node.Line, c.ID+": say who decided so, under source")
		case len(r.Options) > 0 && !slices.Contains(r.Options, c.Value):
			return badLaw(file, node.Line, c.ID+": "+c.Value+" is none of its options")
		}
		r.Chosen, r.By = c.Value, c.Source
	}
	return nil
}

// List gives the readings in the order of the file.
func (rs *Readings) List() []*Reading { return rs.list }

// Find gives a reading by id, nil if there is none.
func (rs *Readings) Find(id string) *Reading { return rs.byID[id] }

// Err gives the first reading that was asked for and is missing or of the wrong kind.
func (rs *Readings) Err() error {
	if len(rs.faults) > 0 {
		return rs.faults[0]
	}
	return nil
}

func (rs *Readings) value(id, want string, ok func(string) bool) string {
	r := rs.byID[id]
	if r == nil {
		rs.faults = append(rs.faults, badLaw("readings.yaml", 0, "reading "+id+" is missing"))
		return ""
	}
	if v := r.Value(); ok(v) {
		return v
	}
	rs.faults = append(rs.faults, badLaw("readings.yaml", 0, "reading "+id+" must be "+want))
	return ""
}

// On gives a reading that is yes or no (on/off, yes/no, true/false).
func (rs *Readings) On(id string) bool {
	v := rs.value(id, "yes or no", func(s string) bool {
		return slices.Contains([]string{"on", "off", "yes", "no", "true", "false"}, s)
	})
	return v == "on" || v == "yes" || v == "true"
}

// Integer gives a reading that is a whole number.
func (rs *Readings) Integer(id string) int {
	n, _ := strconv.Atoi(rs.value(id, "a whole number", func(s string) bool { _, err := strconv.Atoi(s); return err == nil }))
	return n
}

// Number gives a reading that is an exact decimal.
func (rs *Readings) Number(id string) money.Decimal {
	d, _ := money.ParseDecimal(rs.value(id, "a number", func(s string) bool { _, ok := money.ParseDecimal(s); return ok }))
	return d
}

// Word gives a reading that is one of its options.
func (rs *Readings) Word(id string) string {
	return rs.value(id, "one of its options", func(s string) bool { return s != "" })
}

func listOf(file string, text []byte) ([]*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, badLaw(file, 0, "not YAML: "+err.Error())
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	if doc.Content[0].Kind != yaml.SequenceNode {
		return nil, badLaw(file, doc.Content[0].Line, "a list is wanted")
	}
	return doc.Content[0].Content, nil
}
