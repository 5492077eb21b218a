package fairterms

import (
	"slices"

	"shukun/debt"
	"shukun/policy"
)

// receipt judges whether an upstream debt on which payables to SMEs hang was chased in time.
func (c *rules) receipt(r *policy.Run, i int) {
	b := r.Book
	x := &b.UpstreamReceipts[i]
	deadline := x.DueOn.AddDays(c.chaseDays)
	if x.DueOn == 0 || r.AsOf <= deadline || x.ChasedOn != 0 && x.ChasedOn <= r.AsOf {
		return
	}
	on, got := received(x, r.AsOf)
	if got >= x.DueAmount || !b.Enterprise(x.Enterprise).Ours() {
		return
	}
	h := hangingOn(r, i)
	if h.covered+h.assumed+h.unknown == 0 {
		return
	}
	n := h.covered + h.assumed
	f := policy.Finding{Rule: upstreamNotChased, Enterprise: x.Enterprise, Key: x.No, Source: x.Source, Basis: chaseBasis,
		DueOn: deadline, Days: int32(r.AsOf - deadline), NextChange: r.AsOf.AddDays(1)}
	if n == 0 {
		n, f.Outcome, f.Missing = h.unknown, policy.Undetermined, h.missing
	}
	r.Step(stepDue, policy.Day(x.DueOn), "notice:3")
	r.Step(stepUpstream, policy.Yuan(x.DueAmount), "notice:3")
	r.Step(stepReceived, policy.Yuan(got), "notice:3")
	r.Step(stepChase, policy.Day(deadline), "reading:upstream-chase-days")
	r.Step(stepHanging, policy.Int(n), "notice:3")
	if on != 0 && got == 0 {
		f.Outcome, f.Missing = policy.Undetermined, append(append([]string(nil), f.Missing...), missingReceived...)
		r.Emit(f, sayUnclear, policy.Day(x.DueOn), policy.Yuan(x.DueAmount), policy.Day(on), policy.Int(n))
	} else {
		r.Emit(f, sayNotChased, policy.Day(x.DueOn), policy.Yuan(x.DueAmount), policy.Day(r.AsOf), policy.Yuan(got), policy.Int(n), policy.Int(c.chaseDays))
	}
	switch {
	case h.covered > 0:
	case h.assumed > 0:
		r.Amend(upstreamNotChased, sayAssumed)
	default:
		r.Amend(upstreamNotChased, sayUnknown)
	}
}

var chaseBasis = []string{"notice:3", "reading:upstream-chase-days"}

var (
	sayAssumed = policy.Say("（规模未知，按中小企业处理）", " (sizes unknown; taken as SMEs)")
	sayUnknown = policy.Say("；收款方规模未知，是否属于中小企业无法判定", "; the payees' sizes are unknown, so whether they are covered SMEs cannot be told")
)

// hanging counts the unpaid payables that hang on an upstream receipt, by whether their payees are SMEs.
type hanging struct {
	covered, assumed, unknown int
	missing                   []string
}

func hangingOn(r *policy.Run, i int) (h hanging) {
	b := r.Book
	for _, j := range b.HangingOn(i) {
		p := &b.Payables[j]
		standing := b.PayeeStanding(p, r.AsOf)
		cover := r.CoverOf(standing)
		if cover == policy.NotCovered || debt.BalanceOn(b, p, r.AsOf).Open <= 0 {
			continue
		}
		switch cover {
		case policy.Covered:
			h.covered++
		case policy.CoverAssumed:
			h.assumed++
		default:
			h.unknown++
			h.missing = union(h.missing, standing.Missing)
		}
	}
	return h
}

// union adds the columns of more that all lacks, in order of name so that the order of rows does not show.
func union(all, more []string) []string {
	for _, column := range more {
		if i, there := slices.BinarySearch(all, column); !there {
			all = slices.Insert(all, i, column)
		}
	}
	return all
}
