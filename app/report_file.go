package app

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"

	"shukun/ledger/xlsx"
	"shukun/policy"
	"shukun/report"
	"shukun/store"
)

// reportPiece is how much of a report's file is kept at a time: what a run, a transaction and a download hold of it.
const reportPiece = 1 << 20

var reportMedia = map[string]string{
	ReportXLSX: xlsx.MediaType,
	ReportHTML: "text/html; charset=utf-8",
}

// ReportMedia is the media type of a form.
func ReportMedia(form string) string { return reportMedia[form] }

// reportFile keeps what is written to it, piece by piece, each in a short transaction that holds only while the job is ours.
type reportFile struct {
	run   *Run
	most  int // bytes a piece
	file  store.ReportFile
	piece bytes.Buffer
	whole hash.Hash
	err   error // of the first piece that could not be kept: those who write through us tell it as one of theirs
}

func newReportFile(r *Run, form string) *reportFile {
	return &reportFile{run: r, most: cmp.Or(r.app.piece, reportPiece), file: store.ReportFile{Form: form}, whole: sha256.New()}
}

// Write takes a part of the file.
func (f *reportFile) Write(b []byte) (n int, err error) {
	f.whole.Write(b)
	for n < len(b) {
		room := min(f.most-f.piece.Len(), len(b)-n)
		f.piece.Write(b[n : n+room])
		n += room
		if f.piece.Len() == f.most {
			if err := f.keep(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// keep puts the piece away.
func (f *reportFile) keep() error {
	content := bytes.Clone(f.piece.Bytes())
	f.piece.Reset()
	sum := sha256.Sum256(content)
	b := store.Blob{Hash: hex.EncodeToString(sum[:]), Media: reportMedia[f.file.Form], Content: content, MadeAt: f.run.app.now()}
	f.file.Parts = append(f.file.Parts, b.Hash)
	f.file.Size += int64(len(content))
	if f.err == nil {
		f.err = f.run.Step(func(tx *store.Tx) error { return tx.SaveBlob(b) })
	}
	return f.err
}

// end keeps the rest and gives the file.
func (f *reportFile) end() (store.ReportFile, error) {
	if f.piece.Len() > 0 {
		if err := f.keep(); err != nil {
			return f.file, err
		}
	}
	f.file.Hash = hex.EncodeToString(f.whole.Sum(nil))
	return f.file, nil
}

// write writes the workbook: the findings come once, in order, and wait in small lots for the names in them, which another
// transaction looks up while this one reads on.
func (m *reportRun) write(ctx context.Context, tx *store.Tx, out *reportFile) error {
	f, err := m.findingFilter(tx, m.asked())
	if err != nil {
		return err
	}
	if err := m.book.Begin(out, &m.summary); err != nil {
		return err
	}
	var lot []Finding
	give := func() error {
		var names map[string]string
		err := m.Store.Read(ctx, store.Root, func(tx *store.Tx) (err error) { names, err = m.names(tx, lot); return err })
		for i := range lot {
			if err == nil {
				row := m.row(&lot[i], names)
				err = m.book.Add(&row)
			}
		}
		m.done += len(lot)
		m.run.Progress(m.done, max(m.done, m.summary.Findings))
		lot = lot[:0]
		return err
	}
	err = tx.EachFinding(f, store.ByContract, func(x *Finding) error {
		if lot = append(lot, *x); len(lot) < reportLot {
			return nil
		}
		return give()
	})
	if err == nil {
		err = give()
	}
	if err != nil {
		return err
	}
	return m.book.Close()
}

// page makes the page: the figures, and of each rule the largest findings.
func (m *reportRun) page() *report.Page {
	p := report.NewPage(m.Law, m.lang, m.report.Day, &m.summary, func(rule *policy.Rule, o policy.Outcome) (rows []report.FindingRow, short string) {
		rows = m.tops[rule.ID+"."+o.String()]
		for _, c := range m.summary.Clauses {
			for _, s := range c.Rules {
				if s.Rule.ID == rule.ID && s.Outcome == o && s.Count > len(rows) {
					short = report.Say(m.lang, sayWorkbookHasAll, report.Count(len(rows)), report.Count(s.Count))
				}
			}
		}
		return rows, short
	})
	p.Scope, p.Program = m.scope, m.Name
	seen := map[string]bool{}
	for _, c := range p.Clauses {
		for _, r := range c.Rules {
			for _, f := range r.Findings {
				for _, b := range f.Basis {
					if !seen[b] {
						seen[b] = true
						p.Basis = append(p.Basis, report.BasisRow{Key: b, Words: report.FullBasis(m.Law, b, m.lang)})
					}
				}
			}
		}
	}
	return p
}

var sayWorkbookHasAll = policy.Say("只列出金额最大的 {0} 项，共 {1} 项，全部见同一报表的 Excel 工作簿", "Only the {0} with the largest amounts of {1} are listed; the workbook of the same report has all")
