package sample

import (
	"fmt"

	"shukun/org"
)

// weights11714 are the weights of the check character within the body of a code (GB 11714-1997, kept by GB 32100-2015).
var weights11714 = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// inventedCode gives the n-th invented credit code, right to both check characters. first is the pair that begins it: 91
// an enterprise, 92 an individual business, 12 an institution. The body begins with YL (样例), which no registry issues
// in sequence, so that a code shows what it is.
func inventedCode(first string, at org.Division, n int) org.Code {
	body := fmt.Sprintf("YL%06d", n)
	sum := 0
	for i, w := range weights11714 {
		v := int(body[i] - '0')
		if body[i] >= 'A' {
			v = int(body[i]-'A') + 10
		}
		sum += v * w
	}
	check := "0123456789X"[(11-sum%11)%11]
	seventeen := first + at.String() + body + string(check)
	last, _ := org.CheckCharacter(seventeen)
	return org.MustCode(seventeen + string(last))
}
