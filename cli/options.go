package cli

import (
	"slices"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/cli/answer"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
	"shukun/sample"
)

// options are what the flags of a command say.
type options struct {
	help       bool
	lang       lang.Lang
	asOf       civil.Date // zero: today
	format     answer.Format
	formatSet  bool
	out        string
	ledgers    []ledger.Input // --ledger KIND=FILE
	named      []string       // as they were written
	filter     regulation.Filter
	explain    bool
	screening  screenOptions
	wholeRow   bool // tell what other rules find about the row too
	assumeSME  bool
	parameters string
	pack       string
	force      bool
	progress   string
	profile    string
	workers    int
	division   string
	markdown   bool
	size       sample.Size
	seed       uint64
	sampleForm sample.Format
	operating  operating
}

// list splits "a,b c" into its words; it takes the Chinese comma too.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == ' ' })
}

func (o *options) setLang(v string) error {
	l, ok := lang.Parse(v)
	if !ok {
		return badValue("--lang", v, lang.Text{Zh: "可用 zh（中文）或 en（英文）", En: "Use zh or en"})
	}
	o.lang = l
	return nil
}

func (o *options) setAsOf(v string) error {
	d, ok := civil.Parse(v)
	if !ok {
		return badValue("--as-of", v, lang.Text{Zh: "请按 2022-06-30 的格式写一个存在的日期", En: "Write a day that exists, like 2022-06-30"})
	}
	o.asOf = d
	return nil
}

func (o *options) setFormat(v string) error {
	f, ok := answer.ParseFormat(v)
	if !ok {
		return badValue("--format", v, oneOf(answer.Formats()))
	}
	o.format, o.formatSet = f, true
	return nil
}

func (o *options) setOut(v string) error {
	if v == "" {
		return badValue("--out", v, lang.Text{Zh: "请写文件名", En: "Name a file"})
	}
	o.out = v
	return nil
}

// setLedger reads KIND=FILE; the kind may be Chinese.
func (o *options) setLedger(v string) error {
	name, file, ok := strings.Cut(v, "=")
	if !ok || file == "" {
		return badValue("--ledger", v, lang.Text{Zh: "请写作 种类=文件，如 payables=六月.csv", En: "Write KIND=FILE, like payables=june.csv"})
	}
	kind := ledger.FindKind(strings.TrimSpace(name))
	if kind == nil {
		return unknownKind(name)
	}
	o.ledgers = append(o.ledgers, ledger.Input{Path: file, Kind: kind})
	o.named = append(o.named, v)
	return nil
}

func unknownKind(name string) error {
	var names []string
	for _, k := range ledger.Kinds() {
		names = append(names, k.Key, k.Name)
	}
	next := lang.Text{Zh: "全部种类见 shukun ledgers", En: "See shukun ledgers for all kinds"}
	if near := problem.Nearest(name, names); near != "" {
		next = lang.Text{Zh: "是否想用 " + near + "？" + next.Zh, En: "Did you mean " + near + "? " + next.En}
	}
	return usage("kind-unknown", lang.Text{Zh: "没有这种台账 " + name, En: "There is no ledger kind " + name}, next)
}

func (o *options) setClause(v string) error {
	for _, s := range list(v) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > len(regulation.Folders) {
			return badValue("--clause", s, lang.Text{Zh: "请写 1 至 23 的条号，用逗号隔开；0 是各条通用的规则", En: "Write clause numbers from 1 to 23, with commas between; 0 is the rules for all clauses"})
		}
		o.filter.Clauses = append(o.filter.Clauses, n)
	}
	return nil
}

func (o *options) setRule(v string) error {
	o.filter.Rules = append(o.filter.Rules, list(v)...)
	return nil
}

func (o *options) setOutcome(v string) error {
	for _, s := range list(v) {
		outcome, ok := policy.ParseOutcome(s)
		for x := policy.Violation; !ok && x <= policy.Notice; x++ {
			if x.Title().Zh == s {
				outcome, ok = x, true
			}
		}
		if !ok {
			return badValue("--outcome", s, oneOf([]string{"violation", "obligation", "entitlement", "undetermined", "notice"}))
		}
		o.filter.Outcomes = append(o.filter.Outcomes, outcome)
	}
	return nil
}

func (o *options) setParameters(v string) error { o.parameters = v; return nil }

func (o *options) setProfile(v string) error { o.profile = v; return nil }

func (o *options) setPack(v string) error { o.pack = v; return nil }

func (o *options) setProgress(v string) error {
	choices := []string{"auto", "always", "never"}
	if !slices.Contains(choices, v) {
		return badValue("--progress", v, oneOf(choices))
	}
	o.progress = v
	return nil
}

func (o *options) setWorkers(v string) error {
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 1024 {
		return badValue("--workers", v, lang.Text{Zh: "请写 1 至 1024 的整数", En: "Write a whole number from 1 to 1024"})
	}
	o.workers = n
	return nil
}

func oneOf(choices []string) lang.Text {
	return lang.Text{Zh: "可用：" + strings.Join(choices, "、"), En: "Use one of: " + strings.Join(choices, ", ")}
}

func badValue(name, value string, next lang.Text) error {
	return usage("flag-value", lang.Text{Zh: name + " 的值不对", En: name + " has a wrong value"}, next).With(value)
}
