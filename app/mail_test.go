package app

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net"
	"net/mail"
	"strings"
	"testing"

	"shukun/problem"
	"shukun/store"
	"shukun/store/storetest"
)

// postOffice is a mail server of the test: it takes one connection after the other and keeps what it is given.
func postOffice(t *testing.T, answers ...string) (address string, letters chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	letters = make(chan string, 10)
	t.Cleanup(func() { listener.Close() })
	go func() {
		for i := 0; ; i++ {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if i < len(answers) {
				fmt.Fprintf(conn, "%s\r\n", answers[i])
				conn.Close()
				continue
			}
			take(conn, letters)
		}
	}()
	return listener.Addr().String(), letters
}

func take(conn net.Conn, letters chan string) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	fmt.Fprint(conn, "220 test\r\n")
	var envelope strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch word, _, _ := strings.Cut(strings.TrimSpace(line), " "); word {
		case "DATA":
			fmt.Fprint(conn, "354 go\r\n")
			var letter strings.Builder
			for {
				line, err := in.ReadString('\n')
				if err != nil || line == ".\r\n" {
					break
				}
				letter.WriteString(line)
			}
			letters <- envelope.String() + "\r\n" + letter.String()
			fmt.Fprint(conn, "250 kept\r\n")
		case "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		default:
			envelope.WriteString(strings.TrimSpace(line) + ";")
			fmt.Fprint(conn, "250 ok\r\n")
		}
	}
}

func sendMail(t *testing.T, a *App, m Mail) error {
	t.Helper()
	return a.Store.Write(t.Context(), store.Root, func(tx *store.Tx) error { return a.SendMail(tx, "/G/", m) })
}

func theJob(t *testing.T, a *App) store.Job {
	t.Helper()
	var all []store.Job
	err := a.Store.Read(t.Context(), store.Root, func(tx *store.Tx) (err error) {
		all, err = tx.ListJobs(store.JobFilter{Paths: []string{"/"}, Limit: 10})
		return err
	})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

func TestMailIsSent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, clock := jobApp(db)
		address, letters := postOffice(t, "421 come again later")
		a.Mail = MailServer{Address: address, From: "纾困平台 <shukun@example.com>"}
		body := strings.Repeat("本月有 3 笔账款到期。\n", 20)
		if err := sendMail(t, a, Mail{To: "a@example.com", Subject: "今天有什么到期", Body: body}); err != nil {
			t.Fatal(err)
		}
		r := NewRunner(a, 1)
		if err := r.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		j := theJob(t, a)
		if j.State != store.JobReady || !strings.Contains(j.Error, "come again later") && !strings.Contains(j.Error, "mail-server") {
			t.Fatalf("a server that is busy: %+v", j)
		}
		clock.advance(jobBackoff)
		if err := r.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if j = theJob(t, a); j.State != store.JobDone || j.Result != `{"sent":true}` {
			t.Fatalf("%+v", j)
		}
		envelope, letter, _ := strings.Cut(<-letters, "\r\n")
		if !strings.Contains(envelope, "MAIL FROM:<shukun@example.com>") || !strings.Contains(envelope, "RCPT TO:<a@example.com>") {
			t.Error(envelope)
		}
		got, err := mail.ReadMessage(strings.NewReader(letter))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
		if err != nil || subject != "今天有什么到期" || got.Header.Get("Message-ID") != "<"+j.ID+"@example.com>" {
			t.Errorf("%q %v %v", subject, got.Header, err)
		}
		text, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, got.Body))
		if err != nil || string(text) != body {
			t.Errorf("%q %v", text, err)
		}
	})
}

func TestMailWithoutServerIsKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a, _ := jobApp(db)
		if err := sendMail(t, a, Mail{To: "a@example.com", Subject: "s", Body: "b"}); err != nil {
			t.Fatal(err)
		}
		if err := NewRunner(a, 1).Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		j := theJob(t, a)
		var kept Mail
		if err := json.Unmarshal([]byte(j.Payload), &kept); err != nil || j.State != store.JobDone || j.Result != `{"sent":false}` || kept.Body != "b" {
			t.Errorf("%+v %v", j, err)
		}
	})
}

func TestMailRefusesHeaders(t *testing.T) {
	a, _ := jobApp(storetest.SQLite(t))
	address, letters := postOffice(t)
	a.Mail = MailServer{Address: address, From: "shukun@example.com"}
	for _, m := range []Mail{
		{To: "a@example.com", Subject: "hello\r\nBcc: b@example.com"},
		{To: "a@example.com", Subject: "hello\nBcc: b@example.com"},
		{To: "a@example.com\r\nBcc: b@example.com", Subject: "s"},
		{To: "a@example.com, b@example.com", Subject: "s"},
		{To: "nobody", Subject: "s"},
		{To: "", Subject: "s"},
	} {
		if err := sendMail(t, a, m); problem.CodeOf(err) != "mail-address" {
			t.Errorf("%+v: %v", m, err)
		}
	}
	if len(letters) != 0 {
		t.Error("something was sent")
	}
}

// TestMailPasswordNeedsTLS: a password is not sent in the open, except to this machine itself.
func TestMailPasswordNeedsTLS(t *testing.T) {
	a, _ := jobApp(storetest.SQLite(t))
	address, letters := postOffice(t)
	a.Mail = MailServer{Address: address, From: "shukun@example.com", User: "u", Password: "secret"}
	if err := sendMail(t, a, Mail{To: "a@example.com", Subject: "s", Body: "b"}); err != nil {
		t.Fatal(err)
	}
	if err := NewRunner(a, 1).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if j := theJob(t, a); j.State != store.JobReady || strings.Contains(j.Error, "secret") || len(letters) != 0 {
		t.Errorf("%+v", j)
	}
}
