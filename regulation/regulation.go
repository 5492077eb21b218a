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
	"shukun/programme"
	timelypayment "shukun/regulation/clause01-timely-payment"
	earlypayment "shukun/regulation/clause02-early-payment"
	fairterms "shukun/regulation/clause03-fair-terms"
	noncashpayment "shukun/regulation/clause04-noncash-payment"
	rentrelief "shukun/regulation/clause05-rent-relief"
	reliefpassthrough "shukun/regulation/clause06-relief-passthrough"
	strongerlocal "shukun/regulation/clause07-stronger-local-policy"
	powerresale "shukun/regulation/clause08-power-resale"
	utilityarrears "shukun/regulation/clause09-utility-arrears"
	onestopservice "shukun/regulation/clause10-one-stop-service"
	powertariff "shukun/regulation/clause11-power-tariff"
	fairprices "shukun/regulation/clause12-fair-prices"
	deposits "shukun/regulation/clause13-deposits"
	openprocurement "shukun/regulation/clause19-open-procurement"
	workingmechanism "shukun/regulation/clause22-working-mechanism"
	assessment "shukun/regulation/clause23-assessment-and-accountability"
	"shukun/regulation/dataquality"
	"shukun/relief"
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

// programmes are the clauses that order programmes rather than formulas; one tracker runs them all.
var programmes = []int{14, 15, 16, 17, 18, 20, 21}

// Regulation is the law ready to be evaluated.
type Regulation struct {
	parameters  [23]*policy.Parameters
	texts       [23]*ClauseText
	Pack        *Pack
	Readings    *policy.Readings
	Instruments *Instruments
	terms       *debt.Terms   // of clauses 1 to 4
	rent        *relief.Terms // of clauses 5 to 7
	walks       []policy.Walk
	rules       []*policy.Rule
}

// Load reads the law as shipped for this notice, with a user's overrides from own (nil: none): the same files in the same
// folders, each parameter with its source, and readings.yaml with choices.
func Load(own fs.FS) (*Regulation, error) { return LoadPack(DefaultPack, own) }

// LoadPack reads the law as shipped, then what the pack says differs, then a user's overrides from own (nil: none).
func LoadPack(pack string, own fs.FS) (*Regulation, error) {
	p, err := FindPack(pack)
	if err != nil {
		return nil, err
	}
	g := &Regulation{Pack: p}
	var overlays []fs.FS
	if p.files != nil {
		overlays = append(overlays, p.files)
	}
	if own != nil {
		overlays = append(overlays, own)
	}
	if err := g.loadReadings(overlays); err != nil {
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
		if g.parameters[i], err = loadParameters(folder, overlays); err != nil {
			return nil, err
		}
	}
	g.assemble(&policy.Basics{Calendar: civil.StateCouncil(), Readings: g.Readings})
	return g, g.check()
}

func (g *Regulation) loadReadings(overlays []fs.FS) error {
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
	for _, over := range overlays {
		if text, err := fs.ReadFile(over, "readings.yaml"); err == nil {
			if err := g.Readings.Choose("readings.yaml", text); err != nil {
				return err
			}
		}
	}
	return nil
}

func loadParameters(folder string, overlays []fs.FS) (*policy.Parameters, error) {
	file := path.Join(folder, "parameters.yaml")
	text, err := shipped.ReadFile(file)
	if err != nil {
		text = nil // a clause without figures
	}
	ps, err := policy.ParseParameters(file, text)
	if err != nil {
		return nil, err
	}
	for _, over := range overlays {
		text, err := fs.ReadFile(over, file)
		if err != nil {
			continue // nothing differs here
		}
		more, err := policy.ParseParameters(file, text)
		if err != nil {
			return nil, err
		}
		if err := ps.Override(more); err != nil {
			return nil, err
		}
	}
	return ps, nil
}

// assemble makes the clauses and puts together what they share.
func (g *Regulation) assemble(basics *policy.Basics) {
	terms := debt.NewTerms(g.parameters[0], basics)
	g.terms = terms
	rent := relief.NewTerms(g.parameters[4], basics) // clauses 6 and 7 add the chains and the local policies to it
	g.rent = rent
	clauses := []policy.Clause{
		dataquality.New(),
		timelypayment.New(g.parameters[0], basics, terms),
		earlypayment.New(),
		fairterms.New(g.parameters[2], basics),
		noncashpayment.New(g.parameters[3], g.parameters[0], basics, terms),
		rentrelief.New(rent),
		reliefpassthrough.New(rent),
		strongerlocal.New(rent),
		powerresale.New(g.parameters[7], basics),
		utilityarrears.New(g.parameters[8], basics),
		onestopservice.New(g.parameters[9], basics),
		powertariff.New(g.parameters[10], basics),
		fairprices.New(g.parameters[11], basics),
		deposits.New(g.parameters[12], basics),
		openprocurement.New(),
		workingmechanism.New(g.parameters[21], basics),
		assessment.New(basics),
	}
	for _, n := range programmes {
		clauses = append(clauses, programme.Clause(n))
	}
	for _, c := range clauses {
		g.walks = append(g.walks, c.Walks...)
		g.rules = append(g.rules, c.Rules...)
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
