package web

import "testing"

// TestEveryRouteHasAccess: a route that does not say who may come through fails the build.
func TestEveryRouteHasAccess(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range (&Server{}).routes() {
		if !r.access.public && !r.access.signed && r.access.verb == "" {
			t.Errorf("%s does not say who may come through", r.pattern)
		}
		if seen[r.pattern] {
			t.Errorf("%s stands twice", r.pattern)
		}
		seen[r.pattern] = true
	}
}
