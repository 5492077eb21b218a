package ledger

// synonyms are the further header words of columns, by "kind.column".
var synonyms = map[string][]string{}
