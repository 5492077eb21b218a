package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"shukun/org"
)

//go:embed testdata/contract.txt
var contractText string

var typeWords = map[string]Type{
	"text": TypeText, "code": TypeCode, "date": TypeDate, "money": TypeMoney, "rate": TypeRate, "number": TypeNumber, "tenk": TypeTenK,
	"integer": TypeInteger, "yesno": TypeYesNo, "enum": TypeEnum, "division": TypeDivision, "industry": TypeIndustry,
}

// The declarations are the contract: kinds and columns in its order, names, types, required marks, keys, values.
func TestDeclarationsFollowTheContract(t *testing.T) {
	var k *Kind
	kinds, columns := 0, 0
	end := func() {
		if k != nil && columns != len(k.Columns) {
			t.Errorf("%s: %d columns declared, the contract has %d", k.Key, len(k.Columns), columns)
		}
	}
	for line := range strings.Lines(contractText) {
		words := strings.Fields(line)
		switch {
		case words[0] == "#":
		case line[0] != ' ':
			end()
			if kinds == len(Kinds()) {
				t.Fatalf("%s is not declared", words[0])
			}
			k = Kinds()[kinds]
			kinds, columns = kinds+1, 0
			if k.Key != words[0] || k.Name != words[1] || FindKind(words[0]) != k || FindKind(words[1]) != k {
				t.Errorf("kind %d is %s %s, the contract has %s %s", kinds, k.Key, k.Name, words[0], words[1])
			}
			if got := k.KeyColumns(); !slices.Equal(got, words[3:]) {
				t.Errorf("%s: key %v, want %v", k.Key, got, words[3:])
			}
		default:
			if columns == len(k.Columns) {
				t.Fatalf("%s.%s is not declared", k.Key, words[0])
			}
			c := &k.Columns[columns]
			columns++
			checkColumn(t, k, c, words)
		}
	}
	end()
	if kinds != 24 || len(Kinds()) != 24 {
		t.Errorf("%d kinds in the contract, %d declared, want 24", kinds, len(Kinds()))
	}
}

func checkColumn(t *testing.T, k *Kind, c *Column, words []string) {
	key, required := strings.CutSuffix(words[0], "*")
	name, _ := splitUnit(words[1])
	if c.Key != key || c.Name != name || c.Required != required || c.Type != typeWords[words[2]] {
		t.Errorf("%s: %s %s required %v type %d, the contract has %v", k.Key, c.Key, c.Name, c.Required, c.Type, words)
	}
	if c.En == "" || k.Column(key) != c {
		t.Errorf("%s.%s has no English title, or is not found", k.Key, key)
	}
	// A header may be the key or the name, the latter also with the contract's unit.
	for _, header := range []string{key, strings.ToUpper(key), c.Name, words[1], "＊" + c.Name} {
		m := k.match(single([]string{header}), nil)
		if len(m.columns) != 1 || k.Columns[m.columns[0].column].Key != key || m.fault != nil || m.columns[0].power != 0 {
			t.Errorf("%s: header %q means %+v", k.Key, header, m)
		}
	}
	var values []string
	if c.Enum != nil {
		for _, v := range c.Enum.Values {
			values = append(values, v.Key+" "+v.Zh)
		}
	}
	if got := strings.Join(values, ", "); got != strings.Join(words[3:], " ") {
		t.Errorf("%s.%s has the values %q, want %q", k.Key, key, got, strings.Join(words[3:], " "))
	}
}

// Every kind but the four that belong to nobody, or are found through another, names its enterprise; and a row that
// does not name it is found through what it refers to.
func TestOwners(t *testing.T) {
	want := map[string]string{
		"enterprises": "-", "counterparties": "-", "contracts": "buyer_code", "payables": "payer_code", "payments": "payer_code",
		"instruments": "issuer_code", "upstream_receipts": "enterprise_code", "cash_positions": "enterprise_code", "group_support": "group_code",
		"early_payments": "payer_code", "leases": "lessor_code", "risk_areas": "-", "local_policies": "-", "relief_records": "through",
		"utility_accounts": "supplier_code", "utility_bills": "through", "supply_interruptions": "through", "power_resale": "reseller_code",
		"deposits": "holder_code", "tenders": "buyer_code", "commodity_sales": "seller_code", "initiatives": "enterprise_code",
		"service_requests": "enterprise_code", "complaints": "respondent_code",
	}
	for _, k := range registry {
		got := "-"
		if k.refers() {
			got = "through"
		}
		for _, c := range k.kind().Columns {
			if c.Owner {
				got = c.Key
			}
		}
		if got != want[k.kind().Key] {
			t.Errorf("%s belongs to %s, want %s", k.kind().Key, got, want[k.kind().Key])
		}
	}
}

// The size enumerations are read as org.Size: value n of either is org.Size(n).
func TestSizesAreOrgSizes(t *testing.T) {
	for _, e := range []*Enum{sizes, supplierSizes} {
		for n := range e.Values {
			size := org.Size(n + 1)
			if e.Values[n].Key != size.String() || e.Values[n].Zh != size.Title().Zh {
				t.Errorf("%s value %d is %v, org has %v", e.Name, n+1, e.Values[n], size)
			}
		}
	}
	if len(sizes.Values) != int(org.Micro) || len(supplierSizes.Values) != int(org.Individual) {
		t.Errorf("%d sizes and %d of suppliers", len(sizes.Values), len(supplierSizes.Values))
	}
}

// The constants of each enumeration have the places of their values.
func TestEnumConstants(t *testing.T) {
	for _, c := range []struct {
		e     *Enum
		value uint8
		key   string
	}{
		{controls, uint8(Minority), "minority"}, {unitKinds, uint8(UnitInstitution), "institution"}, {entityTypes, uint8(EntityOther), "other"},
		{entityTypes, uint8(EntityIndividual), "individual"}, {subjects, uint8(Works), "works"}, {termStarts, uint8(FromSettlement), "settlement"},
		{unpaidReasons, uint8(AwaitingFiling), "awaiting_filing"}, {unpaidReasons, uint8(OtherReason), "other"},
		{paymentMethods, uint8(ByBankBill), "bank_bill"}, {paymentMethods, uint8(BySupplyChainNote), "supply_chain_note"},
		{instrumentKinds, uint8(BankBill), "bank_bill"}, {instrumentKinds, uint8(SupplyChainNote), "supply_chain_note"},
		{supportKinds, uint8(SupportCredit), "credit"}, {riskLevels, uint8(LowRisk), "low"}, {reliefMethods, uint8(Extend), "extend"},
		{reliefBases, uint8(Discretionary), "discretionary"}, {services, uint8(Gas), "gas"}, {powerUses, uint8(AgriculturalUse), "agricultural"},
		{stopReasons, uint8(ForOther), "other"}, {depositKinds, uint8(OtherDeposit), "other"}, {depositForms, uint8(Insurance), "insurance"},
		{commodities, uint8(Transport), "transport"}, {regions, uint8(Mengdong), "mengdong"}, {saleTerms, uint8(Spot), "spot"},
		{initiativeStatuses, uint8(Stopped), "stopped"}, {requestKinds, uint8(OtherRequest), "other"}, {channels, uint8(Phone), "phone"},
		{complaintSubjects, uint8(AboutOther), "other"},
	} {
		if got := c.e.Key(c.value); got != c.key {
			t.Errorf("%s %d is %q, want %q", c.e.Name, c.value, got, c.key)
		}
	}
	for m, want := range map[PaymentMethod]bool{Cash: false, Transfer: false, ByBankBill: true, ByCommercialBill: true, BySupplyChainNote: true, OtherMethod: false} {
		if m.NonCash() != want {
			t.Errorf("NonCash of %d is %v", m, !want)
		}
	}
}

// No word of an enumeration means two of its values.
func TestEnumWordsAreUnique(t *testing.T) {
	for _, k := range Kinds() {
		for _, c := range k.Columns {
			if c.Enum == nil {
				continue
			}
			seen := map[string]string{}
			for _, v := range c.Enum.Values {
				for _, w := range append([]string{v.Key, v.Zh}, v.Also...) {
					if was, ok := seen[fold(w)]; ok && was != v.Key {
						t.Errorf("%s.%s: %q means %s and %s", k.Key, c.Key, w, was, v.Key)
					}
					if fold(w) != w {
						t.Errorf("%s.%s: %q is never found, since it is not folded", k.Key, c.Key, w)
					}
					seen[fold(w)] = v.Key
				}
			}
		}
	}
}

// No header word means two columns of a kind, and every synonym is one of a column that exists.
func TestSynonyms(t *testing.T) {
	total := 0
	for _, k := range Kinds() {
		seen := map[string]string{}
		for i := range k.Columns {
			c := &k.Columns[i]
			total += len(k.Synonyms(c))
			for _, w := range append([]string{c.Key, c.Name, c.En}, k.Synonyms(c)...) {
				f := foldHeader(w)
				if was, ok := seen[f]; ok && was != c.Key {
					t.Errorf("%s: %q means %s and %s", k.Key, w, was, c.Key)
				} else if ok && w != c.En && w != c.Key && w != c.Name {
					t.Errorf("%s.%s: %q is there twice", k.Key, c.Key, w)
				}
				seen[f] = c.Key
				if m := k.match(single([]string{w}), nil); len(m.columns) != 1 || k.Columns[m.columns[0].column].Key != c.Key || m.columns[0].power != 0 {
					t.Errorf("%s: %q is not read as %s", k.Key, w, c.Key)
				}
			}
		}
	}
	if total < 160 {
		t.Errorf("%d synonyms, at least 160 are wanted", total)
	}
	for at := range synonyms {
		kind, column, _ := strings.Cut(at, ".")
		if k := FindKind(kind); k == nil || k.Column(column) == nil {
			t.Errorf("synonyms of %s, which does not exist", at)
		}
	}
}
