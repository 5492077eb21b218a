package civil

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Value stores a date as its ISO text, no date as null; both databases take it for a column of type date.
func (d Date) Value() (driver.Value, error) {
	if d == 0 {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date from a database column: null, ISO text, or the midnight a driver makes of it.
func (d *Date) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*d = 0
		return nil
	case time.Time:
		*d = FromTime(v)
		return nil
	case string:
		if len(v) >= 10 {
			if day, ok := Parse(v[:10]); ok {
				*d = day
				return nil
			}
		}
	}
	return fmt.Errorf("civil: %v (%T) is no date", v, v)
}
