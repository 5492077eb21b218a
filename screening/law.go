package screening

import (
	"shukun/civil"
	"shukun/lang"
)

func lawOf(rule, family string, day civil.Date, opts Options) ([]string, lang.Text) {
	return nil, lang.Text{}
}
func rewriteOf(rule, family string) lang.Text { return lang.Text{} }
