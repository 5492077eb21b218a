package ledger

import (
	"shukun/civil"
	"shukun/org"
	"shukun/pages"
)

// Book is the ledgers of one or many legal entities, joined and indexed. Rules only read it.
type Book struct {
	Sheets []Sheet

	Enterprises         []Enterprise
	Counterparties      []Counterparty
	Contracts           []Contract
	Payables            []Payable
	Payments            []Payment
	Instruments         []Instrument
	UpstreamReceipts    []UpstreamReceipt
	CashPositions       []CashPosition
	GroupSupport        []GroupSupport
	EarlyPayments       []EarlyPayment
	Leases              []Lease
	RiskAreas           []RiskArea
	LocalPolicies       []LocalPolicy
	ReliefRecords       []ReliefRecord
	UtilityAccounts     []UtilityAccount
	UtilityBills        []UtilityBill
	SupplyInterruptions []SupplyInterruption
	PowerResale         []PowerResale
	Deposits            []Deposit
	Tenders             []Tender
	CommoditySales      []CommoditySale
	Initiatives         []Initiative
	ServiceRequests     []ServiceRequest
	Complaints          []Complaint

	// EnterprisesGiven is false if no enterprises ledger was read; then every acting unit is taken as ours, of
	// kind enterprise and unknown size, and Enterprises holds these units.
	EnterprisesGiven bool

	enterprise   *codeIndex
	counterparty *codeIndex
	sizes        []Standing // of Counterparties
	contract     *keyIndex
	payable      *keyIndex
	paymentOrder []int32 // payments by payable, then day, then number
	paid         []Paid  // of paymentOrder
	reliefOrder  []int32 // relief records by lease, then day, then number
	joins        joins
	madeUp       bool              // Enterprises were made up of the units that act
	texts        texts             // of contracts and tenders, given after reading
	room         pages.Slabs[byte] // memory for texts
}

// Standing is what is known of a party's size: whether the measures for SMEs reach it.
type Standing struct {
	Size        org.Size
	Institution bool
	DeclaredOn  civil.Date // if the size rests on a declaration: its day, if filed
	Missing     []string   // the columns that would settle an unknown size, "counterparties.employees" …
	Conflict    org.Size   // the computed size, where the declared one differs; else SizeUnknown
}

// Covered reports whether the party is a covered SME (medium, small, micro, individual); known is false if that
// cannot be told.
func (s *Standing) Covered() (covered, known bool) {
	if s.Institution {
		return false, true
	}
	return org.Covered(s.Size)
}

// Enterprise finds a unit of the enterprises ledger; nil if it is not there.
func (b *Book) Enterprise(c org.Code) *Enterprise {
	return at(b.Enterprises, b.enterprise.at(c))
}

// Ours reports whether the unit is in the enterprises ledger and wholly owned, controlled or actually controlled.
func (e *Enterprise) Ours() bool { return e != nil && e.Control != Minority }

// Parent gives the unit's parent, nil if it has none in the ledger.
func (b *Book) Parent(e *Enterprise) *Enterprise {
	if e == nil || e.Parent.IsZero() || e.Parent == e.Code {
		return nil
	}
	return b.Enterprise(e.Parent)
}

// Top gives the topmost parent of a unit, the unit itself if it has no parent. A circle of parents ends at the unit.
func (b *Book) Top(e *Enterprise) *Enterprise {
	top := e
	for range len(b.Enterprises) {
		p := b.Parent(top)
		if p == nil {
			return top
		}
		top = p
	}
	return e
}

// Counterparty finds a party of the counterparties ledger; nil if it is not there.
func (b *Book) Counterparty(c org.Code) *Counterparty {
	return at(b.Counterparties, b.counterparty.at(c))
}

// Standing gives what is known of a party's size today: from the counterparties ledger, else, for a unit of our own,
// from the enterprises ledger.
func (b *Book) Standing(c org.Code) *Standing {
	if i := b.counterparty.at(c); i >= 0 {
		return &b.sizes[i]
	}
	if e := b.Enterprise(c); e != nil && b.EnterprisesGiven {
		return &Standing{Size: e.Size, Institution: e.Institution(), Missing: missingEnterpriseSize}
	}
	return &unknownParty
}

// Industry gives a party's industry, zero if unknown.
func (b *Book) Industry(c org.Code) org.Industry {
	if p := b.Counterparty(c); p != nil && !p.Industry.IsZero() {
		return p.Industry
	}
	if e := b.Enterprise(c); e != nil {
		return e.Industry
	}
	return 0
}

// Payer gives the unit that owes a payable, nil if it is not in the enterprises ledger.
func (b *Book) Payer(p *Payable) *Enterprise { return at(b.Enterprises, p.payer) }

// PayerIndex gives the index in Enterprises of the unit that owes a payable, -1 if it is not there.
func (b *Book) PayerIndex(p *Payable) int { return int(p.payer) }

// Contract gives the contract a payable rests on, nil if none is named or it is not in the ledger.
func (b *Book) Contract(p *Payable) *Contract { return at(b.Contracts, p.contract) }

// Agreed gives what a payable's contract says of when and how to pay, as known on day d: nothing if it has none, or one that
// was signed later.
func (b *Book) Agreed(p *Payable, d civil.Date) *Agreed {
	if p.contract >= 0 {
		if a := &b.joins.agreed[p.contract]; a.SignedOn <= d {
			return a
		}
	}
	return &nothingAgreed
}

// PayeeIndex gives the index in Counterparties of the party whose size as known today counts for a payable's payments, -1 if
// it is not there. If it is the size at signing that counts, size is that one.
func (b *Book) PayeeIndex(p *Payable, d civil.Date) (i int, size org.Size) {
	if p.signedSize != org.SizeUnknown && b.joins.agreed[p.contract].SignedOn <= d {
		return -1, p.signedSize
	}
	return int(p.payee), org.SizeUnknown
}

// PayeeStanding gives the size of a payable's payee as it counts for payments: that at contract signing if it was
// filed with the contract (Order 728 art. 3) and the contract is signed by day d, else as known today.
func (b *Book) PayeeStanding(p *Payable, d civil.Date) *Standing {
	if p.signedSize != org.SizeUnknown && b.joins.agreed[p.contract].SignedOn <= d {
		return &bySize[p.signedSize]
	}
	if p.payee >= 0 {
		return &b.sizes[p.payee]
	}
	return b.Standing(p.Payee)
}

// SupplierStanding gives the size of a contract's supplier at signing if filed, else as known today.
func (b *Book) SupplierStanding(c *Contract) *Standing {
	if c.SupplierSize != org.SizeUnknown {
		return &bySize[c.SupplierSize]
	}
	return b.Standing(c.Supplier)
}

// PaymentsOf gives the indices of a payable's payments, by day and number.
func (b *Book) PaymentsOf(p *Payable) []int32 {
	return b.paymentOrder[p.firstPayment : p.firstPayment+p.payments]
}

// PaidOf gives what was paid on a payable by the payments ledger, by day and number.
func (b *Book) PaidOf(p *Payable) []Paid {
	return b.paid[p.firstPayment : p.firstPayment+p.payments]
}

// Room gives memory for texts about the rows; what reading needed for a while is used again first.
func (b *Book) Room() *pages.Slabs[byte] {
	if b == nil {
		return nil
	}
	return &b.room
}

// PayableOf gives the payable a payment is for, nil if it is not in the ledger.
func (b *Book) PayableOf(p *Payment) *Payable { return at(b.Payables, p.payable) }

// FindContract finds the contract of a buyer by number; nil if that buyer has none of the number in the ledger.
func (b *Book) FindContract(buyer org.Code, no string) *Contract {
	return at(b.Contracts, b.findContract(buyer, no))
}

// FindPayable finds a payer's payable by number; nil if there is none.
func (b *Book) FindPayable(payer org.Code, no string) *Payable {
	return at(b.Payables, b.findPayable(payer, no))
}

func at[T any](rows []T, i int32) *T {
	if i < 0 {
		return nil
	}
	return &rows[i]
}
