package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"shukun/civil"
	"shukun/store"
	"shukun/store/storetest"
)

// BenchmarkBulk measures rows of 20 columns put in by the store's fast way, and by the plainest code that uses the driver
// itself: one prepared statement in one transaction on SQLite, COPY on PostgreSQL. docs/performance.md says what came out.
func BenchmarkBulk(b *testing.B) {
	const rows = 100_000
	columns := make([]string, 20)
	create := "create table wide (c0 bigint not null primary key, c1 date"
	columns[0], columns[1] = "c0", "c1"
	for i := 2; i < 20; i++ {
		columns[i] = fmt.Sprint("c", i)
		create += fmt.Sprintf(", c%d text", i)
	}
	create += ")"
	day := civil.MustOf(2022, 6, 30)
	values := func(plain bool) iter.Seq[[]any] {
		return func(yield func([]any) bool) {
			row := make([]any, 20)
			for n := range rows {
				row[0], row[1] = int64(n), day
				if plain {
					row[1] = day.String()
				}
				for i := 2; i < 20; i++ {
					row[i] = "内蒙古某某有限公司"
				}
				if !yield(row) {
					return
				}
			}
		}
	}
	for _, kind := range []string{"sqlite", "postgres"} {
		open := func(b *testing.B) *store.DB {
			if kind == "sqlite" {
				return storetest.SQLite(b)
			}
			return storetest.Postgres(b)
		}
		run := func(b *testing.B, insert func(db *store.DB) error) {
			for b.Loop() {
				b.StopTimer()
				db := open(b)
				pool, _ := db.Pools()
				if _, err := pool.Exec(create); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if err := insert(db); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		}
		b.Run(kind+"/ours", func(b *testing.B) {
			run(b, func(db *store.DB) error {
				return db.Write(context.Background(), store.Root, func(tx *store.Tx) error { return tx.Bulk("wide", columns, values(false)) })
			})
		})
		b.Run(kind+"/plain", func(b *testing.B) {
			run(b, func(db *store.DB) error {
				pool, _ := db.Pools()
				if kind == "sqlite" {
					return plainSQLite(pool, columns, values(true))
				}
				return plainPostgres(pool, columns, values(true))
			})
		})
	}
}

func plainSQLite(pool *sql.DB, columns []string, rows iter.Seq[[]any]) error {
	tx, err := pool.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	stmt, err := tx.Prepare("insert into wide (" + strings.Join(columns, ",") + ") values (" + strings.Repeat("?,", len(columns)-1) + "?)")
	if err != nil {
		return err
	}
	for row := range rows {
		if _, err := stmt.Exec(row...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func plainPostgres(pool *sql.DB, columns []string, rows iter.Seq[[]any]) error {
	conn, err := pool.Conn(context.Background())
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(raw any) error {
		next, stop := iter.Pull(rows)
		defer stop()
		_, err := raw.(*stdlib.Conn).Conn().CopyFrom(context.Background(), pgx.Identifier{"wide"}, columns, pgx.CopyFromFunc(func() ([]any, error) {
			row, ok := next()
			if !ok {
				return nil, nil
			}
			return row, nil
		}))
		return err
	})
}
