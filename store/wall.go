package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"slices"
	"strings"
)

// wall is what row-level security lets a transaction of some scope do with one table. Each is a condition in SQL; "true"
// lets everything pass, "" falls back on read.
type wall struct {
	read, add, change string
}

// within is the condition that a row's path lies in the transaction's scope. app.scope is a list of paths with commas
// between; where nobody set it, there are no rows. It is computed once a statement, not once a row.
// Whose scope is all passes by a condition of its own: of the other one the planner thinks that it lets next to nothing pass,
// and sorts what it could read in order.
const within = "((select current_setting('app.scope', true) = '/') or path ^@ any ((select string_to_array(current_setting('app.scope', true), ','))::text[]))"

// shared rows (risk areas, local policies) stand at "/": all read them, nobody below writes them.
const withinOrShared = "path = '/' or " + within

// walls are the tables with data of units. The first wall is app's own: every list is limited to a range of paths. This
// one holds in PostgreSQL when the first was forgotten.
var walls = map[string]wall{
	"ledger_row":       {read: withinOrShared, add: within, change: within},
	"filing":           {read: within},
	"filing_day":       {read: within},
	"filing_file":      {read: "exists (select 1 from filing f where f.seq = filing_file.filing)"},
	"upload":           {read: within},
	"upload_file":      {read: "exists (select 1 from upload u where u.id = upload_file.upload)"},
	"report":           {read: within},
	"report_file":      {read: "exists (select 1 from report r where r.id = report_file.report)"},
	"report_part":      {read: "exists (select 1 from report r where r.id = report_part.report)"},
	"header_memory":    {read: "exists (select 1 from unit where unit.code = header_memory.unit and " + strings.ReplaceAll(within, "path ", "unit.path ") + ")"},
	"finding":          {read: within},
	"finding_past":     {read: within},
	"finding_tick":     {read: "exists (select 1 from finding f where f.id = finding_tick.finding)"},
	"row_text":         {read: within},
	"finding_event":    {read: "exists (select 1 from finding f where f.id = finding_event.finding)"},
	"rollup":           {read: within},
	"rollup_total":     {read: within},
	"payable_state":    {read: within},
	"payable_past":     {read: within},
	"payable_day":      {read: within},
	"payable_total":    {read: within},
	"evaluation_ahead": {read: within},
	// A person's act may give birth to a job for a wider path (evaluation of all that changed): anybody adds, only those
	// in whose scope it lies see it.
	"job": {read: within, add: "true", change: within},
}

// outside are the tables without a wall, each with the reason.
var outside = map[string]string{
	"setting":          "of the instance",
	"schema_hash":      "of the instance",
	"goose_db_version": "of the instance",
	"unit":             "names and the tree are shown to all who are signed in; nothing of a unit's business is in it",
	"unit_move":        "the tree's own history, as public as the tree",
	"person":           "read before anybody is signed in; app shows people only to those who may see them",
	"recovery_code":    "read during sign-in, before there is a scope; hashes only",
	"role_grant":       "read to work out the scope itself",
	"session":          "read before anybody is signed in; hashes only",
	"guess":            "counts guesses before anybody is signed in",
	"invitation":       "read before anybody is signed in; hashes only",
	"proposal":         "about people and the tree, like those; app shows them to those who may decide",
	"saved_view":       "of one person, not of a unit",
	"audit_event":      "every act appends to it, whatever its scope; app shows events by path",
	"audit_detail":     "as audit_event",
	"audit_hash":       "hashes only",
	"audit_head":       "every act queues on it",
	"audit_checkpoint": "hashes only",
	"blob":             "found by the SHA-256 of its content alone; who may read one is decided by the row that names it, behind its wall",
	"job_lane":         "counters",
	"filing_head":      "a counter",
	"filing_staged":    "numbers, days, and the groups that file",
	"filing_duty":      "the regulator's calendar, which all are bound to know",
	"evaluation":       "how far each group has been evaluated: paths, days, hashes",
	"entity":           "a queue of what to evaluate: codes and paths",
}

// wallText is the SQL that puts the walls up. It may run any number of times.
func wallText() string {
	var b strings.Builder
	tables := make([]string, 0, len(walls))
	for table := range walls {
		tables = append(tables, table)
	}
	slices.Sort(tables)
	for _, table := range tables {
		w := walls[table]
		add, change := cmp.Or(w.add, w.read), cmp.Or(w.change, w.read)
		b.WriteString("alter table " + table + " enable row level security;\nalter table " + table + " force row level security;\n")
		for _, p := range [][2]string{
			{"wall_read", "for select using (" + w.read + ")"},
			{"wall_add", "for insert with check (" + add + ")"},
			{"wall_change", "for update using (" + change + ") with check (" + change + ")"},
			{"wall_remove", "for delete using (" + change + ")"},
		} {
			b.WriteString("drop policy if exists " + p[0] + " on " + table + ";\ncreate policy " + p[0] + " on " + table + " " + p[1] + ";\n")
		}
	}
	return b.String() + postgresGuard
}

// guard lets the owner of the tables pass the walls while a backup is put back, table by table: a row may come before the
// one that its wall looks at. It takes hold for others only with the commit, by which all walls stand again.
func (postgres) guard(t *Tx, on bool) error {
	var has int64
	if _, err := t.one("select count(*) from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace", nil, &has); err != nil || has == 0 {
		return err
	}
	mode := "no force"
	if on {
		mode = "force"
	}
	for table := range walls {
		if _, err := t.exec("alter table " + table + " " + mode + " row level security"); err != nil {
			return err
		}
	}
	return nil
}

// raiseWalls puts the walls up, if those that stand are not the ones of this program.
func (postgres) raiseWalls(ctx context.Context, pool *sql.DB) error {
	text := wallText()
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:])
	var stands bool
	if err := pool.QueryRowContext(ctx, "select count(*) > 0 from setting where key = 'walls' and value = $1", hash).Scan(&stands); err != nil || stands {
		return err
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, text); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "insert into setting (key, value) values ('walls', $1) on conflict (key) do update set value = excluded.value", hash); err != nil {
		return err
	}
	return tx.Commit()
}

// health looks at what must hold whoever set the server up.
func (postgres) health(t *Tx, _ bool) (Health, error) {
	h := Health{Settings: map[string]string{}}
	_, err := t.one("select current_setting('server_version'), cast(extract(epoch from clock_timestamp()) * 1000 as bigint), 'B' < 'a', (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)",
		nil, &h.Version, &h.Now, &h.Bytewise, &h.Superuser)
	if err != nil {
		return h, err
	}
	for name, want := range map[string]string{"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "server_encoding": "UTF8"} {
		var got string
		if _, err := t.one("select current_setting($1)", []any{name}, &got); err != nil {
			return h, err
		}
		if got != want && !(name == "synchronous_commit" && (got == "remote_apply" || got == "remote_write")) {
			h.Settings[name] = got
		}
	}
	for table := range walls {
		var stands bool
		if _, err := t.one("select coalesce((select relrowsecurity and relforcerowsecurity from pg_class where oid = to_regclass($1)), false)", []any{table}, &stands); err != nil {
			return h, err
		}
		if !stands {
			h.WallsDown = append(h.WallsDown, table)
		}
	}
	slices.Sort(h.WallsDown)
	return h, nil
}
