package web

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"shukun/app"
	"shukun/lang"
	"shukun/ledger"
	"shukun/web/ui"
	"shukun/web/words"
)

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// when writes an instant as people in China read it.
func when(_ *ui.Page, at app.Instant) string {
	if at == 0 {
		return "--"
	}
	return at.Time().In(china).Format("2006-01-02 15:04")
}

func fileNames(u app.Upload) string {
	var names []string
	for _, f := range u.Files {
		names = append(names, f.Name)
	}
	return strings.Join(names, " · ")
}

// uploadTypes are the files a person may choose: ledgers, and the texts they name.
const uploadTypes = ".xlsx,.csv,.txt,.docx,.pdf"

func kindsOf(p *ui.Page, kinds []*ledger.Kind) []ui.Option {
	var all []ui.Option
	for _, k := range kinds {
		all = append(all, ui.Option{Value: k.Key, Title: kindTitle(p, k.Key)})
	}
	return all
}

func guessHint(l *ledger.Look) lang.Text {
	if l.Kind == nil && l.Guess != nil {
		return words.LedgerGuess
	}
	return lang.Text{}
}

func kindKey(l *ledger.Look) string {
	if k := kindOf(l); k != nil {
		return k.Key
	}
	return ""
}

// cellsOpen is how many cells of a kind stand on the page without being asked for.
const cellsOpen = 5

// polling lets a page at work ask for itself every two seconds: until the files are read, filed, and judged.
func polling(s stepsScreen) templ.Attributes {
	if s.State != app.UploadReading && s.State != app.UploadFiling && (s.State != app.UploadFiled || len(s.Receipts) == 0 || judged(s.Receipts)) {
		return nil
	}
	return templ.Attributes{"hx-get": "/uploads/" + s.ID, "hx-trigger": "every 2s", "hx-select": "#upload-state", "hx-target": "#upload-state", "hx-swap": "outerHTML"}
}

func stepOf(state string) int {
	if state == app.UploadFiling {
		return 3
	}
	return 2
}

func badState(n int) string {
	if n > 0 {
		return "bad"
	}
	return "ok"
}

// cellName says where a bad cell is: as Excel names it, else by its row.
func cellName(p *ui.Page, c app.BadCell) string {
	switch {
	case c.Cell != "":
		return c.Cell
	case c.Row == 0:
		return "--"
	}
	return p.F(words.RowNo, c.Row)
}

func effectColumns(p *ui.Page) []ui.Col {
	unit := p.T(p.Amount.Title())
	return []ui.Col{{Title: words.LedgerWord}, {Title: words.ColNew, Num: true}, {Title: words.ColChanged, Num: true}, {Title: words.ColUnchanged, Num: true}, {Title: words.ColEnded, Num: true},
		{Title: words.ColLeft, Num: true}, {Title: words.ColBefore, Unit: unit, Num: true}, {Title: words.ColAfter, Unit: unit, Num: true}}
}

func judged(all []app.FilingReceipt) bool {
	for _, r := range all {
		if !r.Judged {
			return false
		}
	}
	return len(all) > 0
}

func periodTitle(p *ui.Page, period string) string {
	if period == "" {
		return p.T(words.PeriodStanding)
	}
	return period
}
