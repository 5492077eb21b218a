package riskareas

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"strings"

	"shukun/problem"
)

// limits bound what one input may make us hold or read, in bytes after unpacking.
type limits struct {
	snapshot int   // one line, or a whole file that is one snapshot
	input    int64 // one input
}

// standardLimits leave room: a national snapshot of November 2022 has 0.6 MB, a year of them about 1 GB.
var standardLimits = limits{snapshot: 16 << 20, input: 4 << 30}

// readInput hands every snapshot of an input to add, one after another.
func readInput(in Input, l limits, add func(snapshot) *problem.Error) error {
	f, err := in.Open()
	if err != nil {
		return openFailed(in.Name, err)
	}
	defer f.Close()
	r := &lineReader{name: in.Name, limits: l}
	if e := r.open(f); e != nil {
		return e
	}
	n := 0
	counted := func(s snapshot) *problem.Error { n++; return add(s) }
	if e := r.snapshots(counted); e != nil {
		return e
	}
	if n == 0 {
		return noSnapshots.At(problem.Place{File: in.Name})
	}
	return nil
}

// openFailed tells why a file could not be opened; an error that already speaks for itself only gets the file's name.
func openFailed(name string, err error) error {
	if e, ok := errors.AsType[*problem.Error](err); ok {
		if e.Place.File == "" {
			return e.At(problem.Place{File: name})
		}
		return e
	}
	e := unreadable
	if errors.Is(err, fs.ErrNotExist) {
		e = notThere
	}
	return e.At(problem.Place{File: name}).Because(err)
}

// lineReader reads lines of bounded length from plain or packed text.
type lineReader struct {
	name   string
	limits limits
	src    *bufio.Reader
	packed bool
	line   int // the number of the line read last
	total  int64
}

// open looks at the first bytes: gzip is unpacked, a UTF-8 mark is passed over, UTF-16 is refused.
func (r *lineReader) open(f io.Reader) error {
	r.src = bufio.NewReaderSize(f, 64<<10)
	if head, _ := r.src.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(r.src)
		if err != nil {
			return r.fault(1, badGzip.Because(err))
		}
		r.packed = true
		r.src = bufio.NewReaderSize(z, 64<<10)
	}
	switch head, _ := r.src.Peek(3); {
	case bytes.Equal(head, []byte{0xef, 0xbb, 0xbf}):
		_, err := r.src.Discard(3)
		return err
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return r.fault(1, badEncoding)
	}
	return nil
}

// snapshots reads a snapshot a line, or one over all lines: if the first line is not a whole JSON value, it is the latter.
func (r *lineReader) snapshots(add func(snapshot) *problem.Error) error {
	first := true
	for {
		line, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if len(line) == 0 {
			continue
		}
		at := r.line
		if first && !json.Valid(line) {
			if line, err = r.whole(line); err != nil {
				return err
			}
		}
		first = false
		s, within, e := parseSnapshot(line)
		if e == nil {
			e = add(s)
		}
		if e != nil {
			return r.fault(at+max(within-1, 0), e)
		}
	}
}

// whole reads the lines after the first, up to the end, into one text. Where the first line was meant to be a snapshot of
// its own, as the second line is one or the file's name says so, the fault is in the first line alone.
func (r *lineReader) whole(first []byte) ([]byte, error) {
	at := r.line
	text := append([]byte{}, first...)
	_, _, own := parseSnapshot(first)
	named := strings.Contains(strings.ToLower(r.name), ".jsonl")
	for lines := 0; ; {
		line, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(line) > 0 {
			lines++
		}
		if lines == 1 && len(line) > 0 && line[0] == '{' && json.Valid(line) {
			return nil, r.fault(at, own)
		}
		if len(text)+1+len(line) > r.limits.snapshot {
			if named {
				return nil, r.fault(at, own)
			}
			return nil, r.fault(at, tooLong)
		}
		text = append(append(text, '\n'), line...)
	}
	if named && !json.Valid(text) {
		return nil, r.fault(at, own)
	}
	return text, nil
}

// next gives the next line without its end and the spaces around it; it is good until the call after.
func (r *lineReader) next() ([]byte, error) {
	r.line++
	part, err := r.src.ReadSlice('\n')
	line := part
	if errors.Is(err, bufio.ErrBufferFull) {
		line = append(make([]byte, 0, 4*len(part)), part...)
		for errors.Is(err, bufio.ErrBufferFull) {
			if len(line) > r.limits.snapshot {
				return nil, r.fault(r.line, tooLong)
			}
			part, err = r.src.ReadSlice('\n')
			line = append(line, part...)
		}
	}
	r.total += int64(len(line))
	switch {
	case len(line) > r.limits.snapshot:
		return nil, r.fault(r.line, tooLong)
	case r.total > r.limits.input:
		return nil, r.fault(r.line, tooMuch)
	case err == io.EOF && len(line) > 0, err == nil:
		return bytes.TrimSpace(line), nil
	case err == io.EOF:
		return nil, io.EOF
	case r.packed:
		return nil, r.fault(r.line, badGzip.Because(err))
	}
	return nil, r.fault(r.line, unreadable.Because(err))
}

// fault puts an error in its place.
func (r *lineReader) fault(line int, e *problem.Error) error {
	at := e.Place
	at.File, at.Row = r.name, line
	return e.At(at)
}
