package store

import (
	"bufio"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"shukun/civil"
)

// column is a column of a table, its type as the schema has it: text, bigint, date, boolean, bytea.
type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// tableNames lists all tables, in order of name.
func (t *Tx) tableNames() ([]string, error) {
	return collect(t, t.dialect.tablesQuery(), nil, func(scan func(into ...any) error, name *string) error { return scan(name) })
}

// columnsOf lists the columns of a table, in their order.
func (t *Tx) columnsOf(table string) ([]column, error) {
	return collect(t, t.dialect.columnsQuery(), []any{table}, func(scan func(into ...any) error, c *column) error { return scan(&c.Name, &c.Type) })
}

// codec turns rows of a table into bytes and back: for each value 0 for null, or 1 and the value; numbers as varints,
// text and bytes after their length.
type codec struct {
	columns []column
	into    []any // where a row is scanned
}

func newCodec(columns []column) *codec {
	c := &codec{columns: columns}
	for _, col := range columns {
		switch col.Type {
		case "bigint":
			c.into = append(c.into, new(sql.NullInt64))
		case "boolean":
			c.into = append(c.into, new(sql.NullBool))
		case "date":
			c.into = append(c.into, new(civil.Date))
		case "bytea":
			c.into = append(c.into, new(bool), new([]byte)) // a driver may not tell null from nothing
		default:
			c.into = append(c.into, new(sql.NullString))
		}
	}
	return c
}

// names lists the columns for a statement.
func (c *codec) names() string {
	all := make([]string, len(c.columns))
	for i, col := range c.columns {
		all[i] = col.Name
	}
	return strings.Join(all, ", ")
}

// reads lists what is selected to fill into.
func (c *codec) reads() string {
	var all []string
	for _, col := range c.columns {
		if col.Type == "bytea" {
			all = append(all, col.Name+" is not null")
		}
		all = append(all, col.Name)
	}
	return strings.Join(all, ", ")
}

// append adds the row just scanned.
func (c *codec) append(b []byte) []byte {
	bytes := func(there bool, v string) {
		if !there {
			b = append(b, 0)
			return
		}
		b = binary.AppendUvarint(append(b, 1), uint64(len(v)))
		b = append(b, v...)
	}
	there := false
	for _, p := range c.into {
		switch v := p.(type) {
		case *bool:
			there = *v
		case *sql.NullInt64:
			if b = append(b, 0); v.Valid {
				b[len(b)-1] = 1
				b = binary.AppendVarint(b, v.Int64)
			}
		case *sql.NullBool:
			if b = append(b, 0); v.Valid {
				b[len(b)-1] = 1
				b = binary.AppendVarint(b, map[bool]int64{true: 1}[v.Bool])
			}
		case *civil.Date:
			bytes(!v.IsZero(), v.String())
		case *[]byte:
			bytes(there, string(*v))
		case *sql.NullString:
			bytes(v.Valid, v.String)
		}
	}
	return b
}

// longestValue is the longest text or content that is believed of a backup: more is a damaged length.
const longestValue = 1 << 30

// read reads a row. It gives io.EOF before the first byte of one.
func (c *codec) read(r *bufio.Reader) ([]any, error) {
	row := make([]any, len(c.columns))
	for i, col := range c.columns {
		there, err := r.ReadByte()
		if err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
		if there == 0 {
			continue
		}
		if row[i], err = c.value(col.Type, r); err != nil {
			return nil, err
		}
	}
	return row, nil
}

func (c *codec) value(kind string, r *bufio.Reader) (any, error) {
	switch kind {
	case "bigint":
		return binary.ReadVarint(r)
	case "boolean":
		n, err := binary.ReadVarint(r)
		return n == 1, err
	}
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	if n > longestValue {
		return nil, fmt.Errorf("a value of %d bytes", n)
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, err
	}
	if kind == "bytea" {
		return b, nil
	}
	return string(b), nil
}
