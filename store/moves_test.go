package store_test

import (
	"testing"

	"shukun/civil"
	"shukun/store"
	"shukun/store/storetest"
)

// TestAMoveTakesTheLivingAndLeavesThePast: findings and figures go along from the day of the move; what they were before
// stays where it was.
func TestAMoveTakesTheLivingAndLeavesThePast(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		ctx, day := t.Context(), civil.MustOf(2022, 6, 30)
		err := db.Write(ctx, store.Root, func(tx *store.Tx) error {
			for _, u := range []store.Unit{{Code: "A", Path: "/A/"}, {Code: "B", Path: "/A/B/"}, {Code: "C", Path: "/A/B/C/"}, {Code: "Z", Path: "/Z/"}} {
				u.Since = day
				if err := tx.SaveUnit(u); err != nil {
					return err
				}
			}
			for _, q := range []string{
				`insert into finding (id, rule, clause, kind, key, owner, enterprise, path, outcome, reason_zh, reason_en, first_day, from_day, tick_day, live, state, state_day)
					values ('f', 'r', 1, 'payables', 'k', 'C', 'C', '/A/B/C/', 1, 'x', 'x', '2022-05-01', '2022-05-01', '2022-05-01', 1, 'open', '2022-05-01')`,
				`insert into rollup (enterprise, path, clause, rule, outcome, from_day, count, amount) values ('C', '/A/B/C/', 1, 'r', 1, '2022-05-01', 1, 100)`,
				`insert into ledger_row (id, kind, owner, path, key, content, filing, file, sheet, row_no, from_day, to_day) values (1, 'payables', 'C', '/A/B/C/', 'k', '', 1, '', '', 2, '2022-04-01', '2022-05-01')`,
				`insert into ledger_row (id, kind, owner, path, key, content, filing, file, sheet, row_no, from_day) values (2, 'payables', 'C', '/A/B/C/', 'k', '', 1, '', '', 2, '2022-05-01')`,
			} {
				if _, err := tx.Exec(q); err != nil {
					return err
				}
			}
			return tx.MoveSubtree("/A/B/", "/Z/B/", day)
		})
		if err != nil {
			t.Fatal(err)
		}
		err = db.Read(ctx, store.Root, func(tx *store.Tx) error {
			for query, want := range map[string]string{
				"select path from unit where code = 'C'": "/Z/B/C/", "select path from unit where code = 'A'": "/A/",
				"select path from finding": "/Z/B/C/", "select path from finding_past": "/A/B/C/",
				"select path from rollup where to_day is null and from_day = '2022-06-30'": "/Z/B/C/", "select path from rollup where to_day is not null": "/A/B/C/",
				"select path from ledger_row where to_day is null": "/Z/B/C/", "select path from ledger_row where to_day is not null": "/A/B/C/",
			} {
				var got string
				if _, err := tx.One(query, nil, &got); err != nil || got != want {
					t.Errorf("%s gives %q, want %q; %v", query, got, want, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
