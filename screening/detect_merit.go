package screening

import "slices"

// meritConditions are honours, past work, personal traits and papers asked for without need.
func meritConditions(p one, ps many) []detector {
	honours := restrictive("honours", slices.Concat(
		probes(p, High,
			`{honour} .{0,10} ({points|score|prefer|reject|apply|obtain})`,
			`({must}) .{0,6} ({have} ~{0,4})? {honour}`,
			`({bidder|firm}) ~{0,3} {have} ~{0,4} {honour}`,
			`({points|score}) .{0,4} {honour}`,
			`({prefer|only}) ~{0,5} {honour}`,
			`{honour} .{0,4} ({must|have}) ~{0,3} {cmp}`,
		)),
		ps(`{forbid} .{0,10} {honour}`, `{honour} .{0,10} {forbid}`, `{sme}`), nil)
	experience := restrictive("experience", slices.Concat(
		probes(p, High,
			`{sector|own} {^points|reject}{0,8} {perf|served} .{0,10} ({points|score|must|cmp|have|prefer|only|reject})`,
			`({must|only|have|bidder|firm}) .{0,6} {sector|own} {^points}{0,8} {perf|served}`,
			`{sector} .{0,6} {perf} ~{0,3} {count}`,
			`({have|apply|obtain})? ~{0,3} {sector} {^comma}{0,5} {perf} .{0,8} {points}`,
			`{yearly} .{0,3} ({projn|perf}) .{0,10} ({cmp|points|score})`,
			`{yearly} .{0,5} ({projn|perf}) .{0,5} {cmp} .{0,2} {yuan}`,
			`({projn|perf}) .{0,6} {yearly} .{0,6} ({cmp|points})`,
			`{yearly} .{0,4} ({cmp}) .{0,2} ({yuan|count}) .{0,4} {perf}`,
			`{served|perf} ~{0,1} {host} .{0,4} {points}`,
			`{hostperf|hostref} .{0,8} ({points|score|apply|obtain})`,
			`{hostperf} .{0,8} {must}`,
			`({must|only}) .{0,6} {hostperf|hostref} .{0,6} {perf|served}`,
			`({perf}) .{0,6} {hostperf|hostref}`,
			`({must|only|have}) ~{0,3} {hostperf}`,
		),
		probes(p, Medium,
			`{perf} .{0,10} {cmp} .{0,2} {yuan} .{0,8} {points}`,
			`{cmp}? ~{0,2} {yuan} ~{0,3} {cmp}? .{0,5} {perf} .{0,8} {points}`,
			`{perf} .{0,6} {cmp} ~{0,2} {count}`,
			`{perf} .{0,4} {count} ~{0,1} {cmp}`,
			`{projn|served|have} ~{0,3} {count} ~{0,1} {cmp} ~{0,2} {sector}`,
			`({must|only}) ~{0,2} {served|projn} ~{0,2} {sector}`,
			`{perf} .{0,3} {must} .{0,5} {sector|own}`,
			`{host} ~{0,4} {have} ~{0,3} {perf} .{0,8} {points|prefer}`,
			`{perf} .{0,10} {yuan} ~{0,2} {cmp} .{0,6} {points}`,
			`({cmp}) ~{0,2} {count} .{0,8} {perf}`,
			`({projn|have}) ~{0,6} {count} ~{0,2} {cmp} .{0,8} {perf}`,
		)),
		ps(`{forbid} .{0,12} {perf}`, `{perf} .{0,10} {forbid}`, `{illegal}`, `{hostperf} .{0,8} {prefer}`), manyProjects)
	staff := restrictive("staff", slices.Concat(
		probes(p, High,
			`({agew}) .{0,5} ({cmp} ~{0,2} {age|number}|{age|number}.{0,3}{cmp})`,
			`{age} ~{0,2} {cmp}`,
			`({cmp}) ~{0,1} {age}`,
			`({person|must|only|team}) .{0,10} {sex}`,
			`{sex} .{0,5} ({height|body|age})`,
			`{sexonly}`,
			`{body} .{0,5} ({height|cmp|must|gap|points})`,
			`{person} .{0,8} {hukou}`,
			`({must|only}) ~{0,5} {hukou}`,
			`{hukou} .{0,8} ({points|prefer|must})`,
			`({person|must}) .{0,8} {school}`,
			`{school} .{0,8} {points}`,
		)),
		ps(`{guard}`, `{trainee}`, `{forbid} .{0,8} ({agew|sex|sexonly|hukou|school|body|age})`, `({agew|sex|hukou|school}) .{0,6} {forbid}`, `{perf}`, `{sector} .{0,3} {perf}`, `{years} ~{0,6} {cmp}? ~{0,3} {head}`), notChildren)
	papers := restrictive("certificate", slices.Concat(
		probes(p, High,
			`({must}) .{0,8} ({cert|authz|abolished|roster})`,
			`({cert|authz}) .{0,12} {reject}`,
			`({bidder|firm}) ~{0,4} {have} ~{0,5} ({authz|abolished|cert})`,
			`{abolished} .{0,10} ({points|score|cmp|have|must|reject|count})`,
			`({only}) ~{0,8} {roster}`,
			`{roster} .{0,8} ({points|apply|obtain|prefer|score})`,
			`({bidder|firm}) ~{0,3} {have} ~{0,6} {roster}`,
			`{have} ~{0,4} {abolished}`,
			`{have} ~{0,2} {cert} .{0,5} ({apply|obtain} .{0,3} {must}|{must})`,
			`{scope} .{0,3} {must}`,
			`({authz}) .{0,6} {points}`,
			`{reject} ~{0,6} {roster}`,
		)),
		ps(`{forbid} .{0,10} ({cert|authz|abolished|roster})`, `({cert|authz|abolished|roster}) .{0,12} {forbid}`, `{poa} .{0,10} {authz}`,
			`({cert}) {^reject|must}{0,8} {points}`, `{brandw} .{0,6} {authz}`, `{branch} .{0,10} {authz}`, `{after2}`), nil)
	return []detector{honours, experience, staff, papers}
}

// manyProjects takes a bare number of past projects for excessive from five on; three and fewer are usual.
func manyProjects(s *sentence, from, to int) bool {
	d := tenderDict()
	counted := false
	for k := from; k < to; k++ {
		switch d.names[s.toks[k].class] {
		case "sector", "own", "yearly", "hostperf", "hostref", "served", "host", "yuan", "local":
			return true
		case "count":
			counted = true
			if s.toks[k].value >= 5 {
				return true
			}
		}
	}
	return !counted
}

// conductConditions are how a bidder must come, pay and be judged.
func conductConditions(p one, ps many) []detector {
	cash := restrictive("cash-deposit", slices.Concat(probes(p, High,
		`{deposit} .{0,6} {norefund}`,
		`{norefund} ~{0,6} {deposit}`,
		`{deposit} .{0,10} ({only|must|designate}) ~{0,5} {cash}`,
		`{deposit} .{0,10} {only|designate} ~{0,5} ({cash|cashpay})`,
		`({only|must}) ~{0,5} {cash} .{0,8} {deposit}`,
		`({forbid|reject}) ~{0,5} ({guarantee|bond}) .{0,8} {deposit}`,
		`{deposit} .{0,16} ({reject|forbid}) ~{0,5} ({guarantee|bond})`,
		`{deposit} .{0,16} ({guarantee|bond}) .{0,8} {reject}`,
		`({guarantee|bond}) ~{0,4} {deposit} .{0,6} {reject}`,
		`({reject}) ~{0,3} {bond}`,
	), probes(p, Medium,
		`{deposit} .{0,8} {cash} ~{0,5} {give}`,
		`{give} ~{0,5} {cash} ~{0,3} {deposit}`,
		`{deposit} {comma} {cash}`,
	)), ps(
		`{norefund} .{0,8} {misdeed}`, `{misdeed} .{0,30} {norefund}`, `{forbid} ~{0,4} ({reject|norefund|only|must})`, `{forbid} ~{0,4} {cash}`,
		`{refuse}`, `({cash|cashpay}) .{0,10} {basic}`, `{choice}`, `{guarantee} .{0,6} {replace} ~{0,4} {cash}`,
		`({right}) ~{0,6} ({guarantee|bond|cash})`, `({cash|cashpay}) ~{0,5} {or} ~{0,5} ({guarantee|bond})`, `({guarantee|bond}) ~{0,5} {or} ~{0,5} ({cash|cashpay})`,
	), func(s *sentence, from, to int) bool {
		guarantee, refused := false, false
		for _, t := range s.toks {
			switch tenderDict().names[t.class] {
			case "guarantee", "bond":
				guarantee = true
			case "forbid", "reject", "only", "norefund":
				refused = true
			}
		}
		return !guarantee || refused
	})
	presence := restrictive("presence", slices.Concat(
		probes(p, High,
			`{legalrep} .{0,8} {inperson}`,
			`({must|only}) .{0,4} {legalrep} .{0,4} {inperson}`,
			`{inperson} .{0,10} ({reject|score})`,
			`({person|legalrep}) .{0,2} {must} .{0,2} {inperson}`,
			`{obtain} .{0,8} ({must|have}) ~{0,8} {qualdoc}`,
			`({must|have}) ~{0,8} {qualdoc} .{0,6} {obtain}`,
			`({must|only}) .{0,10} {original}`,
			`{original} .{0,10} ({reject}|{score}|{points})`,
			`{have} ~{0,8} {original} .{0,8} {reject}`,
			`({only}) ~{0,6} ({paper|original})`,
			`({must}) ~{0,6} {paper}`,
			`({reject}) ~{0,5} {remote}`,
			`{remote} .{0,8} {reject}`,
			`{visit} .{0,12} {reject}`,
			`({reject|forbid|notdone}) ~{0,5} {visit} .{0,10} ({reject|forbid|score})`,
			`{legalrep} .{0,6} ({paper|apply|obtain}) `,
			`{must} ~{0,8} {visit} .{0,6} ({have|must|reject})`,
		)),
		ps(`{forbid} ~{0,8} ({original|inperson|paper|legalrep|visit})`, `({original|inperson|paper|visit}) .{0,6} {forbid}`,
			`{legalrep} .{0,4} {or} .{0,6} ({poa|person|inperson})`, `{authz}`, `{original} ~{0,2} {or} ~{0,2} {copy}`, `{copy} ~{0,3} {or} ~{0,3} {original}`, `{after2}`), presenceJudge)
	scoring := restrictive("scoring", slices.Concat(
		probes(p, High,
			`{differ}`,
			`{hostperf} .{0,6} {prefer}`,
			`{prefer} ~{0,5} ({hostperf|hostref|roster})`,
			`({lottery}) .{0,6} {winner}`,
			`{winner} .{0,6} {lottery}`,
			`{directly} .{0,4} {winner}`,
			`{winner} .{0,5} {host} .{0,5} {directly}`,
			`{host} .{0,6} {directly} .{0,4} {winner}`,
			`{own} .{0,8} {factor}`,
			`({host|bidder}) .{0,6} {whim} .{0,4} ({points|score|number})`,
			`{whim} .{0,5} ({points|score})`,
		)),
		ps(`{forbid} .{0,10} ({differ|lottery|directly|whim|prefer})`, `{differ} ~{0,3} {forbid}`, `({lottery}) .{0,4} {forbid}`), nil)
	return []detector{cash, presence, scoring}
}

// presenceJudge lets go where a representative may act too.
func presenceJudge(s *sentence, _, _ int) bool {
	d := tenderDict()
	for k, t := range s.toks {
		if d.names[t.class] == "poa" && nearest(d, s, k+4, 3, "reject") == "" {
			return false
		}
	}
	return true
}

// notChildren lets go of a bare lower limit of eighteen, which is the law's own.
func notChildren(s *sentence, from, to int) bool {
	adult := false
	for _, t := range s.toks[from:to] {
		switch tenderDict().names[t.class] {
		case "age":
			adult = t.value <= 18
			if !adult {
				return true
			}
		case "sex", "sexonly", "body", "hukou", "school", "height":
			return true
		}
	}
	return !adult
}
