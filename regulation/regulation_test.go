package regulation

import "testing"

func TestShippedLawLoads(t *testing.T) {
	if _, err := Load(nil); err != nil {
		t.Fatal(err)
	}
}
