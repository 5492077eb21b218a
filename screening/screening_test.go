package screening

import (
	"slices"
	"strings"
	"testing"

	"shukun/civil"
)

// Every detector has a reason and a rewrite, and no rewrite is caught by the screen as either kind of text.
func TestRewritesPassTheScreen(t *testing.T) {
	for _, book := range []*rulebook{contractBook(), tenderBook()} {
		for _, d := range book.detectors {
			key := lawKey(d.rule, d.family)
			w := rewriteOf(d.rule, d.family)
			if w.Empty() || whatIsWrong[key].Empty() {
				t.Errorf("%s: no rewrite or no reason", key)
			}
			for _, as := range []Kind{Contract, Tender} {
				for _, h := range Screen(Document{Text: w.Zh}, as, 0, Options{}) {
					t.Errorf("the rewrite of %s is caught as %s %s: %s", key, h.Rule, h.Family, h.Sentence)
				}
			}
		}
	}
}

// The same words cite the law of each day.
func TestLawOfTheDay(t *testing.T) {
	doc := Document{Text: "甲方收到业主支付的工程款后十日内向乙方支付。\n最终结算价以审计局审计结果为准。"}
	for _, c := range []struct {
		day        string
		buyer      Buyer
		pay, audit string
	}{
		{"2020-01-01", BuyerLarge, "", ""},
		{"2021-03-01", BuyerLarge, "reg728:6", "reg728:11"},
		{"2022-07-01", BuyerLarge, "notice:3 reg728:6", "notice:3 reg728:11"},
		{"2024-09-01", BuyerLarge, "notice:3 reg728:6 spc2024:1", "notice:3 reg728:11"},
		{"2025-07-01", BuyerLarge, "notice:3 spc2024:1 reg802:9", "notice:3 reg802:12"},
		{"2025-07-01", BuyerInstitution, "notice:3 reg802:7", "notice:3 reg802:12"},
		{"2025-07-01", BuyerOther, "notice:3", "notice:3"},
		{"", BuyerUnknown, "notice:3 spc2024:1 reg802:9", "notice:3 reg802:12"},
	} {
		day, _ := civil.Parse(c.day)
		hits := Screen(doc, Contract, day, Options{Buyer: c.buyer})
		if len(hits) != 2 {
			t.Fatalf("%d hits, want 2", len(hits))
		}
		for i, want := range []string{c.pay, c.audit} {
			if got := strings.Join(hits[i].Basis, " "); got != want {
				t.Errorf("%s on %q for buyer %d: %q, want %q", hits[i].Rule, c.day, c.buyer, got, want)
			}
			if hits[i].Reason.Empty() {
				t.Errorf("%s on %q: no reason", hits[i].Rule, c.day)
			}
		}
	}
	hits := Screen(doc, Contract, civil.MustParse("2023-01-01"), Options{Individual: true})
	if !slices.Contains(hits[0].Basis, "individuals-reg:31") {
		t.Errorf("an individual business is protected by its own regulation: %v", hits[0].Basis)
	}
}

// Offsets are of the text as it was, whatever was normalised.
func TestSpans(t *testing.T) {
	text := "第一条　总则\r\n双方友好合作。\n\n第二条 付 款\n\t待 業 主 付\n款 后 ，甲方支付乙方。余款另议。\f第 2 页\n履约保证金只能以现金方式缴纳，不接受保\n函。"
	hits := Screen(Document{Text: text}, Contract, 0, Options{})
	if len(hits) != 2 {
		t.Fatalf("%d hits, want 2: %+v", len(hits), hits)
	}
	r := []rune(text)
	for i, want := range []string{"待 業 主 付\n款 后 ，甲方支付乙方。", "履约保证金只能以现金方式缴纳，不接受保\n函。"} {
		h := hits[i]
		if got := string(r[h.Start:h.End]); got != want {
			t.Errorf("span %q, want %q", got, want)
		}
		if h.Focus[0] < h.Start || h.Focus[1] > h.End || h.Focus[0] >= h.Focus[1] {
			t.Errorf("focus %v outside %d–%d", h.Focus, h.Start, h.End)
		}
	}
	if hits[0].Page != 1 || hits[1].Page != 2 || hits[0].Sentence != "待业主付款后，甲方支付乙方。" {
		t.Errorf("pages %d, %d; sentence %q", hits[0].Page, hits[1].Page, hits[0].Sentence)
	}
}

// Every pattern can be built, although most wait until a sentence may hold them.
func TestPatternsBuild(t *testing.T) {
	contractBook()
	tenderBook()
	for _, d := range []*dictionary{contractDict(), tenderDict()} {
		if len(d.patterns) < 100 {
			t.Errorf("only %d patterns", len(d.patterns))
		}
		for _, p := range d.patterns {
			if p.re() == nil {
				t.Errorf("%s is not built", p.src)
			}
		}
	}
}
