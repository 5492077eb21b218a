package cli

import (
	"strconv"

	"shukun/lang"
)

func w(zh, en string) lang.Text { return lang.Text{Zh: zh, En: en} }

// words are the words of the commands in both languages.
var words = struct {
	Error, Usage, Commands, Options, Tagline, HelpMore, ExitCodes, Examples                        lang.Text
	ArgPaths, ArgExplain, ArgKind, ArgLaw, ArgCommand                                              lang.Text
	AboutCheck, AboutExplain, AboutLedgers, AboutLaw, AboutVersion, AboutHelp                      lang.Text
	MoreCheck, MoreExplain, MoreLedgers, MoreLaw                                                   lang.Text
	FlagLang, FlagAsOf, FlagFormat, FlagOut, FlagLedger, FlagClause, FlagRule, FlagOutcome         lang.Text
	FlagExplain, FlagAssume, FlagParameters, FlagPack, FlagProgress, FlagWorkers, FlagHelp, FlagOn lang.Text
	Reading, Joining, Evaluating, Writing, Written, StandardOutput                                 lang.Text
	Key, Name, Type, Required, Synonyms, Values, Note, KeyColumn, Yes, No, Unit, Column            lang.Text
	TypeText, TypeCode, TypeDate, TypeMoney, TypeRate, TypeNumber, TypeTenK, TypeInteger           lang.Text
	TypeYesNo, TypeEnum, TypeDivision, TypeIndustry                                                lang.Text
	Rule, Rules, Outcome, Ledger, Formula, Basis, Parameters, Parameter, Readings, Instruments     lang.Text
	Sentence, Sentences, Duty, CarriedBy, Cases, Registers, Later, Reason, Nothing, History, Open  lang.Text
	From, To, Value, Source, Checked, NoValue, Question, Choice, Why, Who, Chosen, Default         lang.Text
	Options2, Title, Number, Issuer, Issued, InForce, Superseded, Address, Clause, Part, On, None  lang.Text
	Finding, Enterprise, Beneficiary, Amount, DueOn, Days, Place, Steps, Conclusion, OtherFindings lang.Text
	NowOn, Unknown, Missing, Yuan, NextChange, Suggestion, Sentence2, Column2                      lang.Text
	FlagMarkdown, LedgersTitle, ArgConvert, AboutConvert, MoreConvert, FlagDivision                lang.Text
	ArgTemplateKind, AboutTemplate, MoreTemplate, FlagTemplateOut, FlagForce, FlagProfile          lang.Text
	ArgFolder, AboutSample, MoreSample, FlagSize, FlagSeed, FlagSampleFormat, Making, Rows         lang.Text
	AllClauses                                                                                     lang.Text
}{
	Error: w("错误：", "error: "), Usage: w("用法", "Usage"), Commands: w("命令", "Commands"), Options: w("选项", "Options"),
	Tagline:   w("纾困（shukun）：按国资监管部门纾困通知的二十三条措施检查企业台账", "shukun: checks ledgers against the 23 measures that state-owned groups must take to help SMEs"),
	HelpMore:  w("某个命令的用法：shukun 命令 --help", "Help on a command: shukun COMMAND --help"),
	ExitCodes: w("退出码：0 没有问题；1 至少有一个问题；2 有行被拒收，结果不完整；3 无法运行。按所列出的结果（筛选之后）判断。", "Exit codes: 0 no violation; 1 at least one violation; 2 rows were rejected, the result is incomplete; 3 could not run. They go by the findings printed, after filters."),
	Examples:  w("例子", "Examples"),
	ArgPaths:  w("路径…", "PATH..."), ArgExplain: w("规则 编号 路径…", "RULE KEY PATH..."), ArgKind: w("[种类]", "[KIND]"),
	ArgLaw: w("[条号 | 规则 | coverage | parameters | readings | instruments]", "[CLAUSE | RULE | coverage | parameters | readings | instruments]"), ArgCommand: w("[命令]", "[COMMAND]"),
	AboutCheck:   w("检查台账，列出每条措施下的问题、义务和应享", "check ledgers: violations, obligations and entitlements under each clause"),
	AboutExplain: w("说明某一行为什么得出这个结果：逐步列出数值和依据", "explain one finding, step by step, with values and sources"),
	AboutLedgers: w("列出台账种类；写明种类则列出它的列", "list the ledger kinds, or the columns of one"),
	AboutLaw:     w("列出条文、规则、参数和口径；coverage 逐句列出由什么落实", "list clauses, rules, figures and readings; coverage: what carries out each sentence"),
	AboutVersion: w("显示版本", "show the version"), AboutHelp: w("显示用法", "show help"),
	MoreCheck: w("路径是文件，或放有台账的文件夹（不进入下级文件夹）。文件名或工作表名以台账种类开头即可认出，种类见 shukun ledgers。",
		"A path is a file, or a folder with ledgers (folders within are not entered). Files and sheets are recognised by names that begin with a ledger kind; see shukun ledgers."),
	MoreExplain: w("规则和编号就是结果里的 rule 和 key。其他选项与 check 相同。找到了退出码为 0，否则为 3。",
		"RULE and KEY are the rule and key of a finding. Other options are those of check. The exit code is 0 if it was found, else 3."),
	MoreLedgers: w("种类写英文键或中文名。", "KIND is an English key or a Chinese name."),
	MoreLaw: w("不写参数列出二十三条；写条号或规则编号看详情；parameters 列出参数，readings 列出口径，instruments 列出所依据的文件，packs 列出规则包，rules 和 changes 输出全部规则和沿革（Markdown）。coverage 有一句没有落实时退出码为 1。",
		"Without argument: the 23 clauses. A clause number or a rule shows its page; parameters, readings and instruments list all of them. coverage exits with 1 if a sentence is carried out by nothing."),
	FlagLang: w("界面语言：zh（默认）或 en", "language: zh (default) or en"), FlagAsOf: w("检查日（默认：今天，北京时间），如 2022-06-30", "the day the check speaks for (default: today in China), like 2022-06-30"),
	FlagFormat: w("text（终端上的默认）、jsonl（不在终端上的默认）、json、csv、xlsx、html；不写时看 --out 的扩展名", "text (default on a terminal), jsonl (default elsewhere), json, csv, xlsx, html; else by the extension of --out"),
	FlagOut:    w("写入文件（默认：标准输出）；写完才出现，不会只有一半", "write to a file (default: standard output); it appears whole or not at all"),
	FlagLedger: w("指明一个文件的台账种类，可重复", "name a file's kind yourself; repeatable"), FlagClause: w("只看这几条，如 1,4,5", "only these clauses, like 1,4,5"),
	FlagRule: w("只看这条规则，如 01.overdue，可重复", "only this rule, like 01.overdue; repeatable"), FlagOutcome: w("只看这几种结果：violation、obligation、entitlement、undetermined、notice", "only these outcomes: violation, obligation, entitlement, undetermined, notice"),
	FlagExplain: w("给每条结果加上推算过程（较慢）", "add the trace to every finding (slower)"), FlagAssume: w("规模未知的往来单位按受保护的中小企业处理", "take a counterparty of unknown size as a covered SME"),
	FlagPack:       w("规则包：nmg-2022（默认，本通知）、central-2022（中央通知的不同之处）；law packs 列出", "pack: nmg-2022 (default, this notice), central-2022 (what the central notice says otherwise); law packs lists them"),
	FlagParameters: w("自定参数的文件夹，每个值都要写来源", "a folder with your own parameters, each with its source"), FlagProgress: w("进度：auto（默认，终端上显示）、always、never", "progress: auto (default: on a terminal), always, never"),
	FlagWorkers: w("并行数（默认：处理器核数）；不影响结果", "how many work at once (default: one a core); never changes the result"), FlagHelp: w("显示用法", "show this help"),
	FlagOn:  w("看这一天有效的参数（默认：今天）", "the figures in force on this day (default: today)"),
	Reading: w("正在读取", "reading"), Joining: w("正在整理", "joining"), Evaluating: w("正在检查", "checking"), Writing: w("正在写出", "writing"),
	Written: w("已写入 ", "written: "), StandardOutput: w("标准输出", "standard output"),
	Key: w("键", "Key"), Name: w("名称", "Name"), Type: w("类型", "Type"), Required: w("必填", "Required"), Synonyms: w("也认作", "Also read"),
	Values: w("可填", "Values"), Note: w("说明", "Notes"), KeyColumn: w("主键", "key"), Yes: w("是", "yes"), No: w("否", "no"), Unit: w("单位", "unit"), Column: w("列", "Column"),
	TypeText: w("文字", "text"), TypeCode: w("统一社会信用代码", "credit code"), TypeDate: w("日期", "date"), TypeMoney: w("金额（元）", "yuan"), TypeRate: w("年利率（%）", "percent a year"),
	TypeNumber: w("数", "number"), TypeTenK: w("数（万元）", "number (10,000 yuan)"), TypeInteger: w("整数", "whole number"), TypeYesNo: w("是/否", "yes/no"),
	TypeEnum: w("选项", "choice"), TypeDivision: w("县级区划代码", "county code"), TypeIndustry: w("行业代码", "industry code"),
	Rule: w("规则", "Rule"), Rules: w("规则", "Rules"), Outcome: w("结果", "Outcome"), Ledger: w("台账", "Ledger"), Formula: w("认定方法", "How it is found"), Basis: w("依据", "Basis"),
	Parameters: w("参数", "Figures"), Parameter: w("参数", "Figure"), Readings: w("口径", "Readings"), Instruments: w("所依据的文件", "Instruments"),
	Sentence: w("句", "Sentence"), Sentences: w("要求", "What is ordered"), Duty: w("谁、何时", "Who and when"), CarriedBy: w("由什么落实", "Carried out by"),
	Cases: w("办件", "cases"), Registers: w("登记", "registers"), Later: w("待建", "to be built"), Reason: w("不计算的理由", "why nothing is computed"), Nothing: w("没有落实", "nothing"),
	History: w("沿革", "Law over time"), Open: w("未定", "Not settled"), From: w("自", "from"), To: w("至", "to"), Value: w("值", "Value"), Source: w("来源", "Source"),
	Checked: w("核对日", "Checked"), NoValue: w("（无）", "(none)"), Question: w("问题", "Question"), Choice: w("我们的选择", "Our choice"), Why: w("理由", "Why"), Who: w("谁可以改", "Who may change it"),
	Chosen: w("已改为", "changed to"), Default: w("取值", "Value"), Options2: w("可选", "Options"), Title: w("名称", "Title"), Number: w("文号", "Number"), Issuer: w("发布机关", "Issuer"),
	Issued: w("发布日期", "Issued"), InForce: w("施行", "In force"), Superseded: w("已由此取代", "Superseded by"), Address: w("地址", "Address"), Clause: w("条", "Clause"), Part: w("部分", "Part"),
	On: w("有效日", "in force on"), None: w("--", "--"), Finding: w("结果", "Finding"), Enterprise: w("责任单位", "Enterprise"), Beneficiary: w("对方", "Other party"), Amount: w("金额", "Amount"),
	DueOn: w("期限", "Due on"), Days: w("超过天数", "Days past"), Place: w("位置", "Place"), Steps: w("推算过程", "Steps"), Conclusion: w("结论", "Conclusion"),
	OtherFindings: w("这一行的其他结果", "Other findings on this row"), NowOn: w("当前值", "Now"), Unknown: w("未知", "unknown"), Missing: w("缺少", "Missing"), Yuan: w("元", "yuan"),
	NextChange: w("下次变化日", "Next change on"), Suggestion: w("建议写法", "Suggested wording"), Sentence2: w("原文", "Sentence"), Column2: w("列", "Columns"),
	FlagMarkdown: w("写成 Markdown", "write Markdown"), LedgersTitle: w("台账种类", "Ledger kinds"),
	ArgConvert: w("risk-areas 路径…", "risk-areas PATH..."), AboutConvert: w("把风险地区名单快照转换成中高风险地区台账", "turn snapshots of the risk list into the risk_areas ledger"),
	MoreConvert: w("路径是快照文件（.json、.jsonl、.jsonl.gz）或放有它们的文件夹。有地点无法对应到县级区划时，列在标准错误上，退出码为 2。",
		"A path is a file of snapshots (.json, .jsonl, .jsonl.gz) or a folder with them. Places that cannot be matched to a county are listed on standard error; the exit code is 2 then."),
	FlagDivision:    w("只要这个区划内的县，如 15 或 1501", "only counties within this division, like 15 or 1501"),
	ArgTemplateKind: w("种类", "KIND"), AboutTemplate: w("生成某种台账的空白模板（xlsx）", "write an empty workbook of a ledger kind"),
	MoreTemplate:    w("种类写英文键或中文名。默认写到当前文件夹，以中文名命名；填好后可直接检查。", "KIND is an English key or a Chinese name. By default it is written to the current folder under the Chinese name; filled in, it can be checked at once."),
	FlagTemplateOut: w("写到这个文件", "write to this file"), FlagForce: w("文件已存在时覆盖", "overwrite the file if it exists"),
	FlagProfile: w("列对照：随附的名称（如 ar-invoices-us）或自己的 .yaml 文件，用于表头、日期写法不同的表", "column profile: a shipped one (like ar-invoices-us) or your own .yaml file, for sheets with foreign headers and dates"),
	ArgFolder:   w("文件夹", "DIR"), AboutSample: w("生成虚构企业的示例台账", "make ledgers of invented companies"),
	MoreSample: w("每条规则都有恰好触发和恰好不触发的行。同样的规模和种子得到同样的文件。", "Every rule is hit and just missed by some row. The same size and seed give the same files."),
	FlagSize:   w("demo（默认，约两千行）、group（约六万行）、province（约一百九十万行）", "demo (default, about 2,000 rows), group (60,000), province (1.9 million)"),
	FlagSeed:   w("随机种子（默认 1）", "seed (default 1)"), FlagSampleFormat: w("csv 或 xlsx（默认：CSV，demo 两种都有）", "csv or xlsx (default: CSV, in demo a mix)"),
	Making: w("正在生成", "making"), Rows: w("行", "rows"), AllClauses: w("各条通用", "All clauses"),
}

func sayNoRules(n int) lang.Text {
	s := strconv.Itoa(n)
	return lang.Text{Zh: "第" + s + "条没有可由台账计算的规则，它由办件和登记落实", En: "clause " + s + " has no rules over ledgers; it is carried out by cases and registers"}
}
