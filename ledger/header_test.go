package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// describe gives the columns of a mapping as "field:key^power".
func (m *mapping) describe(k *Kind) string {
	var out []string
	for _, b := range m.columns {
		s := fmt.Sprintf("%d:%s", b.field, k.Columns[b.column].Key)
		if b.power != 0 {
			s += fmt.Sprintf("^%d", b.power)
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// rowsOf makes head rows of lines, their cells apart by |.
func rowsOf(lines ...string) []headRow {
	var head []headRow
	for i, l := range lines {
		cells := strings.Split(l, "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		head = append(head, headRow{row: i + 1, cells: cells})
	}
	return head
}

func TestHeaders(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		rows       []string
		row        int
		want       string // or the code of the fault
		unknown    string
	}{
		{"keys in any order and case", "cash_positions", []string{"Available_Funds|AS_OF|enterprise_code"}, 1, "0:available_funds 1:as_of 2:enterprise_code", ""},
		{"Chinese names with units, marks, widths", "cash_positions", []string{"*企业代码|日 期|可用资金（万元）"}, 1, "0:enterprise_code 1:as_of 2:available_funds^4", ""},
		{"English titles", "cash_positions", []string{"Enterprise's code|As of|Available funds"}, 1, "0:enterprise_code 1:as_of 2:available_funds", ""},
		{"synonyms", "cash_positions", []string{"单位统一社会信用代码|余额日期|货币资金余额"}, 1, "0:enterprise_code 1:as_of 2:available_funds", ""},
		{"unknown columns", "cash_positions", []string{"序号|企业代码|备注|日期|可用资金"}, 1, "1:enterprise_code 3:as_of 4:available_funds", "序号,备注"},
		{"under title rows", "cash_positions", []string{"资金头寸表||", "编制单位：某集团||2022年6月", "||", "企业代码|日期|可用资金"}, 4, "0:enterprise_code 1:as_of 2:available_funds", ""},
		{"unit above the header", "cash_positions", []string{"资金头寸表||单位：万元", "企业代码|日期|可用资金"}, 2, "0:enterprise_code 1:as_of 2:available_funds^4", ""},
		{"own unit wins over the one above", "cash_positions", []string{"金额单位：人民币万元", "企业代码|日期|可用资金(元)"}, 2, "0:enterprise_code 1:as_of 2:available_funds", ""},
		{"unit of the preparer is no unit of money", "cash_positions", []string{"编制单位：万元集团公司 单位：千元", "企业代码|日期|可用资金"}, 2, "0:enterprise_code 1:as_of 2:available_funds^3", ""},
		{"unit in a cell of its own", "cash_positions", []string{"|单位：|亿元", "企业代码|日期|可用资金"}, 2, "0:enterprise_code 1:as_of 2:available_funds^8", ""},
		{"unit behind a remark", "cash_positions", []string{"企业代码|日期|可用资金（期末，万元）"}, 1, "0:enterprise_code 1:as_of 2:available_funds^4", ""},
		{"unit without brackets", "cash_positions", []string{"企业代码|日期|可用资金万元"}, 1, "0:enterprise_code 1:as_of 2:available_funds^4", ""},
		{"unit behind a slash", "cash_positions", []string{"企业代码|日期|可用资金/万元"}, 1, "0:enterprise_code 1:as_of 2:available_funds^4", ""},
		{"unit in English", "cash_positions", []string{"enterprise_code|as_of|available_funds (10k yuan)"}, 1, "0:enterprise_code 1:as_of 2:available_funds^4", ""},
		{"foreign money", "cash_positions", []string{"企业代码|日期|可用资金（美元）"}, 1, "column-unit", ""},
		{"money by weight", "cash_positions", []string{"企业代码|日期|可用资金（元/吨）"}, 1, "column-unit", ""},
		{"months for days", "contracts", []string{"contract_no|buyer_code|supplier_code|signed_on|付款期限（月）"}, 1, "column-unit", ""},
		{"working days for days", "contracts", []string{"contract_no|buyer_code|supplier_code|signed_on|付款期限（工作日）"}, 1, "column-unit", ""},
		{"a rate by the day", "contracts", []string{"contract_no|buyer_code|supplier_code|signed_on|逾期利率（日）"}, 1, "column-unit", ""},
		{"rent by the month", "leases", []string{"lease_no|lessor_code|tenant_code|county_code|starts_on|ends_on|月租金（元/月）"}, 1,
			"0:lease_no 1:lessor_code 2:tenant_code 3:county_code 4:starts_on 5:ends_on 6:monthly_rent", ""},
		{"rent by the square metre", "leases", []string{"lease_no|lessor_code|tenant_code|county_code|starts_on|ends_on|月租金（元/㎡）"}, 1, "column-unit", ""},
		{"price by the kilogram", "commodity_sales", []string{"sale_no|seller_code|commodity|term|单价（元/千克）|quantity|sold_on"}, 1,
			"0:sale_no 1:seller_code 2:commodity 3:term 4:price^3 5:quantity 6:sold_on", ""},
		{"the contract's word before a synonym", "cash_positions", []string{"企业代码|截止日期|可用资金|日期"}, 1, "0:enterprise_code 2:available_funds 3:as_of", ""},
		{"the likelier synonym first", "cash_positions", []string{"企业代码|统计日期|头寸日期|可用资金"}, 1, "0:enterprise_code 2:as_of 3:available_funds", ""},
		{"the same word twice", "cash_positions", []string{"企业代码|日期|日期|可用资金"}, 1, "column-twice", ""},
		{"key and name of one column", "cash_positions", []string{"企业代码|日期|as_of|可用资金"}, 1, "column-twice", ""},
		{"a required column is missing", "cash_positions", []string{"企业代码|可用资金"}, 1, "missing-column", ""},
		{"no header at all", "cash_positions", []string{"甲|乙|丙", "1|2|3"}, 0, "header-not-found", ""},
		{"one word is no header", "cash_positions", []string{"日期|乙|丙"}, 0, "header-not-found", ""},
		{"two rows under each other", "payables", []string{"应付账款明细|||||", "应付单号|付款单位||收款单位||应付金额", "|代码|名称|代码|名称|"}, 3,
			"0:payable_no 1:payer_code 3:payee_code 5:amount", "付款单位名称,收款单位名称"},
		{"groups over full names", "payables", []string{"基本信息||||金额信息", "应付单号|付款单位代码|收款单位代码|合同编号|应付金额"}, 2,
			"0:payable_no 1:payer_code 2:payee_code 3:contract_no 4:amount", ""},
		{"unit under the header", "payables", []string{"应付单号|付款单位代码|收款单位代码|应付金额|已付金额", "|||（万元）|（万元）"}, 2,
			"0:payable_no 1:payer_code 2:payee_code 3:amount^4 4:paid_amount^4", ""},
		{"10,000 yuan by definition", "counterparties", []string{"单位：元|||", "credit_code|name|revenue|资产总额"}, 2, "0:credit_code 1:name 2:revenue 3:assets^-4", ""},
	} {
		k := FindKind(c.kind)
		m, _, fault := k.findHeader(rowsOf(c.rows...), nil)
		got := m.describe(k)
		if fault != nil {
			got = fault.Code
		}
		if got != c.want || fault == nil && (m.row != c.row || strings.Join(m.unknown, ",") != c.unknown) {
			t.Errorf("%s: row %d %s, unknown %v, want row %d %s, unknown %s", c.name, m.row, got, m.unknown, c.row, c.want, c.unknown)
		}
	}
}

func TestMissingColumnsAreNamed(t *testing.T) {
	_, _, fault := FindKind("payables").findHeader(rowsOf("应付单号|付款单位代码|备注"), nil)
	for _, want := range []string{"payee_code", "收款单位代码", "amount", "应付金额", "shukun template payables"} {
		if !strings.Contains(fault.Error()+fault.In(0), want) {
			t.Errorf("%v does not name %s", fault, want)
		}
	}
	if strings.Contains(fault.Error(), "payable_no") {
		t.Errorf("%v names a column that is there", fault)
	}
}

// A name that nearly names a kind is told the name it should have, which then is of the kind.
func TestNearKind(t *testing.T) {
	for name, want := range map[string]string{
		"应付账款明细": "应付账款-明细", "集团应付账款": "应付账款-集团", "2022年应付账款明细表": "应付账款-2022年明细表", "my_payables": "payables-my",
		"payables-2022": "", "说明": "", "": "",
	} {
		k, better := nearKind(name)
		if better != want || (k == nil) != (want == "") || k != nil && KindOfName(better) != k {
			t.Errorf("%q: %q, wanted %q", name, better, want)
		}
	}
	if got := howToName("账/应付账款明细.csv", ""); !strings.Contains(got.Zh, "请改名为“应付账款-明细.csv”") || !strings.Contains(got.En, "rename it 应付账款-明细.csv") {
		t.Error(got)
	}
}

func TestKindOfName(t *testing.T) {
	for name, want := range map[string]string{
		"payables": "payables", "Payables": "payables", "PAYABLES": "payables", "payables-2022-06": "payables", "payables_2": "payables", "payables 2022": "payables", "payables2": "payables",
		"payables(副本)": "payables", "payables（2）": "payables", "payables[1]": "payables", "应付账款": "应付账款", "应付账款-2022": "payables", "应付账款2022": "payables", "应付账款（合并）": "payables", " 应付账款 ": "payables",
		"应付账款【6月】": "payables", "应付账款_集团": "payables", "upstream_receipts_2": "upstream_receipts", "合同": "contracts", "合同2": "contracts", "ｐａｙａｂｌｅｓ": "payables", "应付账款　６月": "payables",
		"payablesx": "", "应付账款表": "", "合同审批": "", "my payables": "", "": "", "payable": "", "Sheet1": "", "填表说明": "", "payables.old": "", "2payables": "",
		"contracts and payables": "contracts", "supply_interruptions-7": "supply_interruptions",
	} {
		if want == "应付账款" {
			want = "payables"
		}
		got := ""
		if k := KindOfName(name); k != nil {
			got = k.Key
		}
		if got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	for _, k := range Kinds() {
		for _, name := range []string{k.Key, k.Name, k.Key + "-2022", k.Name + "（1）"} {
			if KindOfName(name) != k {
				t.Errorf("%q is not %s", name, k.Key)
			}
		}
	}
}
