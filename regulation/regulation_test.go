package regulation

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"shukun/policy"
)

func load(t *testing.T) *Regulation {
	t.Helper()
	g, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// sentencesOfTheNotice counts the sentences of each clause of the notice: 37 in all.
var sentencesOfTheNotice = [23]int{2, 1, 2, 3, 3, 2, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2}

// No sentence of the notice without an effect or a stated reason.
func TestEverySentenceIsCarriedOut(t *testing.T) {
	g := load(t)
	total := 0
	for i, want := range sentencesOfTheNotice {
		c := g.Text(i + 1)
		total += len(c.Sentences)
		if len(c.Sentences) != want {
			t.Errorf("clause %d has %d sentences, the notice %d", i+1, len(c.Sentences), want)
		}
		for _, s := range c.Sentences {
			if !s.Carried() {
				t.Errorf("%s is carried out by nothing and no reason says why", s.ID)
			}
		}
	}
	if total != 37 {
		t.Errorf("%d sentences, the notice has 37", total)
	}
}

// A clause page names the rules that exist, and every rule stands on a clause page.
func TestClausePagesAndRulesAgree(t *testing.T) {
	g := load(t)
	named := map[string]bool{}
	for i := range Folders {
		for _, s := range g.Text(i + 1).Sentences {
			for _, id := range s.Rules {
				named[id] = true
				if g.Rule(id) == nil && s.Later.Zh == "" {
					t.Errorf("%s names rule %s, which does not exist, and does not say that it comes later", s.ID, id)
				}
			}
			for _, id := range s.Readings {
				if g.Readings.Find(id) == nil {
					t.Errorf("%s names reading %s, which does not exist", s.ID, id)
				}
			}
		}
	}
	for _, r := range g.Rules() {
		if r.Clause > 0 && !named[r.ID] {
			t.Errorf("no sentence names rule %s", r.ID)
		}
	}
}

func TestRulesAreComplete(t *testing.T) {
	g := load(t)
	for _, r := range g.Rules() {
		if r.Title.Empty() || r.Formula.Empty() || r.Ledger == nil || r.Outcome == 0 || len(r.Basis) == 0 {
			t.Errorf("rule %s lacks a title, a formula, a ledger, an outcome or a basis", r.ID)
		}
		if n := strings.SplitN(r.ID, ".", 2); len(n) != 2 || len(n[0]) != 2 {
			t.Errorf("rule id %q is not two digits, a dot, a name", r.ID)
		}
		for _, b := range r.Basis {
			if !g.knows(b) {
				t.Errorf("rule %s rests on %s, which is nowhere", r.ID, b)
			}
		}
	}
}

// Every parameter has a source that can be looked up, for every value.
func TestParameterSourcesExist(t *testing.T) {
	g := load(t)
	for i, folder := range Folders {
		for _, p := range g.Parameters(i + 1) {
			for _, v := range p.Values {
				if !g.knows(v.Source.Basis()) {
					t.Errorf("%s: %s from %v rests on %s, which is nowhere", folder, p.Name, v.From, v.Source.Basis())
				}
			}
		}
	}
}

// A law file that is wrong is refused at the start, with the place.
func TestOwnParametersAreHeldToTheSameStandard(t *testing.T) {
	const file = "clause01-timely-payment/parameters.yaml"
	const head = "- name: confirmation_days\n  title: {zh: 期限, en: term}\n  unit: days\n  checked: 2026-01-01\n"
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":  {head + "  valeus: []\n", "unknown key"},
		"no source":    {head + "  values:\n    - {from: 2020-01-01, value: 1}\n", "no source"},
		"gap":          {head + "  values:\n    - {from: 2020-01-01, to: 2020-02-01, value: 1, source: {instrument: reg728}}\n    - {from: 2020-03-01, value: 1, source: {instrument: reg728}}\n", "no value from 2020-02-02"},
		"overlap":      {head + "  values:\n    - {from: 2020-01-01, to: 2020-03-01, value: 1, source: {instrument: reg728}}\n    - {from: 2020-03-01, value: 1, source: {instrument: reg728}}\n", "overlaps"},
		"not a number": {head + "  values:\n    - {from: 2020-01-01, value: soon, source: {instrument: reg728}}\n", "not a whole number"},
		"no such name": {strings.Replace(head, "confirmation_days", "made_up", 1) + "  values:\n    - {from: 2020-01-01, value: 1, source: {instrument: reg728}}\n", "no parameter made_up"},
	} {
		_, err := Load(fstest.MapFS{file: &fstest.MapFile{Data: []byte(c.text)}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), file+":") {
			t.Errorf("%s: %v, want %q with its place", name, err, c.want)
		}
	}
	own := fstest.MapFS{
		file:            &fstest.MapFile{Data: []byte(head + "  values:\n    - {from: 2020-01-01, value: 45, source: {instrument: reg728, article: \"14\"}}\n")},
		"readings.yaml": &fstest.MapFile{Data: []byte("- {id: year-basis, value: \"360\", source: 法务部意见}\n")},
	}
	g, err := Load(own)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(g.Parameters(1), func(p *policy.Parameter) bool { return p.Name == "confirmation_days" })
	if got := g.Parameters(1)[i].Values[0].Text; got != "45" || g.Readings.Integer("year-basis") != 360 {
		t.Errorf("overrides are not in force: %s, %d", got, g.Readings.Integer("year-basis"))
	}
}
