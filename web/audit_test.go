package web

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/lang"
	"shukun/org"
	"shukun/store"
	"shukun/web/ui"
)

func TestAuditScreen(t *testing.T) {
	a, _, base := testSite(t)
	apptest.Units(t, a, "A", "A/B", "Z")
	notary, err := app.OpenNotary(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	a.Notary = notary
	auditor, _ := as(t, a, base, app.Grant{Role: org.AuditAdmin, Path: "/"})
	_, who := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	err = a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for i := range auditOnPage + 10 {
			e := store.AuditEvent{At: store.InstantOf(apptest.Start), Actor: who.Person, Path: "/A/B/", Action: "filing.file", Object: fmt.Sprintf("filing:f%d", i), Result: store.Done,
				AuditDetail: store.AuditDetail{IP: "192.0.2.7", Details: map[string]string{"rows": "<12>"}}}
			if i == 3 {
				e.Result = store.Refused
			}
			if err := tx.AppendAudit(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	page := auditor.get("/audit").want(t, 200, "报送台账", "filing:f59", "单位B", "还没有签名", "还没有核验过", "核验整个日志", notary.Public, "本页 50 条")
	next := page.between(t, `href="/audit?after=`, `"`)
	auditor.get("/audit?after="+next).want(t, 200, "filing:f3<", "拒绝", "回到第一页")
	auditor.get("/audit?object=filing:f7").want(t, 200, "对象：filing:f7", "本页 1 条")
	auditor.get("/audit?actor="+who.Login+"&action=filing.file&day=2022-06-30").want(t, 200, "本页 50 条")
	auditor.get("/audit?day=2022-06-29").want(t, 200, "没有符合筛选的记录")
	auditor.get("/audit?day=yesterday").want(t, 200, "day-error")
	auditor.get("/audit?actor=nobody").want(t, 200, "没有符合筛选的记录")

	seq := auditor.get("/audit?object=filing:f7").between(t, `<a href="/audit/`, `"`)
	auditor.get("/audit/"+seq).want(t, 200, "192.0.2.7", "&lt;12&gt;", "filing.file", "还没有签名", `href="/filings/f7"`)
	auditor.get("/audit/"+seq+"/receipt").want(t, 503)
	if _, err := notary.Sign(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	auditor.get("/audit/"+seq).want(t, 200, "下载回执")
	receipt := auditor.get("/audit/"+seq+"/receipt").want(t, 200, "c2sp.org/tlog-proof@v1\n")
	if !strings.Contains(receipt.header.Get("Content-Disposition"), "shukun-"+seq+".tlog-proof") {
		t.Error(receipt.header)
	}
	if r, err := app.CheckReceipt([]byte(receipt.body), notary.Key); err != nil || r.Leaf.Object != "filing:f7" || r.Detail.Details["rows"] != "<12>" {
		t.Errorf("%+v %v", r, err)
	}
	for _, none := range []string{"999999", "-1", "x"} {
		auditor.get("/audit/"+none).want(t, 404)
		auditor.get("/audit/"+none+"/receipt").want(t, 404)
	}

	auditor.post("/audit/verify").want(t, 303, "/audit")
	auditor.get("/audit").want(t, 200, "已开始核验", "正在核验", `hx-trigger="every 3s"`)
	if err := app.NewRunner(a, 1).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	auditor.get("/audit").want(t, 200, "完好", "1 个签名全部相符", "核验整个日志")
	auditor.get("/jobs").want(t, 200, "核验审计日志", "全部相符")
	auditor.get("/language?to=en")
	auditor.get("/audit").want(t, 200, "Ledger filed", "sound", "Verify the whole log")
	auditor.get("/audit/"+seq).want(t, 200, "Audit event "+seq, "Download receipt")

	// The regulator's head sees it too; a group's administrator has no such page.
	head, _ := as(t, a, base, app.Grant{Role: org.RegulatorHead, Path: "/"})
	head.get("/audit").want(t, 200)
	group, _ := as(t, a, base, app.Grant{Role: org.GroupAdmin, Path: "/A/"})
	for _, path := range []string{"/audit", "/audit/" + seq, "/audit/" + seq + "/receipt"} {
		group.get(path).want(t, 404)
	}
	group.post("/audit/verify").want(t, 404)
}

// Every state of these screens renders in both languages.
func TestOperationSpecimens(t *testing.T) {
	for _, s := range operationSpecimens() {
		for _, l := range []lang.Lang{lang.Zh, lang.En} {
			var b bytes.Buffer
			p := &ui.Page{Lang: l, Title: s.name, Path: "/jobs", Day: apptest.Day, AsOf: apptest.Day, Amount: ui.TenK}
			if err := s.show(p).Render(t.Context(), &b); err != nil || b.Len() < 500 {
				t.Errorf("%s: %v", s.name, err)
			}
		}
	}
}
