package ledger

import (
	"slices"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/money"
	"shukun/org"
)

// bookOf reads ledgers given as kind, header and rows.
func bookOf(t *testing.T, ledgers ...string) (*Book, *Report) {
	t.Helper()
	var in []Input
	for i := 0; i+1 < len(ledgers); i += 2 {
		in = append(in, input(ledgers[i]+".csv", ledgers[i+1]))
	}
	b, r := mustRead(t, in...)
	wantBrief(t, "rejected", r.Rejected)
	return b, r
}

const unitsHead = "credit_code,name,parent_code,control,size,kind,industry_code\n"

func TestPayablesJoin(t *testing.T) {
	b, r := bookOf(t,
		"enterprises", unitsHead+unitA+",甲,,controlled,large,,B06\n"+unitB+",乙,"+unitA+",minority,,institution,\n",
		"counterparties", "credit_code,name,entity_type,industry_code,employees,revenue,declared_size\n"+firmA+",丙,,F52,20,600,\n"+firmB+",丁,individual,,,,\n",
		"contracts", "contract_no,buyer_code,supplier_code,signed_on,supplier_size\nHT-1,"+unitA+","+firmA+",2021-01-01,medium\nHT-1,"+unitB+","+firmA+",2021-02-01,\nHT-2,"+unitA+","+firmB+",2021-03-01,large\n",
		"payables", "payable_no,payer_code,payee_code,contract_no,amount,upstream_no,paid_amount\nA,"+unitA+","+firmA+",HT-1,1,U1,\nB,"+unitB+","+firmA+",HT-1,2,U1,\nC,"+unitA+","+firmA+",HT-2,3,U9,5\nD,"+unitA+","+firmB+",HT-9,4,,\nE,"+goodCode+","+firmB+",,5,,\n",
		"payments", "payment_no,payable_no,payer_code,paid_on,amount,method\nP3,A,"+unitA+",2022-03-01,1,cash\nP1,A,"+unitA+",2022-02-01,1,transfer\nP2,A,"+unitA+",2022-02-01,1,bank_bill\nP4,A,"+unitB+",2022-02-01,1,cash\nP5,B,"+unitB+",2022-02-01,1,cash\n",
		"upstream_receipts", "upstream_no,enterprise_code,due_amount\nU1,"+unitA+",10\n",
		"cash_positions", "enterprise_code,as_of,available_funds\n"+unitA+",2022-02-01,7\n"+unitA+",2022-01-01,6\n")
	p := b.Payables
	var order []string
	for _, i := range b.PaymentsOf(&p[0]) {
		order = append(order, b.Payments[i].No)
	}
	if !slices.Equal(order, []string{"P1", "P2", "P3"}) || len(b.PaymentsOf(&p[1])) != 1 || len(b.PaymentsOf(&p[2])) != 0 {
		t.Errorf("payments of A: %v", order)
	}
	if b.PayableOf(&b.Payments[3]) != nil || b.PayableOf(&b.Payments[4]) != &p[1] || b.FindPayable(org.MustCode(unitB), "B") != &p[1] || b.FindPayable(org.MustCode(unitB), "A") != nil {
		t.Error("a payment belongs to the payable of its own payer")
	}
	if b.Contract(&p[0]) != &b.Contracts[0] || b.Contract(&p[1]) != &b.Contracts[1] || b.Contract(&p[3]) != nil || b.FindContract(org.MustCode(unitB), "HT-2") != nil {
		t.Error("a contract belongs to its buyer")
	}
	if b.Payer(&p[1]) != &b.Enterprises[1] || b.Payer(&p[4]) != nil || b.Payer(&p[1]).Ours() || !b.Payer(&p[0]).Ours() || !b.Payer(&p[1]).Institution() {
		t.Error("payers")
	}
	if b.Parent(&b.Enterprises[1]) != &b.Enterprises[0] || b.Top(&b.Enterprises[1]) != &b.Enterprises[0] || b.Top(&b.Enterprises[0]) != &b.Enterprises[0] {
		t.Error("parents")
	}
	if up := b.UpstreamOf(&p[0]); up == nil || up.No != "U1" || b.UpstreamOf(&p[1]) != nil || b.UpstreamOf(&p[2]) != nil || !slices.Equal(b.HangingOn(0), []int32{0}) {
		t.Errorf("upstream receipts: %v, hanging %v", up, b.HangingOn(0))
	}
	// The size that counts is the one of the signing day, if the contract with this payee has it, from that day on.
	day := civil.MustParse("2021-01-01")
	if s := b.PayeeStanding(&p[0], day); s.Size != org.Medium {
		t.Errorf("standing %+v", s)
	}
	for i, d := range map[int]civil.Date{0: day - 1, 1: day + 100, 2: day + 100} {
		if s := b.PayeeStanding(&p[i], d); s.Size != org.Small {
			t.Errorf("%s: standing %+v, want the computed size", p[i].No, s)
		}
	}
	if s := b.PayeeStanding(&p[3], day); s.Size != org.Individual {
		t.Errorf("standing %+v", s)
	}
	var held []string
	b.PayablesOf(org.MustCode(unitA), func(_ int, p *Payable) { held = append(held, p.No) })
	b.PayablesOf(org.MustCode(unitB), func(int, *Payable) { held = append(held, "of B") })
	if strings.Join(held, "") != "ACD" {
		t.Errorf("payables of the unit with a cash position: %v", held)
	}
	if c := b.PositionOn(org.MustCode(unitA), civil.MustParse("2022-01-31")); c == nil || c.Available != money.Yuan(6) {
		t.Errorf("position %v", c)
	}
	wantBrief(t, "warnings", r.Warnings,
		"payables.csv!4 paid_on paid-without-date", "payables.csv!5 contract_no contract-not-found", "payables.csv!6 payer_code enterprise-not-found", "payments.csv!5 payable_no payment-without-payable")
}

func TestStandings(t *testing.T) {
	b, _ := bookOf(t,
		"enterprises", unitsHead+unitA+",甲,,,large,,\n"+unitB+",乙,,,,institution,\n",
		"counterparties", "credit_code,name,entity_type,industry_code,employees,revenue,declared_size\n"+
			benchCode(200)+",a,individual,F52,500,99999,large\n"+benchCode(201)+",b,institution,,,,\n"+benchCode(202)+",c,enterprise,F52,20,600,\n"+
			benchCode(203)+",d,,F52,20,600,large\n"+benchCode(204)+",e,,F52,,600,small\n"+benchCode(205)+",f,,,20,600,\n"+benchCode(206)+",g,other,F52,0,0,\n")
	for n, want := range map[int]Standing{
		200: {Size: org.Individual}, 201: {Institution: true}, 202: {Size: org.Small}, 203: {Size: org.Small, Conflict: org.Small},
		204: {Size: org.Small}, 205: {Missing: []string{"counterparties.industry_code", "counterparties.declared_size"}}, 206: {Size: org.Micro},
		999: {Missing: []string{"counterparties.credit_code"}}, 1: {Size: org.Large, Missing: []string{"enterprises.size"}},
		2: {Institution: true, Missing: []string{"enterprises.size"}},
	} {
		got := *b.Standing(org.MustCode(benchCode(n)))
		if n == 204 {
			want.Missing = got.Missing // what would settle the size by computing
		}
		if got.Size != want.Size || got.Institution != want.Institution || got.Conflict != want.Conflict || !slices.Equal(got.Missing, want.Missing) {
			t.Errorf("party %d: %+v, want %+v", n, got, want)
		}
	}
	for size := org.SizeUnknown; size <= org.Individual; size++ {
		covered, known := StandingOf(size).Covered()
		if known != (size != org.SizeUnknown) || covered != (size > org.Large) {
			t.Errorf("%v: covered %v, known %v", size, covered, known)
		}
	}
	if covered, known := (&Standing{Institution: true}).Covered(); covered || !known {
		t.Error("an institution is known not to be covered")
	}
	if b.Industry(org.MustCode(benchCode(202))).String() != "F52" || b.Industry(org.MustCode(goodCode)) != 0 {
		t.Error("industries")
	}
}

func TestLeasesJoin(t *testing.T) {
	head := "lease_no,lessor_code,tenant_code,county_code,starts_on,ends_on,monthly_rent,head_lease_no\n"
	lease := func(no, lessor, tenant, over string) string {
		return no + "," + lessor + "," + tenant + ",150102,2022-01-01,2022-12-31,100," + over + "\n"
	}
	b, r := bookOf(t,
		"enterprises", unitsHead+unitA+",甲,,,,,\n"+unitB+",乙,,,,,\n"+firmA+",丙,,,,,\n",
		"leases", head+lease("L1", unitA, firmA, "")+lease("L1", unitB, firmB, "")+lease("L2", firmA, firmB, "L1")+lease("L3", firmA, goodCode, "L1")+lease("L4", unitA, firmB, "L9")+lease("L5", unitA, firmB, "L5")+lease("L6", goodCode, firmB, "L1"),
		"relief_records", "record_no,lease_no,beneficiary_code,method,amount,done_on\nR2,L2,,waive,1,2022-06-01\nR1,L2,,waive,1,2022-06-01\nR3,L2,,waive,1,2022-05-01\nR4,L1,"+firmB+",waive,1,2022-05-01\nR5,L1,,waive,1,2022-05-01\nR6,L9,,waive,1,2022-05-01\n",
		"risk_areas", "county_code,level,listed_on\n150102,medium,2022-05-01\n150102,high,2022-05-01\n150102,high,2022-04-01\n",
		"local_policies", "county_code,months,effective_on,document\n150100,4,2022-04-01,呼政发\n150000,3.5,2022-04-01,内政发\n150202,5,2022-04-01,包政发\n")
	l := b.Leases
	if b.Head(&l[2]) != &l[0] || b.Head(&l[3]) != &l[0] || b.Head(&l[4]) != nil || b.Head(&l[5]) != nil || b.Head(&l[6]) != nil || b.Lessor(&l[1]) != &b.Enterprises[1] {
		t.Error("head leases")
	}
	var subs []string
	b.Subleases(&l[0], func(s *Lease) { subs = append(subs, s.No) })
	if strings.Join(subs, "") != "L2L3" {
		t.Errorf("subleases %v", subs)
	}
	var records []string
	for _, i := range b.ReliefOf(&l[2]) {
		records = append(records, b.ReliefRecords[i].No)
	}
	if strings.Join(records, "") != "R3R1R2" || len(b.ReliefOf(&l[0])) != 0 || len(b.ReliefOf(&l[1])) != 1 || b.LeaseOf(&b.ReliefRecords[3]) != &l[1] {
		t.Errorf("records %v", records)
	}
	if listings := b.ListingsOf(150102); !slices.Equal(listings, []int32{2, 1, 0}) || b.ListingsOf(150103) != nil {
		t.Errorf("listings %v", listings)
	}
	var policies []string
	b.PoliciesFor(150102, func(p *LocalPolicy) { policies = append(policies, p.Document) })
	if strings.Join(policies, " ") != "呼政发 内政发" {
		t.Errorf("policies %v", policies)
	}
	wantBrief(t, "warnings", r.Warnings,
		"leases.csv!6 head_lease_no head-lease-not-found", "leases.csv!7 head_lease_no head-lease-not-found", "leases.csv!8 lessor_code enterprise-not-found", "leases.csv!8 head_lease_no head-lease-ambiguous",
		"relief_records.csv!6 lease_no lease-ambiguous", "relief_records.csv!7 lease_no lease-not-found")
}

func TestUtilitiesJoin(t *testing.T) {
	b, r := bookOf(t,
		"utility_accounts", "account_no,supplier_code,customer_code,service\nK1,"+unitA+","+firmA+",power\nK2,"+unitA+","+firmA+",gas\nK2,"+unitB+","+firmA+",gas\n",
		"utility_bills", "bill_no,account_no,period_start,period_end,quantity,amount,due_on\nZ1,K1,2022-06-01,2022-06-30,1,1,2022-07-01\nZ2,K2,2022-06-01,2022-06-30,1,1,2022-07-01\nZ3,K3,2022-06-01,2022-06-30,1,1,2022-07-01\nZ4,K1,2022-07-01,2022-07-31,1,1,2022-08-01\n",
		"supply_interruptions", "account_no,stopped_on,reason\nK1,2022-08-01,arrears\nK2,2022-08-01,arrears\nK3,2022-08-01,arrears\n")
	if b.AccountOf(&b.UtilityBills[0]) != &b.UtilityAccounts[0] || b.AccountOf(&b.UtilityBills[1]) != nil || b.AccountOf(&b.UtilityBills[2]) != nil {
		t.Error("accounts of bills")
	}
	if b.StoppedAccount(&b.SupplyInterruptions[0]) != &b.UtilityAccounts[0] || !slices.Equal(b.BillsOfStopped(&b.SupplyInterruptions[0]), []int32{0, 3}) || len(b.BillsOfStopped(&b.SupplyInterruptions[1])) != 0 {
		t.Error("bills of interruptions")
	}
	wantBrief(t, "warnings", r.Warnings, "utility_bills.csv!3 account_no account-ambiguous", "utility_bills.csv!4 account_no account-not-found",
		"supply_interruptions.csv!3 account_no account-ambiguous", "supply_interruptions.csv!4 account_no account-not-found")
}

// A Book whose rows were put there by hand joins as one that was read.
func TestJoinByHand(t *testing.T) {
	payer, payee := org.MustCode(unitA), org.MustCode(firmA)
	b := &Book{
		Contracts: []Contract{{No: "HT", Buyer: payer, Supplier: payee}},
		Payables:  []Payable{{No: "A", Payer: payer, Payee: payee, ContractNo: "HT"}, {No: "A", Payer: payer, Payee: payee}, {No: "B", Payer: payer, Payee: payee}},
		Payments:  []Payment{{No: "P", PayableNo: "B", Payer: payer}},
	}
	r := b.Join()
	wantBrief(t, "rejected", r.Rejected, "!2 payable_no key-repeated")
	if len(b.Payables) != 2 || b.Contract(&b.Payables[0]) == nil || len(b.PaymentsOf(&b.Payables[1])) != 1 || b.Payer(&b.Payables[0]) == nil || b.EnterprisesGiven {
		t.Errorf("%+v", b.Payables)
	}
	if b := (&Book{}); len(b.Join().Rejected) != 0 || b.Enterprise(payer) != nil || len(b.Tables()) != 0 {
		t.Error("an empty book")
	}
}

// A circle of parents ends, and a unit that is its own parent has none.
func TestCirclesOfParents(t *testing.T) {
	b, _ := bookOf(t, "enterprises", unitsHead+unitA+",甲,"+unitB+",,,,\n"+unitB+",乙,"+unitA+",,,,\n"+firmA+",丙,"+firmA+",,,,\n")
	for i := range b.Enterprises {
		if e := &b.Enterprises[i]; b.Top(e) != e {
			t.Errorf("top of %s is %s", e.Name, b.Top(e).Name)
		}
	}
}
