package store

// ofPerson are the events a person did, $1, or that are about them, $2; but not that their traces were erased, whose details
// are those of who did it.
const ofPerson = "(actor = $1 or object = $2 and action <> 'audit.erase')"

// EraseAuditDetails empties the details of the events a person did or that are about them; by is the event that says so.
func (t *Tx) EraseAuditDetails(person string, by int64) (int64, error) {
	return t.exec("update audit_detail set salt = null, plain = null, erased = $3 where erased = 0 and seq < $3 and seq in (select seq from audit_event where "+ofPerson+")", person, "person:"+person, by)
}

// Traces are what the audit log keeps of a person beside the leaves.
type Traces struct {
	Events      int64   // whose details are there
	Erased      int64   // whose details were erased before
	First, Last Instant // of those that are there
}

// TracesOf counts what EraseAuditDetails would erase.
func (t *Tx) TracesOf(person string) (s Traces, err error) {
	_, err = t.one(`select coalesce(sum(case when d.erased = 0 then 1 else 0 end), 0), coalesce(sum(case when d.erased = 0 then 0 else 1 end), 0),
		coalesce(min(case when d.erased = 0 then e.at end), 0), coalesce(max(case when d.erased = 0 then e.at end), 0)
		from audit_event e join audit_detail d on d.seq = e.seq where `+ofPerson, []any{person, "person:" + person}, &s.Events, &s.Erased, &s.First, &s.Last)
	return s, err
}

// ErasedBy counts the events whose details an act has erased.
func (t *Tx) ErasedBy(seq int64) (n int64, err error) {
	_, err = t.one("select count(*) from audit_detail where erased = $1 and seq < $1", []any{seq}, &n)
	return n, err
}
