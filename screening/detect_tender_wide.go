package screening

import "slices"

// wideConditions look for the parts of a condition wherever they stand in the sentence: what is asked of the bidder, and
// what hangs on it (marks, exclusion, preference). They speak only where the narrower patterns of the family were silent.
func wideConditions(p one, ps many) []detector {
	wide := func(family string, bars []pattern, judge func(*sentence, int, int) bool, src ...string) detector {
		d := restrictive(family, probes(p, Medium, src...), append(bars, ps(`{equal}`)...), judge)
		d.yieldsTo = []string{":" + family}
		return d
	}
	return slices.Concat(
		wideThresholds(ps, wide), wideParties(ps, wide), wideMerits(ps, wide), wideConduct(ps, wide))
}

type widening = func(family string, bars []pattern, judge func(*sentence, int, int) bool, src ...string) detector

const stake = `({points|score|reject|prefer}|{apply|obtain})`

func wideThresholds(ps many, wide widening) []detector {
	return []detector{
		wide("finance", ps(`{sme}`, `{forbid} .{0,14} {fin}`, `{fin} .{0,14} {forbid}`, `{fin} ~{0,3} ({state2}|{copy})$`, `{fin} .{0,4} {host}`), nil,
			`{fin} .{0,14} {cmp} .{0,10} `+stake,
			`{fin} .{0,5} ({yuan|percent|count|number}) .{0,3} {cmp} .{0,8} `+stake,
			`({must|have}) .{0,6} {cmp} .{0,4} ({percent|yuan|budget}) .{0,3} {fin}`,
			`({must|bidder|firm|have}) .{0,10} {fin} .{0,5} {cmp} .{0,3} ({yuan|percent|number|budget|fin})`,
			`({bidder|firm}) .{0,6} {fin} .{0,8} `+stake,
			`{fin} .{0,6} {most} .{0,6} {points|score}`,
			`{fin} .{0,4} {cmp} ~{0,3} ({budget|yuan})`,
			`{fin} .{0,4} ({points|score}) .{0,4} {cmp}`,
			`{fin} .{0,3} {must} .{0,4} {yuan|percent}`,
		),
		wide("size", ps(`{team}`, `{away}`, `{forbid} .{0,10} ({head|place|techhead|facility})`, `({head|place|facility}) .{0,10} {forbid}`, `{sme}`), nil,
			`{head} .{0,10} {cmp} ~{0,3} ({persons|number|count})`,
			`{head} .{0,8} ({persons|number}) .{0,6} `+stake,
			`{head} .{0,6} {most} .{0,6} {points|score}`,
			`{head} .{0,10} {cmp} .{0,6} `+stake,
			`({selfown|bidder|firm|have}) .{0,6} {facility} .{0,8} {cmp} .{0,3} ({count|number|area|persons})`,
			`({selfown}) .{0,6} {facility} .{0,8} ({count|number|area}) .{0,6} `+stake,
			`{facility} .{0,8} ({cmp}.{0,3}({count|number|area})|({count|number|area}).{0,3}{cmp}) .{0,6} {points|score|reject}`,
			`({selfown|must}) .{0,3} ({cmp} ~{0,2})? ({count}) ~{0,2} ({cmp} ~{0,2})? {facility} .{0,8} {points|score|reject}`,
			`{facility} .{0,6} {most} .{0,6} {points|score}`,
			`{selfown} .{0,6} {facility} .{0,10} {points|score|reject}`,
			`{facility} .{0,4} {must} .{0,2} {count|number} ~{0,1} {cmp}`,
			`({selfown|have}) ~{0,3} {count} ~{0,1} {cmp} ~{0,2} {facility}`,
			`({must|have}) .{0,4} {place} ~{0,2} {area}`,
			`{techhead} .{0,4} {cmp} .{0,2} {percent} .{0,5} {points|score|reject}`,
			`{facility} .{0,2} ({number|yuan}) .{0,2} {cmp}`,
			`{head} .{0,3} {persons} {cmp}`,
		),
		wide("size", ps(`{forbid} .{0,6} {score}`, `{declared}`), smallShutOut,
			`({must|only|bidder|firm}) .{0,6} {scale}`,
			`{scale} .{0,10} {points|score|prefer}`,
			`{prefer} .{0,4} {scale}`,
			`{smallfirm} ~{0,3} {reject}`,
			`{smallfirm} ~{0,2} {forbid} ~{0,3} {apply|bidder|winner}`,
			`{reject} ~{0,3} {smallfirm}`,
			`({must|only}) ~{0,2} {big} ~{0,2} {firm}`,
			`{smallfirm} .{0,6} {score} .{0,3} {percent}`,
			`{smallfirm} .{0,6} {percent} .{0,3} {score}`,
			`({bidder|firm}) .{0,4} {head} .{0,6} {most}`,
		),
		wide("years", ps(`{since}`, `{person} ~{0,4} ({estab}|{perf})`, `{techhead} ~{0,4} {estab}`, `{forbid} .{0,14} ({estab|newfirm})`, `{estab} .{0,12} {forbid}`), nil,
			`{newfirm} .{0,12} ({reject}|{forbid} ~{0,3} {apply})`,
			`{reject} ~{0,4} {newfirm}`,
			`({bidder|firm|must}) .{0,10} {estab} .{0,14} {cmp} .{0,2} {years}`,
			`{estab} {^perf}{0,14} {cmp} .{0,2} {years} .{0,6} `+stake,
			`{estab} .{0,8} {cmp} .{0,2} {years}$`,
			`{estab} .{0,8} {years} .{0,6} {reject|points}`,
			`({bidder|firm}) .{0,8} {estab} .{0,6} {cmp} ~{0,2} ({date|days})`,
			`{date} .{0,6} {estab} .{0,6} {apply|obtain|reject|points}`,
			`{estab} .{0,8} {most} .{0,5} {points|score}`,
			`({bidder|firm}) .{0,8} {years} ~{0,2} {cmp} ~{0,6} {estab}`,
			`{estab} .{0,10} {cmp} .{0,2} {days}`,
			`{estab} .{0,4} {date} ~{0,2} {cmp} .{0,4} {reject}`,
			`{reject} ~{0,2} ({cmp}~{0,1})? {years} ~{0,3} {estab}`,
			`{estab} ~{0,4} {years} ~{0,1} {cmp} .{0,6} `+stake+`?`,
			`{years} ~{0,1} {cmp} ~{0,2} {estab} .{0,8} `+stake,
			`({bidder|firm}) .{0,4} {must} ~{0,2} {years} ~{0,2} {estab}`,
		),
	}
}

// smallShutOut lets go of words that define or favour small firms.
func smallShutOut(s *sentence, from, to int) bool {
	d := tenderDict()
	for k := from; k < to; k++ {
		if d.names[s.toks[k].class] == "scale" {
			return nearest(d, s, k, 4, "reject", "forbid") == ""
		}
	}
	return true
}

func wideParties(ps many, wide widening) []detector {
	return []detector{
		wide("ownership", ps(`{perf}`, `{served}`, `{sme}`, `{factor}`, `{forbid} ~{0,8} {ownword}`, `{ownword} .{0,4} {forbid}`, `{own} .{0,6} {equal}`, `{state}`, `{noteq}`), ownershipJudge,
			`{own} .{0,10} {reject|prefer}`,
			`{own} .{0,8} {points|score}`,
			`({must}) .{0,6} {own} .{0,4} ({firm|bidder})`,
			`({reject|prefer}) .{0,4} {own}`,
			`{own} .{0,6} {must} .{0,6} ({guarantee|own})`,
			`({only|must}) ~{0,6} {own}`,
		),
		wide("ownership", ps(`{forbid} ~{0,6} ({ctrl|institution})`, `({host}) ~{0,3} ({ctrl|institution})`), nil,
			`({only}) ~{0,3} {institution} .{0,4} ({apply|bidder|firm|obtain})`,
			`{institution} .{0,5} {firm} ~{0,2} {reject}`,
			`({ctrl}) .{0,3} {must|only} .{0,8} ({own|sasac|state|institution})`,
			`({bidder|firm}) .{0,6} {ctrl} .{0,4} ({must|only|have}) .{0,6} ({own|sasac|state|institution})`,
		),
		wide("region", ps(`{after2} .{0,10} ({right}|{choice})`, `{forbid} ~{0,12} ({local|outside|branch|regd|corp|adm})`, `({local|branch|adm}) .{0,8} {forbid} ~{0,4} ({have|must|score|branch})`,
			`{local} ~{0,3} {dept}`, `{differ}`, `{choice}`, `{after2} .{0,10} {branch}`, `{branch} .{0,8} {after2}`, `({dept|host}) ~{0,3} {local}`, `{outside} .{0,10} ({right})`, `{host} ~{0,4} {setup}`), regionJudge,
			`({bidder|firm|must|have|only}) .{0,6} ({local|adm}) ~{0,5} ({branch|place|corp})`,
			`({local|adm}) ~{0,1} {setup} ~{0,4} ({branch|place|corp})`,
			`({local|adm}) ~{0,6} ({branch|place|corp}) .{0,12} {points|score|reject|prefer}`,
			`({branch|place|corp}) .{0,4} ({must}) .{0,4} ({local|adm})`,
			`({social}) .{0,4} ({must|only}) .{0,4} ({local|adm})`,
			`({must|have|only}) .{0,5} ({local|adm}) ~{0,6} ({social|taxpay|record})`,
			`({local|adm}) ~{0,3} {taxpay} ~{0,3} {firm|bidder} .{0,6} {points|score|prefer}`,
			`({local|adm}) ~{0,3} ({firm|bidder}) .{0,8} ({prefer|points|score})`,
			`({prefer|only}) .{0,4} ({local|adm}) ~{0,3} ({firm|bidder})`,
			`{outside} .{0,5} ({points|reject|record})`,
			`{outside} ~{0,4} {must} .{0,8} ({record|branch|corp|have})`,
			`({local|adm}) .{0,6} ({perf}) .{0,8} {points|score|must|reject}`,
			`({regd}) .{0,5} ({local|adm}) .{0,8} {points|score|reject|prefer}`,
			`({regd}) .{0,3} {must|only} .{0,4} ({local|adm})`,
			`({bidder|firm}) .{0,4} {regd} .{0,4} {forbid} .{0,3} {local|adm} .{0,4} {reject}`,
			`{regd} .{0,4} ({local|adm}) .{0,3} {reject|forbid}`,
			`({must|have}) .{0,6} ({local|adm}) ~{0,3} {issue}`,
			`{away} .{0,6} {branch} .{0,8} ({reject|points|score})`,
			`{outside} .{0,8} {local} .{0,6} ({record|dept})`,
			`{local|adm} ~{0,2} {taxpay} .{0,8} ({points|score})`,
		),
		wide("region", ps(`{forbid} .{0,8} {corp}`, `{choice}`, `{right} ~{0,4} {corp}`), nil,
			`{must} .{0,6} {local} ~{0,5} {corp}`,
			`{must} .{0,6} {corp} ~{0,4} {local}`,
			`{local} ~{0,4} {have} ~{0,3} {corp} .{0,4} {winner|apply|must}`,
		),
		wide("brand", ps(`{anybrand}`, `({state2}) ~{0,10} ({brandw|model})`, `({brandw|model}) .{0,8} {state2}`, `{forbid} ~{0,4} ({designate|only|must|brandw})`, `{change}`, `{authz}`, `{perf}`, `{equiv}`, `{qualified}`, `{union}`), nil,
			`({brandw|maker|model|samemaker}) .{0,12} {reject}`,
			`({must|only}) .{0,8} {samemaker}`,
			`{samemaker} .{0,8} ({reject}|{forbid} ~{0,5} ({replace|compat}))`,
			`({must|only|designate}) .{0,3} {use} .{0,8} ({reject|forbid}) ~{0,3} {replace}`,
			`{model|maker|brandw|gap} .{0,2} {identical}`,
			`({brandw}) .{0,5} ({share|most}) .{0,6} {points|score|must}`,
			`({share}) .{0,6} {points|score}`,
			`({must|only}) .{0,6} ({host}) ~{0,3} {designate}`,
			`{designate} ~{0,4} ({firm|bidder|model|maker|brandw|samemaker})`,
			`{oneof} .{0,6} {reject}`,
			`({host}) ~{0,2} {designate} ~{0,3} {brandw}`,
			`({bidder|firm}) .{0,2} {host} ~{0,1} {designate}`,
			`{designate} ~{0,4} {brandw}`,
			`({must|only}) ~{0,5} {brandw} .{0,6} ({reject})`,
			`({only}) ~{0,5} {lab}`,
		),
		wide("brand", ps(`{forbid} ~{0,4} {recbrand}`), nil,
			`{recbrand} .{0,8} {points|score|reject|prefer}`,
		),
	}
}

// regionJudge wants more than the name of a place: a bare 市 or 县 counts only after a name.
func regionJudge(s *sentence, from, to int) bool {
	d := tenderDict()
	for k := from; k < to; k++ {
		switch d.names[s.toks[k].class] {
		case "local", "outside":
			return true
		case "adm":
			if k > 0 && d.names[s.toks[k-1].class] == "gap" {
				return true
			}
		}
	}
	return false
}

func wideMerits(ps many, wide widening) []detector {
	return []detector{
		wide("experience", ps(`{forbid} .{0,12} {perf|served}`, `{perf} .{0,12} {forbid}`, `{illegal}`), nil,
			`({must|only|have|bidder|firm}) .{0,10} {sector} {^points}{0,8} ({perf|served})`,
			`({perf|served}) .{0,6} {sector} .{0,12} {points|score|must|reject|prefer}`,
			`{sector} .{0,8} ({perf|served}) .{0,10} {points|score|reject|prefer}`,
			`({reject|only}) .{0,8} {sector} .{0,10} {perf}`,
			`({notdone|forbid}) .{0,6} {sector} .{0,6} ({perf|served}) .{0,8} {reject}`,
			`{perf} .{0,5} {most} .{0,6} {points|score}`,
			`{budget} .{0,6} {cmp} .{0,5} {perf}`,
			`{cmp} ~{0,4} {budget} .{0,8} {perf}`,
			`{perf} .{0,8} {cmp} .{0,3} {budget}`,
			`({hostref}) .{0,6} ({served|perf|partner}) .{0,10} ({must|points|score|cmp|have|years|reject})`,
			`{must} .{0,6} {hostref} .{0,4} ({served|perf|partner})`,
			`{hostperf} .{0,10} ({points|score})`,
			`{yearly} .{0,5} {projn} .{0,8} {cmp} .{0,3} ({yuan|count})`,
			`{yearly} .{0,5} {projn} .{0,8} ({count|yuan}) .{0,3} {cmp}? .{0,6} {reject|points}`,
			`{yearly} .{0,8} {projn|perf} .{0,6} {must} .{0,3} {cmp} .{0,2} {yuan}`,
			`({notdone}) .{0,4} {sector} .{0,6} {served|perf} .{0,6} {reject}`,
			`({served}) .{0,4} {sector} .{0,5} {points}`,
			`{yearly} .{0,4} {perf} .{0,4} ({most|cmp})`,
		),
		wide("staff", ps(`{trainee}`, `{forbid} .{0,10} ({agew|sex|sexonly|hukou|school|body|age|ethnic})`, `({agew|sex|hukou|school|ethnic}) .{0,8} {forbid}`, `{perf}`), nil,
			`{sexonly}`,
			`{guard} .{0,6} ({must|only})? ~{0,3} {sex} .{0,5} ({height|body|age|agew|hukou})`,
			`{guard|person} .{0,4} ({must|only}) ~{0,3} {sex}`,
			`({guard|person}) .{0,8} {body}`,
			`({guard|person}) .{0,8} ({must|only|have}) ~{0,3} ({hukou|ethnic|school})`,
			`({guard|person}) .{0,8} ({hukou|ethnic})`,
			`({person}) .{0,6} {agew} .{0,6} ({cmp}|{forbid})`,
			`({person}) .{0,4} {age} .{0,3} ({cmp}|{points})`,
			`{ethnic} .{0,6} ({points|prefer|reject})`,
			`{school} .{0,6} ({points|prefer|reject|score})`,
		),
		wide("staff", ps(`{trainee}`, `{forbid} .{0,6} ({agew})`), pastAdult,
			`{guard} .{0,3} {agew} .{0,3} {forbid} .{0,3} {age|number}`,
			`({guard|person}) .{0,6} {age} ~{0,2} {cmp}? .{0,6} {points}`,
		),
		wide("certificate", ps(`{forbid} .{0,10} ({cert|authz|abolished|roster})`, `({cert|authz|abolished|roster}) .{0,12} {forbid}`, `{poa} .{0,10} {authz}`, `{branch} .{0,10} {authz}`, `{after2}`, `{brandw} .{0,6} {authz}`,
			`{cert} .{0,12} {points}`), nil,
			`({must|have}) .{0,8} ({cert|authz|abolished|roster})`,
			`({notdone|forbid}) .{0,6} ({cert|authz|roster|abolished}) .{0,10} {reject}`,
			`({authz|roster|abolished|incumb}) .{0,8} {points|score|prefer}`,
			`({roster|authz|cert}) .{0,8} ({apply|obtain|reject})`,
		),
	}
}

// pastAdult is for limits of age of those who do manual work: upper limits set by law or health are left alone.
func pastAdult(s *sentence, from, to int) bool {
	for _, t := range s.toks[from:to] {
		if t.class == age && t.value <= 45 && t.value > 18 {
			return true
		}
	}
	return false
}

func wideConduct(ps many, wide widening) []detector {
	return []detector{
		wide("cash-deposit", ps(`{misdeed} .{0,30} {norefund}`, `{norefund} .{0,8} {misdeed}`, `{forbid} ~{0,4} ({reject|norefund|only|must})`, `{choice}`, `{refuse}`, `{right} ~{0,6} ({guarantee|bond})`), nil,
			`{biddep} .{0,4} ({nointerest})`,
			`({biddep|unlawdep}) .{0,5} {latereturn} ~{0,4} {refundw}`,
			`{latereturn} .{0,5} {refundw} .{0,3} {biddep}`,
			`{loser} .{0,8} {norefund}`,
			`{unlawdep} .{0,6} ({give|yuan|must|latereturn|cash})`,
			`({give|must}) .{0,6} {unlawdep}`,
			`({guarantee|bond}) .{0,8} {reject}`,
			`{deposit} .{0,8} {only} .{0,3} ({cash|cashpay})`,
			`{only} ~{0,3} {cashpay} ~{0,3} {deposit}`,
			`{host} ~{0,3} {reject} ~{0,3} {guarantee}`,
			`{deposit} .{0,4} {norefund}`,
			`{loser} .{0,4} {deposit} .{0,6} {latereturn} .{0,3} {refundw}`,
			`({give|must}) .{0,8} {unlawdep}`,
		),
		wide("cash-deposit", nil, nil, `{always} .{0,4} {deposit} .{0,3} {norefund}`),
		wide("presence", ps(`{forbid} ~{0,8} ({original|inperson|paper|legalrep|visit|prereg})`, `({original|inperson|paper|visit|prereg}) .{0,6} {forbid}`, `{poa}`, `{copy}`, `{after2}`), nil,
			`{visit} .{0,12} {reject}`,
			`({original|qualdoc}) .{0,10} {reject}`,
			`{must} .{0,6} {prereg}`,
			`{prereg} .{0,8} ({obtain|apply})`,
			`({reject}) .{0,6} ({remote|paper})`,
			`({legalrep|person}) .{0,6} {inperson} .{0,6} ({must|reject|have})`,
			`({legalrep}) .{0,4} ({must|only}) .{0,8} {inperson|bring}`,
			`({legalrep|person}) .{0,4} {inperson} .{0,8} ({score|reject})`,
			`{obtain} .{0,4} {must} .{0,4} {legalrep}`,
			`{original} .{0,3} {must} .{0,8} ({apply|have|give})`,
			`({inperson}) .{0,6} ({paper}) .{0,6} {reject}`,
		),
		wide("scoring", ps(`{forbid} .{0,10} ({differ|lottery|directly|whim|prefer|hostdecide|noorder})`, `{differ} ~{0,3} {forbid}`, `{lottery} .{0,4} {forbid}`), nil,
			`{whim} .{0,10} {points|score}`,
			`({points|score}) .{0,14} {whim}`,
			`({hostperf|incumb|hostref|partner}) .{0,14} ({prefer|directly})`,
			`{prefer} .{0,6} ({hostperf|incumb|hostref|partner})`,
			`({winner|bidder}) .{0,6} ({lottery})`,
			`{lottery} .{0,6} ({winner})`,
			`{noorder}`,
			`({winner}) .{0,6} {hostdecide}`,
			`({host}) .{0,6} {hostdecide} .{0,6} {winner}`,
			`{secret}`,
			`{stdw} .{0,6} {later}`,
			`({host}) .{0,8} {veto}`,
			`{stdw} ~{0,4} {differ}`,
			`{bidder} .{0,10} {differ}`,
			`{lottery} .{0,4} {pickone}`,
			`({host|hostperf|partner}) .{0,10} {directly}`,
			`({whim}) .{0,4} ({points|score|stdw})`,
			`{stdw} .{0,6} ({whim})`,
			`{host} .{0,10} {veto}`,
		),
	}
}
