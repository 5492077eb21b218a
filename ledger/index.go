package ledger

import (
	"hash/maphash"
	"math/bits"
	"strconv"

	"shukun/lang"
	"shukun/org"
	"shukun/problem"
)

// keyIndex finds rows by the hash of their key: open addressing, eight bytes a slot.
type keyIndex struct {
	slots []slot
	mask  uint64
}

type slot struct {
	hash uint32
	row  int32 // row + 1; 0: empty
}

var hashSeed = maphash.MakeSeed()

func hashCode(c *org.Code) uint64 { return maphash.Bytes(hashSeed, c[:]) }

func hashText(s string) uint64 { return maphash.String(hashSeed, s) }

func newKeyIndex(n int) *keyIndex {
	size := 1 << bits.Len(uint(n*2|7))
	return &keyIndex{slots: make([]slot, size), mask: uint64(size - 1)}
}

// find gives the row with this hash that same accepts, or -1.
func (x *keyIndex) find(hash uint64, same func(row int32) bool) int32 {
	if x == nil {
		return -1
	}
	for i := hash & x.mask; ; i = (i + 1) & x.mask {
		s := x.slots[i]
		if s.row == 0 {
			return -1
		}
		if s.hash == uint32(hash>>32) && same(s.row-1) {
			return s.row - 1
		}
	}
}

// add puts a row in, unless one with the same key is there already, which it then gives.
func (x *keyIndex) add(hash uint64, row int32, same func(row int32) bool) (other int32) {
	for i := hash & x.mask; ; i = (i + 1) & x.mask {
		s := &x.slots[i]
		if s.row == 0 {
			*s = slot{hash: uint32(hash >> 32), row: row + 1}
			return -1
		}
		if s.hash == uint32(hash>>32) && same(s.row-1) {
			return s.row - 1
		}
	}
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

func (k *kind[T]) hash(r *T, scratch []byte) (uint64, []byte) {
	var h uint64
	if k.ownerInKey() {
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

func (k *kind[T]) sameKey(a, b *T) bool {
	if k.ownerInKey() && *k.columns[k.owner].codeAt(a) != *k.columns[k.owner].codeAt(b) {
		return false
	}
	for _, i := range k.key {
		c := &k.columns[i]
		switch {
		case c.textAt != nil:
			if *c.textAt(a) != *c.textAt(b) {
				return false
			}
		case c.codeAt != nil:
			if *c.codeAt(a) != *c.codeAt(b) {
				return false
			}
		default:
			if string(c.encode(a, nil)) != string(c.encode(b, nil)) {
				return false
			}
		}
	}
	return true
}

// index builds the key index of the kind's rows; a row whose key is already taken is rejected, naming both.
func (k *kind[T]) index(b *Book) (x *keyIndex, rejected []*problem.Error) {
	rows := *k.rows(b)
	x = newKeyIndex(len(rows))
	var scratch []byte
	repeated := false
	for i := range rows {
		var h uint64
		h, scratch = k.hash(&rows[i], scratch)
		if first := x.add(h, int32(i), func(j int32) bool { return k.sameKey(&rows[i], &rows[j]) }); first >= 0 {
			rejected = append(rejected, k.repeated(b, &rows[first], &rows[i]))
			k.source(&rows[i]).Row = 0
			repeated = true
		}
	}
	if !repeated {
		return x, nil
	}
	*k.rows(b) = k.compact(rows)
	x, _ = k.index(b)
	return x, rejected
}

func (k *kind[T]) repeated(b *Book, first, again *T) *problem.Error {
	at, was := *k.source(again), *k.source(first)
	b.Sheets[at.Sheet].Rejected++
	b.Sheets[at.Sheet].Rows--
	there := problem.Place{File: b.Sheets[was.Sheet].File, Sheet: b.Sheets[was.Sheet].Name, Row: int(was.Row)}
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
	return e.With(string(value)).At(problem.Place{File: b.Sheets[at.Sheet].File, Sheet: b.Sheets[at.Sheet].Name,
		Row: int(at.Row), Column: k.columns[k.key[0]].Key})
}
