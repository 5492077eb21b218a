package config_test

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shukun/civil"
	"shukun/config"
	"shukun/lang"
	"shukun/problem"
)

// in runs the test in an empty folder with a file shukun.yaml, if there is content for it.
func in(t *testing.T, content string) string {
	t.Helper()
	folder := t.TempDir()
	t.Chdir(folder)
	if content != "" {
		if err := os.WriteFile("shukun.yaml", []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestPrecedence(t *testing.T) {
	in(t, "# a word\naddress: 127.0.0.1:1\nlog-level: warn\nworkers: 3\ntrusted-proxies: [10.0.0.0/8, 192.168.1.5]\n")
	c, err := config.Load(config.Input{Flags: map[string]string{"address": "127.0.0.1:3"},
		Environ: []string{"SHUKUN_ADDRESS=127.0.0.1:2", "SHUKUN_LOG_LEVEL=error", "HOME=/root", "SHUKUNX=1"}})
	if err != nil {
		t.Fatal(err)
	}
	if c.Address != "127.0.0.1:3" || c.LogLevel != "error" || c.Workers != 3 || c.Data != "data" || c.Database != "sqlite:data/shukun.db" || c.SQLiteFile() != "data/shukun.db" {
		t.Errorf("%+v", c)
	}
	if len(c.TrustedProxies) != 2 || c.TrustedProxies[1] != netip.MustParsePrefix("192.168.1.5/32") {
		t.Errorf("proxies %v", c.TrustedProxies)
	}
	want := map[string]string{"address": "flag --address", "log-level": "environment SHUKUN_LOG_LEVEL", "workers": "file shukun.yaml:4", "data": "default"}
	for _, s := range c.Settings() {
		if w, ok := want[s.Option.Name]; ok && s.Source.In(lang.En) != w {
			t.Errorf("%s comes from %q, want %q", s.Option.Name, s.Source.In(lang.En), w)
		}
	}
	if !c.IsDefault("data") || c.IsDefault("workers") {
		t.Error("what is default and what is not")
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct {
		file    string
		environ string
		flag    [2]string
		code    string
		says    []string
	}{
		"unknown key":         {file: "data: x\nadress: y\n", code: "config-unknown", says: []string{"shukun.yaml", "row 2", "adress", "address"}},
		"unknown variable":    {environ: "SHUKUN_WORKER=1", code: "config-unknown", says: []string{"SHUKUN_WORKER", "SHUKUN_WORKERS"}},
		"key twice":           {file: "data: x\ndata: y\n", code: "config-form", says: []string{"data"}},
		"no mapping":          {file: "- data\n", code: "config-form"},
		"value within value":  {file: "data:\n  x: y\n", code: "config-form", says: []string{"row 2"}},
		"not YAML":            {file: "data: [x\n", code: "config-form"},
		"bad port":            {flag: [2]string{"address", "127.0.0.1:99999"}, code: "config-value", says: []string{"--address", "127.0.0.1:99999"}},
		"no port":             {flag: [2]string{"address", "127.0.0.1"}, code: "config-value"},
		"empty address":       {flag: [2]string{"address", ""}, code: "config-value"},
		"bad database":        {flag: [2]string{"database", "mysql://x"}, code: "config-value"},
		"bad day":             {flag: [2]string{"day", "2022-02-30"}, code: "config-value"},
		"bad level":           {environ: "SHUKUN_LOG_LEVEL=loud", code: "config-value", says: []string{"SHUKUN_LOG_LEVEL", "debug"}},
		"bad workers":         {file: "workers: many\n", code: "config-value", says: []string{"shukun.yaml:1"}},
		"bad network":         {flag: [2]string{"trusted-proxies", "10.0.0.0/99"}, code: "config-value"},
		"half of TLS":         {flag: [2]string{"tls-cert-file", "x"}, code: "config-incomplete", says: []string{"tls-key-file"}},
		"half of OIDC":        {file: "oidc-issuer: https://x.example\noidc-client-id: y\n", code: "config-incomplete", says: []string{"oidc-client-secret-file"}},
		"no such file":        {environ: "SHUKUN_CONFIG=/no/such/file.yaml", code: "config-file"},
		"bad public address":  {flag: [2]string{"public-url", "example"}, code: "config-value"},
		"empty name":          {flag: [2]string{"name", " "}, code: "config-value"},
		"broken database URL": {flag: [2]string{"database", "postgres://[::1/x"}, code: "config-value"},
	} {
		t.Run(name, func(t *testing.T) {
			in(t, c.file)
			input := config.Input{}
			if c.environ != "" {
				input.Environ = []string{c.environ}
			}
			if c.flag[0] != "" {
				input.Flags = map[string]string{c.flag[0]: c.flag[1]}
			}
			_, err := config.Load(input)
			if problem.CodeOf(err) != c.code {
				t.Fatalf("%v, want %s", err, c.code)
			}
			for _, s := range c.says {
				if !strings.Contains(err.Error(), s) {
					t.Errorf("%q does not say %q", err, s)
				}
			}
		})
	}
}

// TestSecrets: they come from files that not everybody may read, and are never shown.
func TestSecrets(t *testing.T) {
	folder := in(t, "")
	file := filepath.Join(folder, "password")
	if err := os.WriteFile(file, []byte("p@ss/wörd\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.Input{Flags: map[string]string{"database": "postgres://shukun@db.example:5432/shukun", "database-password-file": file}})
	if err != nil {
		t.Fatal(err)
	}
	url, err := c.DatabaseURL()
	if err != nil || url != "postgres://shukun:p%40ss%2Fw%C3%B6rd@db.example:5432/shukun" {
		t.Errorf("%q %v", url, err)
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, "p@ss") {
			t.Errorf("%s shows the secret", s.Option.Name)
		}
	}
	for _, mode := range []os.FileMode{0o604, 0o602, 0o644} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := config.Secret(file); problem.CodeOf(err) != "secret-open" {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
	if _, err := config.Secret(filepath.Join(folder, "none")); problem.CodeOf(err) != "secret-file" {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "empty"), []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Secret(filepath.Join(folder, "empty")); problem.CodeOf(err) != "secret-empty" {
		t.Error(err)
	}
	for _, address := range []string{"postgres://a:hidden@x/y", "postgres://a@x/y?password=hidden"} {
		_, err := config.Load(config.Input{Flags: map[string]string{"database": address}})
		if problem.CodeOf(err) != "config-value" || !strings.Contains(err.Error(), "database-password-file") || strings.Contains(err.Error(), "hidden") {
			t.Errorf("a password in the address: %v", err)
		}
	}
}

func TestDay(t *testing.T) {
	in(t, "day: 2022-06-30\n")
	if c, err := config.Load(config.Input{}); err != nil || c.Day != civil.MustOf(2022, 6, 30) {
		t.Errorf("%+v %v", c, err)
	}
}

// TestDocumented: the manual's pages are those the program writes.
func TestDocumented(t *testing.T) {
	for _, l := range []lang.Lang{lang.Zh, lang.En} {
		got, err := os.ReadFile("../docs/configuration." + l.String() + ".md")
		if err != nil || string(got) != config.Markdown(l) {
			t.Errorf("docs/configuration.%s.md is not what `make docs` writes (%v)", l, err)
		}
	}
	seen := map[string]bool{}
	for _, o := range config.Options() {
		if seen[o.Name] || o.About.Empty() || o.Value.Empty() {
			t.Errorf("%s is there twice or not told", o.Name)
		}
		seen[o.Name] = true
	}
}
