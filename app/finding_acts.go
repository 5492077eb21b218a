package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"shukun/civil"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// What people do to findings, as their history names it.
const (
	ActAcknowledge = "acknowledge"
	ActPromise     = "promise"
	ActComment     = "comment"
	ActPropose     = "propose-exception"
	ActApprove     = "approve-exception"
	ActRefuse      = "refuse-exception"
)

// Evidence is a file that goes with a comment.
type Evidence struct {
	Name    string
	Content []byte
}

// evidenceMost is the largest file taken as evidence.
const evidenceMost = 10 << 20

var (
	errFindingOver = problem.New(problem.Conflict, "finding-over", lang.Text{Zh: "这条记录已消除或已批准例外，不能再办理", En: "this finding is cleared or excepted already; nothing more can be done to it"},
		lang.Text{Zh: "刷新后查看最新状态", En: "Load the page again to see how it stands"})
	errNoteMissing   = problem.New(problem.Invalid, "note-missing", lang.Text{Zh: "说明还是空的", En: "the words are missing"}, lang.Text{Zh: "写明情况和理由", En: "Say what happened and why"})
	errNoteLong      = problem.New(problem.Invalid, "note-long", lang.Text{Zh: "说明超过 1000 字", En: "this is longer than 1,000 characters"}, lang.Text{Zh: "缩短后再提交", En: "Shorten it and send it again"})
	errPromiseDay    = problem.New(problem.Invalid, "promise-day", lang.Text{Zh: "承诺日期要在业务日当天或以后，且在两年之内", En: "the promised day must be the business day or later, within two years"}, lang.Text{Zh: "重新选择日期", En: "Choose another day"})
	errProposed      = problem.New(problem.Conflict, "already-proposed", lang.Text{Zh: "已有人提出例外，等待审批", En: "an exception is proposed already and waits for a decision"}, lang.Text{Zh: "刷新后查看", En: "Load the page again to see it"})
	errNotProposed   = problem.New(problem.Conflict, "not-proposed", lang.Text{Zh: "没有待审批的例外", En: "no exception waits for a decision"}, lang.Text{Zh: "刷新后查看最新状态", En: "Load the page again to see how it stands"})
	errOwnProposal   = problem.New(problem.Forbidden, "own-proposal", lang.Text{Zh: "提出例外的人不能自己审批", En: "who proposed an exception may not decide it"}, lang.Text{Zh: "由另一位审批人办理", En: "Let another approver decide"})
	errEvidenceSize  = problem.New(problem.Invalid, "evidence-size", lang.Text{Zh: "文件超过 10 MB", En: "the file is larger than 10 MB"}, lang.Text{Zh: "压缩或拆分后再上传", En: "Make it smaller or split it"})
	errEvidenceMedia = problem.New(problem.Invalid, "evidence-kind", lang.Text{Zh: "文件内容不是 PDF、JPG 或 PNG", En: "the content of the file is neither PDF nor JPG nor PNG"}, lang.Text{Zh: "换成这三种格式之一", En: "Use one of these three"})
)

// Acknowledge says that the unit knows of the finding.
func (a *App) Acknowledge(ctx context.Context, who *Actor, id, note string) error {
	return a.answer(ctx, who, AnswerFinding, id, func(tx *store.Tx, f *Finding, ev *store.FindingEvent) error {
		if f.State == store.FindingOpen {
			f.State = store.FindingAcknowledged
		}
		ev.Act, ev.Note = ActAcknowledge, note
		return checkNote(note, false)
	})
}

// Promise says by which day the unit will have put it right.
func (a *App) Promise(ctx context.Context, who *Actor, id string, day civil.Date, note string) error {
	return a.answer(ctx, who, AnswerFinding, id, func(tx *store.Tx, f *Finding, ev *store.FindingEvent) error {
		if day < a.Day() || day > a.Day().AddDays(730) {
			return errPromiseDay.At(problem.Place{Column: "promise"})
		}
		f.State, f.Promise = store.FindingRectifying, day
		ev.Act, ev.Note = ActPromise, strings.TrimSpace(day.String()+" "+note)
		return checkNote(note, false)
	})
}

// Comment adds words, and a file that proves them, to the finding's history.
func (a *App) Comment(ctx context.Context, who *Actor, id, note string, file *Evidence) error {
	return a.answer(ctx, who, AnswerFinding, id, func(tx *store.Tx, f *Finding, ev *store.FindingEvent) error {
		ev.Act, ev.Note = ActComment, note
		if err := checkNote(note, true); err != nil || file == nil {
			return err
		}
		media, err := evidenceMedia(file.Content)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(file.Content)
		ev.Evidence = hex.EncodeToString(sum[:])
		return tx.SaveBlob(store.Blob{Hash: ev.Evidence, Media: media, Content: file.Content, MadeAt: a.now()})
	})
}

// evidenceMedia tells what a file is by its first bytes, whatever its name.
func evidenceMedia(b []byte) (string, error) {
	switch {
	case len(b) > evidenceMost:
		return "", errEvidenceSize.At(problem.Place{Column: "evidence"})
	case bytes.HasPrefix(b, []byte("%PDF-")):
		return "application/pdf", nil
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "image/jpeg", nil
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png", nil
	}
	return "", errEvidenceMedia.At(problem.Place{Column: "evidence"})
}

// ProposeException asks to leave the finding as it is, for a reason; somebody else decides.
func (a *App) ProposeException(ctx context.Context, who *Actor, id, reason string) error {
	return a.answer(ctx, who, AnswerFinding, id, func(tx *store.Tx, f *Finding, ev *store.FindingEvent) error {
		ev.Act, ev.Note = ActPropose, reason
		events, err := tx.FindingEvents(id)
		if err != nil {
			return err
		}
		if proposal(events) != nil {
			return errProposed
		}
		return checkNote(reason, true)
	})
}

// DecideException approves or refuses an exception that another person proposed.
func (a *App) DecideException(ctx context.Context, who *Actor, id string, approve bool, note string) error {
	if err := StepUp(who); err != nil {
		return err
	}
	return a.answer(ctx, who, DecideException, id, func(tx *store.Tx, f *Finding, ev *store.FindingEvent) error {
		events, err := tx.FindingEvents(id)
		if err != nil {
			return err
		}
		p := proposal(events)
		switch {
		case p == nil:
			return errNotProposed
		case p.Person == who.Person:
			return errOwnProposal
		}
		ev.Act, ev.Note = ActRefuse, note
		if approve {
			ev.Act, f.State = ActApprove, store.FindingExcepted
		}
		return checkNote(note, true)
	})
}

func checkNote(note string, needed bool) error {
	switch {
	case needed && note == "":
		return errNoteMissing.At(problem.Place{Column: "note"})
	case utf8.RuneCountInString(note) > 1000:
		return errNoteLong.At(problem.Place{Column: "note"})
	}
	return nil
}

// answer runs one act on a live finding: fn changes its life and says what happened; what it was before is kept.
func (a *App) answer(ctx context.Context, who *Actor, verb Verb, id string, fn func(tx *store.Tx, f *Finding, ev *store.FindingEvent) error) error {
	was, err := a.seen(ctx, who, id)
	if err != nil {
		return err
	}
	day := a.Day()
	return a.act(ctx, who, verb, Object{Path: was.Path, Ref: "finding:" + id}, func(tx *store.Tx, e *Event) error {
		f, found, err := tx.LockFinding(id)
		switch {
		case err != nil:
			return err
		case !found || f.Path != was.Path:
			return errNoFinding
		case !store.Live(f.State):
			return errFindingOver
		}
		before := f
		ev := store.FindingEvent{ID: a.newID(), Finding: id, At: a.now(), Day: day, Person: who.Person}
		if err := fn(tx, &f, &ev); err != nil {
			return err
		}
		ev.State = f.State
		if f.State != before.State || f.Promise != before.Promise {
			if err := a.moveOn(tx, before, f, who.Person, day); err != nil {
				return err
			}
		}
		e.Action = "finding." + ev.Act
		e.Detail("rule", f.Rule)
		e.Detail("state", f.State)
		if ev.Evidence != "" {
			e.Detail("evidence", ev.Evidence)
		}
		return tx.AddFindingEvents([]store.FindingEvent{ev})
	})
}

// moveOn writes a new state, keeps the old one for the days before, and counts anew if the finding is no longer live.
func (a *App) moveOn(tx *store.Tx, was, f Finding, person string, day civil.Date) error {
	if was.From < day {
		if err := tx.AddPast([]store.PastFinding{was.Until(day)}); err != nil {
			return err
		}
		f.From = day
	}
	if f.State != was.State {
		f.StateDay, f.StateBy = day, person
	}
	if err := tx.SetFindings([]Finding{f}); err != nil {
		return err
	}
	if store.Live(f.State) == store.Live(was.State) {
		return nil
	}
	return tx.UpdateRollup(f.Enterprise, f.Path, day)
}

// EvidenceOf gives a file of a finding's history.
func (a *App) EvidenceOf(ctx context.Context, who *Actor, id, hash string) (media string, content []byte, err error) {
	f, err := a.seen(ctx, who, id)
	if err != nil {
		return "", nil, err
	}
	err = a.look(ctx, who, SeeFindings, Object{Path: f.Path}, func(tx *store.Tx) error {
		events, err := tx.FindingEvents(id)
		if err != nil {
			return err
		}
		for _, ev := range events {
			if hash != "" && ev.Evidence == hash {
				b, found, err := tx.Blob(hash)
				if found {
					media, content = b.Media, b.Content
				}
				return err
			}
		}
		return errNoFinding
	})
	return media, content, err
}
