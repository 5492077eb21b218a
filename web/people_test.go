package web

import (
	"strings"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
)

func TestAnAdministratorInvitesAndAPersonComesIn(t *testing.T) {
	a, clock, base := testSite(t)
	apptest.Units(t, a, "A", "A/B", "Z")
	admin, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	admin.get("/people").want(t, 200, "group-admin")
	admin.get("/people?q=nobody-here").want(t, 200, "没有找到")
	admin.get("/people/new").want(t, 200, `value="A"`)
	admin.post("/people/new", "name", "李明", "login", "li.ming", "home", "Z", "role", "finance", "unit", "B").want(t, 422, "home-error")
	admin.post("/people/new", "name", "李明", "login", "li.ming", "home", "B", "role", "regulator-head", "unit", "").want(t, 422, "unit-error")
	admin.post("/people/new", "name", "李明", "login", "l", "home", "B").want(t, 422, "login-error")
	admin.post("/people/new", "name", "李明", "login", "li.ming", "home", "B", "role", "finance", "unit", "B", "from", "tomorrow").want(t, 422, "from-error")
	page := admin.post("/people/new", "name", "李明<b>", "login", "li.ming", "home", "b", "role", "finance", "unit", "B").want(t, 200, "/invitation/")
	link := page.between(t, base, "</code>")
	id := page.between(t, `class="button" href="/people/`, `"`)

	guest := browser(t, base, "")
	guest.get(link).want(t, 200, "li.ming")
	guest.post(link, "password", "12345678", "again", "12345678").want(t, 422, "password-error")
	guest.post(link, "password", apptest.Password, "again", "x").want(t, 422, "again-error")
	guest.post(link, "password", apptest.Password, "again", apptest.Password).want(t, 303, "/sign-in/enrol")
	guest.get(link).want(t, 410)

	admin.get("/people/"+id).want(t, 200, "李明&lt;b&gt;", "财务")
	admin.get("/people/"+id+"/edit").want(t, 200)
	admin.post("/people/"+id+"/edit", "name", "").want(t, 422, "name-error")
	admin.post("/people/"+id+"/edit", "name", "李明", "phone", "0471").want(t, 303, "/people/"+id)
	admin.get("/people/"+id+"/roles").want(t, 200)
	admin.post("/people/"+id+"/roles", "role", "", "unit", "A").want(t, 422, "role-error")
	admin.post("/people/"+id+"/roles", "role", "viewer", "unit", "A").want(t, 303)
	grant := admin.get("/people/"+id).want(t, 200, "0471", "查看").between(t, `action="/grants/`, `"`)
	admin.post("/grants/"+strings.TrimSuffix(grant, "/revoke")+"/revoke").want(t, 303)
	admin.get("/people/"+id+"/reset").want(t, 200)
	admin.post("/people/"+id+"/reset").want(t, 200, "/invitation/")
	admin.post("/people/"+id+"/end-sessions").want(t, 303)
	admin.post("/people/"+id+"/disable").want(t, 303)
	admin.get("/people/"+id).want(t, 200, "已停用")
	admin.post("/people/"+id+"/enable").want(t, 303)

	// After ten minutes the second factor is asked for again, and the way leads back.
	clock.Move(11 * time.Minute)
	admin.get("/people/"+id+"/roles").want(t, 303, "/confirm?back=%2Fpeople%2F"+id+"%2Froles")
	admin.post("/people/"+id+"/disable").want(t, 200, `name="kept"`, "不用重填")
	admin.get("/people/"+id).want(t, 200)
	admin.get("/confirm?back=/people/new").want(t, 200, `value="/people/new"`)
	admin.post("/confirm", "code", "123456", "back", "/people/new").want(t, 422, "code-error")

	// Others' people are not there.
	other, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/Z/"})
	for _, path := range []string{"", "/edit", "/reset", "/roles"} {
		foreign, none := other.get("/people/"+id+path).want(t, 404), other.get("/people/nobody"+path).want(t, 404)
		if plain(foreign.body) != strings.ReplaceAll(plain(none.body), "nobody", id) {
			t.Errorf("%s: a person of others is told from nobody", path)
		}
	}
}

func TestTwoPersonsDecideOnTheScreen(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, "A", "A/B", "Z")
	first, _ := as(t, a, base, app.Grant{Role: org.SecurityAdmin, Path: "/"})
	second, _ := as(t, a, base, app.Grant{Role: org.SecurityAdmin, Path: "/"})
	_, who := as(t, a, base, app.Grant{Role: org.Viewer, Path: "/A/"})
	first.get("/proposals").want(t, 200, "没有待批准")
	first.post("/people/"+who.Person+"/roles", "role", "system-admin", "unit", "", "reason", "设立").want(t, 303)
	id := first.get("/proposals").want(t, 200, "撤回", "设立").between(t, `action="/proposals/`, `"`)
	first.post("/proposals/"+id, "decision", "approve").want(t, 422, "提出的人")
	second.get("/people").want(t, 200, "有 1 项待第二人批准")
	second.get("/proposals").want(t, 200, "批准")
	second.post("/proposals/"+id, "decision", "approve").want(t, 303, "/proposals")
	second.get("/people/"+who.Person).want(t, 200, "系统管理员")
	second.post("/proposals/none", "decision", "approve").want(t, 404)
}

func TestOrganisationScreens(t *testing.T) {
	a, _, base := testSite(t)
	empty, _ := as(t, a, base, app.Grant{Role: org.RegulatorOfficer, Path: "/"})
	empty.get("/organisation").want(t, 200, "还没有单位")
	empty.post("/organisation/new", "code", "A", "name", "甲集团").want(t, 303, "/organisation/A")
	empty.post("/organisation/new", "code", "B", "name", "乙公司", "parent", "NONE").want(t, 422, "parent-error")
	empty.post("/organisation/new", "code", "B", "name", "乙公司", "parent", "a", "control", "controlled").want(t, 303)
	empty.post("/organisation/new", "code", "A", "name", "又一个").want(t, 422, "code-error")
	empty.get("/organisation/A/edit").want(t, 200, "甲集团")
	empty.post("/organisation/A/edit", "name", "甲控股", "control", "wholly").want(t, 303)
	empty.get("/organisation/A").want(t, 200, "甲控股", "全资")
	empty.post("/organisation/new", "code", "Z", "name", "丁集团").want(t, 303)
	empty.get("/organisation").want(t, 200, "<details", "乙公司")
	empty.get("/organisation?q=乙").want(t, 200, `href="/organisation/B"`, "/unit?to=B")
	empty.get("/organisation/B/move").want(t, 200)
	empty.get("/organisation/B/move?preview=yes&to=B").want(t, 422, "to-error")
	empty.get("/organisation/B/move?preview=yes&to=NO").want(t, 422, "to-error")
	empty.get("/organisation/B/move?preview=yes&to=Z").want(t, 200, "需要另一人批准")
	empty.post("/organisation/B/move", "to", "Z", "reason", "重组").want(t, 303)
	empty.get("/organisation").want(t, 200, "有 1 项待第二人批准")
	empty.get("/organisation/B/people").want(t, 200, "regulator-officer")

	admin, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	admin.get("/organisation").want(t, 200, "乙公司")
	foreign, none := admin.get("/organisation/Z").want(t, 404), admin.get("/organisation/Q").want(t, 404)
	if plain(foreign.body) != strings.ReplaceAll(plain(none.body), "%2FQ", "%2FZ") {
		t.Error("a unit of others is told from none")
	}
	admin.get("/organisation?q=丁").want(t, 200, "没有找到")
	viewer, _ := as(t, a, base, app.Grant{Role: org.Viewer, Path: "/A/B/"})
	viewer.get("/organisation/B").want(t, 200, "乙公司")
	viewer.get("/organisation/A").want(t, 404)
	viewer.get("/organisation/B/edit").want(t, 404)
	viewer.get("/people").want(t, 404)
}

func TestAccountScreens(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, "A")
	c, _ := as(t, a, base, app.Grant{Role: org.Approver, Path: "/A/"})
	_, colleague := as(t, a, base, app.Grant{Role: org.Viewer, Path: "/A/"})
	c.get("/account").want(t, 200, "审批", "本次登录", "出借角色")
	c.get("/account/password").want(t, 200)
	c.post("/account/password", "old", "wrong wrong", "password", "another long one", "again", "another long one").want(t, 422, "old-error")
	c.post("/account/password", "old", apptest.Password, "password", "another long one", "again", "other").want(t, 422, "again-error")
	c.post("/account/password", "old", apptest.Password, "password", "another long one", "again", "another long one").want(t, 303, "/account")
	grant := c.get("/account/lend").want(t, 200).between(t, `<option value="`, `"`)
	c.post("/account/lend", "grant", grant, "login", "nobody", "until", "2022-07-10").want(t, 422, "login-error")
	c.post("/account/lend", "grant", grant, "login", colleague.Login, "until", "10 July").want(t, 422, "until-error")
	c.post("/account/lend", "grant", grant, "login", colleague.Login, "until", "2022-07-10").want(t, 303, "/account")
	c.get("/account").want(t, 200, "已出借的角色")
	c.post("/account/second/begin").want(t, 303, "/account/second")
	c.get("/account/second").want(t, 200, "data:image/png")
	c.post("/account/second", "code", "1").want(t, 422, "code-error")
	c.post("/account/sessions/end-others").want(t, 303)
	c.post("/account/language", "to", "en").want(t, 303)
	c.get("/account").want(t, 200, "My account")
	c.post("/account/language", "to", "fr").want(t, 404)
}

// plain is a page without what differs from one request to the next: the request's number and the nonce.
func plain(body string) string {
	if _, rest, ok := strings.Cut(body, `nonce="`); ok {
		nonce, _, _ := strings.Cut(rest, `"`)
		body = strings.ReplaceAll(body, nonce, "")
	}
	before, rest, ok := strings.Cut(body, "<code>")
	_, after, ok2 := strings.Cut(rest, "</code>")
	if !ok || !ok2 {
		return body
	}
	return before + after
}
