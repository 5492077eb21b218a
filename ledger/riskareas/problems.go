package riskareas

import (
	"fmt"
	"strings"

	"shukun/lang"
	"shukun/problem"
)

// What can be wrong with a file of snapshots. Each is put in its place where it is found.
var (
	notThere = problem.New(problem.NotFound, "file-not-found",
		lang.Text{Zh: "没有这个文件", En: "there is no such file"},
		lang.Text{Zh: "请检查路径", En: "Check the path"})
	unreadable = problem.New(problem.Unavailable, "file-unreadable",
		lang.Text{Zh: "文件不能读取", En: "the file cannot be read"},
		lang.Text{Zh: "请检查权限，或重新复制文件", En: "Check its permissions, or copy it again"})
	badGzip = problem.New(problem.Invalid, "gzip-damaged",
		lang.Text{Zh: "压缩文件损坏或不完整", En: "the gzip file is damaged or cut short"},
		lang.Text{Zh: "请重新下载或复制", En: "Download or copy it again"})
	badEncoding = problem.New(problem.Unsupported, "snapshot-encoding",
		lang.Text{Zh: "不是 UTF-8 文本", En: "this is not UTF-8 text"},
		lang.Text{Zh: "请另存为 UTF-8", En: "Save it as UTF-8"})
	tooLong = problem.New(problem.TooLarge, "snapshot-too-long",
		lang.Text{Zh: "一份快照超过 16 MB", En: "one snapshot is over 16 MB"},
		lang.Text{Zh: "请确认文件是风险地区快照：整份 JSON，或每行一份", En: "Make sure this is a file of risk-list snapshots: one JSON snapshot, or one a line"})
	tooMuch = problem.New(problem.TooLarge, "snapshots-too-many",
		lang.Text{Zh: "快照数量超出上限", En: "there are more snapshots than can be taken in"},
		lang.Text{Zh: "请按时间分成几次转换", En: "Convert them in several runs, by time"})
	badJSON = problem.New(problem.Invalid, "snapshot-json",
		lang.Text{Zh: "不是完整的 JSON 快照", En: "this is not a complete JSON snapshot"},
		lang.Text{Zh: "请重新下载，或删除这一行", En: "Download it again, or take the line out"})
	notSnapshot = problem.New(problem.Invalid, "snapshot-unknown",
		lang.Text{Zh: "不是风险地区快照：没有 end_update_time，或 highlist、middlelist 都没有",
			En: "this is not a risk-list snapshot: end_update_time, or both highlist and middlelist, are missing"},
		lang.Text{Zh: "请只给出快照文件", En: "Name snapshot files only"})
	badTime = problem.New(problem.Invalid, "snapshot-time",
		lang.Text{Zh: "end_update_time 不能识别", En: "end_update_time cannot be read"},
		lang.Text{Zh: "应为“2022-06-01 9时”这样的日期和小时", En: "It should be a date and an hour, such as 2022-06-01 9时"})
	badList = problem.New(problem.Invalid, "snapshot-list",
		lang.Text{Zh: "风险地区清单不是数组", En: "a list of risk areas is not an array"},
		lang.Text{Zh: "请重新下载快照", En: "Download the snapshot again"})
	badEntry = problem.New(problem.Invalid, "snapshot-entry",
		lang.Text{Zh: "风险地区条目不能识别：应有 province、city、county 三个名称，communitys 为名称数组",
			En: "an entry cannot be read: it should name province, city and county, and communitys should be an array of names"},
		lang.Text{Zh: "请重新下载快照", En: "Download the snapshot again"})
	noSnapshots = problem.New(problem.Invalid, "snapshots-none",
		lang.Text{Zh: "没有快照", En: "there is no snapshot"},
		lang.Text{Zh: "请给出风险地区快照文件（.json、.jsonl 或 .jsonl.gz）", En: "Name files of risk-list snapshots (.json, .jsonl or .jsonl.gz)"})
	unknownDivision = problem.New(problem.Invalid, "division-unknown",
		lang.Text{Zh: "没有这个行政区划代码", En: "there is no such division code"},
		lang.Text{Zh: "请用 2、4 或 6 位代码，例如 15（内蒙古自治区）", En: "Give 2, 4 or 6 digits, such as 15 (Inner Mongolia)"})
)

// unmatchedProblem says which place is in no row, how long it was listed, and why it could not be matched if we know.
func unmatchedProblem(u *Unmatched, why lang.Text) *problem.Error {
	what := lang.Text{Zh: "地区不能确定到县级区划，未转换", En: "the place could not be matched to a county and is left out"}
	if !why.Empty() {
		what = lang.Text{Zh: what.Zh + "：" + why.Zh, En: what.En + ": " + why.En}
	}
	what.Zh += fmt.Sprintf("（%s 至 %s，快照 %d 份）", u.First, u.Last, u.Snapshots)
	what.En += fmt.Sprintf(" (%s to %s; snapshots: %d)", u.First, u.Last, u.Snapshots)
	e := problem.New(problem.NotFound, "risk-area-unmatched", what, lang.Text{
		Zh: "请查明房屋所在的县级区划，在 risk_areas 台账中自行补充一行",
		En: "Find out which county the premises are in and add a row to the risk_areas ledger yourself",
	})
	return e.With(strings.TrimSpace(u.Province + " " + u.City + " " + u.County))
}
