package ledger

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/org"
	"shukun/problem"
)

//go:embed testdata/invoices-2466.tsv
var invoiceFacts string

// american writes a date as M/D/YYYY.
func american(d civil.Date) string {
	y, m, day := d.Split()
	return fmt.Sprintf("%d/%d/%d", m, day, y)
}

// Read through the shipped profile, the days overdue of all 2,466 invoices are those their keeper counted.
func TestInvoicesThroughProfile(t *testing.T) {
	profile, err := FindProfile("ar-invoices-us")
	must(t, err)
	var sheet strings.Builder
	sheet.WriteString("countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate\n")
	var late []int
	for line := range strings.Lines(invoiceFacts) {
		if line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		due, settled := civil.MustParse(f[0]), civil.MustParse(f[1])
		days, err := strconv.Atoi(f[2])
		must(t, err)
		n := len(late)
		late = append(late, days)
		issued := due.AddDays(-30)
		fmt.Fprintf(&sheet, "391,%04d-CUST,%s,%010d,%s,%s,%d.%02d,No,%s,Paper,%d,%d\n", n%100, american(issued), n, american(issued), american(due), n+1, n%100, american(settled), settled-issued, days)
	}
	if len(late) != 2466 {
		t.Fatalf("%d invoices", len(late))
	}
	in := input("invoices.csv", sheet.String())
	in.Kind = FindKind("payables")
	b, r, err := Read([]Input{in}, Options{Profile: profile})
	must(t, err)
	wantBrief(t, "rejected", r.Rejected)
	wantBrief(t, "warnings", r.Warnings)
	if len(b.Payables) != len(late) {
		t.Fatalf("%d rows of %d", len(b.Payables), len(late))
	}
	for i := range b.Payables {
		p := &b.Payables[i]
		if days := max(0, int(p.PaidOn-p.DueOn)); days != late[i] {
			t.Errorf("invoice %s: due %v, settled %v: %d days late, its keeper has %d", p.No, p.DueOn, p.PaidOn, days, late[i])
		}
		if p.Amount != p.PaidAmount || p.DueOn-p.DeliveredOn != 30 || p.Payer.String() != "Y9000000CT4DCLJK7A" {
			t.Errorf("%+v", p)
		}
	}
	if b.Payables[0].Payee != b.Payables[100].Payee || b.Payables[0].Payee == b.Payables[1].Payee {
		t.Error("a customer's code must be the same in every row, and its own")
	}
	if _, _, err := Read([]Input{in}, Options{}); problem.CodeOf(err) != "missing-column" && problem.CodeOf(err) != "header-not-found" {
		t.Errorf("without the profile: %v", err)
	}
}

func TestProfileUnitsAndOrder(t *testing.T) {
	p, err := ParseProfile("p.yaml", []byte("name: x\ndates: dmy\nkinds:\n  payables:\n    unit: 万元\n    columns:\n      Ref: payable_no\n      Debtor: payer_code\n      Creditor: payee_code\n      Sum: amount\n      Due: due_on\n      Note: []\n"))
	must(t, err)
	b, r, err := Read([]Input{input("payables.csv", "Ref;Debtor;Creditor;Sum;Due;Note;Other\nA;"+unitA+";"+firmA+";1.5;30/06/2022 00:00;x;y\n")}, Options{Profile: p})
	must(t, err)
	wantBrief(t, "warnings", r.Warnings, "payables.csv!1 Other column-unknown", "payables.csv!1 unit-above-header")
	if got := b.Payables[0]; got.Amount != 1_500_000 || got.DueOn.String() != "2022-06-30" {
		t.Errorf("%+v", got)
	}
}

func TestDerivedCodes(t *testing.T) {
	seen := map[org.Code]bool{}
	for n := range 2000 {
		c := derivedCode([]byte(strconv.Itoa(n)))
		if _, v := org.ParseCode(c.String()); v != org.CodeOK || seen[c] || !strings.HasPrefix(c.String(), "Y9000000") {
			t.Fatalf("%d gives %v", n, c)
		}
		seen[c] = true
	}
}

func TestProfilesAreRefusedWithTheirLine(t *testing.T) {
	for _, c := range []struct {
		text string
		row  int
		code string
	}{
		{"name: x\ncolour: red\n", 2, "profile-invalid"},
		{"dates: mdy\n", 1, "profile-invalid"},
		{"", 1, "profile-invalid"},
		{"name: x\nname: y\n", 2, "profile-invalid"},
		{"name: x\ndates: ydm\n", 2, "profile-invalid"},
		{"name: x\nabout:\n  de: y\n", 3, "profile-invalid"},
		{"name: x\nkinds:\n  invoices:\n    columns: {}\n", 4, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    column: {}\n", 4, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    columns:\n      a: amount\n      b: total\n", 6, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    columns:\n      a: [amount, {b: c}]\n", 5, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    unit: USD\n", 4, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    codes: [amount]\n", 4, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    fixed:\n      payer_code: '123'\n", 5, "profile-invalid"},
		{"name: x\nkinds:\n  payables:\n    fixed:\n      payer: '123'\n", 5, "profile-invalid"},
		{"name: x\nkinds: [a]\n", 2, "profile-invalid"},
		{"name: [x\n", 0, "profile-syntax"},
	} {
		_, err := ParseProfile("p.yaml", []byte(c.text))
		e, ok := err.(*problem.Error)
		if !ok || e.Code != c.code || e.Place != (problem.Place{File: "p.yaml", Row: c.row}) || e.What.Empty() || e.Next.Empty() {
			t.Errorf("%q: %v, want %s in row %d", c.text, err, c.code, c.row)
		}
	}
	if _, err := FindProfile("none"); problem.CodeOf(err) != "no-such-profile" || !strings.Contains(err.Error(), "ar-invoices-us") {
		t.Errorf("%v", err)
	}
	for _, p := range Profiles() {
		if p.About.Empty() {
			t.Errorf("%s does not say what it is for", p.Name)
		}
	}
}
