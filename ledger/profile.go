package ledger

// Profile says how a sheet that speaks otherwise is to be read: its header words, the order of day and month.
type Profile struct {
	Name    string
	Dates   string                       // "ymd" (the contract's own), "mdy" or "dmy"
	Columns map[string]map[string]string // kind → header as the sheet has it → column key
}

func (p *Profile) order() dateOrder {
	if p == nil {
		return yearFirst
	}
	switch p.Dates {
	case "mdy":
		return monthDayYear
	case "dmy":
		return dayMonthYear
	}
	return yearFirst
}

func (p *Profile) aliases(k *Kind) map[string]string { return p.Columns[k.Key] }
