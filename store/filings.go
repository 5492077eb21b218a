package store

import (
	"shukun/civil"
	"shukun/money"
)

// The modes of a filing.
const (
	Replace = "replace" // the file is the whole ledger of the period
	Upsert  = "upsert"  // the file adds to it and corrects it
	Zero    = "zero"    // nothing happened in the period, said expressly
)

// Filing is one submitted ledger.
type Filing struct {
	Seq                                            int64
	Effect                                         int64 // where the counter stood when it took effect; 0: Seq
	ID, Unit, Path, Kind, Period, Mode             string
	Upload, Blob, File, Sheet, Digest              string // the first original's hash and name; the hash over all
	RowsIn, Added, Changed, Unchanged, Ended, Left int64  // Left: rows left out because the person chose so
	Total                                          money.Fen
	Person                                         string
	FiledOn                                        civil.Date
	FiledAt                                        Instant
	Note                                           string
}

const filingColumns = `seq, effect, id, unit, path, kind, period, mode, upload, blob, file, sheet, digest, rows_in, added, changed, unchanged, ended, rejected,
	total, person, filed_on, filed_at, note`

func scanFiling(scan func(...any) error, f *Filing) error {
	return scan(&f.Seq, &f.Effect, &f.ID, &f.Unit, &f.Path, &f.Kind, &f.Period, &f.Mode, &f.Upload, &f.Blob, &f.File, &f.Sheet, &f.Digest, &f.RowsIn,
		&f.Added, &f.Changed, &f.Unchanged, &f.Ended, &f.Left, &f.Total, &f.Person, &f.FiledOn, &f.FiledAt, &f.Note)
}

// LastFiling gives the number of the latest filing, 0 if there is none.
func (t *Tx) LastFiling() (seq int64, err error) {
	_, err = t.one("select last from filing_head where one = 1", nil, &seq)
	return seq, err
}

// NextFiling gives the next filing's number. Filers queue on it until they commit.
func (t *Tx) NextFiling() (seq int64, err error) {
	_, err = t.one("update filing_head set last = last + 1 where one = 1 returning last", nil, &seq)
	return seq, err
}

// HoldFilings lets no other filing take effect until the transaction ends.
func (t *Tx) HoldFilings() error {
	_, err := t.exec("update filing_head set last = last where one = 1")
	return err
}

// AddFiling keeps a filing and the originals it was read from.
func (t *Tx) AddFiling(f Filing, files []FilingFile) error {
	_, err := t.exec(`insert into filing (`+filingColumns+`)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
		f.Seq, max(f.Seq, f.Effect), f.ID, f.Unit, f.Path, f.Kind, f.Period, f.Mode, f.Upload, f.Blob, f.File, f.Sheet, f.Digest, f.RowsIn,
		f.Added, f.Changed, f.Unchanged, f.Ended, f.Left, f.Total, f.Person, f.FiledOn, f.FiledAt, f.Note)
	for i, o := range files {
		if err == nil {
			_, err = t.exec("insert into filing_file (filing, place, name, sheet, blob) values ($1, $2, $3, $4, $5)", f.Seq, i, o.Name, o.Sheet, o.Blob)
		}
	}
	t.addFilingDay(&f)
	return err
}

// FilingFile is an original a filing was read from.
type FilingFile struct{ Name, Sheet, Blob string }

// FilingFiles lists the originals of a filing.
func (t *Tx) FilingFiles(seq int64) ([]FilingFile, error) {
	return collect(t, "select name, sheet, blob from filing_file where filing = $1 order by place", []any{seq},
		func(scan func(...any) error, f *FilingFile) error { return scan(&f.Name, &f.Sheet, &f.Blob) })
}

// Filing finds a filing by id.
func (t *Tx) Filing(id string) (f Filing, found bool, err error) {
	all, err := collect(t, "select "+filingColumns+" from filing where id = $1", []any{id}, scanFiling)
	if len(all) == 0 {
		return f, false, err
	}
	return all[0], true, err
}

// FilingBySeq finds a filing by number.
func (t *Tx) FilingBySeq(seq int64) (f Filing, found bool, err error) {
	all, err := collect(t, "select "+filingColumns+" from filing where seq = $1", []any{seq}, scanFiling)
	if len(all) == 0 {
		return f, false, err
	}
	return all[0], true, err
}

// FilingsSince lists the filings that took effect after a number, in order.
func (t *Tx) FilingsSince(seq int64) ([]Filing, error) {
	return collect(t, "select "+filingColumns+" from filing where effect > $1 order by effect", []any{seq}, scanFiling)
}

// FilingsOf lists a unit's filings of a ledger for a period, the latest first.
func (t *Tx) FilingsOf(unit, kind, period string) ([]Filing, error) {
	return collect(t, "select "+filingColumns+" from filing where unit = $1 and kind = $2 and period = $3 order by effect desc, seq desc", []any{unit, kind, period}, scanFiling)
}

// MarkEntity says that the rows of an enterprise changed with a filing: it is to be evaluated again.
func (t *Tx) MarkEntity(owner, path string, seq int64) error {
	_, err := t.exec(`insert into entity (owner, path, dirty) values ($1, $2, $3)
		on conflict (owner) do update set path = excluded.path, dirty = excluded.dirty`, owner, path, seq)
	return err
}
