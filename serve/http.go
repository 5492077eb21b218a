package serve

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"

	"shukun/app"
	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// server is one process at work.
type server struct {
	config  *config.Config
	world   World
	app     *app.App
	runner  *app.Runner
	db      *store.DB
	started time.Time
	ready   atomic.Bool
	day     atomic.Int32 // the business day of a demonstration: its past is filed before it stands still
	pages   http.Handler
	meter   *meter

	main, management         *http.Server
	listener, managementDoor net.Listener
}

// listen takes the addresses at once, so that a taken one is told before anything else happens.
func (s *server) listen(pages http.Handler) (err error) {
	if s.listener, err = door(s.config.Address); err != nil {
		return err
	}
	if s.config.TLSCertFile != "" {
		c, err := openCertificates(s.config.TLSCertFile, s.config.TLSKeyFile, s.world.Log)
		if err != nil {
			s.closeListeners()
			return err
		}
		s.listener = tls.NewListener(s.listener, &tls.Config{GetCertificate: c.get, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}})
	}
	if s.config.ManagementAddress != "" {
		if s.managementDoor, err = door(s.config.ManagementAddress); err != nil {
			s.closeListeners()
			return err
		}
	}
	s.meter = newMeter(s)
	s.pages = s.meter.count(pages)
	s.main = s.httpServer(s)
	if s.managementDoor != nil {
		s.management = s.httpServer(s.managementHandler())
	}
	return nil
}

func door(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, problem.New(problem.Unavailable, "address-taken", lang.Text{Zh: "地址用不了：" + address, En: "the address cannot be used: " + address},
			lang.Text{Zh: "可能已有程序占用；用 --address 换一个端口", En: "Another program may have it; choose another port with --address"}).Because(err)
	}
	return l, nil
}

func (s *server) httpServer(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ReadTimeout: 10 * time.Minute, WriteTimeout: 10 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(s.world.Log.Handler(), slog.LevelDebug)}
}

// ServeHTTP answers health where there is no address of its own for it, and pages.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.managementDoor == nil {
		switch r.URL.Path {
		case "/healthz":
			s.healthz(w, r)
			return
		case "/readyz":
			s.readyz(w, r)
			return
		}
	}
	s.knowVisitor(r)
	s.pages.ServeHTTP(w, r)
}

// knowVisitor takes the visitor's address from the proxy in front, if that is one we trust: the last address in the header
// that is not a proxy's own.
func (s *server) knowVisitor(r *http.Request) {
	if !s.trusted(r.RemoteAddr) {
		return
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			return
		}
		r.RemoteAddr = net.JoinHostPort(hop, "0")
		if !s.trusted(r.RemoteAddr) {
			return
		}
	}
}

func (s *server) trusted(remote string) bool {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	for _, p := range s.config.TrustedProxies {
		if p.Contains(at.Addr().Unmap()) {
			return true
		}
	}
	return false
}

// serveAll serves until shutdown; failed tells of an end nobody asked for.
func (s *server) serveAll() (failed <-chan error) {
	c := make(chan error, 2)
	start := func(h *http.Server, l net.Listener) {
		go func() {
			if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				c <- err
			}
		}()
	}
	start(s.main, s.listener)
	if s.management != nil {
		start(s.management, s.managementDoor)
	}
	return c
}

// shutdown takes no new connections and waits for requests under way. Health stays until the last moment.
func (s *server) shutdown(grace context.Context) error {
	err := s.main.Shutdown(grace)
	if err != nil {
		s.world.Log.Warn("requests did not end in time", "error", err)
		err = s.main.Close()
	}
	if s.management != nil {
		s.management.Close()
	}
	return err
}

func (s *server) closeListeners() {
	for _, l := range []net.Listener{s.listener, s.managementDoor} {
		if l != nil {
			l.Close()
		}
	}
}

// url is the address of the front page, as this machine sees it unless people see another.
func (s *server) url() string {
	if s.config.PublicURL != "" {
		return s.config.PublicURL + "/"
	}
	scheme := "http://"
	if s.config.TLSCertFile != "" {
		scheme = "https://"
	}
	host, port, _ := net.SplitHostPort(s.listener.Addr().String())
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return scheme + net.JoinHostPort(host, port) + "/"
}

func (s *server) managementURL() string {
	if s.managementDoor == nil {
		return ""
	}
	return "http://" + s.managementDoor.Addr().String() + "/"
}
