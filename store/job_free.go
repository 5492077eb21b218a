package store

// FreeJobs lets jobs that stand as running wait again at once: for the only server of a database, just started, whose
// predecessor was killed. What was tried often is left to the rescue of stuck jobs, which gives it up.
func (t *Tx) FreeJobs(now Instant, tries int) (int64, error) {
	return t.exec(`update job set state = case when `+twin+` then 'cancelled' else 'ready' end, ended_at = case when `+twin+` then cast($1 as bigint) else 0 end,
		run_at = $1, lease_until = 0, fence = fence + 1 where state = 'running' and attempts < $2`, now, tries)
}
