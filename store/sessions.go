package store

// Session is a person signed in at one browser, or on the way to it.
type Session struct {
	ID, Person                            string
	Created, Seen, Expires, Second, Ended Instant
	Stage                                 string // "second", "enrol": on the way; "" signed in
	Pending                               []byte // TOTP secret shown while enrolling, sealed
	IP, Agent                             string
}

const sessionColumns = "id, person, created_at, seen_at, expires_at, second_at, stage, pending, ip, agent, coalesce(ended_at, 0)"

func scanSession(scan func(...any) error, s *Session) error {
	return scan(&s.ID, &s.Person, &s.Created, &s.Seen, &s.Expires, &s.Second, &s.Stage, &s.Pending, &s.IP, &s.Agent, &s.Ended)
}

// Session finds a session by the hash of its token.
func (t *Tx) Session(hash string) (s Session, found bool, err error) {
	all, err := collect(t, "select "+sessionColumns+" from session where token = $1", []any{hash}, scanSession)
	if len(all) == 0 {
		return s, false, err
	}
	return all[0], true, err
}

// AddSession adds a session under the hash of its token.
func (t *Tx) AddSession(hash string, s Session) error {
	_, err := t.exec(`insert into session (token, id, person, created_at, seen_at, expires_at, second_at, stage, pending, ip, agent)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		hash, s.ID, s.Person, s.Created, s.Seen, s.Expires, s.Second, s.Stage, s.Pending, s.IP, s.Agent)
	return err
}

// TouchSession notes when a session was last used.
func (t *Tx) TouchSession(id string, at Instant) error {
	_, err := t.exec("update session set seen_at = $2 where id = $1 and seen_at < $2", id, at)
	return err
}

// SetSecond notes when the second factor was last given in a session.
func (t *Tx) SetSecond(id string, at Instant) error {
	_, err := t.exec("update session set second_at = $2 where id = $1", id, at)
	return err
}

// MoveSecond is SetSecond if it was last given at an instant; first is false if it has been given since.
func (t *Tx) MoveSecond(id string, was, at Instant) (first bool, err error) {
	n, err := t.exec("update session set second_at = $3 where id = $1 and second_at = $2", id, was, at)
	return n == 1, err
}

// SetPending keeps the sealed secret a session is enrolling.
func (t *Tx) SetPending(id string, sealed []byte) error {
	_, err := t.exec("update session set pending = $2 where id = $1", id, sealed)
	return err
}

// EndSession ends a session of a person.
func (t *Tx) EndSession(id, person string, at Instant) error {
	_, err := t.exec("update session set ended_at = $3 where id = $1 and person = $2 and ended_at is null", id, person, at)
	return err
}

// EndSessions ends all sessions of a person but one, and tells how many.
func (t *Tx) EndSessions(person, but string, at Instant) (int64, error) {
	return t.exec("update session set ended_at = $3 where person = $1 and id <> $2 and ended_at is null", person, but, at)
}

// SessionsOf lists the sessions of a person that are neither ended nor expired nor idle, the latest first.
func (t *Tx) SessionsOf(person string, now, idleSince Instant) ([]Session, error) {
	return collect(t, "select "+sessionColumns+` from session where person = $1 and ended_at is null and expires_at > $2 and seen_at > $3 and stage = ''
		order by seen_at desc, id desc`, []any{person, now, idleSince}, scanSession)
}

// DropSessions deletes sessions that expired before an instant.
func (t *Tx) DropSessions(before Instant) error {
	_, err := t.exec("delete from session where expires_at < $1", before)
	return err
}

// Guess is how often a key was guessed wrong, and when the next guess is allowed.
type Guess struct {
	Fails      int64
	Last, Next Instant
}

// SetGuess keeps the guesses at a key.
func (t *Tx) SetGuess(key string, g Guess) error {
	_, err := t.exec("update guess set fails = $2, last_at = $3, next_at = $4 where key = $1", key, g.Fails, g.Last, g.Next)
	return err
}

// UncountGuess takes one guess back: it was right.
func (t *Tx) UncountGuess(key string) error {
	_, err := t.exec("update guess set fails = fails - 1, next_at = 0 where key = $1 and fails > 0", key)
	return err
}

// AddGuess counts one more guess at a key, whoever else counts at the same time; what was last guessed before an
// instant is forgotten. It gives the count, and the instant set as the next allowed before this one.
func (t *Tx) AddGuess(key string, at, forget Instant) (g Guess, err error) {
	g.Last = at
	_, err = t.one(`insert into guess (key, fails, last_at, next_at) values ($1, 1, $2, 0)
		on conflict (key) do update set fails = case when guess.last_at < $3 then 1 else guess.fails + 1 end, last_at = excluded.last_at
		returning fails, next_at`, []any{key, at, forget}, &g.Fails, &g.Next)
	return g, err
}

// DropGuess forgets the guesses at a key.
func (t *Tx) DropGuess(key string) error {
	_, err := t.exec("delete from guess where key = $1", key)
	return err
}

// DropGuesses forgets guesses last made before an instant.
func (t *Tx) DropGuesses(before Instant) error {
	_, err := t.exec("delete from guess where last_at < $1", before)
	return err
}

// Invitation is a one-use link: the first administrator's, an invitation, or a new password.
type Invitation struct {
	Purpose, Person, MadeBy string
	Made, Expires, Used     Instant
}

// AddInvitation adds a one-use link under the hash of its token.
func (t *Tx) AddInvitation(hash string, i Invitation) error {
	_, err := t.exec("insert into invitation (hash, purpose, person, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
		hash, i.Purpose, i.Person, i.MadeBy, i.Made, i.Expires)
	return err
}

// Invitation finds a one-use link by the hash of its token.
func (t *Tx) Invitation(hash string) (i Invitation, found bool, err error) {
	found, err = t.one("select purpose, person, made_by, made_at, expires_at, coalesce(used_at, 0) from invitation where hash = $1", []any{hash},
		&i.Purpose, &i.Person, &i.MadeBy, &i.Made, &i.Expires, &i.Used)
	return i, found, err
}

// UseInvitation uses a one-use link up; false if it was used or is over.
func (t *Tx) UseInvitation(hash string, at Instant) (bool, error) {
	n, err := t.exec("update invitation set used_at = $2 where hash = $1 and used_at is null and expires_at > $2", hash, at)
	return n == 1, err
}

// VoidInvitations uses up all open links of a purpose for a person.
func (t *Tx) VoidInvitations(purpose, person string, at Instant) error {
	_, err := t.exec("update invitation set used_at = $3 where purpose = $1 and person = $2 and used_at is null", purpose, person, at)
	return err
}
