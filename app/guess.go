package app

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// limit is how many wrong guesses at a key are free, how long the delay after them may grow, and when they are forgotten.
type limit struct {
	key             string
	free            int64
	longest, forget time.Duration
}

// signInLimits slow down guessing at one login from one address most, at a login from everywhere a little (so that
// no outsider locks somebody out), and at everything from one address or network.
func signInLimits(login, ip string) []limit {
	return []limit{
		{"pair:" + login + "|" + ip, 5, 15 * time.Minute, 24 * time.Hour},
		{"login:" + login, 20, time.Minute, 24 * time.Hour},
		{"address:" + ip, 30, time.Minute, time.Minute},
		{"network:" + network(ip), 120, time.Minute, time.Minute},
	}
}

// secondLimits slow down guessing at the second factor of a person: six figures, three of a million right.
func secondLimits(person string) []limit {
	return []limit{{"second:" + person, 5, 15 * time.Minute, 24 * time.Hour}}
}

// network is the /24 of an IPv4 address, the /48 of an IPv6 one.
func network(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return ip
	}
	bits := 48
	if a.Unmap().Is4() {
		a, bits = a.Unmap(), 24
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return ip
	}
	return p.String()
}

// guessing counts a guess at every key before it is looked at, so that many at once gain nothing; right takes it back.
// While a delay runs nothing is looked at and nothing counted.
func (a *App) guessing(ctx context.Context, limits []limit) error {
	now := a.now()
	return a.Store.Write(ctx, store.Root, func(tx *store.Tx) error {
		if err := tx.DropGuesses(before(now, 48*time.Hour)); err != nil {
			return err
		}
		for _, l := range limits {
			g, err := tx.AddGuess(l.key, now, before(now, l.forget))
			if err != nil {
				return err
			}
			if g.Next > now {
				return tooMany(g.Next.Time().Sub(now.Time()))
			}
			g.Next = now + store.Instant(delay(g.Fails, l).Milliseconds())
			if err := tx.SetGuess(l.key, g); err != nil {
				return err
			}
		}
		return nil
	})
}

// right forgets the guesses at the person's own keys, and takes this one back at those shared with others.
func right(tx *store.Tx, limits []limit) error {
	for i, l := range limits {
		forget := tx.DropGuess
		if i >= 2 {
			forget = tx.UncountGuess
		}
		if err := forget(l.key); err != nil {
			return err
		}
	}
	return nil
}

// delay is the wait after a number of wrong guesses: none at first, then doubling.
func delay(fails int64, l limit) time.Duration {
	if fails < l.free {
		return 0
	}
	return min(time.Second<<min(fails-l.free, 20), l.longest)
}

func before(at store.Instant, d time.Duration) store.Instant {
	return at - store.Instant(d.Milliseconds())
}

func tooMany(wait time.Duration) error {
	s := int((wait + time.Second - 1) / time.Second)
	return problem.New(problem.Unavailable, "too-many-guesses", lang.Text{Zh: fmt.Sprintf("尝试次数过多，%d 秒后可再试", s), En: fmt.Sprintf("too many attempts; wait %d seconds", s)},
		lang.Text{Zh: "忘记密码时，联系本单位管理员取得重设链接", En: "If you forgot your password, ask your unit's administrator for a link to set a new one"})
}
