package store

// FindingLots gives all findings of a list, in order, some at a time, read once and in one state of the database; other
// questions can be asked in between. The lot is the caller's until it returns.
func (t *Tx) FindingLots(f FindingFilter, order FindingOrder, lot int, give func([]Finding) error) error {
	query, args := f.query(order, nil, 0)
	var all []Finding
	return t.dialect.lots(t, query, args, lot, func(scan func(...any) error) error {
		var v Finding
		err := scanFinding(scan, &v)
		all = append(all, v)
		return err
	}, func() error {
		if len(all) == 0 {
			return nil
		}
		err := give(all)
		all = all[:0]
		return err
	})
}
