package sample

import (
	"bytes"
	"testing"

	"shukun/ledger"
)

// TestPractice: the practice workbook has the two mistakes it promises and no other, and its totals are read as such.
func TestPractice(t *testing.T) {
	var b, again bytes.Buffer
	if err := WritePractice(&b); err != nil {
		t.Fatal(err)
	}
	if err := WritePractice(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Fatalf("not the same bytes twice: %v", err)
	}
	book, report, err := ledger.Read([]ledger.Input{{Name: PracticeName, Data: b.Bytes()}}, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(book.Payables) != len(practice)-2 || len(report.Sheets) != 1 || report.Sheets[0].Totals != 1 {
		t.Fatalf("%d rows, %+v", len(book.Payables), report.Sheets)
	}
	want := map[string]string{"accepted_on": noSuchDay, "payee_code": shortCode}
	for _, e := range report.Rejected {
		if want[e.Place.Column] != e.Value {
			t.Errorf("unexpected: %v", e)
		}
		delete(want, e.Place.Column)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
	if book.Payables[0].Amount != 12_000_000 {
		t.Errorf("万元 read as %v", book.Payables[0].Amount)
	}
}
