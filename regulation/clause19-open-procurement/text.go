package openprocurement

import (
	"cmp"
	"slices"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
	"shukun/screening"
)

var restrictive = &policy.Rule{ID: "19.restrictive-condition", Clause: 19, Outcome: policy.Violation, Ledger: tenders,
	Title:   lang.Text{Zh: "排斥中小企业的采购条件", En: "condition that shuts SMEs out"},
	Formula: lang.Text{Zh: "公告正文或者公告文件中，以规模财务、所有制、地域、品牌、荣誉、业绩、人员、年限、保证金形式、到场原件、评分标准或者认证排斥、限制中小企业；依据按发布日，非依法必须招标的参照", En: "the tender's text or file shuts SMEs out by size or finance, ownership, place, brand, honours, record, staff, age, form of deposit, presence or originals, scoring or certificates; the law is that of the day of publication, by analogy where no tender is required"},
	Basis:   []string{"notice:19", "reading:tender-lists-by-analogy"}}

// reads reports whether the rule reads the words of a tender: its buyer is ours and it is out by the as-of day.
func reads(r *policy.Run, t *ledger.Tender) bool {
	return t.PublishedOn <= r.AsOf && r.Book.Enterprise(t.Buyer).Ours()
}

// ReadsText reports whether the rule reads the text file of tender i.
func ReadsText(r *policy.Run, i int) bool {
	t := &r.Book.Tenders[i]
	return t.TextFile != "" && reads(r, t)
}

// hit is a hit and the text it is in.
type hit struct {
	screening.Hit
	in     ledger.Text
	column bool // in the column text; else in the file
}

// text screens the words of a tender: those in the ledger and those of its file. A sentence that is in both is told once.
func text(r *policy.Run, i int) {
	t := &r.Book.Tenders[i]
	if t.Text == "" && t.TextFile == "" || !reads(r, t) {
		return
	}
	var hits []hit
	if in, known := r.Book.TenderText(i); known {
		hits = appendHits(hits, in, t, false)
	}
	if t.Text != "" {
		hits = appendHits(hits, ledger.Text{Body: t.Text}, t, true)
	}
	slices.SortStableFunc(hits, func(x, y hit) int { return cmp.Compare(x.Start, y.Start) })
	for i := range hits {
		emit(r, t, &hits[i])
	}
}

func appendHits(hits []hit, in ledger.Text, t *ledger.Tender, column bool) []hit {
	for _, h := range screening.Screen(screening.Document{Text: in.Body}, screening.Tender, t.PublishedOn, screening.Options{}) {
		same := func(o hit) bool { return o.column != column && o.Family == h.Family && o.Sentence == h.Sentence }
		if h.Rule == restrictive.ID && !slices.ContainsFunc(hits, same) {
			hits = append(hits, hit{h, in, column})
		}
	}
	return hits
}

func emit(r *policy.Run, t *ledger.Tender, h *hit) {
	f := policy.Finding{Rule: restrictive, Enterprise: t.Buyer, Key: t.No, Source: t.Source}
	f.Basis = append(slices.Clone(h.Basis), "reading:tender-lists-by-analogy")
	if len(h.Basis) == 0 {
		f.Outcome = policy.Notice
	}
	f.Span = &policy.Span{Start: h.Start, End: h.End, Paragraph: h.Paragraph, Sentence: h.Sentence, Rewrite: h.Rewrite.In(r.Lang)}
	if h.in.Paged {
		f.Span.Page = h.Page
	}
	r.Afresh()
	r.Step(stepPublished, policy.Day(t.PublishedOn), "notice:19")
	r.Step(stepSentence, policy.Str(h.Sentence), "notice:19")
	if r.Trace {
		r.Step(stepFocus, policy.Str(string([]rune(h.in.Body)[h.Focus[0]:h.Focus[1]])), "notice:19")
	}
	r.Step(stepSure, policy.Words(h.Confidence.Text()), "notice:19")
	for _, b := range h.Basis {
		r.Step(stepLaw, policy.Day(t.PublishedOn), b)
	}
	why := lang.Text{Zh: strings.TrimSuffix(h.Reason.Zh, "。"), En: strings.TrimSuffix(h.Reason.En, ".")}
	where := whereFile
	if h.column {
		where = whereColumn
	}
	r.Emit(f, sayCondition, policy.Words(where), policy.Words(h.Place(h.in.Paged)), policy.Str(short(h.Sentence)), policy.Words(why))
}

// short keeps a reason readable; the whole sentence is in the span.
func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "……"
	}
	return s
}

var (
	whereFile     = lang.Text{Zh: "公告文件", En: "tender file, "}
	whereColumn   = lang.Text{Zh: "公告正文", En: "tender text, "}
	sayCondition  = policy.Say("{0}{1}“{2}”：{3}", "{0}{1} “{2}”: {3}")
	stepPublished = policy.Say("发布日期", "published on")
	stepSentence  = policy.Say("原文", "sentence")
	stepFocus     = policy.Say("起决定作用的文字", "the decisive words")
	stepSure      = policy.Say("把握", "confidence")
	stepLaw       = policy.Say("发布日有效的规定", "in force on the day of publication")
)
