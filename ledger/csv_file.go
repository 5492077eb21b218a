package ledger

import (
	"bytes"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// csvFile reads a text table: as it comes if it is UTF-8, else decoded whole.
func (r *reading) csvFile(o *opened) error {
	if l := r.Limits; l != nil && l.FileBytes > 0 && o.size > l.FileBytes {
		return placed(textTooLarge("文件字节数", "bytes of the file", l.FileBytes), o.Name, "")
	}
	sheets, warnings := len(r.report.Sheets), len(r.report.Warnings)
	told, seen := int64(0), int64(0)
	progress := func(n int64) {
		if seen += n; seen > told { // what is read twice counts once
			r.Progress(seen - told)
			told = seen
		}
	}
	stream := newCSVStream(io.NewSectionReader(o.at, 0, o.size), r.pieceBytes, &r.pieces, progress)
	err := r.csvText(o, stream, "UTF-8", true)
	if err == errNotUTF8 {
		r.report.Sheets, r.report.Warnings = r.report.Sheets[:sheets], r.report.Warnings[:warnings]
		raw, err := io.ReadAll(io.NewSectionReader(o.at, 0, o.size))
		if err != nil {
			return unreadableFile(o.Name, err)
		}
		seen = 0
		progress(int64(len(raw)))
		text := decodeText(raw)
		stream = newCSVStream(bytes.NewReader(text.text), r.pieceBytes, &r.pieces, func(int64) {})
		stream.form.mixed = text.mixed
		return placed(r.csvText(o, stream, text.encoding, false), o.Name, "")
	}
	return placed(err, o.Name, "")
}

func textTooLarge(zh, en string, limit int64) *problem.Error {
	n := strconv.FormatInt(limit, 10)
	return problem.New(problem.TooLarge, "text-too-large", lang.Text{Zh: zh + "超过上限 " + n, En: en + ": the limit is " + n},
		lang.Text{Zh: "请拆成几个文件后重试", En: "Split it into several files and try again"})
}

// csvText reads a text table; check says that it has still to be proved to be UTF-8.
func (r *reading) csvText(o *opened, stream *csvStream, encoding string, check bool) error {
	k := o.nameKind()
	if err := stream.start(); err != nil {
		return err
	}
	if check {
		stream.rest = bytes.TrimPrefix(stream.rest, utf8BOM)
		if !readsAsIs(stream.rest, stream.last) {
			return errNotUTF8
		}
	}
	m, head, fault := k.findForm(stream, r.Profile.forKind(k))
	if fault != nil {
		if o.Kind == nil && isHeaderFault(fault) && strings.EqualFold(filepath.Ext(o.Name), ".txt") {
			r.skip(o.Name, "", lang.Text{Zh: "文本文件中没有“" + k.Name + "”的表头，未读取", En: "the text file has no header of " + k.Key + " and was not read"})
			return nil
		}
		return fault
	}
	if r.Limits != nil {
		stream.maxRows = r.Limits.Rows
	}
	s := &sheetRows{file: o.Name, mapping: m, csv: stream, check: check, estimate: stream.records(o.size, m.leastBytes(k))}
	stream.skip(head.after, m.row)
	return r.loadSheet(k, s, Sheet{File: o.Name, Kind: k, Header: m.row, Encoding: encoding})
}

// findForm finds the header under each delimiter and keeps the one under which it names most columns.
func (k *Kind) findForm(s *csvStream, p *ProfileKind) (m mapping, at headRow, fault *fault) {
	form := s.form
	for i, comma := range []byte{',', '\t', ';'} {
		form.comma = comma
		found, row, err := k.findHeader(form.head(s.rest, s.last), p)
		if i == 0 || len(found.columns) > len(m.columns) {
			s.form, m, at, fault = form, found, row, err
		}
		if fault == nil {
			break
		}
	}
	return m, at, fault
}
