// Command learn trains the classifiers that stand behind the patterns, on the tune split alone, and writes them into
// the folder given. It is what make learn runs.
package main

import (
	"log"
	"os"
	"path/filepath"

	"shukun/screening"
	"shukun/screening/evaluation"
)

func main() {
	for kind, name := range map[screening.Kind]string{screening.Contract: "learned-contract.gz", screening.Tender: "learned-tender.gz"} {
		examples, err := evaluation.Examples(kind)
		if err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(os.Args[1], name), screening.Learn(kind, examples), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
