package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"shukun/ledger/xlsx"
)

var le = binary.LittleEndian

// compound is a compound file with these streams in its directory, far from its header.
func compound(far int, streams ...string) []byte {
	const size = 512
	file := make([]byte, size*(far+2))
	copy(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	le.PutUint16(file[30:], 9)
	le.PutUint32(file[44:], 1)
	le.PutUint32(file[48:], uint32(far)) // directory
	for i := range 109 {
		le.PutUint32(file[76+4*i:], 0xFFFFFFFF)
	}
	le.PutUint32(file[76:], 0) // the table of sectors is the first sector
	for i := range 128 {
		le.PutUint32(file[size+4*i:], 0xFFFFFFFE)
	}
	for i, name := range append([]string{"Root Entry"}, streams...) {
		e := file[size*(far+1)+128*i:]
		for j, u := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*j:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
	}
	return file
}

func TestSniffAndRefuseOtherFormats(t *testing.T) {
	for name, c := range map[string]struct {
		file   []byte
		format xlsx.Format
		code   string
	}{
		"empty":           {nil, xlsx.FormatOther, "xlsx-empty"},
		"csv":             {[]byte("a,b\n1,2\n"), xlsx.FormatOther, "xlsx-not-xlsx"},
		"csv with angles": {[]byte("<10,b\n"), xlsx.FormatOther, "xlsx-not-xlsx"},
		"web page":        {[]byte("\xEF\xBB\xBF \r\n<html><table>"), xlsx.FormatMarkup, "xlsx-web-page"},
		"old XML":         {[]byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>`), xlsx.FormatMarkup, "xlsx-web-page"},
		"xls":             {compound(3, "Workbook"), xlsx.FormatXLS, "xlsx-legacy-xls"},
		"xls of Excel 5":  {compound(3, "Book"), xlsx.FormatXLS, "xlsx-legacy-xls"},
		"xls, far":        {compound(90, "Workbook"), xlsx.FormatCompound, "xlsx-legacy-xls"},
		"encrypted":       {compound(3, "EncryptionInfo", "EncryptedPackage"), xlsx.FormatEncrypted, "xlsx-password"},
		"encrypted, far":  {compound(90, "EncryptedPackage"), xlsx.FormatCompound, "xlsx-password"},
		"doc":             {compound(3, "WordDocument"), xlsx.FormatCompound, "xlsx-old-format"},
		"cut xls":         {compound(3, "Workbook")[:600], xlsx.FormatCompound, "xlsx-old-format"},
		"xls header only": {compound(3)[:8], xlsx.FormatCompound, "xlsx-old-format"},
		"zip":             {build(files{"a.txt": "x"}), xlsx.FormatZip, "xlsx-not-workbook"},
		"zip of nothing":  {build(files{}), xlsx.FormatZip, "xlsx-not-workbook"},
		"zip signature":   {[]byte("PK\x03\x04"), xlsx.FormatZip, "xlsx-truncated"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := xlsx.Sniff(c.file[:min(len(c.file), 4096)]); got != c.format {
				t.Errorf("sniffed %d, want %d", got, c.format)
			}
			wantCode(t, read(c.file, xlsx.DefaultLimits()), c.code)
		})
	}
}

// central finds the record of a part in the table of contents.
func central(file []byte, name string) []byte {
	for from := 0; ; {
		i := bytes.Index(file[from:], []byte("PK\x01\x02"))
		if i < 0 {
			panic("no part " + name)
		}
		from += i
		if strings.HasPrefix(string(file[from+46:]), name) {
			return file[from:]
		}
		from += 4
	}
}

// local finds the local header of a part.
func local(file []byte, name string) []byte { return file[le.Uint32(central(file, name)[42:]):] }

// Headers that lie, and bytes where none belong.
func TestRefusesForgedContainers(t *testing.T) {
	const sheet, types = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
	streamed := build(minimal(sheetOf(oneRow)))
	sized := sizedZip(minimal(sheetOf(oneRow)))
	for _, good := range [][]byte{streamed, sized} {
		if err := read(good, xlsx.ServerLimits()); err != nil {
			t.Fatal(err)
		}
	}
	end := func(b []byte) []byte { return b[len(b)-22:] }
	add16 := func(b []byte, n uint16) { le.PutUint16(b, le.Uint16(b)+n) }
	add32 := func(b []byte, n uint32) { le.PutUint32(b, le.Uint32(b)+n) }
	for name, c := range map[string]struct {
		file  []byte
		forge func([]byte) []byte
		code  string
	}{
		"after the end":          {streamed, func(b []byte) []byte { return append(b, 0) }, "xlsx-trailing-data"},
		"another zip after":      {streamed, func(b []byte) []byte { return append(b, streamed...) }, "xlsx-archive"},
		"much after the end":     {streamed, func(b []byte) []byte { return append(b, make([]byte, 70_000)...) }, "xlsx-truncated"},
		"before the beginning":   {streamed, func(b []byte) []byte { return append([]byte("PK\x03\x04junk"), b...) }, "xlsx-archive"},
		"comment cut":            {streamed, func(b []byte) []byte { add16(end(b)[20:], 5); return b }, "xlsx-truncated"},
		"more parts":             {streamed, func(b []byte) []byte { add16(end(b)[8:], 1); add16(end(b)[10:], 1); return b }, "xlsx-archive"},
		"two volumes":            {streamed, func(b []byte) []byte { add16(end(b)[4:], 1); return b }, "xlsx-archive"},
		"table elsewhere":        {streamed, func(b []byte) []byte { add32(end(b)[16:], 1); return b }, "xlsx-archive"},
		"table larger":           {streamed, func(b []byte) []byte { add32(end(b)[12:], 1<<30); return b }, "xlsx-archive"},
		"table broken":           {streamed, func(b []byte) []byte { central(b, sheet)[0] = 'X'; return b }, "xlsx-archive"},
		"local name":             {streamed, func(b []byte) []byte { local(b, sheet)[30] = 'X'; return b }, "xlsx-header-mismatch"},
		"local method":           {streamed, func(b []byte) []byte { local(b, sheet)[8] = 0; return b }, "xlsx-header-mismatch"},
		"local signature":        {streamed, func(b []byte) []byte { local(b, sheet)[3] = 5; return b }, "xlsx-header-mismatch"},
		"local size":             {sized, func(b []byte) []byte { add32(local(b, sheet)[22:], 1); return b }, "xlsx-header-mismatch"},
		"local packed size":      {sized, func(b []byte) []byte { add32(local(b, sheet)[18:], 1); return b }, "xlsx-header-mismatch"},
		"local checksum":         {sized, func(b []byte) []byte { add32(local(b, sheet)[14:], 1); return b }, "xlsx-header-mismatch"},
		"local encryption":       {sized, func(b []byte) []byte { local(b, sheet)[6] |= 1; return b }, "xlsx-header-mismatch"},
		"size in the table":      {streamed, func(b []byte) []byte { add32(central(b, sheet)[24:], 1); return b }, "xlsx-header-mismatch"},
		"header beyond the file": {streamed, func(b []byte) []byte { add32(central(b, sheet)[42:], 1<<20); return b }, "xlsx-header-mismatch"},
		"part beyond the table":  {sized, func(b []byte) []byte { add32(central(b, sheet)[20:], 1<<20); return b }, "xlsx-header-mismatch"},
		"size too small": {sized, func(b []byte) []byte {
			add32(central(b, sheet)[24:], ^uint32(9))
			add32(local(b, sheet)[22:], ^uint32(9))
			return b
		}, "xlsx-forged-size"},
		"size too large":    {sized, func(b []byte) []byte { add32(central(b, sheet)[24:], 9); add32(local(b, sheet)[22:], 9); return b }, "xlsx-forged-size"},
		"checksum":          {sized, func(b []byte) []byte { add32(central(b, sheet)[16:], 1); add32(local(b, sheet)[14:], 1); return b }, "xlsx-corrupt"},
		"deflate":           {sized, func(b []byte) []byte { local(b, sheet)[30+len(sheet)] = 0xFF; return b }, "xlsx-corrupt"},
		"password":          {sized, func(b []byte) []byte { central(b, sheet)[8] |= 1; local(b, sheet)[6] |= 1; return b }, "xlsx-password"},
		"method":            {sized, func(b []byte) []byte { central(b, sheet)[10] = 12; local(b, sheet)[8] = 12; return b }, "xlsx-compression"},
		"symbolic link":     {sized, func(b []byte) []byte { le.PutUint32(central(b, sheet)[38:], 0o120777<<16); return b }, "xlsx-link"},
		"device":            {sized, func(b []byte) []byte { le.PutUint32(central(b, sheet)[38:], 0o020777<<16); return b }, "xlsx-link"},
		"same header twice": {sized, func(b []byte) []byte { copy(central(b, sheet)[42:46], central(b, types)[42:46]); return b }, "xlsx-part-overlap"},
	} {
		t.Run(name, func(t *testing.T) {
			wantCode(t, read(c.forge(slices.Clone(c.file)), xlsx.ServerLimits()), c.code)
		})
	}
}

// A head before the archive whose offsets take it into account, as self-extracting archives have.
func TestRefusesLeadingData(t *testing.T) {
	head := []byte("PK\x03\x04 and more")
	out := bytes.NewBuffer(slices.Clone(head))
	z := zip.NewWriter(out)
	z.SetOffset(int64(len(head)))
	w, err := z.Create("a.txt")
	if err == nil {
		_, err = w.Write([]byte("x"))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, read(out.Bytes(), xlsx.ServerLimits()), "xlsx-leading-data")
}

// sizedZip is build with the sizes in the local headers, as Excel writes them.
func sizedZip(f files) []byte {
	var entries []entry
	streamed := build(f)
	z, err := zip.NewReader(bytes.NewReader(streamed), int64(len(streamed)))
	if err != nil {
		panic(err)
	}
	for _, p := range z.File {
		at, err := p.DataOffset()
		if err != nil {
			panic(err)
		}
		h := p.FileHeader
		h.Flags = 0
		entries = append(entries, entry{h, streamed[at : at+int64(p.CompressedSize64)]})
	}
	return rawZip(entries...)
}

func TestRefusesPartNames(t *testing.T) {
	base := minimal(sheetOf(oneRow))
	for _, name := range []string{"../evil.xml", "/etc/passwd", "xl/../../a", "xl/./a", "xl//a", `xl\a.xml`, "C:/a", "a\x00b", "xl/a\n", "\xFF"} {
		t.Run(fmt.Sprintf("%q", name), func(t *testing.T) {
			wantCode(t, read(build(base.with(name, "x")), xlsx.ServerLimits()), "xlsx-part-name")
		})
	}
	wantCode(t, read(build(base.with("XL/Workbook.xml", "x")), xlsx.ServerLimits()), "xlsx-duplicate-part")
	wantCode(t, read(build(base.with("xl/a", "x", "xl/a/", "")), xlsx.ServerLimits()), "xlsx-duplicate-part")
	if err := read(build(base.with("xl/", "", "xl/worksheets/", "", "docProps/a 甲.xml", "x")), xlsx.ServerLimits()); err != nil {
		t.Error(err)
	}
	many := base
	for i := range 1_000 {
		many = many.with(fmt.Sprint("a", i), "")
		if i < 990 {
			continue
		}
		if err := read(build(many), xlsx.ServerLimits()); (err == nil) != (len(many) <= 1_000) {
			t.Errorf("%d parts: %v", len(many), err)
		}
	}
}

// A part whose bytes hold the whole of another part, header and all.
func TestRefusesNestedParts(t *testing.T) {
	inner := sizedZip(minimal(sheetOf(oneRow)))
	body := inner[:le.Uint32(inner[len(inner)-6:])]
	h := zip.FileHeader{Name: "outer.bin", CRC32: crc32.ChecksumIEEE(body), CompressedSize64: uint64(len(body)), UncompressedSize64: uint64(len(body))}
	outer := rawZip(entry{h, body})
	at := le.Uint32(outer[len(outer)-6:]) // of the outer table
	table := slices.Clone(inner[len(body) : len(inner)-22])
	shift := uint32(30 + len("outer.bin"))
	for i := 0; i < len(table); i += 46 + int(le.Uint16(table[i+28:])) + int(le.Uint16(table[i+30:])) {
		le.PutUint32(table[i+42:], le.Uint32(table[i+42:])+shift)
	}
	forged := slices.Concat(outer[:len(outer)-22], table, outer[len(outer)-22:])
	end := forged[len(forged)-22:]
	count := le.Uint16(end[10:]) + le.Uint16(inner[len(inner)-12:])
	le.PutUint16(end[8:], count)
	le.PutUint16(end[10:], count)
	le.PutUint32(end[12:], uint32(len(forged)-22)-at)
	if z, err := zip.NewReader(bytes.NewReader(forged), int64(len(forged))); err != nil || len(z.File) != 6 {
		t.Fatalf("the forgery is not convincing: %v", err)
	}
	wantCode(t, read(forged, xlsx.ServerLimits()), "xlsx-part-overlap")
}

// Every beginning of a workbook is refused, whatever byte it stops at.
func TestRefusesEveryTruncation(t *testing.T) {
	file := build(minimal(sheetOf(oneRow)))
	for n := range len(file) {
		err := read(file[:n], xlsx.ServerLimits())
		if err == nil {
			t.Fatalf("%d of %d bytes are read", n, len(file))
		}
		if n >= 4 {
			wantCode(t, err, "xlsx-truncated")
		}
	}
}

// One byte changed anywhere is refused in words or changes nothing; it never breaks the reader.
func TestEveryByteChanged(t *testing.T) {
	file := build(minimal(sheetOf(`<row r="1"><c r="A1" t="str"><v>甲乙</v></c></row>`)))
	for i := range file {
		forged := slices.Clone(file)
		forged[i] ^= 0x41
		if err := read(forged, xlsx.ServerLimits()); err != nil && !isProblem(err) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
}

// zip64 puts the long end records before the end of an archive.
func zip64(file []byte, forge func(record, locator []byte)) []byte {
	at := len(file) - 22
	end := slices.Clone(file[at:])
	record, locator := make([]byte, 56), make([]byte, 20)
	copy(record, "PK\x06\x06")
	le.PutUint64(record[4:], 44)
	le.PutUint64(record[24:], uint64(le.Uint16(end[8:])))
	le.PutUint64(record[32:], uint64(le.Uint16(end[10:])))
	le.PutUint64(record[40:], uint64(le.Uint32(end[12:])))
	le.PutUint64(record[48:], uint64(le.Uint32(end[16:])))
	copy(locator, "PK\x06\x07")
	le.PutUint64(locator[8:], uint64(at))
	le.PutUint32(locator[16:], 1)
	le.PutUint32(end[16:], 0xFFFFFFFF)
	forge(record, locator)
	return slices.Concat(file[:at], record, locator, end)
}

func TestZip64(t *testing.T) {
	file := build(minimal(sheetOf(oneRow)))
	if err := read(zip64(file, func(_, _ []byte) {}), xlsx.ServerLimits()); err != nil {
		t.Fatal(err)
	}
	for name, forge := range map[string]func(record, locator []byte){
		"count":           func(r, _ []byte) { r[32]++ },
		"both counts":     func(r, _ []byte) { r[24]++; r[32]++ },
		"huge count":      func(r, _ []byte) { r[24+6], r[32+6] = 1, 1 },
		"offset":          func(r, _ []byte) { r[48]++ },
		"huge size":       func(r, _ []byte) { r[47] = 0xFF },
		"record size":     func(r, _ []byte) { r[4]++ },
		"record missing":  func(r, _ []byte) { r[0]++ },
		"locator":         func(_, l []byte) { l[8]++ },
		"locator outside": func(_, l []byte) { l[15] = 0xFF },
		"volume":          func(_, l []byte) { l[16] = 3 },
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, read(zip64(file, forge), xlsx.ServerLimits()), "xlsx-archive") })
	}
}

// Failing storage is not a damaged file.
func TestStorageFailure(t *testing.T) {
	file := build(minimal(sheetOf(oneRow)))
	for allowed := range len(file) {
		w, err := xlsx.Open(&failing{bytes.NewReader(file), int64(allowed)}, int64(len(file)), xlsx.ServerLimits())
		if err == nil {
			err = w.Rows(0, nil)
		}
		if err == nil || codeOf(err) != "xlsx-unreadable" {
			t.Fatalf("at byte %d: %v", allowed, err)
		}
	}
}

// failing reads nothing at or beyond a byte.
type failing struct {
	r    *bytes.Reader
	from int64
}

func (f *failing) ReadAt(b []byte, at int64) (int, error) {
	if at+int64(len(b)) > f.from {
		return 0, os.ErrPermission
	}
	return f.r.ReadAt(b, at)
}
