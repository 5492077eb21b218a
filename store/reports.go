package store

import (
	"strconv"

	"shukun/civil"
)

// Report is what was found at and below a path as of a day, in files to take along.
type Report struct {
	ID, Path, Unit, Person, Lang, Job string
	Day                               civil.Date
	Count                             int64 // findings in it
	Made, Ready, Seen                 Instant

	State string // of its job, "" if that is no more; JobDone once it is made
	Error string // why the job failed last
	Done  int    // progress
	All   int
}

const reportColumns = `r.id, r.path, r.unit, r.person, r.lang, r.job, r.day, r.count, r.made_at, r.ready_at, r.seen_at,
	coalesce(j.state, ''), coalesce(j.error, ''), coalesce(j.done_part, 0), coalesce(j.all_parts, 0)`

const reportTables = " from report r left join job j on j.id = r.job"

func scanReport(scan func(...any) error, r *Report) error {
	err := scan(&r.ID, &r.Path, &r.Unit, &r.Person, &r.Lang, &r.Job, &r.Day, &r.Count, &r.Made, &r.Ready, &r.Seen, &r.State, &r.Error, &r.Done, &r.All)
	if r.Ready != 0 {
		r.State = JobDone
	}
	return err
}

// AddReport adds a report that is to be made.
func (t *Tx) AddReport(r Report) error {
	_, err := t.exec("insert into report (id, path, unit, person, lang, day, job, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		r.ID, r.Path, r.Unit, r.Person, r.Lang, r.Day, r.Job, r.Made)
	return err
}

// Report finds a report by id.
func (t *Tx) Report(id string) (r Report, found bool, err error) {
	all, err := collect(t, "select "+reportColumns+reportTables+" where r.id = $1", []any{id}, scanReport)
	if err != nil || len(all) == 0 {
		return r, false, err
	}
	return all[0], true, nil
}

// Reports lists the reports at and below a path, the newest first, those before an id where one is given.
func (t *Tx) Reports(path, before string, most int) ([]Report, error) {
	from, end := Below(path)
	query, args := "select "+reportColumns+reportTables+" where r.path >= $1 and r.path < $2", []any{from, end}
	if before != "" {
		query, args = query+" and r.id < $3", append(args, before)
	}
	return collect(t, query+" order by r.id desc limit "+strconv.Itoa(most), args, scanReport)
}

// ReportsOf lists the reports of a person that they have not taken yet, the newest first.
func (t *Tx) ReportsOf(person string, most int) ([]Report, error) {
	return collect(t, "select "+reportColumns+reportTables+" where r.person = $1 and r.seen_at = 0 order by r.id desc limit "+strconv.Itoa(most), []any{person}, scanReport)
}

// OldReports lists some reports asked for before an instant, the oldest first. Those still being made are not among them.
func (t *Tx) OldReports(before Instant, most int) ([]Report, error) {
	return collect(t, "select "+reportColumns+reportTables+" where r.made_at < $1 and (r.ready_at > 0 or coalesce(j.state, '') not in ('ready', 'running')) order by r.made_at, r.id limit "+
		strconv.Itoa(most), []any{before}, scanReport)
}

// ReportFile is a file of a report: pieces, in their order, each a blob.
type ReportFile struct {
	Form  string // xlsx, html
	Size  int64
	Hash  string // SHA-256 of the whole, hex
	Parts []string
}

// ReportReady keeps the files of a report that is made; false if there is no such report to be made.
func (t *Tx) ReportReady(id string, count int64, files []ReportFile, at Instant) (bool, error) {
	n, err := t.exec("update report set ready_at = $2, count = $3 where id = $1 and ready_at = 0", id, at, count)
	if err != nil || n == 0 {
		return false, err
	}
	for _, f := range files {
		if _, err := t.exec("insert into report_file (report, form, size, hash) values ($1, $2, $3, $4)", id, f.Form, f.Size, f.Hash); err != nil {
			return false, err
		}
		for i, blob := range f.Parts {
			if _, err := t.exec("insert into report_part (report, form, place, blob) values ($1, $2, $3, $4)", id, f.Form, int64(i), blob); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// ReportFiles lists the files of a report, without their pieces.
func (t *Tx) ReportFiles(id string) ([]ReportFile, error) {
	return collect(t, "select form, size, hash from report_file where report = $1 order by form desc", []any{id}, func(scan func(...any) error, f *ReportFile) error {
		return scan(&f.Form, &f.Size, &f.Hash)
	})
}

// ReportPart gives a piece of a report's file; found is false after the last.
func (t *Tx) ReportPart(id, form string, place int) (content []byte, found bool, err error) {
	found, err = t.one("select b.content from report_part p join blob b on b.hash = p.blob where p.report = $1 and p.form = $2 and p.place = $3", []any{id, form, int64(place)}, &content)
	return content, found, err
}

// SeeReport notes that who asked for a report has taken it.
func (t *Tx) SeeReport(id string, at Instant) error {
	_, err := t.exec("update report set seen_at = $2 where id = $1 and seen_at = 0", id, at)
	return err
}

// RemoveReport removes a report and the names of its pieces; their content is RemoveOrphans's.
func (t *Tx) RemoveReport(id string) error {
	for _, query := range []string{"delete from report_part where report = $1", "delete from report_file where report = $1", "delete from report where id = $1"} {
		if _, err := t.exec(query, id); err != nil {
			return err
		}
	}
	return nil
}
