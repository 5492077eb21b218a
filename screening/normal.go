package screening

// Normal text: full-width forms made narrow, traditional characters simplified, radicals made characters,
// white space and invisible characters taken out. Chinese needs no spaces between words, so a gap or a line
// break inside a word ("业主付\n款") disappears with them.

// drop marks a character that has no place in normal text.
const drop = 0

// other stands for a character outside the basic plane.
const other = '\uFFFD'

// fold gives the normal form of every character of the basic plane.
var fold = makeFold()

func makeFold() *[1 << 16]uint16 {
	var f [1 << 16]uint16
	for i := range f {
		f[i] = uint16(i)
	}
	for i := range 0x21 {
		f[i] = drop
	}
	for _, r := range "\u007f\u0085\u00a0\u00ad\u180e\u2028\u2029\u202f\u205f\u3000\ufeff\ufe0e\ufe0f" {
		f[r] = drop
	}
	for r := 0x2000; r <= 0x200f; r++ {
		f[r] = drop
	}
	for r := 0x202a; r <= 0x202e; r++ {
		f[r] = drop
	}
	for r := 0x2060; r <= 0x206f; r++ {
		f[r] = drop
	}
	for r := 0xe000; r <= 0xf8ff; r++ { // private use: bullets of word processors
		f[r] = drop
	}
	for r := 0xff01; r <= 0xff5e; r++ {
		f[r] = uint16(r - 0xfee0)
	}
	pair := func(from, to string) {
		t := []rune(to)
		for i, r := range []rune(from) {
			f[r] = uint16(t[i])
		}
	}
	pair(traditional, simplified)
	pair(oddForms, plainForms)
	for i, r := range []rune(kangxi) {
		f[0x2f00+i] = f[r]
	}
	// Punctuation: one form of each.
	pair(",;:?!()", "，；：？！（）")
	pair("，；：？！（）", "，；：？！（）")
	return &f
}
