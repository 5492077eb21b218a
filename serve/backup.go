package serve

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Backup writes a backup of the whole database into a new file, also while a server runs. With a passphrase it is encrypted
// and the keys go along; without one it is not, and they stay out, since whoever has both has everything.
func Backup(ctx context.Context, c *config.Config, world World, file, passphrase string, progress func(rows int64)) (*store.Manifest, error) {
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
	about := store.BackupAbout{Program: world.Version, Key: key, Made: world.Now()}
	if passphrase != "" {
		about.Seal = make([]byte, store.SealBytes)
		rand.Read(about.Seal)
		if about.Keys, err = sealKeys(c, passphrase, about.Seal); err != nil {
			return nil, err
		}
	}
	return db.Backup(ctx, file, about, progress)
}

// Restored is what a restore did.
type Restored struct {
	Manifest *store.Manifest
	Put      []string // key files that were in the backup and are in their places now
	Missing  []string // key files that must be put back before the server starts
	OtherKey bool     // the key file here is not the one that sealed the secrets in the backup
}

// Restore puts a backup into an empty place, and the keys that are sealed in it into theirs. A SQLite file appears only
// when everything is in it. With keysOnly the database is left alone.
func Restore(ctx context.Context, c *config.Config, file, passphrase string, keysOnly bool, progress func(rows int64)) (*Restored, error) {
	m, err := store.ReadManifest(file)
	if err != nil {
		return nil, err
	}
	keys, err := openKeys(m, passphrase, keysOnly || m.Sealed)
	if err != nil {
		return nil, err
	}
	if err := mayPutKeys(c, keys); err != nil {
		return nil, err
	}
	if !keysOnly {
		if err := restoreDatabase(ctx, c, file, keys[rowsKey], progress); err != nil {
			return nil, err
		}
	}
	r := &Restored{Manifest: m}
	if r.Put, err = putKeys(c, keys); err != nil {
		return nil, err
	}
	for _, name := range keyNames {
		if _, err := os.Stat(keyFiles(c)[name]); err != nil && (name != "secret.key" || m.Key != "") {
			r.Missing = append(r.Missing, keyFiles(c)[name])
		}
	}
	own, err := keyPrint(c)
	r.OtherKey = m.Key != "" && own != "" && m.Key != own
	return r, err
}

func restoreDatabase(ctx context.Context, c *config.Config, file string, key []byte, progress func(rows int64)) error {
	url, err := c.DatabaseURL()
	if err != nil {
		return err
	}
	target := c.SQLiteFile()
	if target == "" {
		return restoreInto(ctx, url, file, key, progress)
	}
	if _, err := os.Stat(target); err == nil {
		return problem.New(problem.Conflict, "restore-not-empty", lang.Text{Zh: "数据库文件已经存在，不会覆盖", En: "the database file is there already and will not be replaced"},
			lang.Text{Zh: "先把它移走，或用 --data 另指一个文件夹", En: "Move it away first, or name another folder with --data"}).At(problem.Place{File: target})
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return err
	}
	aside := target + ".restoring"
	for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
		os.Remove(aside + suffix) // of a restore that was cut off
		defer os.Remove(aside + suffix)
	}
	if err := restoreInto(ctx, "sqlite:"+aside, file, key, progress); err != nil {
		return err
	}
	return os.Rename(aside, target)
}

func restoreInto(ctx context.Context, url, file string, key []byte, progress func(rows int64)) (err error) {
	db, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = e
		}
	}()
	_, err = db.Restore(ctx, file, key, progress)
	return err
}
