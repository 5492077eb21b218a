package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Backup writes a backup of the whole database into a new file, also while a server runs.
func Backup(ctx context.Context, c *config.Config, world World, file string, progress func(rows int64)) (*store.Manifest, error) {
	url, err := c.DatabaseURL()
	if err != nil {
		return nil, err
	}
	db, err := store.OpenBeside(ctx, url)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	key, err := keyPrint(c)
	if err != nil {
		return nil, err
	}
	return db.Backup(ctx, file, store.BackupAbout{Program: world.Version, Key: key, Made: world.Now()}, progress)
}

// keyPrint tells keys apart without telling the key; "" if there is none yet.
func keyPrint(c *config.Config) (string, error) {
	key, err := os.ReadFile(c.KeyFile)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", problem.New(problem.Unavailable, "key-file", lang.Text{Zh: "密钥文件读不了", En: "the key file cannot be read"},
			lang.Text{Zh: "检查文件权限", En: "Check its permissions"}).At(problem.Place{File: c.KeyFile}).Because(err)
	}
	sum := sha256.Sum256(append([]byte("shukun key "), key...))
	return hex.EncodeToString(sum[:8]), nil
}

// Restored is what a restore did.
type Restored struct {
	Manifest *store.Manifest
	OtherKey bool // the key file here is not the one that sealed the secrets in the backup
}

// Restore puts a backup into an empty place. A SQLite file appears only when everything is in it.
func Restore(ctx context.Context, c *config.Config, file string, progress func(rows int64)) (*Restored, error) {
	if _, err := store.ReadManifest(file); err != nil {
		return nil, err
	}
	url, err := c.DatabaseURL()
	if err != nil {
		return nil, err
	}
	target := c.SQLiteFile()
	if target != "" {
		if _, err := os.Stat(target); err == nil {
			return nil, problem.New(problem.Conflict, "restore-not-empty", lang.Text{Zh: "数据库文件已经存在，不会覆盖", En: "the database file is there already and will not be replaced"},
				lang.Text{Zh: "先把它移走，或用 --data 另指一个文件夹", En: "Move it away first, or name another folder with --data"}).At(problem.Place{File: target})
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
			return nil, err
		}
		aside := target + ".restoring"
		for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
			os.Remove(aside + suffix) // of a restore that was cut off
			defer os.Remove(aside + suffix)
		}
		url = "sqlite:" + aside
	}
	m, err := restoreInto(ctx, url, file, progress)
	if err != nil {
		return nil, err
	}
	if target != "" {
		if err := os.Rename(target+".restoring", target); err != nil {
			return nil, err
		}
	}
	key, err := keyPrint(c)
	return &Restored{Manifest: m, OtherKey: m.Key != "" && m.Key != key}, err
}

func restoreInto(ctx context.Context, url, file string, progress func(rows int64)) (m *store.Manifest, err error) {
	db, err := store.Open(ctx, url)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = e
		}
	}()
	return db.Restore(ctx, file, progress)
}
