package serve

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"shukun/store"
)

// databaseMeter asks the database for its figures when a monitor asks for them.
type databaseMeter struct{ s *server }

var (
	jobsFigure  = prometheus.NewDesc("shukun_jobs", "Jobs, by kind and state; ended ones are not counted.", []string{"kind", "state"}, nil)
	waitFigure  = prometheus.NewDesc("shukun_job_oldest_wait_seconds", "How long the job longest due has waited.", nil, nil)
	auditFigure = prometheus.NewDesc("shukun_audit_events", "Events in the audit log.", nil, nil)
	poolFigure  = prometheus.NewDesc("shukun_database_connections", "Connections to the database, by state.", []string{"state"}, nil)
	waitedTotal = prometheus.NewDesc("shukun_database_waited_seconds_total", "How long requests waited for a connection.", nil, nil)
	upFigure    = prometheus.NewDesc("shukun_database_up", "1 if the database answers.", nil, nil)
)

// Describe lists the figures.
func (m *databaseMeter) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{jobsFigure, waitFigure, auditFigure, poolFigure, waitedTotal, upFigure} {
		c <- d
	}
}

// Collect reads the figures.
func (m *databaseMeter) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		c <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	var f store.Figures
	err := m.s.db.Read(ctx, store.Root, func(tx *store.Tx) (err error) {
		f, err = tx.Figures(store.InstantOf(m.s.world.Now()))
		return err
	})
	if err != nil {
		gauge(upFigure, 0)
	} else {
		gauge(upFigure, 1)
		for _, j := range f.Jobs {
			gauge(jobsFigure, float64(j.Count), j.Kind, j.State)
		}
		gauge(waitFigure, float64(f.OldestWait)/1000)
		gauge(auditFigure, float64(f.AuditEvents))
	}
	open, busy, waited := m.s.db.Connections()
	gauge(poolFigure, float64(busy), "busy")
	gauge(poolFigure, float64(open-busy), "idle")
	c <- prometheus.MustNewConstMetric(waitedTotal, prometheus.CounterValue, waited.Seconds())
}
