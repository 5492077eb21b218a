package cli

import (
	"log/slog"
	"time"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/serve"
)

// operating is what the flags of the commands on a server say.
type operating struct {
	settings                   map[string]string // of the table of options
	file                       string
	demo, migrate              bool
	fix, json, markdown, check bool
	keys, newKey               bool
	passphraseFile             string
	key                        string // public key of the audit log
}

// The exit codes of the commands on a server, as sysexits.h has them, so that a supervisor can tell what would not help.
const (
	exitData   = 65 // the database was made by a newer program, or changed
	exitDisk   = 70 // the database's file could not be read or written: start again, it recovers
	exitTaken  = 75 // another process has the database or the address: try later
	exitConfig = 78 // the configuration is wrong
)

var exitCodes = map[string]int{"schema-newer": exitData, "schema-changed": exitData, "schema-old": exitData, "database-old": exitData, "database-disk": exitDisk,
	"database-open": exitTaken, "address-taken": exitTaken, "config-unknown": exitConfig, "config-value": exitConfig, "config-form": exitConfig,
	"config-file": exitConfig, "config-incomplete": exitConfig, "secret-open": exitConfig, "secret-file": exitConfig, "secret-empty": exitConfig,
	"key-gone": exitConfig, "key-other": exitConfig, "audit-key-gone": exitConfig}

// exitCode gives the exit code of an error, otherwise if nothing special is known of it.
func exitCode(otherwise int, err error) int {
	if code, known := exitCodes[problem.CodeOf(err)]; known {
		return code
	}
	return otherwise
}

// settingFlags are the options of a server, and --config.
func settingFlags(more ...*flag) []*flag {
	all := append(more, &flag{"config", w("文件", "FILE"), w("配置文件（默认：shukun.yaml，/etc/shukun/shukun.yaml）", "the configuration file (default: shukun.yaml, /etc/shukun/shukun.yaml)"),
		func(o *options, v string) error { o.operating.file = v; return nil }})
	for _, opt := range config.Options() {
		about := opt.About
		if opt.Default != "" {
			about = lang.Text{Zh: about.Zh + "（默认：" + opt.Default + "）", En: about.En + " (default: " + opt.Default + ")"}
		}
		all = append(all, &flag{opt.Name, opt.Value, about, func(o *options, v string) error {
			if o.operating.settings == nil {
				o.operating.settings = map[string]string{}
			}
			o.operating.settings[opt.Name] = v
			return nil
		}})
	}
	return all
}

// config reads the settings of a server.
func (s *session) config(o *options) (*config.Config, error) {
	return config.Load(config.Input{Flags: o.operating.settings, Environ: s.Environ, File: o.operating.file})
}

// world is what lies outside a server.
func (s *session) world(c *config.Config) serve.World {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		level = slog.LevelInfo // the table has checked it
	}
	h := &slog.HandlerOptions{Level: level}
	log := slog.New(slog.NewJSONHandler(s.Stderr, h))
	if c.LogFormat == "text" || c.LogFormat == "auto" && s.StderrTerminal {
		log = slog.New(slog.NewTextHandler(s.Stderr, h))
	}
	ticks := s.Ticks
	if ticks == nil {
		ticks = func(time.Duration) (<-chan time.Time, func()) { return nil, func() {} }
	}
	return serve.World{Now: s.Now, Today: s.Today, Ticks: ticks, Log: log, Version: s.Version.String()}
}
