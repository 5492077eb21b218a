package ledger

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/problem"
)

// genValue draws a value a column takes, spelt in one of the contract's ways; n makes keys differ.
func genValue(t *rapid.T, c *Column, n int) string {
	if !c.Required && rapid.IntRange(0, 3).Draw(t, "absent") == 0 {
		return ""
	}
	pick := func(all ...string) string { return rapid.SampledFrom(all).Draw(t, c.Key) }
	switch c.Type {
	case TypeText:
		if c.InKey {
			return pick("N-", "编号", "a,b-", "say \"x\"-", "=", "00") + fmt.Sprint(n)
		}
		return pick("HT-1", "合同 1", "a,b;c\td", "say \"hi\"", "\"", "两行\n文字", "0012", "-x", "合计", "2022-06-30", "1e5", "𠮷_x0041_", "&<>'")
	case TypeCode:
		if c.InKey && !c.Owner {
			return benchCode(n)
		}
		return benchCode(rapid.IntRange(0, 4).Draw(t, c.Key))
	case TypeDate:
		d := civil.MustOf(2019, 1, 1).AddDays(rapid.IntRange(0, 2500).Draw(t, c.Key))
		if c.InKey {
			d = civil.MustOf(2019, 1, 1).AddDays(n)
		}
		y, m, day := d.Split()
		return pick(d.String(), fmt.Sprintf("%d/%d/%d", y, m, day), fmt.Sprintf("%04d%02d%02d", y, m, day), fmt.Sprintf("%d.%d.%d", y, m, day), fmt.Sprintf("%d年%d月%d日", y, m, day))
	case TypeMoney:
		fen := rapid.Int64Range(-1e15, 1e15).Draw(t, c.Key)
		return pick(fmt.Sprintf("%d.%02d", fen/100, abs(fen%100)), fmt.Sprintf("¥%d", fen%1_000_000), "1.2万", "(1,234.50)", "0")
	case TypeRate:
		return pick("3.65", "3.65%", "0", "12.00000001")
	case TypeNumber, TypeTenK:
		return pick("0", "1250.5", "0.00000001", "1,234.5", "92233720368.54775807", "-3")
	case TypeInteger:
		if c.Allowed != nil {
			return fmt.Sprint(c.Allowed[0])
		}
		return pick("0", "60", "2147483647", "-1")
	case TypeYesNo:
		return pick("是", "否", "yes", "n", "1")
	case TypeEnum:
		v := rapid.SampledFrom(c.Enum.Values).Draw(t, c.Key)
		return pick(v.Key, v.Zh)
	case TypeDivision:
		return pick("150102", "150100", "159999")
	}
	return pick("F52", "52", "5211", "A0111")
}

func abs(n int64) int64 { return max(n, -n) }

// genLines draws the rows of a kind as lines of CSV; some are bad, blank or repeated.
func genLines(t *rapid.T, k *Kind, bad bool) []string {
	var lines []string
	for n := range rapid.IntRange(0, 12).Draw(t, "rows") {
		var line []byte
		for i := range k.Columns {
			value := genValue(t, &k.Columns[i], n)
			if bad && rapid.IntRange(0, 60).Draw(t, "bad") == 0 {
				value = rapid.SampledFrom([]string{"", "x", "1.2345", "2022-06-31", "a\xff", "\"open", "合计"}).Draw(t, "bad value")
			}
			if i > 0 {
				line = append(line, ',')
			}
			line = appendQuoted(line, []byte(value))
		}
		lines = append(lines, string(line))
		if bad && rapid.IntRange(0, 15).Draw(t, "odd") == 0 {
			lines = append(lines, rapid.SampledFrom([]string{"", string(line), "合计,,,", ",,,,,,,,,,,,,,,,,,,,x"}).Draw(t, "odd line"))
		}
	}
	return lines
}

func csvOf(k *Kind, lines []string) string {
	var keys []string
	for _, c := range k.Columns {
		keys = append(keys, c.Key)
	}
	return strings.Join(append([]string{strings.Join(keys, ",")}, lines...), "\n") + "\n"
}

// cellsOf gives a table as rows of cells.
func cellsOf(t Table) [][]string {
	var rows [][]string
	for row := range t.Len() {
		var cells []string
		for i := range t.Kind().Columns {
			cells = append(cells, string(t.AppendCell(nil, row, i)))
		}
		rows = append(rows, cells)
	}
	return rows
}

// full gives problems with everything that is told of them.
func full(all []*problem.Error) []string {
	var out []string
	for _, e := range all {
		out = append(out, fmt.Sprintf("%+v %s %q %s", e.Place, e.Code, e.Value, e.In(0)))
	}
	return out
}

// Any book written, as CSV or XLSX, reads back as the same rows, joins included.
func TestWrittenBooksReadBackEqual(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		book, report, err := Read([]Input{input(k.Key+".csv", csvOf(k, genLines(t, k, false)))}, Options{})
		if err != nil || len(report.Rejected) > 0 {
			t.Fatalf("%v %v", err, brief(report.Rejected))
		}
		want := cellsOf(book.Table(k))
		write := map[string]func(*bytes.Buffer) error{
			".csv":   func(w *bytes.Buffer) error { return WriteCSV(w, book.Table(k), CSVStyle{}) },
			"-2.csv": func(w *bytes.Buffer) error { return WriteCSV(w, book.Table(k), CSVStyle{Chinese: true, BOM: true}) },
			".xlsx":  func(w *bytes.Buffer) error { return WriteXLSX(w, book.Table(k)) },
		}
		for end, fn := range write {
			var out bytes.Buffer
			if err := fn(&out); err != nil {
				t.Fatal(err)
			}
			again, report, err := Read([]Input{{Name: k.Key + end, Data: out.Bytes()}}, Options{})
			if err != nil || len(report.Rejected) > 0 {
				t.Fatalf("%s: %v %v", end, err, brief(report.Rejected))
			}
			if got := cellsOf(again.Table(k)); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %q, want %q", end, got, want)
			}
		}
	})
}

// Workers, the size of pieces, and the size of nothing else change what is read or told.
func TestWorkersAndPiecesChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		in := []Input{input(k.Key+".csv", csvOf(k, genLines(t, k, true)))}
		first, report, err := read(in, Options{Workers: 1}, pieceBytes)
		if err != nil {
			t.Fatal(err)
		}
		for _, workers := range []int{1, 2, 8} {
			again, second, err := read(in, Options{Workers: workers}, rapid.IntRange(16, 600).Draw(t, "piece"))
			if err != nil {
				t.Fatal(err)
			}
			if a, b := full(report.Rejected), full(second.Rejected); !slices.Equal(a, b) {
				t.Fatalf("%d workers reject\n%s\nnot\n%s", workers, strings.Join(b, "\n"), strings.Join(a, "\n"))
			}
			if a, b := full(report.Warnings), full(second.Warnings); !slices.Equal(a, b) {
				t.Fatalf("%d workers warn\n%s\nnot\n%s", workers, strings.Join(b, "\n"), strings.Join(a, "\n"))
			}
			if !reflect.DeepEqual(first.Table(k), again.Table(k)) || !reflect.DeepEqual(report.Sheets, second.Sheets) {
				t.Fatalf("%d workers read %v, not %v", workers, cellsOf(again.Table(k)), cellsOf(first.Table(k)))
			}
		}
	})
}

// Cut in two files, or in another order, a ledger has the same rows and the same things told of it.
func TestSplitsAndOrderChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(Kinds()).Draw(t, "kind")
		lines := genLines(t, k, false)
		lines = append(lines, strings.Repeat("x,", len(k.Columns)-1)+"x") // a bad row
		sorted := func(in ...Input) (rows []string, told []string) {
			b, r, err := Read(in, Options{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range cellsOf(b.Table(k)) {
				rows = append(rows, strings.Join(row, "|"))
			}
			for _, e := range append(r.Rejected, r.Warnings...) {
				told = append(told, e.Place.Column+" "+e.Code+" "+e.Value)
			}
			slices.Sort(rows)
			slices.Sort(told)
			return rows, slices.Compact(told)
		}
		rows, told := sorted(input(k.Key+".csv", csvOf(k, lines)))
		at := rapid.IntRange(0, len(lines)).Draw(t, "cut")
		rows2, told2 := sorted(input(k.Key+"-1.csv", csvOf(k, lines[:at])), input(k.Key+"-2.csv", csvOf(k, lines[at:])))
		rows3, told3 := sorted(input(k.Key+".csv", csvOf(k, rapid.Permutation(lines).Draw(t, "order"))))
		if !slices.Equal(rows, rows2) || !slices.Equal(told, told2) {
			t.Fatalf("cut in two: %q\n%q\n%q\n%q", rows2, rows, told2, told)
		}
		if !slices.Equal(rows, rows3) || !slices.Equal(told, told3) {
			t.Fatalf("in another order: %q\n%q\n%q\n%q", rows3, rows, told3, told)
		}
	})
}
