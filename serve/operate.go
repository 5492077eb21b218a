package serve

import (
	"context"
	"crypto/tls"
	"os"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// CheckConfig tries what the settings name: files, secrets, certificate, law.
func CheckConfig(c *config.Config) error {
	for _, file := range []string{c.DatabasePasswordFile, c.OIDCSecretFile, c.SMTPPasswordFile} {
		if _, err := config.Secret(file); err != nil {
			return err
		}
	}
	if c.TLSCertFile != "" {
		if _, err := tls.LoadX509KeyPair(c.TLSCertFile, c.TLSKeyFile); err != nil {
			return problem.New(problem.Invalid, "tls", lang.Text{Zh: "证书或私钥用不了", En: "the certificate or its key cannot be used"},
				lang.Text{Zh: "检查两个文件是否成对、是否可读", En: "Check that the two files belong together and can be read"}).At(problem.Place{File: c.TLSCertFile}).Because(err)
		}
	}
	if info, err := os.Stat(c.KeyFile); err == nil && info.Mode().Perm()&0o007 != 0 {
		return problem.New(problem.Forbidden, "secret-open", lang.Text{Zh: "密钥文件人人可读", En: "the key file is open to everybody on the machine"},
			lang.Text{Zh: "运行 chmod 600 " + c.KeyFile, En: "Run chmod 600 " + c.KeyFile}).At(problem.Place{File: c.KeyFile})
	}
	_, err := loadLaw(c)
	return err
}

// Migrate tells how the schema stands, after bringing it up to date if asked to.
func Migrate(ctx context.Context, c *config.Config, up bool) (store.Schema, error) {
	url, err := c.DatabaseURL()
	if err != nil {
		return store.Schema{}, err
	}
	open := store.OpenBeside
	if up {
		open = store.Open
		if c.SQLiteFile() != "" {
			if err := os.MkdirAll(c.Data, 0o700); err != nil {
				return store.Schema{}, err
			}
		}
	}
	db, err := open(ctx, url)
	if err != nil {
		return store.Schema{}, err
	}
	defer db.Close()
	if up {
		if err := db.Migrate(ctx); err != nil {
			return store.Schema{}, err
		}
	}
	return db.Schema(ctx)
}
