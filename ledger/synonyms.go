package ledger

import "strings"

// synonyms are the further header words of columns, by "kind.column", the likelier first: where a sheet has several,
// the first of the list is the column. They are the words of Chinese ERP exports and of sheets kept by hand.
// Internal numbers of an ERP (供应商编码, 公司代码) are left out on purpose: they are no credit codes.
var synonyms = func() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(synonymTable) {
		if words := strings.Fields(line); len(words) > 1 {
			all[words[0]] = words[1:]
		}
	}
	return all
}()

const synonymTable = `
enterprises.credit_code      社会信用代码 统一信用代码 信用代码 企业统一社会信用代码 单位统一社会信用代码 纳税人识别号 税号 企业代码 单位代码
enterprises.name             单位名称 公司名称 企业全称 单位全称 名称
enterprises.parent_code      上级单位代码 母公司代码 上级公司代码 上级企业统一社会信用代码 上级单位统一社会信用代码 所属集团代码
enterprises.holding_percent  持股比 股权比例 持股百分比 出资比例
enterprises.control          控制关系 控股类型 管控类型 控制方式
enterprises.size             规模 企业规模类型 规模类型 企业划型
enterprises.kind             单位性质 机构类型 主体类型
enterprises.industry_code    行业 所属行业 所属行业代码 国民经济行业代码 行业分类代码
enterprises.county_code      县级区划代码 行政区划代码 区划代码 所在地区划代码 县区代码

counterparties.credit_code   社会信用代码 统一信用代码 信用代码 纳税人识别号 税号 供应商统一社会信用代码 客户统一社会信用代码 往来单位统一社会信用代码 往来单位代码 单位代码 企业代码
counterparties.name          往来单位名称 供应商名称 客户名称 企业名称 公司名称 客商名称 单位全称 名称
counterparties.entity_type   市场主体类型 主体性质 单位类型 企业类型 单位性质
counterparties.industry_code 行业 所属行业 所属行业代码 国民经济行业代码 行业分类代码
counterparties.employees     从业人数 职工人数 员工人数 平均从业人数 员工数 人数
counterparties.revenue       年营业收入 上年营业收入 营收 销售收入 主营业务收入
counterparties.assets        总资产 资产总计 资产合计 年末资产总额
counterparties.declared_size 声明企业规模 企业规模 规模 企业划型 规模类型
counterparties.declared_on   声明函日期 声明时间 规模声明日期
counterparties.county_code   行政区划代码 区划代码 所在县级区划代码 县区代码

contracts.contract_no        合同号 合同编码 合同单号 采购合同编号 采购合同号 协议编号 协议号
contracts.buyer_code         采购单位统一社会信用代码 采购方统一社会信用代码 甲方统一社会信用代码 采购方代码 采购人代码 买方代码 甲方代码 需方代码
contracts.supplier_code      供应商统一社会信用代码 供应商信用代码 乙方统一社会信用代码 供应商税号 供货单位代码 供货方代码 卖方代码 乙方代码 供方代码
contracts.subject            合同类别 采购类别 采购类型 标的类型 合同性质
contracts.signed_on          签约日期 合同签订日期 合同签订日 签署日期 签订时间 合同签订时间 订立日期 合同日期 签约时间
contracts.amount             合同总金额 合同总价 合同价款 合同价 合同额 签约金额 含税金额 价税合计
contracts.term_start         付款起算点 付款起算节点 账期起算 账期起算点 起算节点
contracts.term_days          账期 账期天数 付款账期 付款天数 信用期 信用天数 付款期限天数
contracts.inspection_days    检验期 检验天数 验收期限 验收期 验收天数
contracts.overdue_rate       逾期年利率 逾期利率 逾期付款利率 违约金年利率 约定逾期利率
contracts.noncash_agreed     是否约定非现金支付 约定票据支付 是否约定票据支付
contracts.supplier_size      供应商规模 供应商企业规模 签约时供应商规模 订立合同时供应商规模
contracts.text_file          合同文本 合同文件 合同附件 文本文件

payables.payable_no          应付编号 应付单编号 应付单据号 应付单据编号 应付单 应付凭证号 单据编号 单据号 结算单号 凭证号 凭证编号 会计凭证号
payables.payer_code          付款单位统一社会信用代码 付款方统一社会信用代码 付款方代码 付款人代码 债务人统一社会信用代码 债务单位代码 债务人代码 采购单位代码 采购方代码 采购单位统一社会信用代码
payables.payee_code          收款单位统一社会信用代码 收款方统一社会信用代码 收款方代码 收款人代码 供应商统一社会信用代码 供应商代码 供应商信用代码 供应商税号 供应商纳税人识别号 债权人统一社会信用代码 债权单位代码 债权人代码 往来单位统一社会信用代码 往来单位代码
payables.contract_no         合同号 合同编码 采购合同编号 采购合同号 关联合同编号 关联合同号
payables.amount              应付账款金额 应付款金额 应付款 应付总额 应付账款余额 应付余额 欠款金额 欠款余额 拖欠金额 本币金额 价税合计 发票金额 期末余额 金额
payables.delivered_on        交货日期 到货日期 收货日期 入库日期 交付时间 交货时间 到货时间 收货时间
payables.accepted_on         验收合格日期 验收完成日期 检验合格日期 验收时间
payables.settled_on          结算确认日期 确认结算日期 对账确认日期 结算日期 结算时间
payables.due_on              约定付款日期 约定付款时间 应付日期 应付款日期 付款到期日 应付到期日 到期日 到期日期 净到期日 付款截止日 最迟付款日
payables.paid_amount         已付款金额 已支付金额 累计付款金额 累计已付金额 累计付款 实付金额 已付款 已核销金额
payables.paid_on             实际付款日期 实付日期 支付日期 付款时间 实际付款时间
payables.disputed_amount     有争议金额 争议款 争议额
payables.unpaid_reason       未付款原因 未支付原因 欠款原因 拖欠原因 逾期原因
payables.upstream_no         上游编号 上游回款单号 对应上游回款编号
payables.confirmation_requested_on 申请确权日期 确权申请时间
payables.confirmed_on        确权时间 确权完成日期

payments.payment_no          付款编号 付款单编号 付款单据号 付款流水号 支付单号 付款凭证号 单据编号 单据号 银行流水号 流水号
payments.payable_no          应付编号 应付单编号 应付单据号 对应应付单号 核销单号 应付凭证号
payments.payer_code          付款单位统一社会信用代码 付款方统一社会信用代码 付款方代码 付款人代码
payments.paid_on             支付日期 实际付款日期 实付日期 付款时间 支付时间 交易日期 记账日期
payments.amount              支付金额 实付金额 本次付款金额 付款额 交易金额 金额
payments.method              支付方式 结算方式 付款形式
payments.instrument_no       票号 票据号 票据号码 汇票号码 承兑汇票号

instruments.instrument_no    票号 票据号 票据号码 汇票号码 电票号码 凭证编号
instruments.kind             票据种类 票据类型 凭证种类 类型
instruments.issuer_code      出票人代码 出票人统一社会信用代码 出票单位统一社会信用代码 开立单位代码 开立人代码
instruments.payee_code       收款人代码 收款单位统一社会信用代码 收款人统一社会信用代码 收款方代码 持有人代码
instruments.contract_no      合同号 合同编码 关联合同编号
instruments.amount           票据金额 票面额 凭证金额 开立金额 出票金额 金额
instruments.issued_on        出票日 开票日期 开立日期 签发日期
instruments.matures_on       到期日 汇票到期日 票据到期日 承诺付款日 兑付到期日
instruments.settled_on       兑付日 结清日期 实际兑付日期 解付日期
instruments.exception_reason 例外原因 超期理由 特殊情况说明

upstream_receipts.upstream_no     上游编号 回款编号 回款单号 应收单号
upstream_receipts.enterprise_code 企业统一社会信用代码 单位代码 收款单位代码
upstream_receipts.customer_name   上游单位名称 上游客户 客户名称 业主单位 业主名称
upstream_receipts.due_on          应收款日期 应回款日期 约定收款日 到期日
upstream_receipts.due_amount      应收账款金额 应收款金额 应回款金额 应收账款余额
upstream_receipts.received_on     回款日期 实际到账日期 收款日期 到账时间
upstream_receipts.received_amount 回款金额 已回款金额 实收金额 已收金额
upstream_receipts.chased_on       催款日期 催收时间 催缴日期

cash_positions.enterprise_code    企业统一社会信用代码 单位代码 单位统一社会信用代码
cash_positions.as_of              头寸日期 截止日期 余额日期 统计日期
cash_positions.available_funds    可用资金余额 可动用资金 货币资金余额 可用余额 资金余额

group_support.support_no          支持单号 拨款编号
group_support.group_code          集团统一社会信用代码 集团公司代码
group_support.enterprise_code     受助单位代码 受助企业统一社会信用代码 被支持企业代码
group_support.kind                支持方式 支持类型
group_support.amount              支持金额 拨付金额 增信金额
group_support.granted_on          拨付日期 支持日期 放款日期
group_support.repaid_on           偿还日期 还款日期 收回日期

early_payments.request_no         申请单号 申请号
early_payments.payable_no         应付编号 应付单据号
early_payments.payer_code         付款单位统一社会信用代码 付款方代码
early_payments.applied_on         申请日期 申请时间
early_payments.decided_on         决策日期 决策时间 审批日期
early_payments.decision_no        决策文件号 会议纪要号 文号
early_payments.amount             提前付款金额 支付金额 金额
early_payments.paid_on            付款日期 提前支付日期

leases.lease_no              租赁合同号 租赁合同编码 租约编号 租约号 合同编号 合同号
leases.lessor_code           出租方统一社会信用代码 出租人代码 出租人统一社会信用代码 出租单位代码 甲方代码
leases.tenant_code           承租方统一社会信用代码 承租人代码 承租人统一社会信用代码 承租单位代码 租户代码 租户统一社会信用代码 乙方代码
leases.county_code           区划代码 行政区划代码 县级区划代码 房屋所在区划代码
leases.address               地址 房屋坐落 坐落 租赁地址 物业地址
leases.starts_on             租赁起始日 租赁开始日期 起租日 租期起 合同开始日期 租赁起始日期
leases.ends_on               租赁终止日 租赁结束日期 止租日 租期止 合同结束日期 租赁到期日 租赁截止日期
leases.monthly_rent          月租 每月租金 月租金额 月度租金
leases.head_lease_no         上级合同编号 原租赁合同编号 主租赁合同编号 转租原合同编号
leases.minority_decision_no  少数股东决议文号 股东决议文号

risk_areas.county_code       区划代码 行政区划代码 县区代码
risk_areas.level             风险等级 风险级别
risk_areas.listed_on         列入时间 划定日期 调整为中高风险日期
risk_areas.delisted_on       移出时间 解除日期 调出日期
risk_areas.place             区域 具体地点 地区名称
risk_areas.source            数据来源 信息来源

local_policies.county_code   区划代码 行政区划代码
local_policies.months        减免月份数 免租月数 免租月份数
local_policies.effective_on  生效时间 施行日期 实施日期
local_policies.document      政策文件 文件名称 文件号
local_policies.complete_by   完成期限 截止日期
local_policies.pro_rata      折算方式 折算办法 计算方法

relief_records.record_no     减免单号 记录编号 减免记录编号
relief_records.lease_no      租赁合同号 租约编号 租约号 合同编号 合同号
relief_records.beneficiary_code 受益人统一社会信用代码 受益单位代码 承租方代码 承租人代码
relief_records.method        减免方式 减免形式
relief_records.amount        减免金额 减免租金 免租金额
relief_records.done_on       完成时间 减免日期 兑现日期 办理日期
relief_records.basis         减免依据 减免性质
relief_records.decision_no   决策文件号 文号 审批文号

utility_accounts.account_no     用户编号 用户号 客户编号 户名编号 用电户号
utility_accounts.supplier_code  供应单位代码 供应企业统一社会信用代码 供电企业代码 供电单位代码
utility_accounts.customer_code  用户统一社会信用代码 客户代码 客户统一社会信用代码 用电客户代码
utility_accounts.service        用能种类 能源类型 用能类型 类型
utility_accounts.voltage_kv     电压 电压等级kV 供电电压
utility_accounts.agent_purchase 代理购电 是否代理购电 是否电网代理购电
utility_accounts.use            用电类别 用能性质 用电类型

utility_bills.bill_no        账单号 帐单编号 电费单号 账单流水号 发票号
utility_bills.account_no     用户编号 用户号 客户编号 用电户号
utility_bills.period_start   计费开始日期 计费起始日期 抄表起日期 账期开始 起
utility_bills.period_end     计费结束日期 计费截止日期 抄表止日期 账期结束 止
utility_bills.quantity       用电量 电量 用水量 用气量 结算电量 使用量
utility_bills.price          单价 到户电价 电价 结算单价
utility_bills.amount         应缴金额 账单金额 电费金额 电费 应收电费 金额
utility_bills.due_on         缴费截止日期 缴费截止日 缴费期限日 应缴日期 最后缴费日
utility_bills.paid_on        实际缴费日期 缴费时间 付款日期 到账日期
utility_bills.late_fee       违约金 电费违约金 逾期违约金

supply_interruptions.account_no  用户编号 用户号 客户编号 用电户号
supply_interruptions.stopped_on  停电日期 停水日期 停气日期 停供时间 中止供电日期
supply_interruptions.restored_on 复电日期 恢复供应日期 恢复时间 复供日期
supply_interruptions.reason      停供原因 停电原因 中止原因

power_resale.point_no        转供电点号 转供点编号 转供电编号
power_resale.reseller_code   转供电主体统一社会信用代码 转供主体代码 转供电单位代码
power_resale.period_start    计费开始日期 起
power_resale.period_end      计费结束日期 止
power_resale.grid_kwh        总购电量 向电网购电量 总表电量
power_resale.grid_amount     电网电费 购电电费 向电网缴纳电费 总表电费
power_resale.own_kwh         自用量 自身用电量
power_resale.resold_amount   终端收费 向终端用户收费 收取电费 转供电费
power_resale.refunded_amount 退费金额 已退还金额 清退金额
power_resale.clear_title     产权清晰 产权是否明晰
power_resale.convertible     是否具备改造条件 可改造
power_resale.converted_on    改造完成日期 改直供完成日期

deposits.deposit_no          保证金单号 保证金号
deposits.holder_code         收取单位统一社会信用代码 收取方代码 保证金收取单位代码
deposits.payer_code          缴纳单位统一社会信用代码 缴纳方代码 交纳单位代码 缴存单位代码
deposits.kind                保证金种类 保证金类型 保证金类别
deposits.contract_no         合同编号 项目编号 合同号
deposits.subject             项目类型 采购类型 合同类型
deposits.base_amount         基数 计提基数 合同价款 项目估算价
deposits.amount              保证金金额 缴纳金额 收取金额
deposits.form                保证金形式 缴纳形式 缴纳方式
deposits.cash_only           是否限定现金 仅限现金
deposits.guarantee_refused   是否拒收保函 拒绝保函
deposits.received_on         缴纳日期 收到日期 收取时间
deposits.due_back_on         应退还日期 到期日 应返还日期
deposits.returned_on         返还日期 实际退还日期 退还时间
deposits.returned_amount     返还金额 已退金额 实退金额

tenders.tender_no            招标编号 项目编号 公告编号
tenders.buyer_code           采购人代码 采购单位统一社会信用代码 招标人代码 采购人统一社会信用代码
tenders.title                公告标题 项目名称 采购项目名称
tenders.published_on         公告日期 发布时间 公告发布日期
tenders.budget               预算 采购预算 最高限价 控制价
tenders.text_file            公告文件 附件
tenders.text                 公告内容 正文 公告全文
tenders.winner_code          中标人代码 成交供应商代码 中标人统一社会信用代码 中标供应商代码
tenders.award_amount         中标价 成交金额 中标成交金额
tenders.awarded_on           中标时间 成交日期 定标日期

commodity_sales.sale_no      销售单号 销售合同编号 发货单号
commodity_sales.seller_code  销售单位代码 销售企业统一社会信用代码 卖方代码
commodity_sales.commodity    商品 商品品种 商品名称
commodity_sales.region       产地 区域
commodity_sales.kcal         发热量 热值kcal 低位发热量
commodity_sales.term         合同性质 合同种类 定价类型
commodity_sales.price        含税单价 销售单价 煤价
commodity_sales.freight      运费 实收运费
commodity_sales.reasonable_freight 合理运费标准
commodity_sales.quantity     销量 销售数量 重量 吨数
commodity_sales.contracted_quantity 合同数量 合同约定数量
commodity_sales.bundle_no    搭售编号 捆绑组号
commodity_sales.sold_on      销售日期 发货日期 成交日期

initiatives.initiative_no    编号 项目编号 事项编号
initiatives.enterprise_code  企业统一社会信用代码 单位代码
initiatives.clause           对应条款 措施序号 条款
initiatives.title            举措名称 项目名称 事项名称
initiatives.kind             举措类型 类别
initiatives.starts_on        开始时间 启动日期 起始日期
initiatives.ends_on          结束时间 完成日期 截止日期
initiatives.target           目标 计划值
initiatives.achieved         完成情况值 实际完成值 实际值
initiatives.unit             计量单位
initiatives.sme_count        受益企业数 惠及中小企业数 受益户数
initiatives.amount           投入金额 涉及金额
initiatives.status           进展状态 实施状态 进度

service_requests.request_no      诉求单号 工单编号 工单号
service_requests.enterprise_code 受理单位代码 受理企业统一社会信用代码
service_requests.customer_code   客户代码 用户统一社会信用代码
service_requests.kind            诉求类型 业务类型 工单类型
service_requests.channel         受理渠道 来源渠道
service_requests.submitted_on    受理日期 提交时间 申请日期
service_requests.resolved_on     办结时间 完成日期 办理完成日期

complaints.complaint_no      投诉单号 投诉件编号 案件编号
complaints.respondent_code   被投诉人代码 被投诉单位统一社会信用代码 被投诉人统一社会信用代码
complaints.complainant_code  投诉人统一社会信用代码 投诉单位代码 投诉企业代码
complaints.subject           投诉事项 投诉类型 投诉内容类别
complaints.amount            涉及金额 投诉金额 欠款金额
complaints.received_on       收到时间 投诉日期 来件日期
complaints.accepted_on       受理时间
complaints.forwarded_on      转办时间 转交日期
complaints.file_received_on  处理单位收件日期 承办单位收到日期
complaints.extended          是否延期 是否批准延期
complaints.replied_on        答复时间 反馈日期
complaints.verified          是否查实 是否属实
complaints.closed_on         办结时间 结案日期
`
