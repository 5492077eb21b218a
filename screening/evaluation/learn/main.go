// Command learn trains the classifier that stands behind the patterns, on the tune split alone, and prints it.
// It is what make learn runs.
package main

import (
	"flag"
	"fmt"
	"log"

	"shukun/screening"
	"shukun/screening/evaluation"
)

func main() {
	tender := flag.Bool("tender", false, "the classifier of tenders, not of contracts")
	flag.Parse()
	kind := screening.Contract
	if *tender {
		kind = screening.Tender
	}
	examples, err := evaluation.Examples(kind)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(screening.Learn(kind, examples)))
}
