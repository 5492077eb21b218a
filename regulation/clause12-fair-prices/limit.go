package fairprices

import (
	"shukun/civil"
	"shukun/ledger"
	"shukun/money"
)

// limit is what a tonne of a sale may cost at most.
type limit struct {
	yuan   money.Decimal // rounded to 0.01; without region or calorific value the lowest it can be
	low    money.Decimal // the lower end of the range, for the explanation
	basis  string
	region bool // the region is missing
	kcal   bool // the calorific value is missing
}

// cent is 0.01 yuan in units of a Decimal.
const cent = money.Scale / 100

// limitOf gives the limit of a sale on its day, scaled by calorific value; ok is false if none was in force.
func (c *rules) limitOf(s *ledger.CommoditySale, term ledger.SaleTerm) (l limit, ok bool) {
	kcal := s.Kcal.V
	if !s.Kcal.OK || kcal < 0 {
		kcal = 0 // no coal has none
	}
	if s.Region != 0 {
		l, ok = c.ranges[s.Region].limit(s.SoldOn, kcal, c.multiple(s.SoldOn, term))
	} else {
		for region := ledger.Mengxi; region <= ledger.Mengdong; region++ {
			if x, has := c.ranges[region].limit(s.SoldOn, kcal, c.multiple(s.SoldOn, term)); has && (!ok || x.yuan < l.yuan) {
				l, ok = x, true
			}
		}
	}
	l.region, l.kcal = s.Region == 0, kcal == 0
	return l, ok
}

// missing lists the columns without which a limit is not certain.
func missing(region, kcal bool) (columns []string) {
	if region {
		columns = append(columns, "commodity_sales.region")
	}
	if kcal {
		columns = append(columns, "commodity_sales.kcal")
	}
	return columns
}

// multiple gives how many times the upper end of the range a price of this term may reach; zero if nothing was in force.
func (c *rules) multiple(d civil.Date, term ledger.SaleTerm) money.Decimal {
	if term == ledger.Spot {
		return c.spot.Or(d, 0)
	}
	return money.Whole(1)
}

// limit gives the upper end of the range × multiple × kcal ÷ the range's own kcal.
func (x *priceRange) limit(d civil.Date, kcal, multiple money.Decimal) (l limit, ok bool) {
	high, inForce := x.high.At(d)
	own, hasOwn := x.kcal.At(d)
	if !inForce || !hasOwn || own <= 0 || multiple == 0 {
		return limit{}, false
	}
	top, fits := money.Fen(high).MulDiv(int64(multiple), money.Scale)
	if !fits {
		return limit{}, false
	}
	l = limit{yuan: scaled(money.Decimal(top), kcal, own), low: scaled(x.low.Or(d, 0), kcal, own), basis: x.high.Basis(d)}
	return l, true
}

// scaled gives a price in proportion to the calorific value, rounded half up to 0.01 yuan.
func scaled(price, kcal, own money.Decimal) money.Decimal {
	cents, _ := money.Fen(price).MulDiv(int64(kcal), int64(own)*cent)
	return money.Decimal(cents * cent)
}

// excessFreight gives the freight charged above what is reasonable, a tonne; zero if either is not on file
// (see freightUnknown).
func excessFreight(s *ledger.CommoditySale) money.Decimal {
	if !s.Freight.OK || !s.ReasonableFreight.OK {
		return 0
	}
	return max(0, s.Freight.V-s.ReasonableFreight.V)
}
