package ledger

import (
	"crypto/sha256"
	"encoding/binary"

	"shukun/org"
)

// Profile says how sheets that speak otherwise are to be read: their header words, units, and order of day and month.
type Profile struct {
	Name  string
	Dates string // "ymd" (the contract's own), "mdy" or "dmy"
	kinds map[*Kind]*ProfileKind
}

// ProfileKind is what a Profile says of one kind.
type ProfileKind struct {
	Unit    string           // of money columns: 元 if empty
	columns map[string][]int // folded header → columns; none: the column is left out on purpose
	fixed   map[int]string   // values of columns that the sheet lacks
	derived map[int]bool     // credit codes made up from foreign ids
}

func (p *Profile) order() dateOrder {
	if p == nil {
		return yearFirst
	}
	switch p.Dates {
	case "mdy":
		return monthDayYear
	case "dmy":
		return dayMonthYear
	}
	return yearFirst
}

// forKind gives what the profile says of a kind, nil if nothing.
func (p *Profile) forKind(k *Kind) *ProfileKind {
	if p == nil {
		return nil
	}
	return p.kinds[k]
}

func (p *ProfileKind) of(header string) (columns []int, ok bool) {
	if p == nil {
		return nil, false
	}
	columns, ok = p.columns[foldHeader(header)]
	return columns, ok
}

func (p *ProfileKind) derives(column int) bool { return p != nil && p.derived[column] }

func (p *ProfileKind) fixes(column int) bool {
	if p == nil {
		return false
	}
	_, ok := p.fixed[column]
	return ok
}

// derivedCode makes a credit code of a foreign id: the same for the same id, with the right check character, and of a
// registration authority and a division (Y9, 000000) that no real code has.
func derivedCode(id []byte) org.Code {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum := sha256.Sum256(id)
	n := binary.BigEndian.Uint64(sum[:])
	code := []byte("Y9000000000000000")
	for i := len(code) - 1; i >= 8; i-- {
		code[i] = alphabet[n%31]
		n /= 31
	}
	check, _ := org.CheckCharacter(string(code))
	return org.Code(append(code, check))
}
