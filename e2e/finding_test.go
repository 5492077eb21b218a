package e2e

import "testing"

// TestFindingTrace: with scripts the steps stand on the page without being asked for; without, a link leads to them.
func TestFindingTrace(t *testing.T) {
	s := demo(t)
	b := s.tab(t, desk.as("head"))
	b.open("/findings?rule=01.overdue")
	link := eval[string](b, `new URL(document.querySelector("table[data-rows=findings] th a").href).pathname`)
	b.open(link)
	steps := eval[int](b, `new Promise(done => {
		const look = () => document.querySelectorAll("table[data-rows=trace] tbody tr").length;
		if (look()) { done(look()); return; }
		new MutationObserver(() => { if (look()) { done(look()); } }).observe(document.body, {childList: true, subtree: true});
	})`)
	if steps < 3 {
		t.Errorf("%d steps", steps)
	}
	b.good(link)
	plain := s.tab(t, desk.as("head").withoutScript())
	plain.open(link)
	plain.click(`a[href$="/trace"]`)
	if n := eval[int](plain, `document.querySelectorAll("table[data-rows=trace] tbody tr").length`); n != steps {
		t.Errorf("%d steps without scripts, %d with", n, steps)
	}
}
