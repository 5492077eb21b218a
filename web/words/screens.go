package words

import "shukun/lang"

// Charts.
var (
	Explore     = lang.Text{Zh: "交互查看", En: "Explore"}
	DownloadCSV = lang.Text{Zh: "下载 CSV", En: "Download CSV"}
	TheTable    = lang.Text{Zh: "图后的数据表", En: "The table behind it"}
)

// The dashboard.
var (
	DataLine        = lang.Text{Zh: "数据截至 %s，%d/%d 家已报", En: "Data as of %s, %d of %d filed"}
	LastFiledAt     = lang.Text{Zh: "最近一次报送 %s", En: "last filing %s"}
	NothingFiled    = lang.Text{Zh: "还没有单位报送数据。报送台账后，这里显示各单位、各条措施的执行情况", En: "No unit has filed anything yet. Once ledgers are filed, this page shows how each unit carries out each clause"}
	FileNow         = lang.Text{Zh: "去报送", En: "File ledgers"}
	FigureOverdue   = lang.Text{Zh: "逾期未付中小企业", En: "Overdue to SMEs"}
	FigureInterest  = lang.Text{Zh: "应付逾期利息", En: "Overdue interest owed"}
	FigureShortfall = lang.Text{Zh: "房租到期未减足", En: "Rent relief not given in time"}
	FigureProblems  = lang.Text{Zh: "未了结的问题", En: "Open violations"}
	FigureFiled     = lang.Text{Zh: "已报单位", En: "Units that filed"}
	Since           = lang.Text{Zh: "较 %s", En: "since %s"}
	NoChange        = lang.Text{Zh: "不变", En: "no change"}
	Things          = lang.Text{Zh: "项", En: "items"}
	Of              = lang.Text{Zh: "/ %d 家", En: "of %d"}
	HowCounted      = lang.Text{Zh: "口径", En: "How these are counted"}
	HowOverdue      = lang.Text{Zh: "逾期未付、利息、未减足：截至当日尚未了结的规则 01.overdue、01.interest、05.shortfall 各条结论金额之和；未了结的问题：结论为“问题”的条数。账龄：对方为受保护方的应付账款未付余额（含争议部分），按到期日分段。已报：上月 1 日以来，规定了期限的台账都报送过；没有规定期限的，报送过自己的任一台账。监管单位统一报送的（企业名录、往来单位、风险地区、地方政策）不算。上级单位为下级报送的，下级也算已报。", En: "Overdue, interest and relief not given: the sum of what rules 01.overdue, 01.interest and 05.shortfall find and nobody has settled by the day. Open violations: how many findings are violations. Ageing: what is unpaid on payables to covered parties, disputed parts included, by due date. Filed: since the first day of the month before, every ledger a day is set for has been filed; where none is set, any ledger of one's own. What the regulator files for all (the registers of enterprises and counterparties, risk areas, local policies) does not count. What a unit files for those below it counts for them."}
	LampMatrix      = lang.Text{Zh: "哪里红：单位 × 措施", En: "Where is it red: units × clauses"}
	LampCaption     = lang.Text{Zh: "■ 有问题（数字为问题条数） ▲ 有待办或无法判定 ● 正常 ○ 未报；截至 %s", En: "■ violations, and how many ▲ things to do or not determinable ● fine ○ not filed; as of %s"}
	UnitColumn      = lang.Text{Zh: "单位", En: "Unit"}
	ClauseNumber    = lang.Text{Zh: "第 %d 条", En: "Clause %d"}
	CellProblems    = lang.Text{Zh: "%s，第 %d 条：问题 %d 项", En: "%s, clause %d: %d violations"}
	CellTodo        = lang.Text{Zh: "%s，第 %d 条：待办或无法判定 %d 项", En: "%s, clause %d: %d to do or not determinable"}
	CellFine        = lang.Text{Zh: "正常", En: "fine"}
	CellNotFiled    = lang.Text{Zh: "未报", En: "not filed"}
	ItselfOnly      = lang.Text{Zh: "%s（本级）", En: "%s (itself)"}
	NotFiledSince   = lang.Text{Zh: "%s 后未报", En: "nothing filed since %s"}
	NeverFiled      = lang.Text{Zh: "从未报送", En: "never filed"}
	ClauseNames     = lang.Text{Zh: "二十三条的名称", En: "What the 23 clauses are"}
	Ageing          = lang.Text{Zh: "谁欠，欠多久：逾期未付账龄", En: "Who owes, how long: unpaid by days past due"}
	AgeingSummary   = lang.Text{Zh: "逾期未付合计 %s%s，其中超过 90 天的 %s；最多的是%s", En: "%s %s unpaid past due in all, %s of it for more than 90 days; the most at %s"}
	AgeingNone      = lang.Text{Zh: "没有逾期未付的应付账款", En: "Nothing is unpaid past its due date"}
	Age1            = lang.Text{Zh: "1–30 天", En: "1–30 days"}
	Age2            = lang.Text{Zh: "31–60 天", En: "31–60 days"}
	Age3            = lang.Text{Zh: "61–90 天", En: "61–90 days"}
	Age4            = lang.Text{Zh: "90 天以上", En: "over 90 days"}
	Trend           = lang.Text{Zh: "在清吗：逾期未付金额走势", En: "Is it being cleared: amount overdue over time"}
	TrendSummary    = lang.Text{Zh: "逾期未付金额从 %s 的 %s 变为 %s 的 %s（%s）", En: "The amount overdue went from %[2]s on %[1]s to %[4]s on %[3]s (%[5]s)"}
	TrendNone       = lang.Text{Zh: "还没有走势：评估过的日子不够", En: "No trend yet: too few days have been evaluated"}
	DayColumn       = lang.Text{Zh: "日期", En: "Day"}
	AmountColumn    = lang.Text{Zh: "金额", En: "Amount"}
	Worst           = lang.Text{Zh: "最该先看的", En: "Look at these first"}
	WorstLargest    = lang.Text{Zh: "金额最大的问题", En: "Violations of the largest amounts"}
	WorstLongest    = lang.Text{Zh: "逾期最久的问题", En: "Violations longest overdue"}
	WorstNone       = lang.Text{Zh: "没有", En: "none"}
	WorstAll        = lang.Text{Zh: "按这个顺序看全部", En: "See all in this order"}
	AsOfDay         = lang.Text{Zh: "截至 %s", En: "as of %s"}
	LacksLedgers    = lang.Text{Zh: "未报：%s", En: "not filed: %s"}
	ListComma       = lang.Text{Zh: "、", En: ", "}
	Total           = lang.Text{Zh: "合计", En: "Total"}
)

// The payables ledger.
var (
	Supplier         = lang.Text{Zh: "供应商", En: "Supplier"}
	SupplierHint     = lang.Text{Zh: "名称的一部分或代码", En: "part of the name, or the code"}
	ContractNo       = lang.Text{Zh: "合同 / 应付单号", En: "Contract / payable no."}
	DeliveredCol     = lang.Text{Zh: "交付 / 验收", En: "Delivered / accepted"}
	PayableAmount    = lang.Text{Zh: "应付", En: "Payable"}
	PaidAmount       = lang.Text{Zh: "已付", En: "Paid"}
	UnpaidAmount     = lang.Text{Zh: "未付", En: "Unpaid"}
	DueOn            = lang.Text{Zh: "到期日", En: "Due on"}
	PayMethod        = lang.Text{Zh: "付款方式", En: "Method"}
	Risks            = lang.Text{Zh: "风险", En: "Risks"}
	DaysPast         = lang.Text{Zh: "已逾期 %d 天", En: "%d days overdue"}
	DaysLeft         = lang.Text{Zh: "还有 %d 天", En: "in %d days"}
	DueToday         = lang.Text{Zh: "今天到期", En: "due today"}
	DueUnknown       = lang.Text{Zh: "无法判定", En: "not determinable"}
	PaidUp           = lang.Text{Zh: "已付清", En: "paid"}
	FilterDue        = lang.Text{Zh: "到期", En: "Due"}
	FilterState      = lang.Text{Zh: "付款状态", En: "State"}
	FilterDays       = lang.Text{Zh: "逾期超过", En: "Overdue more than"}
	DaysUnit         = lang.Text{Zh: "天", En: "days"}
	FilterLeast      = lang.Text{Zh: "未付不少于", En: "Unpaid at least"}
	LeastHint        = lang.Text{Zh: "可写“50万”", En: "yuan"}
	FilterCovered    = lang.Text{Zh: "对方", En: "The other side"}
	FilterOrder      = lang.Text{Zh: "排序", En: "Order"}
	AnyOf            = lang.Text{Zh: "不限", En: "Any"}
	UnpaidOnly       = lang.Text{Zh: "只看未付", En: "Unpaid only"}
	PaidToo          = lang.Text{Zh: "连同已付清", En: "Paid ones too"}
	DueLate          = lang.Text{Zh: "已逾期", En: "overdue"}
	DueAge1          = lang.Text{Zh: "逾期 1–30 天", En: "overdue 1–30 days"}
	DueAge2          = lang.Text{Zh: "逾期 31–60 天", En: "overdue 31–60 days"}
	DueAge3          = lang.Text{Zh: "逾期 61–90 天", En: "overdue 61–90 days"}
	DueAge4          = lang.Text{Zh: "逾期 90 天以上", En: "overdue more than 90 days"}
	DueWeek          = lang.Text{Zh: "7 天内到期", En: "due within 7 days"}
	DueMonth         = lang.Text{Zh: "30 天内到期", En: "due within 30 days"}
	DueNoDay         = lang.Text{Zh: "到期日无法判定", En: "due date not determinable"}
	CoveredYes       = lang.Text{Zh: "中小企业、个体工商户", En: "SMEs and individual businesses"}
	CoveredNo        = lang.Text{Zh: "其他", En: "others"}
	CoveredUnknown   = lang.Text{Zh: "规模未知", En: "of unknown size"}
	ByDueDay         = lang.Text{Zh: "到期日在前的先", En: "soonest due first"}
	ByUnpaid         = lang.Text{Zh: "未付多的先", En: "largest unpaid first"}
	PayablesCaption  = lang.Text{Zh: "应付账款台账 · %s · 截至 %s · %s", En: "Payables · %s · as of %s · %s"}
	TotalOf          = lang.Text{Zh: "合计 %s 笔", En: "Total of %s"}
	ShownOf          = lang.Text{Zh: "本页 %d 笔，共 %s 笔", En: "%d on this page, %s in all"}
	RoundingNote     = lang.Text{Zh: "合计因四舍五入与分项之和相差 %s", En: "Because of rounding, total and parts differ by %s"}
	NoPayables       = lang.Text{Zh: "这里还没有应付账款：报送应付账款台账后自动出现", En: "There are no payables here yet: they appear once a payables ledger is filed"}
	NoPayablesFound  = lang.Text{Zh: "没有符合这些条件的应付账款", En: "No payable meets these conditions"}
	ClearFilters     = lang.Text{Zh: "去掉全部筛选", En: "Take all filters off"}
	ExportCSV        = lang.Text{Zh: "导出 CSV", En: "Export CSV"}
	ExportXLSX       = lang.Text{Zh: "导出 Excel", En: "Export Excel"}
	SavedViews       = lang.Text{Zh: "我的视图", En: "My views"}
	SaveView         = lang.Text{Zh: "把现在的筛选存为视图", En: "Save these filters as a view"}
	ViewName         = lang.Text{Zh: "视图名称", En: "Name of the view"}
	ViewSaved        = lang.Text{Zh: "视图已保存", En: "View saved"}
	ViewRemoved      = lang.Text{Zh: "视图已删除", En: "View removed"}
	RemoveView       = lang.Text{Zh: "删除视图“%s”", En: "remove the view %s"}
	ViewNeedsName    = lang.Text{Zh: "填写视图名称，最多 40 个字", En: "Give the view a name of at most 40 characters"}
	LeastWrong       = lang.Text{Zh: "金额填数字，可带万、亿，如 50万", En: "Write the amount in digits, such as 500000"}
	DaysWrong        = lang.Text{Zh: "天数填 1 到 9999 的整数", En: "Write the days as a whole number from 1 to 9999"}
	AgeingStrip      = lang.Text{Zh: "未付账龄，点击筛选", En: "Unpaid by age; choose one to filter"}
	PayerColumn      = lang.Text{Zh: "付款单位", En: "Payer"}
	SupplierCode     = lang.Text{Zh: "供应商代码", En: "Supplier's code"}
	SupplierSize     = lang.Text{Zh: "规模", En: "Size"}
	PayableNo        = lang.Text{Zh: "应付单号", En: "Payable no."}
	ContractOnly     = lang.Text{Zh: "合同编号", En: "Contract no."}
	Delivered        = lang.Text{Zh: "交付日期", En: "Delivered on"}
	Accepted         = lang.Text{Zh: "验收日期", En: "Accepted on"}
	Disputed         = lang.Text{Zh: "其中有争议", En: "Of it disputed"}
	OverdueDays      = lang.Text{Zh: "逾期天数", En: "Days overdue"}
	MethodCash       = lang.Text{Zh: "现金", En: "cash"}
	MethodTransfer   = lang.Text{Zh: "银行转账", En: "bank transfer"}
	MethodBankBill   = lang.Text{Zh: "银行承兑汇票", En: "bank bill"}
	MethodCommercial = lang.Text{Zh: "商业承兑汇票", En: "commercial bill"}
	MethodChain      = lang.Text{Zh: "供应链债务凭证", En: "supply-chain note"}
	MethodOther      = lang.Text{Zh: "其他", En: "other"}
)

// The workbench.
var (
	DueNow            = lang.Text{Zh: "今天到期", En: "Due today"}
	DueThisWeek       = lang.Text{Zh: "本周到期", En: "Due this week"}
	Overdue           = lang.Text{Zh: "已逾期", En: "Overdue"}
	ToDo              = lang.Text{Zh: "要办的事", En: "To do"}
	NothingToDo       = lang.Text{Zh: "今天没有要办的事，也没有已知的到期事项", En: "There is nothing to do today, and nothing known to fall due"}
	NothingToday      = lang.Text{Zh: "今天没有要办的事，下一件 %s 到期", En: "There is nothing to do today; the next thing is due on %s"}
	TaskException     = lang.Text{Zh: "例外待审批：%s · %s", En: "Exception to decide: %s · %s"}
	TaskUpload        = lang.Text{Zh: "台账还没有报完", En: "A filing is not finished"}
	TaskUploadWaits   = lang.Text{Zh: "文件已读完，核对后即可报送", En: "The files are read; check them and file"}
	TaskUploadFailed  = lang.Text{Zh: "文件读不了，看原因后重新上传", En: "The files cannot be used; see why and upload again"}
	TaskDuty          = lang.Text{Zh: "报送%s（%s） · %s", En: "File %s for %s · %s"}
	TaskDutyLate      = lang.Text{Zh: "应于 %s 前报送，已迟 %d 天", En: "was to be filed by %s, %d days late"}
	TaskDutyDue       = lang.Text{Zh: "应于 %s 前报送", En: "to be filed by %s"}
	TaskJob           = lang.Text{Zh: "后台任务停下了：%s", En: "A job has stopped: %s"}
	TaskJobDead       = lang.Text{Zh: "多次重试都没有成功，看原因后重试", En: "It failed every time; see why and retry"}
	TaskProposal      = lang.Text{Zh: "待审批：%s", En: "To decide: %s"}
	TaskProposalWaits = lang.Text{Zh: "另一人已提出，等待你审批", En: "Somebody has proposed it and waits for you"}
	TaskUnfiled       = lang.Text{Zh: "催报：%s", En: "Has not filed: %s"}
	TaskDoAnswer      = lang.Text{Zh: "处理", En: "Act"}
	TaskDoDecide      = lang.Text{Zh: "审批", En: "Decide"}
	TaskDoContinue    = lang.Text{Zh: "继续报送", En: "Go on"}
	TaskDoJob         = lang.Text{Zh: "查看任务", En: "See jobs"}
)

// A payable.
var (
	PayableTitle   = lang.Text{Zh: "应付单", En: "Payable"}
	PayableNamed   = lang.Text{Zh: "应付单 %s", En: "Payable %s"}
	TheFacts       = lang.Text{Zh: "基本情况", En: "Facts"}
	FiledAs        = lang.Text{Zh: "报送来源", En: "As filed"}
	RowNumber      = lang.Text{Zh: "第 %d 行", En: "row %d"}
	Timeline       = lang.Text{Zh: "时间线", En: "Timeline"}
	EventSigned    = lang.Text{Zh: "合同签订", En: "contract signed"}
	EventDelivered = lang.Text{Zh: "交付", En: "delivered"}
	EventAccepted  = lang.Text{Zh: "验收", En: "accepted"}
	EventSettled   = lang.Text{Zh: "双方确认结算", En: "settlement confirmed"}
	EventRequested = lang.Text{Zh: "申请确权", En: "confirmation asked for"}
	EventConfirmed = lang.Text{Zh: "确权", En: "confirmed"}
	EventDue       = lang.Text{Zh: "到期", En: "due"}
	EventPaid      = lang.Text{Zh: "付款", En: "paid"}
	InterestTitle  = lang.Text{Zh: "逾期利息计算", En: "Overdue interest"}
	PaidOnLabel    = lang.Text{Zh: "假设在这一天付清", En: "If it is paid in full on"}
	PaidOnWrong    = lang.Text{Zh: "付清日填 %s 或以后十年内的日期", En: "Choose %s or a day within the ten years after"}
	WorkOut        = lang.Text{Zh: "计算", En: "Work out"}
	NoInterest     = lang.Text{Zh: "%s 付清不产生逾期利息：没有逾期、没有可计息的无争议余额，或利率无从确定", En: "Paid on %s it bears no interest: it is not overdue, has no undisputed balance that bears interest, or no rate is known"}
	FoundHere      = lang.Text{Zh: "这一笔的结论", En: "Findings on it"}
	FoundNothing   = lang.Text{Zh: "没有未了结的结论", En: "Nothing open"}
)

// Leases.
var (
	LeaseTitle        = lang.Text{Zh: "租约", En: "Lease"}
	LeaseNamed        = lang.Text{Zh: "租约 %s", En: "Lease %s"}
	LeaseBatches      = lang.Text{Zh: "批次", En: "Batches"}
	BatchAll          = lang.Text{Zh: "全部", En: "All"}
	BatchGeneral      = lang.Text{Zh: "普遍减免", En: "General months"}
	BatchListed       = lang.Text{Zh: "中高风险地区", En: "Listed counties"}
	BatchLocal        = lang.Text{Zh: "属地政策从优", En: "Stronger local policy"}
	BatchChain        = lang.Text{Zh: "转租链", En: "Sublease chains"}
	BatchUnknown      = lang.Text{Zh: "无法判定", En: "Not determinable"}
	BatchNot          = lang.Text{Zh: "不符合条件", En: "Not eligible"}
	BatchHandedOn     = lang.Text{Zh: "已转租，由实际承租人享受", En: "Sublet: the occupant gets it"}
	BatchElsewhere    = lang.Text{Zh: "不由本单位减免", En: "Owed by nobody of ours"}
	Tenant            = lang.Text{Zh: "承租人", En: "Tenant"}
	LeaseNoColumn     = lang.Text{Zh: "租赁合同", En: "Lease"}
	IndustrySize      = lang.Text{Zh: "行业 / 规模", En: "Industry / size"}
	LeaseDates        = lang.Text{Zh: "租期", En: "Term"}
	MonthlyRent       = lang.Text{Zh: "月租金", En: "Monthly rent"}
	ReliefMonths      = lang.Text{Zh: "免租月数", En: "Months"}
	ReliefDays        = lang.Text{Zh: "折算天数", En: "Days"}
	ReliefAmount      = lang.Text{Zh: "应减", En: "Relief owed"}
	ReliefGiven       = lang.Text{Zh: "已登记", En: "Recorded"}
	ReliefShort       = lang.Text{Zh: "到期未减足", En: "Late"}
	ReliefDue         = lang.Text{Zh: "期限", En: "Deadline"}
	ReliefState       = lang.Text{Zh: "进度", En: "State"}
	LeaseStateDone    = lang.Text{Zh: "已到位", En: "given"}
	LeaseStateLate    = lang.Text{Zh: "已逾期", En: "late"}
	LeaseStateOpen    = lang.Text{Zh: "待减免", En: "to be given"}
	LeaseStateUnknown = lang.Text{Zh: "缺资料", En: "facts missing"}
	LeaseStateNone    = lang.Text{Zh: "不适用", En: "none owed"}
	LeaseMissing      = lang.Text{Zh: "缺：%s", En: "missing: %s"}
	LeasesCaption     = lang.Text{Zh: "房租减免测算 · %s · 截至 %s · %s", En: "Rent relief · %s · as of %s · %s"}
	LeasesTotal       = lang.Text{Zh: "合计 %d 份", En: "Total of %d"}
	LeasesShown       = lang.Text{Zh: "本页 %d 份，共 %d 份", En: "%d on this page, %d in all"}
	NoLeases          = lang.Text{Zh: "这里还没有租约：报送房屋租赁台账后自动测算", En: "There are no leases here yet: relief is worked out once a leases ledger is filed"}
	NoLeasesFound     = lang.Text{Zh: "没有符合这些条件的租约", En: "No lease meets these conditions"}
	FunnelTitle       = lang.Text{Zh: "减免到了实际承租人手里吗", En: "Did relief reach the actual tenant?"}
	FunnelLeases      = lang.Text{Zh: "租约", En: "Leases"}
	FunnelEligible    = lang.Text{Zh: "应减", En: "Eligible"}
	FunnelRecorded    = lang.Text{Zh: "已登记减免", En: "Relief recorded"}
	FunnelComplete    = lang.Text{Zh: "足额", En: "In full"}
	FunnelConfirmed   = lang.Text{Zh: "实际承租人到手", En: "Reached the occupant"}
	LostUnrecorded    = lang.Text{Zh: "没有减免记录", En: "nothing recorded"}
	LostShort         = lang.Text{Zh: "没有减足", En: "not in full"}
	LostChain         = lang.Text{Zh: "转租户没有单独的记录", En: "no record for the sub-tenant itself"}
	LostCount         = lang.Text{Zh: "%s %d 份", En: "%s: %d"}
	SearchTenant      = lang.Text{Zh: "承租人或合同编号", En: "Tenant or lease no."}
	HowWorkedOut      = lang.Text{Zh: "怎么算的", En: "How it was worked out"}
	NothingWorked     = lang.Text{Zh: "第 5 至 7 条对这份租约没有结论", En: "Clauses 5 to 7 find nothing on this lease"}
	LeaseStarts       = lang.Text{Zh: "租期开始", En: "Lease starts"}
	LeaseEnds         = lang.Text{Zh: "租期结束", En: "Lease ends"}
	LessorColumn      = lang.Text{Zh: "出租方", En: "Lessor"}
	MonthsValue       = lang.Text{Zh: "%s 个月", En: "%s months"}
	InChain           = lang.Text{Zh: "转租", En: "sublease"}
)

// What figures of the dashboard and the workbench say as filters of the findings.
var (
	SayUnder      = lang.Text{Zh: "%s 及下属单位", En: "%s and all below it"}
	SayTodo       = lang.Text{Zh: "待办或无法判定", En: "To do or not determinable"}
	SayDueToday   = lang.Text{Zh: "今天到期的问题和义务", En: "Violations and obligations due today"}
	SayDueWeek    = lang.Text{Zh: "以后 7 天到期的问题和义务", En: "Violations and obligations due in the next 7 days"}
	SayDueOverdue = lang.Text{Zh: "已逾期的问题和义务", En: "Violations and obligations past due"}
	NoEarlier     = lang.Text{Zh: "没有更早的数据可比", En: "no earlier data to compare with"}
	IfEligible    = lang.Text{Zh: "如符合条件 %s", En: "%s if eligible"}
)

// What a small enterprise sees of its own.
var (
	Mine              = lang.Text{Zh: "我的账款", En: "What is mine"}
	OwedInAll         = lang.Text{Zh: "欠我的", En: "Owed to me"}
	OwedLate          = lang.Text{Zh: "其中已逾期", En: "Of it past due"}
	OwedToMe          = lang.Text{Zh: "欠我的应付账款，%d 笔", En: "Payables to me: %d"}
	FoundForMe        = lang.Text{Zh: "按规定与我有关的结论，%d 条", En: "What the rules find for me: %d"}
	MyComplaints      = lang.Text{Zh: "我的投诉，%d 件", En: "My complaints: %d"}
	ComplaintNo       = lang.Text{Zh: "投诉单号", En: "Complaint no."}
	ComplaintOf       = lang.Text{Zh: "被投诉单位", En: "Against"}
	ComplaintReceived = lang.Text{Zh: "收到", En: "Received"}
	ComplaintReplied  = lang.Text{Zh: "答复", En: "Answered"}
	ComplaintClosed   = lang.Text{Zh: "办结", En: "Closed"}
	MineEmpty         = lang.Text{Zh: "各单位报送的台账里没有欠贵单位的款项，也没有贵单位的投诉。对方报送后，这里自动出现", En: "The ledgers filed name no money owed to you and no complaint of yours. Once somebody files one it appears here"}
	MineMore          = lang.Text{Zh: "只列出前 200 笔", En: "Only the first 200 are listed"}
	MineWrong         = lang.Text{Zh: "这里的数据由付款单位报送。与实际不符的，联系付款单位更正，或向监管机构投诉", En: "These data are filed by those who owe. If they are wrong, ask the payer to correct them, or complain to the regulator"}
)
