package e2e

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"shukun/civil"
	"shukun/money"
	"shukun/policy"
	"shukun/store"
)

var groups = []store.Unit{
	{Code: "91150100YL0000001A", Name: "甲能源集团（虚构）", Path: "/91150100YL0000001A/"},
	{Code: "91150100YL0000011B", Name: "甲能源集团一电厂（虚构）", Parent: "91150100YL0000001A", Path: "/91150100YL0000001A/91150100YL0000011B/"},
	{Code: "91150100YL0000012C", Name: "甲能源集团热力（虚构）", Parent: "91150100YL0000001A", Path: "/91150100YL0000001A/91150100YL0000012C/"},
	{Code: "91150100YL0000002D", Name: "乙交通投资集团股份有限公司呼伦贝尔分公司（虚构）", Path: "/91150100YL0000002D/"},
	{Code: "91150100YL0000003E", Name: "丙水务集团（虚构）", Path: "/91150100YL0000003E/"},
	{Code: "91150100YL0000004F", Name: "丁文旅集团（虚构）", Path: "/91150100YL0000004F/"},
}

// fill gives a site units, people of each kind, payables and findings, all invented: a small world whose every figure the
// tests can add up themselves. The fourth group has filed nothing.
func (s *site) fill(t *testing.T) {
	t.Helper()
	s.signIn(t, "head", "regulator-head", "/")
	s.signIn(t, "clerk", "finance", groups[0].Path)
	s.signIn(t, "approver", "approver", groups[0].Path)
	s.signIn(t, "admin", "system-admin", "/")
	r := rand.New(rand.NewPCG(22, 6))
	err := s.app.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		for _, u := range groups {
			u.Since = civil.MustParse("2020-01-01")
			if err := tx.SaveUnit(u); err != nil {
				return err
			}
		}
		var payables []store.PayableState
		var findings []store.Finding
		row := int64(0)
		for _, u := range groups[:5] {
			for i := range 60 {
				row++
				p := invented(r, u, row, i)
				payables = append(payables, p)
				if !p.DueOn.IsZero() && p.DueOn < today && p.Unpaid > 0 && p.Covered == "yes" {
					findings = append(findings, finding(p, 1, "01.overdue", policy.Violation, p.Unpaid), finding(p, 1, "01.interest", policy.Obligation, p.Unpaid/100))
				}
			}
			for _, c := range []int{3, 5, 8, 13} {
				if r.IntN(2) == 0 {
					row++
					findings = append(findings, finding(store.PayableState{Row: row, Owner: u.Code, Path: u.Path, No: fmt.Sprint("X-", row), DueOn: today.AddDays(-9)}, c, fmt.Sprintf("%02d.invented", c), policy.Outcome(1+r.IntN(3)), int64(r.IntN(1e7))))
				}
			}
		}
		if err := tx.AddFindings(findings); err != nil {
			return err
		}
		for _, u := range groups[:5] {
			own := slices.DeleteFunc(slices.Clone(payables), func(p store.PayableState) bool { return p.Owner != u.Code })
			if err := tx.ReplacePayableStates(u.Code, today.AddDays(-60), nil, own); err != nil {
				return err
			}
			for _, d := range []int{-60, -31, 0} {
				if err := tx.UpdateRollup(u.Code, u.Path, today.AddDays(d)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range groups[:5] {
		on := today.AddDays(-10 * i)
		if i == 4 {
			on = today.AddDays(-90)
		}
		for j, kind := range []string{"payables", "leases", "deposits"} {
			s.sql(t, `insert into filing (seq, id, unit, path, kind, period, mode, person, filed_on, filed_at) values ($1, $2, $3, $4, $5, '2022-06', 'replace', 'clerk', $6, $7)`,
				i*3+j+1, fmt.Sprint("f", i, j), u.Code, u.Path, kind, on.String(), s.app.Now().UnixMilli()-int64(i)*864e5)
		}
	}
}

func invented(r *rand.Rand, u store.Unit, row int64, i int) store.PayableState {
	p := store.PayableState{Row: row, Owner: u.Code, Path: u.Path, No: fmt.Sprintf("YF-%04d", row), Payee: fmt.Sprintf("91150200YL%07dX", r.IntN(40)), PayeeName: fmt.Sprintf("供应商%02d有限公司（虚构）", r.IntN(40)),
		PayeeSize: []string{"micro", "small", "medium", "large"}[r.IntN(4)], Contract: fmt.Sprintf("HT-%03d", r.IntN(90)), Amount: int64(r.IntN(90_000_000) + 100_000), DueOn: today.AddDays(r.IntN(240) - 150),
		DueHow: "agreed", Method: []string{"transfer", "bank_bill", ""}[r.IntN(3)], Covered: "yes"}
	p.Delivered, p.Accepted = p.DueOn.AddDays(-60), p.DueOn.AddDays(-50)
	switch {
	case r.IntN(3) == 0:
		p.Paid = p.Amount
	case r.IntN(4) == 0:
		p.Paid = p.Amount / 3
	}
	p.Unpaid = p.Amount - p.Paid
	if r.IntN(8) == 0 {
		p.Covered = "no"
	}
	if i%20 == 19 {
		p.DueOn, p.DueHow = 0, "unknown"
	}
	return p
}

func finding(p store.PayableState, clause int, rule string, o policy.Outcome, amount int64) store.Finding {
	f := store.Finding{ID: fmt.Sprintf("%s-%d", rule, p.Row), Rule: rule, Clause: clause, Kind: "payables", Key: p.No, Owner: p.Owner, Enterprise: p.Owner, Path: p.Path, Beneficiary: p.Payee, Row: p.Row,
		First: p.DueOn.AddDays(1), From: p.DueOn.AddDays(1), Tick: today, State: "open", StateDay: p.DueOn.AddDays(1)}
	f.Outcome, f.Amount, f.DueOn, f.Days = int(o), store.Amount{V: money.Fen(amount), OK: true}, p.DueOn, int(today-p.DueOn)
	f.ReasonZh, f.ReasonEn = "到期未付（虚构）", "due and not paid (invented)"
	return f
}
