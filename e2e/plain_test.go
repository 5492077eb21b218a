package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"shukun/app"
	"shukun/ledger"
	"shukun/org"
	"shukun/store"
)

// ownSample is a site with the sample of its own, for journeys that change it: a copy of the demonstration's, which takes
// a moment where filing and evaluating it again takes seconds.
func ownSample(t *testing.T) (s *site, group string) {
	t.Helper()
	s = copied(t, demo(t))
	err := s.app.Store.Read(context.Background(), store.Root, func(tx *store.Tx) error {
		p, err := tx.GrantsOf("finance", s.app.Day())
		if err == nil && len(p) > 0 {
			group = p[0].Path
		}
		return err
	})
	if err != nil || group == "" {
		t.Fatal("the sample has no group with a finance clerk", err)
	}
	return s, group
}

// fill writes into fields by their ids: id, value, id, value …
func (b *tab) fill(fields ...string) {
	b.t.Helper()
	for i := 0; i+1 < len(fields); i += 2 {
		id, _ := json.Marshal(fields[i])
		value, _ := json.Marshal(fields[i+1])
		if !eval[bool](b, fmt.Sprintf(`(e => { if (!e) return false; e.value = %s; return e.value !== "" || %s === "" })(document.getElementById(%s))`, value, value, id)) {
			b.t.Fatalf("%s cannot be filled in with %q on %s", fields[i], fields[i+1], eval[string](b, "location.pathname"))
		}
	}
}

// path is the address the tab shows, with its query.
func (b *tab) path() string { return eval[string](b, "location.pathname + location.search") }

// enter signs somebody in by the form.
func (b *tab) enter(login, password string) {
	b.t.Helper()
	b.open("/sign-in")
	b.fill("login", login, "password", password)
	b.click("main form button")
}

// TestFindingsWithoutScript filters the list, keeps the filter under a name, opens and removes it, without a script.
func TestFindingsWithoutScript(t *testing.T) {
	s, _ := ownSample(t)
	b := s.tab(t, desk.as("finance").withoutScript())
	b.open("/findings")
	if eval[bool](b, "typeof htmx !== 'undefined'") {
		t.Fatal("a script ran")
	}
	before := eval[int](b, `document.querySelectorAll("table[data-rows=findings] tbody tr").length`)
	b.fill("rule", "01.overdue", "from", "1万")
	b.click("form.filters button")
	after := eval[int](b, `document.querySelectorAll("table[data-rows=findings] tbody tr").length`)
	if !strings.Contains(b.path(), "rule=01.overdue") || after == 0 || after >= before || eval[int](b, `document.querySelectorAll(".chips a").length`) != 2 {
		t.Errorf("%s: %d rows of %d, chips %q", b.path(), after, before, b.text(".chips"))
	}
	b.fill("view-name", "一万以上逾期")
	b.click("section[aria-labelledby=views] form.affix button")
	b.open("/findings")
	b.click("section[aria-labelledby=views] li > a")
	if n := eval[int](b, `document.querySelectorAll("table[data-rows=findings] tbody tr").length`); n != after {
		t.Errorf("the view shows %d rows, the filter %d", n, after)
	}
	b.click(".chips a") // one filter off
	if n := eval[int](b, `document.querySelectorAll(".chips a").length`); n != 1 {
		t.Errorf("%d filters are left of two", n)
	}
	b.click("section[aria-labelledby=views] li form button")
	if n := eval[int](b, `document.querySelectorAll("section[aria-labelledby=views] li").length`); n != 0 {
		t.Errorf("%d views are left", n)
	}
}

// TestExceptionWithoutScript: one person proposes, cannot decide alone, and another decides.
func TestExceptionWithoutScript(t *testing.T) {
	s, _ := ownSample(t)
	clerk, approver := s.tab(t, desk.as("finance").withoutScript()), s.tab(t, desk.as("approver").withoutScript())
	clerk.open("/findings?rule=01.overdue")
	clerk.click("table[data-rows=findings] tbody th a")
	page := clerk.path()
	eval[bool](clerk, `document.querySelector("details:has(form[action$='/propose'])").open = true`)
	clerk.click("form[action$='/propose'] button") // without a reason
	if clerk.text(".error, [role=alert]") == "" {
		t.Error("a proposal without a reason is not refused")
	}
	clerk.fill("propose-note", "对方账户已注销，款项提存（虚构）")
	clerk.click("form[action$='/propose'] button")
	if eval[bool](clerk, `!!document.querySelector("form[action$='/decide']")`) {
		t.Error("who proposed may decide")
	}
	if !strings.Contains(clerk.text("section[aria-labelledby=history]"), "款项提存") {
		t.Fatalf("nothing is proposed at %s: %s", clerk.path(), clerk.text("main"))
	}
	s.sql(t, "update session set second_at = $1 where person = 'approver'", s.app.Now().UnixMilli()) // deciding asks for it; TestPeopleWithoutScript gives it by hand
	approver.open(page)
	approver.fill("decide-note", "材料齐全，同意（虚构）")
	approver.click("form[action$='/decide'] button[value=approve]")
	clerk.open(page)
	if history := clerk.text("section[aria-labelledby=history]"); !strings.Contains(history, "材料齐全") {
		t.Errorf("the decision is not in the history: %s", history)
	}
	var states []string
	err := s.app.Store.Read(context.Background(), store.Root, func(tx *store.Tx) error {
		f, _, err := tx.Finding(strings.TrimPrefix(strings.SplitN(page, "?", 2)[0], "/findings/"))
		states = append(states, f.State)
		return err
	})
	if err != nil || states[0] != store.FindingExcepted {
		t.Errorf("the finding is %v: %v", states, err)
	}
}

// TestPeopleWithoutScript invites somebody after confirming who one is, lets them in, and gives and takes a role.
func TestPeopleWithoutScript(t *testing.T) {
	s, group := ownSample(t)
	const password = "correct horse 电池 staple"
	if err := s.app.DemoPerson(context.Background(), "boss", "鲍管理（虚构）", password, app.Grant{Role: org.GroupAdmin, Path: group}); err != nil {
		t.Fatal(err)
	}
	b := s.tab(t, desk.withoutScript())
	b.enter("boss", password)
	b.open("/people")
	b.click("main a[href='/people/new']")
	if !strings.HasPrefix(b.path(), "/confirm") {
		t.Fatalf("nobody is asked who they are before %s", b.path())
	}
	b.fill("password", "not this one at all")
	b.click("main form button")
	if b.text(".error, [role=alert]") == "" {
		t.Error("a wrong password confirms")
	}
	b.fill("password", password)
	b.click("main form button")
	if !strings.HasPrefix(b.path(), "/people/new") {
		t.Fatalf("after confirming one is at %s", b.path())
	}
	b.fill("name", "新同事（虚构）", "login", "newcomer", "home", strings.Trim(group, "/"), "role", string(org.Viewer), "unit", strings.Trim(group, "/"))
	b.click("main form button")
	link := b.text("main code")
	if _, after, found := strings.Cut(link, "/invitation/"); found {
		link = "/invitation/" + after
	} else {
		t.Fatalf("no link at %s: %s", b.path(), b.text("main"))
	}
	guest := s.tab(t, desk.withoutScript())
	guest.open(link)
	guest.fill("password", password+" 二", "again", password+" 二")
	guest.click("main form button")
	if who := guest.text("header"); !strings.Contains(who, "新同事") {
		t.Errorf("the guest is not in: %s %s", guest.path(), guest.text("main"))
	}
	if guest.open("/people") != 404 {
		t.Error("a viewer sees people")
	}
	b.open("/people?q=newcomer")
	b.click("table[data-rows=people] tbody th a")
	person := b.path()
	b.click("main a[href$='/roles']")
	b.fill("role", string(org.Legal), "unit", strings.Trim(group, "/"))
	b.click("main form button")
	b.open(person)
	if n := eval[int](b, `document.querySelectorAll("table tbody tr form[action$='/revoke']").length`); n != 2 {
		t.Fatalf("%d roles can be taken back, want 2: %s", n, b.text("main"))
	}
	b.click("table tbody tr form[action$='/revoke'] button")
	if n := eval[int](b, `document.querySelectorAll("table tbody tr form[action$='/revoke']").length`); n != 1 {
		t.Errorf("%d roles are left", n)
	}
}

// TestLeasesWithoutScript goes from the batches to how one lease was worked out.
func TestLeasesWithoutScript(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("leasing").withoutScript())
	b.open("/leases")
	all := eval[int](b, `document.querySelectorAll("table[data-rows=leases] tbody tr").length`)
	b.click(".tabs a[href*='batch=general']")
	some := eval[int](b, `document.querySelectorAll("table[data-rows=leases] tbody tr").length`)
	if some == 0 || some >= all {
		t.Errorf("%d leases of the batch, %d in all", some, all)
	}
	b.fill("state", "late")
	b.click("form.filters button")
	if p := b.path(); !strings.Contains(p, "batch=general") || !strings.Contains(p, "state=late") {
		t.Errorf("the filter forgets the batch: %s", p)
	}
	b.click("table[data-rows=leases] tbody th a")
	if n := eval[int](b, `document.querySelectorAll(".formula li").length`); n < 2 {
		t.Errorf("%s: %d steps", b.path(), n)
	}
}

// TestNarrowAndLarge: at 320 px, and with text twice as large, no page scrolls sideways.
func TestNarrowAndLarge(t *testing.T) {
	s := demo(t)
	paths := map[string][]string{"head": {"/dashboard", "/findings", "/clauses", "/clauses/1", "/organisation", "/people", "/filings", "/calendar"}, "finance": {"/", "/payables", "/filings/new", "/account"},
		"leasing": {"/leases"}, "group": {"/jobs"}, "audit": {"/audit"}, "sme": {"/mine"}, "": {"/sign-in"}}
	for who, list := range paths {
		small, large := desk.as(who), desk.as(who)
		small.width, small.height = 320, 640
		a, b := s.tab(t, small), s.tab(t, large)
		for _, path := range list {
			if a.open(path) != 200 {
				t.Errorf("%s is not there for %s", path, who)
			}
			if n := a.overflow(); n > 0 {
				t.Errorf("%s scrolls %d px sideways at 320 px", path, n)
			}
			b.open(path)
			eval[string](b, `document.documentElement.style.fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) * 2 + "px"`)
			if n := b.overflow(); n > 0 {
				t.Errorf("%s scrolls %d px sideways with text twice as large", path, n)
			}
		}
	}
}

// reach tabs on until a selector's element has the focus, and sees that focus shows on the way.
func (b *tab) reach(selector string, most int) {
	b.t.Helper()
	quoted, _ := json.Marshal(selector)
	for range most {
		b.keys("\t")
		if eval[bool](b, `document.activeElement.matches(`+string(quoted)+`)`) {
			if !eval[bool](b, `(e => { const s = getComputedStyle(e); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 })(document.activeElement)`) {
				b.t.Errorf("focus cannot be seen on %s", selector)
			}
			return
		}
	}
	b.t.Fatalf("%s is not reached with %d tabs on %s", selector, most, b.path())
}

// TestTablesAndFoldsByKeyboard opens a row of the main table, folds, and the switch of units, with keys alone.
func TestTablesAndFoldsByKeyboard(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("finance"))
	b.open("/findings?rule=01.overdue")
	b.reach(".scroll[role=region]", 80) // a wide table can be scrolled with keys
	b.reach("table[data-rows=findings] tbody th a", 5)
	b.press("\r")
	if !strings.HasPrefix(b.path(), "/findings/") {
		t.Fatalf("a row leads to %s", b.path())
	}
	b.reach("details:has(form[action$='/propose']) > summary", 120)
	b.keys("\r")
	if !eval[bool](b, "document.activeElement.parentElement.open") {
		t.Error("Enter does not open what is folded")
	}
	b.reach("#propose-note", 3)
	b.open("/dashboard")
	b.reach("header select, .unit select", 12)
	b.reach(".matrix a.bad", 80)
	b.press("\r")
	if !strings.HasPrefix(b.path(), "/findings?") {
		t.Errorf("a lamp leads to %s", b.path())
	}
}

// TestWizardByKeyboard files a ledger with keys alone, but for the file itself, which the system's own dialog chooses.
func TestWizardByKeyboard(t *testing.T) {
	s, group := ownSample(t)
	file := filepath.Join(t.TempDir(), "应付账款.csv")
	cells := map[string]string{"payer_code": strings.Trim(group, "/"), "payable_no": "YF-键盘-1", "payee_code": "91150102YL9000203B", "amount": "1234.00", "delivered_on": "2022-12-01"}
	var head, line []string
	for _, c := range ledger.FindKind("payables").Columns {
		head, line = append(head, c.Name), append(line, cells[c.Key])
	}
	csv := strings.Join(head, ",") + "\n" + strings.Join(line, ",") + "\n"
	if err := os.WriteFile(file, []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	b := s.tab(t, desk.as("finance").withoutScript())
	b.open("/filings/new")
	b.reach("input[type=file]", 60)
	b.must(chromedp.Do(b.ctx, chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{file})))
	b.reach("main form button:not([type=button])", 60)
	b.press("\r")
	if !strings.HasPrefix(b.path(), "/uploads/") {
		t.Fatalf("the file leads to %s: %s", b.path(), b.text("main"))
	}
	for range 5 {
		if err := app.NewRunner(s.app, 2).Drain(context.Background()); err != nil {
			t.Fatal(err)
		}
		b.open(b.path())
		if eval[bool](b, `!!document.querySelector("main a[href^='/filings/']")`) {
			break
		}
		b.reach("main form:not([action$='/cancel']) button:not(.quiet), main a.button:not(.quiet)", 80)
		b.press("\r")
	}
	err := s.app.Store.Read(context.Background(), store.Root, func(tx *store.Tx) error {
		_, found, err := tx.CurrentRow("payables", group, "YF-键盘-1")
		if err == nil && !found {
			t.Errorf("the row is not filed; the wizard stands at %s: %s", b.path(), b.text("main"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
