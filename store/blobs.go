package store

import "strconv"

// Blob is a file kept as it was received, under the hash of its content.
type Blob struct {
	Hash    string // SHA-256, hex
	Size    int64
	Media   string
	Content []byte
	MadeAt  Instant
}

// blobFresh is how long after it was sent a file counts as sent just now: RemoveOrphans leaves it, though nothing may name
// it yet that others see.
const blobFresh = 24 * 60 * 60 * 1000

// SaveBlob keeps a file; of one that is kept already only the age is renewed.
func (t *Tx) SaveBlob(b Blob) error {
	_, err := t.exec("insert into blob (hash, size, media, content, made_at) values ($1, $2, $3, $4, $5) on conflict (hash) do update set made_at = excluded.made_at where blob.made_at < excluded.made_at - "+
		strconv.Itoa(blobFresh), b.Hash, int64(len(b.Content)), b.Media, b.Content, b.MadeAt)
	return err
}

// Blob gives a file by its hash.
func (t *Tx) Blob(hash string) (b Blob, found bool, err error) {
	found, err = t.one("select hash, size, media, content, made_at from blob where hash = $1", []any{hash}, &b.Hash, &b.Size, &b.Media, &b.Content, &b.MadeAt)
	return b, found, err
}

// BlobSize gives the size of a file, 0 if it is not kept.
func (t *Tx) BlobSize(hash string) (size int64, err error) {
	_, err = t.one("select size from blob where hash = $1", []any{hash}, &size)
	return size, err
}
