package serve

import "context"

// startJobs lets this process work on jobs until ctx ends; the channel closes when the last one has ended or was handed
// back.
func (s *server) startJobs(ctx context.Context) (ended <-chan struct{}) {
	c := make(chan struct{})
	close(c)
	return c
}
