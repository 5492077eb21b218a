package ledger

// SupportKind is how a group supported a subsidiary.
type SupportKind uint8

// The values of SupportKind.
const (
	SupportFunds SupportKind = iota + 1
	SupportCredit
)

var supportKinds = &Enum{"kind", []EnumValue{{"funds", "临时资金", []string{"资金"}}, {"credit", "增信", []string{"增信支持"}}}}

// RiskLevel is the level of a listed area.
type RiskLevel uint8

// The values of RiskLevel.
const (
	HighRisk RiskLevel = iota + 1
	MediumRisk
	LowRisk
)

var riskLevels = &Enum{"level", []EnumValue{
	{"high", "高风险", []string{"高风险地区", "高"}}, {"medium", "中风险", []string{"中风险地区", "中"}}, {"low", "低风险", []string{"低风险地区", "低"}},
}}

// ReliefMethod is how relief was given.
type ReliefMethod uint8

// The values of ReliefMethod.
const (
	Waive ReliefMethod = iota + 1
	Offset
	Refund
	Extend
)

var reliefMethods = &Enum{"method", []EnumValue{
	{"waive", "免收", []string{"减免", "免除"}}, {"offset", "抵扣", []string{"抵减", "冲抵"}}, {"refund", "退还", []string{"退租", "退款"}}, {"extend", "顺延", []string{"延长租期"}},
}}

// ReliefBasis tells relief that is owed from voluntary help.
type ReliefBasis uint8

// The values of ReliefBasis.
const (
	Entitled ReliefBasis = iota + 1
	Discretionary
)

var reliefBases = &Enum{"basis", []EnumValue{{"entitled", "应免", []string{"应免尽免"}}, {"discretionary", "协商帮扶", []string{"帮扶"}}}}

// Service is a utility service.
type Service uint8

// The values of Service.
const (
	Power Service = iota + 1
	Water
	Gas
)

var services = &Enum{"service", []EnumValue{{"power", "电", []string{"用电", "电力"}}, {"water", "水", []string{"用水"}}, {"gas", "气", []string{"用气", "燃气"}}}}

// PowerUse is the class of use of an account.
type PowerUse uint8

// The values of PowerUse.
const (
	CommercialUse PowerUse = iota + 1
	ResidentialUse
	AgriculturalUse
)

var powerUses = &Enum{"use", []EnumValue{{"commercial", "工商业", []string{"一般工商业"}}, {"residential", "居民", []string{"居民生活"}}, {"agricultural", "农业", []string{"农业生产"}}}}

// StopReason is why a supply was interrupted.
type StopReason uint8

// The values of StopReason.
const (
	ForArrears StopReason = iota + 1
	ForMaintenance
	ForSafety
	ForOther
)

var stopReasons = &Enum{"reason", []EnumValue{{"arrears", "欠费", nil}, {"maintenance", "检修", nil}, {"safety", "安全", nil}, {"other", "其他", []string{"其它"}}}}

// DepositKind is what a deposit secures.
type DepositKind uint8

// The values of DepositKind.
const (
	BidDeposit DepositKind = iota + 1
	PerformanceDeposit
	QualityDeposit
	WageDeposit
	OtherDeposit
)

var depositKinds = &Enum{"kind", []EnumValue{
	{"bid", "投标", []string{"投标保证金"}}, {"performance", "履约", []string{"履约保证金"}}, {"quality", "工程质量", []string{"工程质量保证金", "质量保证金", "质保金"}},
	{"wage", "农民工工资", []string{"农民工工资保证金"}}, {"other", "其他", []string{"其它"}},
}}

// DepositForm is the form in which security was given.
type DepositForm uint8

// The values of DepositForm.
const (
	CashDeposit DepositForm = iota + 1
	GuaranteeLetter
	Insurance
)

var depositForms = &Enum{"form", []EnumValue{{"cash", "现金", []string{"转账"}}, {"guarantee", "保函", []string{"银行保函"}}, {"insurance", "保险", []string{"保证保险"}}}}

// Commodity is what was sold.
type Commodity uint8

// The values of Commodity.
const (
	Coal Commodity = iota + 1
	PowerSale
	GasSale
	Transport
)

var commodities = &Enum{"commodity", []EnumValue{{"coal", "煤炭", []string{"煤"}}, {"power", "电", nil}, {"gas", "气", nil}, {"transport", "运输", nil}}}

// Region is a coal producing region of Inner Mongolia.
type Region uint8

// The values of Region.
const (
	Mengxi Region = iota + 1
	Mengdong
)

var regions = &Enum{"region", []EnumValue{{"mengxi", "蒙西", nil}, {"mengdong", "蒙东", nil}}}

// SaleTerm is the kind of a sales contract.
type SaleTerm uint8

// The values of SaleTerm.
const (
	LongTerm SaleTerm = iota + 1
	Spot
)

var saleTerms = &Enum{"term", []EnumValue{{"long_term", "中长期", []string{"长协", "中长期合同"}}, {"spot", "现货", nil}}}

// InitiativeStatus is the state of an initiative.
type InitiativeStatus uint8

// The values of InitiativeStatus.
const (
	Planned InitiativeStatus = iota + 1
	Active
	Done
	Stopped
)

var initiativeStatuses = &Enum{"status", []EnumValue{{"planned", "计划", nil}, {"active", "进行", []string{"进行中"}}, {"done", "完成", []string{"已完成"}}, {"stopped", "终止", []string{"已终止"}}}}

// RequestKind is what a service request asks for.
type RequestKind uint8

// The values of RequestKind.
const (
	PaymentRequest RequestKind = iota + 1
	RepairRequest
	ConnectionRequest
	OtherRequest
)

var requestKinds = &Enum{"kind", []EnumValue{{"payment", "缴费", nil}, {"repair", "报修", []string{"保修"}}, {"connection", "报装", nil}, {"other", "其他", []string{"其它"}}}}

// Channel is how a request came in.
type Channel uint8

// The values of Channel.
const (
	Online Channel = iota + 1
	Counter
	Phone
)

var channels = &Enum{"channel", []EnumValue{{"online", "线上", []string{"网上"}}, {"counter", "窗口", nil}, {"phone", "电话", nil}}}

// ComplaintSubject is what a complaint is about.
type ComplaintSubject uint8

// The values of ComplaintSubject.
const (
	AboutPayment ComplaintSubject = iota + 1
	AboutRent
	AboutTerms
	AboutDeposit
	AboutSupply
	AboutOther
)

var complaintSubjects = &Enum{"subject", []EnumValue{
	{"payment", "欠款", []string{"拖欠账款"}}, {"rent", "房租", nil}, {"terms", "条款", []string{"霸王条款"}}, {"deposit", "保证金", nil}, {"supply", "停供", nil}, {"other", "其他", []string{"其它"}},
}}

// ProRata is how relief is reckoned for a lease of a part of the year, where a local document lays it down.
type ProRata uint8

// The values of ProRata.
const (
	ProRataDays365 ProRata = iota + 1
	ProRataShare
	ProRataMonths
	ProRataTwelfth
)

var proRataMethods = &Enum{"pro_rata", []EnumValue{
	{Key: "days-365", Zh: "按天数除以365", Also: []string{"按天", "按日"}},
	{Key: "share", Zh: "占全年比例", Also: []string{"按比例", "全年比例"}},
	{Key: "months", Zh: "按实际月份", Also: []string{"按月", "实际月份"}},
	{Key: "twelfth", Zh: "每月十二分之一", Also: []string{"十二分之一", "1/12"}},
}}

// Key gives the method's key in the ledger: "days-365" …
func (p ProRata) Key() string { return proRataMethods.Key(uint8(p)) }
