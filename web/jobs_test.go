package web

import (
	"strings"
	"testing"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store"
)

// enqueued adds jobs in a transaction of their own and gives their ids.
func enqueued(t *testing.T, a *app.App, jobs ...app.NewJob) (ids []string) {
	t.Helper()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for _, j := range jobs {
			id, err := a.Enqueue(tx, j)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestJobsScreen(t *testing.T) {
	a, clock, base := testSite(t)
	apptest.Units(t, a, "A", "A/B", "Z")
	finance, who := as(t, a, base, app.Grant{Role: org.Finance, Path: "/A/"})
	finance.get("/jobs").want(t, 200, "没有你的后台任务", "去报送")
	finance.get("/jobs?of=unit").want(t, 200, "这个单位没有后台任务")

	ids := enqueued(t, a, app.NewJob{Kind: app.MailJob, Path: "/A/B/", Person: who.Person, Payload: app.Mail{To: "a@example.com", Subject: "s"}},
		app.NewJob{Kind: app.MailJob, Path: "/A/", Payload: "no mail"}, app.NewJob{Kind: app.MailJob, Path: "/Z/", Payload: app.Mail{}})
	page := finance.get("/jobs").want(t, 200, "发送邮件", "等待", "单位B", `hx-trigger="every 3s"`, `href="/jobs">刷新`)
	if strings.Contains(page.body, ids[1]) || strings.Contains(page.body, `http-equiv="refresh"`) {
		t.Error("another's job among the person's own, or a page that reloads itself")
	}
	page = finance.get("/jobs?of=unit").want(t, 200, ids[0], ids[1])
	if strings.Contains(page.body, ids[2]) || strings.Contains(page.body, "/jobs/"+ids[1]+"/cancel") {
		t.Error("a job of another group, or a button for a job that is not one's own")
	}
	finance.get("/jobs/"+ids[0]).want(t, 200, "取消任务", ids[0])
	finance.get("/jobs/"+ids[1]).want(t, 200)
	finance.get("/jobs/"+ids[2]).want(t, 404)
	finance.post("/jobs/"+ids[1]+"/cancel").want(t, 404)
	finance.post("/jobs/"+ids[2]+"/cancel").want(t, 404)

	finance.post("/jobs/"+ids[0]+"/cancel", "back", "/jobs").want(t, 303, "/jobs")
	finance.get("/jobs").want(t, 200, "任务已取消", "已取消", "重试")
	finance.post("/jobs/"+ids[0]+"/cancel").want(t, 303, "/jobs/"+ids[0])
	finance.get("/jobs/"+ids[0]).want(t, 200, "这个任务已经结束")
	finance.post("/jobs/"+ids[0]+"/retry", "back", "//elsewhere.example").want(t, 303)
	finance.get("/jobs?state=ready").want(t, 200, ids[0])
	finance.get("/jobs?state=dead").want(t, 200, "没有符合筛选的任务")

	if err := app.NewRunner(a, 1).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	finance.get("/jobs").want(t, 200, "完成", "尚未设置发信服务器")
	finance.get("/language?to=en")
	finance.get("/jobs").want(t, 200, "Not sent: no mail server is set up")
	finance.get("/language?to=zh")

	// The administrator of the system sees what failed, in words, and retries it.
	system, _ := as(t, a, base, app.Grant{Role: org.SystemAdmin, Path: "/"})
	system.get("/jobs?of=unit").want(t, 200, "有 1 个任务失败", ids[1], ids[2], "任务内容无法读取")
	system.get("/jobs?of=unit&state=dead&kind=mail").want(t, 200, ids[1])
	system.get("/jobs/"+ids[1]).want(t, 200, "任务内容无法读取", "重试")
	system.post("/jobs/"+ids[1]+"/retry").want(t, 303)
	system.get("/jobs/"+ids[1]).want(t, 200, "任务已重新排队", "等待")

	// Of many, a page at a time.
	many := make([]app.NewJob, jobsOnPage+5)
	for i := range many {
		many[i] = app.NewJob{Kind: "mail", Path: "/Z/", Payload: app.Mail{}}
	}
	clock.Move(1e9)
	enqueued(t, a, many...)
	next := system.get("/jobs?of=unit").want(t, 200, "本页 50 条").between(t, `class="button quiet" href="/jobs?after=`, `"`)
	system.get("/jobs?of=unit&after="+strings.TrimSuffix(next, "&amp;of=unit")).want(t, 200, "本页 8 条", "回到第一页")

	nobody := browser(t, base, "")
	nobody.get("/jobs").want(t, 303, "/sign-in")
	plainPerson, _ := as(t, a, base)
	plainPerson.get("/jobs").want(t, 200, "没有你的后台任务")
	plainPerson.get("/jobs/"+ids[0]).want(t, 404)
}
