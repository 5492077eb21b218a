package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// TestIdentityScreens looks at signing in, people, roles, the organisation and one's account, at a desk in
// Chinese and on a phone in English: axe and the console have no complaint, nothing scrolls sideways.
func TestIdentityScreens(t *testing.T) {
	s := start(t)
	s.app.Key = make([]byte, 32)
	for i, u := range [][3]string{{"91150000TESTA00001", "（虚构）草原能源化工与新材料产业投资发展集团股份有限公司", ""}, {"91150000TESTB00002", "（虚构）草原供电", "91150000TESTA00001"}, {"91150000TESTZ00009", "（虚构）戈壁铁路", ""}} {
		path := "/" + u[0] + "/"
		if u[2] != "" {
			path = "/" + u[2] + path
		}
		s.sql(t, "insert into unit (code, name, parent, path, since, control, size) values ($1, $2, $3, $4, '2020-01-01', 'wholly', 'large')", u[0], u[1], u[2], path)
		s.sql(t, "update setting set value = $1 where key = 'tree-version'", i+1)
	}
	s.signIn(t, "sec", "security-admin", "/")
	s.signIn(t, "sec2", "security-admin", "/")
	s.signIn(t, "officer", "regulator-officer", "/")
	s.signIn(t, "approver", "approver", "/91150000TESTA00001/")
	s.sql(t, "update session set second_at = $1", s.app.Now().UnixMilli())
	s.sql(t, `insert into proposal (id, kind, path, object, content, reason, made_by, made_at, expires_at) values ('p', 'grant', '/', 'person:approver', '{"role":"regulator-auditor","path":"/","From":"2022-07-01"}', '设立', 'sec', 1, 4000000000000)`)
	screens := map[string][]string{
		"":     {"/sign-in"},
		"sec2": {"/people", "/people?q=nobody", "/people/new", "/people/approver", "/people/approver/edit", "/people/approver/reset", "/people/approver/roles", "/proposals", "/account", "/account/password"},
		"officer": {"/organisation", "/organisation?q=草原", "/organisation?q=none", "/organisation/new", "/organisation/91150000TESTB00002", "/organisation/91150000TESTB00002/edit",
			"/organisation/91150000TESTB00002/move", "/organisation/91150000TESTB00002/move?preview=yes&to=91150000TESTZ00009", "/organisation/91150000TESTB00002/people"},
		"approver": {"/account", "/account/lend", "/confirm?back=/account", "/organisation", "/proposals"},
	}
	for who, paths := range screens {
		for _, v := range []view{desk, desk.in("en").phone()} {
			b := s.tab(t, v.as(who))
			for _, p := range paths {
				b.open(p)
				b.keep("identity" + strings.NewReplacer("/", "-", "?", "-", "&", "-").Replace(p) + "-" + v.String())
				b.good(p + " " + v.String())
			}
		}
	}
}

// TestSigningInByKeyboard goes from the first administrator's link to the workbench with the keyboard alone.
func TestSigningInByKeyboard(t *testing.T) {
	s := start(t)
	s.app.Demo, s.app.Key = false, make([]byte, 32)
	token, err := s.app.Bootstrap(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := s.tab(t, desk)
	b.open("/bootstrap/" + token)
	b.good("/bootstrap")
	const password = "correct horse battery staple"
	b.focus("name")
	for i, word := range []string{"First Person", "first", password, password} {
		if i > 0 {
			b.keys("\t")
		}
		b.keys(word)
	}
	b.press("\r")
	secret := b.text("main code")
	b.good("/sign-in/enrol")
	code, err := totp.GenerateCode(secret, time.UnixMilli(s.app.Now().UnixMilli()))
	if err != nil {
		t.Fatal(err)
	}
	b.focus("code")
	b.keys(code)
	b.press("\r")
	b.good("recovery codes")
	if n := eval[int](b, `document.querySelectorAll("main li code").length`); n != 10 {
		t.Fatalf("%d recovery codes", n)
	}
	b.click("main a.button")
	if !strings.Contains(b.text("header"), "First Person") {
		t.Fatal(b.text("body"))
	}
	b.open("/account")
	b.good("/account")
}

// focus puts the keyboard into a field.
func (b *tab) focus(id string) {
	b.t.Helper()
	eval[bool](b, `document.getElementById("`+id+`").focus(), true`)
}
