package riskareas

import (
	"slices"

	"shukun/lang"
	"shukun/org"
)

// zone is a place that stands on the list like a county and is none: a development zone, run by a committee of the city.
// It has no code in GB/T 2260, so its ground belongs to one county or several.
type zone struct {
	city   org.Division
	names  []string
	county org.Division // 0 where it is not certain
	note   string       // why, and where that can be read
	why    lang.Text    // for those without a county: what to tell the user
}

// zones has our own findings. A county is only given where the whole zone certainly lies in it.
var zones = []zone{
	{
		city: 150500, names: []string{"经济技术开发区", "经济开发区", "经开区", "通辽经济技术开发区", "通辽市经济技术开发区"}, county: 150502,
		note: "It runs 辽河镇 and streets of the built-up area, both from 科尔沁区, the city's only district: 辽河镇 was set up there in 1999, " +
			"and Tongliao's counties are the same ever since. The statistical code 150571 is not one of GB/T 2260. " +
			"国家统计局, 统计用区划代码 (www.stats.gov.cn/sj/tjbz); 民政部, 行政区划信息平台 (xzqh.mca.gov.cn)",
	},
	{
		city: 150200, names: []string{"稀土高新区", "稀土高新技术产业开发区", "包头稀土高新区", "包头稀土高新技术产业开发区"},
		note: "It runs 稀土路街道, 民馨路街道 and 万水泉镇. Public descriptions of 青山区 count them among its own (zh.wikipedia.org, 青山区), " +
			"others have 青山区 end where the zone begins, and its ground was in part 九原区's until the boundaries of 2008: not certain. " +
			"The statistical code 150271 is not one of GB/T 2260",
		why: lang.Text{
			Zh: "该开发区的地域属于青山区还是相邻的区，公开资料说法不一",
			En: "public sources differ on whether the zone lies in Qingshan District or in the districts beside it",
		},
	},
	{
		city: 320200, names: []string{"无锡高新区", "高新区", "无锡国家高新技术产业开发区"}, county: 320214,
		note: "The zone and 新吴区 are one territory under one administration since the district was formed from the zone in 2015. " +
			"无锡市新吴区人民政府 (www.wnd.gov.cn)",
	},
	{
		city: 440300, names: []string{"大鹏新区"}, county: 440307,
		note: "A functional zone of three streets (葵涌, 大鹏, 南澳), all of 龙岗区. 深圳市大鹏新区管理委员会 (www.dpxq.gov.cn)",
	},
	{
		city: 441300, names: []string{"大亚湾区", "大亚湾经济技术开发区", "惠州大亚湾经济技术开发区"}, county: 441303,
		note: "It runs three streets (澳头, 西区, 霞涌) whose codes are those of 惠阳区. 大亚湾经济技术开发区管理委员会 (www.dayawan.gov.cn)",
	},
}

// findZone gives the zone by that name in a city, nil if it is not one of ours.
func findZone(city org.Division, name string) *zone {
	for i, z := range zones {
		if z.city == city && slices.Contains(z.names, name) {
			return &zones[i]
		}
	}
	return nil
}
