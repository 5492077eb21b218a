package config

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"shukun/lang"
	"shukun/problem"
)

// usualFile is where the file is looked for if nobody names one.
func usualFile() string {
	for _, name := range []string{"shukun.yaml", "/etc/shukun/shukun.yaml"} {
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	return ""
}

// names lists the names of all options.
func names() []string {
	var all []string
	for _, o := range Options() {
		all = append(all, o.Name)
	}
	return all
}

func find(name string) *Option {
	for _, o := range Options() {
		if o.Name == name {
			return o
		}
	}
	return nil
}

func fromEnvironment(environ []string) (map[string]Setting, error) {
	values := map[string]Setting{}
	for _, line := range environ {
		name, value, _ := strings.Cut(line, "=")
		rest, ours := strings.CutPrefix(name, "SHUKUN_")
		if !ours {
			continue
		}
		option := strings.ToLower(strings.ReplaceAll(rest, "_", "-"))
		if option != "config" && find(option) == nil {
			near := problem.Nearest(option, names())
			if near != "" {
				near = find(near).Env()
			}
			return nil, unknown(name, near)
		}
		values[option] = Setting{Value: value, Source: Source{Kind: "environment", Name: name}}
	}
	return values, nil
}

// unknown is an option that is not there, with the one that may have been meant.
func unknown(name, near string) *problem.Error {
	next := w("全部选项见 shukun config options", "See shukun config options for all of them")
	if near != "" {
		next = lang.Text{Zh: "是否想用 " + near + "？" + next.Zh, En: "Did you mean " + near + "? " + next.En}
	}
	return problem.New(problem.Invalid, "config-unknown", lang.Text{Zh: "没有这个选项 " + name, En: "There is no option " + name}, next)
}

// fromFile reads "name: value" lines in YAML; a list is joined with commas.
func fromFile(file string, must bool, values map[string]Setting) error {
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !must {
		return nil
	}
	if err != nil {
		return problem.New(problem.NotFound, "config-file", w("配置文件读不了", "the configuration file cannot be read"), w("检查文件名和权限", "Check its name and permissions")).
			At(problem.Place{File: file}).Because(err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(content, &root); err != nil {
		return badFile(file, 0, lang.Text{Zh: err.Error(), En: err.Error()})
	}
	if len(root.Content) == 0 {
		return nil
	}
	top := root.Content[0]
	if top.Kind != yaml.MappingNode {
		return badFile(file, top.Line, w("应为一行一个“选项: 值”", "Write one “option: value” a line"))
	}
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, node := top.Content[i], top.Content[i+1]
		place := problem.Place{File: file, Row: key.Line}
		if find(key.Value) == nil {
			return unknown(key.Value, problem.Nearest(key.Value, names())).At(place)
		}
		if _, twice := values[key.Value]; twice {
			return badFile(file, key.Line, w(key.Value+" 写了两次", key.Value+" stands there twice"))
		}
		value := node.Value
		switch {
		case node.Kind == yaml.SequenceNode:
			var parts []string
			for _, n := range node.Content {
				parts = append(parts, n.Value)
			}
			value = strings.Join(parts, ",")
		case node.Kind != yaml.ScalarNode:
			return badFile(file, node.Line, w(key.Value+" 的值应写成文字、数或列表", "The value of "+key.Value+" is a word, a number or a list"))
		}
		values[key.Value] = Setting{Value: value, Source: Source{Kind: "file", Name: file, Line: key.Line}}
	}
	return nil
}

func badFile(file string, line int, next lang.Text) error {
	return problem.New(problem.Invalid, "config-form", w("配置文件写法不对", "the configuration file is not well written"), next).At(problem.Place{File: file, Row: line})
}

// Secret reads a secret from its file: what stands in it but for the line end. A file that everybody on the machine may
// read is refused. For no file it is "".
func Secret(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	info, err := os.Stat(file)
	if err == nil && info.Mode().Perm()&0o007 != 0 {
		return "", problem.New(problem.Forbidden, "secret-open", w("机密文件人人可读", "a file with a secret is open to everybody on the machine"),
			w("运行 chmod 600 "+file, "Run chmod 600 "+file)).At(problem.Place{File: file})
	}
	var content []byte
	if err == nil {
		content, err = os.ReadFile(file)
	}
	if err != nil {
		return "", problem.New(problem.NotFound, "secret-file", w("机密文件读不了", "a file with a secret cannot be read"), w("检查文件名和权限", "Check its name and permissions")).
			At(problem.Place{File: file}).Because(err)
	}
	secret := strings.TrimRight(string(content), "\r\n")
	if secret == "" {
		return "", problem.New(problem.Invalid, "secret-empty", w("机密文件是空的", "a file with a secret is empty"), w("把机密写进去", "Put the secret into it")).At(problem.Place{File: file})
	}
	return secret, nil
}

// DatabaseURL gives the address of the database with its password, for opening only: it must not be shown.
func (c *Config) DatabaseURL() (string, error) {
	password, err := Secret(c.DatabasePasswordFile)
	if err != nil || password == "" || c.SQLiteFile() != "" {
		return c.Database, err
	}
	u, err := url.Parse(c.Database)
	if err != nil {
		return "", err
	}
	u.User = url.UserPassword(u.User.Username(), password)
	return u.String(), nil
}
