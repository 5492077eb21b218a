package ledger

import (
	"shukun/org"
)

var (
	unknownParty          = Standing{Missing: missingParty}
	missingParty          = []string{"counterparties.credit_code"}
	missingEnterpriseSize = []string{"enterprises.size"}
	missingFacts          = func() (all [16][]string) {
		for f := range all {
			for _, c := range org.Fact(f).Columns() {
				all[f] = append(all[f], "counterparties."+c)
			}
			all[f] = append(all[f], "counterparties.declared_size")
		}
		return all
	}()
)

// standing works out a counterparty's size: an individual business is individual; else computed from industry, people,
// revenue and assets; if facts are missing, the declared size; if neither, unknown.
func (p *Counterparty) standing() Standing {
	switch {
	case p.Entity == EntityIndividual:
		return Standing{Size: org.Individual}
	case p.Entity == EntityInstitution:
		return Standing{Institution: true}
	}
	facts := org.SizeFacts{Industry: p.Industry, Employees: int64(p.Employees.V), Revenue: p.Revenue.V, Assets: p.Assets.V}
	if p.Employees.OK {
		facts.Known |= org.FactEmployees
	}
	if p.Revenue.OK {
		facts.Known |= org.FactRevenue
	}
	if p.Assets.OK {
		facts.Known |= org.FactAssets
	}
	size, outcome := org.ComputeSize(facts)
	switch {
	case size != org.SizeUnknown:
		s := Standing{Size: size}
		if p.Declared != org.SizeUnknown && p.Declared != size {
			s.Conflict = size
		}
		return s
	case p.Declared != org.SizeUnknown:
		return Standing{Size: p.Declared, DeclaredOn: p.DeclaredOn, Missing: missingFacts[outcome.Missing&15]}
	}
	return Standing{Missing: missingFacts[outcome.Missing&15]}
}

// bySize are the standings of parties whose size alone is known.
var bySize = func() (all [org.Individual + 1]Standing) {
	for i := range all {
		all[i].Size = org.Size(i)
	}
	return all
}()

// StandingOf gives the standing of a party of which the size alone is known.
func StandingOf(size org.Size) *Standing { return &bySize[size] }
