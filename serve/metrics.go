package serve

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// meter counts requests by route and keeps the figures a monitor reads. It names no person and no unit.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	now      func() time.Time
}

func newMeter(s *server) *meter {
	m := &meter{registry: prometheus.NewRegistry(), now: s.world.Now}
	m.requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "shukun_requests_total", Help: "Requests answered, by route and status."}, []string{"route", "status"})
	m.took = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "shukun_request_seconds", Help: "How long answers took, by route.",
		Buckets: []float64{0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 15, 60}}, []string{"route"})
	version := prometheus.NewGauge(prometheus.GaugeOpts{Name: "shukun_build_info", Help: "Always 1; the version is the label.", ConstLabels: prometheus.Labels{"version": s.world.Version}})
	version.Set(1)
	ready := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "shukun_ready", Help: "1 while this server takes requests."}, func() float64 {
		if s.ready.Load() {
			return 1
		}
		return 0
	})
	started := prometheus.NewGauge(prometheus.GaugeOpts{Name: "shukun_start_seconds", Help: "When the server started, unix seconds."})
	started.Set(float64(s.started.Unix()))
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), m.requests, m.took, version, ready, started, &databaseMeter{s})
	return m
}

// count measures what a handler answers, by the route's pattern.
func (m *meter) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := m.now()
		seen := &statusSeen{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			route := r.Pattern
			if route == "" || strings.HasSuffix(route, " /") || route == "/" {
				route = "none"
			}
			m.requests.WithLabelValues(route, strconv.Itoa(seen.status)).Inc()
			m.took.WithLabelValues(route).Observe(m.now().Sub(from).Seconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

func (m *meter) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// statusSeen remembers the status of an answer.
type statusSeen struct {
	http.ResponseWriter
	status int
	told   bool
}

func (s *statusSeen) WriteHeader(status int) {
	if !s.told {
		s.status, s.told = status, true
	}
	s.ResponseWriter.WriteHeader(status)
}

func (s *statusSeen) Write(b []byte) (int, error) {
	s.told = true
	return s.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach what lies below.
func (s *statusSeen) Unwrap() http.ResponseWriter { return s.ResponseWriter }
