package policy

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/problem"
)

// Source says which instrument, and which article of it, sets a value.
type Source struct {
	Instrument string `yaml:"instrument"`
	Article    string `yaml:"article"`
	Note       string `yaml:"note"`
}

// Basis gives the source as a finding cites it: "reg728:15".
func (s Source) Basis() string {
	if s.Article == "" {
		return s.Instrument
	}
	return s.Instrument + ":" + s.Article
}

// Value is a parameter's value from a day on, with the source that sets it from that day.
type Value struct {
	From   civil.Date
	To     civil.Date // zero: until the next value, or still in force
	Text   string     // as written; "" if None
	None   bool       // from this day there is no value
	List   []string
	Source Source
	line   int
}

// Parameter is a figure of the law with its dated values.
type Parameter struct {
	Name    string
	Title   lang.Text
	Unit    string
	Checked civil.Date // when a person last held it against its source
	Values  []Value
	File    string
	line    int
}

// Parameters are the parameters of one clause by name.
type Parameters struct {
	byName map[string]*Parameter
	faults []error
}

type rawParameter struct {
	Name    string     `yaml:"name"`
	Title   lang.Text  `yaml:"title"`
	Unit    string     `yaml:"unit"`
	Checked string     `yaml:"checked"`
	Values  []rawValue `yaml:"values"`
}

type rawValue struct {
	From   string    `yaml:"from"`
	To     string    `yaml:"to"`
	Value  yaml.Node `yaml:"value"`
	Source Source    `yaml:"source"`
}

// ParseParameters reads one parameters.yaml. A gap, an overlap, a missing source or title, a date that is none, or an
// unknown key is refused with file and line.
func ParseParameters(file string, text []byte) (*Parameters, error) {
	var doc yaml.Node
	ps := &Parameters{byName: map[string]*Parameter{}}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, badLaw(file, 0, "not YAML: "+err.Error())
	}
	if len(doc.Content) == 0 {
		return ps, nil
	}
	if doc.Content[0].Kind != yaml.SequenceNode {
		return nil, badLaw(file, doc.Content[0].Line, "a list of parameters is wanted")
	}
	for _, node := range doc.Content[0].Content {
		p, err := parseParameter(file, node)
		if err != nil {
			return nil, err
		}
		if ps.byName[p.Name] != nil {
			return nil, badLaw(file, p.line, "parameter "+p.Name+" stands twice")
		}
		ps.byName[p.Name] = p
	}
	return ps, nil
}

func parseParameter(file string, node *yaml.Node) (*Parameter, error) {
	if err := knownKeys(file, node, "name", "title", "unit", "checked", "values"); err != nil {
		return nil, err
	}
	var raw rawParameter
	if err := node.Decode(&raw); err != nil {
		return nil, badLaw(file, node.Line, err.Error())
	}
	p := &Parameter{Name: raw.Name, Title: raw.Title, Unit: raw.Unit, File: file, line: node.Line}
	checked, ok := civil.Parse(raw.Checked)
	switch {
	case p.Name == "":
		return nil, badLaw(file, node.Line, "a parameter has no name")
	case p.Title.Empty():
		return nil, badLaw(file, node.Line, p.Name+" lacks a title in Chinese or English")
	case !ok:
		return nil, badLaw(file, node.Line, p.Name+": checked must be the day it was last checked")
	case len(raw.Values) == 0:
		return nil, badLaw(file, node.Line, p.Name+" has no values")
	}
	p.Checked = checked
	values := child(node, "values")
	for i, rv := range raw.Values {
		v, err := parseValue(file, p.Name, values.Content[i], rv)
		if err != nil {
			return nil, err
		}
		p.Values = append(p.Values, v)
	}
	return p, p.checkOrder()
}

func parseValue(file, name string, node *yaml.Node, rv rawValue) (v Value, err error) {
	if err := knownKeys(file, node, "from", "to", "value", "source"); err != nil {
		return v, err
	}
	if s := child(node, "source"); s != nil {
		if err := knownKeys(file, s, "instrument", "article", "note"); err != nil {
			return v, err
		}
	}
	v = Value{Source: rv.Source, line: node.Line}
	var ok bool
	if v.From, ok = civil.Parse(rv.From); !ok {
		return v, badLaw(file, node.Line, name+": from must be a date")
	}
	if rv.To != "" {
		if v.To, ok = civil.Parse(rv.To); !ok || v.To < v.From {
			return v, badLaw(file, node.Line, name+": to must be a date not before from")
		}
	}
	if v.Source.Instrument == "" {
		return v, badLaw(file, node.Line, name+": the value from "+rv.From+" has no source")
	}
	switch {
	case rv.Value.Kind == 0:
		return v, badLaw(file, node.Line, name+": the entry from "+rv.From+" has no value (write null to end it)")
	case rv.Value.Tag == "!!null":
		v.None = true
	case rv.Value.Kind == yaml.SequenceNode:
		for _, item := range rv.Value.Content {
			v.List = append(v.List, item.Value)
		}
	case rv.Value.Kind == yaml.ScalarNode:
		v.Text = rv.Value.Value
	default:
		return v, badLaw(file, rv.Value.Line, name+": a value is a number, a date, a word or a list of them")
	}
	return v, nil
}

// checkOrder refuses values out of order, overlapping, or with a gap between them.
func (p *Parameter) checkOrder() error {
	for i := 1; i < len(p.Values); i++ {
		before, v := &p.Values[i-1], &p.Values[i]
		switch {
		case v.From <= before.From || before.To != 0 && before.To >= v.From:
			return badLaw(p.File, v.line, p.Name+": the value from "+v.From.String()+" overlaps the one before it")
		case before.To != 0 && before.To.AddDays(1) != v.From:
			return badLaw(p.File, v.line, p.Name+": no value from "+before.To.AddDays(1).String()+" to "+v.From.AddDays(-1).String()+" (write null if there is none)")
		}
	}
	return nil
}

// At gives the value in force on day d; nil if there is none.
func (p *Parameter) At(d civil.Date) *Value {
	for i := len(p.Values) - 1; i >= 0; i-- {
		v := &p.Values[i]
		if v.From <= d {
			if v.None || v.To != 0 && d > v.To {
				return nil
			}
			return v
		}
	}
	return nil
}

// List gives the parameters by name.
func (ps *Parameters) List() []*Parameter {
	var out []*Parameter
	for _, p := range ps.byName {
		out = append(out, p)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// Override replaces parameters by those of o with the same names; a name that ps lacks is refused.
func (ps *Parameters) Override(o *Parameters) error {
	for name, p := range o.byName {
		if ps.byName[name] == nil {
			return badLaw(p.File, p.line, "there is no parameter "+name+" to replace")
		}
	}
	for name, p := range o.byName {
		ps.byName[name] = p
	}
	return nil
}

// Err gives the first parameter that was asked for and is missing or of the wrong kind.
func (ps *Parameters) Err() error {
	if len(ps.faults) > 0 {
		return ps.faults[0]
	}
	return nil
}

func (ps *Parameters) fault(p *Parameter, name, what string) {
	if p == nil {
		ps.faults = append(ps.faults, badLaw("parameters.yaml", 0, "parameter "+name+" is missing"))
		return
	}
	ps.faults = append(ps.faults, badLaw(p.File, p.line, name+": "+what))
}

func series[T any](ps *Parameters, name, want string, read func(*Value) (T, bool)) Series[T] {
	p := ps.byName[name]
	if p == nil {
		ps.fault(nil, name, "")
		return Series[T]{}
	}
	var s Series[T]
	for i := range p.Values {
		v := &p.Values[i]
		d := dated[T]{from: v.From, to: v.To, none: v.None, basis: v.Source.Basis()}
		if !v.None {
			var ok bool
			if d.value, ok = read(v); !ok {
				ps.fault(p, name, "the value from "+v.From.String()+" is not "+want)
			}
		}
		s.values = append(s.values, d)
	}
	return s
}

// Number gives a parameter of exact decimals.
func (ps *Parameters) Number(name string) Series[money.Decimal] {
	return series(ps, name, "a number", func(v *Value) (money.Decimal, bool) { return money.ParseDecimal(v.Text) })
}

// Integer gives a parameter of whole numbers.
func (ps *Parameters) Integer(name string) Series[int] {
	return series(ps, name, "a whole number", func(v *Value) (int, bool) {
		n, err := strconv.Atoi(v.Text)
		return n, err == nil
	})
}

// Date gives a parameter of dates.
func (ps *Parameters) Date(name string) Series[civil.Date] {
	return series(ps, name, "a date", func(v *Value) (civil.Date, bool) { return civil.Parse(v.Text) })
}

// Fen gives a parameter of amounts written in yuan.
func (ps *Parameters) Fen(name string) Series[money.Fen] {
	return series(ps, name, "an amount in yuan", func(v *Value) (money.Fen, bool) {
		d, ok := money.ParseDecimal(v.Text)
		return money.Fen(d / (money.Scale / 100)), ok && d%(money.Scale/100) == 0
	})
}

// Flag gives a parameter of yes or no.
func (ps *Parameters) Flag(name string) Series[bool] {
	return series(ps, name, "yes or no", func(v *Value) (bool, bool) { return v.Text == "yes", v.Text == "yes" || v.Text == "no" })
}

// Words gives a parameter of lists of words.
func (ps *Parameters) Words(name string) Series[[]string] {
	return series(ps, name, "a list", func(v *Value) ([]string, bool) { return v.List, len(v.List) > 0 })
}

func child(node *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}

func knownKeys(file string, node *yaml.Node, keys ...string) error {
	if node.Kind != yaml.MappingNode {
		return badLaw(file, node.Line, "keys and values are wanted here: "+strings.Join(keys, ", "))
	}
	for i := 0; i < len(node.Content); i += 2 {
		known := false
		for _, k := range keys {
			known = known || node.Content[i].Value == k
		}
		if !known {
			return badLaw(file, node.Content[i].Line, "unknown key "+node.Content[i].Value)
		}
	}
	return nil
}

// badLaw is a fault in the law's own files.
func badLaw(file string, line int, what string) *problem.Error {
	e := problem.New(problem.Invalid, "law-file", lang.Text{Zh: "法规参数文件有误：" + what, En: "a law file is wrong: " + what},
		lang.Text{Zh: "请按 docs/parameters.md 的格式改正", En: "Correct it as docs/parameters.md describes"})
	e.Place = problem.Place{File: file, Row: line}
	if line > 0 {
		e.Place.File = fmt.Sprintf("%s:%d", file, line)
		e.Place.Row = 0
	}
	return e
}
