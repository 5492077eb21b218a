package onestopservice

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var requestsLedger = ledger.FindKind("service_requests")

// The rules of clause 10.
var (
	responseLate = &policy.Rule{ID: "10.response-late", Clause: 10, Outcome: policy.Violation, Ledger: requestsLedger, Basis: []string{"notice:10", "reading:response-days"},
		Title:   lang.Text{Zh: "诉求超期未办结", En: "service request late"},
		Formula: lang.Text{Zh: "提交后承诺的工作日内未办结（提交当天不算）；期限=最后一个工作日，天数=办结日（未办结的取检查日）−期限", En: "not resolved within the promised working days after the day of submission; due = the last of them, days = day resolved (or the as-of day) − due"}}
	onlineShare = &policy.Rule{ID: "10.online-share", Clause: 10, Outcome: policy.Notice, Ledger: requestsLedger, Basis: []string{"notice:10", "reading:online-share-by-month"},
		Title:   lang.Text{Zh: "线上办理比例", En: "share of requests online"},
		Formula: lang.Text{Zh: "企业当月提交的诉求中线上件数÷全部件数；编号=企业代码+年月", En: "of the requests an enterprise took in a month, those online ÷ all; key = enterprise + month"}}
)

// The reasons given, as sentences.
var (
	sayLate     = policy.Say("{0}提交的{1}诉求承诺{2}个工作日办结，应于{3}前办结，已超过{4}天仍未办结", "the {1} request of {0} was promised in {2} working days, by {3}; {4} days have passed without an answer")
	sayDoneLate = policy.Say("{0}提交的{1}诉求承诺{2}个工作日办结，应于{3}前办结，迟了{4}天才办结", "the {1} request of {0} was promised in {2} working days, by {3}; it was resolved {4} days late")
	sayShare    = policy.Say("{0}收到诉求{1}件，其中线上{2}件，占{3}%", "requests in {0}: {1}; online: {2}, or {3} %")
	sayRolled   = policy.Say("（该年放假安排尚未公布，期限暂定）", " (that year's holiday list is not out yet; the deadline is provisional)")
)

// The steps of an explanation.
var (
	stepSubmitted = policy.Say("提交日期", "submitted on")
	stepPromised  = policy.Say("承诺的工作日数", "working days promised")
	stepDeadline  = policy.Say("应办结日", "to be resolved by")
	stepResolved  = policy.Say("办结日期", "resolved on")
	stepOpen      = policy.Say("检查日尚未办结", "not resolved on the as-of day")
	stepAll       = policy.Say("当月诉求件数", "requests in the month")
	stepOnline    = policy.Say("其中线上", "of them online")
)

var kindWords = map[ledger.RequestKind]lang.Text{
	ledger.PaymentRequest: {Zh: "缴费", En: "payment"}, ledger.RepairRequest: {Zh: "报修", En: "repair"},
	ledger.ConnectionRequest: {Zh: "报装", En: "connection"}, ledger.OtherRequest: {Zh: "其他", En: "other"},
}
