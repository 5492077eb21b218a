package fairprices

import (
	"shukun/lang"
	"shukun/ledger"
	"shukun/policy"
)

var salesLedger = ledger.FindKind("commodity_sales")

// The rules of clause 12.
var (
	priceCeiling = &policy.Rule{ID: "12.price-ceiling", Clause: 12, Outcome: policy.Violation, Ledger: salesLedger, Basis: []string{"notice:12", "price-law:14", "reading:coal-only"},
		Title: lang.Text{Zh: "煤价超过合理界限", En: "coal price above the limit"},
		Formula: lang.Text{Zh: "单价+超出合理运费的部分，高于界限（中长期为区间上限，现货为其1.5倍，热值不同按比例折算到分）；搭售组按数量加权平均对照中长期上限，编号=搭售组号；金额=(单价−界限)×数量",
			En: "price + freight above what is reasonable exceeds the limit (long-term: upper end of the range; spot: 1.5 times that; scaled by calorific value, to 0.01); a bundle by its quantity-weighted average against the long-term limit, key = bundle_no; amount = (price − limit) × quantity"}}
	supplyShortfall = &policy.Rule{ID: "12.supply-shortfall", Clause: 12, Outcome: policy.Notice, Ledger: salesLedger, Basis: []string{"notice:12"},
		Title:   lang.Text{Zh: "中长期合同量未兑现", En: "contracted quantity not supplied"},
		Formula: lang.Text{Zh: "中长期合同的数量小于合同量", En: "the quantity of a long-term contract is less than contracted"}}
)

// The reasons given, as sentences.
var (
	sayCeiling   = policy.Say("{0}煤每吨{1}元（单价{2}元，超出合理运费{3}元），高于{4}千卡的界限{5}元，{6}吨共超{7}元", "{0} coal at {1} yuan a tonne (price {2}, freight above what is reasonable {3}) exceeds the limit of {5} yuan at {4} kcal; {7} yuan too much on {6} tonnes")
	sayBundle    = policy.Say("搭售{0}笔共{1}吨，加权平均每吨{2}元，高于中长期上限{3}元，共超{4}元", "{0} sales of {1} tonnes sold together average {2} yuan a tonne, above the long-term limit of {3} yuan; {4} yuan too much")
	sayUnknown   = policy.Say("{0}煤每吨{1}元，产区或者热值没有登记，是否超过界限无法判定", "{0} coal at {1} yuan a tonne; without its region or calorific value it cannot be told whether that is above the limit")
	sayFreight   = policy.Say("{0}煤单价{1}元、收取运费{2}元，没有登记合理运费，是否高于界限{3}元无法判定", "{0} coal at {1} yuan with {2} yuan of freight charged; what freight is reasonable is not filed, so whether the limit of {3} yuan is exceeded cannot be told")
	sayUnclear   = policy.Say("搭售{0}笔共{1}吨，加权平均每吨{2}元，有的产区或者热值没有登记，是否超过界限无法判定", "{0} sales of {1} tonnes sold together average {2} yuan a tonne; without the region or calorific value of each it cannot be told whether that is above the limit")
	sayShortfall = policy.Say("中长期合同量{0}吨，实供{1}吨，少{2}吨", "{0} tonnes were contracted long-term and {1} supplied, {2} less")
)

// The steps of an explanation.
var (
	stepPrice     = policy.Say("单价（元/吨）", "price, yuan a tonne")
	stepFreight   = policy.Say("超出合理运费的部分（元/吨）", "freight above what is reasonable, yuan a tonne")
	stepEffective = policy.Say("实际价（元/吨）", "effective price, yuan a tonne")
	stepLow       = policy.Say("折算后区间下限（元/吨）", "lower end of the range, scaled, yuan a tonne")
	stepLimit     = policy.Say("折算后界限（元/吨）", "limit, scaled, yuan a tonne")
	stepQuantity  = policy.Say("数量（吨）", "quantity, tonnes")
	stepExcess    = policy.Say("超出金额（四舍五入一次）", "too much, rounded once")
	stepAverage   = policy.Say("加权平均价（元/吨）", "weighted average, yuan a tonne")
	stepContract  = policy.Say("合同量（吨）", "contracted, tonnes")
)

var termWords = map[ledger.SaleTerm]lang.Text{ledger.LongTerm: {Zh: "中长期", En: "long-term"}, ledger.Spot: {Zh: "现货", En: "spot"}}
