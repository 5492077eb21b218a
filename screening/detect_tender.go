package screening

var tenderBook = &rulebook{dict: newDictionary(partyWords)}
