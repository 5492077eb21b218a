package powerresale

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var resaleLedger = ledger.FindKind("power_resale")

// The rules of clause 8.
var (
	markup = &policy.Rule{ID: "08.markup", Clause: 8, Outcome: policy.Violation, Ledger: resaleLedger, Basis: []string{"notice:8", "reading:resale-cap"},
		Title:   lang.Text{Zh: "转供电加价", En: "markup on resold power"},
		Formula: lang.Text{Zh: "向终端收费−已退−向电网缴费×(1−自用电量÷购电量)×(1+损耗率)，大于零；金额=这个差额", En: "collected − refunded − paid to the grid × (1 − own use ÷ energy bought) × (1 + loss rate), if above zero; amount = that"}}
	conversion = &policy.Rule{ID: "08.conversion", Clause: 8, Outcome: policy.Obligation, Ledger: resaleLedger, Basis: []string{"notice:8", "reading:conversion-both-facts"},
		Title:   lang.Text{Zh: "转供电应改直供", En: "resale point to be converted to direct supply"},
		Formula: lang.Text{Zh: "产权明晰、具备改造条件都为“是”，该转供电点尚未完成转改直", En: "clear title and convertible are both yes, and the point has not been converted"}}
)

// The reasons given, as sentences.
var (
	sayMarkup     = policy.Say("{0}至{1}向终端收取{2}元，已退{3}元，扣除自用后可收{4}元，多收{5}元应退还", "from {0} to {1} users were charged {2} yuan and refunded {3}; {4} yuan may be collected after own use, so {5} yuan is to be returned")
	sayNoPurchase = policy.Say("{0}至{1}向终端净收{2}元，自用电量有值而购电量不是正数，自用占比无法判定", "from {0} to {1} users paid {2} yuan net; own use is filed but the energy bought is not positive, so the share of own use cannot be told")
	sayConversion = policy.Say("该转供电点产权明晰、具备改造条件，尚未改为电网直接供电", "this resale point has clear title and can be converted, but is not yet supplied by the grid directly")
)

// The steps of an explanation.
var (
	stepCollected  = policy.Say("向终端收费", "charged to users")
	stepRefunded   = policy.Say("已退金额", "refunded")
	stepPaid       = policy.Say("向电网缴费", "paid to the grid")
	stepBought     = policy.Say("购电量（千瓦时）", "energy bought, kWh")
	stepOwn        = policy.Say("自用电量（千瓦时）", "own use, kWh")
	stepLoss       = policy.Say("允许的损耗率（%）", "loss rate allowed, %")
	stepCap        = policy.Say("可以收取的上限", "most that may be collected")
	stepExcess     = policy.Say("多收（四舍五入一次）", "overcharge, rounded once")
	stepTitle      = policy.Say("产权明晰、具备改造条件", "clear title and convertible")
	stepConverted  = policy.Say("转改直完成日期", "converted on")
	wordsBothYes   = lang.Text{Zh: "都为“是”", En: "both yes"}
	wordsNotYet    = lang.Text{Zh: "检查日尚无", En: "none by the as-of day"}
	missingGridKWh = []string{"power_resale.grid_kwh"}
)
