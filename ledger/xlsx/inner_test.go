package xlsx

import (
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"pgregory.net/rapid"
)

func TestIsDateFormat(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, "yyyy/m/d;@": true, "m/d": true, "mmm": true, "d": true, "YYYY": true,
		`yyyy"年"m"月"d"日";@`: true, "yyyy年m月": true, "[$-804]yyyy年m月d日": true, `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`: true,
		"[DBNum1][$-804]yyyy年m月d日": true, "yyyy-mm-dd hh:mm:ss.000": true, "m": true, "年月日": true, "h:mm d": true, "m;@": true,
		"General": false, "G/通用格式": false, "0": false, "0.00": false, "#,##0.00_);[Red](#,##0.00)": false, "@": false, "": false,
		"[h]:mm:ss": false, "[hh]:mm": false, "[mm]:ss": false, "[ss]": false, "h:mm": false, "h:mm:ss AM/PM": false, "mm:ss.0": false,
		"h:mm A/P": false, `0"月"`: false, `0"d"`: false, `0\d`: false, "0_d": false, "0*m": false, "[Yellow]0": false, "[Red]0;[Magenta]0": false,
		`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `: false, "0月": false, "0.00E+00": false, `"yyyy"`: false, "[$¥-804]#,##0": false, `"`: false, "[": false, `\`: false,
	} {
		if got := isDateFormat(code); got != want {
			t.Errorf("%q: %v, want %v", code, got, want)
		}
	}
	for id := range 60 {
		want := 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 || 50 <= id && id <= 58
		if isDateFormatID(id) != want {
			t.Errorf("format %d: want %v", id, want)
		}
	}
}

func TestExcelDate(t *testing.T) {
	for _, c := range []struct {
		serial   string
		date1904 bool
		want     string
	}{
		{"44742", false, "2022-6-30"}, {"44742.99", false, "2022-6-30"}, {"43280", true, "2022-6-30"}, {"44742.0", false, "2022-6-30"},
		{"4.4742E4", false, "2022-6-30"}, {"4.47425e+4", false, "2022-6-30"}, {"1", false, "1900-1-1"}, {"59", false, "1900-2-28"},
		{"59.9", false, "1900-2-28"}, {"61", false, "1900-3-1"}, {"2958465", false, "9999-12-31"}, {"2957003", true, "9999-12-31"},
		{"0", true, "1904-1-1"}, {"60", true, "1904-3-1"}, {"+44742", false, "2022-6-30"},
		{"0", false, ""}, {"60", false, ""}, {"60.5", false, ""}, {"2958466", false, ""}, {"2957004", true, ""}, {"-1", false, ""}, {"-1", true, ""},
		{"", false, ""}, {"abc", false, ""}, {"1e308", false, ""}, {"99999999999", false, ""}, {"0x10", false, ""}, {"1_0", false, ""}, {"NaN", false, ""},
		{".5", false, ""}, {".", false, ""}, {"1e", false, ""}, {"20220630", false, ""},
	} {
		y, m, d, ok := ExcelDate([]byte(c.serial), c.date1904)
		got := ""
		if ok {
			got = fmt.Sprintf("%d-%d-%d", y, m, d)
		}
		if got != c.want {
			t.Errorf("%s (1904 %v): %q, want %q", c.serial, c.date1904, got, c.want)
		}
	}
}

// From March 1900 on, a serial is the days since 1899-12-30.
func TestExcelDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(61, 2_958_465).Draw(t, "serial")
		want := time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)
		y, m, d, ok := ExcelDate([]byte(fmt.Sprint(n)), false)
		if !ok || y != want.Year() || m != int(want.Month()) || d != want.Day() {
			t.Fatalf("%d: %d-%d-%d %v, want %v", n, y, m, d, ok, want)
		}
	})
}

func TestReaches(t *testing.T) {
	for formula, want := range map[string]bool{
		`HYPERLINK("a")`: true, `hyperlink ("a")`: true, `A1+_xlfn.WEBSERVICE(A1)`: true, `_xlfn._xlws.FILTERXML(A1)`: true,
		`IF(A1,IMPORTXML(B1),0)`: true, `"x"&IMAGE("http://a")`: true, `cmd|'/c calc'!A0`: true, `a|b!c`: true, "RTD(\n1)": true,
		`'a"b'!A1+HYPERLINK("x")`: true, `T[a'[b]+HYPERLINK("x")&T[c'[d]`: true, `CALL("kernel32")`: true, `REGISTER.ID("a")`: true,
		`SUM(A1:A2)`: false, `HYPERLINKS(1)`: false, `MYHYPERLINK(1)`: false, `A1&"|"&B1`: false, `A1&"a|b"&Sheet1!B1`: false, `HYPERLINK`: false,
		``: false, `(`: false, `_xlfn.`: false, `IMAGE1`: false, `|`: false, `a|`: false, `EXECUTE(1)`: false, `RECALL(1)`: false,
	} {
		if got := reaches([]byte(formula)) != nil; got != want {
			t.Errorf("%s: %v, want %v", formula, got, want)
		}
	}
}

func TestNamesAndReferences(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16_383: "XFD"} {
		if got := ColumnName(i); got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
	}
	for i := range maxColumns {
		if got, n := columnIndex([]byte(ColumnName(i) + "1")); got != i || n != len(ColumnName(i)) {
			t.Fatalf("%d: %d, %d", i, got, n)
		}
	}
	for _, bad := range []string{"", "1", "A", "A0", "A1:", "A1:B", "XFE1", "A1048577", "A1:B2:C3", "B1:A1", "A-1", "ZZZZ1", "AAAAA1"} {
		if r, ok := parseRange([]byte(bad)); ok {
			t.Errorf("%q is %v", bad, r)
		}
	}
	if r, ok := parseRange([]byte("B2")); !ok || r != (Range{2, 1, 2, 1}) {
		t.Errorf("B2 is %v", r)
	}
	for _, ok := range []string{"0", "-1", "+1.", ".5", "1e5", "1E-5", "9.115E+17"} {
		if !isNumber([]byte(ok)) {
			t.Errorf("%s is no number", ok)
		}
	}
	for _, bad := range []string{"", "-", ".", "e5", "1e", "1e+", "1,2", "0x1", "1 2", "INF", "１"} {
		if isNumber([]byte(bad)) {
			t.Errorf("%s is a number", bad)
		}
	}
}

// The tokens do not depend on where the buffer ends, nor on how the source hands out its bytes.
func TestScannerBuffers(t *testing.T) {
	piece := rapid.SampledFrom([]string{"<a>", "</a>", "<b x='1' y=\"2>\">", "</b>", "<x:c/>", "text &amp; more", "<!-- - -- > -->", "<![CDATA[ ]] > ]]>",
		"<?pi ? >?>", "  \n", "<d   long='0123456789012345678901234567890123456789' />", "长长长", "<", ">", "&", "]]>", "<!"})
	rapid.Check(t, func(t *rapid.T) {
		doc := "<r>" + strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "") + "</r>"
		want := tokens(strings.NewReader(doc), 4096)
		for _, size := range []int{8, 13, 64} {
			if got := tokens(strings.NewReader(doc), size); got != want {
				t.Fatalf("%q\nin buffers of %d:\n%s\nwant\n%s", doc, size, got, want)
			}
		}
		if got := tokens(iotest.OneByteReader(strings.NewReader(doc)), 8); got != want {
			t.Fatalf("byte by byte:\n%s\nwant\n%s", got, want)
		}
	})
}

// tokens writes down what the scanner makes of a document, texts joined.
func tokens(src io.Reader, buffer int) string {
	s := &scanner{src: src, buf: make([]byte, buffer), most: math.MaxInt64, maxDepth: 64}
	var b strings.Builder
	for {
		t, err := s.next()
		if err != nil {
			return b.String() + "error " + err.Error()
		}
		switch t {
		case open:
			fmt.Fprintf(&b, "<%s", s.name)
			for _, a := range s.attrs {
				fmt.Fprintf(&b, " %s=%q", a.name, a.value)
			}
			b.WriteByte('>')
		case end:
			b.WriteString("</>")
		case text, cdata:
			fmt.Fprintf(&b, "%q", s.text)
		case eof:
			return b.String()
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1_048_576: "1,048,576"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
