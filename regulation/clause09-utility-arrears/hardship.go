package utilityarrears

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// account tells of a power customer in a hardship sector, whom staged price relief must reach.
func (c *rules) account(r *policy.Run, i int) {
	b := r.Book
	a := &b.UtilityAccounts[i]
	if a.Service != ledger.Power || !b.Enterprise(a.Supplier).Ours() {
		return
	}
	industry := b.Industry(a.Customer)
	sector, ok := c.sectorOf(r, industry)
	if !ok {
		return
	}
	standing := b.Standing(a.Customer)
	cover := protected(r, standing)
	if cover == policy.NotCovered {
		return
	}
	traceSize(r, standing)
	r.Step(stepSector, named(industry), "gbt4754")
	r.Step(stepListed, named(sector), "reading:hardship-sectors-listed")
	f := policy.Finding{Rule: hardshipSector, Enterprise: a.Supplier, Beneficiary: a.Customer, Key: a.No, Source: a.Source}
	r.EmitFor(cover, standing, f, sayHardship, named(sector))
}

// sectorOf gives the hardship sector of the as-of day that an industry lies in.
func (c *rules) sectorOf(r *policy.Run, industry org.Industry) (org.Industry, bool) {
	if industry.IsZero() {
		return 0, false
	}
	for _, code := range c.sectors.Or(r.AsOf, nil) {
		if sector, ok := org.ParseIndustry(code); ok && within(industry, sector) {
			return sector, true
		}
	}
	return 0, false
}

// within reports whether an industry is a sector or a part of it.
func within(industry, sector org.Industry) bool {
	switch {
	case sector.Class() != 0:
		return industry.Class() == sector.Class()
	case sector.Group() != 0:
		return industry.Group() == sector.Group()
	case sector.Division() != 0:
		return industry.Division() == sector.Division()
	}
	return industry.Section() == sector.Section()
}

// named shows an industry by its code, in Chinese with its name.
func named(i org.Industry) policy.Arg {
	return policy.Words(lang.Text{Zh: i.String() + " " + i.Name(), En: i.String()})
}
