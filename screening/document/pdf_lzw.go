package document

// unlzw undoes the LZW of PDF: codes grow from 9 to 12 bits, one code early.
func (s *pdfStore) unlzw(b []byte) ([]byte, error) {
	const clear, end = 256, 257
	var (
		table [4096][]byte
		out   []byte
		prev  []byte
		next  = 258
		width = uint(9)
		bits  uint32
		have  uint
	)
	for i := range 256 {
		table[i] = []byte{byte(i)}
	}
	for _, c := range b {
		bits = bits<<8 | uint32(c)
		have += 8
		if have < width {
			continue
		}
		code := int(bits >> (have - width) & (1<<width - 1))
		have -= width
		switch {
		case code == clear:
			next, width, prev = 258, 9, nil
			continue
		case code == end:
			return out, nil
		}
		var word []byte
		switch {
		case code < 256 || code < next && code > end:
			word = table[code]
		case code == next && prev != nil:
			word = append(append([]byte{}, prev...), prev[0])
		default:
			return out, nil
		}
		out = append(out, word...)
		s.inflated += len(word)
		if len(out) > maxOneStream || s.inflated > maxInflated {
			return nil, errBomb
		}
		if prev != nil && next < 4096 {
			table[next] = append(append([]byte{}, prev...), word[0])
			next++
		}
		if next+1 >= 1<<width && width < 12 {
			width++
		}
		prev = word
	}
	return out, nil
}
