package app

import (
	"shukun/lang"
	"shukun/money"
	"shukun/problem"
	"shukun/store"
)

// fewRows are looked up one by one; more are compared in one pass over what is in force.
const fewRows = 2000

// compare finds out which rows are new, which change one in force, and which stand already; and, for a replace, which of
// the unit's earlier rows of the period are not in the files.
func (p *part) compare(tx *store.Tx, d *draft) error {
	p.Rows = len(p.lines)
	twice := p.index(d)
	was := map[int]store.Current{} // line → the row in force
	if err := p.inForce(tx, twice, was); err != nil {
		return err
	}
	var scratch []byte
	for n := range p.lines {
		l := &p.lines[n]
		x := p.homes[l.home]
		amount := p.rows.Amount(int(l.row))
		sum(&p.Total, amount)
		now, there := was[n]
		scratch = p.rows.AppendLine(scratch[:0], int(l.row))
		switch {
		case !there:
			p.Added++
			sum(&p.AddedFen, amount)
		case now.Content == string(scratch):
			l.same = true
			p.Unchanged++
			continue
		default:
			p.Changed++
			p.ended = append(p.ended, now.ID)
			sum(&p.ChangedFrom, now.Amount)
			sum(&p.ChangedTo, amount)
		}
		p.touch[x.owner] = x.path
	}
	if d.Mode == store.Replace {
		return p.sweep(tx, d, twice)
	}
	return nil
}

// index finds the lines by whose they are and their key. A key that two rows of one home share, though their files
// name different enterprises, is refused.
func (p *part) index(d *draft) map[string]int {
	lines := make(map[string]int, len(p.lines))
	kept := p.lines[:0]
	var id []byte
	for _, l := range p.lines {
		id = p.rows.AppendKey(append(append(id[:0], p.homes[l.home].owner...), 0), int(l.row))
		if _, taken := lines[string(id)]; taken {
			d.reject(p.rows, int(l.row), errKeyTaken)
			p.Left++
			continue
		}
		lines[string(id)] = len(kept)
		kept = append(kept, l)
	}
	p.lines = kept
	p.Rows = len(kept)
	return lines
}

// inForce finds the rows in force that the lines meet.
func (p *part) inForce(tx *store.Tx, lines map[string]int, was map[int]store.Current) error {
	if len(p.lines) <= fewRows {
		for n, l := range p.lines {
			now, found, err := tx.CurrentRow(p.Kind.Key, p.homes[l.home].now, string(p.rows.AppendKey(nil, int(l.row))))
			if err != nil {
				return err
			}
			if found {
				was[n] = now
			}
		}
		return nil
	}
	for _, x := range p.homes {
		err := tx.EachCurrent(p.Kind.Key, x.now, func(key string, now store.Current) {
			if n, ok := lines[x.owner+"\x00"+key]; ok {
				was[n] = now
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sweep lists the rows that the unit filed earlier for the period and that the files no longer have.
func (p *part) sweep(tx *store.Tx, d *draft, lines map[string]int) error {
	earlier, err := tx.FilingsOf(p.Unit, p.Kind.Key, d.Period)
	if err != nil {
		return err
	}
	for _, f := range earlier {
		err := tx.EachInForce(f.Seq, func(r store.InForce) {
			if _, there := lines[r.Owner+"\x00"+r.Key]; there {
				return
			}
			p.ended = append(p.ended, r.ID)
			p.touch[r.Owner] = r.Path
			if p.Kind.Key == "enterprises" {
				d.gone = append(d.gone, r.Key)
			}
			p.Ended++
			sum(&p.EndedFen, r.Amount)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// known are the warnings that say a row refers to what is not in the files, the ledger that may have it, and the column
// whose key it is.
var known = map[string]string{
	"payment-without-payable": "payables", "contract-not-found": "contracts", "head-lease-not-found": "leases",
	"lease-not-found": "leases", "account-not-found": "utility_accounts",
}

// quiet drops the warnings of things that are not in the files but in the ledgers filed before, and those that the
// organisation answers.
func (d *draft) quiet(tx *store.Tx) error {
	wanted := map[string]map[string]bool{} // kind → keys asked for; false until found
	for _, w := range d.report.Warnings {
		if kind := known[w.Code]; kind != "" {
			if wanted[kind] == nil {
				wanted[kind] = map[string]bool{}
			}
			wanted[kind][w.Value] = false
		}
	}
	for kind, keys := range wanted {
		err := tx.EachKey(kind, d.top, func(key, _ string) {
			if _, asked := keys[key]; asked {
				keys[key] = true
			}
		})
		if err != nil {
			return err
		}
	}
	var kept []*problem.Error
	for _, w := range d.report.Warnings {
		if w.Code == "no-enterprises" || w.Code == "enterprise-not-found" || known[w.Code] != "" && wanted[known[w.Code]][w.Value] {
			continue
		}
		kept = append(kept, w)
	}
	d.report.Warnings = kept
	return nil
}

var (
	errKeyTaken = problem.New(problem.Conflict, "key-repeated", lang.Text{Zh: "同一单位的另一行已用这个编号", En: "another row of the same unit has this key"},
		lang.Text{Zh: "改正编号，或删除重复的一行", En: "Correct the number or delete one of the two rows"})
	errNotYourLedger = problem.New(problem.Forbidden, "ledger-not-yours", lang.Text{Zh: "您的角色不报送这种台账", En: "your role does not file this ledger"},
		lang.Text{Zh: "删去这份台账后重新上传，或请单位管理员授权", En: "Leave it out and upload again, or ask your administrator for the role"})
)

// Before gives the ledger's total before the filing, as far as it changes it.
func (e *Effect) Before() money.Fen { return e.ChangedFrom + e.EndedFen }

// After gives what stands in place of Before.
func (e *Effect) After() money.Fen { return e.ChangedTo + e.AddedFen }

// Nothing reports whether the filing changes no row.
func (e *Effect) Nothing() bool { return e.Added+e.Changed+e.Ended == 0 }
