package ledger

import (
	"bytes"
	"io"
	"sync"

	"shukun/lang"
	"shukun/problem"
)

const (
	pieceBytes = 256 << 10 // of text that one worker takes at a time
	maxPiece   = 64 << 20  // of text that may be one record; beyond it a file is no CSV
)

// piece is a run of whole records.
type piece struct {
	text     []byte
	ends     []int32 // where each record ends
	wrong    []int32 // the records with a wrong quotation mark
	quotes   bool    // there may be quotation marks
	index    int     // of the first record among the file's data records
	firstRow int     // its row as a person counts
}

// csvStream cuts a text into pieces, in buffers that are used again. The size of the pieces changes nothing but speed.
type csvStream struct {
	form     csvForm
	r        io.Reader
	bytes    int        // of text to take at a time
	most     int        // bytes of one record
	maxRows  int        // 0: any number
	pool     *sync.Pool // of pieces
	rest     []byte     // read, but not handed out: the beginning of the next record
	last     bool       // all is read
	index    int
	row      int // of the next record
	progress func(int64)
}

// newCSVStream makes a stream that takes so many bytes of text at a time; pool holds the pieces that may be used again.
func newCSVStream(r io.Reader, bytes int, pool *sync.Pool, progress func(int64)) *csvStream {
	return &csvStream{r: r, bytes: bytes, most: maxPiece, pool: pool, progress: progress}
}

// start reads as much text as the header may lie in.
func (s *csvStream) start() error { return s.fill(max(s.bytes, pieceBytes)) }

// fill reads until rest holds n bytes or all is read.
func (s *csvStream) fill(n int) error {
	for len(s.rest) < n && !s.last {
		if cap(s.rest) < n {
			s.rest = append(make([]byte, 0, n), s.rest...)
		}
		got, err := s.r.Read(s.rest[len(s.rest):n])
		s.rest = s.rest[:len(s.rest)+got]
		s.progress(int64(got))
		if err == io.EOF {
			s.last = true
		} else if err != nil {
			return unreadableFile("", err)
		}
	}
	return nil
}

// records estimates how many rows a text of size bytes holds in all; a row has least bytes or more.
func (s *csvStream) records(size int64, least int) int {
	n := bytes.Count(s.rest, []byte{'\n'}) + 1
	if !s.last {
		n = int(float64(size)/float64(len(s.rest))*float64(n)*1.02) + 1024
	}
	return min(n, int(size)/least+1)
}

// skip passes over the first n bytes, which hold the rows up to row.
func (s *csvStream) skip(n, row int) {
	s.rest = s.rest[n:]
	s.row = row + 1
}

// next gives the next piece, nil at the end. It may be given back by release.
func (s *csvStream) next() (*piece, error) {
	for n := s.bytes; ; n *= 2 {
		if err := s.fill(n); err != nil {
			return nil, err
		}
		if len(s.rest) == 0 {
			return nil, nil
		}
		if p := s.cut(min(n, len(s.rest))); p != nil {
			if s.maxRows > 0 && s.index > s.maxRows {
				return nil, textTooLarge("行数", "rows", int64(s.maxRows))
			}
			return p, nil
		}
		if n >= s.most {
			return nil, errLongRecord.At(problem.Place{Row: s.row})
		}
	}
}

// cut takes the whole records off the first n bytes of rest; nil if there is none.
func (s *csvStream) cut(n int) *piece {
	p, _ := s.pool.Get().(*piece)
	if p == nil {
		p = &piece{text: make([]byte, 0, s.bytes), ends: make([]int32, 0, s.bytes/128)}
	}
	*p = piece{text: p.text[:0], ends: p.ends[:0], wrong: p.wrong[:0], index: s.index, firstRow: s.row}
	text, last := s.rest[:n], s.last && n == len(s.rest)
	p.quotes = bytes.IndexByte(text, '"') >= 0
	at := 0
	for at < n {
		var end int
		var wrong, whole bool
		if p.quotes {
			end, wrong, whole = s.form.recordEnd(text[at:], last)
		} else if end = bytes.IndexByte(text[at:], '\n') + 1; end > 0 {
			whole = true
		} else {
			end, whole = n-at, last
		}
		if !whole {
			break
		}
		if wrong {
			p.wrong = append(p.wrong, int32(len(p.ends)))
		}
		at += end
		p.ends = append(p.ends, int32(at))
	}
	if at == 0 {
		s.release(p)
		return nil
	}
	// The piece takes the buffer; what is left over begins the next one.
	left := s.rest[at:]
	p.text, s.rest = s.rest[:at], append(p.text[:0], left...)
	s.index += len(p.ends)
	s.row += len(p.ends)
	return p
}

// release gives a piece back; nothing may point into its text any more.
func (s *csvStream) release(p *piece) { s.pool.Put(p) }

var errLongRecord = problem.New(problem.TooLarge, "record-too-long",
	lang.Text{Zh: "一行超过 64 MB，不像是 CSV 文件", En: "one row is longer than 64 MB; this does not look like a CSV file"},
	lang.Text{Zh: "请核对文件，重新导出为 CSV 或 XLSX", En: "Check the file and export it again as CSV or XLSX"})
