package screening

import "slices"

// backToBack finds payment that depends on, waits for, or is proportional to a third party's payment.
func backToBack(p one, ps many) []detector {
	find := slices.Concat(waitsForUpstream(p), followsUpstream(p), sharesUpstreamRisk(p))
	bars := ps(
		`{forbid} ~{0,4} {b2b|slang}`,
		`{forbid} ~{0,10} {owner|third|fiscal|b2b} ~{0,12} {premise|excuse|paycond|zhun|b2b}`,
		`{forbid|noton|not} .{0,3} {accord|yi|term}? .{0,3} {b2b|slang}`,
		`{b2b} .{0,6} {forbid|void|noton}`,
		`{noeffect}`,
		`{notform} ~{0,8} {excuse|premise|paycond}`,
		`{pay} ~{0,4} {unrelated}`,
		`{unrelated} .{0,5} {pay}`,
		`{eot}`,
		`{group} ~{0,2} {approve}`,
	)
	linked := probes(p, Medium,
		`(^|{comma}|{^to}) $up {^after|days|doc|accept|invoice|superv|goods|deposit}{0,5} {pay|refund|arrive|backflow|payhow|backhow|rcvm}`,
		`{rcv|rcvm|unpaid} $g{0,3} $up $g{0,4} ({money|fund|pay|retention|backflow})`,
		`{employer} {^to|after|days|doc|accept|invoice|superv|goods|deposit}{0,4} {pay|refund|arrive|payhow}`,
	)
	judge := func(s *sentence, from, to int) bool { return !barredBackToBack(s) && !wagesFirst(s, to) }
	return []detector{
		{rule: "03.back-to-back", find: find, judge: judge, bars: bars},
		{rule: "03.back-to-back", find: linked, judge: func(s *sentence, from, to int) bool { return twoPayments(s, from, to) && judge(s, from, to) }, bars: bars, yieldsTo: []string{"03.back-to-back"}},
	}
}

// waitsForUpstream are "after", "once", "on condition that" upstream has paid.
func waitsForUpstream(p one) []probe {
	return slices.Concat(
		probes(p, High, // after receipt from upstream
			`{rcv} $g{0,3} {owner|third|fiscal|group|employer|letter|main} $g{0,5} {money|retention|pay|refund|arrive|fund|rcvm|backflow|fiscal} {^after|days|invoice|doc}{0,5} {after|days} .{0,14} $out`,
			`{rcv} ~{0,2} $up {^after|days|doc|invoice}{0,4} {pay|backflow} ~{0,2} {after} .{0,8} {pay|settle}`,
			`{rcv} $g{0,2} {fiscal|fund|backflow} {^after|days|invoice|doc}{0,4} {after|days} .{0,12} $out`,
			`{buyer|main|letter|group} ~{0,3} {rcv} {^sub|invoice|deposit|doc|goods|accept|after|days}{0,3} {money|retention|fund|arrears} {^sub|invoice|doc|after}{0,3} {after|days} .{0,8} $out`,
			`{buyer|main|letter|group} ~{0,2} {rcvm} {^doc|invoice|goods}{0,2} ({after|days|must|wait}~?){1,2} .{0,6} $out`,
			`$out .{0,12} {owner|third|fiscal|group|employer|main|buyer} ~{0,4} {rcv} {^invoice|doc|deposit|sub|goods|accept}{0,4} $mon {^invoice|doc}{0,3} {after|days}`,
			`{rcv} $g{0,2} {employer|owner|buyer} $g{0,4} $mon $g{0,4} {after|days} .{0,8} {main} .{0,6} {pay}`,
		),
		probes(p, High, // waiting for upstream to pay
			`{wait} .{0,3} $any {^to|not|unpaid|delay|paylate|doc|accept|after}{0,5} $in {^doc|after|days}{0,6} {after|days} .{0,12} $out`,
			`{wait} .{0,3} {main} $h{0,3} {pay|refund} {^doc|after|days}{0,6} {after|days} .{0,8} {buyer|letter} .{0,6} $out`,
			`{wait} .{0,3} {buyer} $h{0,3} {pay|refund} {^doc|after|days}{0,6} {after|days} .{0,8} {main} .{0,6} $out`,
			`{wait} .{0,3} $any $h{0,5} $in .{0,8} {after} .{0,4} {right|noneed|must|buyer|main} .{0,6} $out`,
			`{wait} ~{0,2} $up {^not|unpaid|doc|accept|superv}{0,5} {pay|arrive} .{0,4} {buyer|main} .{0,4} ($free|{not|unpaid})`,
			`{buyer|main} ~{0,4} $up ~{0,3} {pay|arrive} ~{0,2} {within} .{0,5} {pay}`,
			`{wait} ~{0,2} $any $g{0,4} {arrive|pay|backflow} ~{0,2} ({premise}|{cond}) .{0,8} {pay}`,
			`{rcv} $g{0,2} $up $g{0,3} {backflow|money} ~{0,2} {after} .{0,3} {arrange}`,
			`(^|{comma}|{^to}) $up $h{0,3} {settle} ~{0,2} {after|days} .{0,8} {pay}`,
			`{wait} .{0,3} $up $h{0,3} {give} ~{0,2} {after} .{0,8} {pay}`,
			`$any ~{0,2} {money|fund} ~{0,2} {arrive|backflow} ~{0,2} {after} .{0,10} {pay|arrange|cashpay|settle}`,
			`{pay} .{0,8} {notbefore} .{0,5} $up .{0,6} ({money|pay|arrive|backflow})`,
			`$any ~{0,3} {rcvm} ~{0,2} {after|days} .{0,10} $out`,
			`$up ~{0,2} {payhow} .{0,5} {after} .{0,6} {pay}`,
			`{wait} .{0,3} $up $h{0,3} {settle} {^doc|after|days}{0,4} {after|days} .{0,10} $out`,
			`(^|{comma}|{^to}) $up $h{0,3} {pay|refund|arrive|backflow} {^doc|after|days|accept}{0,6} {after|days} .{0,10} $out`,
			`{fiscal|fund|owner|third|group} ~{0,4} {arrive|backflow} ~{0,4} {after|days} .{0,10} $out`,
			`{backflow} ~{0,3} {after|days} .{0,8} $out`,
			`(^|{comma}|{^to}) {employer} $h{0,3} {pay|refund} {^doc|after|days}{0,5} {after|days} (.{0,5} ({comma}|{^to}))? {main|buyer|letter} .{0,6} $out`,
			`(^|{comma}|{^to}) {employer} $h{0,3} {pay|refund} {^doc|after|days}{0,5} {after|days} .{0,4} {pay|refund} .{0,3} {sub|letter}`,
			`({paycond|payhow}) .{0,4} $up $h{0,3} {pay|arrive|refund|backflow} ~{0,4} {after|days}`,
		),
		probes(p, High, // as a premise
			`{yi} $g{0,6} {owner|third|fiscal|fund|group|employer|mainct|main|backflow} $g{0,7} {pay|arrive|money|retention|rcvm|refund|payhow|fund|backflow} $g{0,4} {premise|zhun|paycond}`,
			`{yi} $g{0,3} {backflow|fiscal|slang} $g{0,4} {premise|zhun|paycond}`,
			`{yi} $g{0,2} {buyer|main|group|letter} ~{0,3} ({rcv} $g{0,3} {money|fund}|{rcvm}|{backflow}) $g{0,4} {premise|zhun|paycond}`,
			`$up ~{0,3} {pay|arrive|backflow} ~{0,8} {premise|paycond}`,
			`{rcv} $g{0,3} {owner|third|fiscal|group|employer|main} $g{0,5} {money|retention|pay|fund} ~{0,3} {within|zhun}`,
			`({pay|payhow}) ~{0,2} {premise|paycond} .{0,4} ({rcv|rcvm}) {^invoice|doc|goods|sub}{0,5} {money|fund|backflow}`,
			`({premise|paycond}) .{0,4} $up $g{0,5} {pay|arrive|fund|backflow|money}`,
			`({premise|paycond}) .{0,4} {buyer|main|group} ~{0,3} {rcv} $g{0,4} $any $g{0,4} {money|fund|pay}`,
		),
	)
}

// followsUpstream are "in proportion to", "in step with", and no payment while upstream has not paid.
func followsUpstream(p one) []probe {
	return slices.Concat(
		probes(p, High, // in proportion to, in step with
			`{accord|depend} .{0,4} $any {^doc|accept|audit|after|comma}{0,5} {payhow} .{0,10} ({pay|ratio|depend|settle|arrive}|{zhun})`,
			`{accord|depend} .{0,4} $any {^doc|accept|audit|after|comma}{0,4} {pay|arrive|backflow} {^doc|after|comma}{0,4} {ratio|progress|much|percent|payhow} .{0,8} {pay|ratio|depend|settle}`,
			`{accord|depend} .{0,4} {buyer|main}? ~{0,2} {backflow} .{0,8} {pay|settle|depend}`,
			`{pay} .{0,5} {accord|depend} ~{0,3} $up ~{0,4} {pay|arrive|backflow|fund} ~{0,4} ({ratio|depend|progress|payhow})`,
			`({pay|payhow}) .{0,5} {depend} .{0,3} $up ~{0,4} {pay|arrive|backflow|fund|payhow}`,
			`{owner|third|fiscal|backflow} ~{0,3} {pay|arrive|backflow} ~{0,3} {much} .{0,8} {pay}`,
			`$up ~{0,2} {much} ~{0,2} {pay|arrive|backflow} .{0,6} {pay}`,
			`{backflow|arrive} ~{0,3} {ratio} .{0,4} {pay}`,
			`{pay|settle} .{0,2} {ratio} .{0,3} $up ~{0,6} {settle|pay}`,
			`$up {^doc|accept|after|comma}{0,3} {pay|money} {^doc|accept|after}{0,3} {ratio} .{0,4} {pay}`,
			`({paycond|payhow|pay}) .{0,10} {accord} ~{0,8} {mainct}`,
			`{accord} ~{0,8} {mainct} ~{0,5} {paycond|payhow} .{0,5} {pay|accord|ratio}`,
			`{accord|depend} ~{0,3} {mainct} ~{0,4} ({ratio|payhow|money}) .{0,4} {pay|ratio}`,
		),
		probes(p, High, // no payment while upstream has not paid
			`$up {^superv|accept|doc|comma}{0,6} $late .{0,12} ($free|{forbid|not|notto|noton}~{0,8}{claim|suit|liab|stop|pay}|{right}~{0,4}({defer|not|delay|paylate})|{buyer|main}~{0,2}{delay|paylate})`,
			`{not} ~{0,1} $up ~{0,2} {pay} .{0,4} ({sub}.{0,3}{forbid|noright}~{0,3}{claim}|$free|{buyer|main}.{0,3}{unpaid|noneed})`,
			`{not} ~{0,2} $up ~{0,3} {rcv} ~{0,3} {money|fund} .{0,8} ($free|{forbid|not|notto|noton}~{0,6}{claim|suit|pay})`,
			`{fiscal} ~{0,3} ({delay|paylate|origin}) .{0,10} $free`,
			`$up ~{0,2} ({unpaid}|{not}~{0,1}{pay}) .{0,4} {buyer|main|letter} ~{0,2} ({unpaid}|{not}~{0,1}{pay})`,
			`$up ~{0,3} {backflow|pay|arrive|payhow} .{0,8} {delay|paylate|unpaid} .{0,8} $free`,
			`{money} ~{0,2} {unarrived} .{0,5} {buyer|main} .{0,5} ($free|{right}~{0,2}{not|delay|paylate})`,
			`{cond} ~{0,3} $up ~{0,4} {delay|paylate|unarrived|unpaid} .{0,6} $free`,
			`{fund} {^superv|accept|doc|comma}{0,2} {unpaid|unarrived} .{0,10} ($free|{right}~{0,2}{delay|paylate}|{not} ~{0,3} {pay})`,
			`{employer} {^superv|accept|doc|comma}{0,5} $late .{0,6} {main|buyer|letter} .{0,6} ({noneed|notbear|nocomp|nobreach}|{defer} ~{0,3} {pay|money}|{right} ~{0,3} {defer})`,
			`{employer} {^superv|accept|doc|comma}{0,5} $late .{0,6} {sub} .{0,4} ({noright|forbid} ~{0,6} {claim|pay|money})`,
			`{unpaid|unarrived} ~{0,3} {owner|third|fiscal|group|employer|main} ~{0,5} {money|fund|retention|pay|arrive|backflow} .{0,10} ({noneed|notbear|nocomp|nobreach|defer|noright|waive}|{forbid|not|notto|noton} ~{0,6} {claim|pay|suit})`,
			`{unpaid|not} ~{0,3} {rcv|backflow} .{0,4} ({before}|{cond}|{comma}) .{0,6} {buyer|main} .{0,5} ({noneed|nobreach|defer}|{not}~{0,2}{pay})`,
			`({owner|third|fiscal|group|fund|employer}) {^comma|doc|accept}{0,4} {pay|unpaid|refund|arrive|settle} ~{0,5} {before} .{0,8} ({noneed|noright|defer}|{forbid|not|notto|noton} ~{0,6} {pay|claim|suit|money})`,
			`{notbear|nocomp|nobreach|noneed} ~{0,4} {owner|third|fiscal|group} $g{0,4} {delay|paylate|unpaid|unarrived}`,
			`{cause} ~{0,2} $up {^accept|doc|comma}{0,6} $late .{0,12} ({nobreach|notbear|nocomp|noneed|defer}|{forbid|noright|not} ~{0,6} {claim|liab|suit|stop})`,
		),
	)
}

// sharesUpstreamRisk are the risk passed on, and the names such terms go by.
func sharesUpstreamRisk(p one) []probe {
	return slices.Concat(
		probes(p, High, // sharing the risk of it
			`{bear|agree} .{0,10} {owner|third|fiscal|employer|backflow} {^comma}{0,5} ({pay|delay|paylate|unpaid|money|backflow}~{0,4})? {risk}`,
			`{owner|third|fiscal|employer} {^comma}{0,4} ({pay|delay|paylate|unpaid|money}~{0,4}) {risk} .{0,6} {bear}`,
			`{slang}`,
			`{accord|depend|yi} .{0,6} {backhow} .{0,10} ({pay|depend|zhun|ratio|settle|premise})`,
			`{pay} .{0,5} {depend|accord} .{0,4} {backhow}`,
			`{rcv} $g{0,2} $any $g{0,4} $mon ~{0,2} {before} .{0,5} ({not|unpaid|defer|noneed|notto|forbid})`,
			`{cond} ~{0,2} {owner|third|fiscal} ~{0,4} {pay|inkind} .{0,3} {buyer|main} .{0,5} {pay|inkind}`,
			`{accord} ~{0,3} {mainct} ~{0,5} {ratio} .{0,4} {pay}`,
			`{payhow} .{0,3} {cmp} ~{0,2} $up ~{0,5} {payhow}`,
			`{b2b} .{0,6} {pay|settle|money|payhow|paycond|accord|term|doc}`,
			`{yi|accord|mainct} ~{0,4} {b2b}`,
		),
		probes(p, Medium,
			`{b2b}`,
			`{fiscal|fund} ~{0,4} {arrive} .{0,8} {pay}`,
			`{pay|money} .{0,8} {rcv|wait} ~{0,2} {fiscal|fund} ~{0,3} {arrive}? {after|days}`,
		),
	)
}

// barredBackToBack tells sentences that free the payee from upstream: "not on condition of", "whether or not",
// "even if": unless it is the payee who is told not to claim.
func barredBackToBack(s *sentence) bool {
	d := contractDict()
	for i := range s.toks {
		switch d.names[s.toks[i].class] {
		case "noton":
			who := subject(d, s, i)
			if who != "sub" && who != "owner" && upstreamAfter(d, s, i, 10) {
				return true
			}
			if who == "sub" && !later(d, s, i, "claim", "chase", "suit", "stop", "liab", "pay", "payhow") {
				return true
			}
		case "regardless":
			if !later(d, s, i, "notbear", "nocomp", "noright", "nobreach", "noneed", "defer", "waive", "forbid") {
				return true
			}
		case "still":
			if later(d, s, i, "pay") && !later(d, s, i, "not", "forbid") {
				return true
			}
		}
	}
	return false
}

func upstreamAfter(d *dictionary, s *sentence, i, reach int) bool {
	for k := i + 1; k < len(s.toks) && k <= i+reach; k++ {
		switch d.names[s.toks[k].class] {
		case "owner", "third", "fiscal", "group", "employer", "fund", "premise", "paycond", "rcv", "rcvm", "backflow", "b2b", "mainct", "slang", "backhow":
			return true
		}
	}
	return false
}

func later(d *dictionary, s *sentence, i int, names ...string) bool {
	for _, t := range s.toks[i+1:] {
		if slices.Contains(names, d.names[t.class]) {
			return true
		}
	}
	return false
}

// wagesFirst tells a duty to pay wages or taxes out of money received.
func wagesFirst(s *sentence, to int) bool {
	d := contractDict()
	for k := to - 1; k < len(s.toks) && k < to+4; k++ {
		if n := d.names[s.toks[k].class]; n == "wage" || n == "staffs" {
			return true
		}
	}
	return false
}

// claimsBarred tells a sentence that forbids the payee to claim or to stop, or frees the payer.
func claimsBarred(s *sentence) bool {
	d := contractDict()
	for i := range s.toks {
		switch d.names[s.toks[i].class] {
		case "nocomp", "notbear", "noright", "nobreach", "noneed", "defer", "waive":
			return true
		case "noton", "forbid":
			if nearest(d, s, i, 3, "sub", "buyer", "main", "employer") == "sub" {
				return true
			}
		}
	}
	return false
}

// twoPayments looks for what every such term has, however it is put: beside upstream's payment (from … to) a second one,
// or a claim to it, and a word that links the two.
func twoPayments(s *sentence, from, to int) bool {
	d := contractDict()
	second, link, payee, between := false, false, false, false
	upstream := d.names[s.toks[from].class]
	for k, t := range s.toks {
		name := d.names[t.class]
		switch name {
		case "wage", "staffs", "invoice":
			return false
		case "sub", "letter":
			payee = true
		case "doc":
			second = second || t.z-t.a == 2 && s.text[t.a] == '申' && k >= to // 方能申请
		case "main":
			between = true
		case "wait", "premise", "paycond", "ratio", "within", "notbefore", "depend", "cond", "before", "zhun", "much", "cmp", "after", "soon", "cause":
			link = link || name != "wait" || t.z-t.a > 1
		}
		if k >= from && k < to {
			continue
		}
		switch name {
		case "pay", "settle", "payhow", "payduty", "unpaid", "paylate", "claimpay":
			second = true
		}
	}
	if upstream == "employer" {
		return second && link && between && payee
	}
	return second && link
}

// subject gives the party a clause speaks of: the nearest before i in its own clause, else the first of the sentence.
func subject(d *dictionary, s *sentence, i int) string {
	parties := []string{"sub", "buyer", "main", "employer", "both", "owner"}
	for k := i - 1; k >= 0 && s.toks[k].class != comma; k-- {
		if n := d.names[s.toks[k].class]; slices.Contains(parties, n) {
			return n
		}
	}
	for _, t := range s.toks[:i] {
		if n := d.names[t.class]; slices.Contains(parties, n) {
			return n
		}
	}
	return ""
}
