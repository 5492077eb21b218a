package serve

import (
	"context"
	"sync"
	"time"

	"shukun/app"
)

// dailyBeat is how often a server looks whether a new business day has come.
const dailyBeat = time.Minute

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
	c := make(chan struct{})
	go func() {
		work.Wait()
		close(c)
	}()
	return c
}
