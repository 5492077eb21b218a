package serve

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strconv"

	"shukun/app"
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/sample"
	"shukun/store"
)

// demoPerson is a sign-in of the demonstration.
type demoPerson struct {
	login, name string
	role        org.Role
}

// demoPeople are one person a role, as a newcomer would meet them. Nobody of these names exists.
var demoPeople = []demoPerson{
	{"head", "韩监管", org.RegulatorHead}, {"officer", "欧科员", org.RegulatorOfficer}, {"auditor", "沈稽核", org.RegulatorAuditor},
	{"group", "管理员", org.GroupAdmin}, {"finance", "方会计", org.Finance}, {"leasing", "罗租赁", org.Leasing}, {"utilities", "于供能", org.Utilities},
	{"procurement", "蒲采购", org.Procurement}, {"legal", "樊法务", org.Legal}, {"approver", "潘审批", org.Approver}, {"viewer", "魏查看", org.Viewer},
	{"sme", "肖商户", org.SME},
	{"system", "习系统", org.SystemAdmin}, {"security", "安安全", org.SecurityAdmin}, {"audit", "申审计", org.AuditAdmin},
}

// demoMark is the setting that says that a demonstration's ledgers are filed and evaluated.
const demoMark = "demo"

// prepareDemo files the sample and evaluates it, unless an earlier start did, and gives everybody a new password.
func (s *server) prepareDemo(ctx context.Context, step func(lang.Text)) ([]Login, error) {
	ctx = store.Unhurried(ctx)
	var mark string
	err := s.db.Read(ctx, store.Root, func(tx *store.Tx) (err error) { mark, err = tx.Setting(demoMark); return err })
	if err != nil {
		return nil, err
	}
	if mark == "" {
		if err := s.loadSample(ctx, step); err != nil {
			return nil, err
		}
		if err := s.db.Write(ctx, store.Root, func(tx *store.Tx) error { return tx.SetSetting(demoMark, sample.Demo.String()) }); err != nil {
			return nil, err
		}
	}
	step(lang.Text{Zh: "准备登录账号", En: "preparing sign-ins"})
	return s.demoSignIns(ctx)
}

// setDay sets the business day of a demonstration.
func (s *server) setDay(day civil.Date) { s.day.Store(int32(day)) }

// demoSignIns gives one sign-in a role, those of groups at the group with most units below it.
func (s *server) demoSignIns(ctx context.Context) ([]Login, error) {
	group, err := s.demoGroup(ctx)
	if err != nil {
		return nil, err
	}
	sme, name, err := s.demoSME(ctx)
	if err != nil {
		return nil, err
	}
	var all []Login
	for _, p := range demoPeople {
		g := app.Grant{Role: p.role, Path: "/"}
		unit := s.config.Name
		if !p.role.Instance() && p.role != org.SME {
			if group.Code == "" {
				continue
			}
			g.Path, unit = group.Path, group.Name
		}
		if p.role == org.SME {
			if sme == "" {
				continue
			}
			g.Path, unit = app.SMEPath(sme), name
		}
		password := rand.Text()[:16]
		if err := s.app.DemoPerson(ctx, p.login, p.name, password, g); err != nil {
			return nil, err
		}
		all = append(all, Login{Role: p.role.Title(), Unit: unit, Login: p.login, Password: password})
	}
	return all, nil
}

// demoGroup is the top-level group with most units.
func (s *server) demoGroup(ctx context.Context) (group store.Unit, err error) {
	err = s.db.Read(ctx, store.Root, func(tx *store.Tx) error {
		units, err := tx.UnitsBelow("/")
		if err != nil {
			return err
		}
		most := 0
		for _, top := range units {
			if top.Parent != "" {
				continue
			}
			below, err := tx.UnitsBelow(top.Path)
			if err != nil {
				return err
			}
			if len(below) > most {
				most, group = len(below), top
			}
		}
		return nil
	})
	return group, err
}

// demoSME is the small enterprise with most complaints: it has something to see.
func (s *server) demoSME(ctx context.Context) (code, name string, err error) {
	err = s.db.Read(ctx, store.Root, func(tx *store.Tx) error {
		rows, err := tx.ListRows(store.RowFilter{Kind: "complaints", Below: "/"}, 1000)
		if err != nil {
			return err
		}
		count := map[string]int{}
		for _, r := range rows {
			if count[r.Party]++; count[r.Party] > count[code] || count[r.Party] == count[code] && r.Party < code {
				code = r.Party
			}
		}
		name = code
		return tx.PartyNames([]string{"/"}, []string{code}, func(_, content string) {
			if cells := ledger.SplitLine(content); len(cells) > 1 {
				name = cells[1]
			}
		})
	})
	return code, name, err
}

// demoMonths is how many month ends before the business day the demonstration was filed and evaluated at: so that the
// dashboard has a trend, and changes something to compare with.
const demoMonths = 5

// loadSample writes the sample's ledgers into the data folder, files them by the code people's filings go through, month
// by month as they grew, and lets the jobs evaluate each.
func (s *server) loadSample(ctx context.Context, step func(lang.Text)) error {
	step(lang.Text{Zh: "生成示例台账", En: "making the sample ledgers"})
	folder := s.under("sample")
	sum, err := sample.Write(folder, sample.Demo, 1, sample.Options{})
	if err != nil {
		return err
	}
	files, _, err := ledger.FindInputs([]string{folder})
	if err != nil {
		return err
	}
	book, _, err := ledger.Read(files, ledger.Options{})
	if err != nil {
		return err
	}
	var texts []app.TextFile
	for _, name := range sum.Texts {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		texts = append(texts, app.TextFile{Name: name, Data: data})
	}
	step(lang.Text{Zh: "报送 " + strconv.Itoa(sum.Rows) + " 行台账，逐月评估", En: "filing " + strconv.Itoa(sum.Rows) + " rows and evaluating month by month"})
	last := s.app.Day()
	defer s.setDay(last)
	for back := demoMonths; back >= 0; back-- {
		day, in := last, files
		if back > 0 {
			day = last.AddMonths(-back).EndOfMonth()
			in = knownOn(book, day)
		}
		if err := s.loadMonth(ctx, day, in, texts, back == demoMonths); err != nil {
			return err
		}
	}
	return nil
}

// loadMonth files ledgers on a day, for its month, and evaluates them as of it.
func (s *server) loadMonth(ctx context.Context, day civil.Date, in []ledger.Input, texts []app.TextFile, first bool) error {
	s.setDay(day)
	who := &app.Actor{Person: "system", Name: "示例", Grants: []app.Grant{{Role: org.GroupAdmin, Path: "/"}}}
	if _, err := s.app.FileLedgers(ctx, who, app.Submission{Period: app.PeriodOf(day, app.Month).Name, Mode: store.Upsert, Files: in, Texts: texts, Note: "示例数据"}); err != nil {
		return err
	}
	if first {
		if err := s.exampleDuties(ctx); err != nil {
			return err
		}
	}
	if _, err := s.app.Daily(ctx); err != nil {
		return err
	}
	return s.runner.Drain(ctx)
}

// knownOn gives the ledgers of a book as they could be filed on a day: without the rows that are about a later one.
func knownOn(book *ledger.Book, day civil.Date) (in []ledger.Input) {
	for _, k := range ledger.Kinds() {
		rows := book.Rows(k)
		if rows.Len() == 0 {
			continue
		}
		var text []byte
		for i := range k.Columns {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(text, k.Columns[i].Key...)
		}
		text = append(text, '\n')
		for i := range rows.Len() {
			if d := rows.Day(i); d.IsZero() || d <= day {
				text = append(rows.AppendLine(text, i), '\n')
			}
		}
		in = append(in, ledger.Input{Name: k.Name + ".csv", Data: text, Kind: k})
	}
	return in
}

// exampleDuties sets days for filing that say of themselves that they are examples: the law sets none.
func (s *server) exampleDuties(ctx context.Context) error {
	who := &app.Actor{Person: "system", Name: "示例", Grants: []app.Grant{{Role: org.RegulatorHead, Path: "/"}}}
	first := app.PeriodOf(s.app.Day(), app.Month)
	for _, kind := range []string{"payables", "leases"} {
		if err := s.app.SetDuty(ctx, who, app.Duty{Kind: kind, Every: app.Month, DueDays: 10, From: first.From, Source: "示例（虚构）：演示用的报送期限，不是任何文件的规定"}); err != nil {
			return err
		}
	}
	return nil
}
