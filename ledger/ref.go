package ledger

// refs are the columns by which rows hang on a row of another ledger of the same enterprise.
var refs = map[string]string{
	payments.Key: "payable_no", earlyPayments.Key: "payable_no", reliefRecords.Key: "lease_no",
	utilityBills.Key: "account_no", supplyInterruptions.Key: "account_no",
}

// RefColumn gives the key of the column by which rows of the kind hang on a row of another ledger, "" if they do not.
// Whoever stores rows keeps its value beside them, to find what belongs to a row without reading all.
func (k *Kind) RefColumn() string { return refs[k.Key] }
