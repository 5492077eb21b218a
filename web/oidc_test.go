package web

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"shukun/app"
	"shukun/app/apptest"
	"shukun/org"
	"shukun/store/storetest"
)

// provider is a small OpenID Connect provider, for tests alone: one client, one person, and attacks on demand.
type provider struct {
	*httptest.Server
	t      *testing.T
	clock  *apptest.Clock
	key    *ecdsa.PrivateKey
	codes  map[string]url.Values // code → the request it was given for
	used   int
	issuer string // as discovery names it; "" its own

	claims func(c map[string]any)                       // changes what the token says
	token  func(claims map[string]any, good string) any // replaces the token
}

const clientID, clientSecret = "shukun", "a secret of the test"

func newProvider(t *testing.T, clock *apptest.Clock) *provider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{t: t, clock: clock, key: key, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		issuer := p.issuer
		if issuer == "" {
			issuer = p.URL
		}
		p.json(w, map[string]any{"issuer": issuer, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"ES256", "HS256", "none"}, "response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, r *http.Request) {
		p.json(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "k", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", func(w http.ResponseWriter, r *http.Request) {
		code := base64.RawURLEncoding.EncodeToString([]byte(r.URL.Query().Get("state"))[:12])
		p.codes[code] = r.URL.Query()
		http.Redirect(w, r, r.URL.Query().Get("redirect_uri")+"?code="+code+"&state="+url.QueryEscape(r.URL.Query().Get("state"))+"&iss="+url.QueryEscape(p.URL), http.StatusSeeOther)
	})
	mux.HandleFunc("POST /token", p.exchange)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *provider) json(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

// exchange gives a token for a code: once, to the client, for the verifier whose hash the request for the code named.
func (p *provider) exchange(w http.ResponseWriter, r *http.Request) {
	asked, known := p.codes[r.FormValue("code")]
	delete(p.codes, r.FormValue("code"))
	id, secret, _ := r.BasicAuth()
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !known || id != clientID || secret != url.QueryEscape(clientSecret) || asked.Get("code_challenge_method") != "S256" || base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") ||
		r.FormValue("redirect_uri") != asked.Get("redirect_uri") {
		w.WriteHeader(http.StatusBadRequest)
		p.json(w, map[string]any{"error": "invalid_grant"})
		return
	}
	p.used++
	now := p.clock.Now()
	claims := map[string]any{"iss": p.URL, "sub": "subject-1", "aud": clientID, "exp": now.Add(5 * time.Minute).Unix(), "iat": now.Unix(), "nonce": asked.Get("nonce"), "preferred_username": "lin"}
	if p.claims != nil {
		p.claims(claims)
	}
	var token any = sign256(p.t, jose.ES256, p.key, "k", claims)
	if p.token != nil {
		token = p.token(claims, token.(string))
	}
	p.json(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": token})
}

// sign256 signs claims as a token.
func sign256(t *testing.T, alg jose.SignatureAlgorithm, key any, id string, claims map[string]any) string {
	t.Helper()
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, (&jose.SignerOptions{}).WithHeader("kid", id).WithType("JWT"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := s.Sign(body)
	if err != nil {
		t.Fatal(err)
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// unsigned writes claims as a token that says of itself that it has no signature.
func unsigned(claims map[string]any, header string) string {
	body, _ := json.Marshal(claims)
	return base64.RawURLEncoding.EncodeToString([]byte(header)) + "." + base64.RawURLEncoding.EncodeToString(body) + "."
}

// singleSite is a site with a provider beside it, and a person whose login the provider knows.
func singleSite(t *testing.T) (*app.App, *apptest.Clock, *provider, string) {
	t.Helper()
	a, clock := apptest.WithClock(t, storetest.SQLite(t))
	p := newProvider(t, clock)
	s := httptest.NewUnstartedServer(nil)
	s.Start()
	t.Cleanup(s.Close)
	s.Config.Handler = New(a, Options{Log: a.Log, Single: &SingleSignOn{Issuer: p.URL, ClientID: clientID, Secret: clientSecret, PublicURL: s.URL}})
	return a, clock, p, s.URL
}

// toProvider begins to sign in, and gives the address at which the provider sends the person back.
func (c *client) toProvider(back string) string {
	c.t.Helper()
	there := c.get("/sign-in/single?back="+url.QueryEscape(back)).want(c.t, 303).location
	resp, err := c.client.Get(there)
	if err != nil {
		c.t.Fatal(err)
	}
	resp.Body.Close()
	return strings.TrimPrefix(resp.Header.Get("Location"), c.base)
}

func TestSingleSignOn(t *testing.T) {
	a, clock, p, base := singleSite(t)
	id, err := a.SeedPerson(t.Context(), "lin", "林", apptest.Password, app.Grant{Role: org.Finance, Path: "/A/"})
	if err != nil {
		t.Fatal(err)
	}
	c := browser(t, base, "")
	c.get("/sign-in?back=/account").want(t, 200, "/sign-in/single?back=%2Faccount")

	// The first time the login links the two; our own second factor is asked for, as the provider says nothing of one.
	back := c.toProvider("/account")
	c.get(back).want(t, 303, "/sign-in/enrol?back=%2Faccount")
	c.get(back).want(t, 422, "统一登录没有完成") // once
	if p.used != 1 {
		t.Fatal("the code was taken more than once", p.used)
	}
	// From now on the subject is the key: another login at the provider changes nothing, another subject is another person.
	p.claims = func(c map[string]any) { c["preferred_username"], c["amr"] = "renamed", []string{"pwd", "otp"} }
	c = browser(t, base, "")
	c.get(c.toProvider("https://evil.example/")).want(t, 303)
	c.get("/account").want(t, 200, "林")
	p.claims = func(c map[string]any) { c["sub"] = "subject-2" }
	c = browser(t, base, "")
	c.get(c.toProvider("/")).want(t, 422, "没有对应的人")
	c.get("/account").want(t, 303, "/sign-in")

	// The administrator links and unlinks by hand.
	admin, _ := as(t, a, base, app.Grant{Role: org.SecurityAdmin, Path: "/"})
	admin.get("/people/"+id+"/edit").want(t, 200, `name="subject"`)
	admin.post("/people/"+id+"/edit", "name", "林", "subject", "subject-2", "link", "yes").want(t, 303)
	c = browser(t, base, "")
	c.get(c.toProvider("/")).want(t, 303, "/sign-in/enrol")
	p.claims = func(c map[string]any) { delete(c, "preferred_username") } // subject-1 again: linked to nobody now
	c = browser(t, base, "")
	c.get(c.toProvider("/")).want(t, 422, "没有对应的人")

	// Disabled here is disabled, whatever the provider says.
	p.claims = func(c map[string]any) { c["sub"] = "subject-2" }
	clock.Move(time.Second)
	admin.post("/people/"+id+"/disable").want(t, 303)
	c = browser(t, base, "")
	c.get(c.toProvider("/")).want(t, 422)
}

// TestSingleSignOnRefuses tries what an attacker between, beside or behind the provider could.
func TestSingleSignOnRefuses(t *testing.T) {
	a, clock, p, base := singleSite(t)
	if _, err := a.SeedPerson(t.Context(), "lin", "林", apptest.Password, app.Grant{Role: org.Finance, Path: "/A/"}); err != nil {
		t.Fatal(err)
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, err := jose.JSONWebKey{Key: crypto.PublicKey(p.key.Public())}.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	set := func(pairs ...any) func(map[string]any) {
		return func(c map[string]any) {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i+1] == nil {
					delete(c, pairs[i].(string))
				} else {
					c[pairs[i].(string)] = pairs[i+1]
				}
			}
		}
	}
	now := clock.Now()
	for name, claims := range map[string]func(map[string]any){
		"another audience":         set("aud", "another"),
		"no audience":              set("aud", nil),
		"two audiences, no party":  set("aud", []string{clientID, "another"}),
		"for another party":        set("azp", "another"),
		"another issuer":           set("iss", "https://issuer.example"),
		"the issuer with a slash":  set("iss", p.URL+"/"),
		"no issuer":                set("iss", nil),
		"expired":                  set("exp", now.Add(-time.Second).Unix()),
		"no expiry":                set("exp", nil),
		"not yet":                  set("nbf", now.Add(time.Hour).Unix()),
		"issued in the future":     set("iat", now.Add(time.Hour).Unix()),
		"another nonce":            set("nonce", "another"),
		"no nonce":                 set("nonce", nil),
		"no subject":               set("sub", nil),
		"a subject that is a list": set("sub", []string{"subject-1"}),
	} {
		p.claims, p.token = claims, nil
		refused(t, base, name)
	}
	p.claims = nil
	for name, token := range map[string]func(map[string]any, string) any{
		"alg none":     func(c map[string]any, _ string) any { return unsigned(c, `{"alg":"none"}`) },
		"alg None":     func(c map[string]any, _ string) any { return unsigned(c, `{"alg":"None","kid":"k"}`) },
		"no signature": func(_ map[string]any, good string) any { return good[:strings.LastIndex(good, ".")+1] },
		"our secret as the key": func(c map[string]any, _ string) any {
			return sign256(t, jose.HS256, []byte(clientSecret+strings.Repeat(" ", 32)), "k", c)
		},
		"the public key as the key": func(c map[string]any, _ string) any { return sign256(t, jose.HS256, public, "k", c) },
		"another's key":             func(c map[string]any, _ string) any { return sign256(t, jose.ES256, other, "k", c) },
		"a key of its own": func(c map[string]any, _ string) any {
			s, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: other}, &jose.SignerOptions{EmbedJWK: true})
			if err != nil {
				t.Fatal(err)
			}
			body, _ := json.Marshal(c)
			signed, err := s.Sign(body)
			if err != nil {
				t.Fatal(err)
			}
			token, _ := signed.CompactSerialize()
			return token
		},
		"changed after signing": func(c map[string]any, good string) any {
			parts, changed := strings.Split(good, "."), maps.Clone(c)
			changed["sub"] = "subject-9"
			body, _ := json.Marshal(changed)
			return parts[0] + "." + base64.RawURLEncoding.EncodeToString(body) + "." + parts[2]
		},
		"no token":        func(map[string]any, string) any { return nil },
		"no text":         func(map[string]any, string) any { return 7 },
		"no token at all": func(map[string]any, string) any { return "token" },
	} {
		p.token = token
		refused(t, base, name)
	}
	p.token = nil
	for name, change := range map[string]func(c *client, back string) string{
		"another state":      func(_ *client, back string) string { return strings.Replace(back, "state=", "state=x", 1) },
		"no state":           func(_ *client, back string) string { return strings.Replace(back, "state=", "other=", 1) },
		"another issuer":     func(_ *client, back string) string { return strings.Replace(back, "iss=", "iss=x", 1) },
		"no code":            func(_ *client, back string) string { return strings.Replace(back, "code=", "other=", 1) },
		"a made-up code":     func(_ *client, back string) string { return strings.Replace(back, "code=", "code=x", 1) },
		"an error":           func(_ *client, back string) string { return back + "&error=access_denied" },
		"another's browser":  func(_ *client, _ string) string { return browser(t, base, "").toProvider("/") },
		"an earlier attempt": func(c *client, back string) string { c.toProvider("/"); return back },
		"another's code in one's own attempt": func(_ *client, back string) string {
			theirs, _ := url.Parse(browser(t, base, "").toProvider("/"))
			mine, _ := url.Parse(back)
			q := mine.Query()
			q.Set("code", theirs.Query().Get("code"))
			return mine.Path + "?" + q.Encode()
		},
	} {
		c := browser(t, base, "")
		back := change(c, c.toProvider("/"))
		c.get(back).want(t, 422)
		c.get("/account").want(t, 303, "/sign-in")
		if t.Failed() {
			t.Fatal(name)
		}
	}
	// A provider that calls itself by another name is not asked again under that name.
	p.issuer = "https://issuer.example"
	s := httptest.NewServer(New(a, Options{Log: a.Log, Single: &SingleSignOn{Issuer: p.URL, ClientID: clientID, Secret: clientSecret, PublicURL: base}}))
	defer s.Close()
	browser(t, s.URL, "").get("/sign-in/single").want(t, 503)
	// The good way still works: what was refused above was refused for its own sake.
	p.issuer = ""
	c := browser(t, base, "")
	c.get(c.toProvider("/")).want(t, 303, "/sign-in/enrol")
}

// refused goes through a sign-in that must not succeed.
func refused(t *testing.T, base, name string) {
	t.Helper()
	c := browser(t, base, "")
	if got := c.get(c.toProvider("/")); got.status != 422 {
		t.Errorf("%s: status %d, location %q", name, got.status, got.location)
	}
	if got := c.get("/account"); got.status != 303 || !strings.HasPrefix(got.location, "/sign-in") {
		t.Errorf("%s: is signed in", name)
	}
}
