package words

import "shukun/lang"

// The words of reports.
var (
	Reports         = lang.Text{Zh: "报表", En: "Reports"}
	WholeReport     = lang.Text{Zh: "整份报表", En: "Whole report"}
	ReportsWhy      = lang.Text{Zh: "把一个单位及以下全部问题、义务和提示，按某一天的情况做成一份 Excel 工作簿（每条措施一张表）和一份网页。报表在后台生成，保留 %d 天，到期删除，可以重新生成。", En: "All findings of a unit and those below it, as of a day, as a workbook (a sheet a clause) and as a page. A report is made in the background and kept for %d days; then it is removed, and can be made again."}
	ReportAsk       = lang.Text{Zh: "生成一份报表", En: "Make a report"}
	ReportGo        = lang.Text{Zh: "生成报表", En: "Make the report"}
	ReportUnit      = lang.Text{Zh: "单位", En: "Unit"}
	ReportScope     = lang.Text{Zh: "%s及以下", En: "%s and below"}
	ReportUnitHint  = lang.Text{Zh: "要另一个单位的报表，先在页面顶部换单位", En: "For another unit's report, change the unit at the top of the page first"}
	ReportDay       = lang.Text{Zh: "截至日期", En: "As of"}
	ReportDayHint   = lang.Text{Zh: "今天或过去的一天", En: "Today or a day before"}
	ReportAsked     = lang.Text{Zh: "已开始生成，完成后在本页下载，“今日要办”也会提醒", En: "The report is being made. Get it from this page when it is; Today will say so too"}
	ReportWhat      = lang.Text{Zh: "报表", En: "Report"}
	ReportTitle     = lang.Text{Zh: "%s · 截至 %s", En: "%s · as of %s"}
	ReportBy        = lang.Text{Zh: "申请人", En: "Asked for by"}
	ReportState     = lang.Text{Zh: "状态", En: "State"}
	ReportCount     = lang.Text{Zh: "件数", En: "Findings"}
	ReportFiles     = lang.Text{Zh: "文件", En: "Files"}
	ReportMade      = lang.Text{Zh: "申请时间", En: "Asked for at"}
	ReportReady     = lang.Text{Zh: "完成时间", En: "Made at"}
	ReportUntil     = lang.Text{Zh: "保留到", En: "Kept until"}
	ReportLang      = lang.Text{Zh: "语言", En: "Language"}
	ReportHash      = lang.Text{Zh: "SHA-256（%s）", En: "SHA-256 (%s)"}
	ReportBook      = lang.Text{Zh: "Excel 工作簿", En: "Workbook"}
	ReportPage      = lang.Text{Zh: "网页", En: "Page"}
	ReportDownload  = lang.Text{Zh: "下载：%s（%s）", En: "Download: %s (%s)"}
	ReportFileName  = lang.Text{Zh: "纾困报表-%s-%s", En: "shukun-report-%s-%s"}
	ReportWorking   = lang.Text{Zh: "生成中", En: "being made"}
	ReportWaits     = lang.Text{Zh: "排队", En: "waiting"}
	ReportDone      = lang.Text{Zh: "已生成", En: "made"}
	ReportFailed    = lang.Text{Zh: "失败", En: "failed"}
	ReportCancelled = lang.Text{Zh: "已取消", En: "cancelled"}
	ReportFailedWhy = lang.Text{Zh: "这份报表没有生成：%s。可以重试；再不成功，请告知系统管理员任务编号 %s。", En: "This report was not made: %s. It can be retried; if that does not help, tell the system administrator the number of the job, %s."}
	ReportCancelWhy = lang.Text{Zh: "生成已取消，没有文件。可以重试，或删除这一条。", En: "Its making was cancelled; there are no files. It can be retried, or removed."}
	ReportRemove    = lang.Text{Zh: "删除报表", En: "Remove report"}
	ReportRemoveOf  = lang.Text{Zh: "删除报表：%s", En: "Remove report: %s"}
	ReportRemoved   = lang.Text{Zh: "报表已删除", En: "The report was removed"}
	ReportOpen      = lang.Text{Zh: "打开报表", En: "Open report"}
	ReportsNone     = lang.Text{Zh: "这个单位还没有报表。填好日期，点“生成报表”", En: "This unit has no reports yet. Enter the day and make one"}
	ReportsShown    = lang.Text{Zh: "本页 %d 份", En: "%d on this page"}
	ReportIsMade    = lang.Text{Zh: "报表已生成", En: "The report is made"}
	TaskReport      = lang.Text{Zh: "报表：%s，截至 %s", En: "Report: %s, as of %s"}
	TaskReportMade  = lang.Text{Zh: "已生成，可以下载", En: "It is made and can be had"}
	TaskReportDead  = lang.Text{Zh: "没有生成，看原因后重试或删除", En: "It was not made; see why, then retry or remove it"}
)

// The words of erasing what the audit log keeps of a person.
var (
	Erase          = lang.Text{Zh: "删除日志明细", En: "Erase traces"}
	EraseTitle     = lang.Text{Zh: "删除 %s 的日志明细", En: "Erase the traces of %s"}
	EraseWhy       = lang.Text{Zh: "只在法律要求删除个人信息时使用，例如本人依《个人信息保护法》第四十七条提出申请。删除后不能恢复。", En: "Only where the law says that personal data must go, as on a person's request under article 47 of the Personal Information Protection Law. It cannot be undone."}
	EraseGoes      = lang.Text{Zh: "会删除的", En: "What is erased"}
	EraseGoesWhat  = lang.Text{Zh: "审计日志中由此人做的、或关于此人的 %d 条记录的明细：会话编号、网络地址、请求编号、填写的内容", En: "The details in the audit log (events: %d) of what this person did or what is about them: sessions, addresses, requests, what was entered"}
	EraseNothing   = lang.Text{Zh: "没有可以删除的明细：没有记录，或已经删除过。", En: "There are no details to erase: there are no events, or they were erased before."}
	EraseSpan      = lang.Text{Zh: "最早 %s，最近 %s", En: "the first of %s, the last of %s"}
	EraseBefore    = lang.Text{Zh: "另有 %d 条记录的明细以前已删除", En: "The details of %d other events were erased before"}
	EraseStays     = lang.Text{Zh: "会保留的", En: "What stays"}
	EraseStaysLog  = lang.Text{Zh: "日志本身：谁、什么时候、做了什么、对象是什么。日志的哈希和签名不变，删除后仍能核验", En: "The log itself: who did what to what, and when. Its hashes and signatures do not change, and it still verifies"}
	EraseStaysData = lang.Text{Zh: "账号、角色、报送的台账、对问题的处理。要停用账号，请另行操作", En: "The account, roles, filed ledgers and answers to findings. To disable the account is an act of its own"}
	EraseStaysThis = lang.Text{Zh: "本次删除记一条新的审计记录，写明是谁删的", En: "This act is an audit event of its own, which says who did it"}
	EraseStaysCopy = lang.Text{Zh: "以前做的备份和已发出的回执不受影响", En: "Backups made before and receipts given out are as they were"}
	EraseConfirm   = lang.Text{Zh: "我已核对申请，知道删除后不能恢复", En: "I have checked the request and know that this cannot be undone"}
	EraseLogin     = lang.Text{Zh: "再输入一次登录名 %s", En: "Enter the login %s once more"}
	EraseLoginName = lang.Text{Zh: "登录名确认", En: "Login, to confirm"}
	EraseGo        = lang.Text{Zh: "删除这些明细", En: "Erase these details"}
	EraseUnsure    = lang.Text{Zh: "请勾选，表示已核对申请", En: "Tick it to say that you have checked the request"}
	EraseOther     = lang.Text{Zh: "登录名不符，请输入要删除明细的人的登录名", En: "That is not the login; enter the login of the person whose traces are to go"}
	EraseDone      = lang.Text{Zh: "明细已删除", En: "The traces are erased"}
	EraseDoneWhat  = lang.Text{Zh: "已删除 %s 的 %d 条记录的明细。日志本身没有变。", En: "The details of %[2]d events of %[1]s are erased. The log itself has not changed."}
	EraseEvent     = lang.Text{Zh: "本次删除是审计日志第 %d 条", En: "This act is event %d of the audit log"}
	EraseVerify    = lang.Text{Zh: "有权查看审计日志的人可以在那里核验整个日志", En: "Whoever may see the audit log can verify the whole of it there"}
)
