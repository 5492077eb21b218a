package ledger

import (
	"slices"
	"strconv"

	"shukun/civil"
	"shukun/lang"
	"shukun/money"
	"shukun/org"
)

// Type is what a column holds; it decides how a cell is read, checked, written and explained.
type Type uint8

// The column types of the input contract.
const (
	TypeText     Type = iota
	TypeCode          // 18-character unified social credit code
	TypeDate          // civil date
	TypeMoney         // yuan, whole fen
	TypeRate          // percent a year
	TypeNumber        // exact decimal: quantity, unit price
	TypeTenK          // exact decimal in units of 10,000 yuan (万元) by definition
	TypeInteger       // whole number
	TypeYesNo         // yes, no, unknown
	TypeEnum          // one of an enumeration
	TypeDivision      // six-digit GB/T 2260 code
	TypeIndustry      // GB/T 4754-2017 code
)

// YesNo is a fact that may be unknown. The zero value is unknown.
type YesNo uint8

// The three values of a yes/no fact.
const (
	Unknown YesNo = iota
	Yes
	No
)

// Opt is a value that may be absent.
type Opt[T any] struct {
	V  T
	OK bool
}

// Some gives a present value.
func Some[T any](v T) Opt[T] { return Opt[T]{V: v, OK: true} }

// Column describes one column of a ledger kind, without saying how a row stores it.
type Column struct {
	Key      string // English key, public and stable
	Name     string // Chinese name, as templates print it
	En       string // English title
	Type     Type
	Required bool
	InKey    bool // part of the row's key
	Owner    bool // names the enterprise the row belongs to
	Unit     string
	Enum     *Enum
	Allowed  []int32 // the whole numbers that may stand here; nil: any
	Note     lang.Text
}

// Synonyms gives the further header words that mean this column in the kind, the likelier first.
func (k *Kind) Synonyms(c *Column) []string { return synonyms[k.Key+"."+c.Key] }

// column ties a Column to its field in the row type T.
type column[T any] struct {
	Column
	decode func(r *T, c *Cell, d *decoder) *fault
	encode func(r *T, b []byte) []byte
	textAt func(*T) *string   // text columns only
	codeAt func(*T) *org.Code // credit code columns only
	fen    func(*T) money.Fen // money columns only
}

// trait changes a Column while it is being declared.
type trait func(*Column)

func required(c *Column)  { c.Required = true }
func keyPart(c *Column)   { c.InKey = true; c.Required = true }
func ownerCode(c *Column) { c.Owner = true; c.Required = true }
func unit(u string) trait { return func(c *Column) { c.Unit = u } }
func allowed(n ...int32) trait {
	return func(c *Column) { c.Allowed = n }
}
func note(zh, en string) trait {
	return func(c *Column) { c.Note = lang.Text{Zh: zh, En: en} }
}

func declare[T any](typ Type, key, name, en string, traits []trait, decode func(*T, *Cell, *decoder) *fault, encode func(*T, []byte) []byte) column[T] {
	c := Column{Key: key, Name: name, En: en, Type: typ}
	if typ == TypeMoney {
		c.Unit = "元"
	}
	for _, t := range traits {
		t(&c)
	}
	return column[T]{Column: c, decode: decode, encode: encode}
}

func text[T any](key, name, en string, at func(*T) *string, traits ...trait) column[T] {
	c := declare(TypeText, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.text(c, at(r)) },
		func(r *T, b []byte) []byte { return append(b, *at(r)...) })
	c.textAt = at
	return c
}

func creditCode[T any](key, name, en string, at func(*T) *org.Code, traits ...trait) column[T] {
	c := declare(TypeCode, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.code(c, at(r)) },
		func(r *T, b []byte) []byte {
			if at(r)[0] == 0 {
				return b
			}
			return append(b, at(r)[:]...)
		})
	c.codeAt = at
	return c
}

func date[T any](key, name, en string, at func(*T) *civil.Date, traits ...trait) column[T] {
	return declare(TypeDate, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.date(c, at(r)) },
		func(r *T, b []byte) []byte { return at(r).Append(b) })
}

func yuan[T any](key, name, en string, at func(*T) *money.Fen, traits ...trait) column[T] {
	must := isRequired(traits)
	c := declare(TypeMoney, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.money(c, at(r)) },
		func(r *T, b []byte) []byte {
			if *at(r) == 0 && !must {
				return b
			}
			return at(r).Append(b)
		})
	c.fen = func(r *T) money.Fen { return *at(r) }
	return c
}

func yuanOpt[T any](key, name, en string, at func(*T) *Opt[money.Fen], traits ...trait) column[T] {
	c := declare(TypeMoney, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault {
			o := at(r)
			f := d.money(c, &o.V)
			o.OK = f == nil
			return f
		},
		func(r *T, b []byte) []byte {
			if !at(r).OK {
				return b
			}
			return at(r).V.Append(b)
		})
	c.fen = func(r *T) money.Fen { return at(r).V }
	return c
}

func number[T any](typ Type, key, name, en string, at func(*T) *Opt[money.Decimal], traits ...trait) column[T] {
	return declare(typ, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault {
			o := at(r)
			f := d.decimal(typ, c, &o.V)
			o.OK = f == nil
			return f
		},
		func(r *T, b []byte) []byte {
			if !at(r).OK {
				return b
			}
			return at(r).V.Append(b)
		})
}

func integer[T any](key, name, en string, at func(*T) *Opt[int32], traits ...trait) column[T] {
	var only []int32
	c := declare(TypeInteger, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault {
			o := at(r)
			f := d.integer(c, &o.V)
			if f == nil && only != nil && !slices.Contains(only, o.V) {
				f = faultEnum
			}
			o.OK = f == nil
			return f
		},
		func(r *T, b []byte) []byte {
			if !at(r).OK {
				return b
			}
			return strconv.AppendInt(b, int64(at(r).V), 10)
		})
	only = c.Allowed
	return c
}

func yesNo[T any](key, name, en string, at func(*T) *YesNo, traits ...trait) column[T] {
	return declare(TypeYesNo, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.yesNo(c, at(r)) },
		func(r *T, b []byte) []byte {
			switch *at(r) {
			case Yes:
				return append(b, "是"...)
			case No:
				return append(b, "否"...)
			}
			return b
		})
}

func choice[T any, E ~uint8](key, name, en string, enum *Enum, at func(*T) *E, traits ...trait) column[T] {
	return declare(TypeEnum, key, name, en, append(traits, func(c *Column) { c.Enum = enum }),
		func(r *T, c *Cell, d *decoder) *fault {
			v, f := d.enum(c, enum)
			*at(r) = E(v)
			return f
		},
		func(r *T, b []byte) []byte { return append(b, enum.Key(uint8(*at(r)))...) })
}

func division[T any](key, name, en string, at func(*T) *org.Division, traits ...trait) column[T] {
	return declare(TypeDivision, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.division(c, at(r)) },
		func(r *T, b []byte) []byte {
			if *at(r) == 0 {
				return b
			}
			return money.Whole(int64(*at(r))).Append(b)
		})
}

func industry[T any](key, name, en string, at func(*T) *org.Industry, traits ...trait) column[T] {
	return declare(TypeIndustry, key, name, en, traits,
		func(r *T, c *Cell, d *decoder) *fault { return d.industry(c, at(r)) },
		func(r *T, b []byte) []byte { return append(b, at(r).String()...) })
}

func isRequired(traits []trait) bool {
	var c Column
	for _, t := range traits {
		t(&c)
	}
	return c.Required
}
