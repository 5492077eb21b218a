package store

// AuditRow is an event as the database holds it: its own columns, the leaf and the leaf's hash.
type AuditRow struct {
	AuditEvent
	Entry []byte
	Hash  []byte
}

const auditColumns = "seq, at, actor, session, ip, path, action, object, result, entry, hash"

func scanAudit(scan func(...any) error, r *AuditRow) error {
	return scan(&r.Seq, &r.At, &r.Actor, &r.Session, &r.IP, &r.Path, &r.Action, &r.Object, &r.Result, &r.Entry, &r.Hash)
}

// EachAudit calls fn for every event from seq on, in order.
func (t *Tx) EachAudit(seq int64, fn func(AuditRow) error) error {
	return t.each("select "+auditColumns+" from audit_event where seq >= $1 order by seq", []any{seq}, func(scan func(...any) error) error {
		var r AuditRow
		if err := scanAudit(scan, &r); err != nil {
			return err
		}
		return fn(r)
	})
}
