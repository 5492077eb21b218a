package regulation

import (
	"embed"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"shukun/lang"
	"shukun/problem"
)

//go:embed packs
var packFiles embed.FS

// DefaultPack is this notice's own pack.
const DefaultPack = "nmg-2022"

// Pack is a sister notice: it says only how it differs from this notice, in the same files in the same folders.
type Pack struct {
	Key     string      `yaml:"key"`
	Title   lang.Text   `yaml:"title"`
	Source  string      `yaml:"source"` // an instrument's key
	Differs []lang.Text `yaml:"differs"`

	files fs.FS // nil: nothing differs
}

// Packs lists the packs, this notice's first.
func Packs() ([]*Pack, error) {
	entries, err := packFiles.ReadDir("packs")
	if err != nil {
		return nil, err
	}
	var out []*Pack
	for _, e := range entries {
		p, err := readPack(e.Name())
		if err != nil {
			return nil, err
		}
		if p.Key == DefaultPack {
			out = append([]*Pack{p}, out...)
		} else {
			out = append(out, p)
		}
	}
	return out, nil
}

// FindPack gives a pack by key; the error lists those there are.
func FindPack(key string) (*Pack, error) {
	all, err := Packs()
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, p := range all {
		if p.Key == key {
			return p, nil
		}
		keys = append(keys, p.Key)
	}
	return nil, problem.New(problem.NotFound, "no-such-pack",
		lang.Text{Zh: "没有这套规则包", En: "there is no such pack"},
		lang.Text{Zh: "可选：" + strings.Join(keys, "、"), En: "Choose one of: " + strings.Join(keys, ", ")}).With(key)
}

func readPack(name string) (*Pack, error) {
	file := "packs/" + name + "/pack.yaml"
	text, err := packFiles.ReadFile(file)
	if err != nil {
		return nil, err
	}
	p := &Pack{}
	if err := yaml.Unmarshal(text, p); err != nil {
		return nil, lawFile(file, err.Error())
	}
	if p.Key != name || p.Title.Empty() || p.Source == "" {
		return nil, lawFile(file, "a pack needs the key of its folder, a title in both languages and a source")
	}
	if len(p.Differs) > 0 {
		p.files, err = fs.Sub(packFiles, "packs/"+name)
	}
	return p, err
}
