package terminal

import "strings"

// Align is the side a column's cells stand on.
type Align bool

// The sides.
const (
	Left  Align = false
	Right Align = true
)

// Table is rows of cells in columns. The first row may be a head.
type Table struct {
	Aligns []Align
	Head   []string
	Rows   [][]string
	Limit  int // columns of the terminal for the last cell to be wrapped in; 0: not wrapped
}

// Lines gives the table's lines, each begun with indent. The last column is not filled up.
func (t *Table) Lines(indent string, paint Paint) []string {
	all := t.Rows
	if t.Head != nil {
		all = append([][]string{t.Head}, all...)
	}
	widths := make([]int, len(t.Aligns))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], Width(cell))
		}
	}
	var lines []string
	for n, row := range all {
		for _, line := range t.line(row, widths, Width(indent)) {
			line = indent + line
			if n == 0 && t.Head != nil {
				line = paint.Bold(line)
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func (t *Table) line(row []string, widths []int, indent int) []string {
	var b strings.Builder
	at := indent
	for i, cell := range row {
		last := i == len(row)-1
		switch {
		case t.Aligns[i] == Right:
			b.WriteString(PadLeft(cell, widths[i]))
		case !last:
			b.WriteString(Pad(cell, widths[i]))
		case t.Limit > 0 && t.Limit-at >= 20:
			parts := Wrap(cell, t.Limit-at)
			lines := []string{strings.TrimRight(b.String()+parts[0], " ")}
			for _, p := range parts[1:] {
				lines = append(lines, spaces(at-indent)+p)
			}
			return lines
		default:
			b.WriteString(cell)
		}
		if !last {
			b.WriteString("  ")
			at += widths[i] + 2
		}
	}
	return []string{strings.TrimRight(b.String(), " ")}
}
