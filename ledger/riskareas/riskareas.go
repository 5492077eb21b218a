// Package riskareas turns snapshots of the national list of medium- and high-risk areas into rows of the risk_areas
// ledger: which county stood at which level from which day to which day.
//
// A snapshot is one state of the whole list, or of a region's part of it, with the hour it speaks for (end_update_time).
// Snapshots may come in any order and in any number of files. All those of one hour count as one: a county is listed in it
// if any of them lists it, so that a list cut up by region, or put out twice, gives the same rows whatever the order.
// A snapshot whose lists are empty is a snapshot without any county.
//
// Days are the days written in end_update_time, Beijing time. A county that leaves the list and is back on the day it was
// first listed has stayed: the ledger knows a listing by county, level and day of listing.
package riskareas

import (
	"io"

	"shukun/civil"
	"shukun/org"
	"shukun/problem"
)

// Level is the level of risk, in the words of the risk_areas ledger.
type Level string

// The levels a snapshot lists. Low risk (lowlist) is not listed: it is the rest of a county that has a risk area.
const (
	High   Level = "high"
	Medium Level = "medium"
)

// Input is a file of snapshots: a whole snapshot (JSON), or one snapshot a line, either of them also under gzip. Name is
// shown in messages; what the file is, its content tells.
type Input struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// Options narrows what is converted.
type Options struct {
	Division string // 2, 4 or 6 digits: only counties whose code begins so (150000 counts as 15); empty: all
}

// Row is one listing of a county: a row of the risk_areas ledger.
type Row struct {
	County     org.Division
	Level      Level
	ListedOn   civil.Date // the day of the first snapshot that has it
	DelistedOn civil.Date // the day of the first later snapshot without it; no date if the last one still has it
	Place      string     // the communities listed at first, in Chinese, at most 100 characters
	Source     string     // the list, and the snapshot that listed it first, in Chinese
}

// Unmatched is a place on the list whose county is not certain; it is in no row.
type Unmatched struct {
	Province, City, County string // as listed
	Levels                 []Level
	First, Last            string // the first and last hour that has it, such as "2022-11-15 7时"
	Snapshots              int    // how many distinct hours have it
	Problem                *problem.Error
}

// Result is what snapshots amount to.
type Result struct {
	Rows        []Row       // by county, level, day of listing
	Unmatched   []Unmatched // by province, city, county; if there is any, the rows are not complete
	Snapshots   int         // snapshots read
	Hours       int         // their distinct hours
	First, Last string      // the first and last hour, such as "2022-06-01 9时"
}

// Convert reads all inputs and gives the listings they amount to. Errors are problem.Error and name the file and, where
// there is one, the line: unreadable, damaged or over-long input, JSON that is no snapshot, no snapshot at all, and a
// Division that does not exist. There is no result then, for a missing snapshot would move days.
func Convert(inputs []Input, o Options) (*Result, error) {
	prefix, err := divisionPrefix(o.Division)
	if err != nil {
		return nil, err
	}
	t := newTimeline(prefix)
	for _, in := range inputs {
		if err := readInput(in, standardLimits, t.add); err != nil {
			return nil, err
		}
	}
	if t.read == 0 {
		return nil, noSnapshots
	}
	return t.result(), nil
}
