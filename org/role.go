package org

import "shukun/lang"

// Role is what a person does for a unit and all below it.
type Role string

// The roles. System, security and audit administration are kept apart (三权分立).
const (
	RegulatorHead    Role = "regulator-head"
	RegulatorOfficer Role = "regulator-officer"
	RegulatorAuditor Role = "regulator-auditor"
	GroupAdmin       Role = "group-admin"
	Finance          Role = "finance"
	Leasing          Role = "leasing"
	Utilities        Role = "utilities"
	Procurement      Role = "procurement"
	Legal            Role = "legal"
	Approver         Role = "approver"
	Viewer           Role = "viewer"
	SME              Role = "sme"
	SystemAdmin      Role = "system-admin"
	SecurityAdmin    Role = "security-admin"
	AuditAdmin       Role = "audit-admin"
)

var roleTitles = map[Role]lang.Text{
	RegulatorHead:    {Zh: "监管负责人", En: "Regulator, head"},
	RegulatorOfficer: {Zh: "监管人员", En: "Regulator, officer"},
	RegulatorAuditor: {Zh: "监管稽核", En: "Regulator, auditor"},
	GroupAdmin:       {Zh: "单位管理员", En: "Unit administrator"},
	Finance:          {Zh: "财务", En: "Finance"},
	Leasing:          {Zh: "租赁", En: "Leasing"},
	Utilities:        {Zh: "供能", En: "Utilities"},
	Procurement:      {Zh: "采购", En: "Procurement"},
	Legal:            {Zh: "法务", En: "Legal"},
	Approver:         {Zh: "审批", En: "Approver"},
	Viewer:           {Zh: "查看", En: "Viewer"},
	SME:              {Zh: "中小企业", En: "SME"},
	SystemAdmin:      {Zh: "系统管理员", En: "System administrator"},
	SecurityAdmin:    {Zh: "安全管理员", En: "Security administrator"},
	AuditAdmin:       {Zh: "审计管理员", En: "Audit administrator"},
}

// Roles lists the roles in the order screens show them.
func Roles() []Role {
	return []Role{RegulatorHead, RegulatorOfficer, RegulatorAuditor, GroupAdmin, Finance, Leasing, Utilities, Procurement, Legal, Approver, Viewer, SME,
		SystemAdmin, SecurityAdmin, AuditAdmin}
}

// Title gives the role's words; Empty for a role there is not.
func (r Role) Title() lang.Text { return roleTitles[r] }

// Instance reports whether the role is held over the whole instance, never over a unit.
func (r Role) Instance() bool {
	switch r {
	case RegulatorHead, RegulatorOfficer, RegulatorAuditor, SystemAdmin, SecurityAdmin, AuditAdmin:
		return true
	}
	return false
}

// Administrator reports whether the role is one of the three that administer the system itself: nobody holds two of them.
func (r Role) Administrator() bool { return r == SystemAdmin || r == SecurityAdmin || r == AuditAdmin }

// Known reports whether there is such a role.
func (r Role) Known() bool { return !roleTitles[r].Empty() }
