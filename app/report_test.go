package app_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// reportWorld is two groups with findings, the figures up the tree with them: one finding of three at G's child, one at X.
func reportWorld(t testing.TB, a *app.App, many int) {
	t.Helper()
	apptest.Units(t, a, "G", "G/S", "X")
	day := a.Day()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		var all []store.Finding
		for i := range many {
			code, path := "S", "/G/S/"
			switch {
			case i%3 == 1:
				code, path = "G", "/G/"
			case i%3 == 2:
				code, path = "X", "/X/"
			}
			all = append(all, store.Finding{ID: fmt.Sprintf("f-%05d", i), Rule: "01.overdue", Clause: 1, Kind: "payables", Key: fmt.Sprintf("键%s-%05d", code, i), Owner: code, Enterprise: code, Path: path,
				Values: store.Values{Outcome: int(policy.Violation), Amount: store.Amount{V: money.Fen(1000 + i), OK: true}, DueOn: day.AddDays(-9), Days: 9, ReasonZh: "逾期", ReasonEn: "overdue", Basis: `["notice:1"]`},
				First:  day.AddDays(-9), From: day.AddDays(-9), Tick: day.AddDays(-9), State: store.FindingOpen, StateDay: day.AddDays(-9)})
		}
		if err := tx.AddFindings(all); err != nil {
			return err
		}
		for _, c := range [][2]string{{"S", "/G/S/"}, {"G", "/G/"}, {"X", "/X/"}} {
			if err := tx.UpdateRollup(c[0], c[1], day); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fetch takes a file of a report, piece by piece.
func fetch(t *testing.T, a *app.App, who *app.Actor, id, form string) []byte {
	t.Helper()
	_, file, next, err := a.FetchReport(t.Context(), who, id, form)
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for {
		b, err := next()
		if err != nil {
			t.Fatal(err)
		}
		if b == nil {
			break
		}
		all = append(all, b...)
	}
	if sum := sha256.Sum256(all); hex.EncodeToString(sum[:]) != file.Hash || int64(len(all)) != file.Size {
		t.Errorf("%s: %d bytes are not what the report says (%d, %s)", form, len(all), file.Size, file.Hash)
	}
	return all
}

func askReport(t *testing.T, a *app.App, who *app.Actor, unit app.UnitRef, day civil.Date) string {
	t.Helper()
	id, err := a.AskReport(t.Context(), who, unit, day, lang.Zh)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

var unitG = app.UnitRef{Code: "G", Name: "单位G", Path: "/G/"}

func drain(t *testing.T, a *app.App) {
	t.Helper()
	if err := app.NewRunner(a, 1).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// A report has the figures of the list: the same rows, the same sum; it is told on the workbench until it is taken.
func TestReportHasTheFiguresOfTheList(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		reportWorld(t, a, 9)
		clerk := apptest.SignIn(t, a, org.Finance, "/G/")
		id := askReport(t, a, clerk, unitG, a.Day())
		if again := askReport(t, a, clerk, unitG, a.Day()); again != id {
			t.Error("the same asked for again is another report")
		}
		v, err := a.FindReport(t.Context(), clerk, id)
		if err != nil || !v.Live() || !v.Mine || v.Whose != "单位G" {
			t.Fatalf("%+v %v", v, err)
		}
		if _, _, _, err := a.FetchReport(t.Context(), clerk, id, app.ReportXLSX); problem.CodeOf(err) != "report-not-made" {
			t.Error(err)
		}
		drain(t, a)
		if v, err = a.FindReport(t.Context(), clerk, id); err != nil || v.State != store.JobDone || v.Count != 6 || len(v.Files) != 2 || v.Files[0].Form != app.ReportXLSX {
			t.Fatalf("%+v %v", v, err)
		}
		if told := reportTask(t, a, clerk); told != id {
			t.Errorf("the workbench tells %q", told)
		}
		got, err := a.Findings(t.Context(), clerk, app.FindingsAsked{Path: "/G/", Day: a.Day(), Rule: "01.overdue"})
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(fetch(t, a, clerk, id, app.ReportXLSX)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows(f.GetSheetList()[1])
		if err != nil || len(rows) != 3+got.Count || rows[1][0] != "截至 2022-06-30    金额单位：元    单位G及以下" {
			t.Fatalf("%d rows, the list has %d: %v", len(rows), got.Count, err)
		}
		var sum money.Fen
		for _, r := range rows[3:] {
			var fen money.Fen
			if err := fen.UnmarshalText([]byte(strings.ReplaceAll(r[8], ",", ""))); err != nil || strings.Contains(r[7], "键X") || r[4] != "单位"+r[3] || r[15] != "未处理" {
				t.Errorf("%q", r)
			}
			sum += fen
		}
		if sum != got.Sum {
			t.Errorf("the rows come to %s, the list to %s", sum, got.Sum)
		}
		page := string(fetch(t, a, clerk, id, app.ReportHTML))
		if !strings.Contains(page, "单位G及以下") || !strings.Contains(page, got.Sum.Grouped()) || strings.Contains(page, "键X") || strings.Contains(page, "<script") || !strings.Contains(page, "键G-00001") {
			t.Error("the page is not of these findings")
		}
		if told := reportTask(t, a, clerk); told != "" {
			t.Errorf("the workbench still tells %q", told)
		}
		acts := audited(t, db, "report:"+id)
		if want := "report.ask report.ask report.make report.fetch report.fetch"; strings.Join(acts, " ") != want {
			t.Errorf("audited: %v, want %s", acts, want)
		}
	})
}

// reportTask gives the report that the workbench tells of, "" none.
func reportTask(t *testing.T, a *app.App, who *app.Actor) string {
	t.Helper()
	w, err := a.Workbench(t.Context(), who, unitG)
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range w.Tasks {
		if task.Kind == "report" {
			return task.ID
		}
	}
	return ""
}

// audited lists the acts about an object, in order.
func audited(t *testing.T, db *store.DB, object string) (acts []string) {
	t.Helper()
	err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		return tx.EachAudit(0, func(r store.AuditRow) error {
			if r.Object == object && r.Result == store.Done {
				acts = append(acts, r.Action)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return acts
}

// Whose scope has moved away may neither ask for, see, take nor remove a report, and cannot tell it from none.
func TestReportIsForTheScopeOfToday(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		reportWorld(t, a, 9)
		clerk, other := apptest.SignIn(t, a, org.Finance, "/G/"), apptest.SignIn(t, a, org.Finance, "/X/")
		below, head := apptest.SignIn(t, a, org.Finance, "/G/S/"), apptest.SignIn(t, a, org.RegulatorHead, "/")
		sme, auditor := apptest.SignIn(t, a, org.SME, "/G/"), apptest.SignIn(t, a, org.AuditAdmin, "/")
		id := askReport(t, a, clerk, unitG, a.Day())
		drain(t, a)
		fetch(t, a, head, id, app.ReportXLSX)
		moved := *clerk
		moved.Grants = []app.Grant{{Role: org.Finance, Path: "/X/"}}
		for name, who := range map[string]*app.Actor{"another group's": other, "one below": below, "moved": &moved, "an SME": sme, "audit": auditor} {
			_, err := a.FindReport(t.Context(), who, id)
			_, none := a.FindReport(t.Context(), who, "none")
			if problem.KindOf(err) != problem.Forbidden || err.Error() != none.Error() {
				t.Errorf("%s sees it: %v", name, err)
			}
			if _, _, _, err := a.FetchReport(t.Context(), who, id, app.ReportXLSX); problem.KindOf(err) != problem.Forbidden {
				t.Errorf("%s takes it: %v", name, err)
			}
			if err := a.RemoveReport(t.Context(), who, id); problem.KindOf(err) != problem.Forbidden {
				t.Errorf("%s removes it: %v", name, err)
			}
			if _, err := a.AskReport(t.Context(), who, unitG, a.Day(), lang.Zh); problem.KindOf(err) != problem.Forbidden {
				t.Errorf("%s asks for it: %v", name, err)
			}
			if list, err := a.Reports(t.Context(), who, "/X/", "", 10); err == nil && len(list) > 0 {
				t.Errorf("%s lists it", name)
			}
		}
		if err := a.RemoveReport(t.Context(), head, id); problem.KindOf(err) != problem.Forbidden {
			t.Errorf("not its owner: %v", err)
		}
		if list, err := a.Reports(t.Context(), head, "/G/", "", 10); err != nil || len(list) != 1 || list[0].Mine || list[0].By == "" {
			t.Errorf("%+v %v", list, err)
		}
		if err := a.RemoveReport(t.Context(), clerk, id); err != nil {
			t.Error(err)
		}
		if _, err := a.FindReport(t.Context(), clerk, id); problem.KindOf(err) != problem.Forbidden {
			t.Error("it is still there:", err)
		}
	})
}

// More than a thousand findings ask for the second factor, when asked for and when taken; a file of several pieces is whole.
func TestLargeReport(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := apptest.New(t, db)
		reportWorld(t, a, 7_500)
		a.ReportPieces(10_000)
		head := apptest.SignIn(t, a, org.RegulatorHead, "/")
		plain := *head
		plain.Second = false
		if _, err := a.AskReport(t.Context(), &plain, app.UnitRef{Path: "/"}, a.Day(), lang.En); problem.CodeOf(err) != app.ErrStepUp.Code {
			t.Error(err)
		}
		id, err := a.AskReport(t.Context(), head, app.UnitRef{Path: "/"}, a.Day(), lang.En)
		if err != nil {
			t.Fatal(err)
		}
		drain(t, a)
		if _, _, _, err := a.FetchReport(t.Context(), &plain, id, app.ReportXLSX); problem.CodeOf(err) != app.ErrStepUp.Code {
			t.Error(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(fetch(t, a, head, id, app.ReportXLSX)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if rows, err := f.GetRows(f.GetSheetList()[1]); err != nil || len(rows) != 7_503 {
			t.Errorf("%d rows, %v", len(rows), err)
		}
		if page := string(fetch(t, a, head, id, app.ReportHTML)); !strings.Contains(page, "Only the 200 with the largest amounts of 7,500 are listed") {
			t.Error("the page does not say that it lists the largest only")
		}
	})
}

// A worker that lost its job writes nothing; the one that has it now makes the report once. A cancelled one can be retried.
func TestReportIsMadeOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		reportWorld(t, a, 30)
		clerk := apptest.SignIn(t, a, org.Finance, "/G/")
		id := askReport(t, a, clerk, unitG, a.Day())
		v, err := a.FindReport(t.Context(), clerk, id)
		if err != nil {
			t.Fatal(err)
		}
		claim := func() (j store.Job) {
			t.Helper()
			err := db.Write(t.Context(), store.Root, func(tx *store.Tx) (err error) {
				found := false
				j, found, err = tx.ClaimJob(store.Claim{Worker: "w", Kinds: []string{app.ReportJob}, Now: store.InstantOf(clock.Now()), Lease: store.InstantOf(clock.Now().Add(time.Second))})
				if !found {
					t.Error("there was no job to take")
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return j
		}
		late := claim()
		err = db.Write(t.Context(), store.Root, func(tx *store.Tx) error { return tx.PutBackJob(late.ID, late.Fence, late.RunAt, "", late.RunAt) })
		if err != nil {
			t.Fatal(err)
		}
		claim() // by another, who took the first for dead, and is killed in turn
		if err := a.RunReport(t.Context(), late); !store.JobLost(err) {
			t.Errorf("who lost the job goes on: %v", err)
		}
		if err := a.CancelJob(t.Context(), clerk, v.Job); err != nil {
			t.Fatal(err)
		}
		drain(t, a)
		if v, err = a.FindReport(t.Context(), clerk, id); err != nil || v.State != store.JobCancelled || len(v.Files) != 0 {
			t.Fatalf("%+v %v", v, err)
		}
		if err := a.RetryJob(t.Context(), clerk, v.Job); err != nil {
			t.Fatal(err)
		}
		drain(t, a)
		drain(t, a)
		if v, err = a.FindReport(t.Context(), clerk, id); err != nil || v.State != store.JobDone || len(v.Files) != 2 {
			t.Fatalf("%+v %v", v, err)
		}
		made := 0
		for _, act := range audited(t, db, "report:"+id) {
			if act == "report.make" {
				made++
			}
		}
		if made != 1 {
			t.Errorf("made %d times", made)
		}
		// One that is removed while it waits is not made.
		id = askReport(t, a, clerk, app.UnitRef{Code: "S", Path: "/G/S/"}, a.Day())
		if err := a.RemoveReport(t.Context(), clerk, id); err != nil {
			t.Fatal(err)
		}
		drain(t, a)
		for i := range 6 {
			_, err := a.AskReport(t.Context(), clerk, unitG, a.Day().AddDays(-i), lang.Zh)
			if (problem.CodeOf(err) == "reports-wait") != (i == 5) {
				t.Errorf("the %d. at once: %v", i+1, err)
			}
		}
		if _, err := a.AskReport(t.Context(), clerk, unitG, a.Day().AddDays(1), lang.Zh); problem.CodeOf(err) != "report-day" {
			t.Error(err)
		}
	})
}

// Reports whose days are over are removed, with their pieces; younger ones stay whole.
func TestPurgeReports(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := apptest.WithClock(t, db)
		a.ReportDays, a.UploadDays = 10, 1
		reportWorld(t, a, 9)
		clerk := apptest.SignIn(t, a, org.Finance, "/G/")
		old := askReport(t, a, clerk, unitG, a.Day())
		drain(t, a)
		day := a.Day()
		next := func(days int) {
			t.Helper()
			clock.Move(time.Duration(days) * 24 * time.Hour)
			day = day.AddDays(days)
			today := day
			a.Day = func() civil.Date { return today }
			if _, err := a.Daily(t.Context()); err != nil {
				t.Fatal(err)
			}
			drain(t, a)
		}
		next(6)
		young := askReport(t, a, clerk, app.UnitRef{Code: "S", Path: "/G/S/"}, apptest.Day)
		drain(t, a)
		if v, err := a.FindReport(t.Context(), clerk, old); err != nil || v.Until != apptest.Day.AddDays(10) {
			t.Errorf("%v %v", v.Until, err)
		}
		fetch(t, a, clerk, old, app.ReportXLSX) // no orphan has been taken for one
		next(5)
		if _, err := a.FindReport(t.Context(), clerk, old); problem.KindOf(err) != problem.Forbidden {
			t.Error("the old one is there:", err)
		}
		fetch(t, a, clerk, young, app.ReportXLSX)
		if acts := audited(t, db, "report:"+old); acts[len(acts)-1] != "report.purge" {
			t.Error(acts)
		}
		parts := 0
		err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
			for _, form := range []string{app.ReportXLSX, app.ReportHTML} {
				if _, found, err := tx.ReportPart(old, form, 0); err != nil || found {
					parts++
				}
			}
			return nil
		})
		if err != nil || parts != 0 {
			t.Error(parts, err)
		}
	})
}
