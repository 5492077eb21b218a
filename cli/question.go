package cli

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"shukun/cli/answer"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/problem"
	"shukun/regulation"
)

// asked is a question put to ledgers: the law, the book, and what reading found out.
type asked struct {
	law      *regulation.Regulation
	book     *ledger.Book
	report   *ledger.Report
	notices  []*problem.Error
	question policy.Question
}

// questionFlags are the flags of commands that read ledgers.
func questionFlags() []*flag {
	return []*flag{
		{"as-of", lang.Text{Zh: "日期", En: "DATE"}, words.FlagAsOf, (*options).setAsOf},
		{"format", lang.Text{Zh: "格式", En: "FORMAT"}, words.FlagFormat, (*options).setFormat},
		{"out", lang.Text{Zh: "文件", En: "FILE"}, words.FlagOut, (*options).setOut},
		{"ledger", lang.Text{Zh: "种类=文件", En: "KIND=FILE"}, words.FlagLedger, (*options).setLedger},
		{"clause", lang.Text{Zh: "条号", En: "NUMBERS"}, words.FlagClause, (*options).setClause},
		{"rule", lang.Text{Zh: "规则", En: "RULE"}, words.FlagRule, (*options).setRule},
		{"outcome", lang.Text{Zh: "结果", En: "OUTCOMES"}, words.FlagOutcome, (*options).setOutcome},
		{"explain", lang.Text{}, words.FlagExplain, func(o *options, _ string) error { o.explain = true; return nil }},
		{"assume-sme", lang.Text{}, words.FlagAssume, func(o *options, _ string) error { o.assumeSME = true; return nil }},
		{"parameters", lang.Text{Zh: "文件夹", En: "DIR"}, words.FlagParameters, (*options).setParameters},
		{"pack", lang.Text{Zh: "规则包", En: "PACK"}, words.FlagPack, (*options).setPack},
		{"profile", lang.Text{Zh: "名称|文件", En: "NAME|FILE"}, words.FlagProfile, (*options).setProfile},
		{"progress", lang.Text{Zh: "方式", En: "WHEN"}, words.FlagProgress, (*options).setProgress},
		{"workers", lang.Text{Zh: "数目", En: "NUMBER"}, words.FlagWorkers, (*options).setWorkers},
	}
}

// loadLaw loads the law with the user's own figures, and checks that the rules asked for exist.
func loadLaw(o *options) (*regulation.Regulation, []*problem.Error, error) {
	var own fs.FS
	var notices []*problem.Error
	if o.parameters != "" {
		var err error
		if notices, err = checkOverrides(o.parameters); err != nil {
			return nil, nil, err
		}
		own = os.DirFS(o.parameters)
	}
	law, err := regulation.LoadPack(cmp.Or(o.pack, regulation.DefaultPack), own)
	if err != nil {
		return nil, nil, err
	}
	for _, id := range o.filter.Rules {
		if law.Rule(id) == nil {
			return nil, nil, unknownRule(law, id)
		}
	}
	for _, n := range o.filter.Clauses {
		if !slices.ContainsFunc(law.Rules(), func(r *policy.Rule) bool { return r.Clause == n }) {
			notices = append(notices, problem.New(problem.NotFound, "clause-without-rules", sayNoRules(n), lang.Text{}))
		}
	}
	return law, notices, nil
}

func unknownRule(law *regulation.Regulation, id string) error {
	var ids []string
	for _, r := range law.Rules() {
		ids = append(ids, r.ID)
	}
	next := lang.Text{Zh: "全部规则见 shukun law", En: "See shukun law for all rules"}
	if near := problem.Nearest(id, ids); near != "" {
		next = lang.Text{Zh: "是否想用 " + near + "？" + next.Zh, En: "Did you mean " + near + "? " + next.En}
	}
	return usage("rule-unknown", lang.Text{Zh: "没有这条规则 " + id, En: "There is no rule " + id}, next)
}

// checkOverrides tells what a folder of own parameters replaces, and refuses files in it that would replace nothing.
func checkOverrides(dir string) ([]*problem.Error, error) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil, problem.New(problem.NotFound, "no-such-folder", lang.Text{Zh: "没有这个文件夹", En: "there is no such folder"},
			lang.Text{Zh: "--parameters 后面写放有自定参数的文件夹", En: "--parameters names the folder with your own parameters"}).At(problem.Place{File: dir}).Because(err)
	}
	var notices []*problem.Error
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		name, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		folder, file := path.Split(name)
		if !(name == "readings.yaml" || file == "parameters.yaml" && slices.Contains(regulation.Folders[:], strings.TrimSuffix(folder, "/"))) {
			return problem.New(problem.Invalid, "override-unknown", lang.Text{Zh: "这个文件不对应任何条文的参数", En: "this file belongs to no clause"},
				lang.Text{Zh: "应为 readings.yaml，或以条文文件夹命名，如 clause01-timely-payment/parameters.yaml", En: "It must be readings.yaml, or stand in a clause's folder, like clause01-timely-payment/parameters.yaml"}).At(problem.Place{File: name})
		}
		notices = append(notices, problem.New(problem.Invalid, "override",
			lang.Text{Zh: "使用了自定的参数", En: "your own parameters are in use"}, lang.Text{}).At(problem.Place{File: name}))
		return nil
	})
	if err == nil && len(notices) == 0 {
		err = problem.New(problem.NotFound, "override-unknown", lang.Text{Zh: "文件夹里没有参数文件", En: "the folder holds no parameters"},
			lang.Text{Zh: "应有 readings.yaml 或 clause01-timely-payment/parameters.yaml 这样的文件", En: "It must hold readings.yaml, or files like clause01-timely-payment/parameters.yaml"}).At(problem.Place{File: dir})
	}
	return notices, err
}

// again gives the flags and paths that would ask the same once more.
func (s *session) again(o *options, asOf string, paths []string) string {
	words := []string{"--as-of", asOf}
	if s.lang == lang.En {
		words = append(words, "--lang", "en")
	}
	for _, l := range o.named {
		words = append(words, "--ledger", answer.Quote(l))
	}
	if o.profile != "" {
		words = append(words, "--profile", answer.Quote(o.profile))
	}
	if o.pack != "" {
		words = append(words, "--pack", o.pack)
	}
	if o.parameters != "" {
		words = append(words, "--parameters", answer.Quote(o.parameters))
	}
	if o.assumeSME {
		words = append(words, "--assume-sme")
	}
	for _, p := range paths {
		words = append(words, answer.Quote(p))
	}
	return strings.Join(words, " ")
}
