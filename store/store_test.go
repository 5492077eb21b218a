package store_test

import (
	"testing"

	"shukun/store"
	"shukun/store/storetest"
)

func TestOpen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := db.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal("a second migration must change nothing:", err)
		}
	})
}
