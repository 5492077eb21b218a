package app_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"shukun/app"
	"shukun/org"
)

// node is a unit of the oracle's own tree: it knows its parent, nothing of paths.
type node struct {
	parent *node // nil: below the instance
	code   string
}

func (n *node) path() string {
	if n == nil {
		return "/"
	}
	return n.parent.path() + n.code + "/"
}

// rights is the oracle's own table, written from the specification and not from the code: R regulator's head, O officer,
// U auditor, G group administrator, W the working roles (finance, leasing, utilities, procurement, legal), P approver,
// V viewer, Y system, C security, T audit administrator, E an SME.
var rights = map[app.Verb]string{
	app.SeeDashboard: "ROUGWPV", app.SeeFindings: "ROUGWPV", app.SeeFilings: "ROUGWPV", app.Export: "ROUGWPV", app.SeeLedgers: "ROUGWPV",
	app.SeeOrganisation: "ROUGWPVYC", app.SeeLaw: "ROUGWPVYCTE", app.FileLedger: "ROGW", app.SetDuties: "RO", app.AnswerFinding: "OGW", app.DecideException: "RP",
	app.EditOrganisation: "OG", app.SeePeople: "ROUGC", app.ManagePeople: "GC", app.GrantRoles: "GC", app.DecideRoles: "RC", app.Delegate: "RWP",
	app.SeeAudit: "RUT", app.SeeJobs: "GWY", app.ManageJobs: "Y", app.ChangeSettings: "Y", app.SeeOwn: "E",
}

var letters = map[org.Role]string{org.RegulatorHead: "R", org.RegulatorOfficer: "O", org.RegulatorAuditor: "U", org.GroupAdmin: "G", org.Finance: "W", org.Leasing: "W",
	org.Utilities: "W", org.Procurement: "W", org.Legal: "W", org.Approver: "P", org.Viewer: "V", org.SME: "E", org.SystemAdmin: "Y", org.SecurityAdmin: "C", org.AuditAdmin: "T"}

// oracle says what May should, by walking up the tree.
func oracle(held map[*node][]org.Role, verb app.Verb, on *node) bool {
	for n := on; ; n = n.parent {
		for _, r := range held[n] {
			if strings.Contains(rights[verb], letters[r]) {
				return true
			}
		}
		if n == nil {
			return false
		}
	}
}

// TestMayAgreesWithTheOracle asks both about 10,000 random actors, verbs and units in random trees of 200 units, whose
// codes begin like each other's, as credit codes do.
func TestMayAgreesWithTheOracle(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var all []app.Verb
	for v := range rights {
		all = append(all, v)
	}
	allowed := 0
	for tree := range 20 {
		nodes := []*node{nil}
		for i := range 200 {
			nodes = append(nodes, &node{nodes[random.IntN(len(nodes))], strings.Repeat("9", 1+i%3) + fmt.Sprint(i)})
		}
		for range 500 {
			who, held := &app.Actor{}, map[*node][]org.Role{}
			for range random.IntN(4) {
				n, r := nodes[random.IntN(len(nodes))], org.Roles()[random.IntN(len(org.Roles()))]
				held[n] = append(held[n], r)
				who.Grants = append(who.Grants, app.Grant{Role: r, Path: n.path()})
			}
			verb, on := all[random.IntN(len(all))], nodes[random.IntN(len(nodes))]
			if random.IntN(2) == 0 && len(who.Grants) > 0 { // near what they hold, so that the answer is often yes
				for n := range held {
					on = n
				}
			}
			got, want := app.May(who, verb, app.Object{Path: on.path()}), oracle(held, verb, on)
			if got != want {
				t.Fatalf("tree %d: %v may %s %s: %v, the oracle says %v", tree, who.Grants, verb, on.path(), got, want)
			}
			if got {
				allowed++
				if !app.Anywhere(who, verb) {
					t.Fatalf("%v may %s here but nowhere", who.Grants, verb)
				}
			}
		}
	}
	if allowed < 1000 {
		t.Fatalf("only %d of 10,000 were allowed: the test asks too little", allowed)
	}
}

func TestMayRefusesWhatIsNotSaid(t *testing.T) {
	everything := &app.Actor{}
	for _, r := range org.Roles() {
		everything.Grants = append(everything.Grants, app.Grant{Role: r, Path: "/A/"})
	}
	for name, ok := range map[string]bool{
		"nobody":              app.May(nil, app.SeeLaw, app.Object{Path: "/A/"}),
		"no roles":            app.May(&app.Actor{}, app.SeeLaw, app.Object{Path: "/A/"}),
		"an object of nobody": app.May(everything, app.SeeFindings, app.Object{}),
		"above":               app.May(everything, app.SeeFindings, app.Object{Path: "/"}),
		"a name that begins":  app.May(everything, app.SeeFindings, app.Object{Path: "/AB/"}),
		"a verb there is not": app.May(everything, "everything", app.Object{Path: "/A/"}),
	} {
		if ok {
			t.Errorf("%s is allowed", name)
		}
	}
	clerk := &app.Actor{Grants: []app.Grant{{Role: org.Leasing, Path: "/A/"}}}
	if app.May(clerk, app.FileLedger, app.Object{Path: "/A/", Kind: "payables"}) || !app.May(clerk, app.FileLedger, app.Object{Path: "/A/", Kind: "leases"}) {
		t.Error("a leasing clerk files leases and no payables")
	}
}
