package store_test

import (
	"strings"
	"testing"

	"shukun/civil"
	"shukun/store"
	"shukun/store/storetest"
)

// TestListsAreReadInOrder: no page of the lists people use reads a whole table or sorts.
func TestListsAreReadInOrder(t *testing.T) {
	db, day := storetest.SQLite(t), civil.MustOf(2022, 6, 30)
	findings := map[string]store.FindingFilter{
		"pressing": {Outcomes: []int{1, 2, 3}}, "all": {}, "violations": {Outcomes: []int{1}}, "clause": {Clause: 1, Outcomes: []int{1, 2, 3}},
		"overdue": {DueBy: day, Outcomes: []int{1, 2}}, "long overdue": {DaysOver: 60, Outcomes: []int{1, 2, 3}}, "large": {AmountFrom: 100, Outcomes: []int{1, 2, 3}},
	}
	in := func(name, plan string, err error, index string) {
		t.Helper()
		if err != nil || strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") || !strings.Contains(plan, index) {
			t.Errorf("%s: %s%v", name, plan, err)
		}
	}
	err := db.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		for name, f := range findings {
			f.Day = day
			for order, index := range map[store.FindingOrder]string{store.ByAmount: "finding_amount", store.ByDays: "finding_days", store.ByDue: "finding_due", store.ByContract: "finding_list"} {
				if name == "large" && order != store.ByAmount {
					continue // large ones are few: they are found and sorted
				}
				for _, path := range []string{"/", "/A/"} {
					for _, after := range []*store.Finding{nil, {ID: "x", Clause: 1, Rule: "r"}} {
						f.Path = path
						plan, err := tx.FindingPlan(f, order, after, path != "/")
						in(name+" by "+string(order)+" at "+path, plan, err, index)
					}
				}
			}
		}
		plan, err := tx.FindingPlan(store.FindingFilter{Path: "/", Rules: []string{"01.overdue"}}, store.ByAmount, nil, false)
		in("a rule", plan, err, "finding_rule")
		if plan, err = tx.FindingPlan(store.FindingFilter{Path: "/", Day: day, Row: 7}, store.ByContract, nil, false); err != nil || !strings.Contains(plan, "finding_row") {
			t.Errorf("findings of a row: %s%v", plan, err)
		}
		for name, q := range map[string]store.PayableQuery{"open": {Open: true}, "overdue": {Open: true, To: day}, "an age": {Open: true, From: day.AddDays(-60), To: day.AddDays(-31)},
			"largest": {Open: true, Most: true}, "paid too": {}, "by method": {Open: true, Method: "transfer"}} {
			for _, path := range []string{"", "/A/"} {
				q.Path = "/"
				plan, err := tx.PayablePlan(q, path)
				in(name+" payables at "+path, plan, err, "payable_state_")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
