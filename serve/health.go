package serve

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"shukun/lang"
	"shukun/problem"
)

// healthz says that the process lives. It touches nothing: a slow database is no reason to kill the server.
func (s *server) healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, "ok\n")
}

// readiness is what /readyz answers: every check by its name, "ok" or what is wrong.
type readiness struct {
	Ready   bool              `json:"ready"`
	Version string            `json:"version"`
	Checks  map[string]string `json:"checks"`
}

// readyz says whether this server should be sent requests.
func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	answer := readiness{Ready: true, Version: s.world.Version, Checks: map[string]string{}}
	check := func(name string, err error) {
		answer.Checks[name] = "ok"
		if err != nil {
			answer.Ready, answer.Checks[name] = false, problem.In(err, lang.En)
		}
	}
	if !s.ready.Load() {
		answer.Ready, answer.Checks["serving"] = false, "starting or stopping"
	} else {
		answer.Checks["serving"] = "ok"
	}
	check("database", s.db.Ping(ctx))
	state, err := s.db.Schema(ctx)
	if err == nil {
		err = state.Check()
	}
	check("schema", err)
	check("disk", diskRoom(s.config.Data))
	select {
	case <-s.db.Broken():
		check("writing", errDiskFault)
	default:
		check("writing", nil)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !answer.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	json.NewEncoder(w).Encode(answer)
}

var errDiskFault = problem.New(problem.Unavailable, "database-disk", lang.Text{Zh: "数据库文件读写出错", En: "the database's file could not be read or written"}, lang.Text{})

// leastRoom is the share of the disk that must be free, in percent.
const leastRoom = 5

func diskRoom(folder string) error {
	free, all, known := diskSpace(folder)
	if known && free*100 < all*leastRoom {
		return problem.New(problem.Unavailable, "disk-full", lang.Text{Zh: "磁盘将满", En: "the disk is nearly full"}, lang.Text{Zh: "腾出空间", En: "Make room"}).At(problem.Place{File: folder})
	}
	return nil
}

// managementHandler is health and metrics on an address of their own, and nothing else.
func (s *server) managementHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	mux.Handle("GET /metrics", s.meter.handler())
	return mux
}
