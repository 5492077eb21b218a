package serve

import (
	"io/fs"
	"os"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/regulation"
)

// loadLaw reads the law of the pack and the parameters of one's own.
func loadLaw(c *config.Config) (*regulation.Regulation, error) {
	var own fs.FS
	if c.Parameters != "" {
		if info, err := os.Stat(c.Parameters); err != nil || !info.IsDir() {
			return nil, problem.New(problem.NotFound, "parameters-folder", lang.Text{Zh: "自定参数的文件夹找不到", En: "the folder of your own parameters is not there"},
				lang.Text{Zh: "检查 parameters 选项", En: "Check the option parameters"}).At(problem.Place{File: c.Parameters})
		}
		own = os.DirFS(c.Parameters)
	}
	return regulation.LoadPack(c.Pack, own)
}
