package serve

import (
	"crypto/tls"
	"log/slog"
	"os"
	"sync"
	"time"

	"shukun/lang"
	"shukun/problem"
)

// certificates gives the TLS certificate, and takes changed files up without a restart: whoever renews it writes the two
// files. Until both fit together the former stays in use.
type certificates struct {
	cert, key string
	log       *slog.Logger

	one     sync.Mutex
	current *tls.Certificate
	seen    [2]fileState // of the files that current, or the last failure, is of
}

type fileState struct {
	size int64
	at   time.Time
}

func stateOf(file string) fileState {
	info, err := os.Stat(file)
	if err != nil {
		return fileState{}
	}
	return fileState{info.Size(), info.ModTime()}
}

// openCertificates reads the certificate; one that cannot be used is refused at once.
func openCertificates(cert, key string, log *slog.Logger) (*certificates, error) {
	c := &certificates{cert: cert, key: key, log: log, seen: [2]fileState{stateOf(cert), stateOf(key)}}
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, problem.New(problem.Invalid, "tls", lang.Text{Zh: "证书或私钥用不了", En: "the certificate or its key cannot be used"},
			lang.Text{Zh: "检查两个文件是否成对、是否可读", En: "Check that the two files belong together and can be read"}).At(problem.Place{File: cert}).Because(err)
	}
	c.current = &pair
	return c, nil
}

// get gives the certificate for a connection.
func (c *certificates) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.one.Lock()
	defer c.one.Unlock()
	if now := [2]fileState{stateOf(c.cert), stateOf(c.key)}; now != c.seen {
		c.seen = now
		pair, err := tls.LoadX509KeyPair(c.cert, c.key)
		if err != nil {
			c.log.Error("the changed certificate cannot be used; the former stays", "file", c.cert, "error", err)
			return c.current, nil
		}
		c.current = &pair
		c.log.Info("the changed certificate is in use", "file", c.cert)
	}
	return c.current, nil
}
