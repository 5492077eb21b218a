package ui

import (
	"fmt"
	"math"
	"slices"

	"shukun/money"
)

// Chart is a picture of a table: drawn here as SVG, and, where scripts run and somebody asks, by the browser from the
// same table. The table always stands under it, and can be taken away as CSV.
type Chart struct {
	ID      string
	Title   string
	Summary string // what the picture says, in a sentence, for those who do not see it
	Kind    string // bars, line
	Unit    string // of the figures
	CSV     string // address
	Head    string // of the first column
	Series  []string
	Rows    []ChartRow
	Open    bool // show the table unfolded
}

// ChartRow is a row of a chart's table: a label and a figure for each series.
type ChartRow struct {
	Label  string
	Href   string
	Values []ChartValue
	Total  string // shown at the end of the bar
	Faint  bool   // nothing is known: hatched, never zero
}

// ChartValue is a figure: as it is shown, exactly (fen or a count), and where its rows are.
type ChartValue struct {
	Shown string
	Raw   int64
	Href  string
}

const (
	chartWidth = 720
	labelWidth = 168
	rightRoom  = 84
	barStep    = 30
)

// most is the largest sum of a row, at least 1.
func (c *Chart) most() float64 {
	most := 1.0
	for _, r := range c.Rows {
		most = max(most, float64(r.sum()))
	}
	return most
}

func (r *ChartRow) sum() (n int64) {
	for _, v := range r.Values {
		n += v.Raw
	}
	return n
}

// bar is a piece of a stacked bar.
type bar struct {
	X, Y, W, H, Class string
	Title             string
}

// bars lays out a row's pieces side by side.
func (c *Chart) bars(row int) []bar {
	x, all := float64(labelWidth), c.most()
	var out []bar
	for i, v := range c.Rows[row].Values {
		w := float64(v.Raw) / all * (chartWidth - labelWidth - rightRoom)
		if v.Raw > 0 {
			out = append(out, bar{px(x), px(float64(row*barStep) + 5), px(max(w, 1)), px(20), fmt.Sprintf("fill%d edge", i), c.Series[i] + " " + v.Shown})
		}
		x += w
	}
	return out
}

func (c *Chart) end(row int) string {
	return px(labelWidth + float64(c.Rows[row].sum())/c.most()*(chartWidth-labelWidth-rightRoom) + 6)
}

func (c *Chart) height() int { return len(c.Rows)*barStep + 4 }

const (
	lineHeight = 220
	lineLeft   = 70
	lineFoot   = 30
)

// linePoints gives the points of the first series, from left to right.
func (c *Chart) linePoints() [][2]float64 {
	most := c.most()
	step := float64(chartWidth-lineLeft-44) / float64(max(1, len(c.Rows)-1))
	var out [][2]float64
	for i, r := range c.Rows {
		out = append(out, [2]float64{lineLeft + float64(i)*step, lineHeight - lineFoot - float64(r.Values[0].Raw)/nice(most)*(lineHeight-lineFoot-14)})
	}
	return out
}

// linePath draws the first series; close comes back along the axis.
func (c *Chart) linePath(closed bool) string {
	points := c.linePoints()
	path := ""
	for i, p := range points {
		path += fmt.Sprintf("%c%s %s", "ML"[min(i, 1)], px(p[0]), px(p[1]))
	}
	if closed && len(points) > 0 {
		path += fmt.Sprintf("L%s %d L%s %dZ", px(points[len(points)-1][0]), lineHeight-lineFoot, px(points[0][0]), lineHeight-lineFoot)
	}
	return path
}

// ticks are the lines of the scale with their words.
func (c *Chart) ticks(show func(money.Fen) string) []bar {
	top := nice(c.most())
	var out []bar
	for i := range 4 {
		y := lineHeight - lineFoot - float64(i)/3*(lineHeight-lineFoot-14)
		out = append(out, bar{Y: px(y), Title: show(money.Fen(top / 3 * float64(i)))})
	}
	return out
}

// labels picks at most seven of the rows to name under the axis, the last among them.
func (c *Chart) labels() []int {
	n := len(c.Rows)
	step := max(1, int(math.Ceil(float64(n)/7)))
	var out []int
	for i := n - 1; i >= 0; i -= step {
		out = append(out, i)
	}
	slices.Reverse(out)
	return out
}

// nice rounds up to 3, 6, 12 … times a power of ten, so that thirds of it are round.
func nice(v float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1.2, 1.5, 3, 6, 9, 12} {
		if v <= m*p {
			return m * p
		}
	}
	return 12 * p
}

func px(v float64) string {
	return fmt.Sprintf("%.4g", math.Round(v*10)/10)
}

// clip shortens a label to fit beside a bar.
func clip(s string) string {
	width := 0
	for i, r := range s {
		if r < 0x2000 {
			width++
		} else {
			width += 2
		}
		if width > 24 {
			return s[:i] + "…"
		}
	}
	return s
}
