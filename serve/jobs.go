package serve

import (
	"context"
	"sync"
	"time"

	"shukun/app"
	"shukun/store"
)

// dailyBeat is how often a server looks whether a new business day has come.
const dailyBeat = time.Minute

// signBeat is how often the audit log is signed, if it grew.
const signBeat = 30 * time.Second

// sign signs the audit log as it stands. If it cannot, the server goes on: health and the log's page say so.
func (s *server) sign(ctx context.Context) {
	if _, err := s.app.Notary.Sign(ctx, s.app); err != nil && ctx.Err() == nil {
		s.world.Log.Error("the audit log was not signed", "error", err)
	}
}

// startJobs lets this process work on jobs, and see to the new day, until ctx ends. The channel closes when the last job
// has ended or was handed back.
func (s *server) startJobs(ctx context.Context) (ended <-chan struct{}) {
	var work sync.WaitGroup
	work.Go(func() {
		beats, stop := s.world.Ticks(app.RunnerBeats)
		defer stop()
		s.runner.Run(ctx, beats)
	})
	work.Go(func() {
		beats, stop := s.world.Ticks(dailyBeat)
		defer stop()
		for {
			s.tidy(ctx)
			if _, err := s.app.Daily(ctx); err != nil && ctx.Err() == nil {
				s.world.Log.Error("the new day was not seen to", "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-beats:
			}
		}
	})
	work.Go(func() {
		beats, stop := s.world.Ticks(signBeat)
		defer stop()
		for {
			s.sign(ctx)
			select {
			case <-ctx.Done():
				return
			case <-beats:
			}
		}
	})
	c := make(chan struct{})
	go func() {
		work.Wait()
		close(c)
	}()
	return c
}

// tidy takes away what is left of filings that never took effect. What fails is done at the next beat.
func (s *server) tidy(ctx context.Context) {
	err := s.app.GiveUpFilings(ctx, false)
	if err == nil {
		err = s.app.TidyFilings(ctx)
	}
	if err != nil && ctx.Err() == nil {
		s.world.Log.Error("filings that were cut off were not tidied", "error", err)
	}
}

// freeJobs takes up what a process killed before this one was at. On PostgreSQL another server may be at it still: there
// the leases run out by themselves.
func (s *server) freeJobs(ctx context.Context) error {
	if s.db.Postgres() {
		return nil
	}
	return s.db.Write(ctx, store.Root, func(tx *store.Tx) error {
		n, err := tx.FreeJobs(store.InstantOf(s.world.Now()), app.JobTries)
		if n > 0 {
			s.world.Log.Info("jobs of a killed process are taken up", "jobs", n)
		}
		return err
	})
}
