package web

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"shukun/app"
	"shukun/lang"
	"shukun/problem"
	"shukun/web/words"
)

// SingleSignOn is an OpenID Connect provider people may sign in through.
type SingleSignOn struct {
	Issuer, ClientID, Secret string
	PublicURL                string       // of this site: https://shukun.example.cn
	LoginClaim               string       // claim that holds a person's login here; "": preferred_username
	Client                   *http.Client // how the provider is asked; nil: a client with a limit of 10 s
}

// algorithms are the signatures an identity token may have: never none, never a shared secret.
var algorithms = []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.EdDSA}

// relyingParty is our side of single sign-on. The provider is looked up when the first person comes.
type relyingParty struct {
	SingleSignOn
	mu       sync.Mutex
	provider *oidc.Provider
}

var errProvider = problem.New(problem.Unavailable, "single-sign-on", lang.Text{Zh: "统一登录暂时无法使用", En: "single sign-on cannot be reached"},
	lang.Text{Zh: "稍后再试，或用登录名和密码登录", En: "Try again later, or sign in with login and password"})

var errVouch = problem.New(problem.Invalid, "single-sign-on-refused", lang.Text{Zh: "统一登录没有完成", En: "single sign-on was not completed"},
	lang.Text{Zh: "从登录页重新开始", En: "Begin again from the sign-in page"}).At(problem.Place{Column: "login"})

// context carries the HTTP client for requests to the provider.
func (rp *relyingParty) context(ctx context.Context) context.Context {
	c := rp.Client
	if c == nil {
		c = &http.Client{Timeout: 10 * time.Second}
	}
	return oidc.ClientContext(ctx, c)
}

// find looks the provider up, once; its word must name exactly the issuer we know.
func (rp *relyingParty) find(ctx context.Context) (*oidc.Provider, error) {
	rp.mu.Lock()
	defer rp.mu.Unlock()
	if rp.provider == nil {
		// The key set outlives the request that found it.
		p, err := oidc.NewProvider(rp.context(context.WithoutCancel(ctx)), rp.Issuer)
		if err != nil {
			return nil, errProvider.Because(err)
		}
		rp.provider = p
	}
	return rp.provider, nil
}

func (rp *relyingParty) oauth(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{ClientID: rp.ClientID, ClientSecret: rp.Secret, Endpoint: p.Endpoint(), RedirectURL: strings.TrimSuffix(rp.PublicURL, "/") + "/sign-in/single/back",
		Scopes: []string{oidc.ScopeOpenID, "profile"}}
}

// singleRoutes are signing in through an identity provider, if there is one.
func (s *Server) singleRoutes() []route {
	return []route{
		{"GET /sign-in/single", public, (*request).singleSignOn},
		{"GET /sign-in/single/back", public, (*request).singleBack},
	}
}

// singleSignOn sends a person to the provider, with secrets of this attempt kept in a cookie.
func (q *request) singleSignOn() error {
	rp := q.s.single
	if rp == nil {
		return errNoPage
	}
	p, err := rp.find(q.ctx())
	if err != nil {
		return err
	}
	state, nonce, verifier := oauth2.GenerateVerifier(), oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	http.SetCookie(q.w, q.s.cookie("single", strings.Join([]string{state, nonce, verifier}, "."), 600))
	http.SetCookie(q.w, q.s.cookie("back", escapeBack(q.form("back")), 600))
	http.Redirect(q.w, q.r, rp.oauth(p).AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier)), http.StatusSeeOther)
	return nil
}

// singleBack takes a person back from the provider.
func (q *request) singleBack() error {
	if q.s.single == nil {
		return errNoPage
	}
	i, err := q.vouched()
	var entry app.Entry
	if err == nil {
		entry, err = q.app.SignInLinked(q.ctx(), q.visit(), i)
	}
	http.SetCookie(q.w, q.s.cookie("single", "", -1)) // an attempt is used once
	http.SetCookie(q.w, q.s.cookie("back", "", -1))
	if err != nil {
		p := q.page(words.SignIn)
		if !q.wrong(p, err, "login") {
			return err
		}
		if cause := errors.Unwrap(err); cause != nil {
			q.s.options.Log.Warn("single sign-on refused", "request", q.id, "error", cause.Error())
		}
		return q.showAs(wrongStatus(err), signInPage(p, "", "/", true))
	}
	back := "/"
	if c, err := q.r.Cookie(q.s.cookieName("back")); err == nil {
		back = unescapeBack(c.Value)
	}
	return q.enter(entry, back)
}

// vouched checks what the provider says: that it answers this attempt of this browser, and that its token is signed by
// its keys, for us, now, once.
func (q *request) vouched() (app.Identity, error) {
	rp := q.s.single
	refuse := func(why string) (app.Identity, error) { return app.Identity{}, errVouch.Because(errors.New(why)) }
	c, err := q.r.Cookie(q.s.cookieName("single"))
	if err != nil {
		return refuse("no attempt of this browser")
	}
	parts := strings.Split(c.Value, ".")
	if len(parts) != 3 {
		return refuse("the attempt's cookie is not ours")
	}
	state, nonce, verifier := parts[0], parts[1], parts[2]
	query := q.r.URL.Query()
	switch {
	case state == "" || subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(state)) != 1:
		return refuse("another state")
	case query.Has("iss") && query.Get("iss") != rp.Issuer:
		return refuse("another issuer answers")
	case query.Get("error") != "":
		return refuse("the provider says " + query.Get("error"))
	case query.Get("code") == "":
		return refuse("no code")
	}
	p, err := rp.find(q.ctx())
	if err != nil {
		return app.Identity{}, err
	}
	ctx := rp.context(q.ctx())
	token, err := rp.oauth(p).Exchange(ctx, query.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		return refuse("the code is not taken: " + err.Error())
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := p.Verifier(&oidc.Config{ClientID: rp.ClientID, SupportedSigningAlgs: algorithms, Now: q.app.Now}).Verify(ctx, raw)
	if err != nil {
		return refuse("the token is not taken: " + err.Error())
	}
	return q.identity(id, nonce)
}

// identity reads a token whose signature, issuer, audience and times are right.
func (q *request) identity(id *oidc.IDToken, nonce string) (app.Identity, error) {
	rp := q.s.single
	refuse := func(why string) (app.Identity, error) { return app.Identity{}, errVouch.Because(errors.New(why)) }
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return refuse(err.Error())
	}
	azp, _ := claims["azp"].(string)
	switch {
	case subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(nonce)) != 1:
		return refuse("another nonce")
	case id.Subject == "":
		return refuse("no subject")
	case azp != "" && azp != rp.ClientID, len(id.Audience) > 1 && azp == "":
		return refuse("for another party")
	case id.IssuedAt.After(q.app.Now().Add(5 * time.Minute)):
		return refuse("issued in the future")
	}
	i := app.Identity{Issuer: id.Issuer, Subject: id.Subject}
	claim := rp.LoginClaim
	if claim == "" {
		claim = "preferred_username"
	}
	i.Login, _ = claims[claim].(string)
	if methods, ok := claims["amr"].([]any); ok {
		for _, m := range methods {
			if s, _ := m.(string); slices.Contains([]string{"mfa", "otp", "hwk", "swk"}, s) {
				i.Second = true
			}
		}
	}
	return i, nil
}

// escapeBack and unescapeBack carry an address of this site through a cookie or another address.
func escapeBack(back string) string { return url.QueryEscape(local(back)) }

func unescapeBack(s string) string {
	back, err := url.QueryUnescape(s)
	if err != nil {
		return "/"
	}
	return local(back)
}
