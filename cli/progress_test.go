package cli

import (
	"strings"
	"testing"
	"time"

	"shukun/lang"
)

func TestProgressTellsWhatIsDone(t *testing.T) {
	m := &meter{task: words.Evaluating}
	for _, step := range []struct {
		set  func()
		want string
	}{
		{func() {}, "正在整理"},
		{func() { m.total.Store(200_000_000); m.bytes.Store(50_000_000) }, "正在读取 25%（50.0/200.0 MB）"},
		{func() { m.bytes.Store(200_000_000) }, "正在整理"},
		{func() { m.all.Store(8); m.rows.Store(6) }, "正在检查 75%"},
		{func() { m.writing.Store(true) }, "正在写出"},
	} {
		step.set()
		if got := m.line(lang.Zh); got != step.want {
			t.Errorf("got %q, want %q", got, step.want)
		}
	}
}

func TestProgressKeepsToItsBeat(t *testing.T) {
	ticks := make(chan time.Time)
	var every time.Duration
	var out strings.Builder
	stopped := false
	s := &session{Env: Env{Stderr: &out, Ticks: func(d time.Duration) (<-chan time.Time, func()) {
		every = d
		return ticks, func() { stopped = true }
	}}}
	m := s.meter("always", words.Evaluating)
	for range 3 {
		ticks <- time.Time{}
	}
	m.stop()
	m.stop()
	if every < 100*time.Millisecond || !stopped {
		t.Errorf("every %v, stopped %v", every, stopped)
	}
	if want := strings.Repeat("\r正在整理\x1b[K", 3) + "\r\x1b[K"; out.String() != want {
		t.Errorf("got %q", out.String())
	}
	out.Reset()
	for _, when := range []string{"never", "auto", ""} {
		s.meter(when, words.Evaluating).stop()
	}
	if out.Len() != 0 {
		t.Errorf("told %q where nobody looks", out.String())
	}
}
