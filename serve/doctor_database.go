package serve

import (
	"os"
	"strconv"
	"strings"

	"shukun/lang"
	"shukun/store"
)

// databaseChecks look at the database itself.
func databaseChecks() []examination {
	return []examination{
		{t2("数据库可打开", "database opens"), nothing, func(p *patient) verdict {
			if p.dbErr != nil && p.config.SQLiteFile() != "" {
				if _, err := os.Stat(p.config.SQLiteFile()); err != nil {
					return warn(same(p.config.SQLiteFile()), t2("第一次启动服务时建立", "It is made when the server starts for the first time"))
				}
			}
			return ofError(p.dbErr, lang.Text{})
		}},
		{t2("数据库版本", "database version"), database, func(p *patient) verdict { return verdict{found: same(p.health.Version)} }},
		{t2("数据库结构是本版", "schema is this program's"), database, func(p *patient) verdict { return ofError(p.schema.Check(), lang.Text{}) }},
		{t2("写入真正落盘", "writes reach the disk"), database, func(p *patient) verdict {
			var bad []string
			for name, value := range p.health.Settings {
				bad = append(bad, name+"="+value)
			}
			if len(bad) > 0 {
				return fail(same(strings.Join(bad, " ")), t2("改回默认值；否则断电会丢失已确认的数据", "Set the defaults again; otherwise a power cut loses what was confirmed"))
			}
			return verdict{}
		}},
		{t2("数据库文件完好", "database file is whole"), database, func(p *patient) verdict {
			if p.health.Damage != "" {
				return fail(same(p.health.Damage), t2("停止服务，从备份恢复", "Stop the server and restore a backup"))
			}
			return verdict{}
		}},
		{t2("数据库文件仅本账号可读", "database file is for this account alone"), nothing, func(p *patient) verdict {
			if p.config.SQLiteFile() == "" {
				return notHere
			}
			return private(p.config.SQLiteFile(), 0o600)
		}},
		{t2("日志文件不过大", "write-ahead log is small"), nothing, func(p *patient) verdict {
			info, err := os.Stat(p.config.SQLiteFile() + "-wal")
			if p.config.SQLiteFile() == "" || err != nil {
				return notHere
			}
			if info.Size() > 512<<20 {
				return warn(same(strconv.FormatInt(info.Size()>>20, 10)+" MB"), t2("有长时间的读取没有结束；重新启动服务", "A long read has not ended; restart the server"))
			}
			return verdict{}
		}},
		{t2("按字节比较文字", "text is compared byte by byte"), database, func(p *patient) verdict {
			if !p.health.Bytewise {
				return fail(t2("数据库的排序规则不是 C", "the database's collation is not C"), t2("用 create database … locale 'C.UTF-8' template template0 新建，再恢复备份", "Make the database with locale 'C.UTF-8' template template0 and restore a backup into it"))
			}
			return verdict{}
		}},
		{t2("数据库账号不能越过行级权限", "database account cannot pass row-level security"), database, func(p *patient) verdict {
			if p.health.Superuser {
				return fail(same(p.config.Database), t2("换用普通账号：alter role … nosuperuser nobypassrls", "Use a plain role: alter role … nosuperuser nobypassrls"))
			}
			return verdict{}
		}},
		{t2("行级权限已启用", "row-level security stands"), database, func(p *patient) verdict {
			if len(p.health.WallsDown) > 0 {
				return fail(same(strings.Join(p.health.WallsDown, " ")), t2("运行 shukun migrate up", "Run shukun migrate up"))
			}
			return verdict{}
		}},
		{t2("数据库时钟与本机一致", "database's clock agrees"), database, func(p *patient) verdict {
			if p.health.Now == 0 {
				return notHere
			}
			apart := store.InstantOf(p.world.Now()) - p.health.Now
			return clock(max(apart, -apart))
		}},
		{t2("没有来自未来的记录", "nothing is dated in the future"), schema, func(p *patient) verdict {
			var last store.Instant
			err := p.db.Read(p.ctx, store.Root, func(tx *store.Tx) (err error) { last, err = tx.LastAudit(); return err })
			if err != nil {
				return ofError(err, lang.Text{})
			}
			return clock(last - store.InstantOf(p.world.Now()))
		}},
	}
}

// clock judges how far two clocks are apart, in milliseconds.
func clock(apart store.Instant) verdict {
	found := t2("相差 "+strconv.FormatInt(int64(apart)/1000, 10)+" 秒", strconv.FormatInt(int64(apart)/1000, 10)+" s apart")
	cure := t2("用 NTP 校准两边的时钟", "Set both clocks by NTP")
	switch {
	case apart > 60_000:
		return fail(found, cure)
	case apart > 2_000:
		return warn(found, cure)
	}
	return verdict{}
}
