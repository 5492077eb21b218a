package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
)

// inspections count what must not be: rows that contradict each other. Each is 0 in a sound database.
var inspections = map[string]string{
	"rows-without-filing":   "select count(*) from ledger_row r left join filing f on f.seq = r.filing where f.seq is null and " + there,
	"rows-ended-wrongly":    "select count(*) from ledger_row where (to_day is null) <> (ended_by = 0) and ended_by not in (select filing from filing_staged) or to_day < from_day",
	"rows-outside-tree":     "select count(*) from (select distinct path from ledger_row where path <> '/') p left join unit u on u.path = p.path where u.code is null",
	"filings-beyond-head":   "select count(*) from filing where seq > (select last from filing_head where one = 1)",
	"blobs-missing":         "select (select count(*) from upload_file f left join blob b on b.hash = f.blob where f.blob <> '' and b.hash is null) + (select count(*) from filing f left join blob b on b.hash = f.blob where f.blob <> '' and b.hash is null) + (select count(*) from report_part p left join blob b on b.hash = p.blob where b.hash is null)",
	"findings-outside-tree": "select count(*) from (select distinct path from finding where path <> '/') p left join unit u on u.path = p.path where u.code is null",
	"findings-live-wrongly": "select count(*) from finding where (live = 1) <> (state in ('open', 'acknowledged', 'rectifying'))",
	"findings-without-row":  "select count(*) from finding f left join ledger_row r on r.id = f.ledger_row where f.live = 1 and f.ledger_row <> 0 and r.id is null",
	"events-without":        "select count(*) from finding_event e left join finding f on f.id = e.finding where f.id is null",
	"units-misplaced":       "select count(*) from unit u left join unit p on p.code = u.parent where u.path <> case when u.parent = '' then '/' || u.code || '/' else p.path || u.code || '/' end or (u.parent <> '' and p.code is null)",
	"grants-without-person": "select count(*) from role_grant g left join person p on p.id = g.person where p.id is null",
	"audit-gaps":            "select case when (select count(*) from audit_event) = (select size from audit_head where one = 1) and coalesce((select max(seq) + 1 from audit_event), 0) = (select size from audit_head where one = 1) then 0 else 1 end",
	"jobs-dead":             "select count(*) from job where state = 'dead'",
	"sessions-of-nobody":    "select count(*) from session s left join person p on p.id = s.person where p.id is null",
	"powers-joined": `select count(*) from (select person from role_grant where role in ('system-admin', 'security-admin', 'audit-admin') and revoked_at is null
		group by person having count(distinct role) > 1) x`,
}

// Inspect counts what one inspection finds.
func (t *Tx) Inspect(name string) (n int64, err error) {
	_, err = t.one(inspections[name], nil, &n)
	return n, err
}

// LastAudit gives when the last event was written, 0 if there is none.
func (t *Tx) LastAudit() (at Instant, err error) {
	_, err = t.one("select coalesce(max(at), 0) from audit_event", nil, &at)
	return at, err
}

// SpoiledBlobs reads the newest originals and counts those whose content is not what its hash says.
func (t *Tx) SpoiledBlobs(most int) (n int64, err error) {
	err = t.each("select hash, content from blob order by made_at desc, hash limit $1", []any{most}, func(scan func(into ...any) error) error {
		var hash string
		var content []byte
		if err := scan(&hash, &content); err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != hash {
			n++
		}
		return nil
	})
	return n, err
}

// Health is what a database says of itself.
type Health struct {
	Version   string
	Now       Instant           // its own clock; 0: it has none
	Settings  map[string]string // that differ from what we want: name → value found
	Superuser bool              // the account passes row-level security
	WallsDown []string          // tables whose wall does not stand
	Bytewise  bool              // text is compared byte by byte
	Damage    string            // what an integrity check found; "" nothing
}

// Health asks the database how it is. A check of the whole file is made only if deep.
func (db *DB) Health(ctx context.Context, deep bool) (h Health, err error) {
	err = db.Read(Unhurried(ctx), Root, func(tx *Tx) (err error) {
		h, err = tx.dialect.health(tx, deep)
		return err
	})
	return h, err
}
