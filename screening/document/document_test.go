package document

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shukun/problem"
	"shukun/screening"
)

const clause = "甲方收到业主支付的工程款后十日内向乙方支付。"

func mustRead(t *testing.T, b []byte) Source {
	t.Helper()
	s, err := Read("合同", b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPlainText(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("第一条 付款\n" + clause)
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte("\xff\xfe")
	for _, r := range clause {
		wide = append(wide, byte(r), byte(r>>8))
	}
	for name, b := range map[string][]byte{
		"utf-8": []byte(clause), "with a mark": []byte("\xef\xbb\xbf" + clause), "gb18030": []byte(gb), "utf-16": wide,
	} {
		s := mustRead(t, b)
		if !strings.Contains(s.Text, clause) || s.Format != "txt" {
			t.Errorf("%s: %q", name, s.Text)
		}
	}
}

func TestRefusals(t *testing.T) {
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(strings.Repeat("违约责任", 20))
	plain := []pdfPage{{lines: []string{clause}}}
	bomb := wordFile(t, para(strings.Repeat(" ", 30<<20)))
	for _, c := range []struct {
		name, code string
		b          []byte
	}{
		{"nothing", "document-empty", nil},
		{"blank", "document-empty", []byte(" \n\t　\n")},
		{"binary", "document-binary", append([]byte("MZ\x00\x01"), make([]byte, 100)...)},
		{"mixed", "document-mixed-encoding", []byte(strings.Repeat("付款条件", 20) + gb)},
		{"noise", "document-mixed-encoding", []byte("\xfd\xfc\x81\x20\xa0\xff\xc3")},
		{"old word", "document-old-word", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")},
		{"a zip", "document-docx-damaged", []byte("PK\x03\x04 not a zip")},
		{"an empty docx", "document-empty", wordFile(t, "<w:p/>")},
		{"a docx bomb", "document-bomb", bomb},
		{"a docx with a document type", "document-bomb", wordFile(t, "<!DOCTYPE x>"+para("x"))},
		{"a broken docx", "document-docx-damaged", wordFile(t, "<w:p><w:r></w:p>")},
		{"no pdf", "document-pdf-damaged", []byte("%PDF-1.7\nnothing here")},
		{"a pdf without pages", "document-pdf-damaged", []byte("%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj trailer << /Root 1 0 R >>")},
		{"an encrypted pdf", "document-pdf-encrypted", pdfFile(plain, pdfOptions{trailer: "/Encrypt 9 0 R"})},
		{"a pdf with a script", "document-pdf-script", pdfFile(plain, pdfOptions{catalog: "/OpenAction << /S /JavaScript /JS (app.alert) >>"})},
		{"a pdf with named scripts", "document-pdf-script", pdfFile(plain, pdfOptions{catalog: "/Names << /JavaScript << /Names [] >> >>"})},
		{"a pdf form", "document-pdf-form", pdfFile(plain, pdfOptions{catalog: "/AcroForm << /Fields [1 0 R] >>"})},
		{"a scanned pdf", "document-pdf-scanned", pdfFile([]pdfPage{{picture: true}, {picture: true}}, pdfOptions{})},
		{"a pdf without a map", "document-pdf-unmapped", pdfFile([]pdfPage{{lines: []string{clause, clause}}}, pdfOptions{noMap: true})},
		{"an empty pdf", "document-empty", pdfFile([]pdfPage{{}}, pdfOptions{})},
	} {
		s, err := Read("f", c.b)
		if problem.CodeOf(err) != c.code {
			t.Errorf("%s: got %v, want %s", c.name, err, c.code)
		}
		if err == nil || s.Text != "" {
			t.Errorf("%s: read as %q", c.name, s.Text)
		}
	}
	if _, err := ReadFrom("f", bytes.NewReader([]byte(clause))); err != nil {
		t.Error(err)
	}
}

func TestDocx(t *testing.T) {
	cell := func(text string) string { return "<w:tc>" + para(text) + "</w:tc>" }
	b := wordFile(t, para("第一条 付款")+
		"<w:p><w:r><w:t>待业主付</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>款后，甲方支付乙方。</w:t></w:r></w:p>"+
		"<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\">保留 </w:t></w:r><w:r><w:br w:type=\"page\"/></w:r></w:p>"+
		"<w:tbl><w:tr>"+cell("注册资本")+cell("5000万元以上得5分")+"</w:tr><w:tr>"+cell("甲")+cell("乙")+"</w:tr></w:tbl>"+
		"<mc:AlternateContent><mc:Choice>"+para("选用")+"</mc:Choice><mc:Fallback>"+para("后备")+"</mc:Fallback></mc:AlternateContent>")
	s := mustRead(t, b)
	for _, want := range []string{"第一条 付款\n\n待业主付款后，甲方支付乙方。\n\n\f", "注册资本\t5000万元以上得5分\n\n", "甲\t乙\n\n", "选用"} {
		if !strings.Contains(s.Text, want) {
			t.Errorf("%q lacks %q", s.Text, want)
		}
	}
	for _, not := range []string{"删去", "后备"} {
		if strings.Contains(s.Text, not) {
			t.Errorf("%q holds %q", s.Text, not)
		}
	}
	hits := screening.Screen(s.Document, screening.Contract, 0, screening.Options{})
	if len(hits) != 1 || hits[0].Rule != "03.back-to-back" || hits[0].Page != 1 {
		t.Errorf("hits %+v", hits)
	}
	if hits := screening.Screen(s.Document, screening.Tender, 0, screening.Options{}); len(hits) != 1 || hits[0].Page != 3 {
		t.Errorf("the threshold in the table: %+v", hits)
	}
}

func TestPDF(t *testing.T) {
	pages := []pdfPage{{lines: []string{"第一条 付款", "甲方收到业主支付的工程款后十日内向乙", "方支付。"}}, {lines: []string{"履约保证金只能以现金方式缴纳。"}}}
	for name, o := range map[string]pdfOptions{
		"plain": {}, "compressed": {flate: true}, "object streams": {flate: true, objects: true}, "predefined map": {encoding: "UniGB-UCS2-H"},
	} {
		s := mustRead(t, pdfFile(pages, o))
		want := "第一条 付款\n甲方收到业主支付的工程款后十日内向乙\n方支付。\n\f履约保证金只能以现金方式缴纳。"
		if s.Text != want || s.Pages != 2 || s.Format != "pdf" {
			t.Errorf("%s: %q, %d pages", name, s.Text, s.Pages)
		}
		hits := screening.Screen(s.Document, screening.Contract, 0, screening.Options{})
		if len(hits) != 2 || hits[0].Page != 1 || hits[1].Page != 2 {
			t.Errorf("%s: %+v", name, hits)
		}
	}
	part := append(pages, pdfPage{lines: []string{strings.Repeat("正文", 40)}}, pdfPage{picture: true})
	if s := mustRead(t, pdfFile(part, pdfOptions{})); len(s.Unread) != 1 || s.Unread[0] != 4 {
		t.Errorf("the page that is only a picture: %v", s.Unread)
	}
}

func FuzzDocx(f *testing.F) {
	f.Add([]byte("<w:p><w:r><w:t>" + clause + "</w:t></w:r></w:p>"))
	f.Add([]byte("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"))
	f.Fuzz(func(t *testing.T, body []byte) {
		s, err := Read("f", wordFile(t, string(body)))
		if (err == nil) == (s.Text == "") {
			t.Fatalf("%q, %v", s.Text, err)
		}
		Read("f", append([]byte("PK\x03\x04"), body...))
	})
}

func FuzzPDF(f *testing.F) {
	page := []pdfPage{{lines: []string{clause}}}
	f.Add(pdfFile(page, pdfOptions{}))
	f.Add(pdfFile(page, pdfOptions{flate: true, objects: true}))
	f.Add([]byte("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >> endobj"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Read("f", b)
		if (err == nil) == (s.Text == "") {
			t.Fatalf("%q, %v", s.Text, err)
		}
	})
}
