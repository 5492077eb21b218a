package serve

import (
	"strconv"

	"shukun/civil"
	"shukun/lang"
	"shukun/org"
	"shukun/store"
)

// restoreCure is what helps where rows contradict each other.
var restoreCure = t2("停止服务，运行 shukun audit verify，从最近一份完好的备份恢复，并报告维护者", "Stop the server, run shukun audit verify, restore the last good backup, and tell the maintainers")

func rows(zh, en string) func(n string) lang.Text {
	return func(n string) lang.Text { return t2(n+" "+zh, n+" "+en) }
}

// contentChecks look at what is in the database.
func contentChecks() []examination {
	return []examination{
		count(t2("审计日志没有缺号", "audit log has no gaps"), "audit-gaps", Fail, rows("处缺号", "gaps"), restoreCure),
		count(t2("每行台账有报送", "every row has its filing"), "rows-without-filing", Fail, rows("行没有报送", "rows without a filing"), restoreCure),
		count(t2("台账行的起止一致", "rows begin and end in order"), "rows-ended-wrongly", Fail, rows("行起止不一致", "rows with a wrong end"), restoreCure),
		count(t2("台账归属在组织树内", "rows belong to units"), "rows-outside-tree", Fail, rows("个归属不在组织树内", "paths without a unit"), restoreCure),
		count(t2("报送序号", "filing numbers"), "filings-beyond-head", Fail, rows("份报送超出序号", "filings beyond the counter"), restoreCure),
		count(t2("原件都在", "originals are there"), "blobs-missing", Fail, rows("份原件缺失", "originals missing"), restoreCure),
		{t2("原件没有变", "originals are unchanged"), schema, func(p *patient) verdict {
			var n int64
			err := p.db.Read(store.Unhurried(p.ctx), store.Root, func(tx *store.Tx) (err error) { n, err = tx.SpoiledBlobs(200); return err })
			return counted(n, err, Fail, rows("份原件与其散列不符", "originals differ from their hash"), restoreCure)
		}},
		count(t2("问题归属在组织树内", "findings belong to units"), "findings-outside-tree", Fail, rows("个归属不在组织树内", "paths without a unit"), restoreCure),
		count(t2("问题状态一致", "findings' states agree"), "findings-live-wrongly", Fail, rows("条问题状态不一致", "findings with a wrong state"), restoreCure),
		count(t2("问题都有来源行", "findings have their rows"), "findings-without-row", Fail, rows("条问题没有来源行", "findings without a row"), restoreCure),
		count(t2("问题的经过都有问题", "events belong to findings"), "events-without", Fail, rows("条经过没有问题", "events without a finding"), restoreCure),
		count(t2("组织树一致", "organisation tree agrees"), "units-misplaced", Fail, rows("个单位的位置不对", "units in a wrong place"), restoreCure),
		count(t2("授权都有人", "roles belong to people"), "grants-without-person", Fail, rows("条授权没有人", "roles of nobody"), restoreCure),
		count(t2("会话都有人", "sessions belong to people"), "sessions-of-nobody", Fail, rows("个会话没有人", "sessions of nobody"), restoreCure),
		count(t2("三权分立", "administrators' powers are apart"), "powers-joined", Fail, rows("人兼任系统、安全、审计管理员中的两种", "people hold two of system, security and audit administrator"), t2("收回其中一种", "Take one of them back")),
		count(t2("没有失败的任务", "no job failed for good"), "jobs-dead", Warn, rows("个任务失败", "jobs failed"), t2("在“任务”页看原因，排除后重试", "Read the reason on the jobs page, mend it and retry")),
		{t2("任务没有积压", "jobs do not pile up"), schema, func(p *patient) verdict {
			var f store.Figures
			err := p.db.Read(p.ctx, store.Root, func(tx *store.Tx) (err error) { f, err = tx.Figures(store.InstantOf(p.world.Now())); return err })
			if err != nil {
				return ofError(err, lang.Text{})
			}
			if minutes := f.OldestWait / 60_000; minutes >= 10 {
				return warn(t2("最早的已等 "+strconv.FormatInt(minutes, 10)+" 分钟", "the oldest has waited "+strconv.FormatInt(minutes, 10)+" minutes"), t2("服务是否在运行？看日志，或加大 workers", "Is a server running? Read the log, or set more workers"))
			}
			return verdict{}
		}},
		{t2("有安全管理员", "there is a security administrator"), schema, func(p *patient) verdict {
			day := p.world.Today()
			if !p.config.Day.IsZero() {
				day = p.config.Day
			}
			return administrator(p, day)
		}},
		{t2("密钥与数据库相符", "keys fit the database"), schema, func(p *patient) verdict {
			if err := keysHere(p.ctx, p.config, p.db); err != nil {
				return ofError(err, keyCure)
			}
			return ofError(auditKeyFits(p.ctx, p.config, p.db), keyCure)
		}},
	}
}

func administrator(p *patient, day civil.Date) verdict {
	var n int
	err := p.db.Read(p.ctx, store.Root, func(tx *store.Tx) (err error) { n, err = tx.CountHolders(org.SecurityAdmin, day); return err })
	if err != nil {
		return ofError(err, lang.Text{})
	}
	if n == 0 {
		return warn(t2("还没有", "none yet"), t2("启动服务，打开给出的链接", "Start the server and open the link it gives"))
	}
	return verdict{}
}
