// Package report is how findings are told as a workbook and as a page that stands alone: the words, the columns, the order,
// the sums that may be shown. A command and a server tell the same findings alike. It reads no file and asks no clock.
package report
