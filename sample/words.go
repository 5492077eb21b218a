package sample

// line is what a subsidiary of a group does.
type line struct{ word, industry string }

// lines are given to the units of a group in this order, so that even a small group has every kind of business that a
// clause is about.
var lines = []line{
	{"置业", "K70"}, {"供电", "D44"}, {"水务", "D46"}, {"煤业", "B06"}, {"园区运营", "L72"}, {"工程", "E48"}, {"物资", "F51"}, {"燃气", "D45"},
	{"运输", "G54"}, {"机电", "C38"}, {"信息技术", "I65"}, {"物业", "K70"}, {"商贸", "F51"}, {"检测", "M74"}, {"农牧", "A03"}, {"文旅", "N78"},
}

// The places of lines that some ledgers belong to.
const (
	lineProperty = iota
	linePower
	lineWater
	lineCoal
	linePark
	lineWorks
	lineGas     = 7
	lineManager = 11
)

// heads name the groups.
var heads = []string{
	"能源", "矿业", "交通", "水投", "农业", "建设", "电力", "稀土", "航空", "文化旅游", "物流", "林业", "粮油", "环保", "数字", "化工", "地方铁路",
	"机场", "城市发展", "医药", "盐业", "乳业", "地质", "热力",
}

// trade is what a counterparty does: a word of its name, its industry, how common it is, and whether it rents premises.
type trade struct {
	word, industry string
	weight         int
	shop           bool
}

var trades = []trade{
	{"百货商行", "F52", 14, true}, {"餐饮", "H62", 12, true}, {"商贸", "F51", 16, false}, {"宾馆", "H61", 3, true}, {"运输", "G54", 8, false},
	{"仓储", "G59", 3, false}, {"信息技术", "I65", 5, true}, {"设备租赁", "L71", 3, false}, {"旅行社", "L7291", 2, true}, {"广告", "L72", 4, true},
	{"建筑劳务", "E47", 6, false}, {"装饰", "E50", 5, false}, {"机械", "C34", 7, false}, {"金属制品", "C33", 6, false}, {"建材", "C30", 7, false},
	{"电气", "C38", 5, false}, {"食品", "C14", 4, false}, {"印刷", "C23", 2, false}, {"检测技术", "M74", 3, true}, {"汽车维修", "O81", 3, true},
	{"保洁服务", "O82", 3, true}, {"种植", "A01", 2, false}, {"文化传媒", "R86", 2, true}, {"养老服务", "Q85", 1, true},
}

// shopWords are the first words of shop names, two characters each.
var shopWords = []string{
	"祥云", "福源", "瑞丰", "恒泰", "鑫达", "宏远", "安顺", "万和", "永兴", "德馨", "嘉禾", "金穗", "银河", "蓝天", "绿野", "草原", "驼铃", "白云", "青城", "鹿鸣",
	"河套", "塞外", "敕勒", "阴山", "松江", "昊天", "聚贤", "同心", "互惠", "诚信", "立新", "致远", "启航", "长青", "明德", "博雅", "众合", "百川", "千里", "万象",
}
