package serve

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"os"
	"strconv"
	"time"

	"shukun/app"
	"shukun/config"
	"shukun/lang"
	"shukun/problem"
)

// placeChecks look at the machine and the settings.
func placeChecks() []examination {
	return []examination{
		{t2("配置可用", "settings can be used"), nothing, func(p *patient) verdict {
			return ofError(CheckConfig(p.config), t2("改正配置，用 shukun config check 核对", "Correct the settings and try shukun config check"))
		}},
		{t2("业务日随日历走", "business day follows the calendar"), nothing, func(p *patient) verdict {
			if p.config.Day.IsZero() {
				return verdict{}
			}
			return warn(same(p.config.Day.String()), t2("业务日已固定，只应用于演示；正式使用请去掉 day", "The day stands still, which is for demonstrations; remove the option day"))
		}},
		{t2("对外使用 TLS", "TLS towards others"), nothing, func(p *patient) verdict {
			if loopback(p.config.Address) || p.config.TLSCertFile != "" || (&server{config: p.config}).secure() {
				return verdict{}
			}
			return warn(same(p.config.Address), t2("配置 tls-cert-file 和 tls-key-file，或在前面放 HTTPS 代理并写 public-url", "Set tls-cert-file and tls-key-file, or put an HTTPS proxy in front and set public-url"))
		}},
		{t2("证书有效", "certificate in force"), nothing, certificate},
		{t2("监控地址不对外", "management address is not public"), nothing, func(p *patient) verdict {
			if p.config.ManagementAddress == "" || loopback(p.config.ManagementAddress) {
				return verdict{}
			}
			return warn(same(p.config.ManagementAddress), t2("只给监控系统所在的网络开放", "Open it to the monitor's network only"))
		}},
		{t2("代理网段不过宽", "trusted proxies are few"), nothing, func(p *patient) verdict {
			for _, n := range p.config.TrustedProxies {
				if n.Bits() < 8 {
					return warn(same(n.String()), t2("写代理自己的地址；过宽时来访地址可以伪造", "Name the proxies' own addresses: otherwise a visitor's address can be forged"))
				}
			}
			return verdict{}
		}},
		{t2("数据文件夹存在且可写", "data folder is there and can be written"), nothing, dataFolder},
		{t2("数据文件夹仅本账号可读", "data folder is for this account alone"), nothing, func(p *patient) verdict { return private(p.config.Data, 0o700) }},
		{t2("磁盘空间", "disk space"), nothing, func(p *patient) verdict {
			free, all, known := diskSpace(p.config.Data)
			return room(free, all, known, t2("腾出空间，或把数据文件夹移到更大的磁盘", "Make room, or move the data folder to a larger disk"))
		}},
		{t2("磁盘文件数", "files left on the disk"), nothing, func(p *patient) verdict {
			free, all, known := diskNodes(p.config.Data)
			return room(free, all, known, t2("删除不用的小文件", "Remove small files that nobody needs"))
		}},
		{t2("密钥文件", "key file"), nothing, keyFile},
		{t2("密钥文件仅本账号可读", "key file is for this account alone"), nothing, func(p *patient) verdict { return private(p.config.KeyFile, 0o600) }},
		{t2("审计签名密钥仅本账号可读", "audit key is for this account alone"), nothing, func(p *patient) verdict { return private(keyFiles(p.config)["audit.key"], 0o600) }},
		{t2("机密文件可用", "secrets can be read"), nothing, func(p *patient) verdict {
			for _, f := range []string{p.config.DatabasePasswordFile, p.config.OIDCSecretFile, p.config.SMTPPasswordFile} {
				if _, err := config.Secret(f); err != nil {
					return ofError(err, lang.Text{})
				}
			}
			return verdict{}
		}},
		{t2("发信服务器可达", "mail server answers"), nothing, func(p *patient) verdict {
			if p.config.SMTPHost == "" {
				return notHere
			}
			c, err := net.DialTimeout("tcp", p.config.SMTPHost, 3*time.Second)
			if err != nil {
				return warn(same(p.config.SMTPHost), t2("检查 smtp-host 和网络；恢复之前邮件会排队", "Check smtp-host and the network; mails wait until it answers"))
			}
			c.Close()
			return verdict{}
		}},
		{t2("系统时钟", "system clock"), nothing, func(p *patient) verdict {
			if now := p.world.Now(); now.Year() < 2022 || now.Year() > 2100 {
				return fail(same(now.Format(time.RFC3339)), t2("校准系统时钟", "Set the system's clock"))
			}
			return verdict{}
		}},
	}
}

// ofError fails with an error's own words; cure is used where the error has none.
func ofError(err error, cure lang.Text) verdict {
	if err == nil {
		return verdict{}
	}
	if e, ok := errors.AsType[*problem.Error](err); ok {
		if cure.Empty() {
			cure = e.Next
		}
		return fail(e.What, cure)
	}
	return fail(same(err.Error()), cure)
}

func certificate(p *patient) verdict {
	if p.config.TLSCertFile == "" {
		return notHere
	}
	pair, err := tls.LoadX509KeyPair(p.config.TLSCertFile, p.config.TLSKeyFile)
	if err != nil {
		return fail(same(err.Error()), t2("检查 tls-cert-file 和 tls-key-file", "Check tls-cert-file and tls-key-file"))
	}
	cert, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return fail(same(err.Error()), t2("换一张证书", "Use another certificate"))
	}
	days := int(cert.NotAfter.Sub(p.world.Now()).Hours() / 24)
	until := t2("有效至 "+cert.NotAfter.Format(time.DateOnly), "in force until "+cert.NotAfter.Format(time.DateOnly))
	renew := t2("更换证书文件，不需要重新启动", "Renew the certificate's files; no restart is needed")
	switch {
	case p.world.Now().After(cert.NotAfter), p.world.Now().Before(cert.NotBefore):
		return fail(until, renew)
	case days < 30:
		return warn(until, renew)
	}
	return verdict{found: until}
}

func dataFolder(p *patient) verdict {
	info, err := os.Stat(p.config.Data)
	if err != nil || !info.IsDir() {
		v := fail(same(p.config.Data), t2("启动服务会建立它；或运行 shukun doctor --fix", "Starting the server makes it; or run shukun doctor --fix"))
		if errors.Is(err, fs.ErrNotExist) {
			v.fix = func() error { return os.MkdirAll(p.config.Data, 0o700) }
		}
		return v
	}
	f, err := os.CreateTemp(p.config.Data, ".doctor-")
	if err != nil {
		return fail(same(err.Error()), t2("检查文件夹的所有者和权限", "Check the folder's owner and rights"))
	}
	f.Close()
	os.Remove(f.Name())
	return verdict{}
}

func room(free, all uint64, known bool, cure lang.Text) verdict {
	if !known {
		return notHere
	}
	percent := int(free * 100 / all)
	found := t2("剩余 "+strconv.Itoa(percent)+"%", strconv.Itoa(percent)+" % free")
	switch {
	case percent < leastRoom:
		return fail(found, cure)
	case percent < 2*leastRoom:
		return warn(found, cure)
	}
	return verdict{found: found}
}

func keyFile(p *patient) verdict {
	if _, err := os.Stat(p.config.KeyFile); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(p.config.SQLiteFile()); err != nil {
			return verdict{status: None, found: t2("第一次启动时建立", "made at the first start")}
		}
		return fail(same(p.config.KeyFile), t2("从备份放回密钥文件；没有它动态口令无法验证", "Put the key file back from where you keep it; without it second factors cannot be checked"))
	}
	_, err := app.OpenKey(p.config.KeyFile)
	return ofError(err, lang.Text{})
}
