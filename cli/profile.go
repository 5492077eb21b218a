package cli

import (
	"os"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/problem"
)

// loadProfile gives the column profile asked for: a file of the user's, or a shipped one by name; nil if none was.
func loadProfile(name string) (*ledger.Profile, error) {
	if name == "" {
		return nil, nil
	}
	if !strings.HasSuffix(name, ".yaml") && !strings.HasSuffix(name, ".yml") {
		return ledger.FindProfile(name)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, problem.New(problem.NotFound, "no-such-profile", lang.Text{Zh: "列对照文件无法读取", En: "the profile cannot be read"},
			lang.Text{Zh: "请核对路径", En: "Check the path"}).At(problem.Place{File: name}).Because(err)
	}
	return ledger.ParseProfile(name, text)
}
