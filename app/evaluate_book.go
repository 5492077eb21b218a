package app

import (
	"bytes"
	"slices"
	"strings"

	"shukun/civil"
	"shukun/ledger"
	"shukun/regulation"
	"shukun/store"
)

// What a unit's book needs of others, by kind of ledger.
var (
	commonKinds = []string{"risk_areas", "local_policies"}                                                                   // filed once for all
	groupKinds  = []string{"leases", "relief_records", "initiatives", "group_support", "cash_positions", "utility_accounts"} // of the whole group
	unitKinds   = []string{"contracts", "payables", "payments", "instruments", "upstream_receipts", "early_payments", "utility_bills", "supply_interruptions",
		"power_resale", "deposits", "tenders", "commodity_sales", "service_requests", "complaints"} // of the unit alone
)

// rowRef is the row a line of the book came from.
type rowRef struct {
	id    int64
	owner string
	path  string
}

// loaded is a book with where its rows come from.
type loaded struct {
	book *ledger.Book
	rows map[*ledger.Kind][]rowRef // by line
}

// row finds where a row of the book came from.
func (l *loaded) row(s ledger.Source) rowRef {
	if int(s.Sheet) >= len(l.book.Sheets) || s.Row < 2 {
		return rowRef{}
	}
	rows := l.rows[l.book.Sheets[s.Sheet].Kind]
	if i := int(s.Row) - 2; i < len(rows) {
		return rows[i]
	}
	return rowRef{}
}

// loader gathers rows as CSV, a text a kind, as ledger.Read takes them.
type loader struct {
	e    *evaluation
	tx   *store.Tx
	day  civil.Date
	text map[*ledger.Kind]*bytes.Buffer
	rows map[*ledger.Kind][]rowRef
}

func (e *evaluation) loader(tx *store.Tx) *loader {
	l := &loader{e: e, tx: tx, day: e.day, text: map[*ledger.Kind]*bytes.Buffer{}, rows: map[*ledger.Kind][]rowRef{}}
	l.units()
	return l
}

// line adds a row.
func (l *loader) line(k *ledger.Kind, r rowRef, content string) {
	b := l.text[k]
	if b == nil {
		b = &bytes.Buffer{}
		l.text[k] = b
		for i := range k.Columns {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(k.Columns[i].Key)
		}
		b.WriteByte('\n')
	}
	b.WriteString(content)
	if !strings.HasSuffix(content, "\n") {
		b.WriteByte('\n')
	}
	l.rows[k] = append(l.rows[k], r)
}

// units makes the enterprises ledger of the tree.
func (l *loader) units() {
	k := ledger.FindKind("enterprises")
	for i := range l.e.list {
		u := &l.e.list[i]
		var line []byte
		for j, v := range []string{u.Code, u.Name, u.Parent, u.Holding, u.Control, u.Size, u.Kind, u.Industry, u.County} {
			if j > 0 {
				line = append(line, ',')
			}
			line = appendCell(line, v)
		}
		l.line(k, rowRef{owner: u.Code, path: u.Path}, string(line))
	}
}

// appendCell appends a cell as RFC 4180 has it.
func appendCell(line []byte, cell string) []byte {
	if !strings.ContainsAny(cell, ",\"\r\n") {
		return append(line, cell...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(cell, `"`, `""`)...)
	return append(line, '"')
}

// all adds an owner's rows of a kind.
func (l *loader) all(kind, owner string) error {
	k := ledger.FindKind(kind)
	return l.tx.EachRow(kind, owner, l.day, func(id int64, path, content string) error {
		l.line(k, rowRef{id, owner, path}, content)
		return nil
	})
}

// group adds the group's rows of a kind.
func (l *loader) group(kind string) error {
	k := ledger.FindKind(kind)
	if l.e.path == "/" {
		return l.all(kind, "")
	}
	return l.tx.EachRowBelow(kind, l.e.path, l.day, func(id int64, owner, path, content string) error {
		l.line(k, rowRef{id, owner, path}, content)
		return nil
	})
}

// some adds those of an owner's rows whose key or ref is among the values.
func (l *loader) some(kind, owner, column string, values []string) error {
	k := ledger.FindKind(kind)
	return l.tx.EachRowAt(kind, owner, column, values, l.day, func(id int64, path, content string) error {
		l.line(k, rowRef{id, owner, path}, content)
		return nil
	})
}

// references adds what a unit's book needs of its group and of all.
func (l *loader) references() error {
	for _, kind := range commonKinds {
		if err := l.all(kind, ""); err != nil {
			return err
		}
	}
	for _, kind := range groupKinds {
		if err := l.group(kind); err != nil {
			return err
		}
	}
	return nil
}

// parties adds the counterparties that the rows so far name: the group's own record counts before the shared one. Of
// the owners evaluated all are added.
func (l *loader) parties(evaluated func(owner string) bool) error {
	book, err := l.read()
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	take := func(owner, content string, id int64, path string) {
		code, _, _ := strings.Cut(content, ",")
		if !seen[code] {
			seen[code] = true
			l.line(ledger.FindKind("counterparties"), rowRef{id, owner, path}, content)
		}
	}
	codes := named(book)
	owners := l.e.owners
	if lookups := len(owners) * (len(codes)/100 + 1); l.e.path != "/" && lookups > fewLookups {
		if err := l.partiesBelow(evaluated, codes, take); err != nil {
			return err
		}
		owners = nil
	}
	for _, o := range append(slices.Clone(owners), store.Entity{}) {
		if l.e.path == "/" && o.Path == "" {
			continue // the shared rows are the group's own
		}
		add := func(id int64, path, content string) error { take(o.Owner, content, id, path); return nil }
		if evaluated(o.Owner) {
			err = l.tx.EachRow("counterparties", o.Owner, l.day, add)
		} else {
			err = l.tx.EachRowAt("counterparties", o.Owner, "key", codes, l.day, add)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fewLookups is how many questions for some parties of one unit take about as long as reading those of a group through.
const fewLookups = 40

// partiesBelow reads the counterparties of the whole group once, and takes those wanted in the order of the units.
func (l *loader) partiesBelow(evaluated func(owner string) bool, codes []string, take func(owner, content string, id int64, path string)) error {
	type party struct {
		id            int64
		path, content string
	}
	all := map[string][]party{}
	err := l.tx.EachRowBelow("counterparties", l.e.path, l.day, func(id int64, owner, path, content string) error {
		code, _, _ := strings.Cut(content, ",")
		if _, named := slices.BinarySearch(codes, code); named || evaluated(owner) {
			all[owner] = append(all[owner], party{id, path, content})
		}
		return nil
	})
	for _, o := range l.e.owners {
		for _, p := range all[o.Owner] {
			take(o.Owner, p.content, p.id, p.path)
		}
	}
	return err
}

// named lists the credit codes that the rows of a book name, in order.
func named(b *ledger.Book) []string {
	seen := map[string]bool{}
	var cell []byte
	for _, t := range b.Tables() {
		if t.Kind().Key == "enterprises" {
			continue
		}
		for column := range t.Kind().Columns {
			if t.Kind().Columns[column].Type != ledger.TypeCode {
				continue
			}
			for row := range t.Len() {
				if cell = t.AppendCell(cell[:0], row, column); !seen[string(cell)] {
					seen[string(cell)] = true
				}
			}
		}
	}
	delete(seen, "")
	all := make([]string, 0, len(seen))
	for c := range seen {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// read makes the book of the rows so far.
func (l *loader) read() (*ledger.Book, error) {
	var in []ledger.Input
	for _, k := range ledger.Kinds() {
		if b := l.text[k]; b != nil {
			in = append(in, ledger.Input{Name: k.Key + ".csv", Data: b.Bytes(), Kind: k})
		}
	}
	if len(in) == 0 {
		return &ledger.Book{}, nil
	}
	book, _, err := ledger.Read(in, ledger.Options{Workers: workers()})
	return book, err
}

// load makes the book of some owners: all their rows, and what those refer to.
func (e *evaluation) load(tx *store.Tx, owners []store.Entity) (*loaded, error) {
	l := e.loader(tx)
	evaluated := ownersIn(owners)
	if err := l.references(); err != nil {
		return nil, err
	}
	for _, o := range owners {
		if err := tx.EachRowOf(unitKinds, o.Owner, l.day, func(kind string, id int64, path, content string) error {
			l.line(ledger.FindKind(kind), rowRef{id, o.Owner, path}, content)
			return nil
		}); err != nil {
			return nil, err
		}
	}
	if err := l.parties(evaluated); err != nil {
		return nil, err
	}
	book, err := l.read()
	if err != nil {
		return nil, err
	}
	loaded := &loaded{book: book, rows: l.rows}
	return loaded, e.texts(tx, loaded, evaluated)
}

func ownersIn(owners []store.Entity) func(string) bool {
	in := map[string]bool{}
	for _, o := range owners {
		in[o.Owner] = true
	}
	return func(owner string) bool { return in[owner] }
}

// texts hands the words of contracts and tenders to the book, where they were filed.
func (e *evaluation) texts(tx *store.Tx, l *loaded, evaluated func(string) bool) error {
	contracts, tenders := e.app.Law.TextFiles(l.book, e.question(), regulation.Filter{})
	give := func(s ledger.Source, name string, set func(ledger.Text)) error {
		r := l.row(s)
		if !evaluated(r.owner) {
			return nil
		}
		body, paged, found, err := tx.Text(GroupPath(r.path), name)
		if found {
			set(ledger.Text{Body: body, Paged: paged})
		}
		return err
	}
	for _, i := range contracts {
		c := &l.book.Contracts[i]
		if err := give(c.Source, c.TextFile, func(t ledger.Text) { l.book.SetContractText(i, t) }); err != nil {
			return err
		}
	}
	for _, i := range tenders {
		c := &l.book.Tenders[i]
		if err := give(c.Source, c.TextFile, func(t ledger.Text) { l.book.SetTenderText(i, t) }); err != nil {
			return err
		}
	}
	return nil
}
