package policy

import (
	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/pages"
)

// Question is what is asked of the rules: on which day, in which language, with which liberties.
type Question struct {
	AsOf      civil.Date
	Lang      lang.Lang
	AssumeSME bool // take a party of unknown size as a covered SME
	Trace     bool // record every step
}

// Run is one worker's pass over a book: it collects findings. It is used by one goroutine.
type Run struct {
	Question
	Book    *ledger.Book
	Latest  any // what is known of the row looked at last, kept for the next rule by who works it out
	wanted  func(*Rule) bool
	blocks  [][]Finding // found so far; all but the last are full
	room    *room
	text    pages.Texts
	steps   []Step
	covers  []Cover // of the counterparties by their size as known today, plus one; nil: none asked yet
	tallies []Tally // of the units, for the walk at hand; nil: not added up beforehand
	walk    int32
	row     int32
}

// blockRows is how many findings are kept together. One list that grows would be copied over and over.
const blockRows = 512

// room is the memory that the runs of one evaluation share.
type room struct {
	findings pages.Slabs[Finding]
	texts    *pages.Slabs[byte]
}

// NewRun makes a run that keeps the findings of the rules that wanted accepts.
func NewRun(q Question, b *ledger.Book, wanted func(*Rule) bool) *Run {
	return NewRuns(1, q, b, wanted)[0]
}

// NewRuns makes the runs of several workers.
func NewRuns(workers int, q Question, b *ledger.Book, wanted func(*Rule) bool) []*Run {
	room, runs := &room{texts: b.Room()}, make([]*Run, workers)
	for i := range runs {
		runs[i] = &Run{Question: q, Book: b, wanted: wanted, room: room, text: pages.Texts{Slabs: room.texts}}
	}
	return runs
}

// Findings gives what was found.
func (r *Run) Findings() []*Finding {
	all := make([]*Finding, 0, r.Found())
	for _, b := range r.blocks {
		for i := range b {
			all = append(all, &b[i])
		}
	}
	return all
}

// Blocks gives what was found, as it is kept.
func (r *Run) Blocks() [][]Finding { return r.blocks }

// Found gives how many findings there are.
func (r *Run) Found() int {
	if n := len(r.blocks); n > 0 {
		return (n-1)*blockRows + len(r.blocks[n-1])
	}
	return 0
}

// last gives the latest finding, nil if there is none.
func (r *Run) last() *Finding {
	n := len(r.blocks)
	if n == 0 {
		return nil
	}
	return &r.blocks[n-1][len(r.blocks[n-1])-1]
}

// add makes room for a finding.
func (r *Run) add() *Finding {
	if r.Found()%blockRows == 0 {
		r.blocks = append(r.blocks, r.room.findings.Take(blockRows)[:0])
	}
	b := &r.blocks[len(r.blocks)-1]
	*b = (*b)[:len(*b)+1]
	return &(*b)[len(*b)-1]
}

// Begin starts row i of a walk: the steps of the last one are forgotten.
func (r *Run) Begin(walk, i int) {
	r.walk, r.row = int32(walk), int32(i)
	if r.Trace {
		r.steps = nil
	}
}

// Tallied hands the run what was added up of each unit for the walk that comes next; nil: nothing.
func (r *Run) Tallied(units []Tally) { r.tallies = units }

// Tally gives what is added up of unit i, begun by begin: beforehand for all units, or now for this one.
func (r *Run) Tally(i int, begin func(r *Run, i int) Tally) Tally {
	if r.tallies != nil {
		return r.tallies[i]
	}
	t := begin(r, i)
	if t != nil {
		r.Book.PayablesOf(r.Book.Enterprises[i].Code, func(at int, p *ledger.Payable) { t.Add(r, at, p) })
	}
	return t
}

// Wants reports whether findings of the rule are kept. Rules need not ask; asking saves work.
func (r *Run) Wants(rule *Rule) bool { return r.wanted == nil || r.wanted(rule) }

// Step records a step of the explanation, if one is wanted.
func (r *Run) Step(what *Sentence, value Arg, basis string) {
	if !r.Trace {
		return
	}
	r.steps = append(r.steps, Step{Step: string(what.Append(nil, r.Lang, nil)), Value: string(value.Append(nil, r.Lang)), Basis: basis})
}

// Emit keeps a finding, with its reason put in words.
func (r *Run) Emit(f Finding, reason *Sentence, args ...Arg) { r.emit(&f, reason, args) }

func (r *Run) emit(found *Finding, reason *Sentence, args []Arg) {
	if !r.Wants(found.Rule) {
		return
	}
	f := r.add()
	*f = *found
	if f.Outcome == 0 {
		f.Outcome = f.Rule.Outcome
	}
	f.Reason, f.plain = r.say(reason, args), reason.plain(r.Lang, args)
	if f.Basis == nil {
		f.Basis = f.Rule.Basis
	}
	if r.Trace {
		f.Trace = append([]Step(nil), r.steps...)
	}
	f.walk, f.row = r.walk, r.row
}

// Forget drops the steps of the row's findings since there were so many, so that its next finding has only its own.
func (r *Run) Forget(since int) {
	if r.Trace && r.Found() > since {
		r.steps = nil
	}
}

// Amend changes the last finding if the rule's findings are kept, to add words to its reason.
func (r *Run) Amend(rule *Rule, more *Sentence, args ...Arg) {
	if f := r.last(); f != nil && f.Rule == rule {
		f.Reason += r.say(more, args)
		f.plain = f.plain && more.plain(r.Lang, args)
	}
}

// say puts a sentence in words in one large buffer: a string for each would cost an allocation.
func (r *Run) say(s *Sentence, args []Arg) string {
	r.text.Need(1024)
	from := len(r.text.Bytes)
	r.text.Bytes = s.Append(r.text.Bytes, r.Lang, args)
	return r.text.From(from)
}

// Cover says how the size of a party bears on a rule.
type Cover uint8

// The answers of CoverOf.
const (
	NotCovered Cover = iota
	Covered
	CoverUnknown
	CoverAssumed // unknown, but taken as covered because the question says so
)

// CoverOf gives whether a party of this standing is a covered SME for this question.
func (r *Run) CoverOf(s *ledger.Standing) Cover {
	covered, known := s.Covered()
	if s.DeclaredOn > r.AsOf {
		covered, known = false, false // declared later: not yet known
	}
	switch {
	case covered:
		return Covered
	case known:
		return NotCovered
	case r.AssumeSME:
		return CoverAssumed
	}
	return CoverUnknown
}

// PayeeCover gives whether the payee of a payable is a covered SME. Payees are few beside payables: each is judged once.
func (r *Run) PayeeCover(p *ledger.Payable) Cover {
	i, size := r.Book.PayeeIndex(p, r.AsOf)
	if i < 0 {
		if size != org.SizeUnknown {
			return r.CoverOf(ledger.StandingOf(size))
		}
		return r.CoverOf(r.Book.PayeeStanding(p, r.AsOf))
	}
	if r.covers == nil {
		if r.Trace { // one row is asked about
			return r.CoverOf(r.Book.PayeeStanding(p, r.AsOf))
		}
		r.covers = make([]Cover, len(r.Book.Counterparties))
	}
	if r.covers[i] == 0 {
		r.covers[i] = 1 + r.CoverOf(r.Book.PayeeStanding(p, r.AsOf))
	}
	return r.covers[i] - 1
}

var assumed = Say("（规模未知，按中小企业处理）", " (size unknown; taken as an SME)")

// EmitFor keeps a finding that stands only if the party is covered: of an uncovered party nothing, of one of unknown
// size Undetermined with what is missing.
func (r *Run) EmitFor(c Cover, s *ledger.Standing, f Finding, reason *Sentence, args ...Arg) {
	switch c {
	case NotCovered:
		return
	case CoverUnknown:
		f.Outcome = Undetermined
		f.Missing = append(append([]string(nil), s.Missing...), f.Missing...)
	}
	r.emit(&f, reason, args)
	switch c {
	case CoverAssumed:
		r.Amend(f.Rule, assumed)
	case CoverUnknown:
		r.Amend(f.Rule, unknownSize)
	}
}

var unknownSize = Say("；对方规模未知，是否属于中小企业无法判定", "; the party's size is unknown, so whether it is a covered SME cannot be told")

// Key joins the parts of a composite key.
func Key(parts ...string) string {
	n := 0
	for _, p := range parts {
		n += len(p) + 1
	}
	b := make([]byte, 0, n)
	for i, p := range parts {
		if i > 0 {
			b = append(b, '+')
		}
		b = append(b, p...)
	}
	return string(b)
}

// Acting reports whether the unit that must act is ours.
func Acting(e *ledger.Enterprise) bool { return e.Ours() }

// Unit gives a unit's code, or none.
func Unit(e *ledger.Enterprise) org.Code {
	if e == nil {
		return org.Code{}
	}
	return e.Code
}
