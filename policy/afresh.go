package policy

// Afresh forgets the steps of the row so far, where one row gives several findings and each has an explanation of its own.
func (r *Run) Afresh() {
	if r.Trace {
		r.steps = nil
	}
}
