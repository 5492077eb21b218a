package app

import (
	"context"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"shukun/lang"
	"shukun/problem"
)

// The cost of a password's hash: 46 MiB, one pass, one lane.
const (
	argonMemory, argonTime, argonLanes = 47104, 1, 1
	argonSalt, argonLength             = 16, 32
	hashersAtOnce, hashersWaiting      = 4, 64
)

// hashers lets few passwords be hashed at once: each takes 46 MiB. The zero value is ready.
type hashers struct {
	once           sync.Once
	turns, waiting chan struct{}
	done           atomic.Int64 // passwords worked out since the start
}

var errBusy = problem.New(problem.Unavailable, "sign-in-busy", lang.Text{Zh: "同时登录的人太多", En: "too many people are signing in at this moment"},
	lang.Text{Zh: "几秒后再试", En: "Try again in a few seconds"})

// run calls fn when it is its turn; refused at once if too many wait already.
func (h *hashers) run(ctx context.Context, fn func()) error {
	h.once.Do(func() { h.turns, h.waiting = make(chan struct{}, hashersAtOnce), make(chan struct{}, hashersWaiting) })
	select {
	case h.waiting <- struct{}{}:
		defer func() { <-h.waiting }()
	default:
		return errBusy
	}
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
	case <-ctx.Done():
		return errBusy.Because(ctx.Err())
	}
	fn()
	h.done.Add(1)
	return nil
}

// hashPassword makes the PHC string kept for a password.
func (a *App) hashPassword(ctx context.Context, password string) (phc string, err error) {
	salt := make([]byte, argonSalt)
	if _, err := io.ReadFull(a.random(), salt); err != nil {
		return "", err
	}
	err = a.hashers.run(ctx, func() { phc = phcOf(password, salt) })
	return phc, err
}

func phcOf(password string, salt []byte) string {
	key := argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, argonTime, argonMemory, argonLanes, argonLength)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// nobody is the hash compared with where there is no password, so that unknown logins take as long as known ones.
var nobody = "$argon2id$v=19$m=47104,t=1,p=1$" + strings.Repeat("A", 22) + "$" + strings.Repeat("A", 43)

// checkPassword compares a password with the PHC string kept; an empty string takes as long and never fits.
func (a *App) checkPassword(ctx context.Context, phc, password string) (fits bool, err error) {
	known := phc != ""
	if !known {
		phc = nobody
	}
	var version, memory, time, lanes int
	fields := strings.Split(phc, "$")
	if len(fields) != 6 || fields[1] != "argon2id" {
		return false, fmt.Errorf("app: a password is kept in an unknown way")
	}
	if _, err := fmt.Sscanf(fields[2]+" "+fields[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &time, &lanes); err != nil {
		return false, err
	}
	salt, err := base64.RawStdEncoding.DecodeString(fields[4])
	if err != nil {
		return false, err
	}
	want, err := base64.RawStdEncoding.DecodeString(fields[5])
	if err != nil {
		return false, err
	}
	err = a.hashers.run(ctx, func() {
		got := argon2.IDKey(norm.NFC.Bytes([]byte(password)), salt, uint32(time), uint32(memory), uint8(lanes), uint32(len(want)))
		fits = subtle.ConstantTimeCompare(got, want) == 1 && known
	})
	return fits, err
}

//go:embed passwords.txt
var commonPasswords string

// isCommon holds the passwords everybody tries first.
var isCommon = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, p := range strings.Fields(commonPasswords) {
		m[p] = true
	}
	return m
})

// contextWords are what people here would think of first.
var contextWords = []string{"shukun", "纾困", "baogang", "包钢", "neimenggu", "内蒙古", "nmgzw", "nmggzw", "guozi", "国资", "guoziwei", "国资委", "admin", "root", "password", "mima", "密码"}

// checkRules holds a new password against the rules: 8 to 128 characters of any script, and nothing anybody would guess.
func checkRules(password, login, name, regulator string) error {
	n := utf8.RuneCountInString(norm.NFC.String(password))
	switch {
	case !utf8.ValidString(password) || n < 8:
		return problem.New(problem.Invalid, "password-short", lang.Text{Zh: "密码少于 8 个字符", En: "the password has fewer than 8 characters"},
			lang.Text{Zh: "用 8 到 128 个字符，可用汉字、空格和任何符号；几个不相干的词最好记", En: "Use 8 to 128 characters of any script; a few unrelated words are easy to keep in mind"})
	case n > 128:
		return problem.New(problem.Invalid, "password-long", lang.Text{Zh: "密码多于 128 个字符", En: "the password has more than 128 characters"},
			lang.Text{Zh: "缩短到 128 个字符以内", En: "Shorten it to 128 characters"})
	case guessable(password, login, name, regulator):
		return problem.New(problem.Invalid, "password-common", lang.Text{Zh: "这个密码太容易猜到", En: "this password is easy to guess"},
			lang.Text{Zh: "不用常见密码、连续字符、单位名或登录名；换几个不相干的词", En: "Use no common password, run of characters, name of a unit or your login; take a few unrelated words"})
	}
	return nil
}

func guessable(password string, own ...string) bool {
	p := strings.ToLower(norm.NFKC.String(password))
	core := strings.TrimFunc(p, func(r rune) bool { return !unicode.IsLetter(r) })
	if isCommon()[p] || len([]rune(core)) > 3 && isCommon()[core] || isRun([]rune(p)) {
		return true
	}
	for _, w := range append(own, contextWords...) {
		if w = strings.ToLower(norm.NFKC.String(w)); w == "" {
			continue
		}
		if rest := strings.ReplaceAll(p, w, ""); rest != p && len([]rune(strings.TrimFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }))) < 4 {
			return true // the word, with figures and signs around it
		}
	}
	return false
}

// isRun reports one character repeated, or characters that follow each other, throughout.
func isRun(p []rune) bool {
	for _, step := range []rune{0, 1, -1} {
		run := true
		for i := 1; i < len(p); i++ {
			run = run && p[i]-p[i-1] == step
		}
		if run {
			return true
		}
	}
	return false
}

// token makes the secret of a session or a one-use link: 32 random bytes, 43 characters.
func (a *App) token() string {
	var b [32]byte
	if _, err := io.ReadFull(a.random(), b[:]); err != nil {
		panic("app: no randomness: " + err.Error()) // nothing can be kept safe without it
	}
	return base64.RawURLEncoding.EncodeToString(b[:])
}
