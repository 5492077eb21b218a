package ledger

import "slices"

// Enum is an enumeration of the input contract: value n (from 1) has an English key and a Chinese word. 0 is absent.
type Enum struct {
	Name   string
	Values []EnumValue
}

// EnumValue is one value of an Enum and the further words that mean it.
type EnumValue struct {
	Key, Zh string
	Also    []string
}

// Key gives the English key of value v, "" for 0.
func (e *Enum) Key(v uint8) string {
	if v == 0 || int(v) > len(e.Values) {
		return ""
	}
	return e.Values[v-1].Key
}

// Zh gives the Chinese word of value v, "" for 0.
func (e *Enum) Zh(v uint8) string {
	if v == 0 || int(v) > len(e.Values) {
		return ""
	}
	return e.Values[v-1].Zh
}

// find gives the value that a folded word means, 0 if none.
func (e *Enum) find(word string) uint8 {
	for i := range e.Values {
		v := &e.Values[i]
		if word == v.Key || word == v.Zh || slices.Contains(v.Also, word) {
			return uint8(i + 1)
		}
	}
	return 0
}

// Control is how an enterprise is held by its parent.
type Control uint8

// The values of Control.
const (
	Wholly Control = iota + 1
	Controlled
	Actual
	Minority
)

var controls = &Enum{"control", []EnumValue{
	{"wholly", "全资", []string{"全资子公司"}}, {"controlled", "控股", []string{"控股子公司", "绝对控股", "相对控股"}},
	{"actual", "实际控制", []string{"实控"}}, {"minority", "参股", []string{"参股公司"}},
}}

// Sizes of units. Value n is org.Size(n); a test holds the two together.
var (
	sizes = &Enum{"size", []EnumValue{
		{"large", "大型", []string{"大", "大型企业"}}, {"medium", "中型", []string{"中", "中型企业"}},
		{"small", "小型", []string{"小", "小型企业"}}, {"micro", "微型", []string{"微", "微型企业"}},
	}}
	supplierSizes = &Enum{"supplier_size", append(append([]EnumValue{}, sizes.Values...),
		EnumValue{"individual", "个体工商户", []string{"个体", "个体户"}})}
)

// UnitKind tells an enterprise from an organ or public institution.
type UnitKind uint8

// The values of UnitKind.
const (
	UnitEnterprise UnitKind = iota + 1
	UnitInstitution
)

var unitKinds = &Enum{"kind", []EnumValue{
	{"enterprise", "企业", nil}, {"institution", "机关事业单位", []string{"机关", "事业单位", "行政事业单位"}},
}}

// EntityType is what a counterparty is.
type EntityType uint8

// The values of EntityType.
const (
	EntityEnterprise EntityType = iota + 1
	EntityIndividual
	EntityInstitution
	EntityOther
)

var entityTypes = &Enum{"entity_type", []EnumValue{
	{"enterprise", "企业", []string{"公司"}}, {"individual", "个体工商户", []string{"个体", "个体户"}},
	{"institution", "机关事业单位", []string{"机关", "事业单位"}}, {"other", "其他", []string{"其它"}},
}}

// Subject is what a contract is for.
type Subject uint8

// The values of Subject.
const (
	Goods Subject = iota + 1
	Works
	Services
)

var subjects = &Enum{"subject", []EnumValue{
	{"goods", "货物", []string{"货物采购", "物资"}}, {"works", "工程", []string{"工程施工", "建设工程"}}, {"services", "服务", nil},
}}

// TermStart is the event a payment term runs from.
type TermStart uint8

// The values of TermStart.
const (
	FromDelivery TermStart = iota + 1
	FromAcceptance
	FromSettlement
)

var termStarts = &Enum{"term_start", []EnumValue{
	{"delivery", "交付", []string{"交付之日", "到货", "货到"}}, {"acceptance", "验收", []string{"验收合格", "验收之日"}},
	{"settlement", "结算确认", []string{"结算", "双方确认结算"}},
}}

// UnpaidReason is the reason a unit gives for not having paid.
type UnpaidReason uint8

// The values of UnpaidReason.
const (
	LeaderChanged UnpaidReason = iota + 1
	InternalProcess
	AwaitingAudit
	AwaitingFiling
	UpstreamUnpaid
	InDispute
	OtherReason
)

var unpaidReasons = &Enum{"unpaid_reason", []EnumValue{
	{"leader_changed", "负责人变更", []string{"法定代表人变更"}}, {"internal_process", "内部流程", []string{"内部付款流程"}},
	{"awaiting_audit", "等待审计", []string{"等待决算审计"}}, {"awaiting_filing", "等待竣工验收备案", []string{"等待竣工验收批复"}},
	{"upstream_unpaid", "上游未付款", nil}, {"dispute", "存在争议", []string{"争议"}}, {"other", "其他", []string{"其它"}},
}}

// PaymentMethod is how a payment was made.
type PaymentMethod uint8

// The values of PaymentMethod.
const (
	Cash PaymentMethod = iota + 1
	Transfer
	ByBankBill
	ByCommercialBill
	BySupplyChainNote
	OtherMethod
)

// NonCash reports whether the method is a bill or a supply-chain debt certificate.
func (m PaymentMethod) NonCash() bool { return m >= ByBankBill && m <= BySupplyChainNote }

var paymentMethods = &Enum{"method", []EnumValue{
	{"cash", "现金", nil}, {"transfer", "银行转账", []string{"转账", "电汇", "网银"}},
	{"bank_bill", "银行承兑汇票", []string{"银承", "银票"}}, {"commercial_bill", "商业承兑汇票", []string{"商承", "商票"}},
	{"supply_chain_note", "供应链债务凭证", []string{"供应链凭证", "应收账款电子凭证"}}, {"other", "其他", []string{"其它"}},
}}

// InstrumentKind is the kind of a bill or certificate.
type InstrumentKind uint8

// The values of InstrumentKind.
const (
	BankBill InstrumentKind = iota + 1
	CommercialBill
	SupplyChainNote
)

var instrumentKinds = &Enum{"kind", paymentMethods.Values[2:5]}
