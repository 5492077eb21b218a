package ledger

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"

	"shukun/civil"
	"shukun/ledger/xlsx"
	"shukun/problem"
)

// Confidence is how sure it is that a header word means a column.
type Confidence uint8

// The confidences.
const (
	NoColumn Confidence = iota // the word means no column
	Likely                     // by a synonym
	Sure                       // by the contract's own words
	Chosen                     // by a person
)

// Look is a sheet or text file as it looks before it is read.
type Look struct {
	File, Sheet string
	Kind        *Kind // as its name or a person says; nil: unknown
	Guess       *Kind // if Kind is nil: what its header looks like; nil: nothing
	Header      int   // its row; 0: none found
	Fields      []Field
	Missing     []*Column      // required columns that no field gives
	Why         *problem.Error // why it cannot be read as it is
}

// Field is a header cell with some of the values under it.
type Field struct {
	Place      int // of the column in the sheet, from 0
	Header     string
	Samples    []string
	Column     *Column // nil: none
	Confidence Confidence
}

// LookAt looks at the first rows of a file: which sheets, of which kinds, with which columns. The error means that the
// file cannot be opened at all.
func LookAt(in Input, limits *xlsx.Limits, p *Profile) ([]Look, error) {
	o, err := in.open()
	if err != nil {
		return nil, err
	}
	defer o.close()
	if !spreadsheetName(in.Name) && o.format() == xlsx.FormatOther {
		return o.lookAtText(limits, p)
	}
	l := xlsx.DefaultLimits()
	if limits != nil {
		l = *limits
	}
	wb, err := xlsx.Open(o.at, o.size, l)
	if err != nil {
		return nil, placed(err, o.Name, "")
	}
	kinds := o.sheetKinds(wb)
	var all []Look
	for i, sheet := range wb.Sheets() {
		var head []headRow
		err := wb.Rows(i, func(row int, cells []Cell) error {
			head = append(head, headRow{row: row, cells: shownTexts(cells, wb.Date1904)})
			if len(head) >= headerRows {
				return errHeadRead
			}
			return nil
		})
		if err != nil && !errors.Is(err, errHeadRead) {
			return nil, placed(err, o.Name, sheet.Name)
		}
		look := Look{File: o.Name, Sheet: sheet.Name, Kind: kinds[i]}
		if _, given := o.Sheets[sheet.Name]; look.Kind == nil && !given {
			look.Kind = o.restKind(kinds)
		}
		look.fill(head, p)
		all = append(all, look)
	}
	return all, nil
}

// shownTexts gives cells as a person sees them: a date cell is a day, not the number behind it, and a number has no idle
// zeros.
func shownTexts(cells []Cell, date1904 bool) []string {
	all := cellTexts(cells)
	for i, c := range cells {
		switch {
		case c.Kind == xlsx.DateNumber:
			if y, m, d, ok := xlsx.ExcelDate(c.Text, date1904); ok {
				if day, is := civil.Of(y, m, d); is {
					all[i] = day.String()
				}
			}
		case c.Kind == xlsx.Number && strings.Contains(all[i], "."):
			all[i] = strings.TrimSuffix(strings.TrimRight(all[i], "0"), ".")
		}
	}
	return all
}

func (o *opened) lookAtText(limits *xlsx.Limits, p *Profile) ([]Look, error) {
	if limits != nil && limits.FileBytes > 0 && o.size > limits.FileBytes {
		return nil, placed(textTooLarge("文件字节数", "bytes of the file", limits.FileBytes), o.Name, "")
	}
	look := Look{File: o.Name, Kind: o.nameKind()}
	stream := newCSVStream(io.NewSectionReader(o.at, 0, o.size), pieceBytes, &sync.Pool{}, func(int64) {})
	if err := stream.start(); err != nil {
		return nil, placed(err, o.Name, "")
	}
	if stream.rest = bytes.TrimPrefix(stream.rest, utf8BOM); !readsAsIs(stream.rest, stream.last) {
		raw, err := io.ReadAll(io.NewSectionReader(o.at, 0, o.size))
		if err != nil {
			return nil, unreadableFile(o.Name, err)
		}
		stream = newCSVStream(bytes.NewReader(decodeText(raw).text), pieceBytes, &sync.Pool{}, func(int64) {})
		if err := stream.start(); err != nil {
			return nil, placed(err, o.Name, "")
		}
	}
	var best []headRow
	for _, comma := range []byte{',', '\t', ';'} {
		form := stream.form
		form.comma = comma
		head := form.head(stream.rest, stream.last)
		if best == nil || widest(head) > widest(best) {
			best = head
		}
	}
	look.fill(best, p)
	return []Look{look}, nil
}

func widest(head []headRow) int {
	n := 0
	for _, h := range head {
		n = max(n, len(h.cells))
	}
	return n
}

// fill finds the header among the first rows, and what its cells mean.
func (l *Look) fill(head []headRow, p *Profile) {
	k := l.Kind
	if k == nil {
		k = guessKind(head, p)
		l.Guess = k
	}
	if k == nil {
		return
	}
	m, at, fault := k.findHeader(head, p.forKind(k))
	if l.Why = fault; at.row == 0 {
		return
	}
	l.Header, l.Missing = at.row, m.missing(k, p.forKind(k))
	bounds := map[int]bound{}
	for _, b := range m.columns {
		bounds[b.field] = b
	}
	for place, text := range at.cells {
		if b, ok := bounds[place]; ok {
			f := Field{Place: place, Header: b.header, Column: &k.Columns[b.column], Confidence: Likely}
			switch {
			case b.rank < 0:
				f.Confidence = Chosen
			case b.rank == 0:
				f.Confidence = Sure
			}
			if text != "" {
				f.Header = text
			}
			l.Fields = append(l.Fields, f)
		} else if text != "" {
			f := Field{Place: place, Header: text}
			if _, chosen := p.forKind(k).of(text); chosen {
				f.Confidence = Chosen
			}
			l.Fields = append(l.Fields, f)
		}
	}
	for i := range l.Fields {
		l.Fields[i].sample(head, at.row)
	}
}

// sample keeps the first values under a header cell.
func (f *Field) sample(head []headRow, header int) {
	const few = 3
	for _, h := range head {
		if h.row > header && f.Place < len(h.cells) && h.cells[f.Place] != "" && len(f.Samples) < few {
			f.Samples = append(f.Samples, problem.Shorten(h.cells[f.Place]))
		}
	}
}

// guessKind finds the kind whose header the first rows look most like: all its required columns, or most of its columns.
func guessKind(head []headRow, p *Profile) *Kind {
	var best *Kind
	most := 0
	for _, r := range registry {
		k := r.kind()
		m, at, _ := k.findHeader(head, p.forKind(k))
		if at.row == 0 {
			continue
		}
		score := 3*len(m.columns) - 2*len(m.missing(k, p.forKind(k)))
		if score > most {
			best, most = k, score
		}
	}
	return best
}
