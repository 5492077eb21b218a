package evaluation

import (
	"strings"
	"testing"

	"shukun/screening"
)

// noises are what copying, scanning and converting do to text.
var noises = map[string]func(string) string{
	"spaces between characters": func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteRune(r)
			b.WriteRune(' ')
		}
		return b.String()
	},
	"full-width digits and letters": func(s string) string {
		return strings.Map(func(r rune) rune {
			if r > 0x20 && r < 0x7f {
				return r + 0xfee0
			}
			return r
		}, s)
	},
	"half-width punctuation": func(s string) string {
		return strings.NewReplacer("，", ",", "；", ";", "：", ":", "（", "(", "）", ")").Replace(s)
	},
	"traditional characters": func(s string) string {
		return strings.NewReplacer("业", "業", "总", "總", "单", "單", "发", "發", "设", "設", "资", "資", "货", "貨", "应", "應", "项", "項", "财", "財", "额", "額", "验", "驗",
			"购", "購", "费", "費", "约", "約", "则", "則", "责", "責", "权", "權", "质", "質", "务", "務", "标", "標", "备", "備", "条", "條", "证", "證", "银", "銀", "后", "後",
			"为", "為", "于", "於", "与", "與", "办", "辦", "价", "價", "无", "無", "须", "須", "据", "據", "书", "書", "账", "賬", "现", "現", "实", "實", "执", "執", "买", "買",
			"卖", "賣", "产", "產", "厂", "廠", "报", "報", "国", "國", "营", "營", "关", "關", "机", "機", "评", "評", "审", "審", "计", "計", "汇", "匯", "损", "損").Replace(s)
	},
	"wrapped lines": func(s string) string {
		var b strings.Builder
		for _, p := range []string{strings.Repeat("本合同由双方在平等自愿的基础上经协商一致订立并共同遵守", 6) + "。", s} {
			for i, r := range []rune(p) {
				if i%28 == 0 && i > 0 {
					b.WriteRune('\n')
				}
				b.WriteRune(r)
			}
			b.WriteRune('\n')
		}
		return b.String()
	},
}

// What is found in clean text is found in noisy text, and what is clean stays clean.
func TestNoise(t *testing.T) {
	cases := append(must(t, Tune), must(t, Test)...)
	for name, spoil := range noises {
		same, all := 0, 0
		for _, c := range cases {
			before := labels(Ours(c))
			c.Text = spoil(c.Text)
			after := labels(Ours(c))
			all++
			if len(before) == len(after) {
				same++
				continue
			}
			if len(c.Want) == 0 {
				t.Errorf("%s: a clean clause is caught: %s", name, c.Text)
			}
		}
		if float64(same) < 0.97*float64(all) {
			t.Errorf("%s: only %d of %d clauses read as before", name, same, all)
		}
	}
}

// The screen never says anything about text that is cut out of its place or is no text at all, except in order and in bounds.
func FuzzScreen(f *testing.F) {
	cases, err := Cases(Tune)
	if err != nil {
		f.Fatal(err)
	}
	for i, c := range cases {
		if i%40 == 0 {
			f.Add(c.Text, c.Kind == screening.Tender)
		}
	}
	f.Add("第\f\n（", true)
	f.Fuzz(func(t *testing.T, text string, tender bool) {
		k := screening.Contract
		if tender {
			k = screening.Tender
		}
		n := len([]rune(text))
		last := 0
		for _, h := range screening.Screen(screening.Document{Text: text}, k, 0, screening.Options{}) {
			if h.Start < last || h.End > n || h.Start >= h.End || h.Focus[0] < h.Start || h.Focus[1] > h.End || h.Focus[0] >= h.Focus[1] || h.Page < 1 || h.Paragraph < 1 {
				t.Fatalf("out of bounds: %+v in %d characters", h, n)
			}
			last = h.Start
		}
		screening.Guess(screening.Document{Text: text})
	})
}
