package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"shukun/app"
	"shukun/config"
	"shukun/store"
)

// VerifyAudit verifies the audit log of a database, also while a server has it: everything is computed again, and held
// against the checkpoint that the data folder remembers. key is the public key or a file with it; "" the data folder's.
func VerifyAudit(ctx context.Context, c *config.Config, key string) (report app.AuditReport, err error) {
	var verifier note.Verifier
	var last *app.Checkpoint
	if key == "" {
		verifier, last, err = app.OpenNotaryFiles(c.Data)
	} else if verifier, err = publicKey(key); err == nil {
		last, err = app.LastCheckpoint(c.Data, verifier)
	}
	if err != nil {
		return report, err
	}
	err = beside(ctx, c, func(a *app.App) error {
		report, err = a.VerifyAudit(ctx, verifier, last)
		return err
	})
	return report, err
}

// Receipt makes the receipt of an event of the audit log.
func Receipt(ctx context.Context, c *config.Config, seq int64) (file []byte, err error) {
	err = beside(ctx, c, func(a *app.App) error {
		file, err = a.MakeReceiptHere(ctx, seq)
		return err
	})
	return file, err
}

// CheckReceipt checks a receipt with nothing but the public key, or a file with it.
func CheckReceipt(file []byte, key string) (app.Receipt, error) {
	verifier, err := publicKey(key)
	if err != nil {
		return app.Receipt{}, err
	}
	return app.CheckReceipt(file, verifier)
}

// publicKey reads a public key from a file, or takes the text as the key.
func publicKey(key string) (note.Verifier, error) {
	if strings.Count(key, "+") < 2 {
		content, err := os.ReadFile(key)
		if err == nil {
			return app.ParsePublicKey(string(content))
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return app.ParsePublicKey(key)
}

// beside opens the database to look only.
func beside(ctx context.Context, c *config.Config, fn func(a *app.App) error) error {
	url, err := c.DatabaseURL()
	if err != nil {
		return err
	}
	db, err := store.OpenBeside(ctx, url)
	if err != nil {
		return err
	}
	defer db.Close()
	s, err := db.Schema(ctx)
	if err != nil {
		return err
	}
	if err := s.Check(); err != nil {
		return err
	}
	return fn(&app.App{Store: db})
}
