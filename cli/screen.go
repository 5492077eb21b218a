package cli

import (
	"io"

	"shukun/civil"
	"shukun/cli/screen"
	"shukun/lang"
	"shukun/ledger"
	"shukun/regulation"
	"shukun/screening"
)

// screenOptions are what the flags of screen say beyond those all commands share.
type screenOptions struct {
	kind      screening.Kind
	kindSet   bool
	signed    civil.Date // zero: today
	buyer     screening.Buyer
	format    screen.Format
	formatSet bool
}

func screenCommand() *command {
	return &command{name: "screen", args: w("文件…", "FILE..."),
		about: w("筛查合同里的不公平条款、采购文件里排斥中小企业的条件", "find unfair terms in contracts, and conditions in tenders that shut SMEs out"),
		more: w("文件是 .txt、.docx 或带文字层的 .pdf；写文件夹则连同下级文件夹里的这几种文件一起筛查，逐份处理，不限份数。退出码：0 没有发现；1 有发现；2 有文件没有读到；3 无法运行。",
			"A FILE is .txt, .docx or .pdf with a text layer; a folder stands for all such files in it and below, taken one by one, however many. Exit codes: 0 nothing found; 1 something found; 2 a file could not be read; 3 could not run."),
		flags: []*flag{
			{"as", lang.Text{Zh: "类型", En: "KIND"}, w("contract（合同）或 tender（采购文件）；不写则自动判断并注明", "contract or tender; else guessed, and said so"), (*options).setScreenAs},
			{"signed", lang.Text{Zh: "日期", En: "DATE"}, w("合同签订日或公告发布日，按那天的规定（默认：今天）", "the day of signing or publication, whose law is applied (default: today)"), (*options).setSigned},
			{"buyer", lang.Text{Zh: "采购方", En: "BUYER"}, w("采购方：large 大型企业、institution 机关事业单位、other 其他、unknown 未知（默认）", "the buyer: large, institution, other, unknown (default)"), (*options).setBuyer},
			{"format", lang.Text{Zh: "格式", En: "FORMAT"}, w("text（默认）、jsonl、html、docx（批注）；不写时看 --out 的扩展名", "text (default), jsonl, html, docx (with comments); else by the extension of --out"), (*options).setScreenFormat},
			{"out", lang.Text{Zh: "文件", En: "FILE"}, words.FlagOut, (*options).setOut},
			{"workers", lang.Text{Zh: "数目", En: "NUMBER"}, words.FlagWorkers, (*options).setWorkers},
		},
		run: (*session).screen}
}

func (o *options) setScreenAs(v string) error {
	switch v {
	case "contract", "合同":
		o.screening.kind = screening.Contract
	case "tender", "采购文件", "采购公告":
		o.screening.kind = screening.Tender
	default:
		return badValue("--as", v, oneOf([]string{"contract", "tender"}))
	}
	o.screening.kindSet = true
	return nil
}

func (o *options) setSigned(v string) error {
	d, ok := civil.Parse(v)
	if !ok {
		return badValue("--signed", v, lang.Text{Zh: "请按 2022-06-30 的格式写一个存在的日期", En: "Write a day that exists, like 2022-06-30"})
	}
	o.screening.signed = d
	return nil
}

func (o *options) setBuyer(v string) error {
	buyers := map[string]screening.Buyer{"large": screening.BuyerLarge, "institution": screening.BuyerInstitution, "other": screening.BuyerOther, "unknown": screening.BuyerUnknown}
	b, ok := buyers[v]
	if !ok {
		return badValue("--buyer", v, oneOf([]string{"large", "institution", "other", "unknown"}))
	}
	o.screening.buyer = b
	return nil
}

func (o *options) setScreenFormat(v string) error {
	f, ok := screen.ParseFormat(v)
	if !ok {
		return badValue("--format", v, oneOf(screen.Formats()))
	}
	o.screening.format, o.screening.formatSet = f, true
	return nil
}

// screen screens documents and writes what it finds, one document after the other.
func (s *session) screen(o *options, args []string) (int, error) {
	if len(args) == 0 {
		return ExitFailed, usage("no-path", lang.Text{Zh: "没有写要筛查的文件或文件夹", En: "No file or folder to screen was named"},
			lang.Text{Zh: "例如：shukun screen 合同.docx", En: "For example: shukun screen contract.docx"})
	}
	format := o.screening.format
	if f, ok := screen.FormatOfFile(o.out); ok && !o.screening.formatSet {
		format = f
	}
	if format == screen.DOCX && o.out == "" && s.StdoutTerminal {
		return ExitFailed, usage("out-needed", lang.Text{Zh: "docx 不能显示在终端上", En: "docx cannot be shown on a terminal"},
			lang.Text{Zh: "请加 --out 批注.docx", En: "Add --out comments.docx"})
	}
	if err := checkPaths(args); err != nil {
		return ExitFailed, err
	}
	law, err := regulation.Load(nil)
	if err != nil {
		return ExitFailed, err
	}
	var out *outFile
	if o.out != "" {
		var named []ledger.Input
		for _, a := range args {
			named = append(named, ledger.Input{Path: a})
		}
		if out, err = createOut(o.out, named); err != nil {
			return ExitFailed, err
		}
		defer out.abandon()
	}
	style := screen.Style{Lang: s.lang, Program: s.Version.String(), Title: func(rule string) lang.Text {
		if r := law.Rule(rule); r != nil {
			return r.Title
		}
		return lang.Text{}
	}}
	if out == nil && s.StdoutTerminal {
		style.Paint, style.Columns = s.paint(), s.Columns
	}
	if o.screening.signed == 0 {
		o.screening.signed = s.Today()
	}
	var totals screen.Totals
	m := s.meter("never", lang.Text{})
	err = s.wait(func() error {
		return s.emit(out, m, func(to io.Writer) error {
			w := screen.New(format, to, style)
			if err := s.screenAll(o, args, w, &totals); err != nil {
				return err
			}
			return w.Close(totals)
		})
	})
	switch {
	case err != nil:
		return ExitFailed, err
	case totals.Unread > 0:
		return ExitIncomplete, nil
	case totals.Hits > 0:
		return ExitViolation, nil
	}
	return ExitClean, nil
}
