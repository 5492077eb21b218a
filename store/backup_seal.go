package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

// SealBytes is the length of the key that seals the rows of a backup.
const SealBytes = 32

// seal encrypts the parts of one backup: AES-256-GCM under a key made for it alone, bound to the part's name.
type seal struct{ cipher.AEAD }

// newSeal gives the seal of a key; nil for no key.
func newSeal(key []byte) (*seal, error) {
	if key == nil {
		return nil, nil
	}
	if len(key) != SealBytes {
		return nil, errors.New("store: a backup is sealed with 32 bytes")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &seal{aead}, err
}

func (s *seal) close(name string, plain []byte) []byte {
	if s == nil {
		return plain
	}
	nonce := make([]byte, s.NonceSize(), s.NonceSize()+len(plain)+s.Overhead())
	rand.Read(nonce)
	return s.Seal(nonce, nonce, plain, []byte(name))
}

func (s *seal) open(name string, sealed []byte) ([]byte, error) {
	if s == nil {
		return sealed, nil
	}
	n := s.NonceSize()
	if len(sealed) < n {
		return nil, errors.New("the part " + name + " is cut short")
	}
	return s.Open(nil, sealed[:n], sealed[n:], []byte(name))
}
