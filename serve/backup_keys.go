package serve

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/argon2"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// How the keys in a backup are sealed: AES-256-GCM, its key made of the passphrase by argon2id.
const (
	sealTime    = 3
	sealMemory  = 64 << 10 // KiB
	sealThreads = 4
	// leastPassphrase is how many bytes a passphrase has at least.
	leastPassphrase = 12
)

var sealedFor = []byte("shukun backup keys 1")

// rowsKey is the name, among the sealed keys, of the one that encrypts the rows.
const rowsKey = "rows"

// sealKeys seals the key files that are there, and the key of the rows.
func sealKeys(c *config.Config, passphrase string, rows []byte) (*store.SealedKeys, error) {
	if len(passphrase) < leastPassphrase {
		return nil, problem.New(problem.Invalid, "passphrase-short", lang.Text{Zh: "加密备份的口令太短", En: "the passphrase that encrypts the backup is too short"},
			lang.Text{Zh: "至少 12 个字符，例如 openssl rand -base64 24 的输出", En: "At least 12 characters, for example what openssl rand -base64 24 gives"})
	}
	keys := map[string][]byte{rowsKey: rows}
	for name, file := range keyFiles(c) {
		content, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, problem.New(problem.Unavailable, "key-file", lang.Text{Zh: "密钥文件读不了", En: "the key file cannot be read"},
				lang.Text{Zh: "检查文件权限", En: "Check its permissions"}).At(problem.Place{File: file}).Because(err)
		}
		keys[name] = content
	}
	plain, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	s := &store.SealedKeys{Salt: make([]byte, 16), Time: sealTime, Memory: sealMemory, Threads: sealThreads}
	rand.Read(s.Salt)
	aead, err := sealer(s, passphrase)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	s.Box = aead.Seal(nonce, nonce, plain, sealedFor)
	return s, nil
}

func sealer(s *store.SealedKeys, passphrase string) (cipher.AEAD, error) {
	if s.Time < 1 || s.Time > 16 || s.Memory < 8 || s.Memory > 1<<20 || s.Threads < 1 {
		return nil, errors.New("the keys in the backup are sealed in a way that is not known here")
	}
	block, err := aes.NewCipher(argon2.IDKey([]byte(passphrase), s.Salt, s.Time, s.Memory, s.Threads, 32))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// openKeys opens the keys of a backup; none if it has none, or no passphrase is given and none is needed.
func openKeys(m *store.Manifest, passphrase string, needed bool) (map[string][]byte, error) {
	switch {
	case m.Keys == nil && (needed || passphrase != ""):
		return nil, problem.New(problem.NotFound, "backup-no-keys", lang.Text{Zh: "这份备份里没有密钥，没有动任何数据", En: "there are no keys in this backup; nothing was touched"},
			lang.Text{Zh: "去掉 --keys 和 --passphrase-file；密钥从另存的地方放回", En: "Leave --keys and --passphrase-file out; put the keys back from where they are kept"})
	case passphrase == "" && needed:
		return nil, problem.New(problem.Invalid, "passphrase-missing", lang.Text{Zh: "这份备份是加密的，需要口令", En: "this backup is encrypted and opens with a passphrase"},
			lang.Text{Zh: "用 --passphrase-file 指明写有口令的文件", En: "Name the file with it: --passphrase-file"})
	case passphrase == "":
		return nil, nil
	}
	aead, err := sealer(m.Keys, passphrase)
	var plain []byte
	if err == nil {
		if n := aead.NonceSize(); len(m.Keys.Box) < n {
			err = errors.New("cut short")
		} else {
			plain, err = aead.Open(nil, m.Keys.Box[:n], m.Keys.Box[n:], sealedFor)
		}
	}
	keys := map[string][]byte{}
	if err == nil {
		err = json.Unmarshal(plain, &keys)
	}
	if err != nil {
		return nil, problem.New(problem.Forbidden, "passphrase-wrong", lang.Text{Zh: "口令不对，没有动任何数据", En: "the passphrase is not the one of this backup; nothing was touched"},
			lang.Text{Zh: "用制作这份备份时的口令", En: "Use the passphrase that the backup was made with"}).Because(err)
	}
	return keys, nil
}

// mayPutKeys refuses to replace a key by another.
func mayPutKeys(c *config.Config, keys map[string][]byte) error {
	for name, file := range keyFiles(c) {
		if want, given := keys[name]; given {
			if have, err := os.ReadFile(file); err == nil && !bytes.Equal(have, want) {
				return problem.New(problem.Conflict, "key-there", lang.Text{Zh: "这里已有另一个密钥文件，不会覆盖", En: "another key file is here already and will not be replaced"},
					lang.Text{Zh: "把它改名留存后再试", En: "Put it aside under another name, then try again"}).At(problem.Place{File: file})
			}
		}
	}
	return nil
}

// putKeys writes the keys that are not in their places, for this account alone.
func putKeys(c *config.Config, keys map[string][]byte) (put []string, err error) {
	for _, name := range keyNames {
		file := keyFiles(c)[name]
		content, given := keys[name]
		if _, err := os.Stat(file); !given || err == nil {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			return put, err
		}
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err == nil {
			_, err = f.Write(content)
			err = errors.Join(err, f.Sync(), f.Close())
		}
		if err != nil {
			return put, err
		}
		put = append(put, file)
	}
	return put, nil
}
