package screen

import (
	"encoding/json"
	"io"

	"shukun/lang"
	"shukun/screening"
)

type hit = screening.Hit

type jsonWriter struct {
	encoder *json.Encoder
	style   Style
}

func newJSONL(w io.Writer, s Style) *jsonWriter {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return &jsonWriter{e, s}
}

type hitJSON struct {
	File       string   `json:"file"`
	As         string   `json:"as"`
	Guessed    bool     `json:"guessed,omitempty"`
	LawOf      string   `json:"law_of"`
	Rule       string   `json:"rule"`
	Family     string   `json:"family,omitempty"`
	Span       spanJSON `json:"span"`
	Confidence string   `json:"confidence"`
	Reason     string   `json:"reason"`
	Basis      []string `json:"basis,omitempty"`
}

type spanJSON struct {
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Page      int    `json:"page,omitempty"`
	Paragraph int    `json:"paragraph"`
	Sentence  string `json:"sentence"`
	Rewrite   string `json:"rewrite"`
}

type problemJSON struct {
	File    string `json:"file"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Write writes one object a line for every hit, and one for a file that was not read, or not all of it.
func (j *jsonWriter) Write(d *Document) error {
	if p := d.Problem; p != nil {
		if err := j.encoder.Encode(problemJSON{d.Name, p.Code, p.Message(j.style.Lang)}); err != nil {
			return err
		}
	}
	for i := range d.Hits {
		h := &d.Hits[i]
		o := hitJSON{File: d.Name, As: d.As.String(), Guessed: d.Guessed, LawOf: d.Day.String(), Rule: h.Rule, Family: h.Family,
			Span:       spanJSON{Start: h.Start, End: h.End, Paragraph: h.Paragraph, Sentence: h.Sentence, Rewrite: j.rewrite(h)},
			Confidence: h.Confidence.String(), Reason: h.Reason.In(j.style.Lang), Basis: h.Basis}
		if d.Paged {
			o.Span.Page = h.Page
		}
		if err := j.encoder.Encode(o); err != nil {
			return err
		}
	}
	return nil
}

func (j *jsonWriter) rewrite(h *hit) string {
	if j.style.Lang == lang.En {
		return h.Rewrite.En
	}
	return h.Rewrite.Zh
}

// Close writes nothing: every line stands for itself.
func (j *jsonWriter) Close(Totals) error { return nil }
