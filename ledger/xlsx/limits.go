package xlsx

// Limits bound what a file may cost to read. A field left zero takes its default.
type Limits struct {
	FileBytes     int64 // the file as it is
	Entries       int   // parts in the archive
	UnpackedBytes int64 // all parts unpacked
	SheetBytes    int64 // one worksheet unpacked, and the styles
	SharedBytes   int64 // the shared strings unpacked; they are the only part held in memory
	Depth         int   // XML elements inside one another
	Rows          int   // rows of one sheet that hold anything
	Columns       int   // the last column of a sheet that holds anything
	CellChars     int   // characters of one cell, counted as Excel does, in UTF-16 units
	Cells         int64 // cells of one sheet, the blank ones before the last of each row included
	Merges        int   // merged areas of one sheet
}

// DefaultLimits are for a person at a command line with a file of their own: a sheet of 1,000,000 rows by 20
// columns (about 1 GB unpacked) passes, and memory stays bounded by the shared strings.
func DefaultLimits() Limits {
	return Limits{
		FileBytes:     4 << 30,
		Entries:       1_000,
		UnpackedBytes: 8 << 30,
		SheetBytes:    4 << 30,
		SharedBytes:   512 << 20,
		Depth:         64,
		Rows:          maxRows,
		Columns:       maxColumns,
		CellChars:     maxCellChars,
		Cells:         200_000_000,
		Merges:        1 << 20,
	}
}

// ServerLimits are for files that strangers upload: 20 MB as sent, 200 MiB unpacked, 100,000 rows of data by 60
// columns, with 20 rows to spare for titles and the header.
func ServerLimits() Limits {
	const data, head, columns = 100_000, 20, 60
	return Limits{
		FileBytes:     20_000_000,
		Entries:       1_000,
		UnpackedBytes: 200 << 20,
		SheetBytes:    150 << 20,
		SharedBytes:   60 << 20,
		Depth:         64,
		Rows:          data + head,
		Columns:       columns,
		CellChars:     maxCellChars,
		Cells:         (data + head) * columns,
		Merges:        data,
	}
}

// orDefault puts the defaults in the fields left zero, and keeps rows and columns within Excel's own bounds.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	l.FileBytes = or(l.FileBytes, d.FileBytes)
	l.Entries = or(l.Entries, d.Entries)
	l.UnpackedBytes = or(l.UnpackedBytes, d.UnpackedBytes)
	l.SheetBytes = or(l.SheetBytes, d.SheetBytes)
	l.SharedBytes = or(l.SharedBytes, d.SharedBytes)
	l.Depth = or(l.Depth, d.Depth)
	l.Rows = min(or(l.Rows, d.Rows), maxRows)
	l.Columns = min(or(l.Columns, d.Columns), maxColumns)
	l.CellChars = or(l.CellChars, d.CellChars)
	l.Cells = or(l.Cells, d.Cells)
	l.Merges = or(l.Merges, d.Merges)
	return l
}

func or[N int | int64](n, otherwise N) N {
	if n == 0 {
		return otherwise
	}
	return n
}
