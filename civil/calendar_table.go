package civil

// yearList is the arrangement of one year: the days off and the days worked although they look free, each "MM-DD" or a
// range; a day of a neighbouring year is written in full. Weekends not named are off, other days not named are worked.
// papers are the addresses of the State Council documents, the first one and what amended it.
type yearList struct {
	year      int
	off, work string
	papers    []string
}

// stateCouncilYears restates the General Office of the State Council's notices on the arrangement of holidays
// (国务院办公厅关于部分节假日安排的通知). Two years were amended: 2019 for Labour Day, 2020 to lengthen Spring Festival.
// No notice for 2027 is known.
var stateCouncilYears = []yearList{
	{2018, "01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07",
		"02-11 02-24 04-08 04-28 09-29 09-30",
		[]string{"http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm"}},
	{2019, "2018-12-30..2018-12-31 01-01 02-04..02-10 04-05 05-01..05-04 06-07 09-13 10-01..10-07",
		"2018-12-29 02-02 02-03 04-28 05-05 09-29 10-12",
		[]string{"http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm",
			"http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm"}},
	{2020, "01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08",
		"01-19 02-03 04-26 05-09 06-28 09-27 10-10",
		[]string{"http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm",
			"http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm"}},
	{2021, "01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07",
		"02-07 02-20 04-25 05-08 09-18 09-26 10-09",
		[]string{"http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm"}},
	{2022, "01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07",
		"01-29 01-30 04-02 04-24 05-07 10-08 10-09",
		[]string{"http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm"}},
	{2023, "2022-12-31 01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06",
		"01-28 01-29 04-23 05-06 06-25 10-07 10-08",
		[]string{"http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm"}},
	{2024, "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
		"02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
		[]string{"https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm"}},
	{2025, "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
		"01-26 02-08 04-27 09-28 10-11",
		[]string{"https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm"}},
	{2026, "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
		"01-04 02-14 02-28 05-09 09-20 10-10",
		[]string{"https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm"}},
}
