package store

import (
	"shukun/civil"
	"shukun/lang"
	"shukun/org"
)

// Person is somebody who can sign in.
type Person struct {
	ID       string
	Login    string
	Name     string
	Phone    string
	Email    string
	Password string // argon2id, PHC string
	Lang     lang.Lang
	Disabled Instant
}

const personColumns = "id, login, name, phone, email, password, lang, coalesce(disabled_at, 0)"

func scanPerson(scan func(...any) error, p *Person) error {
	var l string
	err := scan(&p.ID, &p.Login, &p.Name, &p.Phone, &p.Email, &p.Password, &l, &p.Disabled)
	p.Lang, _ = lang.Parse(l)
	return err
}

// Person finds a person by id.
func (t *Tx) Person(id string) (p Person, found bool, err error) {
	all, err := collect(t, "select "+personColumns+" from person where id = $1", []any{id}, scanPerson)
	if len(all) == 0 {
		return p, false, err
	}
	return all[0], true, err
}

// RoleGrant is a role a person holds over a subtree.
type RoleGrant struct {
	ID, Person  string
	Role        org.Role
	Path        string
	From, Until civil.Date
}

// GrantsOf lists the roles a person holds on a day.
func (t *Tx) GrantsOf(person string, day civil.Date) ([]RoleGrant, error) {
	return collect(t, `select id, person, role, path, from_day, until_day from role_grant
		where person = $1 and from_day <= $2 and (until_day is null or until_day >= $2) and revoked_at is null order by path, role`,
		[]any{person, day}, func(scan func(...any) error, g *RoleGrant) error {
			return scan(&g.ID, &g.Person, &g.Role, &g.Path, &g.From, &g.Until)
		})
}

// Session is a person signed in at one browser.
type Session struct {
	ID, Person                            string
	Created, Seen, Expires, Second, Ended Instant
	IP, Agent                             string
}

// Session finds a session by the hash of its token.
func (t *Tx) Session(hash string) (s Session, found bool, err error) {
	found, err = t.one(`select id, person, created_at, seen_at, expires_at, second_at, ip, agent, coalesce(ended_at, 0) from session where token = $1`,
		[]any{hash}, &s.ID, &s.Person, &s.Created, &s.Seen, &s.Expires, &s.Second, &s.IP, &s.Agent, &s.Ended)
	return s, found, err
}

// EndSession ends a session of a person.
func (t *Tx) EndSession(id, person string, at Instant) error {
	_, err := t.exec("update session set ended_at = $3 where id = $1 and person = $2 and ended_at is null", id, person, at)
	return err
}
