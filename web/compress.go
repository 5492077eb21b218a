package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// Pages and static files go out compressed: a list of fifty rows is a sixth of its size. No page mixes a secret of the
// site with what a stranger can put into it: there are no tokens in forms, so lengths give nothing away.

// compressed reports whether the browser takes gzip.
func compressed(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
}

// least is the size below which compressing gains nothing: about one packet.
const least = 1200

// send writes a body whole, compressed where the browser takes it.
func send(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if len(body) < least || !compressed(r) {
		w.WriteHeader(status)
		_, err := w.Write(body)
		return err
	}
	h.Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := gzipWriters.Get().(*gzip.Writer)
	defer gzipWriters.Put(z)
	z.Reset(w)
	if _, err := z.Write(body); err != nil {
		return err
	}
	return z.Close()
}

var gzipWriters = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a known one
	return z
}}

// squeezed keeps the static files compressed as well as can be: made once, when first asked for.
type squeezed struct {
	mu   sync.Mutex
	made map[string][]byte
}

var squeezedFiles squeezed // the files are part of the program and never change

func (s *squeezed) of(name string, body []byte) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if z, ok := s.made[name]; ok {
		return z
	}
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(body) // into memory: cannot fail
	w.Close()
	if s.made == nil {
		s.made = map[string][]byte{}
	}
	s.made[name] = b.Bytes()
	return b.Bytes()
}
