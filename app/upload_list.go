package app

import (
	"bytes"
	"context"
	"errors"
	"regexp"

	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/store"
)

// MayFileKind reports whether the actor may file a ledger for anybody.
func MayFileKind(who *Actor, kind string) bool {
	for _, g := range who.Grants {
		if May(who, FileLedger, Object{Path: g.Path, Kind: kind}) {
			return true
		}
	}
	return false
}

// FilingPeriods lists the periods to choose from: standing, the last months, quarters and years.
func (a *App) FilingPeriods() []Period {
	all := []Period{{}}
	for _, of := range []struct {
		every string
		n     int
	}{{Month, 13}, {Quarter, 5}, {Year, 3}} {
		p := PeriodOf(a.Day(), of.every)
		for range of.n {
			all = append(all, p)
			p = p.Before()
		}
	}
	return all
}

// OpenUploads lists the uploads below a unit that are not filed yet.
func (a *App) OpenUploads(ctx context.Context, who *Actor, unit UnitRef) (all []Upload, err error) {
	if !May(who, FileLedger, Object{Path: unit.Path}) {
		return nil, nil
	}
	err = a.look(ctx, who, FileLedger, Object{Path: unit.Path}, func(tx *store.Tx) error {
		list, err := tx.OpenUploads(unit.Path, 10)
		for _, u := range list {
			x := Upload{Upload: u}
			if err == nil {
				x.Files, err = tx.UploadFiles(u.ID)
			}
			if err == nil {
				var of store.Unit
				of, _, err = tx.Unit(u.Unit)
				x.UnitName = of.Name
			}
			all = append(all, x)
		}
		return err
	})
	return all, err
}

// CorrectionOf finds the open upload that the files are a correction of: one of them is a returned workbook that names
// it. "" if they are something new.
func (a *App) CorrectionOf(ctx context.Context, who *Actor, sent []Sent) (id string, err error) {
	limits := xlsx.ServerLimits()
	for _, s := range sent {
		id := markedID(s, &limits)
		if id == "" {
			continue
		}
		if u, err := a.FindUpload(ctx, who, id); err == nil && u.State != store.UploadFiled && u.State != store.UploadDropped && u.State != store.UploadFiling {
			return id, nil
		}
	}
	return "", nil
}

var (
	uploadNumber = regexp.MustCompile(`(?:编号 |no\. )([0-9a-v]{26})`)
	errFirstRow  = errors.New("the first row has been read")
)

// markedID gives the upload that a returned workbook names in its first cell, "" if it is none.
func markedID(s Sent, limits *xlsx.Limits) string {
	wb, err := xlsx.Open(bytes.NewReader(s.Data), int64(len(s.Data)), *limits)
	if err != nil {
		return ""
	}
	found := ""
	for i, sheet := range wb.Sheets() {
		if sheet.Name != ledger.MarkedListSheet {
			continue
		}
		_ = wb.Rows(i, func(_ int, cells []ledger.Cell) error {
			if len(cells) > 0 {
				if m := uploadNumber.FindStringSubmatch(string(cells[0].Text)); m != nil {
					found = m[1]
				}
			}
			return errFirstRow
		})
	}
	return found
}

// FilingReceipt is a filing as its receipt shows it.
type FilingReceipt struct {
	store.Filing
	PersonName string
	Judged     bool // the rules have been applied to it
}

// Receipts gives the filings an upload became.
func (a *App) Receipts(ctx context.Context, who *Actor, u *Upload) (all []FilingReceipt, err error) {
	if u.Sum == nil {
		return nil, nil
	}
	err = a.look(ctx, who, FileLedger, Object{Path: u.Path}, func(tx *store.Tx) error {
		for _, id := range u.Sum.Filings {
			f, found, err := tx.Filing(id)
			if err != nil {
				return err
			}
			if found {
				r, err := filingReceipt(tx, f)
				if err != nil {
					return err
				}
				all = append(all, r)
			}
		}
		return nil
	})
	return all, err
}

func filingReceipt(tx *store.Tx, f store.Filing) (FilingReceipt, error) {
	r := FilingReceipt{Filing: f}
	p, found, err := tx.Person(f.Person)
	if err != nil {
		return r, err
	}
	if found {
		r.PersonName = p.Name
	}
	e, found, err := tx.EvaluationOf(topOf(f.Path))
	r.Judged = found && e.Seq >= f.Seq
	return r, err
}
