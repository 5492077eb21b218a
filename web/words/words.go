// Package words is the catalogue of what the screens say, in Chinese and English, one file an area. A test refuses
// words that lack a language.
package words

import "shukun/lang"

// The words every screen shares.
var (
	Product      = lang.Text{Zh: "纾困", En: "Shukun"}
	Tagline      = lang.Text{Zh: "助企纾困二十三条 执行与核验", En: "The 23 measures for SMEs, carried out and verified"}
	SkipToMain   = lang.Text{Zh: "跳到正文", En: "Skip to main content"}
	Today        = lang.Text{Zh: "今日要办", En: "Today"}
	Dashboard    = lang.Text{Zh: "监管驾驶舱", En: "Dashboard"}
	Findings     = lang.Text{Zh: "问题与义务", En: "Findings"}
	Filings      = lang.Text{Zh: "报送", En: "Filings"}
	Payables     = lang.Text{Zh: "应付账款", En: "Payables"}
	Leases       = lang.Text{Zh: "房租减免", En: "Rent relief"}
	Clauses      = lang.Text{Zh: "二十三条", En: "The 23 clauses"}
	Organisation = lang.Text{Zh: "组织", En: "Organisation"}
	People       = lang.Text{Zh: "人员与角色", En: "People and roles"}
	Audit        = lang.Text{Zh: "审计日志", En: "Audit log"}
	Jobs         = lang.Text{Zh: "后台任务", En: "Jobs"}
	Account      = lang.Text{Zh: "我的账号", En: "My account"}
	SignOut      = lang.Text{Zh: "退出登录", En: "Sign out"}
	SignIn       = lang.Text{Zh: "登录", En: "Sign in"}
	Menu         = lang.Text{Zh: "主菜单", En: "Main menu"}
	Unit         = lang.Text{Zh: "单位", En: "Unit"}
	AllUnits     = lang.Text{Zh: "全部单位", En: "All units"}
	Switch       = lang.Text{Zh: "切换", En: "Switch"}
	AsOf         = lang.Text{Zh: "截至", En: "As of"}
	BusinessDay  = lang.Text{Zh: "业务日", En: "Business day"}
	DemoBanner   = lang.Text{Zh: "演示数据：单位与往来均为虚构，业务日固定", En: "Demonstration: all units and dealings are invented, the business day is fixed"}
	Print        = lang.Text{Zh: "打印", En: "Print"}
	Back         = lang.Text{Zh: "返回", En: "Back"}
	None         = lang.Text{Zh: "--", En: "--"}
	Save         = lang.Text{Zh: "保存", En: "Save"}
	Cancel       = lang.Text{Zh: "取消", En: "Cancel"}
	Continue     = lang.Text{Zh: "继续", En: "Continue"}
	Next         = lang.Text{Zh: "下一页", En: "Next page"}
	First        = lang.Text{Zh: "回到第一页", En: "Back to the first page"}
	ErrorPrefix  = lang.Text{Zh: "错误：", En: "Error: "}
	ProblemsHere = lang.Text{Zh: "页面有 %d 处需要修改", En: "%d things on this page need your attention"}
	OtherLang    = lang.Text{Zh: "English", En: "中文"}
	NotFound     = lang.Text{Zh: "没有这个页面或记录，或不在权限范围内", En: "There is no such page or record, or it is not yours to see"}
	NotFoundNext = lang.Text{Zh: "可返回“今日要办”，或用上方的单位切换查看其他单位", En: "Go back to Today, or switch the unit above"}
	Failed       = lang.Text{Zh: "系统出错，操作没有完成", En: "Something went wrong; nothing was done"}
	FailedNext   = lang.Text{Zh: "稍后重试；告诉管理员编号", En: "Try again later; tell the administrator the number"}
	Request      = lang.Text{Zh: "编号", En: "Number"}
	Lamps        = lang.Text{Zh: "图例：● 正常 ▲ 注意 ■ 有问题 ○ 未报", En: "Key: ● fine ▲ attention ■ problem ○ not filed"}

	LookingBack       = lang.Text{Zh: "正在查看 %s 当天的数据", En: "You are looking at the data of %s"}
	BackToToday       = lang.Text{Zh: "回到业务日", En: "Back to the business day"}
	Look              = lang.Text{Zh: "查看", En: "Look"}
	AmountUnit        = lang.Text{Zh: "金额单位", En: "Unit of amounts"}
	YouAreHere        = lang.Text{Zh: "当前位置", En: "You are here"}
	DayForm           = lang.Text{Zh: "年-月-日，如 2022-06-30", En: "Year-month-day, like 2022-06-30"}
	Optional          = lang.Text{Zh: "（选填）", En: "(optional)"}
	Apply             = lang.Text{Zh: "筛选", En: "Apply"}
	FiltersOn         = lang.Text{Zh: "已用的筛选", En: "Filters in force"}
	TakeOff           = lang.Text{Zh: "取消这一项", En: "take this one off"}
	Pages             = lang.Text{Zh: "翻页", En: "Pages"}
	Loading           = lang.Text{Zh: "正在读取", En: "Loading"}
	PreparedBy        = lang.Text{Zh: "编制：", En: "Prepared by:"}
	ReviewedBy        = lang.Text{Zh: "审核：", En: "Reviewed by:"}
	Gallery           = lang.Text{Zh: "样张", En: "Gallery"}
	ResponsiblePerson = lang.Text{Zh: "负责人：", En: "Responsible:"}
)
