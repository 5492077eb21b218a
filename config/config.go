// Package config is how `shukun serve` is set up: one table of options (options.go) gives the command line's flags, the
// environment's SHUKUN_* variables, the keys of the file, the checks and the documentation. Flags go over the environment,
// the environment over the file, the file over the default. What is not known is refused, never passed over.
package config

import (
	"net/netip"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
)

// Config is the settings of a server, checked.
type Config struct {
	Address, ManagementAddress               string
	PublicURL                                string
	Database, DatabasePasswordFile           string
	Data                                     string // folder
	KeyFile                                  string
	Name                                     string // of the regulator
	Day                                      civil.Date
	Pack, Parameters                         string
	TLSCertFile, TLSKeyFile                  string
	OIDCIssuer, OIDCClientID, OIDCSecretFile string
	SMTPHost, SMTPFrom, SMTPUser             string
	SMTPPasswordFile                         string
	TrustedProxies                           []netip.Prefix
	LogLevel, LogFormat                      string
	UploadDays                               int // that an upload is kept which nobody goes on with
	ReportDays                               int // that a report is kept
	Workers                                  int // jobs at once; 0: as many as there are cores

	settings []Setting
}

// Setting is the value of one option, and where it comes from.
type Setting struct {
	Option *Option
	Value  string // as written
	Source Source
}

// Source says where a value comes from.
type Source struct {
	Kind string // flag, environment, file, default
	Name string // --address, SHUKUN_ADDRESS, shukun.yaml
	Line int    // of the file
}

// In is the source in words.
func (s Source) In(l lang.Lang) string {
	kind := map[string]lang.Text{"flag": {Zh: "命令行", En: "flag"}, "environment": {Zh: "环境变量", En: "environment"}, "file": {Zh: "文件", En: "file"}, "default": {Zh: "默认", En: "default"}}[s.Kind].In(l)
	switch {
	case s.Line > 0:
		return kind + " " + s.Name + ":" + strconv.Itoa(s.Line)
	case s.Name != "":
		return kind + " " + s.Name
	}
	return kind
}

// Input is where settings are looked for.
type Input struct {
	Flags   map[string]string // option name → value
	Environ []string          // NAME=value
	File    string            // named on the command line; "": SHUKUN_CONFIG, then shukun.yaml here, then /etc/shukun/shukun.yaml
}

// Load reads and checks the settings. Errors are *problem.Error.
func Load(in Input) (*Config, error) {
	c := &Config{}
	values := map[string]Setting{}
	environ, err := fromEnvironment(in.Environ)
	if err != nil {
		return nil, err
	}
	file, must := in.File, true
	if file == "" {
		file = environ["config"].Value
	}
	delete(environ, "config")
	if file == "" {
		file, must = usualFile(), false
	}
	if file != "" {
		if err := fromFile(file, must, values); err != nil {
			return nil, err
		}
	}
	for name, s := range environ {
		values[name] = s
	}
	for name, v := range in.Flags {
		values[name] = Setting{Value: v, Source: Source{Kind: "flag", Name: "--" + name}}
	}
	for _, o := range Options() {
		s, given := values[o.Name]
		if !given {
			s = Setting{Value: o.Default, Source: Source{Kind: "default"}}
		}
		s.Option = o
		if wrong := o.set(c, s.Value); wrong.Zh != "" && (given || s.Value != "") {
			return nil, wrongValue(s, wrong)
		}
		c.settings = append(c.settings, s)
	}
	return c, c.complete()
}

func wrongValue(s Setting, next lang.Text) error {
	e := problem.New(problem.Invalid, "config-value", lang.Text{Zh: s.Option.Name + " 的值不对（" + s.Source.In(lang.Zh) + "）", En: s.Option.Name + " has a wrong value (" + s.Source.In(lang.En) + ")"}, next)
	if s.Value != "" && s.Option.Name != "database" { // which may hold a password
		e = e.With(s.Value)
	}
	return e
}

// complete fills in what follows from other settings, and checks what only holds together.
func (c *Config) complete() error {
	if c.Database == "" {
		c.Database = "sqlite:" + filepath.Join(c.Data, "shukun.db")
		c.note("database", c.Database)
	}
	if c.KeyFile == "" {
		c.KeyFile = filepath.Join(c.Data, "secret.key")
		c.note("key-file", c.KeyFile)
	}
	pairs := [][2]string{{"tls-cert-file", "tls-key-file"}, {"oidc-issuer", "oidc-client-id"}, {"oidc-issuer", "oidc-client-secret-file"}, {"smtp-host", "smtp-from"}, {"smtp-user", "smtp-password-file"}}
	for _, p := range pairs {
		for i := range 2 {
			if c.value(p[i]) != "" && c.value(p[1-i]) == "" {
				return problem.New(problem.Invalid, "config-incomplete", lang.Text{Zh: "写了 " + p[i] + "，还缺少 " + p[1-i], En: p[i] + " is set and " + p[1-i] + " is not"},
					lang.Text{Zh: "两项要一起写，或都不写", En: "Set both or neither"})
			}
		}
	}
	return nil
}

// note shows what a setting that was left open became.
func (c *Config) note(name, value string) {
	for i := range c.settings {
		if c.settings[i].Option.Name == name {
			c.settings[i].Value = value
		}
	}
}

func (c *Config) value(name string) string {
	i := slices.IndexFunc(c.settings, func(s Setting) bool { return s.Option.Name == name })
	return c.settings[i].Value
}

// IsDefault reports whether nobody set an option.
func (c *Config) IsDefault(name string) bool {
	i := slices.IndexFunc(c.settings, func(s Setting) bool { return s.Option.Name == name })
	return c.settings[i].Source.Kind == "default"
}

// Settings lists every option with its value and source, in the order of the table.
func (c *Config) Settings() []Setting { return slices.Clone(c.settings) }

// SQLiteFile gives the file of an embedded database, "" for PostgreSQL.
func (c *Config) SQLiteFile() string {
	file, ok := strings.CutPrefix(c.Database, "sqlite:")
	if !ok {
		return ""
	}
	return file
}
