package answer

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// sortedZip is an archive whose parts stand in order of name: the workbook library writes them in the order of a map,
// and the same answer must give the same bytes. The parts wait compressed in memory until Close.
type sortedZip struct {
	out   io.Writer
	parts []*zipPart
}

type zipPart struct {
	name string
	crc  uint32
	size uint64
	data bytes.Buffer
	deep *flate.Writer
}

// Create begins a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	p := &zipPart{name: name}
	var err error
	p.deep, err = flate.NewWriter(&p.data, flate.BestSpeed)
	z.parts = append(z.parts, p)
	return p, err
}

// Write adds to a part.
func (p *zipPart) Write(b []byte) (int, error) {
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b)
	p.size += uint64(len(b))
	return p.deep.Write(b)
}

// AddFS is not needed for workbooks.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (z *sortedZip) Close() error {
	// The list of content types comes first, as readers expect.
	slices.SortFunc(z.parts, func(x, y *zipPart) int { return strings.Compare(x.name, y.name) })
	w := zip.NewWriter(z.out)
	for _, p := range z.parts {
		if err := p.deep.Close(); err != nil {
			return err
		}
		part, err := w.CreateRaw(&zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: p.crc, CompressedSize64: uint64(p.data.Len()), UncompressedSize64: p.size})
		if err != nil {
			return err
		}
		if _, err := part.Write(p.data.Bytes()); err != nil {
			return err
		}
		p.data = bytes.Buffer{}
	}
	return w.Close()
}
