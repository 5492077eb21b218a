package onestopservice_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"shukun/civil"
	"shukun/ledger"
	"shukun/policy"
	"shukun/regulation"
)

var law = sync.OnceValues(func() (*regulation.Regulation, error) { return regulation.Load(nil) })

func check(t *rapid.T, rows []string, asOf civil.Date) []*policy.Finding {
	g, err := law()
	if err != nil {
		t.Fatalf("%v", err)
	}
	text := "request_no,enterprise_code,kind,channel,submitted_on,resolved_on\n" + strings.Join(rows, "\n") + "\n"
	b, report, err := ledger.Read([]ledger.Input{{Name: "service_requests.csv", Data: []byte(text)}}, ledger.Options{Workers: 1})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("%v %v", err, report.Rejected)
	}
	return g.Evaluate(b, policy.Question{AsOf: asOf}, regulation.Filter{Clauses: []int{10}}, 1, nil)
}

var (
	start    = civil.MustParse("2022-05-20")
	units    = []string{"91150100MA00000018", "91150100MA00000026"}
	kinds    = []string{"payment", "repair", "connection", "other"}
	channels = []string{"online", "counter", "phone"}
)

func genRows(t *rapid.T) []string {
	n := rapid.IntRange(1, 12).Draw(t, "rows")
	rows := make([]string, n)
	for i := range rows {
		on := start.AddDays(rapid.IntRange(0, 80).Draw(t, "submitted"))
		done := ""
		if rapid.Bool().Draw(t, "done") {
			done = on.AddDays(rapid.IntRange(0, 15).Draw(t, "took")).String()
		}
		rows[i] = fmt.Sprintf("R%02d,%s,%s,%s,%v,%s", i, rapid.SampledFrom(units).Draw(t, "unit"), rapid.SampledFrom(kinds).Draw(t, "kind"),
			rapid.SampledFrom(channels).Draw(t, "channel"), on, done)
	}
	return rows
}

// The order of rows never shows, and every request submitted by the as-of day is in exactly one month's share.
func TestOrderOfRowsNeverShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := genRows(t)
		asOf := start.AddDays(rapid.IntRange(0, 100).Draw(t, "as of"))
		found := check(t, rows, asOf)
		again := check(t, rapid.Permutation(rows).Draw(t, "order"), asOf)
		if len(found) != len(again) {
			t.Fatalf("%d findings, shuffled %d", len(found), len(again))
		}
		counted := 0
		for i, f := range found {
			if f.Rule != again[i].Rule || f.Key != again[i].Key || f.Reason != again[i].Reason {
				t.Fatalf("%v / %v", f, again[i])
			}
			if f.Rule.ID == "10.online-share" {
				var month string
				var all, online int
				fmt.Sscanf(f.Reason, "%7s收到诉求%d件，其中线上%d件", &month, &all, &online)
				if online > all || !strings.HasSuffix(f.Key, "+"+month) {
					t.Fatalf("%s: %s", f.Key, f.Reason)
				}
				counted += all
			}
		}
		known := 0
		for _, row := range rows {
			if civil.MustParse(strings.Split(row, ",")[4]) <= asOf {
				known++
			}
		}
		if counted != known {
			t.Fatalf("%d requests counted of %d", counted, known)
		}
	})
}

// A request that is late today is late tomorrow, by one day more, if nothing is filed.
func TestLateCountsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := []string{fmt.Sprintf("R,%s,%s,phone,%v,", units[0], rapid.SampledFrom(kinds).Draw(t, "kind"), start.AddDays(rapid.IntRange(0, 60).Draw(t, "submitted")))}
		asOf := start.AddDays(rapid.IntRange(0, 100).Draw(t, "as of"))
		late := func(on civil.Date) int32 {
			for _, f := range check(t, rows, on) {
				if f.Rule.ID == "10.response-late" {
					return f.Days
				}
			}
			return 0
		}
		if today := late(asOf); today > 0 && late(asOf.AddDays(1)) != today+1 {
			t.Fatalf("late %d days, tomorrow %d", today, late(asOf.AddDays(1)))
		}
	})
}
