package store

// The states of an upload.
const (
	UploadNew     = "new"     // files are there, columns are being matched
	UploadReading = "reading" // a job reads them
	UploadChecked = "checked" // read: problems and effect are known
	UploadFiling  = "filing"  // a job files them
	UploadFiled   = "filed"
	UploadDropped = "dropped"
	UploadFailed  = "failed" // the files cannot be used; Problem says why
)

// Upload is one visit to the import wizard.
type Upload struct {
	ID, Path, Unit, Person   string
	State, Period, Mode, Job string
	Problem, Summary         string // JSON
	Repair                   bool
	Round                    int64
	Made, Changed            Instant
}

const uploadColumns = "id, path, unit, person, state, period, mode, job, problem, summary, repair, round, made_at, changed_at"

func scanUpload(scan func(...any) error, u *Upload) error {
	return scan(&u.ID, &u.Path, &u.Unit, &u.Person, &u.State, &u.Period, &u.Mode, &u.Job, &u.Problem, &u.Summary, &u.Repair, &u.Round, &u.Made, &u.Changed)
}

// SaveUpload adds an upload, or replaces what may change of it.
func (t *Tx) SaveUpload(u Upload) error {
	_, err := t.exec(`insert into upload (`+uploadColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		on conflict (id) do update set state = excluded.state, period = excluded.period, mode = excluded.mode, job = excluded.job, problem = excluded.problem,
		summary = excluded.summary, repair = excluded.repair, round = excluded.round, changed_at = excluded.changed_at`,
		u.ID, u.Path, u.Unit, u.Person, u.State, u.Period, u.Mode, u.Job, u.Problem, u.Summary, u.Repair, u.Round, u.Made, u.Changed)
	return err
}

// ClaimUpload adds an upload; first is false if there is one of its id already.
func (t *Tx) ClaimUpload(u Upload) (first bool, err error) {
	n, err := t.exec(`insert into upload (`+uploadColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing`,
		u.ID, u.Path, u.Unit, u.Person, u.State, u.Period, u.Mode, u.Job, u.Problem, u.Summary, u.Repair, u.Round, u.Made, u.Changed)
	return n == 1, err
}

// Upload finds an upload by id.
func (t *Tx) Upload(id string) (u Upload, found bool, err error) {
	all, err := collect(t, "select "+uploadColumns+" from upload where id = $1", []any{id}, scanUpload)
	if len(all) == 0 {
		return u, false, err
	}
	return all[0], true, err
}

// OpenUploads lists the uploads at and below a path that are neither filed nor dropped, the latest first.
func (t *Tx) OpenUploads(below string, most int) ([]Upload, error) {
	from, end := Below(below)
	return collect(t, "select "+uploadColumns+" from upload where path >= $1 and path < $2 and state not in ('filed', 'dropped') order by made_at desc limit $3",
		[]any{from, end, most}, scanUpload)
}

// UploadedSince sums the bytes a person has uploaded since an instant, and counts the uploads.
func (t *Tx) UploadedSince(person string, since Instant) (bytes, count int64, err error) {
	_, err = t.one(`select coalesce(sum(b.size), 0), count(distinct u.id) from upload u join upload_file f on f.upload = u.id join blob b on b.hash = f.blob
		where u.person = $1 and u.made_at >= $2`, []any{person, since}, &bytes, &count)
	return bytes, count, err
}

// UploadFile is a file of an upload.
type UploadFile struct {
	Place      int64
	Name, Blob string
	Mapping    string // JSON: what the person chose of sheets and columns
}

// SetUploadFiles puts the files of an upload in the place of those there are.
func (t *Tx) SetUploadFiles(upload string, files []UploadFile) error {
	_, err := t.exec("delete from upload_file where upload = $1", upload)
	for _, f := range files {
		if err == nil {
			_, err = t.exec("insert into upload_file (upload, place, name, blob, mapping) values ($1, $2, $3, $4, $5)", upload, f.Place, f.Name, f.Blob, f.Mapping)
		}
	}
	return err
}

// UploadFiles lists the files of an upload.
func (t *Tx) UploadFiles(upload string) ([]UploadFile, error) {
	return collect(t, "select place, name, blob, mapping from upload_file where upload = $1 order by place", []any{upload},
		func(scan func(...any) error, f *UploadFile) error {
			return scan(&f.Place, &f.Name, &f.Blob, &f.Mapping)
		})
}

// HeaderMemory is what a unit once said a header word means in a ledger; Column "-" is left out.
type HeaderMemory struct{ Kind, Header, Column string }

// RememberHeaders keeps what a unit says header words mean.
func (t *Tx) RememberHeaders(unit string, all []HeaderMemory) error {
	for _, m := range all {
		if _, err := t.exec(`insert into header_memory (unit, kind, header, col) values ($1, $2, $3, $4)
			on conflict (unit, kind, header) do update set col = excluded.col`, unit, m.Kind, m.Header, m.Column); err != nil {
			return err
		}
	}
	return nil
}

// RememberedHeaders lists what a unit has said.
func (t *Tx) RememberedHeaders(unit string) ([]HeaderMemory, error) {
	return collect(t, "select kind, header, col from header_memory where unit = $1 order by kind, header", []any{unit},
		func(scan func(...any) error, m *HeaderMemory) error { return scan(&m.Kind, &m.Header, &m.Column) })
}
