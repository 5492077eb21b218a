// Package web is the screens: server-rendered pages for people at groups and at the regulator. Every action works as a
// plain form; scripts only make it pleasant. It asks app for everything and decides nothing.
package web

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"

	"shukun/app"
	"shukun/web/ui"
)

// Options are what the screens need besides the app.
type Options struct {
	Log     *slog.Logger
	Secure  bool // cookies only over TLS; off only for plain HTTP on this machine
	Gallery bool // show /-/gallery: development and tests

	Single *SingleSignOn // an identity provider people may sign in through; nil: none
}

// Server answers requests for pages.
type Server struct {
	app     *app.App
	options Options
	assets  ui.Assets
	known   []route // filled once
	single  *relyingParty
	mux     *http.ServeMux
}

// New makes the handler of the whole site.
func New(a *app.App, o Options) http.Handler {
	s := &Server{app: a, options: o, assets: assets()}
	if o.Single != nil {
		s.single = &relyingParty{SingleSignOn: *o.Single}
	}
	s.known = s.routes()
	mux := http.NewServeMux()
	s.mux = mux
	for _, r := range s.known {
		mux.Handle(r.pattern, s.serve(r))
	}
	mux.HandleFunc("GET /static/{name}", static)
	mux.Handle("/", s.serve(route{pattern: "/", access: public, handle: func(r *request) error { return errNoPage }}))
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.serve(route{access: public, handle: func(*request) error { return errCrossSite }}).ServeHTTP(w, r)
	}))
	return headers(cross.Handler(mux), o.Secure)
}

// Patterns lists the addresses that can be looked at, as the routes table has them: what tests of every screen go by.
func Patterns() []string {
	var all []string
	for _, r := range (&Server{options: Options{Gallery: true}}).routes() {
		if path, is := strings.CutPrefix(r.pattern, "GET "); is {
			all = append(all, path)
		}
	}
	return all
}

// nonceOf is where the request keeps the nonce of its answer.
type nonceOf struct{}

// headers puts the security headers on every answer. Scripts and style sheets run only where the page names them with the
// nonce of this one answer.
func headers(next http.Handler, secure bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		nonce := rand.Text()
		asked := r
		r = r.WithContext(context.WithValue(r.Context(), nonceOf{}, nonce))
		defer func() { asked.Pattern = r.Pattern }() // whoever counts requests by route looks at the one it passed on
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'nonce-"+nonce+"'; style-src 'nonce-"+nonce+"'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}
