package regulation

import (
	"testing"

	"shukun/civil"
	"shukun/ledger"
	"shukun/org"
	"shukun/policy"
)

func packFindings(t *testing.T, pack, rule, asOf string, ledgers map[string][]map[string]string) []*policy.Finding {
	t.Helper()
	g, err := LoadPack(pack, nil)
	if err != nil {
		t.Fatal(err)
	}
	names := &parties{codes: map[string]org.Code{}}
	b, report, err := ledger.Read(scenarioInputs(t, names, ledgers), ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatal(err, report.Rejected)
	}
	return g.Evaluate(b, policy.Question{AsOf: civil.MustParse(asOf)}, Filter{Rules: []string{rule}}, 1, nil)
}

// A pack changes what it says differs and nothing else.
func TestCentralPack(t *testing.T) {
	lease := func(listed string) map[string][]map[string]string {
		return map[string][]map[string]string{
			"企业名录":   {{"统一社会信用代码": "甲集团", "企业名称": "甲集团", "企业规模": "大型"}},
			"往来单位":   {{"统一社会信用代码": "小店", "单位名称": "小店", "声明规模": "小型", "行业代码": "F52"}},
			"中高风险地区": {{"县级区划代码": "150102", "等级": "高风险", "列入日期": listed}},
			"房屋租赁": {{"租赁合同编号": "ZL-1", "出租方代码": "甲集团", "承租方代码": "小店", "房屋所在县级区划代码": "150102",
				"起租日期": "2022-01-01", "止租日期": "2022-12-31", "月租金": "1000"}},
		}
	}
	for _, c := range []struct{ pack, listed, due string }{
		{"nmg-2022", "2022-08-10", "2022-09-10"}, {"central-2022", "2022-08-10", "2022-10-10"},
		{"nmg-2022", "2022-10-31", "2022-11-30"}, {"central-2022", "2022-09-30", "2022-11-30"}, {"central-2022", "2022-10-01", "2023-12-31"},
	} {
		found := packFindings(t, c.pack, "05.relief", "2022-12-31", lease(c.listed))
		if len(found) != 1 || found[0].DueOn.String() != c.due || found[0].Amount.V.String() != "6000.00" {
			t.Errorf("%s, listed %s: %v, want due %s", c.pack, c.listed, found, c.due)
		}
	}
	bill := map[string][]map[string]string{
		"企业名录": {{"统一社会信用代码": "电网公司", "企业名称": "电网公司", "企业规模": "大型"}},
		"往来单位": {{"统一社会信用代码": "小店", "单位名称": "小店", "声明规模": "小型", "行业代码": "F52"}},
		"用能账户": {{"户号": "D-1", "供应企业代码": "电网公司", "用户代码": "小店", "种类": "电", "电压等级": "0.38", "电网代理购电": "是", "用电性质": "工商业"}},
		"用能账单": {{"账单编号": "ZD-1", "户号": "D-1", "计费期起": "2022-07-01", "计费期止": "2022-07-31", "用量": "1000", "到户单价": "0.6656", "结算金额": "665.60", "缴费期限": "2022-08-15"}},
	}
	if found := packFindings(t, "nmg-2022", "11.overcharge", "2022-12-31", bill); len(found) != 1 || found[0].Amount.V.String() != "33.30" {
		t.Errorf("this notice: %v", found)
	}
	if found := packFindings(t, "central-2022", "11.overcharge", "2022-12-31", bill); len(found) != 0 {
		t.Errorf("the central notice has no 95 %% rule: %v", found)
	}
}

func TestPacksAreKnown(t *testing.T) {
	if _, err := LoadPack("nowhere-2022", nil); err == nil {
		t.Error("an unknown pack must be refused")
	}
	all, err := Packs()
	if err != nil || len(all) < 2 || all[0].Key != DefaultPack {
		t.Fatalf("%v %v", all, err)
	}
	g := load(t)
	for _, p := range all {
		if g.Instruments.Find(p.Source) == nil {
			t.Errorf("%s rests on %s, which is nowhere", p.Key, p.Source)
		}
		if _, err := LoadPack(p.Key, nil); err != nil {
			t.Error(err)
		}
	}
}
