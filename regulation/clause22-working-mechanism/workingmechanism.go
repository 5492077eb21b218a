// Package workingmechanism is clause 22: a working mechanism, and complaints that are taken, forwarded and answered in time.
package workingmechanism

import (
	"strconv"

	"shukun/civil"
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/programme"
)

var (
	complaints  = ledger.FindKind("complaints")
	initiatives = ledger.FindKind("initiatives")
)

func late(id string, title, formula lang.Text) *policy.Rule {
	return &policy.Rule{ID: id, Clause: 22, Outcome: policy.Violation, Ledger: complaints, Title: title, Formula: formula, Basis: []string{"notice:22"}}
}

var (
	reviewLate = late("22.review-late", lang.Text{Zh: "审查超期", En: "review late"},
		lang.Text{Zh: "收到投诉后10个工作日内未受理（未办结）", En: "not accepted (nor closed) within 10 working days of receipt"})
	forwardLate = late("22.forward-late", lang.Text{Zh: "转办超期", En: "forwarding late"},
		lang.Text{Zh: "受理后10个工作日内未转办", En: "not forwarded within 10 working days of acceptance"})
	replyLate = late("22.reply-late", lang.Text{Zh: "答复超期", En: "answer late"},
		lang.Text{Zh: "处理单位收到材料后30日内（批准延期的共90日内）未答复，末日遇休息日顺延", En: "not answered within 30 days (90 in all if extended) of the handler's receipt; a last day that is a rest day moves on"})
	mechanismMissing = &policy.Rule{ID: "22.mechanism-missing", Clause: 22, Outcome: policy.Obligation, Ledger: initiatives,
		Title:   lang.Text{Zh: "工作机制未建立", En: "no working mechanism"},
		Formula: lang.Text{Zh: "最上级企业当年没有一项登记为第22条的举措", En: "a topmost enterprise has no initiative of clause 22 in the year"},
		Basis:   []string{"notice:22", "reading:mechanism-yearly", "reading:top-level-only"}}
)

var (
	sayReview    = policy.Say("{0}收到投诉，应于{1}前作出受理决定，已超过{2}天", "received on {0}; a decision on acceptance was due by {1}, {2} days have passed")
	sayForward   = policy.Say("{0}受理，应于{1}前转办，已超过{2}天", "accepted on {0}; to be forwarded by {1}, {2} days have passed")
	sayReply     = policy.Say("处理单位{0}收到材料，应于{1}前答复，已超过{2}天", "the handler has had the file since {0}; an answer was due by {1}, {2} days have passed")
	sayMechanism = policy.Say("{0}年没有登记工作方案、内部考核、服务月等任何一项工作机制举措", "no initiative of the working mechanism (plan, internal assessment, service month) is filed for {0}")
	sayRolling   = policy.Say("（该年放假安排尚未公布，期限暂定）", " (that year's holiday list is not out yet; the deadline is provisional)")
	stepFrom     = policy.Say("起算日", "runs from")
	stepDays     = policy.Say("期限（天）", "days allowed")
	stepDeadline = policy.Say("截止日", "deadline")
	stepDone     = policy.Say("办理日", "done on")
	stepYear     = policy.Say("年度", "year")
)

// rules holds the clause with its clocks.
type rules struct {
	basics                            *policy.Basics
	review, forward, answer, extended policy.Series[int]
}

// New makes the clause from its parameters.
func New(ps *policy.Parameters, basics *policy.Basics) policy.Clause {
	c := &rules{basics: basics, review: ps.Integer("review_working_days"), forward: ps.Integer("forward_working_days"),
		answer: ps.Integer("answer_days"), extended: ps.Integer("extended_answer_days")}
	clocks := []*policy.Rule{reviewLate, forwardLate, replyLate}
	return policy.Clause{Number: 22, Rules: append(clocks[:3:3], mechanismMissing), Walks: []policy.Walk{
		{Ledger: complaints, Rules: clocks, Row: c.complaint, Rows: func(b *ledger.Book) int { return len(b.Complaints) }},
		{Ledger: initiatives, Rules: []*policy.Rule{mechanismMissing}, Row: unit, Rows: func(b *ledger.Book) int { return len(b.Enterprises) }},
	}}
}

// complaint judges the three clocks of a complaint.
func (c *rules) complaint(r *policy.Run, i int) {
	b := r.Book
	x := &b.Complaints[i]
	if x.ReceivedOn > r.AsOf || !b.Enterprise(x.Respondent).Ours() {
		return
	}
	c.clock(r, x, reviewLate, sayReview, &c.review, x.ReceivedOn, civil.Earlier(x.AcceptedOn, x.ClosedOn), true)
	c.clock(r, x, forwardLate, sayForward, &c.forward, x.AcceptedOn, civil.Earlier(x.ForwardedOn, x.ClosedOn), true)
	days := &c.answer
	if x.Extended == ledger.Yes {
		days = &c.extended
	}
	c.clock(r, x, replyLate, sayReply, days, x.FileReceivedOn, civil.Earlier(x.RepliedOn, x.ClosedOn), false)
}

// clock judges one clock: from a day, so many days, stopped by what was done.
func (c *rules) clock(r *policy.Run, x *ledger.Complaint, rule *policy.Rule, say *policy.Sentence, allowed *policy.Series[int], from, done civil.Date, working bool) {
	n, ok := allowed.At(from)
	if from == 0 || from > r.AsOf || !ok {
		return
	}
	deadline, provisional := c.deadline(from, n, working)
	f := policy.Finding{Rule: rule, Enterprise: x.Respondent, Beneficiary: x.Complainant, Key: x.No, Source: x.Source, DueOn: deadline,
		NextChange: r.AsOf.AddDays(1), Basis: []string{"notice:22", allowed.Basis(from), "reading:complaint-clocks-before-802"}}
	end := r.AsOf
	if done != 0 && done <= r.AsOf {
		end, f.NextChange = done, 0
	}
	if end <= deadline {
		return
	}
	f.Days = int32(end - deadline)
	r.Step(stepFrom, policy.Day(from), allowed.Basis(from))
	r.Step(stepDays, policy.Int(n), allowed.Basis(from))
	r.Step(stepDeadline, policy.Day(deadline), "reading:complaint-answer-days-rolled")
	if done != 0 && done <= r.AsOf {
		r.Step(stepDone, policy.Day(done), "notice:22")
	}
	r.Emit(f, say, policy.Day(from), policy.Day(deadline), policy.Int(f.Days))
	if provisional {
		r.Amend(rule, sayRolling)
	}
}

func (c *rules) deadline(from civil.Date, n int, working bool) (d civil.Date, provisional bool) {
	if !working {
		return c.basics.Deadline(from.AddDays(n))
	}
	d, known := c.basics.Calendar.AddWorkingDays(from, n)
	return d, !known
}

// unit asks a topmost enterprise for its working mechanism of the year.
func unit(r *policy.Run, i int) {
	b := r.Book
	e := &b.Enterprises[i]
	y := r.AsOf.Year()
	first, last := civil.MustOf(y, 1, 1), civil.MustOf(y, 12, 31)
	if !programme.Topmost(b, e) || mechanism(b, e, first, last) {
		return
	}
	r.Step(stepYear, policy.Int(y), "reading:mechanism-yearly")
	r.Emit(policy.Finding{Rule: mechanismMissing, Enterprise: e.Code, Key: e.Code.String(), Source: e.Source, NextChange: last.AddDays(1)},
		sayMechanism, policy.Str(strconv.Itoa(y)))
}

// mechanism: any initiative of clause 22 that touches the year, whatever became of it but a stopped one.
func mechanism(b *ledger.Book, top *ledger.Enterprise, first, last civil.Date) bool {
	for i := range b.Initiatives {
		in := &b.Initiatives[i]
		if in.Clause.V == 22 && in.Status != ledger.Stopped && in.StartsOn <= last && (in.EndsOn == 0 || in.EndsOn >= first) && b.Top(b.Enterprise(in.Enterprise)) == top {
			return true
		}
	}
	return false
}
