package app

import (
	"slices"
	"strings"

	"shukun/lang"
	"shukun/ledger"
	"shukun/org"
	"shukun/problem"
	"shukun/store"
)

// home is whose a row is.
type home struct {
	owner, path string
	now         string         // where the owner's rows stand now: path, unless the draft moves the owner
	why         *problem.Error // why the row cannot be filed by this person for this unit
}

// homes finds whose rows are. Looking a unit up is done once a unit and ledger.
type homes struct {
	d     *draft
	who   *Actor
	known map[string]home                // kind and code → home
	refs  map[string]map[string][]string // kind → key → owners of rows filed before
}

// sharedKinds belong to no enterprise: they are the regulator's for all, or a group's for itself.
var sharedKinds = []string{"counterparties", "risk_areas", "local_policies"}

// of gives the home of row i.
func (h *homes) of(rows ledger.Rows, i int) home {
	k := rows.Kind()
	switch k.Key {
	case "risk_areas", "local_policies":
		return h.allowed(k, home{path: "/", now: "/"}, errSharedKind)
	case "counterparties":
		if h.d.Unit == "" {
			return h.allowed(k, home{path: "/", now: "/"}, errSharedKind)
		}
		return home{owner: strings.Trim(h.d.top, "/"), path: h.d.top, now: h.d.top} // the group's own register, whoever of it files
	case "enterprises":
		if e := h.d.refused[h.d.book.Enterprises[i].Code.String()]; e != nil {
			return home{why: e}
		}
	case "leases":
		return h.lease(&h.d.book.Leases[i])
	}
	owner := rows.Owner(i)
	if other, _ := k.Through(); other == nil {
		return h.unit(k, owner)
	} else if owner.IsZero() {
		return h.filedBefore(k, other, rows.Reference(i))
	}
	if k.Key == "relief_records" {
		return h.lease(h.d.book.LeaseOf(&h.d.book.ReliefRecords[i]))
	}
	return h.unit(k, owner)
}

// unit gives the home at a unit of the organisation, if the person may file the ledger for it here.
func (h *homes) unit(k *ledger.Kind, code org.Code) home {
	id := k.Key + code.String()
	if found, ok := h.known[id]; ok {
		return found
	}
	x := home{why: errNotOurs}
	if u, ok := h.d.units[code.String()]; ok && strings.HasPrefix(u.path, h.d.unit.Path) {
		x = h.allowed(k, home{owner: code.String(), path: u.path, now: u.now}, errNotOurs)
	}
	h.known[id] = x
	return x
}

func (h *homes) allowed(k *ledger.Kind, x home, otherwise *problem.Error) home {
	if !May(h.who, FileLedger, Object{Path: x.path, Kind: k.Key}) {
		return home{why: otherwise}
	}
	return x
}

// lease gives the home of a lease. A sublease may be let by somebody outside the organisation; it then goes with the head
// lease it hangs on, since the relief must be followed to the actual occupant.
func (h *homes) lease(l *ledger.Lease) home {
	leases := ledger.FindKind("leases")
	no := ""
	for range 16 { // no chain is longer
		if x := h.unit(leases, l.Lessor); x.why == nil || l.HeadNo == "" {
			return x
		}
		head := h.d.book.Head(l)
		if no = l.HeadNo; head == nil {
			break
		}
		l = head
	}
	return h.filedBefore(leases, leases, no)
}

// filedBefore gives the home of what a row refers to among the rows filed before; if it is not there either, or it cannot
// be told which, the row is kept with the filing unit.
func (h *homes) filedBefore(k, other *ledger.Kind, no string) home {
	owners := h.refs[other.Key][no]
	if len(owners) == 1 {
		if code, verdict := org.ParseCode(owners[0]); verdict.Usable() {
			return h.unit(k, code)
		}
	}
	return home{owner: h.d.unit.Code, path: h.d.unit.Path, now: h.d.unit.Path}
}

// loadRefs reads which rows filed before the draft's rows may refer to, if any needs it.
func (h *homes) loadRefs(tx *store.Tx) error {
	h.refs = map[string]map[string][]string{}
	for _, k := range h.d.kinds {
		other, _ := k.Through()
		if k.Key == "leases" {
			other = k
		}
		if other == nil || h.refs[other.Key] != nil {
			continue
		}
		rows := h.d.book.Rows(k)
		loose := k.Key == "leases" && slices.ContainsFunc(h.d.book.Leases, func(l ledger.Lease) bool { return l.HeadNo != "" && h.d.book.Head(&l) == nil })
		for i := 0; i < rows.Len() && !loose; i++ {
			loose = k.Key != "leases" && rows.Owner(i).IsZero()
		}
		if !loose {
			continue
		}
		found := map[string][]string{}
		if err := tx.EachKey(other.Key, h.d.top, func(key, owner string) { found[key] = append(found[key], owner) }); err != nil {
			return err
		}
		h.refs[other.Key] = found
	}
	return nil
}

var (
	errNotOurs = problem.New(problem.Forbidden, "owner-not-ours", lang.Text{Zh: "这一行的单位不在可以报送的单位之内", En: "the unit of this row is not among those you may file for"},
		lang.Text{Zh: "核对代码；如确是所属单位，先由单位管理员补入组织，再报送", En: "Check the code; if it is a unit of yours, have your administrator add it to the organisation first"})
	errSharedKind = problem.New(problem.Forbidden, "ledger-of-regulator", lang.Text{Zh: "这种台账由监管单位统一报送", En: "this ledger is filed by the regulator for all"},
		lang.Text{Zh: "删去这份台账后重新上传", En: "Leave it out and upload again"})
	errTextNUL = problem.New(problem.Invalid, "control-character", lang.Text{Zh: "这一行的文字里有看不见的控制字符", En: "the texts of this row hold a control character"},
		lang.Text{Zh: "重新录入这一行", En: "Enter the row again"})
)
