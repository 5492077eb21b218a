// Package screening finds unfair terms in Chinese contracts (clause 3 of the notice) and conditions in tenders
// that shut small firms out (clause 19). It reads structure, not keywords: text is normalised, cut into sentences,
// each sentence becomes a short string of tags (who, pays, receives, condition, negation, amount …), and
// patterns over the tags decide. Everything is linear in the length of the text, deterministic and offline.
package screening

import (
	"slices"
	"sort"

	"shukun/civil"
	"shukun/lang"
)

// Kind is what a text is screened as.
type Kind uint8

// The kinds of text.
const (
	Contract Kind = iota
	Tender
)

// String gives "contract" or "tender".
func (k Kind) String() string {
	if k == Tender {
		return "tender"
	}
	return "contract"
}

// Document is a text to screen. A form feed in Text begins a new page, a line feed a new line.
type Document struct {
	Text string
}

// Buyer is what is known of the party that pays, on the signing day.
type Buyer uint8

// The kinds of buyer the law tells apart.
const (
	BuyerUnknown     Buyer = iota
	BuyerLarge             // a large enterprise
	BuyerInstitution       // an organ or public institution
	BuyerOther             // medium, small, micro: outside the Payment Regulation
)

// Options are facts about the parties that change which law applies.
type Options struct {
	Buyer      Buyer
	Individual bool // the supplier is an individual business (个体工商户)
}

// Band says how sure a hit is.
type Band uint8

// The bands of confidence.
const (
	Low Band = iota + 1
	Medium
	High
)

// String gives "low", "medium" or "high".
func (b Band) String() string { return [...]string{"", "low", "medium", "high"}[min(b, High)] }

// Text gives the band in words.
func (b Band) Text() lang.Text {
	return [...]lang.Text{{}, {Zh: "低", En: "low"}, {Zh: "中", En: "medium"}, {Zh: "高", En: "high"}}[min(b, High)]
}

// Hit is one sentence that holds an unfair term or a restrictive condition.
type Hit struct {
	Rule       string    // "03.back-to-back" … "19.restrictive-condition"
	Family     string    // of 19.restrictive-condition: "finance", "region" …
	Start, End int       // the sentence, in characters (runes) of Document.Text; End is past the last
	Focus      [2]int    // the decisive words within it, in the same measure
	Page       int       // from 1, counted by form feeds
	Paragraph  int       // from 1, counted by lines that are not blank
	Sentence   string    // the sentence with breaks and spaces taken out
	Reason     lang.Text // why, with the law of the day
	Basis      []string  // "instrument:article", in force on the day
	Confidence Band
	Rewrite    lang.Text // a compliant wording in Chinese and its gloss in English
}

// Screen finds the unfair terms of a contract or the restrictive conditions of a tender, in the order of the text.
// The day is the day of signing or publication; no day means the law as last known.
func Screen(doc Document, as Kind, day civil.Date, opts Options) []Hit {
	s := borrow(as)
	found := s.run(doc.Text)
	defer s.giveBack()
	hits := make([]Hit, 0, len(found))
	type ruling struct {
		basis  []string
		reason lang.Text
	}
	told := map[string]ruling{}
	for _, f := range found {
		h := f.hit
		key := lawKey(h.Rule, h.Family)
		r, ok := told[key]
		if !ok {
			r.basis, r.reason = lawOf(h.Rule, h.Family, day, opts)
			told[key] = r
		}
		h.Basis, h.Reason = slices.Clone(r.basis), r.reason
		h.Rewrite = rewriteOf(h.Rule, h.Family)
		hits = append(hits, h)
	}
	sort.SliceStable(hits, func(i, j int) bool {
		if hits[i].Start != hits[j].Start {
			return hits[i].Start < hits[j].Start
		}
		if hits[i].Rule != hits[j].Rule {
			return hits[i].Rule < hits[j].Rule
		}
		return hits[i].Family < hits[j].Family
	})
	return hits
}
