package xlsx_test

import (
	"bytes"
	"io"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"shukun/ledger/xlsx"
)

const (
	benchRows    = 20_000
	benchColumns = 20
)

// benchBook is a ledger of 13 columns of text, 2 of dates and 5 of amounts, as our writer writes it.
func benchBook(rows int) []byte {
	var out bytes.Buffer
	w := xlsx.NewWriter(&out)
	_ = w.Sheet("应付账款", xlsx.Look{FrozenRows: 1})
	writeBenchRows(w, rows)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func writeBenchRows(w *xlsx.Writer, rows int) {
	for i := range rows {
		for c := range 13 {
			if c%4 == 0 {
				w.Text("包头市某某建筑安装有限公司" + strconv.Itoa(i%977))
			} else {
				w.Text("HT-2022-" + strconv.Itoa(i*13+c))
			}
		}
		w.Date(2022, 1+i%12, 1+i%28)
		w.Date(2021, 1+i%12, 1+i%28)
		for c := range 5 {
			w.Amount(int64(i)*7919 + int64(c))
		}
		_ = w.EndRow()
	}
}

// benchShared is the same table as excelize writes it cell by cell: with shared strings.
func benchShared(tb testing.TB, rows int) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for i := range rows {
		row := make([]any, benchColumns)
		for c := range row {
			if c < 13 {
				row[c] = "HT-2022-" + strconv.Itoa(i%500*13+c)
			} else {
				row[c] = i*7919 + c
			}
		}
		if err := f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row); err != nil {
			tb.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func readAll(tb testing.TB, file []byte) (cells int) {
	w, err := xlsx.Open(bytes.NewReader(file), int64(len(file)), xlsx.DefaultLimits())
	if err != nil {
		tb.Fatal(err)
	}
	err = w.Rows(0, func(_ int, row []xlsx.Cell) error {
		cells += len(row)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return cells
}

func BenchmarkRead(b *testing.B) {
	file := benchBook(benchRows)
	b.ReportAllocs()
	for b.Loop() {
		if n := readAll(b, file); n != benchRows*benchColumns {
			b.Fatal(n)
		}
	}
}

func BenchmarkReadShared(b *testing.B) {
	file := benchShared(b, benchRows)
	b.ReportAllocs()
	for b.Loop() {
		if n := readAll(b, file); n != benchRows*benchColumns {
			b.Fatal(n)
		}
	}
}

func excelizeAll(b *testing.B, file []byte) (cells int) {
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		row, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		cells += len(row)
	}
	return cells
}

func BenchmarkExcelizeRead(b *testing.B) {
	file := benchBook(benchRows)
	b.ReportAllocs()
	for b.Loop() {
		if n := excelizeAll(b, file); n != benchRows*benchColumns {
			b.Fatal(n)
		}
	}
}

func BenchmarkExcelizeReadShared(b *testing.B) {
	file := benchShared(b, benchRows)
	b.ReportAllocs()
	for b.Loop() {
		if n := excelizeAll(b, file); n != benchRows*benchColumns {
			b.Fatal(n)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		w := xlsx.NewWriter(io.Discard)
		_ = w.Sheet("应付账款", xlsx.Look{})
		writeBenchRows(w, benchRows)
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
