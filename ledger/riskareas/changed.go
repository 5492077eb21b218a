package riskareas

import (
	"strings"

	"shukun/org"
)

// change is a county whose code or name is not that of April 2019 any more, the date of the list in package org.
type change struct {
	parent org.Division // as it is since: a prefecture, or a province whose county it directly is
	name   string
	code   org.Division
}

// changes restates what became of county-level divisions between April 2019 and the end of 2021, as the Ministry of Civil
// Affairs published it (民政部, 中华人民共和国县以上行政区划变更情况 for 2019, 2020 and 2021, and its codes of December
// 2021). A few kept their name and have another code; the national list of 2022 means the new one. 三沙市's districts
// of 2020 are left out: no code of theirs could be found.
var changes = []change{
	{130500, "襄都区", 130502}, {130500, "信都区", 130503}, {130500, "任泽区", 130505}, {130500, "南和区", 130506},
	{140700, "太谷区", 140703},
	{220100, "公主岭市", 220184},
	{230700, "伊美区", 230717}, {230700, "乌翠区", 230718}, {230700, "友好区", 230719}, {230700, "汤旺县", 230723},
	{230700, "丰林县", 230724}, {230700, "大箐山县", 230725}, {230700, "南岔县", 230726}, {230700, "金林区", 230751},
	{231100, "嫩江市", 231183},
	{320600, "崇川区", 320613}, {320600, "海门区", 320614},
	{330100, "临平区", 330113}, {330100, "钱塘区", 330114}, {330300, "龙港市", 330383},
	{340200, "弋江区", 340209}, {340200, "湾沚区", 340210}, {340200, "繁昌区", 340212}, {340200, "无为市", 340281},
	{341800, "广德市", 341882},
	{350400, "三元区", 350404}, {350400, "沙县区", 350405}, {350600, "龙海区", 350604}, {350600, "长泰区", 350605},
	{360100, "红谷滩区", 360113}, {360700, "龙南市", 360783}, {361100, "广信区", 361104},
	{370100, "莱芜区", 370116}, {370100, "钢城区", 370117}, {370600, "蓬莱区", 370614}, {371500, "茌平区", 371503},
	{410300, "偃师区", 410307}, {410300, "孟津区", 410308}, {410700, "长垣市", 410783}, {411600, "淮阳区", 411603},
	{421000, "监利市", 421088},
	{430500, "邵东市", 430582}, {431100, "祁阳市", 431181},
	{450100, "横州市", 450181}, {451000, "田阳区", 451003}, {451000, "平果市", 451082},
	{510100, "新津区", 510118}, {510900, "射洪市", 510981}, {513400, "会理市", 513402},
	{520200, "水城区", 520204}, {520500, "黔西市", 520581},
	{530400, "澄江市", 530481}, {532300, "禄丰市", 532302},
	{610300, "凤翔区", 610305}, {610600, "子长市", 610681}, {610900, "旬阳市", 610981},
	{630100, "湟中区", 630106}, {632300, "同仁市", 632301},
	{650000, "胡杨河市", 659010}, {650000, "新星市", 659011}, {652900, "库车市", 652902}, {654200, "沙湾市", 654203},
}

// changedDivision gives the code of a changed county in a city, or directly in a province if the city is none; 0 if it is
// not one of them.
func changedDivision(province, city org.Division, county string) org.Division {
	for _, c := range changes {
		if c.name == county && (c.parent == city || city == 0 && c.parent == province) {
			return c.code
		}
	}
	return 0
}

// countyName gives the name of a county as it is since the changes.
func countyName(d org.Division) string {
	for _, c := range changes {
		if c.code == d {
			return c.name
		}
	}
	return d.Name()
}

// changedCode reports whether the code of a changed county begins with these digits.
func changedCode(digits string) bool {
	for _, c := range changes {
		if strings.HasPrefix(c.code.String(), digits) {
			return true
		}
	}
	return false
}
