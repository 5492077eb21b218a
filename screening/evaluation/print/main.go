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
	cross := flag.Bool("cross", false, "cross-validate over the documents of the tune split; takes about a minute")
	flag.Parse()
	print := evaluation.Table
	switch {
	case *cross:
		print = evaluation.Cross
	case *batch != "":
		print = func() (string, error) { return evaluation.Batch(*batch) }
	}
	table, err := print()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(table)
}
