// Package xlsx reads and writes plain Excel workbooks (.xlsx) as streams.
//
// The reader is for files from strangers: it looks at the container before it inflates anything, counts every
// byte it inflates, refuses macros, links to outside and document types, and holds one row at a time. It scans
// the bytes of a sheet itself, since a general XML decoder costs ten times as much. The writer is for large
// plain sheets: one pass, text in the cells, no memory that grows with the rows.
//
// A Workbook may be read by several goroutines at once; a Writer may not.
package xlsx

// Excel's own bounds on a sheet (ECMA-376 leaves them to the program; these are Microsoft's published limits).
const (
	maxRows      = 1_048_576
	maxColumns   = 16_384
	maxCellChars = 32_767
)

// Bounds of this reader that no honest file meets, so they are not worth a setting.
const (
	maxToken      = 1 << 20  // bytes of one tag, text or comment
	maxAttrs      = 1_000    // attributes of one tag
	maxRowBytes   = 16 << 20 // bytes of text in one row
	maxDirectory  = 4 << 20  // bytes of the archive's table of contents
	maxMeta       = 64 << 20 // bytes of content types, relationships and workbook part together
	maxTail       = 64 << 20 // bytes of a sheet outside its rows
	maxFormula    = 64 << 10 // bytes of one formula; Excel's own bound is 8,192 characters
	maxCellStyles = 1 << 17  // Excel's own bound is 65,490
)
