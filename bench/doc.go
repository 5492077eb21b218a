// Package bench measures Shukun against a plain floor and against peers, each pair in the same run on the same files, so
// that the ratio holds whatever the machine. It is a module of its own: the peers never enter the product.
//
// SHUKUN_BENCH_DIR names a folder to keep the made ledgers in from one run to the next; otherwise they are made anew.
// SHUKUN_BENCH_10M=1 adds the ten million payables to the growth benchmark.
package bench
