package problem

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"shukun/lang"
)

func TestErrorSaysWhereWhatAndWhatNext(t *testing.T) {
	base := New(Invalid, "date-impossible", lang.Text{Zh: "没有这一天", En: "there is no such day"}, lang.Text{Zh: "请核对", En: "Check it"})
	e := base.With("2022-06-31").At(Place{File: "a.csv", Row: 7, Column: "due_on"})
	if got := e.In(lang.Zh); got != "a.csv 第7行 “due_on”列：没有这一天（值：2022-06-31）。请核对" {
		t.Error(got)
	}
	if got := e.Error(); got != "a.csv, row 7, column due_on: there is no such day (value: 2022-06-31). Check it" {
		t.Error(got)
	}
	if base.Value != "" || base.Place != (Place{}) {
		t.Error("placing an error must not change the one it is made from")
	}
	if got := base.With(strings.Repeat("长", 500)).In(lang.Zh); len([]rune(got)) > 120 {
		t.Errorf("a hostile value fills the screen: %d characters", len([]rune(got)))
	}
}

func TestKindIsKnownByTypeThroughWrapping(t *testing.T) {
	cause := errors.New("disk")
	e := fmt.Errorf("reading: %w", New(Unavailable, "file-unreadable", lang.Text{Zh: "文件无法读取", En: "unreadable"}, lang.Text{}).Because(cause))
	if KindOf(e) != Unavailable || CodeOf(e) != "file-unreadable" || !errors.Is(e, cause) {
		t.Errorf("%v %q", KindOf(e), CodeOf(e))
	}
	if KindOf(cause) != Internal || CodeOf(cause) != "" || In(cause, lang.Zh) != "disk" {
		t.Error("an error that is not ours is internal and shown as it is")
	}
}
