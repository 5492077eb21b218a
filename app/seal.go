package app

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"

	"shukun/lang"
	"shukun/problem"
)

// OpenKey reads the key that seals secrets in the database, and makes it (0600) if the file is not there. Who copies
// the database without this file cannot read them.
func OpenKey(file string) ([]byte, error) {
	key, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		key = make([]byte, 32)
		rand.Read(key)
		var f *os.File
		if f, err = os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
			_, err = f.Write(key)
			err = errors.Join(err, f.Sync(), f.Close())
		}
	}
	if err != nil || len(key) != 32 {
		return nil, problem.New(problem.Unavailable, "key-file", lang.Text{Zh: "密钥文件无法使用", En: "the key file cannot be used"},
			lang.Text{Zh: "检查文件权限，长度应为 32 字节；从备份恢复", En: "Check its permissions and that it has 32 bytes; restore it from the backup"}).With(file).Because(err)
	}
	return key, nil
}

// seal encrypts a secret for the database; bound to the person, it opens for nobody else.
func (a *App) seal(secret []byte, person string) ([]byte, error) {
	aead, err := a.aead()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(a.random(), nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, secret, []byte(person)), nil
}

func (a *App) unseal(sealed []byte, person string) ([]byte, error) {
	aead, err := a.aead()
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, errors.New("app: a sealed secret is cut short")
	}
	return aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], []byte(person))
}

func (a *App) aead() (cipher.AEAD, error) {
	block, err := aes.NewCipher(a.Key)
	if err != nil {
		return nil, problem.New(problem.Internal, "no-key", lang.Text{Zh: "没有密钥，无法保存动态口令", En: "there is no key to keep second factors with"},
			lang.Text{Zh: "检查数据目录中的密钥文件", En: "Check the key file in the data folder"}).Because(err)
	}
	return cipher.NewGCM(block)
}
