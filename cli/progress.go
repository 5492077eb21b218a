package cli

import (
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"shukun/lang"
)

// beat is how often the progress line is written: ten times a second at most.
const beat = 100 * time.Millisecond

// meter counts what is done, for the progress line. The zero meter counts in silence.
type meter struct {
	bytes, total atomic.Int64
	rows, all    atomic.Int64
	writing      atomic.Bool
	task         lang.Text // what is done row by row
	quiet        sync.Once
	end          chan struct{}
	ended        chan struct{}
}

// meter starts the progress line, if one is wanted.
func (s *session) meter(when string, task lang.Text) *meter {
	m := &meter{task: task, end: make(chan struct{}), ended: make(chan struct{})}
	if s.Ticks == nil || when == "never" || when != "always" && !s.StderrTerminal {
		close(m.ended)
		return m
	}
	ticks, stop := s.Ticks(beat)
	go func() {
		defer close(m.ended)
		defer stop()
		for {
			select {
			case <-ticks:
				io.WriteString(s.Stderr, "\r"+m.line(s.lang)+"\x1b[K")
			case <-m.end:
				io.WriteString(s.Stderr, "\r\x1b[K")
				return
			}
		}
	}()
	return m
}

// stop takes the progress line away and waits until it is gone.
func (m *meter) stop() {
	m.quiet.Do(func() { close(m.end) })
	<-m.ended
}

func (m *meter) line(l lang.Lang) string {
	switch {
	case m.writing.Load():
		return words.Writing.In(l)
	case m.all.Load() > 0:
		return fmt.Sprintf("%s %d%%", m.task.In(l), 100*m.rows.Load()/m.all.Load())
	case m.total.Load() > 0 && m.bytes.Load() < m.total.Load():
		return fmt.Sprintf("%s %d%%（%.1f/%.1f MB）", words.Reading.In(l), 100*m.bytes.Load()/m.total.Load(),
			float64(m.bytes.Load())/1e6, float64(m.total.Load())/1e6)
	}
	return words.Joining.In(l)
}
