package config

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shukun/civil"
	"shukun/lang"
)

// Option is one thing that can be set.
type Option struct {
	Name    string    // of the flag and the key; SHUKUN_NAME in the environment
	Value   lang.Text // what is written
	Default string
	About   lang.Text
	set     func(c *Config, v string) (wrong lang.Text) // wrong: what to write instead
}

// Env is the option's variable: SHUKUN_TLS_KEY_FILE for tls-key-file.
func (o *Option) Env() string {
	return "SHUKUN_" + strings.ToUpper(strings.ReplaceAll(o.Name, "-", "_"))
}

func w(zh, en string) lang.Text { return lang.Text{Zh: zh, En: en} }

// text sets a field as it is written.
func text(field func(c *Config) *string) func(*Config, string) lang.Text {
	return func(c *Config, v string) lang.Text { *field(c) = v; return lang.Text{} }
}

// Options lists the options in the order of help and documentation.
func Options() []*Option {
	file, address := w("文件", "FILE"), w("地址", "ADDRESS")
	return []*Option{
		{"address", address, "127.0.0.1:8420", w("网页服务的地址", "where pages are served"), setAddress(func(c *Config) *string { return &c.Address }, false)},
		{"management-address", address, "", w("健康检查和监控指标的地址；不写则没有 /metrics，健康检查在网页服务的地址上", "where health and metrics are served; without it there is no /metrics, and health answers where pages are served"), setAddress(func(c *Config) *string { return &c.ManagementAddress }, true)},
		{"public-url", w("网址", "URL"), "", w("用户看到的网址，如 https://shukun.example.cn；统一登录和邮件里的链接用它", "the address people use, like https://shukun.example.cn; single sign-on and links in mails need it"), setURL(func(c *Config) *string { return &c.PublicURL })},
		{"data", w("文件夹", "FOLDER"), "data", w("数据文件夹；没有就新建，仅本账号可读", "folder for data, made if it is not there, for this account alone"), required(func(c *Config) *string { return &c.Data })},
		{"database", w("数据库", "DATABASE"), "", w("sqlite:文件 或 postgres://用户@主机:端口/库；默认为数据文件夹里的 shukun.db", "sqlite:FILE or postgres://USER@HOST:PORT/DATABASE; default: shukun.db in the data folder"), setDatabase},
		{"database-password-file", file, "", w("PostgreSQL 口令的文件", "file with the PostgreSQL password"), text(func(c *Config) *string { return &c.DatabasePasswordFile })},
		{"key-file", file, "", w("保护数据库中机密的密钥；默认为数据文件夹里的 secret.key，没有就新建；多个服务须用同一个", "the key that seals secrets in the database; default: secret.key in the data folder, made if it is not there; several servers share one"), text(func(c *Config) *string { return &c.KeyFile })},
		{"name", w("名称", "NAME"), "国有资产监督管理机构", w("监管机构的名称，页面上显示", "name of the regulator, as pages show it"), required(func(c *Config) *string { return &c.Name })},
		{"day", w("日期", "DAY"), "", w("固定的业务日，只用于演示和演练；不写则为北京时间的今天", "a business day that stands still, for demonstrations and drills; else today in China"), setDay},
		{"pack", w("规则包", "PACK"), "nmg-2022", w("规则包，见 shukun law packs", "the pack of rules, see shukun law packs"), required(func(c *Config) *string { return &c.Pack })},
		{"parameters", w("文件夹", "FOLDER"), "", w("自定参数的文件夹，每个值都要写来源", "a folder with your own parameters, each with its source"), text(func(c *Config) *string { return &c.Parameters })},
		{"tls-cert-file", file, "", w("TLS 证书；写了就用 HTTPS", "TLS certificate; with it pages are served by HTTPS"), text(func(c *Config) *string { return &c.TLSCertFile })},
		{"tls-key-file", file, "", w("TLS 证书的私钥", "private key of the certificate"), text(func(c *Config) *string { return &c.TLSKeyFile })},
		{"trusted-proxies", w("网段", "NETWORKS"), "", w("前置代理的网段，用逗号隔开；只有它们说的来访地址才算数", "networks of the proxies in front, with commas between; only their word for a visitor's address counts"), setProxies},
		{"oidc-issuer", w("网址", "URL"), "", w("统一登录（OpenID Connect）的签发者", "issuer for single sign-on (OpenID Connect)"), setURL(func(c *Config) *string { return &c.OIDCIssuer })},
		{"oidc-client-id", w("标识", "ID"), "", w("本系统在统一登录处的标识", "this system's id at the issuer"), text(func(c *Config) *string { return &c.OIDCClientID })},
		{"oidc-client-secret-file", file, "", w("该标识的密钥文件", "file with the secret of that id"), text(func(c *Config) *string { return &c.OIDCSecretFile })},
		{"smtp-host", w("主机:端口", "HOST:PORT"), "", w("发信服务器；不写则不发邮件", "mail server; without it no mail is sent"), setAddress(func(c *Config) *string { return &c.SMTPHost }, true)},
		{"smtp-from", w("邮箱", "MAIL"), "", w("发信人", "sender of mails"), text(func(c *Config) *string { return &c.SMTPFrom })},
		{"smtp-user", w("账号", "USER"), "", w("发信服务器的账号", "account at the mail server"), text(func(c *Config) *string { return &c.SMTPUser })},
		{"smtp-password-file", file, "", w("该账号的口令文件", "file with its password"), text(func(c *Config) *string { return &c.SMTPPasswordFile })},
		{"log-level", w("级别", "LEVEL"), "info", w("日志级别：debug、info、warn、error", "debug, info, warn or error"), oneOf(func(c *Config) *string { return &c.LogLevel }, "debug", "info", "warn", "error")},
		{"log-format", w("格式", "FORMAT"), "auto", w("日志格式：auto（终端上为文字，否则为 JSON）、text、json", "auto (text on a terminal, else JSON), text or json"), oneOf(func(c *Config) *string { return &c.LogFormat }, "auto", "text", "json")},
		{"upload-days", w("天数", "DAYS"), "30", w("没有报送也没有继续的上传保留多少天，之后删除并记入审计日志；已报送的原件一直保留", "how many days an upload is kept that nobody filed or went on with; then it is removed, and the audit log says so; originals of what was filed stay"), setDays(func(c *Config) *int { return &c.UploadDays })},
		{"report-days", w("天数", "DAYS"), "90", w("生成的报表保留多少天，之后删除并记入审计日志；需要时可以重新生成", "how many days a report is kept; then it is removed, and the audit log says so; it can be made again"), setDays(func(c *Config) *int { return &c.ReportDays })},
		{"workers", w("数", "NUMBER"), "0", w("同时执行的任务数；0 为处理器核数", "jobs at once; 0: as many as there are cores"), setWorkers},
	}
}

func required(field func(c *Config) *string) func(*Config, string) lang.Text {
	return func(c *Config, v string) lang.Text {
		*field(c) = v
		if strings.TrimSpace(v) == "" {
			return w("不能为空", "It must not be empty")
		}
		return lang.Text{}
	}
}

func oneOf(field func(c *Config) *string, choices ...string) func(*Config, string) lang.Text {
	return func(c *Config, v string) lang.Text {
		*field(c) = v
		if !slices.Contains(choices, v) {
			return w("可用："+strings.Join(choices, "、"), "Use one of: "+strings.Join(choices, ", "))
		}
		return lang.Text{}
	}
}

func setAddress(field func(c *Config) *string, optional bool) func(*Config, string) lang.Text {
	return func(c *Config, v string) lang.Text {
		*field(c) = v
		if v == "" && optional {
			return lang.Text{}
		}
		_, port, err := net.SplitHostPort(v)
		if n, e := strconv.Atoi(port); err != nil || e != nil || n < 0 || n > 65535 {
			return w("写作 主机:端口，如 127.0.0.1:8420", "Write HOST:PORT, like 127.0.0.1:8420")
		}
		return lang.Text{}
	}
}

func setURL(field func(c *Config) *string) func(*Config, string) lang.Text {
	return func(c *Config, v string) lang.Text {
		*field(c) = strings.TrimSuffix(v, "/")
		if v == "" {
			return lang.Text{}
		}
		if u, err := url.Parse(v); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return w("写作 https://主机", "Write https://HOST")
		}
		return lang.Text{}
	}
}

func setDatabase(c *Config, v string) lang.Text {
	c.Database = v
	switch {
	case v == "", strings.HasPrefix(v, "sqlite:") && v != "sqlite:":
		return lang.Text{}
	case strings.HasPrefix(v, "postgres://"), strings.HasPrefix(v, "postgresql://"):
		u, err := url.Parse(v)
		if err != nil {
			break
		}
		if _, set := u.User.Password(); set || u.Query().Has("password") {
			c.Database = ""
			return w("口令不能写在地址里，写在文件里并用 database-password-file 指明", "The password must not stand in the address: put it into a file and name that with database-password-file")
		}
		return lang.Text{}
	}
	return w("写作 sqlite:文件，或 postgres://用户@主机:5432/库", "Write sqlite:FILE or postgres://USER@HOST:5432/DATABASE")
}

func setDay(c *Config, v string) lang.Text {
	if v == "" {
		return lang.Text{}
	}
	day, ok := civil.Parse(v)
	if c.Day = day; !ok {
		return w("写作 2022-06-30", "Write it like 2022-06-30")
	}
	return lang.Text{}
}

func setProxies(c *Config, v string) lang.Text {
	for _, s := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(s)
		if err != nil {
			var a netip.Addr
			if a, err = netip.ParseAddr(s); err == nil {
				p = netip.PrefixFrom(a, a.BitLen())
			}
		}
		if err != nil {
			return w("写作 10.0.0.0/8,192.168.1.5", "Write them like 10.0.0.0/8,192.168.1.5")
		}
		c.TrustedProxies = append(c.TrustedProxies, p)
	}
	return lang.Text{}
}

func setWorkers(c *Config, v string) lang.Text {
	n, err := strconv.Atoi(v)
	if c.Workers = n; err != nil || n < 0 || n > 256 {
		return w("写 0 至 256 的整数", "Write a whole number from 0 to 256")
	}
	return lang.Text{}
}

func setDays(field func(c *Config) *int) func(*Config, string) lang.Text {
	return func(c *Config, v string) lang.Text {
		n, err := strconv.Atoi(v)
		if *field(c) = n; err != nil || n < 1 || n > 3650 {
			return w("写 1 至 3650 的整数", "Write a whole number from 1 to 3650")
		}
		return lang.Text{}
	}
}
