package store

import (
	"database/sql"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/org"
)

// Person is somebody who can sign in.
type Person struct {
	ID        string
	Login     string // folded
	Name      string
	Phone     string
	Email     string
	Password  string // argon2id, PHC string; "" none yet
	TOTP      []byte // secret, sealed; nil: not enrolled
	TOTPStep  int64  // last step used
	Subject   string // OIDC issuer + " " + subject
	Lang      lang.Lang
	Home      string // path of the unit they work at; "/" the regulator
	Disabled  Instant
	Created   Instant
	CreatedBy string
}

const personColumns = "id, login, name, phone, email, password, totp, totp_step, subject, lang, home, coalesce(disabled_at, 0), created_at, created_by"

func scanPerson(scan func(...any) error, p *Person) error {
	var l string
	err := scan(&p.ID, &p.Login, &p.Name, &p.Phone, &p.Email, &p.Password, &p.TOTP, &p.TOTPStep, &p.Subject, &l, &p.Home, &p.Disabled, &p.Created, &p.CreatedBy)
	p.Lang, _ = lang.Parse(l)
	return err
}

func (t *Tx) personBy(where string, value any) (p Person, found bool, err error) {
	all, err := collect(t, "select "+personColumns+" from person where "+where, []any{value}, scanPerson)
	if len(all) == 0 {
		return p, false, err
	}
	return all[0], true, err
}

// Person finds a person by id.
func (t *Tx) Person(id string) (p Person, found bool, err error) { return t.personBy("id = $1", id) }

// PersonByLogin finds a person by login, folded.
func (t *Tx) PersonByLogin(login string) (p Person, found bool, err error) {
	return t.personBy("login = $1", login)
}

// PersonBySubject finds a person by OIDC issuer and subject.
func (t *Tx) PersonBySubject(subject string) (p Person, found bool, err error) {
	return t.personBy("subject = $1 and subject <> ''", subject)
}

// AddPerson adds a person.
func (t *Tx) AddPerson(p Person) error {
	_, err := t.exec(`insert into person (id, login, name, phone, email, password, totp, totp_step, subject, lang, home, created_at, created_by)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		p.ID, p.Login, p.Name, p.Phone, p.Email, p.Password, p.TOTP, p.TOTPStep, p.Subject, p.Lang.String(), p.Home, p.Created, p.CreatedBy)
	return err
}

// SavePerson replaces what is known of a person but their login and second factor.
func (t *Tx) SavePerson(p Person) error {
	_, err := t.exec(`update person set name = $2, phone = $3, email = $4, password = $5, subject = $6, lang = $7, home = $8, disabled_at = $9 where id = $1`,
		p.ID, p.Name, p.Phone, p.Email, p.Password, p.Subject, p.Lang.String(), p.Home, sql.NullInt64{Int64: int64(p.Disabled), Valid: p.Disabled != 0})
	return err
}

// SetTOTP keeps a person's sealed secret, nil for none, with the step already used.
func (t *Tx) SetTOTP(person string, sealed []byte, step int64) error {
	_, err := t.exec("update person set totp = $2, totp_step = $3 where id = $1", person, sealed, step)
	return err
}

// UseTOTPStep marks a time step as used; false if it, or a later one, was used before.
func (t *Tx) UseTOTPStep(person string, step int64) (bool, error) {
	n, err := t.exec("update person set totp_step = $2 where id = $1 and totp_step < $2", person, step)
	return n == 1, err
}

// SetRecoveryCodes replaces a person's recovery codes by their hashes.
func (t *Tx) SetRecoveryCodes(person string, hashes []string) error {
	if _, err := t.exec("delete from recovery_code where person = $1", person); err != nil {
		return err
	}
	for _, h := range hashes {
		if _, err := t.exec("insert into recovery_code (person, hash) values ($1, $2)", person, h); err != nil {
			return err
		}
	}
	return nil
}

// UseRecoveryCode uses a recovery code up; false if there is none such unused.
func (t *Tx) UseRecoveryCode(person, hash string, at Instant) (bool, error) {
	n, err := t.exec("update recovery_code set used_at = $3 where person = $1 and hash = $2 and used_at is null", person, hash, at)
	return n == 1, err
}

// RecoveryCodesLeft counts a person's unused recovery codes.
func (t *Tx) RecoveryCodesLeft(person string) (n int, err error) {
	_, err = t.one("select count(*) from recovery_code where person = $1 and used_at is null", []any{person}, &n)
	return n, err
}

// PeopleBelow lists up to limit people, by login, who work at or below the path or hold a role in force or to come
// there, whose login or name contains the text, and whose login comes after the one given.
func (t *Tx) PeopleBelow(path, text string, day civil.Date, after string, limit int) ([]Person, error) {
	from, end := Below(path)
	return collect(t, "select "+personColumns+` from person p where login > $5
		and (home >= $1 and home < $2 or exists (select 1 from role_grant g where g.person = p.id and g.path >= $1 and g.path < $2
			and g.revoked_at is null and (g.until_day is null or g.until_day >= $3)))
		and (lower(login) like $4 escape '!' or lower(name) like $4 escape '!') order by login limit $6`,
		[]any{from, end, day, containing(text), after, limit}, scanPerson)
}

// containing makes the pattern of LIKE … ESCAPE '!' for lower-cased text that holds the words anywhere.
func containing(text string) string {
	return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(strings.ToLower(text)) + "%"
}

// RoleGrant is a role a person holds over a subtree.
type RoleGrant struct {
	ID, Person           string
	Role                 org.Role
	Path                 string
	From, Until          civil.Date
	DelegatedBy          string // person who lent it; "" granted
	GrantedBy, RevokedBy string
	Granted, Revoked     Instant
}

const grantColumns = "id, person, role, path, from_day, until_day, delegated_by, granted_by, granted_at, revoked_by, coalesce(revoked_at, 0)"

func scanGrant(scan func(...any) error, g *RoleGrant) error {
	return scan(&g.ID, &g.Person, &g.Role, &g.Path, &g.From, &g.Until, &g.DelegatedBy, &g.GrantedBy, &g.Granted, &g.RevokedBy, &g.Revoked)
}

// GrantsOf lists the roles a person holds on a day.
func (t *Tx) GrantsOf(person string, day civil.Date) ([]RoleGrant, error) {
	return collect(t, "select "+grantColumns+` from role_grant
		where person = $1 and from_day <= $2 and (until_day is null or until_day >= $2) and revoked_at is null order by path, role`,
		[]any{person, day}, scanGrant)
}

// AllGrantsOf lists every role a person has held, holds or will hold, the newest first.
func (t *Tx) AllGrantsOf(person string) ([]RoleGrant, error) {
	return collect(t, "select "+grantColumns+" from role_grant where person = $1 order by granted_at desc, id desc", []any{person}, scanGrant)
}

// LiveGrantsOf lists the roles a person holds on a day or will hold later.
func (t *Tx) LiveGrantsOf(person string, day civil.Date) ([]RoleGrant, error) {
	return collect(t, "select "+grantColumns+` from role_grant
		where person = $1 and (until_day is null or until_day >= $2) and revoked_at is null order by path, role`, []any{person, day}, scanGrant)
}

// Grant finds a grant by id.
func (t *Tx) Grant(id string) (g RoleGrant, found bool, err error) {
	all, err := collect(t, "select "+grantColumns+" from role_grant where id = $1", []any{id}, scanGrant)
	if len(all) == 0 {
		return g, false, err
	}
	return all[0], true, err
}

// AddGrant adds a grant.
func (t *Tx) AddGrant(g RoleGrant) error {
	_, err := t.exec(`insert into role_grant (id, person, role, path, from_day, until_day, delegated_by, granted_by, granted_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, g.ID, g.Person, g.Role, g.Path, g.From, g.Until, g.DelegatedBy, g.GrantedBy, g.Granted)
	return err
}

// RevokeGrant ends a grant; nothing happens to one that is revoked.
func (t *Tx) RevokeGrant(id, by string, at Instant) error {
	_, err := t.exec("update role_grant set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null", id, by, at)
	return err
}

// LentBy lists the grants a person has lent that are in force on a day or later.
func (t *Tx) LentBy(person string, day civil.Date) ([]RoleGrant, error) {
	return collect(t, "select "+grantColumns+` from role_grant
		where delegated_by = $1 and (until_day is null or until_day >= $2) and revoked_at is null order by from_day, id`, []any{person, day}, scanGrant)
}

// HoldersAround lists the grants in force on a day that reach a path: over it, or over a unit above it.
func (t *Tx) HoldersAround(path string, day civil.Date) ([]RoleGrant, error) {
	return collect(t, "select "+grantColumns+` from role_grant where substr($1, 1, length(path)) = path
		and from_day <= $2 and (until_day is null or until_day >= $2) and revoked_at is null order by path, role, person`, []any{path, day}, scanGrant)
}

// EverHeld counts the people who have ever held one of two roles: whether the instance is past its founding.
func (t *Tx) EverHeld(a, b org.Role) (n int, err error) {
	_, err = t.one("select count(distinct person) from role_grant where role = $1 or role = $2", []any{a, b}, &n)
	return n, err
}

// CountHolders counts the people not disabled who hold a role on a day.
func (t *Tx) CountHolders(role org.Role, day civil.Date) (n int, err error) {
	_, err = t.one(`select count(distinct g.person) from role_grant g join person p on p.id = g.person where g.role = $1 and p.disabled_at is null
		and g.from_day <= $2 and (g.until_day is null or g.until_day >= $2) and g.revoked_at is null`, []any{role, day}, &n)
	return n, err
}
