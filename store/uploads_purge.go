package store

import "strconv"

// AbandonedUploads lists uploads that nobody has touched since an instant and that were neither filed nor are being filed,
// the oldest first.
func (t *Tx) AbandonedUploads(before Instant, most int) ([]Upload, error) {
	return collect(t, "select "+uploadColumns+" from upload where changed_at < $1 and state <> 'filed' and state in ('new', 'reading', 'checked', 'failed', 'dropped') order by changed_at, id limit "+
		strconv.Itoa(most), []any{before}, scanUpload)
}

// RemoveUpload removes an upload and the names of its files; their content is RemoveOrphans's.
func (t *Tx) RemoveUpload(id string) error {
	_, err := t.exec("delete from upload_file where upload = $1", id)
	if err == nil {
		_, err = t.exec("delete from upload where id = $1", id)
	}
	return err
}

// RemoveOrphans removes some of the files that nothing names and that nobody has sent since an instant.
func (t *Tx) RemoveOrphans(before Instant, most int) (removed int64, err error) {
	return t.exec(`delete from blob where made_at < $1 and hash in (select hash from blob where made_at < $1 and hash not in (
		select blob from upload_file union all select blob from filing union all select blob from filing_file union all select blob from row_text
		union all select evidence from finding_event union all select blob from report_part) order by made_at, hash limit `+strconv.Itoa(most)+")", before-blobFresh)
}
