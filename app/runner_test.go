package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// clock is a clock that tests set.
type clock struct{ ms atomic.Int64 }

func (c *clock) now() time.Time          { return time.UnixMilli(c.ms.Load()) }
func (c *clock) advance(d time.Duration) { c.ms.Add(d.Milliseconds()) }

// jobApp is an app with a clock of its own, at a quarter past eight.
func jobApp(db *store.DB) (*App, *clock) {
	c := &clock{}
	c.ms.Store(time.Date(2022, 6, 30, 0, 15, 0, 0, time.UTC).UnixMilli())
	return &App{Store: db, Now: c.now}, c
}

func enqueue(t *testing.T, a *App, jobs ...NewJob) (ids []string) {
	t.Helper()
	err := a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error {
		ids = nil
		for _, j := range jobs {
			id, err := a.Enqueue(tx, j)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func findJob(t *testing.T, a *App, id string) (j store.Job) {
	t.Helper()
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) (err error) {
		j, _, err = tx.FindJob(id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// effect writes an event that names the job: what tests count.
func effect(a *App, r *Run) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		return a.audit(tx, nil, &Event{Action: "effect", Object: "job:" + r.Job.ID, Path: r.Job.Path})
	}
}

func effects(t *testing.T, a *App) map[string]int {
	t.Helper()
	n := map[string]int{}
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) error {
		return tx.EachAudit(0, func(r store.AuditRow) error {
			if r.Action == "effect" {
				n[strings.TrimPrefix(r.Object, "job:")]++
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRunnersShareWork(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		const many = 1000
		jobs := make([]NewJob, many)
		for i := range jobs {
			jobs[i] = NewJob{Kind: "test", Path: fmt.Sprintf("/G%d/", i%7)}
		}
		ids := enqueue(t, a, jobs...)
		ctx, stop := context.WithCancel(t.Context())
		var left atomic.Int64
		left.Store(many)
		handlers := map[string]JobHandler{"test": func(ctx context.Context, r *Run) error {
			if err := r.Finish(effect(a, r)); err != nil {
				return err
			}
			if left.Add(-1) == 0 {
				stop()
			}
			return nil
		}}
		var both sync.WaitGroup
		for range 2 {
			r := newRunner(a, 4, handlers)
			both.Go(func() { r.Run(ctx, nil) })
		}
		both.Wait()
		got := effects(t, a)
		for _, id := range ids {
			if got[id] != 1 {
				t.Errorf("job %s had its effect %d times", id, got[id])
			}
		}
		if len(got) != many {
			t.Errorf("%d jobs had an effect, %d were enqueued", len(got), many)
		}
	})
}

func TestLateWriterIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := jobApp(db)
		id := enqueue(t, a, NewJob{Kind: "test", Path: "/G/"})[0]
		handlers := map[string]JobHandler{"test": func(ctx context.Context, r *Run) error { return r.Finish(effect(a, r)) }}
		slow, quick := newRunner(a, 1, handlers), newRunner(a, 1, handlers)
		stale, err := slow.claim(t.Context()) // and then this process stands still
		if err != nil || stale == nil {
			t.Fatal(stale, err)
		}
		clock.advance(59 * time.Second)
		quick.beat(t.Context())
		if got := findJob(t, a, id); got.State != store.JobRunning || got.Worker != slow.name {
			t.Fatalf("taken before its lease ran out: %+v", got)
		}
		clock.advance(30 * time.Second)
		quick.beat(t.Context())
		if got := findJob(t, a, id); got.State != store.JobReady || !strings.Contains(got.Error, "job-stuck") {
			t.Fatalf("not rescued: %+v", got)
		}
		if err := stale.Finish(effect(a, stale)); !store.JobLost(err) {
			t.Fatalf("a rescued job was finished by its late worker: %v", err)
		}
		clock.advance(jobBackoff)
		again, err := quick.claim(t.Context())
		if err != nil || again == nil || again.Job.Fence != stale.Job.Fence+1 {
			t.Fatalf("%+v %v", again, err)
		}
		for _, late := range []error{stale.Finish(effect(a, stale)), stale.Step(effect(a, stale))} {
			if !store.JobLost(late) {
				t.Fatalf("a late worker wrote: %v", late)
			}
		}
		if len(effects(t, a)) != 0 {
			t.Fatal("the late worker's effect stayed")
		}
		quick.do(again)
		if got := effects(t, a); got[id] != 1 {
			t.Fatalf("effects %v", got)
		}
		if got := findJob(t, a, id); got.State != store.JobDone || got.Error != "" || got.EndedAt == 0 {
			t.Fatalf("%+v", got)
		}
	})
}

func TestPoisonJobDies(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := jobApp(db)
		tries := 0
		r := newRunner(a, 1, map[string]JobHandler{
			"poison": func(context.Context, *Run) error { tries++; panic("a bad day") },
			"wrong": func(context.Context, *Run) error {
				return problem.New(problem.Invalid, "bad-file", lang.Text{Zh: "坏文件", En: "bad file"}, lang.Text{})
			},
			"plain": func(context.Context, *Run) error { return errors.New("no words") },
		})
		ids := enqueue(t, a, NewJob{Kind: "poison", Path: "/G/"}, NewJob{Kind: "wrong", Path: "/G/"}, NewJob{Kind: "plain", Path: "/G/"})
		var waits []time.Duration
		for findJob(t, a, ids[0]).State == store.JobReady {
			due := findJob(t, a, ids[0]).RunAt.Time()
			waits = append(waits, due.Sub(clock.now()))
			if clock.now().Before(due) {
				clock.ms.Store(due.UnixMilli())
			}
			if err := r.Drain(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if tries != JobTries {
			t.Errorf("tried %d times", tries)
		}
		for i, want := range []time.Duration{0, 5, 10, 20, 40, 80, 160, 320, 640, 1280} {
			if waits[i] != want*time.Second {
				t.Errorf("wait %d: %v, want %v s", i, waits[i], int(want))
			}
		}
		if j := findJob(t, a, ids[0]); j.State != store.JobDead || !strings.Contains(j.Error, "a bad day") || !strings.Contains(j.Error, "job-panic") {
			t.Errorf("%+v", j)
		}
		if j := findJob(t, a, ids[1]); j.State != store.JobDead || j.Attempts != 1 || !strings.Contains(j.Error, "坏文件") {
			t.Errorf("an error that stays was tried again: %+v", j)
		}
		if j := findJob(t, a, ids[2]); !strings.Contains(j.Error, "no words") {
			t.Errorf("%+v", j)
		}
	})
}

func TestStopHandsBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		started := make(chan struct{})
		r := NewRunner(a, 2)
		r.handlers, r.kinds = map[string]JobHandler{"long": func(ctx context.Context, r *Run) error {
			close(started)
			<-ctx.Done()
			return r.Finish(effect(a, r))
		}}, []string{"long"}
		ctx, stop := context.WithCancel(t.Context())
		beats, ended := make(chan time.Time), make(chan struct{})
		go func() { defer close(ended); r.Run(ctx, beats) }()
		id := enqueue(t, a, NewJob{Kind: "long", Path: "/G/"})[0] // the commit wakes the runner, no beat is needed
		<-started
		stop()
		for running := true; running; {
			select {
			case beats <- time.Time{}:
			case <-ended:
				running = false
			}
		}
		if j := findJob(t, a, id); j.State != store.JobReady || j.Attempts != 0 || j.Fence != 1 {
			t.Fatalf("%+v", j)
		}
		if len(effects(t, a)) != 0 {
			t.Fatal("a job that was stopped had an effect")
		}
	})
}

func TestLanesTakeTurns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := jobApp(db)
		for range 50 {
			enqueue(t, a, NewJob{Kind: "test", Path: "/BIG/SUB/"})
		}
		clock.advance(time.Second)
		enqueue(t, a, NewJob{Kind: "test", Path: "/SMALL/"}, NewJob{Kind: "test", Path: "/"})
		handlers := map[string]JobHandler{"test": func(context.Context, *Run) error { return nil }}
		r := newRunner(a, 3, handlers)
		var order []string
		for range 3 {
			run, err := r.claim(t.Context())
			if err != nil || run == nil {
				t.Fatal(run, err)
			}
			order = append(order, store.Lane(run.Job.Path))
		}
		if got := strings.Join(order, " "); got != "/ /BIG/ /SMALL/" {
			t.Errorf("three turns went to %s", got)
		}
		one := newRunner(a, 3, handlers)
		for i := range 3 {
			run, err := one.claim(t.Context())
			if err != nil || (run != nil) != (i < 2) {
				t.Errorf("claim %d: %v, %v: one group may not take every place", i, run, err)
			}
		}
	})
}

func TestOneOfAKey(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := jobApp(db)
		r := newRunner(a, 3, map[string]JobHandler{"test": func(context.Context, *Run) error { return nil }})
		first := enqueue(t, a, NewJob{Kind: "test", Path: "/G/", Key: "k"}, NewJob{Kind: "test", Path: "/G/", Key: "k"})
		if first[0] == "" || first[1] != "" {
			t.Fatalf("two wait for one key: %q", first)
		}
		run, err := r.claim(t.Context())
		if err != nil || run == nil {
			t.Fatal(run, err)
		}
		second := enqueue(t, a, NewJob{Kind: "test", Path: "/G/", Key: "k"})
		if second[0] == "" {
			t.Fatal("what changed while a job ran waits for nobody")
		}
		if other, err := r.claim(t.Context()); other != nil || err != nil {
			t.Fatalf("two of a key at once: %v %v", other, err)
		}
		clock.advance(2 * jobLease)
		if err := newRunner(a, 1, nil).rescue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if j := findJob(t, a, first[0]); j.State != store.JobCancelled {
			t.Fatalf("its work waits already, so the stuck one need not: %+v", j)
		}
		if err := r.Drain(t.Context()); err != nil || findJob(t, a, second[0]).State != store.JobDone {
			t.Fatal(err)
		}
	})
}

func TestProgressAndCancel(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		r := newRunner(a, 1, map[string]JobHandler{"test": func(context.Context, *Run) error { return nil }})
		id := enqueue(t, a, NewJob{Kind: "test", Path: "/G/", Payload: map[string]int{"n": 3}})[0]
		run, err := r.claim(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got struct{ N int }
		if err := run.Payload(&got); err != nil || got.N != 3 {
			t.Fatal(got, err)
		}
		run.Progress(3, 10)
		r.beat(t.Context())
		if j := findJob(t, a, id); j.Done != 3 || j.All != 10 {
			t.Fatalf("%+v", j)
		}
		err = db.Write(t.Context(), store.Root, func(tx *store.Tx) error {
			_, err := tx.CancelJob(id, a.now())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		run.Progress(4, 10)
		r.beat(t.Context())
		if run.ctx.Err() == nil {
			t.Fatal("the worker was not told")
		}
		r.do(run)
		if j := findJob(t, a, id); j.State != store.JobCancelled || j.Done != 3 {
			t.Fatalf("%+v", j)
		}
	})
}
