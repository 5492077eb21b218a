// Package regulation is the registry of the law: the 23 clauses of the notice in order. It is the only package that
// imports the clauses, and the place where what one clause adds to another is put together.
package regulation

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sort"

	"shukun/civil"
	"shukun/debt"
	"shukun/policy"
	timelypayment "shukun/regulation/clause01-timely-payment"
)

//go:embed clause*/clause.md clause*/parameters.yaml instruments.yaml readings.yaml
var shipped embed.FS

// Folders are the clause folders in the order of the notice.
var Folders = [23]string{
	"clause01-timely-payment", "clause02-early-payment", "clause03-fair-terms", "clause04-noncash-payment",
	"clause05-rent-relief", "clause06-relief-passthrough", "clause07-stronger-local-policy", "clause08-power-resale",
	"clause09-utility-arrears", "clause10-one-stop-service", "clause11-power-tariff", "clause12-fair-prices",
	"clause13-deposits", "clause14-innovation-funds", "clause15-innovation-services", "clause16-innovation-platforms",
	"clause17-joint-research", "clause18-effective-investment", "clause19-open-procurement",
	"clause20-core-business-cooperation", "clause21-resumption-support", "clause22-working-mechanism",
	"clause23-assessment-and-accountability",
}

// Regulation is the law ready to be evaluated.
type Regulation struct {
	clauses     [23]policy.Clause
	parameters  [23]*policy.Parameters
	texts       [23]*ClauseText
	Readings    *policy.Readings
	Instruments *Instruments
	walks       []policy.Walk
	rules       []*policy.Rule
}

// Load reads the law as shipped, with a user's overrides from own (nil: none): the same files in the same folders, each
// parameter with its source, and readings.yaml with choices.
func Load(own fs.FS) (*Regulation, error) {
	g := &Regulation{}
	if err := g.loadReadings(own); err != nil {
		return nil, err
	}
	for i, folder := range Folders {
		text, err := shipped.ReadFile(folder + "/clause.md")
		if err != nil {
			return nil, err
		}
		if g.texts[i], err = parseClauseText(folder+"/clause.md", i+1, string(text)); err != nil {
			return nil, err
		}
		if g.parameters[i], err = loadParameters(folder, own); err != nil {
			return nil, err
		}
	}
	g.assemble(&policy.Basics{Calendar: civil.StateCouncil(), Readings: g.Readings})
	return g, g.check()
}

func (g *Regulation) loadReadings(own fs.FS) error {
	text, err := shipped.ReadFile("readings.yaml")
	if err != nil {
		return err
	}
	if g.Readings, err = policy.ParseReadings("readings.yaml", text); err != nil {
		return err
	}
	if text, err = shipped.ReadFile("instruments.yaml"); err != nil {
		return err
	}
	if g.Instruments, err = parseInstruments("instruments.yaml", text); err != nil {
		return err
	}
	if own == nil {
		return nil
	}
	if text, err := fs.ReadFile(own, "readings.yaml"); err == nil {
		return g.Readings.Choose("readings.yaml", text)
	}
	return nil
}

func loadParameters(folder string, own fs.FS) (*policy.Parameters, error) {
	file := path.Join(folder, "parameters.yaml")
	text, err := shipped.ReadFile(file)
	if err != nil {
		text = nil // a clause without figures
	}
	ps, err := policy.ParseParameters(file, text)
	if err != nil || own == nil {
		return ps, err
	}
	text, err = fs.ReadFile(own, file)
	if err != nil {
		return ps, nil
	}
	over, err := policy.ParseParameters(file, text)
	if err != nil {
		return nil, err
	}
	return ps, ps.Override(over)
}

// assemble makes the clauses and puts together what they share.
func (g *Regulation) assemble(basics *policy.Basics) {
	terms := debt.NewTerms(g.parameters[0], basics)
	for i := range g.clauses {
		g.clauses[i].Number = i + 1
	}
	for _, c := range []policy.Clause{
		timelypayment.New(g.parameters[0], basics, terms),
	} {
		g.clauses[c.Number-1] = c
	}
	for i := range g.clauses {
		g.walks = append(g.walks, g.clauses[i].Walks...)
		g.rules = append(g.rules, g.clauses[i].Rules...)
	}
	sort.Slice(g.rules, func(i, j int) bool {
		return g.rules[i].Clause < g.rules[j].Clause || g.rules[i].Clause == g.rules[j].Clause && g.rules[i].ID < g.rules[j].ID
	})
}

// check refuses a law with a parameter or reading that is missing or of the wrong kind, or a rule id that stands twice.
func (g *Regulation) check() error {
	for _, ps := range g.parameters {
		if err := ps.Err(); err != nil {
			return err
		}
	}
	for i := 1; i < len(g.rules); i++ {
		if g.rules[i].ID == g.rules[i-1].ID {
			return fmt.Errorf("rule %s stands twice", g.rules[i].ID)
		}
	}
	return g.Readings.Err()
}

// Rules lists all rules by clause and id.
func (g *Regulation) Rules() []*policy.Rule { return g.rules }

// Rule finds a rule by id; nil if there is none.
func (g *Regulation) Rule(id string) *policy.Rule {
	for _, r := range g.rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Text gives the words of clause n (1–23).
func (g *Regulation) Text(n int) *ClauseText { return g.texts[n-1] }

// Parameters gives the figures of clause n (1–23).
func (g *Regulation) Parameters(n int) []*policy.Parameter { return g.parameters[n-1].List() }
