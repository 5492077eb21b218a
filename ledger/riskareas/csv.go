package riskareas

import (
	"encoding/csv"
	"io"
)

// columns are the header of the ledger's CSV form.
var columns = []string{"county_code", "level", "listed_on", "delisted_on", "place", "source"}

// WriteCSV writes the rows as a risk_areas ledger: UTF-8 without a mark, lines ended by LF, quoted as RFC 4180 has it. An
// error is w's.
func (r *Result) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, row := range r.Rows {
		record := []string{row.County.String(), string(row.Level), row.ListedOn.String(), row.DelistedOn.String(), row.Place, row.Source}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
