package app

import (
	"strings"
	"testing"
	"time"

	"shukun/civil"
	"shukun/money"
	"shukun/org"
	"shukun/policy"
	"shukun/regulation"
	"shukun/store"
	"shukun/store/storetest"
)

func TestBoard(t *testing.T) {
	day := civil.MustParse("2022-06-30")
	f := boardFacts{top: UnitRef{Path: "/"}, day: day, clauses: map[string][]int{"payables": {1, 3}},
		units: []store.Unit{{Code: "A", Path: "/A/"}, {Code: "B", Path: "/A/B/"}, {Code: "C", Path: "/C/"}, {Code: "D", Path: "/D/"}},
		now: []store.Rollup{
			{Path: "/", Clause: 1, Rule: overdueRule, Outcome: int(policy.Violation), Count: 3, Amount: 540},
			{Path: "/", Clause: 1, Rule: interestRule, Outcome: int(policy.Obligation), Count: 3, Amount: 7},
			{Path: "/A/", Clause: 1, Rule: overdueRule, Outcome: int(policy.Violation), Count: 2, Amount: 500},
			{Path: "/A/", Enterprise: "A", Clause: 1, Rule: interestRule, Outcome: int(policy.Obligation), Count: 3, Amount: 7},
			{Path: "/C/", Enterprise: "C", Clause: 1, Rule: overdueRule, Outcome: int(policy.Violation), Count: 1, Amount: 40},
			{Path: "/C/", Clause: 5, Rule: "05.relief", Outcome: int(policy.Entitlement), Count: 9, Amount: 1},
			{Path: "/C/", Clause: 0, Rule: "00.size-conflict", Outcome: int(policy.Notice), Count: 9},
		},
		before:  []store.Rollup{{Path: "/", Clause: 1, Rule: overdueRule, Outcome: int(policy.Violation), Count: 4, Amount: 90}},
		filings: []store.LastFiled{{Path: "/A/B/", Kind: "payables", On: day, At: 5}, {Path: "/C/", Kind: "payables", On: civil.MustParse("2022-04-30"), At: 3}, {Path: "/D/", Kind: "enterprises", On: day, At: 4}, {Path: "/", Kind: "counterparties", On: day, At: 4}},
		open: []store.OpenAge{
			{Path: "/A/B/", Age: 1, PayableSum: store.PayableSum{Count: 1, Unpaid: 10}},
			{Path: "/A/", Age: 4, PayableSum: store.PayableSum{Count: 1, Unpaid: 20}},
		},
		history: []store.RollupSpan{
			{Rollup: store.Rollup{Outcome: int(policy.Violation), From: day.AddDays(-20), Count: 1, Amount: 90}, To: day.AddDays(-5)},
			{Rollup: store.Rollup{Outcome: int(policy.Violation), From: day.AddDays(-5), Count: 2, Amount: 540}},
		},
	}
	b := f.board()
	if len(b.Rows) != 3 || b.Filed != 1 || b.LastFiled != 5 {
		t.Fatalf("%d rows, %d filed, last %d", len(b.Rows), b.Filed, b.LastFiled)
	}
	if b.Rows[0].Unit.Code != "C" || b.Rows[1].Unit.Code != "D" || b.Rows[2].Unit.Code != "A" || !b.Rows[0].Missing || !b.Rows[1].LastOn.IsZero() || b.Rows[2].Missing {
		t.Errorf("those that did not file come first, the worst first: %+v", b.Rows)
	}
	if c := b.Rows[2].Cells[0]; c != (BoardCell{Violations: 2, Todo: 3, Amount: 500, Filed: true}) || c.State() != "bad" || b.Rows[2].Cells[2].State() != "ok" || b.Rows[1].Cells[0].State() != "none" {
		t.Errorf("group A, clause 1: %+v", c)
	}
	if ages := b.Rows[2].Ages; ages != [4]Age{{1, 10}, {}, {}, {1, 20}} {
		t.Errorf("ages of A: %+v", ages)
	}
	if b.Overdue != (Change{3, 4, 540, 90}) || b.Violations.Count != 3 || b.Interest.Amount != 7 {
		t.Errorf("figures: %+v", b)
	}
	if n := len(b.Trend); n != 3 || b.Trend[0].Amount != 90 || b.Trend[2].Amount != 540 {
		t.Errorf("trend: %+v", b.Trend)
	}
	f.top = UnitRef{Code: "A", Path: "/A/"}
	f.units = f.units[:2]
	f.now = []store.Rollup{{Path: "/A/", Clause: 1, Rule: overdueRule, Outcome: int(policy.Violation), Count: 2, Amount: 500},
		{Path: "/A/B/", Enterprise: "B", Clause: 1, Rule: overdueRule, Outcome: int(policy.Violation), Count: 2, Amount: 500}}
	if b := f.board(); len(b.Rows) != 2 || b.Rows[0].Unit.Code != "A" || !b.Rows[0].Own || b.Rows[0].Cells[0].Violations != 0 || b.Rows[1].Cells[0].Violations != 2 || b.Violations.Count != 2 {
		t.Errorf("a group's board has itself and what is directly below it: %+v", b.Rows)
	}
}

func TestBoardCountsWhatAGroupMustFileItself(t *testing.T) {
	day := civil.MustParse("2022-06-30")
	f := boardFacts{top: UnitRef{Path: "/"}, day: day, units: []store.Unit{{Code: "A", Path: "/A/"}, {Code: "B", Path: "/B/"}, {Code: "C", Path: "/C/"}}, owed: []string{"payables", "leases"},
		filings: []store.LastFiled{{Path: "/A/", Kind: "payables", On: day}, {Path: "/A/", Kind: "leases", On: day}, {Path: "/B/", Kind: "payables", On: day}, {Path: "/B/", Kind: "leases", On: day.AddDays(-80)},
			{Path: "/C/", Kind: "contracts", On: day}}}
	b := f.board()
	lacks := map[string]string{}
	for _, r := range b.Rows {
		lacks[r.Unit.Code] = strings.Join(r.Lacks, " ")
	}
	if b.Filed != 1 || lacks["A"] != "" || lacks["B"] != "leases" || lacks["C"] != "payables leases" {
		t.Errorf("%d filed, lacking %v", b.Filed, lacks)
	}
}

func TestDashboardOfWhoIsFiledFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		day := civil.MustParse("2022-06-30")
		a := &App{Store: db, Law: boardLaw(t), Day: func() civil.Date { return day }, Now: func() time.Time { return time.UnixMilli(1_656_500_000_000) }}
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			for i, u := range []store.Unit{{Code: "A", Path: "/A/"}, {Code: "S", Parent: "A", Path: "/A/S/"}, {Code: "B", Path: "/B/"}} {
				u.Name, u.Since = u.Code, day
				if err := tx.SaveUnit(u); err != nil {
					return err
				}
				kind, path := "payables", u.Path
				if u.Code == "B" {
					kind = "enterprises"
				}
				if u.Code != "S" {
					if err := tx.AddFiling(store.Filing{Seq: int64(i + 1), ID: u.Code, Unit: u.Code, Path: path, Kind: kind, Mode: store.Upsert, FiledOn: day, FiledAt: 7}, nil); err != nil {
						return err
					}
				}
			}
			finding := func(id, path string, amount, days int) store.Finding {
				f := store.Finding{ID: id, Rule: overdueRule, Clause: 1, Kind: "payables", Key: id, Owner: "S", Enterprise: "S", Path: path, First: day, From: day, Tick: day, State: store.FindingOpen, StateDay: day}
				f.Outcome, f.Amount, f.Days, f.DueOn = int(policy.Violation), store.Amount{V: money.Fen(amount), OK: true}, days, day.AddDays(-days)
				return f
			}
			foreign := finding("z", "/B/", 9000, 900)
			return tx.AddFindings([]store.Finding{finding("x", "/A/S/", 500, 3), finding("y", "/A/S/", 20, 90), foreign})
		})
		if err != nil {
			t.Fatal(err)
		}
		board := func(path string) *Board {
			t.Helper()
			b, err := a.Dashboard(t.Context(), &Actor{Person: "p", Grants: []Grant{{Role: org.Viewer, Path: path}}}, UnitRef{Path: path}, day)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		if b := board("/"); b.Filed != 1 || len(b.Rows) != 2 || len(b.Largest) != 3 || b.Largest[0].ID != "z" {
			t.Errorf("all: %d of %d filed, worst %v", b.Filed, len(b.Rows), b.Largest)
		}
		if b := board("/A/"); b.Filed != 2 {
			t.Errorf("the group: %d of %d filed", b.Filed, len(b.Rows))
		}
		b := board("/A/S/")
		if b.Filed != 1 || !b.Rows[0].Cells[0].Filed || b.LastFiled != 7 {
			t.Errorf("who is filed for: %+v", b.Rows)
		}
		if len(b.Largest) != 2 || b.Largest[0].ID != "x" || b.Longest[0].ID != "y" || b.Names["S"] != "S" {
			t.Errorf("worst: %v %v %v", b.Largest, b.Longest, b.Names)
		}
	})
}

func boardLaw(t *testing.T) *regulation.Regulation {
	t.Helper()
	law, err := regulation.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return law
}

func TestAgesMeetWithoutGapOrOverlap(t *testing.T) {
	day := civil.MustParse("2022-06-30")
	for back := -5; back < 200; back++ {
		due := day.AddDays(-back)
		for age := 1; age <= 4; age++ {
			from, to := AgeRange(age, day)
			if in := due >= from && due <= to; in != (ageOf(due, day) == age) {
				t.Errorf("due %s is of age %d on %s; range %d is %s to %s", due, ageOf(due, day), day, age, from, to)
			}
		}
	}
}

// ageOf puts what was due on a day into its age on another: 1 for 1–30 days past due, 2 up to 60, 3 up to 90, 4 beyond; 0:
// not past due, or not known.
func ageOf(due, day civil.Date) int {
	n := int(day) - int(due)
	switch {
	case due.IsZero() || n <= 0:
		return 0
	case n <= 30:
		return 1
	case n <= 60:
		return 2
	case n <= 90:
		return 3
	}
	return 4
}
