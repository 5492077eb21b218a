package app

import (
	"bytes"

	"shukun/sample"
)

// Practice gives a demonstration's practice workbook: a clerk's file with two mistakes, to try filing with.
func (a *App) Practice() (name string, content []byte, err error) {
	if !a.Demo {
		return "", nil, errForbidden
	}
	var b bytes.Buffer
	err = sample.WritePractice(&b)
	return sample.PracticeName, b.Bytes(), err
}
