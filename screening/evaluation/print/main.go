// Command print shows how well the screen does on the part of the labelled set it was not tuned on, and how three plain
// baselines do on the same. It is what make eval runs.
package main

import (
	"flag"
	"fmt"
	"log"

	"shukun/screening/evaluation"
)

func main() {
	batch := flag.String("batch", "", "only the cases of the files whose name holds this")
	flag.Parse()
	table, err := evaluation.Table()
	if *batch != "" {
		table, err = evaluation.Batch(*batch)
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(table)
}
