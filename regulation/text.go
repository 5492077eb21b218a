package regulation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"shukun/lang"
)

// ClauseText is clause.md: the clause in our own words.
type ClauseText struct {
	Number    int
	Title     lang.Text
	Part      int
	Intro     lang.Text
	Sentences []SentenceText
	History   []lang.Text // 沿革
	Open      []lang.Text // 未定
}

// SentenceText is one sentence of the notice and what carries it out.
type SentenceText struct {
	ID        string // "5.1"
	Orders    lang.Text
	Duty      lang.Text
	Rules     []string
	Cases     []string
	Registers []string
	Readings  []string
	Later     lang.Text // what carries it out once built, and why not yet
	Reason    lang.Text // why nothing computes it
	Notes     []string
}

// Carried reports whether something carries the sentence out, will, or a reason says why not.
func (s *SentenceText) Carried() bool {
	return len(s.Rules)+len(s.Cases)+len(s.Registers) > 0 || s.Later.Zh != "" || s.Reason.Zh != ""
}

var (
	titleLine    = regexp.MustCompile(`^# (\d+) (.+) · (.+)$`)
	sentenceLine = regexp.MustCompile(`^## (\d+\.\d+) (.+)$`)
	keyLine      = regexp.MustCompile(`^(en|duty|rules|cases|registers|later|reason|readings): (.+)$`)
	headLine     = regexp.MustCompile(`^(part|notice): (.+)$`)
)

// parseClauseText reads the strict shape of clause.md; anything it does not know is refused with its line.
func parseClauseText(file string, number int, text string) (*ClauseText, error) {
	c := &ClauseText{Number: number}
	tail := (*[]lang.Text)(nil)
	var s *SentenceText
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		bad := func(what string) error { return lawFile(fmt.Sprintf("%s:%d", file, i+1), what) }
		switch {
		case line == "":
		case strings.HasPrefix(line, "# "):
			m := titleLine.FindStringSubmatch(line)
			if m == nil || m[1] != strconv.Itoa(number) {
				return nil, bad("the title must read: # " + strconv.Itoa(number) + " 中文 · English")
			}
			c.Title = lang.Text{Zh: m[2], En: m[3]}
		case strings.HasPrefix(line, "## 沿革"):
			tail, s = &c.History, nil
		case strings.HasPrefix(line, "## 未定"):
			tail, s = &c.Open, nil
		case strings.HasPrefix(line, "## "):
			m := sentenceLine.FindStringSubmatch(line)
			want := fmt.Sprintf("%d.%d", number, len(c.Sentences)+1)
			if m == nil || m[1] != want {
				return nil, bad("the next sentence must be " + want)
			}
			c.Sentences = append(c.Sentences, SentenceText{ID: m[1], Orders: lang.Text{Zh: m[2]}})
			s = &c.Sentences[len(c.Sentences)-1]
		case tail != nil:
			t, ok := pair(strings.TrimPrefix(line, "- "))
			if !ok {
				return nil, bad("a line here reads: - 中文 | English")
			}
			*tail = append(*tail, t)
		case s != nil:
			if err := s.line(line, bad); err != nil {
				return nil, err
			}
		default:
			c.head(line)
		}
	}
	return c, c.complete(file)
}

func (c *ClauseText) head(line string) {
	if m := headLine.FindStringSubmatch(line); m != nil {
		if m[1] == "part" {
			c.Part, _ = strconv.Atoi(m[2])
		}
		return
	}
	if c.Intro.Zh == "" {
		c.Intro.Zh = line
	} else {
		c.Intro.En = strings.TrimSpace(c.Intro.En + " " + line)
	}
}

func (s *SentenceText) line(line string, bad func(string) error) error {
	m := keyLine.FindStringSubmatch(line)
	if m == nil {
		s.Notes = append(s.Notes, line)
		return nil
	}
	list := strings.Split(m[2], ", ")
	t, paired := pair(m[2])
	switch m[1] {
	case "en":
		s.Orders.En = m[2]
	case "rules":
		s.Rules = list
	case "cases":
		s.Cases = list
	case "registers":
		s.Registers = list
	case "readings":
		s.Readings = list
	default:
		if !paired {
			return bad(m[1] + " reads: 中文 | English")
		}
		switch m[1] {
		case "duty":
			s.Duty = t
		case "later":
			s.Later = t
		case "reason":
			s.Reason = t
		}
	}
	return nil
}

func pair(s string) (lang.Text, bool) {
	zh, en, ok := strings.Cut(s, " | ")
	return lang.Text{Zh: strings.TrimSpace(zh), En: strings.TrimSpace(en)}, ok
}

func (c *ClauseText) complete(file string) error {
	switch {
	case c.Title.Empty() || c.Intro.Empty():
		return lawFile(file, "the title or the introduction is missing in one language")
	case c.Part < 1 || c.Part > 6:
		return lawFile(file, "part must be 1 to 6")
	case len(c.Sentences) == 0:
		return lawFile(file, "there is no sentence")
	}
	for _, s := range c.Sentences {
		switch {
		case s.Orders.Empty():
			return lawFile(file, s.ID+" is not told in both languages")
		case !s.Carried():
			return lawFile(file, s.ID+" is carried out by nothing and no reason says why")
		}
	}
	return nil
}
