// Package document takes the text out of contract and tender files: plain text, docx, and PDF with a text layer.
// What cannot be read is refused with the reason; nothing is ever read as empty. Nothing in a file is run.
package document

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode"

	"shukun/lang"
	"shukun/problem"
	"shukun/screening"
)

// The limits of a file.
const (
	maxFile = 200 << 20 // bytes of the file
	maxText = 20 << 20  // bytes of its text in UTF-8
)

// Source is the text of a file and what is known of how it was read.
type Source struct {
	screening.Document
	Format string // "txt", "docx" or "pdf"
	Pages  int    // of a PDF; 0 where not known
	Unread []int  // pages of a PDF that hold a picture and no text
}

func refuse(kind problem.Kind, code, zh, en, nextZh, nextEn string) *problem.Error {
	return problem.New(kind, code, lang.Text{Zh: zh, En: en}, lang.Text{Zh: nextZh, En: nextEn})
}

var (
	errEmpty     = refuse(problem.Invalid, "document-empty", "文件里没有文字", "the file holds no text", "请检查是否选错文件", "Check that it is the right file")
	errBinary    = refuse(problem.Unsupported, "document-binary", "不是文本、docx 或者 PDF 文件", "not a text, docx or PDF file", "请另存为 docx、PDF 或者纯文本", "Save it as docx, PDF or plain text")
	errTooLarge  = refuse(problem.TooLarge, "document-too-large", "文件超过 200 MB，或者文字超过 20 MB", "the file is over 200 MB, or its text over 20 MB", "请拆分以后再筛查", "Split it and screen the parts")
	errMixed     = refuse(problem.Invalid, "document-mixed-encoding", "文件里混有几种编码，文字认不出来", "the file mixes encodings and cannot be read", "请用一种编码（建议 UTF-8）另存", "Save it in one encoding, best UTF-8")
	errOldWord   = refuse(problem.Unsupported, "document-old-word", "是旧版 Word 文件（.doc）或者加密的 Office 文件", "an old Word file (.doc) or an encrypted Office file", "请去掉密码并另存为 docx", "Take off the password and save as docx")
	errDocx      = refuse(problem.Invalid, "document-docx-damaged", "docx 文件已损坏", "the docx file is damaged", "请用 Word 或者 WPS 打开并另存", "Open it in Word or WPS and save it again")
	errBomb      = refuse(problem.TooLarge, "document-bomb", "压缩内容展开后过大，拒绝读取", "its compressed content expands beyond all measure", "请确认文件来源", "Check where the file comes from")
	errPDF       = refuse(problem.Invalid, "document-pdf-damaged", "PDF 文件已损坏", "the PDF file is damaged", "请重新导出", "Export it again")
	errEncrypted = refuse(problem.Unsupported, "document-pdf-encrypted", "PDF 已加密", "the PDF is encrypted", "请去掉密码后再筛查", "Take off the password first")
	errScript    = refuse(problem.Unsupported, "document-pdf-script", "PDF 含有脚本，拒绝读取", "the PDF holds scripts and is refused", "请打印为普通 PDF 后再筛查", "Print it to a plain PDF first")
	errForm      = refuse(problem.Unsupported, "document-pdf-form", "PDF 是表单，填写的内容不在正文里", "the PDF is a form; what is filled in is not part of its text", "请打印为普通 PDF 后再筛查", "Print it to a plain PDF first")
	errScanned   = refuse(problem.Unsupported, "document-pdf-scanned", "PDF 是扫描件，没有文字层", "the PDF is scanned and has no text layer", "请先做文字识别（OCR），或者提供电子版", "Run OCR first, or use the electronic original")
	errUnmapped  = refuse(problem.Unsupported, "document-pdf-unmapped", "PDF 的字体没有字符对照，文字读不出来", "the fonts of the PDF do not say which characters they show", "请用原文件重新导出 PDF，或者提供 docx", "Export the PDF again from the original, or use docx")
)

// Read takes the text out of a file by its content, whatever its name. The name is only shown in errors.
func Read(name string, b []byte) (Source, error) {
	s, err := read(b)
	if err != nil {
		if e, ok := errors.AsType[*problem.Error](err); ok {
			return Source{}, e.At(problem.Place{File: name})
		}
		return Source{}, err
	}
	return s, nil
}

// ReadFrom is Read for a stream; it stops at the limit.
func ReadFrom(name string, r io.Reader) (Source, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return Source{}, refuse(problem.Unavailable, "document-unreadable", "文件读不出来", "the file cannot be read", "请重试", "Try again").Because(err).At(problem.Place{File: name})
	}
	return Read(name, b)
}

func read(b []byte) (s Source, err error) {
	switch {
	case len(b) > maxFile:
		return s, errTooLarge
	case len(b) == 0:
		return s, errEmpty
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		s.Format = "docx"
		s.Text, err = docxText(b)
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0")):
		return s, errOldWord
	case bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")):
		s.Format = "pdf"
		s.Text, s.Pages, s.Unread, err = pdfText(b)
	default:
		s.Format = "txt"
		s.Text, err = plainText(b)
	}
	switch {
	case err != nil:
		return Source{}, err
	case len(s.Text) > maxText:
		return Source{}, errTooLarge
	case !strings.ContainsFunc(s.Text, visible):
		return Source{}, errEmpty
	}
	return s, nil
}

func visible(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
