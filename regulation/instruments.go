package regulation

import (
	"bytes"

	"go.yaml.in/yaml/v3"

	"shukun/lang"
	"shukun/problem"
)

// Instrument is a text of law or policy that is relied on.
type Instrument struct {
	Key     string    `yaml:"key"`
	Title   lang.Text `yaml:"title"`
	Number  string    `yaml:"number"`
	Issuer  lang.Text `yaml:"issuer"`
	Issued  string    `yaml:"issued"`
	InForce struct {
		From string `yaml:"from"`
		To   string `yaml:"to"`
	} `yaml:"in_force"`
	SupersededBy string    `yaml:"superseded_by"`
	URL          string    `yaml:"url"`
	Note         lang.Text `yaml:"note"`
}

// Instruments are all instruments, by key and in order.
type Instruments struct {
	List  []*Instrument
	byKey map[string]*Instrument
}

// Find gives an instrument by key, nil if there is none.
func (x *Instruments) Find(key string) *Instrument { return x.byKey[key] }

func parseInstruments(file string, text []byte) (*Instruments, error) {
	x := &Instruments{byKey: map[string]*Instrument{}}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&x.List); err != nil {
		return nil, lawFile(file, err.Error())
	}
	for _, i := range x.List {
		if i.Key == "" || i.Title.Empty() || x.byKey[i.Key] != nil {
			return nil, lawFile(file, "an instrument needs a key of its own and a title in both languages: "+i.Key)
		}
		x.byKey[i.Key] = i
	}
	for _, i := range x.List {
		if i.SupersededBy != "" && x.byKey[i.SupersededBy] == nil {
			return nil, lawFile(file, i.Key+" is superseded by "+i.SupersededBy+", which is not there")
		}
	}
	return x, nil
}

func lawFile(file, what string) *problem.Error {
	return problem.New(problem.Invalid, "law-file", lang.Text{Zh: "法规文件有误：" + what, En: "a law file is wrong: " + what}, lang.Text{}).
		At(problem.Place{File: file})
}
