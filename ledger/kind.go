// Package ledger is the input contract: the 24 ledger kinds declared once each, reading them from CSV
// and XLSX as streams with every bad row named, and the Book: the ledgers joined and indexed for the rules.
package ledger

import (
	"strings"

	"shukun/org"
	"shukun/problem"
)

// Kind is one kind of ledger: its names and its columns, in the order of the contract.
type Kind struct {
	Key     string // English key
	Name    string // Chinese name
	En      string // English title
	Columns []Column
}

// kind is a Kind with its row type.
type kind[T any] struct {
	Kind
	columns []column[T]
	source  func(*T) *Source
	rows    func(*Book) *[]T
	key     []int                    // the columns that make the row's key, in order
	owner   int                      // the column that names the enterprise, -1 if the kind has none
	through func(*Book, *T) org.Code // the enterprise of a row that names none, by what it refers to; nil: none
}

func newKind[T any](key, name, en string, source func(*T) *Source, rows func(*Book) *[]T, columns ...column[T]) *kind[T] {
	k := &kind[T]{Kind: Kind{Key: key, Name: name, En: en}, columns: columns, source: source, rows: rows, owner: -1}
	for i, c := range columns {
		k.Columns = append(k.Columns, c.Column)
		if c.InKey {
			k.key = append(k.key, i)
		}
		if c.Owner {
			k.owner = i
		}
	}
	return k
}

// Column finds a column by its English key; nil if there is none.
func (k *Kind) Column(key string) *Column {
	if i := k.columnIndex(key); i >= 0 {
		return &k.Columns[i]
	}
	return nil
}

// KeyColumns gives the keys of the columns that make a row's key, in the order of the contract. The enterprise a row
// belongs to takes part in it besides.
func (k *Kind) KeyColumns() []string {
	var keys []string
	for _, r := range registry {
		if r.kind() == k {
			for _, i := range r.keyColumns() {
				keys = append(keys, k.Columns[i].Key)
			}
		}
	}
	return keys
}

func (k *Kind) columnIndex(key string) int {
	for i := range k.Columns {
		if k.Columns[i].Key == key {
			return i
		}
	}
	return -1
}

// Kinds lists the 24 kinds in the order of the contract.
func Kinds() []*Kind {
	all := make([]*Kind, 0, len(registry))
	for _, k := range registry {
		all = append(all, k.kind())
	}
	return all
}

// FindKind finds a kind by its English key or Chinese name; nil if there is none.
func FindKind(name string) *Kind {
	for _, k := range registry {
		if k.kind().Key == name || k.kind().Name == name {
			return k.kind()
		}
	}
	return nil
}

// KindOfName finds the kind a file's base name or a sheet's name belongs to: the longest kind name it
// begins with, followed by the end, "-", "_", a space, a bracket or a digit. nil if it belongs to none.
func KindOfName(name string) *Kind {
	folded := fold(name)
	var best *Kind
	longest := 0
	for _, k := range registry {
		for _, n := range []string{k.kind().Key, k.kind().Name} {
			rest, ok := strings.CutPrefix(folded, n)
			if ok && len(n) > longest && endsName(rest) {
				best, longest = k.kind(), len(n)
			}
		}
	}
	return best
}

// nearKind finds the longest kind whose name is in a base name that belongs to none, and the name it should have.
func nearKind(name string) (k *Kind, better string) {
	folded := fold(name)
	longest := ""
	for _, e := range registry {
		for _, n := range []string{e.kind().Key, e.kind().Name} {
			if strings.Contains(folded, n) && len(n) > len(longest) {
				k, longest = e.kind(), n
			}
		}
	}
	if k == nil || KindOfName(name) != nil {
		return nil, ""
	}
	before, after, _ := strings.Cut(folded, longest)
	if after = strings.Trim(after, "-_ "); before != "" {
		after = strings.Trim(before, "-_ ") + after
	}
	return k, longest + "-" + after
}

func endsName(rest string) bool {
	if rest == "" {
		return true
	}
	for _, end := range []string{"-", "_", " ", "(", "[", "{", "【", "〔", "「", "《", "<"} {
		if strings.HasPrefix(rest, end) {
			return true
		}
	}
	return rest[0] >= '0' && rest[0] <= '9'
}

// fold makes names comparable: lower case, half width, no spaces at the ends.
func fold(s string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(s) {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '　' || r == '\u00a0':
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.ToLower(strings.TrimSpace(b.String()))
}

// anyKind is a kind whose row type does not matter to the caller.
type anyKind interface {
	kind() *Kind
	load(r *reading, s *sheetRows) error
	checkKeys(b *Book, workers int) (*keyIndex, []*problem.Error)
	keyColumns() []int
	table(b *Book) Table
	filed(b *Book) Rows
	takes(column int, value string) bool
	refers() bool
	number(b *Book)
	owners(b *Book, seen map[org.Code]bool)
	strangers(b *Book, r *reading)
}

// via says how the enterprise of a row is found for a kind whose rows name none.
func (k *kind[T]) via(through func(*Book, *T) org.Code) *kind[T] {
	k.through = through
	return k
}

// keyed puts the columns of the key in the order of the contract, where the columns stand in another.
func (k *kind[T]) keyed(columns ...string) *kind[T] {
	k.key = k.key[:0]
	for _, c := range columns {
		k.key = append(k.key, k.columnIndex(c))
	}
	return k
}

func (k *kind[T]) keyColumns() []int { return k.key }

func (k *kind[T]) kind() *Kind { return &k.Kind }

var registry = []anyKind{
	enterprises, counterparties, contracts, payables, payments, instruments, upstreamReceipts, cashPositions,
	groupSupport, earlyPayments, leases, riskAreas, localPolicies, reliefRecords, utilityAccounts, utilityBills,
	supplyInterruptions, powerResale, deposits, tenders, commoditySales, initiatives, serviceRequests, complaints,
}
