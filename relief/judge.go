package relief

import (
	"slices"

	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

// judge says whether a claim is good: days in the year, the tenant the actual occupant, small or micro or an individual
// business, in the service sector. What is known to fail decides, whatever else is not known.
func (t *Terms) judge(r *policy.Run, c *Claim) {
	b := r.Book
	c.Days = c.year.leased(c.Lease)
	c.Sublet = c.year.sublet(b, c.Lease)
	if c.Days == 0 || c.Sublet {
		return
	}
	standing := b.Standing(c.Lease.Tenant)
	small, sizeKnown := relieved(standing)
	if standing.DeclaredOn > r.AsOf {
		sizeKnown = false // declared later: not yet known
	}
	service, industryKnown := org.ServiceSector(b.Industry(c.Lease.Tenant))
	switch {
	case sizeKnown && !small, industryKnown && !service:
		return
	}
	if !sizeKnown && r.AssumeSME {
		sizeKnown, c.Assumed = true, true
	}
	c.Verdict = Eligible
	if !sizeKnown {
		c.Verdict, c.Missing = Unknown, slices.Clone(standing.Missing)
	}
	if !industryKnown {
		c.Verdict = Unknown
		if column := industryColumn(b, c.Lease.Tenant); !slices.Contains(c.Missing, column) {
			c.Missing = append(c.Missing, column)
		}
	}
}

// relieved reports whether a party of this size is among those relieved: small and micro enterprises and individual
// businesses. Medium ones are not, unlike under the payment clauses.
func relieved(s *ledger.Standing) (small, known bool) {
	switch {
	case s.Institution:
		return false, true
	case s.Size == org.Small, s.Size == org.Micro, s.Size == org.Individual:
		return true, true
	}
	return false, s.Size != org.SizeUnknown
}

// Why says what speaks against a claim that is not eligible.
func (c *Claim) Why(b *ledger.Book) lang.Text {
	switch {
	case c.Days == 0:
		return lang.Text{Zh: "租期不在2022年内", En: "the lease has no day in 2022"}
	case c.Sublet:
		return lang.Text{Zh: "承租人已经转租，实际承租人也都不符合条件", En: "the tenant has sublet and no actual occupant qualifies"}
	}
	s := b.Standing(c.Lease.Tenant)
	if s.Institution {
		return lang.Text{Zh: "承租人是机关事业单位", En: "the tenant is an organ or public institution"}
	}
	if small, known := relieved(s); known && !small {
		size := s.Size.Title()
		return lang.Text{Zh: "承租人是" + size.Zh + "企业", En: "the tenant is a " + size.En + " enterprise"}
	}
	i := b.Industry(c.Lease.Tenant).String()
	return lang.Text{Zh: "承租人的行业（" + i + "）不属于服务业", En: "the tenant's industry (" + i + ") is no service"}
}

func industryColumn(b *ledger.Book, c org.Code) string {
	if b.Counterparty(c) == nil && b.EnterprisesGiven && b.Enterprise(c) != nil {
		return "enterprises.industry_code"
	}
	return "counterparties.industry_code"
}
