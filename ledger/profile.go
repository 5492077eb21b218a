package ledger

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"path"
	"strings"
	"sync"

	"shukun/lang"
	"shukun/org"
	"shukun/problem"
)

// Profile says how sheets that speak otherwise are to be read: their header words, units, and order of day and month.
type Profile struct {
	Name  string
	About lang.Text
	Dates string // "ymd" (the contract's own), "mdy" or "dmy"
	kinds map[*Kind]*ProfileKind
}

// ProfileKind is what a Profile says of one kind.
type ProfileKind struct {
	Unit    string           // of money columns that name none; empty: 元
	columns map[string][]int // folded header → columns; none: the column is left out on purpose
	fixed   map[int]string   // values of columns that the sheet lacks
	derived map[int]bool     // credit codes made up from foreign ids
	units   bool             // units in the header words count
}

// ChosenColumns makes the profile of what people chose: by kind and header word, the key of its column, "" for a column
// that is left out. Units in the header words count. A key that the kind has not is passed over.
func ChosenColumns(chosen map[*Kind]map[string]string) *Profile {
	p := &Profile{Name: "chosen", Dates: "ymd", kinds: map[*Kind]*ProfileKind{}}
	for k, words := range chosen {
		of := &ProfileKind{columns: map[string][]int{}, units: true}
		for word, key := range words {
			if i := k.columnIndex(key); i >= 0 {
				of.columns[foldHeader(word)] = []int{i}
			} else if key == "" {
				of.columns[foldHeader(word)] = []int{}
			}
		}
		p.kinds[k] = of
	}
	return p
}

// FoldHeader makes header words comparable, as remembering what people chose needs: case, width, spaces and marks do not
// count.
func FoldHeader(s string) string { return foldHeader(s) }

//go:embed profiles/*.yaml
var profileFiles embed.FS

// Profiles gives the profiles that are shipped, by name.
func Profiles() []*Profile { return shippedProfiles() }

var shippedProfiles = sync.OnceValue(func() []*Profile {
	entries, err := profileFiles.ReadDir("profiles")
	if err != nil {
		panic(err)
	}
	var all []*Profile
	for _, e := range entries {
		text, err := profileFiles.ReadFile(path.Join("profiles", e.Name()))
		if err != nil {
			panic(err)
		}
		p, err := ParseProfile(e.Name(), text)
		if err != nil {
			panic(err) // a test has read them all
		}
		all = append(all, p)
	}
	return all
})

// FindProfile finds a shipped profile by name; the error names those there are.
func FindProfile(name string) (*Profile, error) {
	var names []string
	for _, p := range Profiles() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	list := strings.Join(names, ", ")
	return nil, problem.New(problem.NotFound, "no-such-profile", lang.Text{Zh: "没有这个列映射", En: "there is no such profile"},
		lang.Text{Zh: "可用的有：" + list + "；也可以给出自己的 .yaml 文件", En: "Use one of: " + list + "; or give a .yaml file of your own"}).With(name)
}

// order gives the order of day and month; nil means the contract's own.
func (p *Profile) order() dateOrder {
	switch {
	case p == nil:
		return yearFirst
	case p.Dates == "mdy":
		return monthDayYear
	case p.Dates == "dmy":
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

// of gives the columns a header word means; ok is false if the profile does not know the word.
func (p *ProfileKind) of(header string) (columns []int, ok bool) {
	if p == nil {
		return nil, false
	}
	columns, ok = p.columns[foldHeader(header)]
	return columns, ok
}

// derives reports whether the codes of a column are made up from foreign ids.
func (p *ProfileKind) derives(column int) bool { return p != nil && p.derived[column] }

// fixes reports whether the profile gives the column's value for every row.
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
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY" // GB 32100-2015
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
