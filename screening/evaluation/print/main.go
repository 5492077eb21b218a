// Command print shows how well the screen does on the part of the labelled set it was not tuned on, and how three plain
// baselines do on the same. It is what make eval runs.
package main

import (
	"fmt"
	"log"

	"shukun/screening/evaluation"
)

func main() {
	table, err := evaluation.Table()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(table)
}
