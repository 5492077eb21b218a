package app

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"shukun/ledger/xlsx"
	"shukun/store"
)

// EvaluateJob is the kind of the job that follows a filing: payload EvaluatePayload, one a group at a time.
const EvaluateJob = "evaluate"

// EvaluatePayload says which group is to be evaluated; '/' every one.
type EvaluatePayload struct {
	Path string `json:"path"`
}

// saveFilings writes the planned filings in one transaction: rows ended and added, units, originals, entities to evaluate
// again, the jobs that do so, and an audit event a filing. All or nothing.
func (a *App) saveFilings(ctx context.Context, who *Actor, d *draft) (*Outcome, error) {
	out := d.outcome()
	blobs, err := d.originals()
	if err != nil {
		return out, err
	}
	on := Object{Path: d.unit.Path, Ref: "unit:" + d.Unit}
	err = a.actIn(store.Unhurried(ctx), who, FileLedger, on, d.scope(who), func(tx *store.Tx, e *Event) error {
		if err := tx.HoldFilings(); err != nil { // nobody else's takes effect between what is looked at here and the end
			return err
		}
		out.Filings, out.Repeated = nil, true
		for _, p := range d.parts {
			first, found, err := p.first(tx, d)
			if err != nil {
				return err
			}
			if out.Repeated = out.Repeated && found; found {
				out.Filings = append(out.Filings, first)
			}
		}
		if out.Repeated && len(d.parts) > 0 {
			e.Object, e.Action = "filing:"+out.Filings[0].ID, "filing.repeat"
			return d.done(tx, out)
		}
		out.Filings = nil
		if err := d.stillTrue(tx); err != nil {
			return err
		}
		for i, b := range blobs {
			if err := tx.SaveBlob(store.Blob{Hash: d.hashes[i], Media: mediaOf(d.Files[i].Name), Content: b, MadeAt: a.now()}); err != nil {
				return err
			}
		}
		if len(d.rows)+len(d.gone) > 0 {
			if _, err := a.SyncUnits(tx, who, d.rows, d.gone); err != nil {
				return err
			}
		}
		if err := a.saveTexts(tx, d); err != nil {
			return err
		}
		for n, p := range d.parts {
			f, err := a.saveFiling(tx, who, d, p, n)
			if err != nil {
				return err
			}
			out.Filings = append(out.Filings, f)
			ev := e
			if n > 0 {
				ev = &Event{Action: e.Action}
			}
			ev.Object, ev.Path = "filing:"+f.ID, p.Path
			for key, v := range map[string]int64{"added": f.Added, "changed": f.Changed, "unchanged": f.Unchanged, "ended": f.Ended, "left": f.Left} {
				ev.Detail(key, strconv.FormatInt(v, 10))
			}
			ev.Detail("ledger", f.Kind)
			ev.Detail("period", f.Period)
			ev.Detail("digest", f.Digest)
			if n > 0 {
				if err := a.audit(tx, who, ev); err != nil {
					return err
				}
			}
		}
		if err := a.evaluateAfter(tx, who, d); err != nil {
			return err
		}
		return d.done(tx, out)
	})
	if err != nil {
		out.Filings, out.Repeated = nil, false
		return out, err
	}
	if len(d.staged) > 0 {
		d.staged = nil
		a.tidy(context.WithoutCancel(ctx))
	}
	return out, nil
}

// originals gives the files as they came.
func (d *draft) originals() ([][]byte, error) {
	all := make([][]byte, len(d.Files))
	for i, f := range d.Files {
		all[i] = f.Data
		if f.Data == nil && f.Path != "" {
			var err error
			if all[i], err = os.ReadFile(f.Path); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// done does what whoever files wants done in the same transaction.
func (d *draft) done(tx *store.Tx, out *Outcome) error {
	if d.after == nil {
		return nil
	}
	return d.after(tx, out)
}

// first finds the filing that this part repeats: the latest of the ledger and period, of the same files, which nothing
// has changed since.
func (p *part) first(tx *store.Tx, d *draft) (f store.Filing, found bool, err error) {
	if !p.Nothing() {
		return f, false, nil
	}
	all, err := tx.FilingsOf(p.Unit, p.Kind.Key, d.Period)
	if err != nil || len(all) == 0 || all[0].Digest != d.digest || all[0].Mode != d.Mode {
		return f, false, err
	}
	return all[0], true, nil
}

// stillTrue refuses to save what another filing has overtaken since it was planned.
func (d *draft) stillTrue(tx *store.Tx) error {
	if v, err := tx.TreeVersion(); err != nil || v != d.version {
		return cmp.Or(err, error(errStale))
	}
	if err := d.alone(tx); err != nil {
		return err
	}
	later, err := tx.FilingsSince(d.seen)
	for _, f := range later {
		if overlap(f.Path, d.top) {
			return errStale
		}
	}
	return err
}

// saveFiling keeps the filing of one part. If its rows are laid out it takes effect; else they are written now.
func (a *App) saveFiling(tx *store.Tx, who *Actor, d *draft, p *part, n int) (store.Filing, error) {
	effect, err := tx.NextFiling()
	if err != nil {
		return store.Filing{}, err
	}
	seq := effect
	if len(d.staged) > 0 {
		seq = d.staged[n]
	}
	f := store.Filing{Seq: seq, Effect: effect, ID: a.newID(), Unit: p.Unit, Path: p.Path, Kind: p.Kind.Key, Period: d.Period, Mode: d.Mode, Upload: d.Upload,
		Digest: d.digest, RowsIn: int64(p.Rows), Added: int64(p.Added), Changed: int64(p.Changed), Unchanged: int64(p.Unchanged), Ended: int64(p.Ended),
		Left: int64(p.Left), Total: p.Total, Person: who.Person, FiledOn: d.day, FiledAt: a.now(), Note: d.Note}
	var files []store.FilingFile
	for i, in := range d.Files {
		for _, s := range d.read.Sheets {
			if s.File == in.Name && s.Kind == p.Kind {
				files = append(files, store.FilingFile{Name: in.Name, Sheet: s.Name, Blob: d.hashes[i]})
			}
		}
	}
	if len(files) > 0 {
		f.File, f.Sheet, f.Blob = files[0].Name, files[0].Sheet, files[0].Blob
	}
	for _, w := range d.words {
		if slices.Contains(w.kinds, p.Kind) {
			files = append(files, store.FilingFile{Name: path.Base(w.Name), Blob: w.hash})
		}
	}
	if len(d.staged) > 0 {
		err = tx.EffectStaged(seq)
	} else if err = tx.EndRows(p.ended, d.day, seq); err == nil {
		err = tx.AddRows(p.stored(d, seq))
	}
	if err != nil {
		return f, err
	}
	if err := tx.AddFiling(f, files); err != nil {
		return f, err
	}
	for _, owner := range slices.Sorted(maps.Keys(p.touch)) {
		if err := tx.MarkEntity(owner, p.touch[owner], effect); err != nil {
			return f, err
		}
	}
	return f, nil
}

// stored gives the new and changed rows as they are kept.
func (p *part) stored(d *draft, seq int64) func(func(*store.Row) bool) {
	return func(yield func(*store.Row) bool) {
		r := store.Row{Kind: p.Kind.Key, Filing: seq, From: d.day}
		var line []byte
		for n, l := range p.lines {
			if l.same {
				continue
			}
			i, x := int(l.row), p.homes[l.home]
			place := d.book.PlaceOf(p.rows.Source(i))
			line = p.rows.AppendLine(line[:0], i)
			r.ID, r.Owner, r.Path, r.Content = store.RowID(seq, n+1), x.owner, x.path, string(line)
			r.Key, r.Ref = string(p.rows.AppendKey(nil, i)), p.rows.Reference(i)
			r.File, r.Sheet, r.RowNo = place.File, place.Sheet, int64(place.Row)
			r.Party, r.Amount, r.Day = "", p.rows.Amount(i), p.rows.Day(i)
			if c := p.rows.Party(i); !c.IsZero() {
				r.Party = c.String()
			}
			if !yield(&r) {
				return
			}
		}
	}
}

// wide are the ledgers whose rows bear on other units of the group than their own.
var wide = []string{"counterparties", "enterprises", "leases", "relief_records", "group_support", "cash_positions", "initiatives", "risk_areas", "local_policies"}

// evaluateAfter marks the units whose findings may change, and adds the jobs that evaluate them: one a group.
func (a *App) evaluateAfter(tx *store.Tx, who *Actor, d *draft) error {
	seq, err := tx.LastFiling()
	if err != nil {
		return err
	}
	groups := map[string]bool{}
	for _, p := range d.parts {
		if p.Nothing() {
			for _, path := range p.touch { // a text, though no row, is new
				groups[GroupPath(path)] = true
			}
			continue
		}
		path := topOf(p.Path)
		groups[path] = true
		if slices.Contains(wide, p.Kind.Key) {
			units, err := tx.UnitsBelow(path)
			if err != nil {
				return err
			}
			for _, u := range units {
				groups[topOf(u.Path)] = true
				if err := tx.MarkEntity(u.Code, u.Path, seq); err != nil {
					return err
				}
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(groups)) {
		if _, err := a.Enqueue(tx, NewJob{Kind: EvaluateJob, Key: EvaluateJob + ":" + path, Path: path, Person: who.Person, Payload: EvaluatePayload{Path: path}}); err != nil {
			return err
		}
	}
	return nil
}

// mediaOf gives the media type of an original by its name.
func mediaOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx":
		return xlsx.MediaType
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".pdf":
		return "application/pdf"
	case ".txt":
		return "text/plain"
	}
	return "text/csv"
}
