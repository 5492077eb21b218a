package app_test

import (
	"slices"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/org"
	"shukun/problem"
	"shukun/sample"
	"shukun/store"
	"shukun/store/storetest"
)

// The units and parties of these tests; nobody of the names exists.
var (
	groupA = testCode("91150100MA0AAAAA1")
	subA   = testCode("91150100MA0AAAAA2")
	groupB = testCode("91150100MA0BBBBB1")
	payee  = testCode("91150100MA0CCCCC1")
)

func testCode(first17 string) string {
	check, ok := org.CheckCharacter(first17)
	if !ok {
		panic(first17)
	}
	return first17 + string(check)
}

func payables(rows ...string) ledger.Input {
	return ledger.Input{Name: "payables.csv", Data: []byte("payable_no,payer_code,payee_code,amount,delivered_on\n" + strings.Join(rows, "\n") + "\n")}
}

func payable(no, payer, amount string) string {
	return strings.Join([]string{no, payer, payee, amount, "2022-05-01"}, ",")
}

// filed counts what stands in force of a ledger.
func filed(t *testing.T, a *app.App, kind string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		owners, err := tx.RowOwners(kind, "/")
		for _, owner := range owners {
			u, _, _ := tx.Unit(owner)
			if err == nil {
				err = tx.EachCurrent(kind, u.Path, func(key string, now store.Current) { all[key] = now.Content })
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFileLedgers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) { fileLedgers(t, db, 0) })
}

// TestFileLedgersStaged is the same where every filing's rows are laid out before it takes effect.
func TestFileLedgersStaged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) { fileLedgers(t, db, 1) })
}

func fileLedgers(t *testing.T, db *store.DB, stageFrom int) {
	t.Helper()
	a := apptest.New(t, db)
	a.StageFrom = stageFrom
	apptest.Units(t, a, groupA, groupA+"/"+subA, groupB)
	finance := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
	file := func(s app.Submission) *app.Outcome {
		t.Helper()
		if s.Unit == "" {
			s.Unit = groupA
		}
		out, err := a.FileLedgers(t.Context(), finance, s)
		if err != nil {
			t.Fatal(err, out)
		}
		return out
	}
	first := file(app.Submission{Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{payables(payable("P1", groupA, "100"), payable("P2", subA, "200"), payable("P3", groupA, "300"))}})
	if f := first.Filings[0]; f.Added != 3 || f.Total != 60000 || f.Seq != 1 || f.Unit != groupA || f.Blob == "" {
		t.Errorf("first filing %+v", f)
	}
	again := file(app.Submission{Period: "2022-05", Mode: store.Upsert, Files: []ledger.Input{payables(payable("P1", groupA, "100"), payable("P2", subA, "200"), payable("P3", groupA, "300"))}})
	if !again.Repeated || again.Filings[0].ID != first.Filings[0].ID {
		t.Errorf("the same file twice: %+v", again.Filings)
	}
	second := file(app.Submission{Period: "2022-06", Mode: store.Upsert, Files: []ledger.Input{payables(payable("P1", groupA, "100.00"), payable("P2", subA, "250"), payable("P4", groupA, "400"))}})
	if f := second.Filings[0]; f.Added != 1 || f.Changed != 1 || f.Unchanged != 1 || f.Ended != 0 {
		t.Errorf("upsert %+v", f)
	}
	third := file(app.Submission{Period: "2022-05", Mode: store.Replace, Files: []ledger.Input{payables(payable("P1", groupA, "100"))}})
	if f := third.Filings[0]; f.Unchanged != 1 || f.Ended != 1 {
		t.Errorf("a replace ends the rows of its own period that are gone: %+v", f)
	}
	now := filed(t, a, "payables")
	if len(now) != 3 || !strings.HasPrefix(now["P2"], "P2,"+subA+","+payee+",,250.00") || now["P3"] != "" {
		t.Errorf("in force: %v", now)
	}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		for _, f := range []int64{first.Filings[0].Seq, second.Filings[0].Seq, third.Filings[0].Seq} {
			files, err := tx.FilingFiles(f)
			if err != nil || len(files) != 1 || files[0].Name != "payables.csv" {
				t.Errorf("originals of filing %d: %v %v", f, files, err)
			}
			if _, found, err := tx.Blob(files[0].Blob); err != nil || !found {
				t.Errorf("the original of filing %d is not kept: %v", f, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFileLedgersRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, groupA, groupA+"/"+subA, groupB)
		finance := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/")
		sub := apptest.SignIn(t, a, org.Finance, "/"+groupA+"/"+subA+"/")
		viewer := apptest.SignIn(t, a, org.Viewer, "/"+groupA+"/")
		lease := ledger.Input{Name: "leases.csv", Data: []byte("lease_no,lessor_code,tenant_code,county_code,starts_on,ends_on,monthly_rent\nL1," + groupA + "," + payee + ",150102,2022-01-01,2022-12-31,1000\n")}
		risk := ledger.Input{Name: "risk_areas.csv", Data: []byte("county_code,level,listed_on\n150102,高风险,2022-03-01\n")}
		for _, c := range []struct {
			name string
			who  *app.Actor
			s    app.Submission
			code string
			row  string // code of the first rejected row
		}{
			{"another group's unit", finance, app.Submission{Unit: groupB, Files: []ledger.Input{payables(payable("P1", groupB, "1"))}}, "not-allowed", ""},
			{"a unit there is not", finance, app.Submission{Unit: payee, Files: []ledger.Input{payables(payable("P1", groupB, "1"))}}, "not-allowed", ""},
			{"who may only look", viewer, app.Submission{Unit: groupA, Files: []ledger.Input{payables(payable("P1", groupA, "1"))}}, "not-allowed", ""},
			{"the whole instance", finance, app.Submission{Files: []ledger.Input{payables(payable("P1", groupA, "1"))}}, "not-allowed", ""},
			{"a row of another group", finance, app.Submission{Unit: groupA, Files: []ledger.Input{payables(payable("P1", groupA, "1"), payable("P2", groupB, "1"))}}, "filing-has-problems", "owner-not-ours"},
			{"a row of the parent", sub, app.Submission{Unit: subA, Files: []ledger.Input{payables(payable("P1", groupA, "1"))}}, "filing-has-problems", "owner-not-ours"},
			{"a ledger of another office", finance, app.Submission{Unit: groupA, Files: []ledger.Input{lease}}, "ledger-not-yours", ""},
			{"a ledger of the regulator", apptest.SignIn(t, a, org.GroupAdmin, "/"+groupA+"/"), app.Submission{Unit: groupA, Files: []ledger.Input{risk}}, "filing-has-problems", "ledger-of-regulator"},
			{"a bad cell", finance, app.Submission{Unit: groupA, Files: []ledger.Input{payables(payable("P1", groupA, "一百"))}}, "filing-has-problems", "money-invalid"},
			{"no such period", finance, app.Submission{Unit: groupA, Period: "2022-13", Files: []ledger.Input{payables(payable("P1", groupA, "1"))}}, "filing-period", ""},
			{"a period to come", finance, app.Submission{Unit: groupA, Period: "2022-07", Files: []ledger.Input{payables(payable("P1", groupA, "1"))}}, "filing-period", ""},
			{"an old workbook", finance, app.Submission{Unit: groupA, Files: []ledger.Input{{Name: "payables.xls", Data: []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more")}}}, "xlsx-old-format", ""},
			{"a control character", finance, app.Submission{Unit: groupA, Files: []ledger.Input{payables("P\x001," + groupA + "," + payee + ",1,2022-05-01")}}, "filing-has-problems", "control-character"},
		} {
			c.s.Mode = store.Upsert
			out, err := a.FileLedgers(t.Context(), c.who, c.s)
			if problem.CodeOf(err) != c.code {
				t.Errorf("%s: %v", c.name, err)
			}
			if c.row != "" && (out == nil || len(out.Report.Rejected) == 0 || out.Report.Rejected[0].Code != c.row || out.Report.Rejected[0].Place.Row == 0) {
				t.Errorf("%s: %+v", c.name, out)
			}
			if out != nil && len(out.Filings) > 0 {
				t.Errorf("%s: filed %v", c.name, out.Filings)
			}
		}
		out, err := a.FileLedgers(t.Context(), finance, app.Submission{Unit: groupA, Mode: store.Upsert, GoodOnly: true, Files: []ledger.Input{payables(payable("P1", groupA, "1"), payable("P2", groupB, "1"))}})
		if err != nil || out.Filings[0].Added != 1 || out.Filings[0].Left != 1 {
			t.Errorf("the good rows only: %v %+v", err, out)
		}
	})
}

// Rows that name no enterprise go with what they refer to, in the files or filed before; that it was filed before is no
// reason to warn.
func TestFileByReference(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		apptest.Units(t, a, groupA, groupA+"/"+subA)
		admin := apptest.SignIn(t, a, org.GroupAdmin, "/"+groupA+"/")
		file := func(name, text string) *app.Outcome {
			t.Helper()
			out, err := a.FileLedgers(t.Context(), admin, app.Submission{Unit: groupA, Mode: store.Upsert, Files: []ledger.Input{{Name: name, Data: []byte(text)}}})
			if err != nil {
				t.Fatal(err, out.Report.Rejected)
			}
			return out
		}
		file("leases.csv", "lease_no,lessor_code,tenant_code,county_code,starts_on,ends_on,monthly_rent\nL1,"+subA+","+payee+",150102,2022-01-01,2022-12-31,1000\n")
		file("leases-2.csv", "lease_no,lessor_code,tenant_code,county_code,starts_on,ends_on,monthly_rent,head_lease_no\nL2,"+payee+","+testCode("91150100MA0DDDDD1")+",150102,2022-01-01,2022-12-31,1000,L1\n")
		out := file("relief_records.csv", "record_no,lease_no,method,amount,done_on\nR1,L1,免收,10,2022-06-01\nR2,L2,免收,10,2022-06-01\nR9,L9,免收,10,2022-06-01\n")
		var warned []string
		for _, w := range out.Report.Warnings {
			warned = append(warned, w.Code+" "+w.Value)
		}
		if !slices.Equal(warned, []string{"lease-not-found L9"}) {
			t.Errorf("warnings %v", warned)
		}
		err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			for _, c := range []struct{ kind, key, owner string }{{"leases", "L2", subA}, {"relief_records", "R1", subA}, {"relief_records", "R2", subA}, {"relief_records", "R9", groupA}} {
				path := "/" + groupA + "/"
				if c.owner == subA {
					path += subA + "/"
				}
				if _, found, err := tx.CurrentRow(c.kind, path, c.key); err != nil || !found {
					t.Errorf("%s %s does not belong to %s: %v", c.kind, c.key, path, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// The whole sample is filed for the whole instance: the tree grows from its enterprises, and every ledger is a filing of
// its group.
func TestFileSample(t *testing.T) {
	dir := t.TempDir()
	if _, err := sample.Write(dir, sample.Demo, 1, sample.Options{}); err != nil {
		t.Fatal(err)
	}
	inputs, _, err := ledger.FindInputs([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		a.Day = func() civil.Date { return civil.MustOf(2022, 12, 31) }
		seeder := &app.Actor{Person: "system", Grants: []app.Grant{{Role: org.GroupAdmin, Path: "/"}}}
		limits := xlsx.DefaultLimits()
		out, err := a.FileLedgers(t.Context(), seeder, app.Submission{Period: "2022-12", Mode: store.Upsert, Files: inputs, Limits: &limits})
		if err != nil {
			for _, e := range out.Report.Rejected {
				t.Log(e)
			}
			t.Fatal(err)
		}
		kinds := map[string]int{}
		for _, f := range out.Filings {
			kinds[f.Kind] += int(f.Added)
			if f.Kind == "payables" && (f.Unit == "" || f.Path == "/") {
				t.Errorf("a payables filing of nobody: %+v", f)
			}
		}
		if len(kinds) != 24 {
			t.Errorf("%d ledgers filed: %v", len(kinds), kinds)
		}
		err = db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			units, err := tx.UnitsBelow("/")
			if len(units) < 10 {
				t.Errorf("%d units", len(units))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		again, err := a.FileLedgers(t.Context(), seeder, app.Submission{Period: "2022-12", Mode: store.Upsert, Files: inputs, Limits: &limits})
		if err != nil || !again.Repeated || len(again.Filings) != len(out.Filings) {
			t.Errorf("the same again: %v, repeated %v, %d filings of %d", err, again.Repeated, len(again.Filings), len(out.Filings))
		}
		for _, e := range again.Effects {
			if e.Added+e.Changed+e.Ended > 0 {
				t.Errorf("the same again changes %s: %+v", e.Kind.Key, e)
			}
		}
	})
}
