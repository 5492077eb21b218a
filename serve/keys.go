package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"shukun/app"
	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// keyPrintSetting is the setting that says which key sealed the secrets in the database.
const keyPrintSetting = "key-print"

// keyFiles are the files that a database cannot do without: where each lies, by its name in a backup.
func keyFiles(c *config.Config) map[string]string {
	return map[string]string{"secret.key": c.KeyFile, "audit.key": filepath.Join(c.Data, "audit.key"), "audit.pub": filepath.Join(c.Data, "audit.pub")}
}

// KeyFiles lists where the keys lie that a database cannot do without.
func KeyFiles(c *config.Config) (all []string) {
	for _, name := range keyNames {
		all = append(all, keyFiles(c)[name])
	}
	return all
}

// keyNames is their order.
var keyNames = []string{"secret.key", "audit.key", "audit.pub"}

// keyPrint tells keys apart without telling the key; "" if there is none yet.
func keyPrint(c *config.Config) (string, error) {
	key, err := os.ReadFile(c.KeyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", problem.New(problem.Unavailable, "key-file", lang.Text{Zh: "密钥文件读不了", En: "the key file cannot be read"},
			lang.Text{Zh: "检查文件权限", En: "Check its permissions"}).At(problem.Place{File: c.KeyFile}).Because(err)
	}
	return printOf(key), nil
}

func printOf(key []byte) string {
	sum := sha256.Sum256(append([]byte("shukun key "), key...))
	return hex.EncodeToString(sum[:8])
}

// keysHere refuses to start on a database whose keys are not here: keys made now would fit nothing.
func keysHere(ctx context.Context, c *config.Config, db *store.DB) error {
	var print string
	var signed bool
	err := db.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		if print, err = tx.Setting(keyPrintSetting); err == nil {
			_, signed, err = tx.LastCheckpoint()
		}
		return err
	})
	if err != nil {
		return err
	}
	own, err := keyPrint(c)
	switch {
	case err != nil:
		return err
	case print != "" && own == "":
		return errKeyGone.At(problem.Place{File: c.KeyFile})
	case print != "" && own != print:
		return errKeyOther.At(problem.Place{File: c.KeyFile})
	}
	if key := keyFiles(c)["audit.key"]; signed {
		if _, err := os.Stat(key); errors.Is(err, fs.ErrNotExist) {
			return errAuditKeyGone.At(problem.Place{File: key})
		}
	}
	return nil
}

// auditKeyFits tells that the last checkpoint in the database was signed with the key of this data folder.
func auditKeyFits(ctx context.Context, c *config.Config, db *store.DB) error {
	var last store.Checkpoint
	var signed bool
	err := db.Read(ctx, store.Root, func(tx *store.Tx) (err error) { last, signed, err = tx.LastCheckpoint(); return err })
	if err != nil || !signed {
		return err
	}
	public, err := app.OpenPublicKey(c.Data)
	if err != nil {
		return err
	}
	return app.CheckpointFits(last, public)
}

// useKey remembers which key seals secrets here. A server with another key is refused, unless the former is lost and the
// operator says so.
func useKey(ctx context.Context, db *store.DB, key []byte, lost bool) error {
	return db.Write(ctx, store.Root, func(tx *store.Tx) error {
		print, err := tx.Setting(keyPrintSetting)
		switch {
		case err != nil, print == printOf(key):
			return err
		case print != "" && !lost:
			return errKeyOther
		}
		return tx.SetSetting(keyPrintSetting, printOf(key))
	})
}

var (
	keyCure = lang.Text{Zh: "放回原来的 secret.key：从另一台服务器复制，或用 shukun restore --keys 从备份取出；确已丢失时加 --new-key 启动，各人要重新绑定动态口令",
		En: "Put the former secret.key back: copy it from another server, or take it out of a backup with shukun restore --keys; if it is lost for good, start with --new-key, and everybody sets up the second factor again"}
	errKeyGone = problem.New(problem.Unavailable, "key-gone", lang.Text{Zh: "数据库里的机密是用密钥文件封存的，这里没有这个文件",
		En: "secrets in the database are sealed with a key file that is not here"}, keyCure)
	errKeyOther = problem.New(problem.Unavailable, "key-other", lang.Text{Zh: "这里的密钥文件不是封存数据库机密的那一个",
		En: "the key file here is not the one that sealed the secrets in the database"}, keyCure)
	errAuditKeyGone = problem.New(problem.Unavailable, "audit-key-gone", lang.Text{Zh: "审计日志已签过名，这里没有签名用的 audit.key",
		En: "the audit log was signed, and the audit.key that signs it is not here"},
		lang.Text{Zh: "把 audit.key 和 audit.pub 放进数据文件夹：从另一台服务器复制，或用 shukun restore --keys 从备份取出；确已丢失时加 --new-key 启动，审计日志此后不再签名",
			En: "Put audit.key and audit.pub into the data folder: copy them from another server, or take them out of a backup with shukun restore --keys; if they are lost for good, start with --new-key, and the log is signed no more"})
)
