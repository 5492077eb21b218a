package app

import (
	"encoding/json"
	"strings"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// reportLetter is what who asked for a report is told of it: no figures, no unit, only where to sign in.
type reportLetter struct{ subject, body lang.Text }

var (
	mailReportReady = reportLetter{lang.Text{Zh: "纾困：报表已生成", En: "Shukun: your report is ready"},
		lang.Text{Zh: "你申请的报表已生成。请登录后在“报表”里下载：", En: "The report you asked for is ready. Sign in and take it from Reports:"}}
	mailReportDead = reportLetter{lang.Text{Zh: "纾困：报表没有生成", En: "Shukun: your report could not be made"},
		lang.Text{Zh: "你申请的报表没有生成。请登录后在“报表”里查看原因，可以重试：", En: "The report you asked for could not be made. Sign in to see why under Reports; you can try again there:"}}
)

// mailReport tells who asked, in their language, in the transaction of what it tells of. Without a mail server, the
// address of the site or of the person there is no mail; an address nothing can be sent to keeps no report from its end.
func (a *App) mailReport(tx *store.Tx, r store.Report, letter reportLetter) error {
	if a.Mail.Address == "" || a.URL == "" {
		return nil
	}
	p, found, err := tx.Person(r.Person)
	if err != nil || !found || p.Disabled != 0 || p.Email == "" {
		return err
	}
	greeting := p.Name + "："
	if p.Lang == lang.En {
		greeting = p.Name + ","
	}
	err = a.SendMail(tx, p.Home, Mail{To: p.Email, Subject: letter.subject.In(p.Lang),
		Body: greeting + "\n\n" + letter.body.In(p.Lang) + "\n\n" + strings.TrimSuffix(a.URL, "/") + "/sign-in\n"})
	if problem.CodeOf(err) == errMail.Code {
		a.log().Warn("reports: no mail can be sent", "report", r.ID, "error", err)
		return nil
	}
	return err
}

// mailReportFailed tells who asked that the job of their report is dead. A report that is made, or was removed, is not
// told of.
func (a *App) mailReportFailed(tx *store.Tx, j store.Job) error {
	var w reportWork
	if json.Unmarshal([]byte(j.Payload), &w) != nil {
		return nil // that is why it failed
	}
	r, found, err := tx.Report(w.Report)
	if err != nil || !found || r.Ready != 0 {
		return err
	}
	return a.mailReport(tx, r, mailReportDead)
}
