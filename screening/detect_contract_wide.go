package screening

import "slices"

// The wide detectors look for the parts of a term wherever they stand in the sentence: who is bound, to what, on what
// ground. They speak only where the narrower patterns of the rule were silent.
func wider(rule string, find []probe, bars []pattern, judge func(*sentence, int, int) bool, also ...string) detector {
	return detector{rule: rule, find: find, bars: bars, judge: judge, yieldsTo: append([]string{rule}, also...)}
}

func wideUpstream(p one, ps many) []detector {
	bars := ps(
		`{forbid} ~{0,10} {owner|third|fiscal|b2b} ~{0,12} {premise|excuse|paycond|zhun|b2b}`,
		`{noton} .{0,14} ({premise|excuse|paycond|zhun}|$any)`, `{noeffect}`, `{notform} ~{0,8} {excuse|premise|paycond}`, `{eot}`, `{still}`, `{unrelated}`,
		`{regardless}`, `{wage}`, `{sub|main} .{0,3} {right}`,
	)
	judge := func(s *sentence, from, to int) bool { return !barredBackToBack(s) && !wagesFirst(s, to) }
	return []detector{wider("03.back-to-back", slices.Concat(
		probes(p, High,
			`({payhow|paycond}) .{0,5} {main|buyer|letter} ~{0,3} ({arrive|rcv|rcvm}) ~{0,3} {owner|third|fiscal|employer} .{0,8} {after|days}`,
			`({payduty|premise}) .{0,8} {premise} .{0,4} ({buyer|main|letter})? .{0,3} ({wait})? .{0,3} ($any|{rcv}) .{0,8} ({money|rcv|pay})`,
			`({payhow|money}) ~{0,3} {eqs} .{0,2} $any .{0,3} ({payhow|pay|money|rcv})`,
			`{wait} .{0,5} $any .{0,6} {arrive|pay|backflow} .{0,6} {pay|settle}`,
			`$any .{0,5} {arrive|backflow} .{0,3} {after|before} .{0,10} ({pay|settle|defer|noneed})`,
			`({agree|bear}) .{0,6} $up .{0,5} {much} .{0,8} {pay}`,
			`{pay} .{0,4} {much} .{0,3} $any .{0,4} {pay|arrive}`,
			`{not} ~{0,2} {rcv} ~{0,4} $any ~{0,5} {money|fund|backflow} .{0,4} {before|cond|comma} .{0,6} ({unpaid|defer|noneed|noright}|{not} ~{0,2} {pay})`,
			`({wait}|{cond}) ~{0,3} {third|owner|fiscal} ~{0,6} {pay|arrive|settle} ~{0,4} {buyer|main|letter} ~{0,3} ({noneed|unpaid})`,
			`{wait} ~{0,2} $any .{0,6} {arrive|rcv|pay} .{0,8} {noneed} .{0,5} {pay|payduty}`,
			`({payhow|pay}) .{0,5} {notbefore} .{0,8} {rcv} .{0,8} ({money|after})`,
			`$up .{0,4} ({backflow|backhow|payhow}) .{0,4} ({defer|delay}) .{0,6} ({payhow|pay|money}) .{0,5} ({defer|delay})`,
			`{agree} .{0,3} {wait} ~{0,2} $up ~{0,2} {pay}`,
			`{wait} .{0,3} {buyer|letter|main} ~{0,1} {rcv} .{0,6} {money|fund} .{0,6} {noneed}`,
			`{money|fund} ~{0,1} {arrive} ~{0,1} {before} .{0,12} {defer}`,
			`$up ~{0,1} {pay} ~{0,3} {buyer|main} ~{0,1} {pay}`,
			`{cause} ~{0,1} $up ~{0,5} {cause} .{0,5} ({paylate|unpaid|delay}) .{0,10} ({agree|defer|nobreach|nocomp|notbear})`,
			`{rcv} ~{0,1} $any ~{0,2} {arrive|pay} ~{0,3} {money|fund} .{0,4} {after} .{0,4} {pay}`,
			`$any ~{0,4} {pay|settle} ~{0,3} {money} ~{0,1} {after} ~{0,3} {settle|pay}`,
		)), bars, judge)}
}

func wideMoney(p one, ps many) []detector {
	audit := wider("03.audit-basis", probes(p, Medium,
		`({agree|refuse}) .{0,8} {audit} .{0,6} ({binding|accord|settle|zhun})`,
		`{audit} .{0,8} {accord} .{0,4} {settle|price|pay}`,
		`{audit} .{0,10} {adjust|wrong} .{0,10} {settle|price}`,
		`{accord} ~{0,4} {audit} ~{0,3} {accord}`,
		`{audit} .{0,10} {refund}`,
		`({price|settle|money}) .{0,6} {by} .{0,8} {audit}`,
		`{audit} .{0,5} {binding}`,
		`{binding|refuse} .{0,4} {audit} .{0,4} ({zhun|price|settle|accord}|$)`,
		`{audit} .{0,12} {as} ~{0,3} {price|settle|zhun|within}`,
		`{audit} .{0,8} {within|zhun}`,
		`({pay|money|settle|retention}) .{0,6} {accord|wait|yi|depend} ~{0,6} {audit}`,
		`{before} ~{0,2} {audit} .{0,6} {unpaid|defer|not}`,
		`{audit} .{0,5} {before} .{0,10} ({unpaid|defer}|{not} ~{0,3} {pay|settle})`,
		`{wait} .{0,6} {audit} .{0,10} {pay|settle}`,
		`({settle|payhow|price|money}) .{0,3} {accord} .{0,2} {audit}`,
		`({payhow|paycond|pay}) .{0,5} {audit}$`,
		`{audit} .{0,5} {before} .{0,8} {defer}`,
		`{audit} .{0,5} {before} .{0,8} ({pay|payhow}) .{0,3} {cmp}`,
		`{audit} .{0,14} ({refund})`,
	), ps(`{yi} ~{0,1} {both} .{0,6} {zhun}`, `{noneed} ~{0,8} {audit}`, `{noton} .{0,10} {audit}`, `{forbid} .{0,12} {audit}`, `{audit} .{0,12} ({noeffect|noton|notform})`, `{auditor2}`, `{jointly}`,
		`{audit} ~{0,4} {notbear|nocomp|noneed}`, `{not|noneed} {accord|yi} ~{0,4} {audit}`, `{regardless}`, `{audit} ~{0,3} ({pay|money}) ~{0,2} {by}`, `{sub} .{0,3} {to} .{0,4} {audit} .{0,4} {doc}$`), nil)

	interest := wider("03.interest-waived", probes(p, Medium,
		`({notbefore|delay|paylate|arrears|unpaid}) .{0,16} {nointerest}`,
		`({paylate|arrears|unpaid}) .{0,14} {interest|weakint} ~{0,4} {waive|notbear|nocomp|nocalc|forgive}`,
		`({delay|paylate|arrears|unpaid}) .{0,14} ({waive|noright|nocalc|nocomp|notbear|noton|notto}) .{0,8} {interest|weakint}`,
		`({waive|noright|nocalc}) .{0,6} ({delay|paylate|arrears|unpaid}) .{0,8} {interest|weakint}`,
		`{regardless} .{0,8} {pay|payhow|delay|paylate} .{0,12} ({nointerest}|({forbid|noright|waive|nocalc}) .{0,6} {interest|weakint})`,
		`{interest} .{0,4} ({waive|nocalc})`,
		`({weakint|interest}) ~{0,2} {weakright|claim} ~{0,3} {waive}`,
	), ps(`{forbid|noton} ~{0,6} {notbear|nocomp|waive|nocalc|forgive}`, `{not} {waive}`, `{sub} ~{0,3} ({delay|paylate}) ~{0,2} ({start|payable|give|accept|doc|stop})`,
		`{cause} ~{0,1} {sub} {^buyer}{0,8} {cause|origin|delay|paylate|unpaid|pay|wrong}`, `{sub} ~{0,5} ({not|unpaid}) ~{0,6} {invoice}`, `{forcemaj}`, `{both} ~{0,2} {forbid|noton}`,
		`{nonwaive}`, `{void}`, `({deposit|retention}) .{0,10} {nointerest} ([^`+sign(comma)+`]*)$`, `{loan}`, `{early}`, `{sub} {^buyer}{0,3} {fault}`, `{sub} ~{0,2} {delay} ~{0,1} {invoice}`, `{nointerest} .{0,10} {deposit}`, `{buyer|employer} ~{0,1} {waive} ~{0,1} {sub}`, `{must} .{0,3} {bear|pay} ~{0,4} {interest|weakint}`), nil, "03.forced-noncash")

	process := wider("03.internal-process", probes(p, Medium,
		`({dept|leader|group}) ~{0,3} ({sign|approve|agree}) .{0,3} ({before|after}) .{0,8} ({pay|noneed|defer|unpaid|payduty})`,
		`{not} ~{0,3} {plan} .{0,8} ({defer|unpaid})`,
		`({approve|inproc|plan}) .{0,10} {satisfy}`,
		`({pay|money|payhow}) .{0,6} ({must|accord|depend|yi|wait}) .{0,8} ({plan|inproc|leader})`,
		`{leader} .{0,12} ({pay|payhow|forgive|nobreach|defer})`,
		`({wait|must}) .{0,6} ({approve|inproc}) .{0,8} {pay|settle|payduty}`,
		`({plan|inproc}) .{0,8} ({cond|premise|paycond|zhun|defer})`,
		`({inproc|approve}) ~{0,5} {after|before|premise} .{0,8} {pay|payduty|settle}`,
		`{agree} .{0,6} ({plan|inproc}) .{0,12} ({defer|delay})`,
		`({pay|payhow}) .{0,3} {by} .{0,6} ({dept|plan|inproc})`,
		`{leader} .{0,8} ({wait}) .{0,6} {agree|approve} .{0,4} {pay}`,
		`{not} ~{0,4} {approve} .{0,6} ({unpaid|defer}|{not} ~{0,2} {pay})`,
		`{plan} .{0,6} ({unpaid|defer})`,
		`({payhow|pay|money}) .{0,3} {yi|accord} ~{0,3} {dept} ~{0,3} {zhun}`,
		`({dept|leader}) ~{0,3} {not} ~{0,1} {sign|approve|agree} .{0,6} ({unpaid|defer}|{not} ~{0,2} {pay})`,
		`({payhow|payduty}) .{0,4} ({accord|yi|wait}) .{0,6} ({inproc|approve|plan})`,
		`({pay|money|payhow}) .{0,5} {by} .{0,4} ({buyer|employer}) .{0,4} {accord} .{0,4} ({inproc|plan})`,
		`({inproc|approve}) .{0,10} ({payhow}) .{0,5} {zhun}`,
		`({leader}) .{0,8} ({payhow|money}) .{0,4} {defer}`,
	), ps(`{noton|forbid} .{0,12} ({inproc|leader|plan|approve})`, `({inproc|approve|plan|leader}) .{0,12} {noeffect}`, `({inproc|approve|plan|leader}) .{0,14} ({noton|forbid}) ~{0,4} {excuse}`, `{noeffect} ~{0,6} ({inproc|plan})`,
		`{both} ~{0,6} ({inproc|approve|sign})`, `{days} ~{0,6} ({inproc|approve}) .{0,8} {pay}`, `({inproc|approve|plan}) ~{0,4} {days}`, `{sub} {^buyer|employer}{0,3} ({inner|plan|inproc|approve})`, `{regardless}`, `{ensure}`, `{fiscal|owner|third} ~{0,3} ({inproc|approve})`,
		`{superv} ~{0,4} {approve}`, `({start|goods|doc}) ~{0,3} {must} ~{0,6} {approve}`, `{approve} ~{0,2} {by} .{0,4} {bear}`), namesPayment)
	return []detector{audit, interest, process}
}

// namesPayment wants money to be what is held up.
func namesPayment(s *sentence, _, _ int) bool {
	d := contractDict()
	for _, t := range s.toks {
		switch d.names[t.class] {
		case "pay", "money", "payhow", "payduty", "paycond", "settle", "paylate", "unpaid", "retention", "claimpay":
			return true
		}
	}
	return false
}

func widePayment(p one, ps many) []detector {
	noncash := wider("03.forced-noncash", probes(p, Medium,
		`({noncash|inkind}) .{0,16} {refuse}`,
		`({still|must|refuse}) ~{0,3} {agree} .{0,6} ({noncash|inkind})`,
		`{refuse} .{0,12} ({noncash|inkind|asset})`,
		`({sub|main}) .{0,4} {must} ~{0,2} {buyhouse} .{0,10} {asset}`,
		`{noconsent} .{0,14} ({noncash|inkind})`,
		`({noncash|inkind}) .{0,8} {noconsent}`,
		`({noncash}) .{0,8} ({sub|main}) .{0,4} ({noright|forbid}) .{0,6} ({cash|cashpay|claim})`,
		`({asset}) .{0,6} {inkind|pay} .{0,8} ({money|refuse})`,
		`({money|pay}) .{0,5} {yi} ~{0,6} {asset} ~{0,3} ({pay|inkind|kind})`,
		`{only} ~{0,4} {noncash}`,
		`{noncash} .{0,10} {unpaid|not} .{0,4} {cash}`,
		`({buyer|employer|main}) .{0,6} ({right|choose}) .{0,6} ({noncash|inkind|asset}) .{0,6} ({pay|replace|inkind})`,
		`{pay} ~{0,3} ({noncash|asset}) ~{0,3} ({kind})? .{0,6} ({sub|main}) .{0,3} ({forbid|noright}) .{0,4} {claim}`,
	), ps(`{forbid|not|noton} ~{0,6} {force}`, `{consent}`, `{buyer|employer} .{0,3} {forbid|noton} ~{0,8} ({noncash|inkind|claim|force})`, `{sub|main} ~{0,2} {right} ~{0,6} ({defer|notaccept|choose|claim|refuse})`,
		`{sub} ~{0,1} {choose}`, `{noncash} .{0,10} {cost} .{0,5} {buyer|employer} .{0,3} {bear}`, `{not|noton|forbid} ~{0,3} ({noncash|inkind})`, `{agree} .{0,2} {premise}`, `{deposit|guarantee}`, `{void}`, `{staffs}`, `{sub|main} ~{0,1} {mayrefuse}`,
		`{sub} .{0,4} {give|transfer} .{0,4} {noncash}`), nil)

	cash := wider("03.cash-deposit-only", probes(p, Medium,
		`{yi} ~{0,2} ({cash|cashpay}) .{0,10} {guarantee} .{0,4} ({forbid|notaccept}) .{0,6} {guarantee|bond}`,
		`({guarantee|bond}) ~{0,6} {deposit|retention} .{0,8} ({notaccept|refund})`,
		`({guarantee|bond}) .{0,8} ({notaccept})`,
		`{deposit|retention} .{0,12} ({cash|cashpay}) .{0,10} ({guarantee|bond}) .{0,8} ({notaccept|forbid|not})`,
		`{deposit|retention} .{0,8} {only} .{0,4} ({cash|cashpay})`,
		`{deposit|retention} ~{0,3} {must} .{0,4} {cash}`,
		`({notaccept|noton|forbid}) .{0,6} ({guarantee|bond}) .{0,10} {deposit|retention}`,
	), slices.Concat(cashBars(ps), ps(`{not} ~{0,3} {accord}`, `{doc} ~{0,4} {guarantee}`, `{forbid} ~{0,6} ({notaccept|refuse})`, `{guarantee} .{0,5} {wrong|fault}`)), depositNamed)
	return []detector{noncash, cash}
}

// depositNamed wants a deposit or a security for performance to be what is given.
func depositNamed(s *sentence, from, to int) bool {
	d := contractDict()
	for k := range s.toks {
		switch d.names[s.toks[k].class] {
		case "deposit", "retention", "bond":
			return cashJudge(s, from, to)
		}
	}
	for k := from; k < to; k++ {
		if d.names[s.toks[k].class] == "cash" {
			return true
		}
	}
	return false
}

func wideAcceptance(p one, ps many) []detector {
	bars := ps(`{noton|forbid} ~{0,8} ({accept|accday})`, `{approve|invoice|inproc}`, `{accdelay} .{0,6} {days}`, `{noeffect}`, `(^|{comma}) {sub} ~{0,3} {pay}`, `{wage}`, `{deem} {^not}{0,5} {accept|accday}`, `{accept} ~{0,1} {not|fault}`, `{not} {okw}`, `{both} ~{0,4} {satisfy}`, `{ref} .{0,3} {deem}`)
	open := func(s *sentence, _, _ int) bool { return !s.have.has(days) && !s.have.has(years) && !bounded(s) }
	bare := wider("03.open-ended-acceptance", probes(p, Medium,
		`{accept} .{0,3} {comma} .{0,8} {pay}`,
		`{accept} ~{0,6} ({after|must|premise}) .{0,12} {pay}`,
		`{buyer|employer|owner|main} ~{0,3} {deemw} ~{0,4} {okw|pleased} .{0,3} {after} .{0,6} {pay}`,
		`({goods|accept}) .{0,4} {buyer|employer} ~{0,4} ({agree|satisfy|pleased}) .{0,3} ({after|must}) .{0,8} {pay}`,
		`{buyer|employer} ~{0,3} ({agree|satisfy}) .{0,6} {pay} ~{0,2} {premise}`,
		`({agree|satisfy}) .{0,5} ({paycond}|{pay} ~{0,2} {premise})`,
		`{wait} .{0,5} {accept} .{0,10} {pay|refund}`,
		`({paycond}) .{0,6} {accept}`,
		`{accept} .{0,4} {not} .{0,4} {before}? .{0,3} {unpaid|defer}`,
		`{money} .{0,4} {wait}? .{0,6} {accept} .{0,4} {pay}`,
		`({okw|pleased}) ~{0,2} ({comma} ~{0,2})? {pay}`,
		`({pay|money}) .{0,3} {yi|accord} .{0,6} ({accept|pleased}) .{0,3} {zhun}`,
		`{not} ~{0,2} {buyer|employer} ~{0,3} ({agree|satisfy|accept}) .{0,8} {unpaid|defer}`,
	), bars, open, "")
	bare.implicit = true
	vague := wider("03.open-ended-acceptance", probes(p, Medium,
		`({accept|accday}) .{0,14} {satisfy}`,
		`{satisfy} .{0,8} ({accept|accday})`,
		`{deemw} ~{0,2} {satisfy}`,
		`{nodeadline}`,
	), append(bars, ps(`{forbid} ~{0,4} {satisfy}`, `{sub} ~{0,4} {satisfy}`, `{consent}`, `({accept|accday}) .{0,3} {days}`, `{days} ~{0,4} ({accept|accday})`)...), func(s *sentence, from, to int) bool {
		return !later(contractDict(), s, to-1, "law") && !s.have.has(days)
	}, "03.internal-process")
	return []detector{vague, bare}
}

// bounded tells a sentence that ties the payment to the day itself.
func bounded(s *sentence) bool {
	d := contractDict()
	for _, t := range s.toks {
		if d.names[t.class] == "soon" || t.class == days || t.class == date {
			return true
		}
	}
	return false
}

func wideLiability(p one, ps many) []detector {
	payer := `({buyer|employer}|{main})`
	find := slices.Concat(probes(p, Medium,
		payer+` .{0,8} ({nobreach|apology}) `,
		`{regardless} .{0,3} {buyer|employer|main} ~{0,3} ({notbear|nocomp})`,
		payer+` ~{0,6} {liab} ~{0,2} {notbear}`,
		`{terminate} .{0,14} ({nocomp|notbear|unrelated})`,
		`{terminate} .{0,14} {sub} .{0,4} {bear} ~{0,6} {liab}`,
		`{terminate} .{0,14} {sub} .{0,4} ({noright|forbid|noton|waive}) .{0,6} ({liab|claim|suit})`,
		`{anycause} .{0,14} {sub|main} ~{0,4} {bear}`,
		`{anycause} .{0,14} {sub|main} .{0,4} ({noright|forbid|waive}) .{0,6} ({liab|claim|suit})`,
		`({liab}) .{0,8} {anycause} .{0,6} {sub|main} ~{0,4} {bear}`,
		`{allliab} .{0,4} ({by}|{to})? .{0,2} {sub|main} .{0,3} {bear}`,
		`{sub|main} .{0,4} {bear} ~{0,3} {allliab}`,
		payer+` .{0,5} {unilateral} ~{0,4} {modify}`,
		`{buyer|employer} .{0,4} {right} ~{0,4} {modify} .{0,8} ({sub|main}) .{0,3} ({refuse|must|forbid})`,
		`{cause} ~{0,1} {buyer|employer} ~{0,8} ({terminate|cause|wrong}) .{0,16} {sub|main} ~{0,4} {bear}`,
		`{cause} ~{0,1} {buyer|employer} ~{0,8} ({terminate|cause|wrong}) .{0,16} {nocomp|notbear}`,
		`(^|{comma}) {buyer|employer|owner} ~{0,6} {wrong} .{0,12} {sub|main} .{0,3} {bear}`,
		payer+` .{0,4} {right} .{0,14} {sub} .{0,3} ({forbid|noright|waive}) ~{0,4} ({claim} ~{0,3})? {liab}`,
		payer+` .{0,10} ({nocomp|notbear}) .{0,4} {liab}`,
		payer+` .{0,6} ({unpaid|paylate|delay}) .{0,6} ({nobreach|nocomp|notbear})`,
		`{sub|main} .{0,14} {nolimit} .{0,4} {comma}? .{0,8} {buyer|employer}`,
		`{buyer|employer} .{0,6} {weakint|liab} .{0,6} {cmp} .{0,3} {percent} .{0,14} {sub|main} .{0,14} {nolimit}`,
		`{yi} {buyer|employer|main} ~{0,3} {interpret}`,
		`{buyer|employer|main} ~{0,4} {interpret}`,
		`{interpret}`,
		`({liab|allliab}) .{0,3} {falls} ~{0,1} {sub|main}`,
		`{unilateral} ~{0,3} {terminate} .{0,18} ({forbid|noright}) ~{0,2} {claim}`,
		`{terminate} .{0,10} {sub} ~{0,3} {bear}`,
		`{buyer|employer} .{0,8} {unilateral} .{0,3} {modify}`,
		`{anycause} .{0,16} ({nocomp|notbear})`,
		`{owner} .{0,4} ({notbear|nocomp})`,
		`{buyer|employer} ~{0,10} {sub} ~{0,6} {liab} ~{0,3} ({nocomp|notbear})`,
		`{buyer|employer} ~{0,3} {delay} .{0,14} {sub} ~{0,3} {bear}`,
		`{buyer|employer} .{0,4} {unilateral} .{0,8} {sub} ~{0,3} {bear}`,
		`{sub} .{0,8} ({delay|percent}) .{0,10} {buyer|employer} .{0,8} {nobreach}`,
		`{terminate} .{0,14} {sub} .{0,4} {waive} ~{0,3} {liab}`,
		`{sub} .{0,14} {percent} .{0,14} {buyer|employer} .{0,5} ({paylate|delay}) .{0,4} ({unpaid|not|noneed}) ~{0,3} {weakint}`,
	))
	bars := ps(`{forcemaj}`, `{loan}`, `{cause} ~{0,1} {sub} {^buyer}{0,8} {cause|origin|delay|paylate|fault|unpaid|not}`, `{both} {^buyer|employer}{0,5} ({notbear|nocomp|unrelated|modify})`, `{forbid|noton} ~{0,8} ({notbear|nocomp|unilateral|modify})`,
		`(^|{comma}|{^to}) {sub} {^buyer|employer}{0,2} ({notbear|nocomp})`, `{noeffect}`, `{nonwaive}`, `{both} .{0,3} {interpret}`, `{interpret} .{0,3} {both|jointly}`, `{terminate} .{0,6} {both}`, `{sub} ~{0,3} ({terminate|modify|unilateral})`)
	return []detector{wider("03.one-sided-liability", find, bars, wideLiabilityJudge, "03.back-to-back", "03.internal-process", "03.interest-waived", "03.forced-noncash")}
}

// wideLiabilityJudge leaves out what rests on the payee's own fault, people or things.
func wideLiabilityJudge(s *sentence, from, to int) bool {
	d := contractDict()
	if s.toks[from].class == d.byName["main"] && !s.have.has(d.byName["sub"]) {
		return false // without a subcontractor the contractor is the payee
	}
	for _, n := range []string{"anycause", "nolimit", "apology"} {
		if s.have.has(d.byName[n]) {
			return true
		}
	}
	if start := d.names[s.toks[from].class]; nearest(d, s, from, 5, "sub") != "" && (start == "cause" || from > 0 && d.names[s.toks[from-1].class] == "cause") {
		return false // the payee is spared what the buyer caused
	}
	for k, t := range s.toks {
		switch d.names[t.class] {
		case "fault", "staffs", "transfer", "wrong", "not", "delay", "unauth":
			who := nearest(d, s, k, 6, "buyer", "employer", "sub", "main", "both")
			if who == "sub" || who == "main" && !s.have.has(d.byName["sub"]) {
				if k < from || d.names[t.class] == "fault" || d.names[t.class] == "staffs" {
					return false
				}
			}
			if (d.names[t.class] == "fault" || d.names[t.class] == "staffs" || d.names[t.class] == "transfer") && who != "buyer" && who != "employer" {
				return false
			}
		}
	}
	return true
}

func wideRights(p one, ps many) []detector {
	bars := ps(`{nonwaive}`, `{forbid|noton} ~{0,8} {waive}`, `{not} {waive}`, `{unauth}`, `{transfer}`, `{both} .{0,4} ({waive|forbid|noton|not|noright})`, `{both|consent} .{0,8} {suit}`, `{void}`, `{yesno} ~{0,2} {waive}`,
		`{superv} .{0,3} {forbid}`, `{noeffect}`, `{buyer|employer|third} .{0,3} ({forbid|noton|waive})`)
	return []detector{wider("03.rights-waived", probes(p, Medium,
		`({sub|main}) .{0,10} {noright} ~{0,4} ({weakright|rightobj|suit|stop})`,
		`({claim|suit|rightobj|weakright}) .{0,20} {waive}`,
		`({sub|main}) .{0,14} {waive} ~{0,6} ({rightobj|weakright|suit|liab})`,
		`({sub|main}) .{0,8} ({noton|forbid|noright|not}) {^premise|pay}{0,10} {chase}`,
		`({sub|main}) .{0,10} ({forbid|noton|noright|not|notto}) {^superv}{0,10} ({suit|rightobj|stop})`,
		`({forbid|noton|noright}) .{0,10} ({unpaid|paylate|delay}) .{0,10} {stop|suit|chase}`,
		`({regardless|unpaid|paylate|anycause}) .{0,16} ({forbid|noright|noton|not}) ~{0,6} ({stop|suit})`,
		`({regardless|unpaid|paylate}) .{0,12} {still} .{0,6} ({start|payable})`,
		`({agree}) .{0,6} ({noton|forbid|noright|not|notto|waive}) .{0,8} ({suit|rightobj|chase})`,
		`({regardless|unpaid|paylate|arrears}) .{0,16} ({still|must|agree}) .{0,5} {norefuse}`,
		`({sub|main}) .{0,8} ({regardless|unilateral}) .{0,3} ({forbid|not}) ~{0,3} {stop}`,
	), bars, payeeWaives, "03.interest-waived", "03.forced-noncash", "03.one-sided-liability", "03.back-to-back", "03.cash-deposit-only", "03.internal-process")}
}
