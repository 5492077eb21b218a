package riskareas

import (
	"fmt"
	"strings"
	"testing"
)

// A national snapshot of November 2022 has 1,000 entries and 9,000 communities in 0.6 MB.
func BenchmarkConvert(b *testing.B) {
	var high []string
	for i := range 1000 {
		high = append(high, erlian+strings.Repeat(fmt.Sprintf("某某街道某某小区%d号楼 ", i), 9))
	}
	text := lines(shot("2022-11-15 07时", high, nil), shot("2022-11-16 07时", high, nil))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		convert(b, Options{}, file("a.jsonl", text))
	}
}
