package policy

import "shukun/civil"

// Series is a parameter ready for use: its value on any day.
type Series[T any] struct{ values []dated[T] }

type dated[T any] struct {
	from, to civil.Date
	none     bool
	value    T
	basis    string
}

func (s *Series[T]) find(d civil.Date) *dated[T] {
	for i := len(s.values) - 1; i >= 0; i-- {
		v := &s.values[i]
		if v.from <= d {
			if v.none || v.to != 0 && d > v.to {
				return nil
			}
			return v
		}
	}
	return nil
}

// At gives the value in force on day d; ok is false if there is none.
func (s *Series[T]) At(d civil.Date) (value T, ok bool) {
	if v := s.find(d); v != nil {
		return v.value, true
	}
	return value, false
}

// Or gives the value in force on day d, or other if there is none.
func (s *Series[T]) Or(d civil.Date, other T) T {
	if v := s.find(d); v != nil {
		return v.value
	}
	return other
}

// Basis gives the source of the value in force on day d as a finding cites it, "" if there is none.
func (s *Series[T]) Basis(d civil.Date) string {
	if v := s.find(d); v != nil {
		return v.basis
	}
	return ""
}

// From gives the first day on which there is a value; zero if there is none ever.
func (s *Series[T]) From() civil.Date {
	for i := range s.values {
		if !s.values[i].none {
			return s.values[i].from
		}
	}
	return 0
}

// Spans calls fn for each span of days in [from, to] with the value in force.
func (s *Series[T]) Spans(from, to civil.Date, fn func(from, to civil.Date, value T)) {
	for i := range s.values {
		v := &s.values[i]
		end := civil.MaxDate
		if v.to != 0 {
			end = v.to
		}
		if i+1 < len(s.values) {
			end = min(end, s.values[i+1].from-1)
		}
		if a, b := max(v.from, from), min(end, to); !v.none && a <= b {
			fn(a, b, v.value)
		}
	}
}
