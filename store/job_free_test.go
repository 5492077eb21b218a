package store_test

import (
	"testing"

	"shukun/store"
	"shukun/store/storetest"
)

// TestFreeJobs: what a killed process was at runs again at once, unless its twin waits already or it was tried often.
func TestFreeJobs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		job := "insert into job (id, kind, unique_key, lane, path, payload, state, run_at, lease_until, fence, attempts, made_at) values "
		write(t, db, job+"('a', 'x', 'a', '', '/', '', 'running', 1, 99, 3, 1, 1)", job+"('b', 'x', 'b', '', '/', '', 'running', 1, 99, 3, 1, 1)",
			job+"('c', 'x', 'b', '', '/', '', 'ready', 1, 0, 0, 0, 1)", job+"('d', 'x', 'd', '', '/', '', 'running', 1, 99, 3, 10, 1)", job+"('e', 'x', 'e', '', '/', '', 'done', 1, 0, 3, 1, 1)")
		err := db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			n, err := tx.FreeJobs(50, 10)
			if n != 2 {
				t.Errorf("%d jobs freed, want 2", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]string{"a": "state = 'ready' and run_at = 50 and fence = 4", "b": "state = 'cancelled' and ended_at = 50", "c": "state = 'ready' and run_at = 1",
			"d": "state = 'running' and lease_until = 99", "e": "state = 'done'"} {
			if count(t, db, store.Root, "job where id = '"+id+"' and "+want) != 1 {
				t.Errorf("job %s is not %s", id, want)
			}
		}
	})
}
