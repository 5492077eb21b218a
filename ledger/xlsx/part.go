package xlsx

import (
	"bufio"
	"compress/flate"
	"hash/crc32"
	"io"

	"shukun/problem"
)

// part inflates one part of the archive and counts: a byte more or less than declared is a forgery, so that a
// limit on declared sizes is a limit on what is inflated.
type part struct {
	name   string
	packed *bufio.Reader
	src    io.Reader
	crc    uint32
	want   uint32
	n      int64 // bytes so far
	size   int64 // bytes declared
	err    error // sticky
}

// open begins to read a part, which may not be larger than limit, or else tooBig is returned.
func (a *archive) open(e *entry, limit int64, tooBig *problem.Error) (*part, error) {
	if e.unpacked > limit {
		return nil, tooBig.With(e.name)
	}
	p := &part{name: e.name, size: e.unpacked, want: e.crc}
	p.packed = bufio.NewReaderSize(&diskReader{a.section(e)}, bufferFor(e.packed))
	p.src = p.packed
	if e.method == deflated {
		p.src = flate.NewReader(p.packed)
	}
	return p, nil
}

// bufferFor is the size of a buffer for so many bytes: small parts are many.
func bufferFor(n int64) int { return int(min(n+1, 64<<10)) }

// Read inflates; its errors are *problem.Error or io.EOF.
func (p *part) Read(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.src.Read(b)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	p.n += int64(n)
	switch {
	case p.n > p.size:
		n, err = 0, errForged(p.name)
	case err == io.EOF:
		err = p.finish()
	case err != nil && problem.CodeOf(err) == "":
		err = damaged("xlsx-corrupt", "内部文件无法解压", "a part inside it cannot be unpacked").With(p.name)
	}
	p.err = err
	return n, err
}

// finish compares sizes and checksum when the bytes have come to an end.
func (p *part) finish() error {
	if p.n != p.size {
		return errForged(p.name)
	}
	if _, err := p.packed.ReadByte(); err != io.EOF {
		return errForged(p.name) // bytes hidden behind the packed stream
	}
	if p.crc != p.want {
		return damaged("xlsx-corrupt", "内部文件的校验和不对", "the checksum of a part inside it is wrong").With(p.name)
	}
	return io.EOF
}

// diskReader names the failures of what the file lies on, so that they are not taken for a damaged file.
type diskReader struct{ r io.Reader }

func (d *diskReader) Read(b []byte) (int, error) {
	n, err := d.r.Read(b)
	if err != nil && err != io.EOF {
		err = unreadable(err)
	}
	return n, err
}
