package evaluation

import (
	"regexp"
	"strings"

	"shukun/screening"
)

// baselineWords are the words a plain keyword tool looks for, by label.
var baselineWords = []struct{ label, words string }{
	{"03.back-to-back", "背靠背 业主付款后 收到业主 建设单位付款 以业主付款为前提 第三方付款 财政资金到位 财政拨款"},
	{"03.audit-basis", "以审计 审计结果 审计为准 财政评审 审计后"},
	{"03.open-ended-acceptance", "验收合格后付款 验收合格后支付 验收后付款 最终验收"},
	{"03.interest-waived", "不计利息 不支付利息 放弃利息 无息 逾期利息"},
	{"03.forced-noncash", "商业承兑汇票 商票 承兑汇票 以房抵款 供应链票据"},
	{"03.cash-deposit-only", "现金保证金 现金形式 现金方式 不接受保函"},
	{"03.internal-process", "内部审批 内部流程 资金计划 付款流程"},
	{"03.one-sided-liability", "不承担责任 不承担任何 概不负责 与甲方无关 最终解释权"},
	{"03.rights-waived", "放弃 不得停工 优先受偿权 不得索赔"},
	{"19.restrictive-condition:finance", "注册资本 注册资金 资产总额 营业收入 净利润 纳税额 授信额度"},
	{"19.restrictive-condition:size", "从业人员 在册员工 办公面积 员工人数"},
	{"19.restrictive-condition:years", "成立时间 成立满 经营年限"},
	{"19.restrictive-condition:ownership", "国有企业 国有控股 央企 民营企业"},
	{"19.restrictive-condition:region", "本地 本市 本省 所在地 分公司 分支机构"},
	{"19.restrictive-condition:brand", "品牌 型号 原产地 专利"},
	{"19.restrictive-condition:honours", "守合同重信用 AAA 荣誉 奖项 协会"},
	{"19.restrictive-condition:experience", "业绩 案例"},
	{"19.restrictive-condition:staff", "年龄 身高 性别 男性 女性 户籍"},
	{"19.restrictive-condition:cash-deposit", "保证金 现金"},
	{"19.restrictive-condition:presence", "原件 亲自 现场报名 到场"},
	{"19.restrictive-condition:scoring", "酌情 抽签 优先"},
	{"19.restrictive-condition:certificate", "ISO9001 厂家授权 CMMI 供应商库"},
}

// baselineExpressions are the kind of regular expressions found in hand-made checkers.
var baselineExpressions = []struct {
	label string
	re    *regexp.Regexp
}{
	{"03.back-to-back", regexp.MustCompile(`(业主|建设单位|发包人|财政).{0,10}(付款|支付|拨款|到位).{0,6}(后|为前提|为条件)`)},
	{"03.audit-basis", regexp.MustCompile(`以.{0,8}(审计|评审).{0,8}为(准|依据)`)},
	{"03.open-ended-acceptance", regexp.MustCompile(`验收(合格)?后.{0,4}(付款|支付|付清)`)},
	{"03.interest-waived", regexp.MustCompile(`(不计|不支付|放弃|不得.{0,6}主张).{0,6}利息`)},
	{"03.forced-noncash", regexp.MustCompile(`(汇票|商票|票据).{0,10}(不得拒绝|必须接受)`)},
	{"03.cash-deposit-only", regexp.MustCompile(`保证金.{0,8}(现金|不接受保函)`)},
	{"03.internal-process", regexp.MustCompile(`(内部|审批|资金计划).{0,8}(后|为准).{0,4}(付款|支付)?`)},
	{"03.one-sided-liability", regexp.MustCompile(`(甲方|采购人|发包人).{0,8}不承担.{0,6}责任`)},
	{"03.rights-waived", regexp.MustCompile(`放弃.{0,12}(权|索赔)|不得.{0,6}停工`)},
	{"19.restrictive-condition:finance", regexp.MustCompile(`(注册资本|注册资金|资产|营业收入|利润).{0,8}(不低于|不少于|以上|≥)`)},
	{"19.restrictive-condition:size", regexp.MustCompile(`(员工|人员).{0,8}(不少于|以上|超过)\d*`)},
	{"19.restrictive-condition:years", regexp.MustCompile(`(成立|经营).{0,8}年`)},
	{"19.restrictive-condition:ownership", regexp.MustCompile(`(须|必须|限).{0,4}(国有|央企)`)},
	{"19.restrictive-condition:region", regexp.MustCompile(`(本地|本市|所在地).{0,8}(分公司|机构|注册|企业)`)},
	{"19.restrictive-condition:brand", regexp.MustCompile(`(指定|须|必须).{0,8}(品牌|型号)`)},
	{"19.restrictive-condition:honours", regexp.MustCompile(`(守合同|AAA|荣誉|奖).{0,10}分`)},
	{"19.restrictive-condition:experience", regexp.MustCompile(`业绩.{0,10}(不少于|以上)`)},
	{"19.restrictive-condition:staff", regexp.MustCompile(`(年龄|身高|男|女).{0,6}\d+`)},
	{"19.restrictive-condition:cash-deposit", regexp.MustCompile(`保证金.{0,8}(现金|不予退还)`)},
	{"19.restrictive-condition:presence", regexp.MustCompile(`(必须|须).{0,8}(原件|到场)`)},
	{"19.restrictive-condition:scoring", regexp.MustCompile(`(同等条件|抽签).{0,6}(优先|中标)`)},
	{"19.restrictive-condition:certificate", regexp.MustCompile(`(须|必须).{0,8}(ISO|授权|认证)`)},
}

var baselineNegations = []string{"不得", "禁止", "严禁", "不以", "不作为", "无需", "不要求", "无论"}

func fits(label string, k screening.Kind) bool {
	return strings.HasPrefix(label, "19.") == (k == screening.Tender)
}

// KeywordList is the first plain baseline: any word of a list is a hit.
func KeywordList(c Case) []string {
	var out []string
	for _, b := range baselineWords {
		if !fits(b.label, c.Kind) {
			continue
		}
		for w := range strings.FieldsSeq(b.words) {
			if strings.Contains(c.Text, w) {
				out = append(out, b.label)
				break
			}
		}
	}
	return out
}

// RegexList is the second: one regular expression a label.
func RegexList(c Case) []string {
	var out []string
	for _, b := range baselineExpressions {
		if fits(b.label, c.Kind) && b.re.MatchString(c.Text) {
			out = append(out, b.label)
		}
	}
	return out
}

// KeywordWithNegation is the third: the keyword list, silent on a clause that holds a word of negation.
func KeywordWithNegation(c Case) []string {
	for _, n := range baselineNegations {
		if strings.Contains(c.Text, n) {
			return nil
		}
	}
	return KeywordList(c)
}
