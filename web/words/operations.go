package words

import "shukun/lang"

// The words of background jobs.
var (
	MyTasks       = lang.Text{Zh: "我的任务", En: "My tasks"}
	AllJobs       = lang.Text{Zh: "本单位全部任务", En: "All jobs of the unit"}
	JobWhat       = lang.Text{Zh: "任务", En: "Job"}
	JobFor        = lang.Text{Zh: "发起人", En: "Asked for by"}
	JobState      = lang.Text{Zh: "状态", En: "State"}
	JobAnyState   = lang.Text{Zh: "全部状态", En: "Any state"}
	JobAnyKind    = lang.Text{Zh: "全部种类", En: "Any kind"}
	JobKind       = lang.Text{Zh: "种类", En: "Kind"}
	JobProgress   = lang.Text{Zh: "进度", En: "Progress"}
	JobMade       = lang.Text{Zh: "提交时间", En: "Asked for at"}
	JobEnded      = lang.Text{Zh: "结束时间", En: "Ended at"}
	JobNext       = lang.Text{Zh: "下次执行", En: "Next try"}
	JobTries      = lang.Text{Zh: "已试次数", En: "Tries so far"}
	JobWhy        = lang.Text{Zh: "说明", En: "What happened"}
	JobReport     = lang.Text{Zh: "对方答复", En: "What the other side said"}
	JobNumber     = lang.Text{Zh: "任务编号", En: "Number"}
	JobResult     = lang.Text{Zh: "结果", En: "Result"}
	Retry         = lang.Text{Zh: "重试", En: "Retry"}
	RetryOf       = lang.Text{Zh: "重试：%s", En: "Retry: %s"}
	CancelJob     = lang.Text{Zh: "取消任务", En: "Cancel job"}
	CancelOf      = lang.Text{Zh: "取消任务：%s", En: "Cancel job: %s"}
	Refresh       = lang.Text{Zh: "刷新", En: "Refresh"}
	JobRetried    = lang.Text{Zh: "任务已重新排队", En: "The job waits for its turn again"}
	JobCancelled  = lang.Text{Zh: "任务已取消", En: "The job was cancelled"}
	NoTasks       = lang.Text{Zh: "没有你的后台任务。报送台账、核验日志这类费时的操作会在这里显示进度", En: "You have no jobs. Long work, like filing a ledger or verifying the log, shows its progress here"}
	NoJobs        = lang.Text{Zh: "这个单位没有后台任务", En: "This unit has no jobs"}
	NoJobsFound   = lang.Text{Zh: "没有符合筛选的任务", En: "No job matches the filters"}
	ShowAllJobs   = lang.Text{Zh: "显示全部任务", En: "Show all jobs"}
	JobsShown     = lang.Text{Zh: "本页 %d 条", En: "%d on this page"}
	JobsDeadNote  = lang.Text{Zh: "有 %d 个任务失败，等待处理", En: "%d jobs have failed and wait for somebody"}
	JobAgain      = lang.Text{Zh: "等待重试", En: "waits for another try"}
	MailSent      = lang.Text{Zh: "邮件服务器已收下", En: "The mail server has taken it"}
	MailNotSent   = lang.Text{Zh: "没有发出：尚未设置发信服务器，邮件留在这里", En: "Not sent: no mail server is set up; the mail is kept here"}
	SystemItself  = lang.Text{Zh: "系统", En: "the system"}
	WholeInstance = lang.Text{Zh: "全平台", En: "the whole instance"}
	ToFilings     = lang.Text{Zh: "去报送", En: "To filings"}
)

// JobKinds are what the kinds of job are called.
var JobKinds = map[string]lang.Text{
	"evaluate":      {Zh: "评估", En: "Evaluation"},
	"import":        {Zh: "读取报送文件", En: "Reading of filed ledgers"},
	"report":        {Zh: "生成报表", En: "Report"},
	"mail":          {Zh: "发送邮件", En: "Mail"},
	"verify-audit":  {Zh: "核验审计日志", En: "Verification of the audit log"},
	"purge-uploads": {Zh: "清理未完成的上传和到期的报表", En: "Removal of abandoned uploads and old reports"},
	"move":          {Zh: "移动单位", En: "Move of a unit"},
}

// JobStates are what the states of a job are called.
var JobStates = map[string]lang.Text{
	"ready":     {Zh: "等待", En: "waiting"},
	"running":   {Zh: "进行中", En: "running"},
	"done":      {Zh: "完成", En: "done"},
	"dead":      {Zh: "失败", En: "failed"},
	"cancelled": {Zh: "已取消", En: "cancelled"},
}

// The words of the audit log.
var (
	AuditNo         = lang.Text{Zh: "编号", En: "No."}
	AuditAt         = lang.Text{Zh: "时间", En: "Time"}
	AuditWho        = lang.Text{Zh: "人员", En: "Person"}
	AuditWhoHint    = lang.Text{Zh: "登录名；系统自己的操作写 system", En: "A login; system for what the system did itself"}
	AuditAct        = lang.Text{Zh: "操作", En: "Act"}
	AuditActHint    = lang.Text{Zh: "操作代码，如 filing.file", En: "Its code, like filing.file"}
	AuditObject     = lang.Text{Zh: "对象", En: "Object"}
	AuditObjectHint = lang.Text{Zh: "如 filing:编号", En: "Like filing:ID"}
	AuditDay        = lang.Text{Zh: "日期", En: "Day"}
	AuditResult     = lang.Text{Zh: "结果", En: "Result"}
	AuditDetails    = lang.Text{Zh: "明细", En: "Details"}
	AuditAddress    = lang.Text{Zh: "网络地址", En: "Network address"}
	AuditSession    = lang.Text{Zh: "会话", En: "Session"}
	AuditRequest    = lang.Text{Zh: "请求编号", En: "Request"}
	AuditHash       = lang.Text{Zh: "内容的哈希（RFC 6962）", En: "Hash of the entry (RFC 6962)"}
	AuditEntry      = lang.Text{Zh: "日志中的原文", En: "As it stands in the log"}
	AuditErased     = lang.Text{Zh: "明细已依申请删除（记录 %d）", En: "The details were erased on request (event %d)"}
	AuditNone       = lang.Text{Zh: "审计日志还没有记录", En: "The audit log has no events yet"}
	AuditNoneFound  = lang.Text{Zh: "没有符合筛选的记录", En: "No event matches the filters"}
	AuditShowAll    = lang.Text{Zh: "显示全部记录", En: "Show all events"}
	AuditEvent      = lang.Text{Zh: "审计记录 %d", En: "Audit event %d"}
	Receipt         = lang.Text{Zh: "下载回执", En: "Download receipt"}
	ReceiptWhy      = lang.Text{Zh: "回执证明这条记录在签名的日志中。任何人只凭公钥就能核对，不需要联网：shukun audit check 回执 --key 公钥", En: "The receipt proves that this event is in the signed log. Anybody can check it with the public key alone, offline: shukun audit check RECEIPT --key KEY"}
	ReceiptSoon     = lang.Text{Zh: "这条记录还没有签名，一分钟内会签，请稍后再来下载回执", En: "This event is not signed yet; it will be within a minute, then its receipt can be had"}
	AuditIntegrity  = lang.Text{Zh: "日志的完整性", En: "Integrity of the log"}
	AuditSize       = lang.Text{Zh: "记录数", En: "Events"}
	AuditSigned     = lang.Text{Zh: "最近的签名", En: "Signed last"}
	AuditSignedAt   = lang.Text{Zh: "%s，前 %d 条", En: "%s, the first %d events"}
	AuditUnsigned   = lang.Text{Zh: "还没有签名", En: "not signed yet"}
	AuditVerified   = lang.Text{Zh: "最近的核验", En: "Verified last"}
	AuditSound      = lang.Text{Zh: "完好", En: "sound"}
	AuditSoundAt    = lang.Text{Zh: "%s，%d 条记录、%d 个签名全部相符", En: "%s, %d events and %d signatures all agree"}
	AuditChanged    = lang.Text{Zh: "被改动", En: "changed"}
	AuditChangedAt  = lang.Text{Zh: "%s，第 %d 条：%s", En: "%s, entry %d: %s"}
	AuditNever      = lang.Text{Zh: "还没有核验过", En: "never yet"}
	AuditVerify     = lang.Text{Zh: "核验整个日志", En: "Verify the whole log"}
	AuditVerifying  = lang.Text{Zh: "正在核验", En: "being verified"}
	AuditStarted    = lang.Text{Zh: "已开始核验，结果显示在本页", En: "The verification has begun; its result appears on this page"}
	AuditKey        = lang.Text{Zh: "公钥", En: "Public key"}
)

// AuditResults are what the results of an act are called.
var AuditResults = map[string]lang.Text{
	"done":    {Zh: "完成", En: "done"},
	"refused": {Zh: "拒绝", En: "refused"},
	"failed":  {Zh: "失败", En: "failed"},
}

// AuditActs are what the acts of the audit log are called; one that is not here is shown by its code.
var AuditActs = map[string]lang.Text{
	"account.language":    {Zh: "改界面语言", En: "Language changed"},
	"audit.erase":         {Zh: "删除日志明细", En: "Details of the log erased"},
	"audit.see":           {Zh: "查看审计日志", En: "Audit log looked at"},
	"audit.verify":        {Zh: "核验审计日志", En: "Audit log verified"},
	"bootstrap.link":      {Zh: "生成首位管理员链接", En: "Link for the first administrator made"},
	"bootstrap.use":       {Zh: "建立首位管理员", En: "First administrator made"},
	"duty.set":            {Zh: "设置报送要求", En: "Filing duties set"},
	"evaluation.done":     {Zh: "完成评估", En: "Evaluation done"},
	"exception.decide":    {Zh: "审批例外", En: "Exception decided"},
	"export.make":         {Zh: "导出", En: "Export"},
	"filing.file":         {Zh: "报送台账", En: "Ledger filed"},
	"filing.see":          {Zh: "查看报送", En: "Filing looked at"},
	"finding.acknowledge": {Zh: "认领问题", En: "Finding acknowledged"},
	"finding.answer":      {Zh: "处理问题", En: "Finding answered"},
	"finding.comment":     {Zh: "批注问题", En: "Finding commented on"},
	"finding.promise":     {Zh: "承诺整改日期", En: "Rectification promised"},
	"finding.propose":     {Zh: "提出例外", En: "Exception proposed"},
	"finding.see":         {Zh: "查看问题", En: "Finding looked at"},
	"job.cancel":          {Zh: "取消任务", En: "Job cancelled"},
	"job.dead":            {Zh: "任务失败", En: "Job failed"},
	"job.done":            {Zh: "任务完成", En: "Job done"},
	"job.manage":          {Zh: "管理任务", En: "Job managed"},
	"job.retry":           {Zh: "重试任务", En: "Job retried"},
	"organisation.edit":   {Zh: "编辑组织", En: "Organisation edited"},
	"password.change":     {Zh: "修改密码", En: "Password changed"},
	"password.set":        {Zh: "设置密码", En: "Password set"},
	"people.invite":       {Zh: "邀请人员", En: "Person invited"},
	"people.manage":       {Zh: "管理人员", En: "Person managed"},
	"people.see":          {Zh: "查看人员", En: "People looked at"},
	"person.seed":         {Zh: "建立账号", En: "Account made"},
	"proposal.approve":    {Zh: "批准申请", En: "Proposal approved"},
	"proposal.refuse":     {Zh: "驳回申请", En: "Proposal refused"},
	"proposal.withdraw":   {Zh: "撤回申请", En: "Proposal withdrawn"},
	"report.ask":          {Zh: "申请报表", En: "Report asked for"},
	"report.fetch":        {Zh: "下载报表", En: "Report fetched"},
	"report.make":         {Zh: "生成报表", En: "Report made"},
	"report.purge":        {Zh: "清理到期的报表", En: "Old report removed"},
	"report.remove":       {Zh: "删除报表", En: "Report removed"},
	"role.decide":         {Zh: "审批角色", En: "Role decided"},
	"role.delegate":       {Zh: "委托角色", En: "Role lent"},
	"role.grant":          {Zh: "授予角色", En: "Role granted"},
	"role.propose":        {Zh: "申请角色", En: "Role proposed"},
	"role.revoke":         {Zh: "收回角色", En: "Role revoked"},
	"second.begin":        {Zh: "更换动态口令", En: "Second factor being replaced"},
	"second.enrol":        {Zh: "设置动态口令", En: "Second factor set up"},
	"second.recovery":     {Zh: "重做恢复码", En: "Recovery codes made again"},
	"session.confirm":     {Zh: "再次验证身份", En: "Identity confirmed"},
	"session.end":         {Zh: "退出登录", En: "Signed out"},
	"session.end-others":  {Zh: "结束其他会话", En: "Other sessions ended"},
	"session.open":        {Zh: "登录", En: "Signed in"},
	"setting.change":      {Zh: "修改设置", En: "Setting changed"},
	"unit.add":            {Zh: "新增单位", En: "Unit added"},
	"unit.edit":           {Zh: "修改单位", En: "Unit edited"},
	"unit.move":           {Zh: "划转单位", En: "Unit moved"},
	"upload.file":         {Zh: "提交报送", En: "Upload filed"},
	"upload.marked":       {Zh: "下载标注的工作簿", En: "Marked workbook fetched"},
	"upload.purge":        {Zh: "清理未完成的上传", En: "Abandoned upload removed"},
	"upload.start":        {Zh: "上传文件", En: "Files uploaded"},
	"view.remove":         {Zh: "删除常用筛选", En: "Saved view removed"},
	"view.save":           {Zh: "保存常用筛选", En: "View saved"},
}
