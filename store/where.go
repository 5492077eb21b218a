package store

import (
	"strconv"
	"strings"
)

// place is the placeholder of the nth value.
func place(n int) string { return "$" + strconv.Itoa(n) }

// in gives "($2, $3)" for the values, appended to args; no value is in an empty list.
func in(values []string, args []any) (list string, all []any) {
	if len(values) == 0 {
		return "('')", args
	}
	places := make([]string, len(values))
	for i, v := range values {
		args = append(args[:len(args):len(args)], v)
		places[i] = place(len(args))
	}
	return "(" + strings.Join(places, ", ") + ")", args
}

// below gives " and (column in the range of any of the paths)", with its values appended to args; no path: no row.
func below(column string, paths []string, args []any) (and string, all []any) {
	ranges := []string{"1 = 0"}
	for _, p := range paths {
		from, end := Below(p)
		args = append(args[:len(args):len(args)], from, end)
		ranges = append(ranges, column+" >= "+place(len(args)-1)+" and "+column+" < "+place(len(args)))
	}
	return " and (" + strings.Join(ranges, " or ") + ")", args
}

func scanText(scan func(...any) error, s *string) error { return scan(s) }
