package timelypayment

import (
	"strconv"

	"shukun/debt"
	"shukun/lang"
	"shukun/money"
	"shukun/policy"
)

var (
	stepSize       = policy.Say("收款单位规模", "size of the payee")
	stepWritten    = policy.Say("约定付款日", "day written down")
	stepStart      = policy.Say("付款期限起算日", "term runs from")
	stepDays       = policy.Say("付款期限（天）", "term in days")
	stepCapped     = policy.Say("约定期限超过上限，按上限计（天）", "agreed term cut to the cap, in days")
	stepEnds       = policy.Say("期满日（遇休息日顺延）", "term ends (moved past rest days)")
	stepNoDue      = policy.Say("到期日", "due date")
	stepAmount     = policy.Say("应付金额", "amount")
	stepPaid       = policy.Say("已付（含检查日当天）", "paid up to the as-of day")
	stepDisputed   = policy.Say("争议金额", "disputed")
	stepOpen       = policy.Say("无争议余额", "undisputed balance")
	stepRate       = policy.Say("适用利率", "rate that applies")
	stepFenDays    = policy.Say("计息积数（元·天）", "principal × days, in yuan-days")
	stepInterest   = policy.Say("逾期利息（四舍五入一次）", "interest, rounded once")
	stepSigned     = policy.Say("合同签订日", "contract signed on")
	stepAgreedRate = policy.Say("约定逾期年利率（%）", "agreed overdue rate, % a year")
	stepFloor      = policy.Say("签订当日一年期LPR（%）", "one-year LPR that day, %")
	stepNeed       = policy.Say("30天内须付中小企业的无争议款项", "undisputed sums owed to SMEs within 30 days")
	stepFunds      = policy.Say("可用资金", "available funds")
	stepSupport    = policy.Say("尚未归还的集团支持", "group support not repaid")
	stepGap        = policy.Say("缺口", "gap")
	wordsUnknown   = lang.Text{Zh: "未知", En: "unknown"}
	wordsNoAnswer  = lang.Text{Zh: "无法判定", En: "cannot be determined"}
)

// traceDue records how the due date and the balance were found.
func (c *rules) traceDue(r *policy.Run, v *view) {
	size := v.Standing(r).Size.Title()
	if size.Zh == "" {
		size = wordsUnknown
	}
	r.Step(stepSize, policy.Words(size), "size300")
	switch v.due.How {
	case debt.Written:
		r.Step(stepWritten, policy.Day(v.due.On), v.due.Basis)
	case debt.Unknown:
		r.Step(stepNoDue, policy.Words(wordsNoAnswer), "reading:term-start-missing")
	default:
		r.Step(stepStart, policy.Day(v.due.Start), v.due.Basis)
		if v.due.Capped {
			r.Step(stepCapped, policy.Int(v.due.Days), v.due.Basis)
		} else {
			r.Step(stepDays, policy.Int(v.due.Days), v.due.Basis)
		}
		r.Step(stepEnds, policy.Day(v.due.On), "civilcode:203")
	}
	r.Step(stepAmount, policy.Yuan(v.P.Amount), "notice:1")
	r.Step(stepPaid, policy.Yuan(v.P.Amount-v.bal.Open), "notice:1")
	if v.P.Disputed > 0 {
		r.Step(stepDisputed, policy.Yuan(v.P.Disputed), "reading:undisputed-part-any-date")
	}
	r.Step(stepOpen, policy.Yuan(v.bal.Undisputed), "notice:1")
}

func (c *rules) traceInterest(r *policy.Run, a accrual, x rate, amount money.Fen) {
	r.Step(stepRate, policy.Str(string(x.words(nil, r.Lang))), x.basis[1])
	if a.hi == 0 {
		r.Step(stepFenDays, policy.Str(strconv.FormatUint(a.lo/100, 10)+"."+strconv.FormatUint(a.lo%100+100, 10)[1:]), "reading:interest-payment-day")
	}
	r.Step(stepInterest, policy.Yuan(amount), "reading:payments-to-principal")
}
