package ledger

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"shukun/lang"
	"shukun/problem"
)

// ParseProfile reads a profile:
//
//	name: ar-invoices-us
//	about: {zh: …, en: …}
//	dates: mdy                                # ymd, mdy or dmy
//	kinds:
//	  payables:
//	    unit: 元                              # of money columns that name none
//	    columns:
//	      invoiceNumber: payable_no           # header: column
//	      InvoiceAmount: [amount, paid_amount]
//	      customerID: payee_code
//	      countryCode: []                     # left out on purpose
//	    codes: [payee_code]                   # made up from what stands there
//	    fixed: {payer_code: 9115…}            # what the sheet lacks
//
// Anything else is refused with its line.
func ParseProfile(file string, text []byte) (*Profile, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, problem.New(problem.Invalid, "profile-syntax", lang.Text{Zh: "列映射文件不是合格的 YAML", En: "the profile is no proper YAML"},
			lang.Text{Zh: "请核对缩进和引号", En: "Check its indents and quotes"}).With(err.Error()).At(problem.Place{File: file})
	}
	r := &profileReader{file: file}
	p := &Profile{Dates: "ymd", kinds: map[*Kind]*ProfileKind{}}
	if len(doc.Content) == 0 {
		doc.Content = []*yaml.Node{{Kind: yaml.MappingNode, Line: 1}}
	}
	r.each(doc.Content[0], func(key string, value *yaml.Node) {
		switch key {
		case "name":
			p.Name = r.scalar(value)
		case "about":
			r.each(value, func(l string, words *yaml.Node) {
				switch l {
				case "zh":
					p.About.Zh = r.scalar(words)
				case "en":
					p.About.En = r.scalar(words)
				default:
					r.refuse(words, "只能是 zh 或 en", "only zh and en may stand here", l)
				}
			})
		case "dates":
			if p.Dates = r.scalar(value); !slices.Contains([]string{"ymd", "mdy", "dmy"}, p.Dates) {
				r.refuse(value, "日期顺序应为 ymd、mdy 或 dmy", "the order of dates is ymd, mdy or dmy", p.Dates)
			}
		case "kinds":
			r.each(value, func(name string, node *yaml.Node) {
				if k := FindKind(name); k != nil {
					p.kinds[k] = r.kind(k, node)
				} else {
					r.refuse(node, "没有这个台账种类", "there is no such ledger kind", name)
				}
			})
		default:
			r.refuse(value, "列映射文件没有这一项", "a profile has no such key", key)
		}
	})
	if p.Name == "" {
		r.refuse(doc.Content[0], "缺少 name", "name is missing", "")
	}
	if r.err != nil {
		return nil, r.err
	}
	return p, nil
}

// profileReader reads the nodes of a profile; the first refusal sticks.
type profileReader struct {
	file string
	err  error
}

func (r *profileReader) refuse(at *yaml.Node, zh, en, value string) {
	if r.err == nil {
		r.err = problem.New(problem.Invalid, "profile-invalid", lang.Text{Zh: zh, En: en},
			lang.Text{Zh: "请改正列映射文件的这一行", En: "Correct this line of the profile"}).With(value).At(problem.Place{File: r.file, Row: at.Line})
	}
}

// each calls fn for the pairs of a mapping.
func (r *profileReader) each(n *yaml.Node, fn func(key string, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.refuse(n, "此处应为“键: 值”", "keys and values are wanted here", n.Value)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || seen[key.Value] {
			r.refuse(key, "键重复，或不是文字", "a key is there twice, or is no text", key.Value)
			return
		}
		seen[key.Value] = true
		fn(key.Value, n.Content[i+1])
	}
}

func (r *profileReader) scalar(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.refuse(n, "此处应为一个值", "one value is wanted here", "")
	}
	return n.Value
}

// kind reads what a profile says of one kind.
func (r *profileReader) kind(k *Kind, n *yaml.Node) *ProfileKind {
	p := &ProfileKind{columns: map[string][]int{}, fixed: map[int]string{}, derived: map[int]bool{}}
	r.each(n, func(key string, value *yaml.Node) {
		switch key {
		case "unit":
			p.Unit = r.scalar(value)
			if _, ok := moneyUnit(p.Unit); !ok {
				r.refuse(value, "不是金额单位", "this is no unit of money", p.Unit)
			}
		case "columns":
			r.each(value, func(header string, columns *yaml.Node) { p.columns[foldHeader(header)] = r.columns(k, columns) })
		case "codes":
			for _, i := range r.columns(k, value) {
				if p.derived[i] = true; k.Columns[i].Type != TypeCode {
					r.refuse(value, "不是信用代码列", "this is no column of credit codes", k.Columns[i].Key)
				}
			}
		case "fixed":
			r.each(value, func(column string, v *yaml.Node) {
				i := k.columnIndex(column)
				if i < 0 {
					r.refuse(v, "“"+k.Name+"”没有这一列", k.Key+" has no such column", column)
				} else if p.fixed[i] = r.scalar(v); !readable(k, i, p.fixed[i]) {
					r.refuse(v, "固定值不符合列的类型", "the fixed value is not what the column holds", p.fixed[i])
				}
			})
		default:
			r.refuse(value, "列映射文件没有这一项", "a profile has no such key", key)
		}
	})
	return p
}

// columns reads one column key or a list of them.
func (r *profileReader) columns(k *Kind, n *yaml.Node) []int {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	columns := []int{}
	for _, node := range nodes {
		i := k.columnIndex(r.scalar(node))
		if i < 0 {
			r.refuse(node, "“"+k.Name+"”没有这一列", k.Key+" has no such column", node.Value)
			return nil
		}
		columns = append(columns, i)
	}
	return columns
}

// readable reports whether a column of a kind takes a value.
func readable(k *Kind, column int, value string) bool {
	for _, r := range registry {
		if r.kind() == k {
			return r.takes(column, value)
		}
	}
	return false
}

// takes reports whether a column takes a value.
func (k *kind[T]) takes(column int, value string) bool {
	c := &k.columns[column]
	var r T
	d := decoder{notes: &notes{}, keep: &keeper{}, key: c.Key}
	return value != "" && c.decode(&r, &Cell{Text: []byte(value), Kind: csvText}, &d) == nil
}
