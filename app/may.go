package app

import (
	"slices"
	"strings"

	"shukun/civil"
	"shukun/lang"
	"shukun/org"
	"shukun/store"
)

// Actor is who acts: a person signed in, with the roles in force today.
type Actor struct {
	Person  string // id
	Login   string
	Name    string
	Lang    lang.Lang
	Session string // id
	IP      string
	Request string
	Grants  []Grant // in force today
	Second  bool    // gave the second factor within the last ten minutes: wide and sensitive acts ask for it

	second store.Instant // when the second factor was given last
	tree   *tree         // the organisation as the request has seen it; nil: not looked at yet
}

// Grant is a role over a subtree of the organisation.
type Grant struct {
	ID    string
	Role  org.Role
	Path  string // '/' everything
	From  civil.Date
	Until civil.Date // zero: open
}

// Object is what an act is about: whose it is decides.
type Object struct {
	Path string // of the unit it belongs to; '/' of the instance
	Kind string // ledger kind, where the verb asks for it
	Ref  string // 'finding:ID', for the audit log
}

// Verb is something that can be done, and the action the audit log names.
type Verb string

// The verbs.
const (
	SeeDashboard     Verb = "dashboard.see"
	SeeFindings      Verb = "finding.see"
	SeeLedgers       Verb = "ledger.see" // rows as filed, payables, leases
	SeeFilings       Verb = "filing.see"
	FileLedger       Verb = "filing.file" // by ledger kind
	SetDuties        Verb = "duty.set"
	AnswerFinding    Verb = "finding.answer" // acknowledge, promise, comment, propose an exception
	DecideException  Verb = "exception.decide"
	SeeOrganisation  Verb = "organisation.see"
	EditOrganisation Verb = "organisation.edit"
	SeePeople        Verb = "people.see"
	ManagePeople     Verb = "people.manage" // invite, disable, reset
	GrantRoles       Verb = "role.grant"
	DecideRoles      Verb = "role.decide"   // the second person for roles over the instance and moves between groups
	Delegate         Verb = "role.delegate" // lend one's own role
	SeeAudit         Verb = "audit.see"
	SeeJobs          Verb = "job.see"
	ManageJobs       Verb = "job.manage"
	Export           Verb = "export.make"
	SeeLaw           Verb = "law.see"
	SeeOwn           Verb = "own.see" // an SME: what is owed to it, what was found for it, its complaints
	ChangeSettings   Verb = "setting.change"
)

var everyone = []Verb{SeeDashboard, SeeFindings, SeeFilings, SeeOrganisation, SeeLaw, Export}

// verbs are what each role may do within its subtree.
var verbs = map[org.Role][]Verb{
	org.RegulatorHead:    append([]Verb{SeeLedgers, FileLedger, SetDuties, DecideException, SeePeople, SeeAudit, Delegate, DecideRoles}, everyone...),
	org.RegulatorOfficer: append([]Verb{SeeLedgers, FileLedger, AnswerFinding, EditOrganisation, SetDuties, SeePeople}, everyone...),
	org.RegulatorAuditor: append([]Verb{SeeLedgers, SeeAudit, SeePeople}, everyone...),
	org.GroupAdmin:       append([]Verb{SeeLedgers, FileLedger, AnswerFinding, EditOrganisation, SeePeople, ManagePeople, GrantRoles, SeeJobs}, everyone...),
	org.Finance:          append([]Verb{SeeLedgers, FileLedger, AnswerFinding, Delegate, SeeJobs}, everyone...),
	org.Leasing:          append([]Verb{SeeLedgers, FileLedger, AnswerFinding, Delegate, SeeJobs}, everyone...),
	org.Utilities:        append([]Verb{SeeLedgers, FileLedger, AnswerFinding, Delegate, SeeJobs}, everyone...),
	org.Procurement:      append([]Verb{SeeLedgers, FileLedger, AnswerFinding, Delegate, SeeJobs}, everyone...),
	org.Legal:            append([]Verb{SeeLedgers, FileLedger, AnswerFinding, Delegate, SeeJobs}, everyone...),
	org.Approver:         append([]Verb{SeeLedgers, DecideException, Delegate}, everyone...),
	org.Viewer:           append([]Verb{SeeLedgers}, everyone...),
	org.SME:              {SeeOwn, SeeLaw},
	org.SystemAdmin:      {SeeJobs, ManageJobs, ChangeSettings, SeeOrganisation, SeeLaw},
	org.SecurityAdmin:    {SeePeople, ManagePeople, GrantRoles, DecideRoles, SeeOrganisation, SeeLaw},
	org.AuditAdmin:       {SeeAudit, SeeLaw},
}

// ledgerKinds are the ledgers a role may file; nil: all.
var ledgerKinds = map[org.Role][]string{
	org.RegulatorHead:    {"risk_areas", "local_policies", "enterprises", "complaints"},
	org.RegulatorOfficer: {"risk_areas", "local_policies", "enterprises", "complaints", "counterparties"},
	org.GroupAdmin:       nil,
	org.Finance:          {"counterparties", "contracts", "payables", "payments", "instruments", "upstream_receipts", "cash_positions", "group_support", "early_payments", "deposits"},
	org.Leasing:          {"counterparties", "leases", "relief_records"},
	org.Utilities:        {"counterparties", "utility_accounts", "utility_bills", "supply_interruptions", "power_resale", "commodity_sales", "service_requests"},
	org.Procurement:      {"counterparties", "contracts", "deposits", "tenders", "initiatives", "commodity_sales"},
	org.Legal:            {"counterparties", "contracts", "complaints", "initiatives"},
}

// May says whether the actor may do the verb to the object. It looks at nothing but its arguments.
func May(who *Actor, verb Verb, on Object) bool {
	if who == nil || on.Path == "" {
		return false
	}
	for _, g := range who.Grants {
		if strings.HasPrefix(on.Path, g.Path) && slices.Contains(verbs[g.Role], verb) && (verb != FileLedger || mayFile(g.Role, on.Kind)) {
			return true
		}
	}
	return false
}

func mayFile(r org.Role, kind string) bool {
	kinds := ledgerKinds[r]
	return kind == "" || kinds == nil || slices.Contains(kinds, kind)
}

// Anywhere reports whether the actor may do the verb to something: what menus ask.
func Anywhere(who *Actor, verb Verb) bool {
	return who != nil && slices.ContainsFunc(who.Grants, func(g Grant) bool { return slices.Contains(verbs[g.Role], verb) })
}

// Scope gives the paths of all the actor's grants: the wall around every transaction of theirs.
func (who *Actor) Scope() store.Scope {
	var s store.Scope
	for _, g := range who.Grants {
		if !slices.Contains(s, g.Path) {
			s = append(s, g.Path)
		}
	}
	return s
}
