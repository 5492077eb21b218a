package screening

import (
	"regexp"
	"slices"
	"sync"
)

// tenderDict knows the words of tenders.
var tenderDict = sync.OnceValue(func() *dictionary { return newDictionary(tenderWider, tenderWords) })

// kin are classes that patterns name in general, and the special ones they then mean too.
var kin = []struct {
	name *regexp.Regexp
	all  string
}{
	{regexp.MustCompile(`\bdeposit\b`), "deposit|biddep|unlawdep"},
	{regexp.MustCompile(`\bsme\b`), "sme|smallfirm"},
	{regexp.MustCompile(`\bsector\b`), "sector|institution"},
	{regexp.MustCompile(`\bhave\b`), "have|setup"},
}

func widened(src string) string {
	for _, k := range kin {
		src = k.name.ReplaceAllString(src, k.all)
	}
	return src
}

// tenderBook is built when first asked for: patterns and detectors of clause 19.
var tenderBook = sync.OnceValue(newTenderBook)

func newTenderBook() *rulebook {
	d := tenderDict()
	p := func(src string) pattern {
		return d.compile(widened(src))
	}
	ps := func(src ...string) []pattern {
		out := make([]pattern, len(src))
		for i, s := range src {
			out[i] = p(s)
		}
		return out
	}
	b := &rulebook{dict: d, general: ps(
		`{define}`,
		`{illegal}`,
		`{title} ~{0,4} ({ref})? ~{0,4} {law} .{0,16} {forbid}`,
		`{title} ~{0,3} {ref} {comma} .{0,12} {forbid}`,
		`{host|dept} ~{0,3} {forbid}`,
		`{equal}`,
		`{court}`,
	), listHead: ps(
		`({forbid|illegal}) .{0,10} {below}`,
		`{below} .{0,12} ({illegal})`,
		`{below} .{0,3} {forbid}`,
	)}
	for _, n := range []string{"cmp", "must", "only", "reject", "score", "points", "yuan", "persons", "have", "forbid", "designate"} {
		b.strict.add(d.byName[n])
	}
	b.learned = learnedTender
	b.symbols = d.symbols()
	for _, n := range []string{"cmp", "points", "yuan", "reject", "forbid"} {
		b.parties.add(d.byName[n])
	}
	b.detectors = slices.Concat(sizeConditions(p, ps), partyConditions(p, ps), meritConditions(p, ps), conductConditions(p, ps), wideConditions(p, ps))
	b.file()
	return b
}

func restrictive(family string, find []probe, bars []pattern, judge func(*sentence, int, int) bool) detector {
	return detector{rule: "19.restrictive-condition", family: family, find: find, bars: bars, judge: judge}
}

// sizeConditions are thresholds of money, people and space, and years in business.
func sizeConditions(p one, ps many) []detector {
	finance := restrictive("finance", slices.Concat(
		probes(p, High,
			`{fin} .{0,6} {cmp} .{0,3} {yuan|number|count|percent}`,
			`{fin} .{0,4} {yuan} ~{0,2} {cmp}`,
			`{cmp} ~{0,1} {yuan} ~{0,2} {fin}`,
			`{yuan} ~{0,2} {cmp} ~{0,3} {fin}`,
			`{fin} .{0,8} ({points|score}|{prefer})`,
			`{fin} .{0,3} {yuan} .{0,6} ({points}|{reject}|{apply|obtain})`,
			`{fin} .{0,4} {reject}`,
			`{must|have} ~{0,4} {yuan} ~{0,2} ({cmp} ~{0,2})? {fin}`,
		),
		probes(p, Medium,
			`{must} ~{0,4} {fin} .{0,4} {cmp}`,
			`{fin} .{0,5} {must} .{0,3} {cmp}`,
		)),
		ps(`{sme}`, `{forbid} .{0,12} {fin}`, `{fin} .{0,10} {forbid}`, `{fin} ~{0,3} ({state2}|{copy})$`), nil)
	size := restrictive("size", slices.Concat(
		probes(p, High,
			`{head} .{0,8} {cmp} .{0,3} {persons|number}`,
			`{head} .{0,5} {persons|number} .{0,3} ({cmp}|{points}|{reject})`,
			`{head} .{0,6} ({points|score})`,
			`({bidder|firm}) {^team|person}{0,2} {techhead} .{0,3} ({cmp}.{0,2}{persons}|{persons}.{0,3}{cmp})`,
			`({persons}) ~{0,2} {cmp} ~{0,3} {head}`,
			`({cmp}) ~{0,2} {persons} ~{0,4} {head}`,
			`({bidder|firm}) {^team|person}{0,4} ({have|must}) {^team|person}{0,5} {techhead} .{0,5} ({cmp}.{0,2}{persons}|{persons}.{0,3}{cmp})`,
			`({bidder|firm}) {^team|person}{0,4} ({have|must}) {^team|person}{0,3} ({cmp}.{0,2}{persons}|{persons}.{0,3}{cmp}) {^team}{0,3} {techhead}`,
			`{place} .{0,8} {cmp} .{0,3} {area|number|count}`,
			`{place} .{0,4} {area} .{0,4} ({cmp}|{points})`,
			`{area} ~{0,2} {cmp} ~{0,3} {place}`,
			`({cmp}) ~{0,2} {area} ~{0,4} {place}`,
			`{place} .{0,6} ({points|score})`,
			`({bidder|firm|have}) ~{0,6} {area} ~{0,2} {cmp} .{0,3} {place|branch}`,
		)),
		ps(`{sme}`, `{team}`, `{local} ~{0,3} {place}`, `{forbid} .{0,10} ({head|place|techhead})`, `({head|place}) .{0,10} {forbid}`), nil)
	years := restrictive("years", slices.Concat(
		probes(p, High,
			`{estab} .{0,8} ({cmp}.{0,3}{years}|{years}.{0,3}{cmp})`,
			`{estab} .{0,5} {date} ~{0,4} {cmp}`,
			`{date} ~{0,3} {cmp} .{0,3} ({estab|regd})`,
			`{estab} .{0,8} {years} .{0,6} ({points|score}|{apply|obtain}|{reject})`,
			`{estab} .{0,6} ({score|points|prefer})`,
			`{estab} .{0,3} {cmp} ~{0,2} {date}`,
			`({bidder|firm}) {^person|perf|comma}{0,4} {regd} ~{0,2} ({cmp} ~{0,1} {years}|{years} ~{0,2} {cmp})`,
			`({regd}) ~{0,2} {cmp} ~{0,1} {years}`,
			`({years}) ~{0,2} {cmp} ~{0,6} {estab}`,
			`({cmp}) ~{0,2} {years} ~{0,4} {estab}`,
			`({bidder|firm}) ~{0,1} {engaged} {^person|perf|comma}{0,3} {years} ~{0,2} {cmp}`,
			`({bidder|firm}) {^person|perf|comma}{0,4} ({have|must}) {^person|comma}{0,3} {years} ~{0,2} {cmp} ~{0,4} {estab}`,
		)),
		ps(`{since}`, `{forbid} .{0,10} {estab}`, `{estab} .{0,10} {forbid}`, `{person} ~{0,6} {estab}`, `{techhead} ~{0,4} {estab}`), nil)
	return []detector{finance, size, years}
}

// partyConditions are who owns the bidder, where it sits, what it sells.
func partyConditions(p one, ps many) []detector {
	ownership := restrictive("ownership", slices.Concat(
		probes(p, High,
			`({must|only}) ~{0,8} {own}`,
			`{own} .{0,6} ({score|points|prefer|reject|apply|obtain})`,
			`{reject} ~{0,6} {own}`,
			`{own} .{0,6} {cmp} .{0,3} {percent}`,
			`{ownword} .{0,8} {own}`,
			`{own} ~{0,3} {ownword} .{0,6} {percent}`,
			`({bidder|firm}) ~{0,3} {have} ~{0,4} {own}`,
			`{own} ~{0,2} {forbid} ~{0,5} ({apply|have|bidder|ign|winner})`,
			`{prefer} ~{0,4} {own}`,
		)),
		ps(`{state}`, `{sme}`, `{factor}`, `{served}`, `{host} ~{0,2} ({have} ~{0,2})? {own}`, `{forbid} ~{0,8} ({ownword|own} ~{0,6})?{ownword}`, `{forbid} ~{0,10} {own} ~{0,6} {ownword|score}`, `{perf}`, `{own} .{0,6} ({equal})`,
			`{equiv}`, `{ownword} .{0,3} {forbid}`), ownershipJudge)
	region := restrictive("region", slices.Concat(
		probes(p, High,
			`{local} .{0,6} {branch} .{0,10} ({points|score|reject|apply|obtain|prefer})`,
			`({must|bidder|firm|have|only}) .{0,8} {local} .{0,6} {branch}`,
			`({must|have}) ~{0,4} {local} .{0,4} {branch}`,
			`{branch} .{0,5} ({must|have}) ~{0,4} {local}`,
			`{local} ~{0,3} ({bidder|firm}) .{0,10} ({score|points|prefer|apply|obtain})`,
			`({only|prefer}) ~{0,6} {local} ~{0,2} ({bidder|firm})`,
			`({only|prefer}) ~{0,3} {local}`,
			`({must}) ~{0,3} {local} ~{0,2} ({firm|bidder})`,
			`{away} .{0,6} ({cmp} ~{0,1})? {dist|number} .{0,8} ({points|score|must|reject|apply|obtain|cmp|prefer})`,
			`({must|bidder}) .{0,4} {away} ~{0,5} {cmp} ~{0,1} {dist}`,
			`({bidder|firm}) ~{0,3} ({must|only|have}) ~{0,4} {local} ~{0,3} ({firm|bidder})`,
			`({bidder|firm}) .{0,3} ({must|have|only}) ~{0,4} {local} ~{0,4} {regd}`,
			`({must|only}) ~{0,4} {local} ~{0,4} {regd}`,
			`{regd} .{0,3} ({must|only|have|cmp})? ~{0,3} {local} .{0,6} ({bidder|firm|score|points|apply|reject|must|prefer})`,
			`{regd} .{0,3} ({must|only}) ~{0,4} {local}`,
			`({must|bidder}) .{0,4} {regd} ~{0,3} {local}`,
			`{local} ~{0,3} {regd} .{0,6} ({bidder|firm|score|points|apply|obtain})`,
			`{local} ~{0,6} {perf} .{0,8} ({score|points|must|prefer|cmp})`,
			`({must|have|only}) ~{0,5} {local} ~{0,6} {perf}`,
			`{local} ~{0,3} ({social|taxpay}) .{0,8} ({score|points|reject|must|cmp|have})`,
			`({must|have}) .{0,6} {local} ~{0,3} ({social|taxpay})`,
			`{outside} ~{0,3} ({bidder|firm}) .{0,8} ({must|reject|forbid|record|branch|only|points})`,
			`{reject} ~{0,4} {outside}`,
			`{outside} .{0,6} ({points|score|reject})`,
			`({have|must}) ~{0,4} {local} .{0,3} ({fin}|{place})`,
			`{local} .{0,4} ({place}) .{0,6} ({score|points|reject})`,
			`{local} ~{0,4} {firm} ~{0,3} {have}`,
			`{branch} ~{0,4} {local} .{0,6} ({points|score})`,
		)),
		ps(`{after2}`, `{forbid} ~{0,10} ({local|outside|branch|regd})`, `({local|branch}) .{0,8} ({forbid}) ~{0,4} ({have|must|score|branch})`, `{local} ~{0,3} {dept}`, `{person} ~{0,5} {hukou}`, `{differ}`, `{outside} .{0,10} {right}`), nil)
	brand := restrictive("brand", slices.Concat(
		probes(p, High,
			`({must|only|designate}) .{0,8} ({brandw|maker|letterb}) `,
			`({brandw|maker|letterb}) .{0,10} {points}`,
			`({brandw|maker|letterb|model}) .{0,12} {reject} .{0,6} ({replace})`,
			`({brandw|maker|letterb|model}) .{0,10} {forbid} ~{0,5} {replace}`,
			`({reject}) ~{0,3} {replace} .{0,4} ({brandw|model})`,
			`({brandw}) .{0,3} {comma} .{0,2} ({maker|letterb})`,
			`({brandw}) .{0,4} ({must|only|designate}) .{0,4} ({maker|letterb|have|gap})`,
			`{replace} ~{0,4} ({model|brandw})? .{0,4} {reject}`,
			`({lab}) ~{0,4} ({have})? .{0,8} {replace} ~{0,4} {reject}`,
			`({designate|only}) ~{0,8} {lab}`,
			`({report}) .{0,6} ({must|only}) ~{0,4} {lab}`,
			`({maker|letterb}) ~{0,6} {model}`,
			`{designate} ~{0,8} ({firm|model|brandw})`,
			`{designate} {bidder}`,
		),
		probes(p, Medium,
			`({must}) ~{0,6} {model} ~{0,6} {replace}`,
			`({maker}) .{0,3} ({maker})`,
		)),
		ps(`{equiv}`, `({state2}) ~{0,10} ({brandw|model})`, `({brandw|model}) .{0,8} ({state2})`, `{forbid} ~{0,4} ({designate|only|must|brandw})`, `{host} ~{0,4} {forbid}`, `{change}`, `{compat}`, `{authz}`, `{perf}`, `{brandw} ~{0,4} {forbid}`, `{qualified} ~{0,3} {lab}`, `{anybrand}`), nil)
	return []detector{ownership, region, brand}
}

// ownershipJudge reads "not" before a kind of owner: turned at the bidder it shuts him out ("private firms may not take
// part", "no private firms"), turned at the buyer it protects him.
func ownershipJudge(s *sentence, _, _ int) bool {
	d := tenderDict()
	for k, t := range s.toks {
		if d.names[t.class] != "own" || nearest(d, s, k, 7, "forbid") == "" {
			continue
		}
		if k == 0 || d.names[s.toks[k-1].class] != "forbid" {
			return false
		}
		for _, u := range s.toks[k:] {
			if n := d.names[u.class]; n == "apply" || n == "bidder" {
				return true
			}
		}
		return false
	}
	return true
}
