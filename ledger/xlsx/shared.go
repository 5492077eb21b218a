package xlsx

import (
	"math"

	"shukun/problem"
)

// sharedStrings is the table that cells of type "s" point into. The texts stand back to back in blocks that
// never move, so that growing costs no copy and cells may keep slices of them.
type sharedStrings struct {
	blocks [][]byte
	refs   [][]stringRef
	count  int
}

// stringRef says where a string stands.
type stringRef struct{ block, from, to uint32 }

const (
	blockLen = 1 << 20
	refsLen  = 1 << 14
	// No honest item takes fewer bytes: <si><t>a</t></si>.
	minItemLen = 16
)

// loadShared reads the shared strings part.
func (w *Workbook) loadShared() (*sharedStrings, error) {
	t := &sharedStrings{}
	if w.sharedPart == nil {
		return t, nil
	}
	limit := w.limits.SharedBytes
	tooBig := tooLarge("xlsx-shared-too-large", limit, "共享字符串解压后的字节数", "Bytes of the shared strings, unpacked")
	s, closer, err := w.scan(w.sharedPart, limit, tooBig)
	if err != nil {
		return nil, err
	}
	defer closer()
	return t, s.eachChild("sst", func() error {
		if string(s.name) != "si" {
			return s.skip()
		}
		if int64(t.count) >= limit/minItemLen || t.count == math.MaxInt32 {
			return tooBig
		}
		return t.add(s, w.limits.CellChars)
	})
}

// add takes in the string item whose start tag was just given.
func (t *sharedStrings) add(s *scanner, maxChars int) error {
	most := maxCharBytes(maxChars)
	last := len(t.blocks) - 1
	if last < 0 || cap(t.blocks[last])-len(t.blocks[last]) < most {
		t.blocks = append(t.blocks, make([]byte, 0, max(blockLen, most)))
		last++
	}
	from := len(t.blocks[last])
	b, err := s.collectRich(t.blocks[last], most)
	if err == errBigToken || err == nil && charCount(b[from:]) > maxChars {
		return errCellTooLong(maxChars)
	}
	if err != nil {
		return err
	}
	t.blocks[last] = b
	if t.count%refsLen == 0 {
		t.refs = append(t.refs, make([]stringRef, 0, refsLen))
	}
	r := &t.refs[len(t.refs)-1]
	*r = append(*r, stringRef{uint32(last), uint32(from), uint32(len(b))})
	t.count++
	return nil
}

// at gives string i, counted from 0; false if there is none.
func (t *sharedStrings) at(i int) ([]byte, bool) {
	if i < 0 || i >= t.count {
		return nil, false
	}
	r := t.refs[i/refsLen][i%refsLen]
	return t.blocks[r.block][r.from:r.to:r.to], true
}

// maxCharBytes is the most bytes that so many UTF-16 units take in UTF-8.
func maxCharBytes(chars int) int { return 3 * chars }

func errCellTooLong(maxChars int) *problem.Error {
	return tooLarge("xlsx-cell-too-long", int64(maxChars), "单元格的字数", "Characters of one cell")
}
