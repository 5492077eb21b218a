package serve

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strconv"

	"shukun/app"
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

// demoSignIns gives one sign-in a role, those of groups at the group with most units below it.
func (s *server) demoSignIns(ctx context.Context) ([]Login, error) {
	group, err := s.demoGroup(ctx)
	if err != nil {
		return nil, err
	}
	var all []Login
	for _, p := range demoPeople {
		g := app.Grant{Role: p.role, Path: "/"}
		unit := s.config.Name
		if !p.role.Instance() {
			if group.Code == "" {
				continue
			}
			g.Path, unit = group.Path, group.Name
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

// loadSample writes the sample's ledgers into the data folder, files them by the code people's filings go through, and
// lets the jobs evaluate them.
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
	var texts []app.TextFile
	for _, name := range sum.Texts {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		texts = append(texts, app.TextFile{Name: name, Data: data})
	}
	step(lang.Text{Zh: "报送 " + strconv.Itoa(sum.Rows) + " 行台账", En: "filing " + strconv.Itoa(sum.Rows) + " rows"})
	who := &app.Actor{Person: "system", Name: "示例", Grants: []app.Grant{{Role: org.GroupAdmin, Path: "/"}}}
	if _, err := s.app.FileLedgers(ctx, who, app.Submission{Period: app.PeriodOf(s.app.Day(), app.Month).Name, Mode: store.Upsert, Files: files, Texts: texts, Note: "示例数据"}); err != nil {
		return err
	}
	if err := s.exampleDuties(ctx); err != nil {
		return err
	}
	step(lang.Text{Zh: "逐条评估", En: "evaluating"})
	return s.runner.Drain(ctx)
}

// exampleDuties sets days for filing that say of themselves that they are examples: the law sets none.
func (s *server) exampleDuties(ctx context.Context) error {
	who := &app.Actor{Person: "system", Name: "示例", Grants: []app.Grant{{Role: org.RegulatorHead, Path: "/"}}}
	last := app.PeriodOf(s.app.Day(), app.Month).Before()
	for _, kind := range []string{"payables", "leases"} {
		if err := s.app.SetDuty(ctx, who, app.Duty{Kind: kind, Every: app.Month, DueDays: 10, From: last.From, Source: "示例（虚构）：演示用的报送期限，不是任何文件的规定"}); err != nil {
			return err
		}
	}
	return nil
}
