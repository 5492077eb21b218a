package serve

import (
	"context"
	"net"
	"os"
	"strconv"

	"shukun/config"
	"shukun/lang"
	"shukun/problem"
	"shukun/store"
)

// Status is what a check came to.
type Status string

// The statuses.
const (
	OK   Status = "OK"
	Warn Status = "WARN"
	Fail Status = "FAIL"
	None Status = "--" // does not apply here, or could not be made
)

// Check is one check of the doctor, made.
type Check struct {
	No     int       `json:"no"`
	Name   lang.Text `json:"name"`
	Status Status    `json:"status"`
	Found  lang.Text `json:"found"`
	Cure   lang.Text `json:"cure"`
	Fixed  bool      `json:"fixed,omitempty"`
}

// verdict is what a check says: zero is well.
type verdict struct {
	status      Status
	found, cure lang.Text
	fix         func() error // safe to do by itself; nil: none
}

func fail(found, cure lang.Text) verdict { return verdict{status: Fail, found: found, cure: cure} }
func warn(found, cure lang.Text) verdict { return verdict{status: Warn, found: found, cure: cure} }

func t2(zh, en string) lang.Text { return lang.Text{Zh: zh, En: en} }

// same are words that are the same in both languages, such as a file's name.
func same(s string) lang.Text { return lang.Text{Zh: s, En: s} }

var notHere = verdict{status: None, found: t2("不适用", "does not apply")}

// patient is what the doctor looks at.
type patient struct {
	ctx    context.Context
	config *config.Config
	world  World
	db     *store.DB // nil: it could not be opened
	dbErr  error
	schema store.Schema
	health store.Health
}

// examination is one check to make, left out where what it needs is not there.
type examination struct {
	name  lang.Text
	needs need
	look  func(p *patient) verdict
}

// need is what a check needs of the database.
type need int

const (
	nothing  need = iota
	database      // open
	schema        // of this program
)

// Doctor makes every check, numbered in a fixed order, and mends what is safe to mend if fix.
func Doctor(ctx context.Context, c *config.Config, world World, fix bool) []Check {
	p := &patient{ctx: ctx, config: c, world: world}
	p.open()
	if p.db != nil {
		defer p.db.Close()
	}
	var all []Check
	for i, e := range examinations() {
		var v verdict
		switch {
		case e.needs >= database && p.db == nil:
			v = verdict{status: None, found: t2("数据库打不开，未检查", "not checked: the database cannot be opened")}
		case e.needs == schema && p.schema.Check() != nil:
			v = verdict{status: None, found: t2("数据库结构不是本版，未检查", "not checked: the schema is not this program's")}
		default:
			v = e.look(p)
		}
		if v.status == "" {
			v.status = OK
		}
		c := Check{No: i + 1, Name: e.name, Status: v.status, Found: v.found, Cure: v.cure}
		if fix && v.fix != nil && v.fix() == nil {
			c.Status, c.Fixed = OK, true
		}
		all = append(all, c)
	}
	return all
}

// examinations lists the checks. New ones are added at the end of their part; numbers may then move, names never.
func examinations() []examination {
	return append(append(placeChecks(), databaseChecks()...), contentChecks()...)
}

func (p *patient) open() {
	url, err := p.config.DatabaseURL()
	if err == nil {
		p.db, err = store.OpenBeside(p.ctx, url)
	}
	if err == nil {
		if p.schema, err = p.db.Schema(p.ctx); err == nil {
			p.health, err = p.db.Health(p.ctx, true)
		}
		if err != nil {
			p.db.Close()
			p.db = nil
		}
	}
	p.dbErr = err
}

// count makes a check of an inspection that must find nothing.
func count(name lang.Text, inspection string, bad Status, found func(n string) lang.Text, cure lang.Text) examination {
	return examination{name, schema, func(p *patient) verdict {
		var n int64
		err := p.db.Read(store.Unhurried(p.ctx), store.Root, func(tx *store.Tx) (err error) { n, err = tx.Inspect(inspection); return err })
		return counted(n, err, bad, found, cure)
	}}
}

func counted(n int64, err error, bad Status, found func(n string) lang.Text, cure lang.Text) verdict {
	if err != nil {
		return fail(t2(problem.In(err, lang.Zh), problem.In(err, lang.En)), cure)
	}
	if n > 0 {
		return verdict{status: bad, found: found(strconv.FormatInt(n, 10)), cure: cure}
	}
	return verdict{}
}

// private makes sure that a file is for its owner alone.
func private(file string, mode os.FileMode) verdict {
	info, err := os.Stat(file)
	if err != nil {
		return notHere
	}
	if info.Mode().Perm()&^mode == 0 {
		return verdict{}
	}
	v := fail(same(file+" "+info.Mode().Perm().String()), t2("运行 chmod "+strconv.FormatInt(int64(mode), 8)+" "+file+"，或 shukun doctor --fix", "Run chmod "+strconv.FormatInt(int64(mode), 8)+" "+file+", or shukun doctor --fix"))
	v.fix = func() error { return os.Chmod(file, mode) }
	return v
}

// loopback reports whether only this machine reaches an address.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
