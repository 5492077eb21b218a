package ledger

import (
	"hash/maphash"
	"math/bits"
	"strconv"

	"shukun/lang"
	"shukun/org"
	"shukun/pages"
	"shukun/problem"
)

// keyIndex finds rows by the hash of their key: open addressing, eight bytes a slot.
type keyIndex struct {
	slots []slot
	mask  uint64
}

// slot is 32 bits of a hash above a row's number + 1; 0: empty.
type slot uint64

func newSlot(hash uint64, row int32) slot { return slot(hash>>32<<32 | uint64(row+1)) }

func (s slot) row() int32 { return int32(uint32(s)) - 1 }

// has reports whether the slot is of this hash.
func (s slot) has(hash uint64) bool { return uint64(s)>>32 == hash>>32 }

var hashSeed = maphash.MakeSeed()

func hashCode(c *org.Code) uint64 { return maphash.Bytes(hashSeed, c[:]) }

func hashText(s string) uint64 { return maphash.String(hashSeed, s) }

// hashOwned is the hash of a key that is a number within an enterprise.
func hashOwned(owner *org.Code, no string) uint64 {
	return bits.RotateLeft64(hashCode(owner), 23) ^ hashText(no)
}

func newKeyIndex(n int) *keyIndex {
	size := 1 << bits.Len(uint(n+n/2|7))
	return &keyIndex{slots: pages.Make[slot](size), mask: uint64(size - 1)}
}

// find gives the row with this hash that same accepts, or -1.
func (x *keyIndex) find(hash uint64, same func(row int32) bool) int32 {
	if x == nil {
		return -1
	}
	for i := hash & x.mask; ; i = (i + 1) & x.mask {
		s := x.slots[i]
		if s == 0 {
			return -1
		}
		if s.has(hash) && same(s.row()) {
			return s.row()
		}
	}
}

// add puts a row in, unless one with the same key is there already, which it then gives.
func (x *keyIndex) add(hash uint64, row int32, same func(row int32) bool) (other int32) {
	for i := hash & x.mask; ; i = (i + 1) & x.mask {
		s := x.slots[i]
		if s == 0 {
			x.slots[i] = newSlot(hash, row)
			return -1
		}
		if s.has(hash) && same(s.row()) {
			return s.row()
		}
	}
}

// lot is how many keys are looked up together.
const lot = 128

// likely gives for each hash the first row that may have it, or -1. Looking many up in one loop lets their waits for
// memory overlap, which is most of the cost of a join.
func (x *keyIndex) likely(hashes []uint64, rows []int32) {
	for n, hash := range hashes {
		i := hash & x.mask
		s := x.slots[i]
		for s != 0 && !s.has(hash) {
			i = (i + 1) & x.mask
			s = x.slots[i]
		}
		rows[n] = s.row()
	}
}

// codeIndex finds rows by credit code.
type codeIndex struct {
	keyIndex
	codes []org.Code
}

// newCodeIndex indexes n rows by their codes; of rows with the same code the first counts.
func newCodeIndex(n int, code func(i int) org.Code) *codeIndex {
	x := &codeIndex{keyIndex: *newKeyIndex(n), codes: make([]org.Code, n)}
	for i := range n {
		x.codes[i] = code(i)
		x.add(hashCode(&x.codes[i]), int32(i), func(j int32) bool { return x.codes[j] == x.codes[i] })
	}
	return x
}

// at gives the row with a code, or -1.
func (x *codeIndex) at(c org.Code) int32 {
	if x == nil {
		return -1
	}
	return x.find(hashCode(&c), func(j int32) bool { return x.codes[j] == c })
}

// groups are rows listed by a small number that each has.
type groups struct{ from, order []int32 }

// groupRows groups rows by the numbers in of, which are below n; a row with a negative one is in no group.
func groupRows(of []int32, n int) groups {
	g := groups{from: pages.Make[int32](n + 1)}
	for _, j := range of {
		if j >= 0 {
			g.from[j+1]++
		}
	}
	for j := range n {
		g.from[j+1] += g.from[j]
	}
	g.order = pages.Make[int32](int(g.from[n]))
	next := pages.Make[int32](n + 1)
	copy(next, g.from)
	for i, j := range of {
		if j >= 0 {
			g.order[next[j]] = int32(i)
			next[j]++
		}
	}
	return g
}

// of gives the rows of group i in their order, none for a negative i or a group that is not there.
func (g groups) of(i int32) []int32 {
	if i < 0 || int(i)+1 >= len(g.from) {
		return nil
	}
	return g.order[g.from[i]:g.from[i+1]]
}

// ownerInKey reports whether the enterprise column takes part in the key besides the key columns.
func (k *kind[T]) ownerInKey() bool {
	if k.owner < 0 {
		return false
	}
	for _, i := range k.key {
		if i == k.owner {
			return false
		}
	}
	return true
}

// hash gives the hash of a row's key. scratch is room to work in, given back for the next row.
func (k *kind[T]) hash(r *T, scratch []byte) (uint64, []byte) {
	first := &k.columns[k.key[0]]
	owned := k.ownerInKey()
	if owned && len(k.key) == 1 && first.textAt != nil {
		return hashOwned(k.columns[k.owner].codeAt(r), *first.textAt(r)), scratch
	}
	var h uint64
	if owned {
		h = hashCode(k.columns[k.owner].codeAt(r))
	}
	for _, i := range k.key {
		c := &k.columns[i]
		var part uint64
		switch {
		case c.textAt != nil:
			part = hashText(*c.textAt(r))
		case c.codeAt != nil:
			part = hashCode(c.codeAt(r))
		default:
			scratch = c.encode(r, scratch[:0])
			part = maphash.Bytes(hashSeed, scratch)
		}
		h = bits.RotateLeft64(h, 23) ^ part
	}
	return h, scratch
}

func (k *kind[T]) sameKey(b *Book, x, y *T) bool {
	if k.ownerInKey() && *k.columns[k.owner].codeAt(x) != *k.columns[k.owner].codeAt(y) {
		return false
	}
	for _, i := range k.key {
		c := &k.columns[i]
		switch {
		case c.textAt != nil:
			if *c.textAt(x) != *c.textAt(y) {
				return false
			}
		case c.codeAt != nil:
			if *c.codeAt(x) != *c.codeAt(y) {
				return false
			}
		default:
			if string(c.encode(x, nil)) != string(c.encode(y, nil)) {
				return false
			}
		}
	}
	return k.through == nil || k.through(b, x) == k.through(b, y)
}

// refers reports whether a row's enterprise is known only through what it refers to.
func (k *kind[T]) refers() bool { return k.through != nil }

// checkKeys builds the key index of the kind's rows; a row whose key is already taken is rejected, naming both.
func (k *kind[T]) checkKeys(b *Book, workers int) (x *keyIndex, rejected []*problem.Error) {
	rows := *k.rows(b)
	hashes := pages.Make[uint64](len(rows))
	inParts(len(rows), workers, func(from, to int) {
		var scratch []byte
		for i := from; i < to; i++ {
			hashes[i], scratch = k.hash(&rows[i], scratch)
		}
	})
	x = newKeyIndex(len(rows))
	var found [lot]int32
	for i, h := range hashes {
		if i%lot == 0 { // fetches the slots that the next rows will need
			n := min(lot, len(hashes)-i)
			x.likely(hashes[i:i+n], found[:n])
		}
		first := x.add(h, int32(i), func(j int32) bool { return k.sameKey(b, &rows[i], &rows[j]) })
		if first >= 0 {
			rejected = append(rejected, k.repeated(b, &rows[first], &rows[i]))
		}
	}
	defer func() { b.room.Give(pages.AsBytes(hashes)) }()
	if len(rejected) == 0 {
		return x, nil
	}
	for i, h := range hashes {
		if x.find(h, func(j int32) bool { return j == int32(i) }) < 0 {
			k.source(&rows[i]).Row = 0
		}
	}
	*k.rows(b) = k.compact(rows)
	x, _ = k.checkKeys(b, workers)
	return x, rejected
}

// repeated is the rejection of a row whose key an earlier one has.
func (k *kind[T]) repeated(b *Book, first, again *T) *problem.Error {
	at, was := *k.source(again), *k.source(first)
	if int(at.Sheet) < len(b.Sheets) {
		b.Sheets[at.Sheet].Rejected++
		b.Sheets[at.Sheet].Rows--
	}
	there := b.place(was, "")
	if was.Sheet == at.Sheet {
		there.File, there.Sheet = "", ""
	}
	var value []byte
	for n, i := range k.key {
		if n > 0 {
			value = append(value, '+')
		}
		value = k.columns[i].encode(again, value)
	}
	row := strconv.Itoa(int(at.Row))
	e := problem.New(problem.Conflict, "key-repeated",
		lang.Text{Zh: "第" + row + "行与" + there.In(lang.Zh) + "的编号重复", En: "row " + row + " repeats the key of " + there.In(lang.En)},
		lang.Text{Zh: "请改正编号，或删除重复的一行", En: "Correct the number or delete one of the two rows"})
	return e.With(string(value)).At(b.place(at, k.columns[k.key[0]].Key))
}
