package xlsx

import (
	"cmp"
	"encoding/binary"
	"io"
	"slices"
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// archive is a ZIP archive whose every header has been compared before anything is inflated (PKWARE APPNOTE
// 6.3.10). The standard library's reader is more lenient: it lets central and local headers differ, parts
// overlap, and strange bytes stand before, between and after them, so that two readers may see two workbooks.
type archive struct {
	r     io.ReaderAt
	parts map[string]*entry // by lower-case name: OPC names do not tell case apart
}

// entry is one part of the archive.
type entry struct {
	name             string
	method           uint16
	crc              uint32
	packed, unpacked int64
	header, data     int64 // where the local header and the packed bytes begin
}

const (
	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3
	stored         = 0
	deflated       = 8
)

var errDirectory = damaged("xlsx-archive", "压缩包目录有误", "the archive's table of contents is wrong")

// openArchive reads the table of contents and checks every header.
func openArchive(r io.ReaderAt, size int64, limits Limits) (*archive, error) {
	dir, err := findDirectory(r, size)
	if err != nil {
		return nil, err
	}
	if dir.count > uint64(limits.Entries) {
		return nil, tooLarge("xlsx-too-many-parts", int64(limits.Entries), "工作簿内部文件数", "Parts inside the workbook")
	}
	if dir.size > maxDirectory {
		return nil, tooLarge("xlsx-too-many-parts", maxDirectory, "工作簿内部目录字节数", "Bytes of the archive's table of contents")
	}
	raw := make([]byte, dir.size)
	if err := readFull(r, raw, int64(dir.offset)); err != nil {
		return nil, err
	}
	a := &archive{r: r, parts: make(map[string]*entry, dir.count)}
	entries := make([]*entry, 0, dir.count)
	var unpacked int64
	for len(raw) > 0 {
		e, n, err := centralEntry(raw)
		if err != nil {
			return nil, err
		}
		raw = raw[n:]
		key := strings.ToLower(strings.TrimSuffix(e.name, "/"))
		if a.parts[key] != nil {
			return nil, damaged("xlsx-duplicate-part", "内部文件重名", "two parts have the same name").With(e.name)
		}
		if e.unpacked > limits.UnpackedBytes-unpacked {
			return nil, tooLarge("xlsx-too-large", limits.UnpackedBytes, "解压后的总字节数", "Bytes of the whole workbook, unpacked")
		}
		unpacked += e.unpacked
		a.parts[key] = e
		entries = append(entries, e)
	}
	if uint64(len(entries)) != dir.count {
		return nil, errDirectory
	}
	return a, a.checkLayout(entries, int64(dir.offset))
}

// checkLayout compares local headers with central ones, and sees that no two parts share bytes.
func (a *archive) checkLayout(entries []*entry, directory int64) error {
	byPlace := slices.SortedFunc(slices.Values(entries), func(x, y *entry) int { return cmp.Compare(x.header, y.header) })
	var end int64
	for i, e := range byPlace {
		if i == 0 && e.header != 0 {
			return damaged("xlsx-leading-data", "开头有不属于工作簿的内容", "there is something before the workbook begins")
		}
		if e.header < end {
			return damaged("xlsx-part-overlap", "内部文件互相重叠", "parts inside it overlap").With(e.name)
		}
		if err := a.checkLocal(e, directory); err != nil {
			return err
		}
		end = e.data + e.packed
	}
	return nil
}

// find gives the part of that name, or nil.
func (a *archive) find(name string) *entry {
	return a.parts[strings.ToLower(name)]
}

// centralEntry reads one record of the table of contents, and how long it is.
func centralEntry(b []byte) (*entry, int, error) {
	const fixed = 46
	le := binary.LittleEndian
	if len(b) < fixed || le.Uint32(b) != 0x02014b50 {
		return nil, 0, errDirectory
	}
	nameLen, extraLen, commentLen := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	n := fixed + nameLen + extraLen + commentLen
	if len(b) < n || le.Uint16(b[34:]) != 0 {
		return nil, 0, errDirectory
	}
	name := string(b[fixed : fixed+nameLen])
	if !isPartName(name) {
		return nil, 0, damaged("xlsx-part-name", "内部文件名不合规", "a part inside it has an improper name").With(name)
	}
	// The high half is a Unix file type whoever wrote it; a workbook has plain files and perhaps folders.
	if mode := le.Uint32(b[38:]) >> 16 & 0o170000; mode != 0 && mode != 0o100000 && mode != 0o040000 {
		return nil, 0, damaged("xlsx-link", "内部有链接或特殊文件", "a part inside it is a link or a special file").With(name)
	}
	sizes := zip64Sizes{
		extra: b[fixed+nameLen : fixed+nameLen+extraLen],
		short: []uint32{le.Uint32(b[24:]), le.Uint32(b[20:]), le.Uint32(b[42:])},
	}
	long, ok := sizes.read()
	if !ok {
		return nil, 0, errDirectory
	}
	e := &entry{
		name: name, method: le.Uint16(b[10:]), crc: le.Uint32(b[16:]),
		unpacked: long[0], packed: long[1], header: long[2],
	}
	switch {
	case le.Uint16(b[8:])&flagEncrypted != 0:
		return nil, 0, errPassword.With(name)
	case e.method != stored && e.method != deflated:
		return nil, 0, problem.New(problem.Unsupported, "xlsx-compression", lang.Text{
			Zh: "工作簿用了不常见的压缩方法", En: "The workbook is packed by an uncommon method"}, saveAgain).With(name)
	case e.method == stored && e.packed != e.unpacked,
		strings.HasSuffix(name, "/") && e.unpacked != 0:
		return nil, 0, errForged(name)
	}
	return e, n, nil
}

// isPartName reports whether a name stays inside the archive on every system.
func isPartName(name string) bool {
	for segment := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		if segment == "" || segment == "." || segment == ".." {
			return false
		}
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '\\' || r == ':' || r == 0xFFFD })
}

func errForged(name string) *problem.Error {
	return damaged("xlsx-forged-size", "内部文件的大小与声明不符", "a part inside it is not of the size it declares").With(name)
}

func errMismatch(name string) *problem.Error {
	return damaged("xlsx-header-mismatch", "内部文件的两处目录信息不一致", "the two headers of a part inside it disagree").With(name)
}

// readFull fills b from offset.
func readFull(r io.ReaderAt, b []byte, offset int64) error {
	switch n, err := r.ReadAt(b, offset); {
	case n == len(b):
		return nil
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return errTruncated
	default:
		return unreadable(err)
	}
}
