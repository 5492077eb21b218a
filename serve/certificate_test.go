package serve_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shukun/serve"
)

// issue writes a certificate of a name and its key.
func issue(t *testing.T, name, cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	made := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(90 * 24 * time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, made, made, &private.PublicKey, private)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	must(t, err)
	for file, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if file != "" {
			must(t, os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
		}
	}
}

// TestChangedCertificate: a renewed certificate is taken up without a restart; one that does not fit its key is not.
func TestChangedCertificate(t *testing.T) {
	folder := t.TempDir()
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	issue(t, "first", cert, key)
	started, _ := start(t, settings(t, filepath.Join(folder, "data"), map[string]string{"tls-cert-file": cert, "tls-key-file": key}), serve.Options{})
	address := strings.Trim(strings.TrimPrefix(started.URL, "https:"), "/")
	shown := func() string {
		t.Helper()
		c, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
		must(t, err)
		defer c.Close()
		return c.ConnectionState().PeerCertificates[0].Subject.CommonName
	}
	if name := shown(); name != "first" {
		t.Fatal(name)
	}
	issue(t, "a certificate whose key is not there yet", cert, "")
	later := now
	touch := func() { // file systems count in steps
		later = later.Add(time.Minute)
		must(t, os.Chtimes(cert, later, later))
	}
	touch()
	if name := shown(); name != "first" {
		t.Errorf("half a renewal is in use: %s", name)
	}
	issue(t, "second", cert, key)
	touch()
	if name := shown(); name != "second" {
		t.Errorf("%s is shown after the renewal", name)
	}
}
