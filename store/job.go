package store

// Job is a piece of work born in the same transaction as its cause.
type Job struct {
	ID      string
	Kind    string // import, evaluate, report, mail
	Unique  string // one job a key among those not ended; "" its id
	Path    string // whose it is
	Person  string // who waits for it; "" nobody
	Payload string // JSON
	RunAt   Instant
	MadeAt  Instant
}

// Enqueue adds a job in the transaction of its cause. If one with the same unique key waits already, that one stands;
// added tells which.
func (t *Tx) Enqueue(j Job) (added bool, err error) {
	if j.Unique == "" {
		j.Unique = j.ID
	}
	n, err := t.exec(`insert into job (id, kind, unique_key, path, person, payload, state, run_at, made_at)
		values ($1, $2, $3, $4, $5, $6, 'ready', $7, $8) on conflict do nothing`,
		j.ID, j.Kind, j.Unique, j.Path, j.Person, j.Payload, j.RunAt, j.MadeAt)
	return n == 1, err
}
