package ledger

import (
	"errors"
	"strings"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// headRow is one of the first rows of a sheet.
type headRow struct {
	row   int
	after int // CSV: offset behind the row
	cells []string
}

// findHeader picks, among the first rows, the one that names most columns of the kind.
func (r *reading) findHeader(k *Kind, head []headRow) (headRow, mapping, error) {
	var aliases map[string]string
	if r.Profile != nil {
		aliases = r.Profile.aliases(k)
	}
	best, bestScore := -1, 0
	var m mapping
	for i, h := range head {
		found, score, err := k.matchHeader(h.cells, aliases)
		if err != nil && score >= 2 {
			return headRow{}, mapping{}, err
		}
		if score > bestScore {
			best, bestScore, m = i, score, found
		}
	}
	if best < 0 || bestScore < 2 && len(k.Columns) > 2 {
		return headRow{}, mapping{}, missingColumns(k, (&mapping{}).missing(k))
	}
	m.row = head[best].row
	for _, h := range head[:best] {
		if u := titleUnit(h.cells); u != "" {
			m.unit = u
		}
	}
	if missing := m.missing(k); len(missing) > 0 {
		e := missingColumns(k, missing)
		e.Place.Row = m.row
		return headRow{}, mapping{}, e
	}
	return head[best], m, nil
}

func (r *reading) csvFile(o *opened) error {
	k := o.nameKind()
	raw, err := o.read(r.Progress)
	if err != nil {
		return err
	}
	text, encoding, bad := decodeText(raw)
	f := &csvData{text: text, comma: separator(text)}
	head := f.head()
	h, m, err := r.findHeader(k, head)
	if err != nil {
		return placed(err, o.Name, "")
	}
	s := &sheetRows{file: o.Name, mapping: m, csv: f, pos: h.after, bad: bad}
	s.index = uint32(len(r.report.Sheets))
	r.report.Sheets = append(r.report.Sheets, Sheet{File: o.Name, Kind: k, Header: m.row, Encoding: encoding})
	r.warnMapping(k, s)
	return r.load(k, s)
}

// head reads the first rows of a CSV text.
func (f *csvData) head() []headRow {
	var out []headRow
	var cells []Cell
	pos := 0
	for row := 1; row <= headerRows && pos < len(f.text); row++ {
		end, _ := f.recordEnd(pos)
		cells = f.fields(f.text[pos:end], cells)
		out = append(out, headRow{row: row, after: end, cells: cellTexts(cells)})
		pos = end
	}
	return out
}

func cellTexts(cells []Cell) []string {
	s := make([]string, len(cells))
	for i, c := range cells {
		s[i] = string(cleaned(c.Text))
	}
	return s
}

func (r *reading) workbook(o *opened) error {
	limits := xlsx.DefaultLimits()
	if r.Limits != nil {
		limits = *r.Limits
	}
	wb, err := xlsx.Open(o.at, o.size, limits)
	if err != nil {
		return placed(err, o.Name, "")
	}
	named := false
	kinds := make([]*Kind, len(wb.Sheets()))
	for i, sheet := range wb.Sheets() {
		if o.Kind == nil {
			kinds[i] = KindOfName(sheet.Name)
		}
		named = named || kinds[i] != nil
	}
	found := false
	var first error
	for i, sheet := range wb.Sheets() {
		k := kinds[i]
		guess := k == nil && !named
		if guess {
			k = o.nameKind()
		}
		if k == nil {
			r.skip(o.Name, sheet.Name, lang.Text{Zh: "工作表不属于任何台账种类，未读取", En: "the sheet belongs to no ledger kind and was not read"})
			continue
		}
		err := r.workSheet(o, wb, i, k)
		switch {
		case err == nil:
			found = true
		case guess && problem.CodeOf(err) == "missing-column":
			if first == nil {
				first = err
			}
			r.skip(o.Name, sheet.Name, lang.Text{Zh: "工作表中没有“" + k.Name + "”的表头，未读取", En: "the sheet has no header of " + k.Key + " and was not read"})
		default:
			return err
		}
	}
	if !found && first != nil {
		return first
	}
	r.Progress(o.size)
	return nil
}

var errHeadRead = errors.New("the first rows have been read")

func (r *reading) workSheet(o *opened, wb *xlsx.Workbook, i int, k *Kind) error {
	name := wb.Sheets()[i].Name
	var head []headRow
	err := wb.Rows(i, func(row int, cells []Cell) error {
		head = append(head, headRow{row: row, cells: cellTexts(cells)})
		if len(head) >= headerRows {
			return errHeadRead
		}
		return nil
	})
	if err != nil && !errors.Is(err, errHeadRead) {
		return placed(err, o.Name, name)
	}
	_, m, err := r.findHeader(k, head)
	if err != nil {
		return placed(err, o.Name, name)
	}
	s := &sheetRows{file: o.Name, name: strings.Clone(name), mapping: m, book: wb, sheet: i}
	s.index = uint32(len(r.report.Sheets))
	r.report.Sheets = append(r.report.Sheets, Sheet{File: o.Name, Name: name, Kind: k, Header: m.row})
	r.warnMapping(k, s)
	return r.load(k, s)
}
