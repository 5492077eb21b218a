package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/hex"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// stepUpFor is how long a second factor counts as just given.
const stepUpFor = 10 * time.Minute

const totpStep = 30 // seconds

var errWrongCode = problem.New(problem.Invalid, "code-wrong", lang.Text{Zh: "动态口令不对，或已经用过", En: "the code is wrong, or was used already"},
	lang.Text{Zh: "等手机上出现下一个六位数再输入；核对手机时间是否自动设置", En: "Wait for the next six figures on your phone; check that its clock is set automatically"})

var noPadding = base32.StdEncoding.WithPadding(base32.NoPadding)

// newSecret makes the secret of a second factor.
func (a *App) newSecret() ([]byte, error) {
	secret := make([]byte, 20)
	_, err := io.ReadFull(a.random(), secret)
	return secret, err
}

// otpURI is what an authenticator app scans.
func (a *App) otpURI(secret []byte, login string) string {
	v := url.Values{"secret": {noPadding.EncodeToString(secret)}, "issuer": {"Shukun"}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	return "otpauth://totp/" + url.PathEscape("Shukun:"+login) + "?" + v.Encode()
}

// stepOf finds the time step, now or one beside it, whose code this is; 0 if none.
func (a *App) stepOf(secret []byte, code string) (int64, error) {
	now := a.Now().Unix() / totpStep
	found := int64(0)
	for step := now - 1; step <= now+1; step++ {
		want, err := hotp.GenerateCodeCustom(noPadding.EncodeToString(secret), uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	return found, nil
}

// useSecond checks a code, or a recovery code, of a person and uses it up.
func (a *App) useSecond(tx *store.Tx, p store.Person, code string) (fits bool, err error) {
	code = foldCode(code)
	if len(code) > 6 {
		return tx.UseRecoveryCode(p.ID, recoveryHash(p.ID, code), a.now())
	}
	if len(p.TOTP) == 0 {
		return false, nil
	}
	secret, err := a.unseal(p.TOTP, p.ID)
	if err != nil {
		return false, err
	}
	step, err := a.stepOf(secret, code)
	if err != nil || step == 0 {
		return false, err
	}
	return tx.UseTOTPStep(p.ID, step)
}

// foldCode takes a code as people write it: spaces, hyphens, full-width figures, small letters.
func foldCode(code string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-' || r == '\u3000':
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, code)
}

func recoveryHash(person, code string) string {
	sum := sha256.Sum256([]byte(person + " " + code))
	return hex.EncodeToString(sum[:])
}

// newRecoveryCodes makes ten codes of 80 bits and keeps their hashes; earlier ones end.
func (a *App) newRecoveryCodes(tx *store.Tx, person string) (codes []string, err error) {
	var hashes []string
	for range 10 {
		var b [10]byte
		if _, err := io.ReadFull(a.random(), b[:]); err != nil {
			return nil, err
		}
		code := noPadding.EncodeToString(b[:])
		hashes = append(hashes, recoveryHash(person, code))
		codes = append(codes, code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:])
	}
	return codes, tx.SetRecoveryCodes(person, hashes)
}

// ErrStepUp asks for the second factor anew.
var ErrStepUp = problem.New(problem.Forbidden, "step-up", lang.Text{Zh: "这项操作要再验证一次身份", En: "this needs your second factor once more"},
	lang.Text{Zh: "输入动态口令后继续", En: "Enter the code from your phone and go on"})

// StepUp refuses an act unless the person gave their second factor within the last ten minutes: role grants, exceptions,
// exports of more than 1,000 rows, resets of others, parameters and settings. Screens turn the refusal into the page
// that asks for it and comes back.
func StepUp(who *Actor) error {
	if who != nil && who.Second {
		return nil
	}
	return ErrStepUp
}

// ConfirmSecond takes the second factor anew in a session: for ten minutes wide and sensitive acts are open. Where a
// demonstration has let a person in without one, their password stands in for it.
func (a *App) ConfirmSecond(ctx context.Context, who *Actor, code, password string) error {
	return a.confirmSecond(ctx, who, code, password, nil)
}

// confirmSecond with was not nil refuses if the second factor has been given since: a form kept then has gone on already.
func (a *App) confirmSecond(ctx context.Context, who *Actor, code, password string, was *store.Instant) error {
	limits := secondLimits(who.Person)
	if err := a.guessing(ctx, limits); err != nil {
		return err
	}
	p, err := a.person(ctx, who.Person)
	if err != nil {
		return err
	}
	byPassword := a.Demo && len(p.TOTP) == 0
	fits := false
	if byPassword {
		if fits, err = a.checkPassword(ctx, p.Password, password); err != nil {
			return err
		}
	}
	wrong := false
	err = a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		ok := fits
		if !byPassword {
			var err error
			if ok, err = a.useSecond(tx, p, code); err != nil {
				return err
			}
		}
		e := &Event{Action: "session.confirm", Object: "session:" + who.Session, Path: p.Home}
		if wrong = !ok; wrong {
			e.Result = store.Refused
			return a.audit(tx, who, e)
		}
		if err := right(tx, limits); err != nil {
			return err
		}
		if was != nil {
			if first, err := tx.MoveSecond(who.Session, *was, a.now()); err != nil || !first {
				return cmp.Or(err, error(errFormOver))
			}
		} else if err := tx.SetSecond(who.Session, a.now()); err != nil {
			return err
		}
		return a.audit(tx, who, e)
	})
	if err == nil && wrong {
		return errWrongCode
	}
	return err
}

// ConfirmsByPassword reports whether a password stands in for the person's second factor: in a demonstration only.
func (a *App) ConfirmsByPassword(ctx context.Context, who *Actor) (bool, error) {
	if !a.Demo {
		return false, nil
	}
	p, err := a.person(ctx, who.Person)
	return len(p.TOTP) == 0, err
}

// person loads a person.
func (a *App) person(ctx context.Context, id string) (p store.Person, err error) {
	err = a.Store.Read(ctx, store.Root, func(tx *store.Tx) error {
		var found bool
		if p, found, err = tx.Person(id); err == nil && !found {
			err = errForbidden
		}
		return err
	})
	return p, err
}
