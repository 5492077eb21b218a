package app

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"mime"
	"net"
	"net/mail"
	"net/smtp"
	"strings"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// MailJob is the kind of job that sends a mail.
const MailJob = "mail"

// MailServer is where mail is handed over; without an address none is sent.
type MailServer struct {
	Address  string // host:port; port 465 speaks TLS from the start, others STARTTLS where it is offered
	From     string
	User     string // "" no sign-in
	Password string
}

// Mail is a letter of plain text to one person.
type Mail struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Body    string `json:"body"`
	Secret  []byte `json:"secret,omitempty"` // sealed for To: stands for {secret} in the body, which the database must not know
}

// MailResult is what the job of a mail keeps.
type MailResult struct {
	Sent bool `json:"sent"` // false: no mail server is set up, the mail was kept
}

// SendMail sends a mail once the transaction is committed. path is whose business it is about.
func (a *App) SendMail(tx *store.Tx, path string, m Mail) error {
	if _, err := m.message(a.Mail, "check", a.Now()); a.Mail.Address != "" && err != nil {
		return err
	}
	_, err := a.Enqueue(tx, NewJob{Kind: MailJob, Path: path, Payload: m})
	return err
}

// mailJob hands a mail over. A crash between that and the job's end sends it again, with the same Message-ID.
func (a *App) mailJob(ctx context.Context, r *Run) error {
	var m Mail
	if err := r.Payload(&m); err != nil {
		return err
	}
	if len(m.Secret) > 0 {
		secret, err := a.unseal(m.Secret, m.To)
		if err != nil {
			return err
		}
		m.Body = strings.ReplaceAll(m.Body, "{secret}", string(secret))
	}
	if a.Mail.Address != "" {
		text, err := m.message(a.Mail, r.Job.ID, r.Job.MadeAt.Time())
		if err != nil {
			return err
		}
		if err := a.Mail.send(ctx, m, text); err != nil {
			return err
		}
	}
	if err := r.Result(MailResult{Sent: a.Mail.Address != ""}); err != nil {
		return err
	}
	return r.Finish(nil)
}

// message writes the mail out. A line break in an address or subject would begin a header of its own: it is refused.
func (m Mail) message(server MailServer, id string, at time.Time) ([]byte, error) {
	from, err := mail.ParseAddress(server.From)
	if err != nil {
		return nil, errMail.With(server.From).Because(err)
	}
	to, err := mail.ParseAddress(m.To)
	if err != nil {
		return nil, errMail.With(m.To).Because(err)
	}
	for _, header := range []string{m.To, m.Subject, server.From} {
		if strings.ContainsAny(header, "\r\n\x00") {
			return nil, errMail.With(header)
		}
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s@%s>\r\n", from, to, mime.BEncoding.Encode("utf-8", m.Subject),
		at.Format(time.RFC1123Z), id, domain)
	b.WriteString("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	body := base64.StdEncoding.EncodeToString([]byte(m.Body))
	for len(body) > 76 {
		b.WriteString(body[:76] + "\r\n")
		body = body[76:]
	}
	b.WriteString(body + "\r\n")
	return b.Bytes(), nil
}

// mailPatience is how long handing over one mail may take.
const mailPatience = time.Minute

// send hands the message to the server.
func (s MailServer) send(ctx context.Context, m Mail, message []byte) error {
	ctx, cancel := context.WithTimeout(ctx, mailPatience)
	defer cancel()
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return errMail.With(s.Address).Because(err)
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", s.Address)
	if err != nil {
		return errMailServer.Because(err)
	}
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if port == "465" {
		conn = tls.Client(conn, &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12})
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		conn.Close()
		return errMailServer.Because(err)
	}
	defer c.Close()
	if err := s.deliver(c, host, m.To, message); err != nil {
		return errMailServer.Because(err)
	}
	return nil
}

func (s MailServer) deliver(c *smtp.Client, host, recipient string, message []byte) error {
	if ok, _ := c.Extension("STARTTLS"); ok {
		if err := c.StartTLS(&tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}); err != nil {
			return err
		}
	}
	if s.User != "" {
		if err := c.Auth(smtp.PlainAuth("", s.User, s.Password, host)); err != nil { // refuses to go without TLS
			return err
		}
	}
	from, err := mail.ParseAddress(s.From)
	if err != nil {
		return err
	}
	to, err := mail.ParseAddress(recipient)
	if err != nil {
		return err
	}
	if err := c.Mail(from.Address); err != nil {
		return err
	}
	if err := c.Rcpt(to.Address); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(message); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return c.Quit()
}

var (
	errMail = problem.New(problem.Invalid, "mail-address", lang.Text{Zh: "邮件的地址或标题不能用", En: "the mail's address or subject cannot be used"},
		lang.Text{Zh: "改正邮箱地址，标题写成一行", En: "Correct the address, and write the subject on one line"})
	errMailServer = problem.New(problem.Unavailable, "mail-server", lang.Text{Zh: "邮件服务器没有收下这封邮件", En: "the mail server did not take the mail"},
		lang.Text{Zh: "会自动重试；一直不成功请检查发信设置", En: "It is tried again by itself; if it never works, check the mail settings"})
)
