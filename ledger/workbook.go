package ledger

import (
	"errors"
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// workbook reads the sheets of a workbook that are ledgers.
func (r *reading) workbook(o *opened) error {
	limits := xlsx.DefaultLimits()
	if r.Limits != nil {
		limits = *r.Limits
	}
	wb, err := xlsx.Open(o.at, o.size, limits)
	if err != nil {
		return placed(err, o.Name, "")
	}
	kinds := o.sheetKinds(wb)
	found := false
	var first error
	for i, sheet := range wb.Sheets() {
		k, guess := kinds[i], false
		if given, ok := o.Sheets[sheet.Name]; ok && given == nil {
			r.skip(o.Name, sheet.Name, lang.Text{Zh: "按您的选择未读取", En: "was not read, as you chose"})
			continue
		}
		if k == nil {
			k, guess = o.restKind(kinds), true
		}
		if k == nil {
			r.skip(o.Name, sheet.Name, lang.Text{Zh: "工作表不属于任何台账种类，未读取", En: "the sheet belongs to no ledger kind and was not read"})
			continue
		}
		err := r.workSheet(o, wb, i, k)
		switch {
		case err == nil:
			found = true
		case guess && isHeaderFault(err):
			if first == nil {
				first = err
			}
			e := err.(*problem.Error)
			r.skip(o.Name, sheet.Name, lang.Text{Zh: "工作表未读取：" + e.What.Zh, En: "the sheet was not read: " + e.What.En})
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

// isHeaderFault reports whether a sheet is not a ledger of the kind tried, rather than a bad one.
func isHeaderFault(err error) bool {
	code := problem.CodeOf(err)
	return code == "missing-column" || code == "header-not-found"
}

// sheetKinds gives the kind each sheet's name says it is, nil for none. A kind the user gave goes for all sheets.
func (o *opened) sheetKinds(wb *xlsx.Workbook) []*Kind {
	kinds := make([]*Kind, len(wb.Sheets()))
	for i, sheet := range wb.Sheets() {
		if o.Kind == nil {
			kinds[i] = KindOfName(sheet.Name)
		}
		if given := o.Sheets[sheet.Name]; given != nil {
			kinds[i] = given
		}
	}
	return kinds
}

// restKind gives the kind that sheets without a telling name may be: the file's, unless a sheet bears its name.
func (o *opened) restKind(kinds []*Kind) *Kind {
	k := o.nameKind()
	for _, named := range kinds {
		if named == k {
			return nil
		}
	}
	return k
}

var errHeadRead = errors.New("the first rows have been read")

func (r *reading) workSheet(o *opened, wb *xlsx.Workbook, i int, k *Kind) error {
	sheet := wb.Sheets()[i]
	var head []headRow
	err := wb.Rows(i, func(row int, cells []Cell) error {
		head = append(head, headRow{row: row, cells: cellTexts(cells)})
		if len(head) >= headerRows {
			return errHeadRead
		}
		return nil
	})
	if err != nil && !errors.Is(err, errHeadRead) {
		return placed(err, o.Name, sheet.Name)
	}
	m, _, fault := k.findHeader(head, r.Profile.forKind(k))
	if fault != nil {
		return placed(fault, o.Name, sheet.Name)
	}
	s := &sheetRows{file: o.Name, name: strings.Clone(sheet.Name), mapping: m, book: wb, sheet: i}
	if err := r.loadSheet(k, s, Sheet{File: o.Name, Name: s.name, Kind: k, Header: m.row}); err != nil {
		return err
	}
	return r.tellHidden(s, sheet.Hidden)
}

// tellHidden warns of rows that were read although nobody sees them.
func (r *reading) tellHidden(s *sheetRows, sheetHidden bool) error {
	hidden, err := s.book.HiddenRows(s.sheet)
	if err != nil {
		return placed(err, s.file, s.name)
	}
	n := 0
	for _, span := range hidden {
		n += max(0, min(span.Last, s.last)-max(span.First, s.mapping.row+1)+1)
	}
	var what lang.Text
	count := strconv.Itoa(n)
	switch {
	case sheetHidden:
		what = lang.Text{Zh: "工作表是隐藏的，已读取", En: "the sheet is hidden; it was read"}
	case n > 0:
		what = lang.Text{Zh: "有 " + count + " 行被隐藏或筛选，已照常读取", En: count + " rows are hidden or filtered out; they were read all the same"}
	default:
		return nil
	}
	e := problem.New(problem.Invalid, "hidden-rows", what, lang.Text{Zh: "如不应计入，请删除后重试", En: "Delete them if they are not to count"})
	r.report.Warnings = append(r.report.Warnings, e.At(problem.Place{File: s.file, Sheet: s.name}))
	return nil
}
