package screening

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Shorthand of the patterns: $up is who may stand upstream of the payer, $gap a word that is neither a document nor an acceptance.
var shorthand = strings.NewReplacer(
	"$up", "{owner|third|fiscal|group}",
	"$any", "{owner|third|fiscal|group|employer|fund}",
	"$in", "{pay|refund|arrive|backflow|settle}",
	"$out", "{pay|refund|settle|payduty}",
	"$mon", "{money|retention|fund|arrears|fiscal}",
	"$g", "{^doc|accept|audit|invoice|goods|after|days|deposit|superv}",
	"$h", "{^after|days|doc|accept|invoice|not|unpaid|delay|paylate|superv}",
	"$late", "({unpaid|unarrived|arrears|paylate}|{delay}~{0,3}{pay|money|fund|arrive|settle|refund|payhow|retention|backflow}|{not}~{0,3}{pay|arrive|refund|settle|backflow|money|fund}|{pay|money|fund|arrive|payhow}~{0,2}{delay|paylate|not|unpaid|unarrived})",
	"$free", "{forgive|noneed|notbear|nocomp|nobreach|defer|noright|waive}",
)

// termKin are classes that patterns name in general, and the special ones they then mean too.
var termKin = []struct {
	name *regexp.Regexp
	all  string
}{
	{regexp.MustCompile(`\bclaim\b`), "claim|chase"},
	{regexp.MustCompile(`\bliab\b`), "liab|allliab"},
	{regexp.MustCompile(`\bsuit\b`), "suit|chase"},
	{regexp.MustCompile(`\bafter\b`), "after|soon"},
}

func widenedTerms(src string) string {
	for _, k := range termKin {
		src = k.name.ReplaceAllString(src, k.all)
	}
	return src
}

// contractDict knows the words of contracts.
var contractDict = sync.OnceValue(func() *dictionary { return newDictionary(contractWider, partyWords, moneyWords, logicWords, termWords) })

// contractBook is built when first asked for: patterns and detectors of clause 3.
var contractBook = sync.OnceValue(newContractBook)

func newContractBook() *rulebook {
	d := contractDict()
	p := func(src string) pattern { return d.compile(widenedTerms(shorthand.Replace(src))) }
	ps := func(src ...string) []pattern {
		out := make([]pattern, len(src))
		for i, s := range src {
			out[i] = p(s)
		}
		return out
	}
	b := &rulebook{dict: d, general: ps(
		`{define}`,
		`{title} ~{0,4} {law} .{0,16} {forbid|noton|void|must}`,
		`{title} ~{0,3} {ref} {comma} .{0,12} {forbid|noton|void}`,
		`{term} ~{0,6} {void}`,
		`{term} .{0,2} ({noton}|{forbid} ~{0,1} {accord})`,
		`{court} .{0,8} {void}`,
	), listHead: ps(
		`{forbid|void} .{0,8} {below}`,
		`{below} .{0,10} {forbid|void}`,
	), release: ps(
		`{regardless} .{0,6} $up .{0,8} {pay|rcv|backflow|arrive} .{0,10} {pay|still}`,
		`{noeffect} ~{0,6} {days} .{0,4} {pay}`,
		`{pay} .{0,4} {noeffect} ~{0,6} {days}`,
		`{noton} ~{0,6} $up ~{0,8} ({premise|excuse|paycond})`,
		`$up {^comma}{0,6} ($late|{delay}) .{0,6} ({noeffect} ~{0,8} {pay|payduty}|{still})`,
	), inspect: ps(
		`{days} ~{0,4} {accept|accday}`,
		`{accday} .{0,3} {days}`,
		`{accday} .{0,4} {days}`,
		`{days} .{0,4} {accday}`,
	)}
	for _, n := range []string{"forbid", "not", "noton", "only", "waive", "notbear", "noneed", "noright", "after", "refuse", "notaccept", "unrelated", "nobreach", "slang"} {
		b.strict.add(d.byName[n])
	}
	b.learned = learnedContract
	b.symbols = d.symbols()
	for _, n := range []string{"sub", "buyer", "main", "employer", "owner"} {
		b.parties.add(d.byName[n])
	}
	// The order matters where one rule keeps silent for another.
	b.detectors = slices.Concat(backToBack(p, ps), wideUpstream(p, ps), moneyTerms(p, ps), wideMoney(p, ps), depositTerms(p, ps), widePayment(p, ps),
		[]detector{oneSided(p, ps)}, wideLiability(p, ps), rightsWaived(p, ps), wideRights(p, ps), acceptanceTerms(p, ps), wideAcceptance(p, ps))
	b.file()
	return b
}

type (
	one  = func(string) pattern
	many = func(...string) []pattern
)

// probes reads patterns of one band.
func probes(p one, band Band, src ...string) []probe {
	out := make([]probe, len(src))
	for i, s := range src {
		out[i] = probe{p(s), band}
	}
	return out
}

// nearest gives the class of the last token before i that is one of the given, none if there is none in reach.
func nearest(d *dictionary, s *sentence, i, reach int, names ...string) string {
	for k := min(i, len(s.toks)) - 1; k >= 0 && k >= i-reach; k-- {
		n := d.names[s.toks[k].class]
		for _, want := range names {
			if n == want {
				return n
			}
		}
	}
	return ""
}
