package ledger

import (
	"bytes"
	"strings"
	"testing"

	"shukun/money"
)

// A row as the store keeps it reads back as the same row, and says whose it is and what makes it one.
func TestRows(t *testing.T) {
	const ours, tenant = "91150100MA0SHUKU1X", "91150100MA0SHUKU3Q"
	inputs := []Input{
		{Name: "leases.csv", Data: []byte("lease_no,lessor_code,tenant_code,county_code,address,starts_on,ends_on,monthly_rent\nL1," + ours + "," + tenant + ",150102,\"东街 1 号, \"\"甲\"\" 座\",2022-01-01,2022-12-31,1000\n")},
		{Name: "relief_records.csv", Data: []byte("record_no,lease_no,method,amount,done_on\nR1,L1,免收,12.5,2022-07-01\nR2,L9,免收,1,2022-07-01\n")},
		{Name: "cash_positions.csv", Data: []byte("enterprise_code,as_of,available_funds\n" + ours + ",2022-06-30,7\n")},
		{Name: "counterparties.csv", Data: []byte("credit_code,name\n" + tenant + ",某店\n")},
	}
	book, report, err := Read(inputs, Options{})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatal(err, report.Rejected)
	}
	for _, c := range []struct{ kind, key, owner, reference, day string }{
		{"leases", "L1", ours, "", "2022-01-01"},
		{"relief_records", "R1", ours, "L1", "2022-07-01"},
		{"cash_positions", ours + "+2022-06-30", ours, "", "2022-06-30"},
		{"counterparties", tenant, "", "", ""},
	} {
		rows := book.Rows(FindKind(c.kind))
		owner := rows.Owner(0).String()
		if rows.Owner(0).IsZero() {
			owner = ""
		}
		if key := string(rows.AppendKey(nil, 0)); key != c.key || owner != c.owner || rows.Reference(0) != c.reference || rows.Day(0).String() != c.day && c.day != "" {
			t.Errorf("%s: key %q owner %q reference %q day %v", c.kind, key, owner, rows.Reference(0), rows.Day(0))
		}
		if rows.Source(0).Row != 2 {
			t.Errorf("%s: row %d", c.kind, rows.Source(0).Row)
		}
		var header []string
		for _, col := range rows.Kind().Columns {
			header = append(header, col.Key)
		}
		line := rows.AppendLine(nil, 0)
		if n := len(SplitLine(string(line))); n != len(header) {
			t.Errorf("%s: %d cells in %s", c.kind, n, line)
		}
		again, _, err := Read([]Input{{Name: c.kind + ".csv", Data: []byte(strings.Join(header, ",") + "\n" + string(line) + "\n")}}, Options{})
		if err != nil || !bytes.Equal(again.Rows(rows.Kind()).AppendLine(nil, 0), line) {
			t.Errorf("%s does not read back: %v %s", c.kind, err, line)
		}
	}
	relief := book.Rows(FindKind("relief_records"))
	if relief.Amount(0) != money.Fen(1250) || !relief.Owner(1).IsZero() || relief.Reference(1) != "L9" {
		t.Errorf("amount %v, owner %v", relief.Amount(0), relief.Owner(1))
	}
	if p := book.Rows(FindKind("leases")).Party(0).String(); p != tenant {
		t.Errorf("party %s", p)
	}
	if book.Rows(&Kind{}) != nil {
		t.Error("rows of a kind there is not")
	}
	if other, column := relief.Kind().Through(); other == nil || other.Key != "leases" || column != "lease_no" {
		t.Error("relief records find their owner through the leases")
	}
	if c := FindKind("enterprises").OwnerColumn(); c == nil || c.Key != "credit_code" {
		t.Error("an enterprise names itself")
	}
}
