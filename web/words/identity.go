package words

import "shukun/lang"

// The words of signing in and of one's own account.
var (
	Login           = lang.Text{Zh: "登录名", En: "Login"}
	LoginHint       = lang.Text{Zh: "2 到 64 个字符：汉字、字母、数字和 . _ - @", En: "2 to 64 characters: letters, digits, Chinese characters and . _ - @"}
	Password        = lang.Text{Zh: "密码", En: "Password"}
	PasswordAgain   = lang.Text{Zh: "再输一次密码", En: "Password again"}
	PasswordHint    = lang.Text{Zh: "8 到 128 个字符，可用汉字、空格和任何符号；几个不相干的词最好记", En: "8 to 128 characters of any script; a few unrelated words are easy to keep in mind"}
	PasswordsDiffer = lang.Text{Zh: "两次输入的密码不一样，再输一次", En: "The two passwords differ; enter it again"}
	PersonName      = lang.Text{Zh: "姓名", En: "Name"}
	Phone           = lang.Text{Zh: "电话", En: "Telephone"}
	Email           = lang.Text{Zh: "邮箱", En: "Mail address"}
	SignInDemo      = lang.Text{Zh: "演示系统：每种角色的登录名和密码在启动 shukun 的窗口里；演示账号不要求动态口令", En: "Demonstration: the window shukun was started in shows a login and password for each role; no second factor is asked for here"}
	SignInForgot    = lang.Text{Zh: "忘记密码、换了手机：联系本单位管理员，取得一次性链接", En: "Forgot your password, or a new phone? Ask your unit's administrator for a one-use link"}
	SecondTitle     = lang.Text{Zh: "输入动态口令", En: "Enter the code from your phone"}
	Code            = lang.Text{Zh: "六位动态口令，或一个恢复码", En: "Six figures from your phone, or a recovery code"}
	CodeHint        = lang.Text{Zh: "打开手机上的验证器应用；每个口令只能用一次", En: "Open the authenticator app on your phone; each code works once"}
	EnrolTitle      = lang.Text{Zh: "设置动态口令", En: "Set up your second factor"}
	EnrolWhy        = lang.Text{Zh: "登录要密码和手机动态口令两样。用任何验证器应用（如 FreeOTP、Google Authenticator、微软验证器）扫描下面的二维码，再输入显示的六位数", En: "Signing in takes a password and a code from your phone. Scan this with any authenticator app (FreeOTP, Google Authenticator, Microsoft Authenticator), then enter the six figures it shows"}
	EnrolSecret     = lang.Text{Zh: "不能扫描时，手工输入这个密钥", En: "If you cannot scan, type in this key"}
	EnrolQR         = lang.Text{Zh: "动态口令的二维码", En: "QR code of the second factor"}
	EnrolCode       = lang.Text{Zh: "验证器显示的六位数", En: "The six figures the app shows"}
	RecoveryTitle   = lang.Text{Zh: "保存恢复码", En: "Keep your recovery codes"}
	RecoveryWhy     = lang.Text{Zh: "手机不在身边时，用一个恢复码代替动态口令，每个只能用一次。现在抄写或打印，放在安全的地方：这一页只显示这一次", En: "When you do not have your phone, use one of these instead of a code; each works once. Write them down or print them now and keep them safe: this page is shown only once"}
	RecoverySaved   = lang.Text{Zh: "已保存，继续", En: "I have kept them, go on"}
	BootstrapTitle  = lang.Text{Zh: "建立第一位管理员", En: "The first administrator"}
	BootstrapWhy    = lang.Text{Zh: "第一位管理员是安全管理员：邀请人员、授予角色。系统管理员和审计管理员由其他人担任", En: "The first administrator is the security administrator: they invite people and grant roles. System and audit administrators are other people"}
	BootstrapGo     = lang.Text{Zh: "建立账号", En: "Make the account"}
	LinkOverTitle   = lang.Text{Zh: "链接不能再用", En: "This link cannot be used any more"}
	StepUpTitle     = lang.Text{Zh: "再验证一次身份", En: "Confirm that it is you"}
	StepUpWhy       = lang.Text{Zh: "这一步影响他人或涉及大量数据，需要十分钟内验证过身份。验证后回到刚才的操作", En: "What you are about to do affects others or much data and needs your second factor within ten minutes. You come back to it afterwards"}
	StepUpPassword  = lang.Text{Zh: "演示账号没有动态口令，用密码代替", En: "Demonstration accounts have no second factor; your password stands in for it"}
	OtherUnits      = lang.Text{Zh: "查找单位", En: "Find a unit"}
)
