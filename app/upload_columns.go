package app

import (
	"context"
	"encoding/json"
	"slices"

	"shukun/ledger"
	"shukun/ledger/xlsx"
	"shukun/problem"
	"shukun/store"
)

// inputs loads an upload's files with what the person chose of their sheets, and the profile of all column choices: what
// the unit has said before, and above it what was said now.
func (a *App) inputs(tx *store.Tx, u *store.Upload) (files []ledger.Input, profile *ledger.Profile, err error) {
	list, err := tx.UploadFiles(u.ID)
	if err != nil {
		return nil, nil, err
	}
	chosen := map[*ledger.Kind]map[string]string{}
	say := func(kind, header, column string) {
		k := ledger.FindKind(kind)
		if k == nil {
			return
		}
		if chosen[k] == nil {
			chosen[k] = map[string]string{}
		}
		if column == "-" {
			column = ""
		}
		chosen[k][ledger.FoldHeader(header)] = column
	}
	memory, err := tx.RememberedHeaders(u.Unit)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range memory {
		say(m.Kind, m.Header, m.Column)
	}
	for _, f := range list {
		if IsText(f.Name) {
			continue
		}
		b, found, err := tx.Blob(f.Blob)
		if err != nil {
			return nil, nil, err
		}
		if !found {
			return nil, nil, problem.New(problem.Internal, "original-missing", errForbidden.What, errForbidden.Next)
		}
		in := ledger.Input{Name: f.Name, Data: b.Content}
		for sheet, c := range choicesOf(f) {
			if sheet == "" {
				in.Kind = ledger.FindKind(c.Kind)
			} else if c.Kind != "" {
				if in.Sheets == nil {
					in.Sheets = map[string]*ledger.Kind{}
				}
				in.Sheets[sheet] = ledger.FindKind(c.Kind)
			}
			for header, column := range c.Columns {
				say(c.Kind, header, column)
			}
		}
		files = append(files, in)
	}
	if len(chosen) == 0 {
		return files, nil, nil
	}
	return files, ledger.ChosenColumns(chosen), nil
}

// textsOf loads the texts of contracts and tenders among an upload's files.
func textsOf(tx *store.Tx, upload string) (all []TextFile, err error) {
	list, err := tx.UploadFiles(upload)
	for _, f := range list {
		if err != nil || !IsText(f.Name) {
			continue
		}
		var b store.Blob
		b, _, err = tx.Blob(f.Blob)
		all = append(all, TextFile{Name: f.Name, Data: b.Content})
	}
	return all, err
}

func ledgersOf(files []store.UploadFile) (n int) {
	for _, f := range files {
		if !IsText(f.Name) {
			n++
		}
	}
	return n
}

func choicesOf(f store.UploadFile) map[string]choice {
	all := map[string]choice{}
	if f.Mapping != "" && json.Unmarshal([]byte(f.Mapping), &all) != nil {
		return map[string]choice{}
	}
	return all
}

// LookAtUpload looks at the first rows of an upload's files, as the unit's memory and the person's choices have them.
func (a *App) LookAtUpload(ctx context.Context, who *Actor, u *Upload) (looks []ledger.Look, err error) {
	err = a.look(ctx, who, FileLedger, Object{Path: u.Path}, func(tx *store.Tx) error {
		files, profile, err := a.inputs(tx, &u.Upload)
		if err != nil {
			return err
		}
		limits := xlsx.ServerLimits()
		for _, in := range files {
			all, err := ledger.LookAt(in, &limits, profile)
			if err != nil {
				return err
			}
			looks = append(looks, all...)
		}
		return nil
	})
	return slices.DeleteFunc(looks, func(l ledger.Look) bool { return l.Sheet == ledger.MarkedListSheet }), err
}

// SheetChoice is what a person says of a sheet: its ledger ("-" not to be read) and the columns of its header words
// ("-" left out, "" as guessed).
type SheetChoice struct {
	File, Sheet, Kind string
	Columns           map[string]string
}

// ChooseColumns keeps what the person says, and remembers it for the unit's next upload; the files are then read anew.
func (a *App) ChooseColumns(ctx context.Context, who *Actor, id string, said []SheetChoice) error {
	return a.changeUpload(ctx, who, id, "upload.match", func(tx *store.Tx, u *store.Upload) error {
		files, err := tx.UploadFiles(id)
		if err != nil {
			return err
		}
		var memory []store.HeaderMemory
		for i := range files {
			all := choicesOf(files[i])
			for _, s := range said {
				if s.File != files[i].Name || s.Kind != "-" && ledger.FindKind(s.Kind) == nil {
					continue
				}
				c := choice{Kind: s.Kind, Columns: map[string]string{}}
				for header, column := range s.Columns {
					if column == "" {
						continue
					}
					c.Columns[header] = column
					if s.Kind != "-" {
						memory = append(memory, store.HeaderMemory{Kind: s.Kind, Header: ledger.FoldHeader(header), Column: column})
					}
				}
				all[s.Sheet] = c
			}
			mapping, err := json.Marshal(all)
			if err != nil {
				return err
			}
			files[i].Mapping = string(mapping)
		}
		u.State, u.Summary, u.Problem = store.UploadNew, "", ""
		if err := tx.SetUploadFiles(id, files); err != nil {
			return err
		}
		return tx.RememberHeaders(u.Unit, memory)
	})
}
