package web

import (
	"strings"
	"testing"
	"time"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
)

// TestAFormWaitsForTheSecondFactor: what was typed goes on as soon as its sender has proved who they are, once; nobody
// else, no other session and no later hour can send it.
func TestAFormWaitsForTheSecondFactor(t *testing.T) {
	a, clock, base := testSite(t)
	a.Demo = true // the password stands in for a second factor
	apptest.Units(t, a, "A")
	admin, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	other, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	form := func(login string) []string {
		return []string{"name", "李 & 明", "login", login, "home", "A", "role", "finance", "unit", "A"}
	}
	clock.Move(11 * time.Minute)
	asked := admin.post("/people/new", form("li.ming")...).want(t, 200, "再验证一次身份", "不用重填", `name="password"`)
	if strings.Contains(asked.body, "李") {
		t.Error("the form stands open in the page")
	}
	kept := asked.between(t, `name="kept" value="`, `"`)
	admin.get("/people?q=li.ming").want(t, 200, "没有找到")

	wrong := admin.post("/confirm", "kept", kept, "password", "wrong wrong wrong").want(t, 422, "password-error")
	if wrong.between(t, `name="kept" value="`, `"`) != kept {
		t.Error("a wrong password loses the form")
	}
	other.post("/confirm", "kept", kept, "password", apptest.Password).want(t, 409)
	other.post("/confirm", "kept", "none", "password", apptest.Password).want(t, 409)
	admin.post("/confirm", "kept", kept, "password", apptest.Password).want(t, 200, "/invitation/")
	admin.get("/people?q=li.ming").want(t, 200, "李 &amp; 明")
	admin.post("/confirm", "kept", kept, "password", apptest.Password).want(t, 409, "已经办过")

	clock.Move(11 * time.Minute)
	kept = admin.post("/people/new", form("wang.fang")...).want(t, 200).between(t, `name="kept" value="`, `"`)
	clock.Move(11 * time.Minute)
	admin.post("/confirm", "kept", kept, "password", apptest.Password).want(t, 409)
	admin.get("/people?q=wang.fang").want(t, 200, "没有找到")

	// What is wrong with the form is told then, and a form beyond all measure is not kept.
	kept = admin.post("/people/new", form("l")...).want(t, 200).between(t, `name="kept" value="`, `"`)
	admin.post("/confirm", "kept", kept, "password", apptest.Password).want(t, 422, "login-error", "李 &amp; 明")
	clock.Move(11 * time.Minute)
	admin.post("/people/new", append(form("zhao"), "more", strings.Repeat("x", 300_000))...).want(t, 303, "/confirm?back=")
}
