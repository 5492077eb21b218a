package screening

import "slices"

// moneyTerms finds forced audit, waived interest, forced non-cash payment, and the buyer's own procedures.
func moneyTerms(p one, ps many) []detector {
	return []detector{auditBasis(p, ps), forcedNonCash(p, ps), interestWaived(p, ps), internalProcess(p, ps)}
}

func auditBasis(p one, ps many) detector {
	return detector{rule: "03.audit-basis", find: slices.Concat(
		probes(p, High,
			`{yi} ~{0,8} {audit} ~{0,8} {zhun|premise|paycond|price}`,
			`{audit} ~{0,6} {zhun}`,
			`{zhun|price|paycond} .{0,2} {audit}`,
			`{audit} ~{0,4} {as} ~{0,3} {price|zhun|accord}`,
			`{wait|before} .{0,5} {audit} ~{0,5} {after|days|years|before} .{0,12} {pay|settle|refund}`,
			`{audit} {^doc}{0,5} {after|days|years|before} .{0,12} {pay|settle|unpaid|defer}`,
			`{accord|depend|yi} ~{0,5} {audit} .{0,10} {pay|settle|price|refund|adjust}`,
			`{price|money|settle} .{0,6} ({must|cmp}) .{0,6} {audit}`,
			`{audit} ~{0,3} {not} .{0,8} ({defer|unpaid|noneed})`,
			`({pay|settle|payhow}) ~{0,2} {before} .{0,3} {must} .{0,2} {audit}`,
			`{price|settle} .{0,6} {audit} .{0,8} {pay|price|settle|zhun}`,
			`{audit} .{0,8} {refund}`,
			`{not} ~{0,2} {audit} .{0,6} ({defer|unpaid}|({not|forbid|noneed}).{0,5}{pay|settle})`,
		),
		probes(p, Medium,
			`{audit} .{0,5} {agree} .{0,6} {pay|settle|price}`,
			`{money|price|pay} .{0,8} {audit} ~{0,4} {zhun|after}`,
		)),
		bars: ps(
			`{noneed} ~{0,8} {audit}`,
			`{noton} ~{0,8} {audit} ~{0,8} ({zhun|price|premise|paycond|excuse|pay|as})`,
			`{forbid} ~{0,10} {audit} ~{0,10} ({zhun|price|excuse|premise|paycond|pay})`,
			`{forbid} ~{0,4} {force}`,
			`{audit} .{0,10} {noeffect}`,
			`{auditor2}`,
			`{yi} ~{0,1} {both} .{0,6} {zhun}`,
			`{jointly} .{0,6} {audit}`, `{audit} .{0,5} {jointly} .{0,5} {zhun|price}`,
			`{audit} ~{0,4} {notbear|nocomp|noneed}`,
			`{not|noneed} {accord|yi} ~{0,4} {audit}`,
		)}
}

func interestWaived(p one, ps many) detector {
	return detector{rule: "03.interest-waived", yieldsTo: []string{"03.forced-noncash"}, find: slices.Concat(
		probes(p, High,
			`({delay|paylate|arrears|unpaid}|{not}~{0,3}{pay|money|deadline}|{deadline}~{0,2}{pay}) .{0,14} {nointerest}`,
			`{nointerest} .{0,8} ({delay|paylate|arrears})`,
			`{regardless} .{0,8} {pay|payhow} .{0,5} {nointerest}`,
			`({waive|noright|forbid|notbear|nocomp|noneed|nocalc|unpaid|not|notto|noton}) {^right}{0,9} {interest}`,
			`({delay|paylate|arrears|unpaid|defer}|{not}~{0,3}{pay|deadline}|{deadline}~{0,2}{pay}) .{0,12} ({waive|noright|forbid|notbear|nocomp|noneed|nocalc|unpaid|not|notto|noton|defer}) {^right}{0,9} {weakint}`,
			`({waive|noright|forbid|noneed|nocalc|noton|not|notto|notbear|nocomp}) {^right}{0,8} {delay|paylate} ~{0,5} {weakint}`,
			`({waive|noright|forbid|noneed|nocalc|noton|not|notto}) ~{0,5} {delay|paylate} ~{0,6} {claim|pay} ~{0,4} {weakint}`,
			`{interest|weakint} ~{0,3} {sub|main} ~{0,3} {bear}`,
			`{delay|paylate} .{0,8} {sub|main} .{0,4} {bear} ~{0,5} {interest|weakint}`,
			`{sub|main} ~{0,4} {bear} ~{0,5} {delay|paylate} ~{0,4} {interest|weakint}`,
			`{interest|weakint} ~{0,4} {waive|notbear|nocomp|nocalc}`,
			`{audit|approve|inproc|settle|accept} .{0,6} {forbid|noright|noton|waive} ~{0,6} {interest|weakint}`,
			`{noton|notto} ~{0,8} {delay|paylate|unpaid} .{0,4} {claim} ~{0,3} ({pay}~{0,2})? {interest|weakint}`,
		)),
		bars: ps(
			`{forbid|noton} ~{0,5} {notbear|nocomp|waive}`,
			`{not} {waive}`,
			`{forbid|noton} ~{0,5} {nocalc}`,
			`{sub} ~{0,3} {delay|paylate} ~{0,2} {start|payable|give|accept|doc}`,
			`{cause} ~{0,1} {sub} {^buyer}{0,8} {cause|origin|delay|paylate|unpaid|pay}`,
			`{sub} ~{0,5} ({not|unpaid}) ~{0,6} {invoice}`,
			`{noeffect} ~{0,4} {pay}`,
			`{forcemaj}`,
			`{accord} ~{0,3} {percent} ~{0,2} {pay}`,
			`{both} ~{0,2} ({forbid|noton})`,
			`{nonwaive}`,
			`{buyer|employer} ~{0,2} {must} .{0,3} {bear|pay} ~{0,4} {interest|weakint}`,
			`{waive|not} ~{0,3} {forbid|noton}`,
			`{deposit|retention} .{0,10} {nointerest}`,
			`{loan}`, `{early}`, `{sub} {^buyer}{0,3} {fault}`, `{sub} ~{0,2} {delay} ~{0,1} {invoice}`, `{void}`, `{nointerest} .{0,10} {deposit}`, `{buyer|employer} ~{0,1} {waive} ~{0,1} {sub}`,
			`{noton} ~{0,4} {cause|excuse} ~{0,3} {waive|notbear|nocomp|defer}`,
		)}
}

func forcedNonCash(p one, ps many) detector {
	return detector{rule: "03.forced-noncash", find: slices.Concat(
		probes(p, High,
			`{noncash|inkind} .{0,14} {refuse}`,
			`{refuse} .{0,12} {noncash|inkind}`,
			`{must} .{0,8} {agree} .{0,8} {noncash|inkind}`,
			`{buyer|employer|main} .{0,3} {choose|right|satisfy} .{0,8} {noncash|inkind}`,
			`({paycond|payhow}) .{0,4} ({buyer|employer|main} .{0,3})? {choose|satisfy} .{0,12} {noncash|inkind}`,
			`({buyer|employer|main}) .{0,4} {choose|satisfy} ~{0,3} ({paycond|payhow})`,
			`({paycond|payhow}) .{0,5} {buyer|employer} ~{0,2} {choose|satisfy} .{0,5} {refuse|agree}`,
			`{only} ~{0,8} {noncash} .{0,6} {pay|settle}`,
			`{only} ~{0,4} {yi} ~{0,6} {noncash}`,
			`{pay|money|payhow} .{0,5} {only} ~{0,4} {noncash}`,
			`{noncash|inkind} .{0,10} {cost} .{0,6} {sub|main} .{0,4} {bear}`,
			`{noncash|inkind} .{0,10} {sub|main} .{0,5} {bear} ~{0,5} {cost}`,
			`{cost} .{0,6} {sub|main} .{0,4} {bear}`,
			`{noncash} .{0,10} {sub|main} .{0,3} ({forbid|noright}) ~{0,3} {claim} ~{0,3} {cost}`,
			`{agree} .{0,8} {noncash} .{0,6} {bear} .{0,6} ({money|cost|liab})`,
			`{noncash} .{0,6} {choose|satisfy}`,
			`{noncash} ~{0,6} {only} ~{0,3} ({payhow|pay})`,
			`{must} .{0,8} {noncash} .{0,8} ({defer|unpaid})`,
			`{noncash|inkind} .{0,12} {cost} .{0,4} {buyer|employer} ~{0,3} {notbear|nocomp|noneed}`,
			`{sub|main} .{0,4} ({defer|notaccept|refuse|claim}) ~{0,3} {noncash|inkind} .{0,8} ({waive}|{buyer|employer}.{0,3}{defer|noneed})`,
			`{noncash|inkind} .{0,6} {deem} .{0,3} {pay}`,
			`{noncash} .{0,14} {forbid|noright} ~{0,2} {claim} ~{0,5} {cash|cashpay}`,
			`{sub|main} .{0,3} ({forbid|noright} ~{0,4} {claim}|{refuse}) ~{0,3} ({pay}~{0,2})? {cash|cashpay}`,
		),
		probes(p, Medium,
			`({money|pay|retention}) .{0,8} {inkind}`,
			`{inkind} ~{0,2} {money}`,
			`{asset} ~{0,3} {pay} .{0,8} ({refuse}|{must}~{0,3}{agree})`,
			`{noncash|inkind} .{0,8} {sub|main} .{0,3} {forbid|noright} ~{0,4} {rightobj|weakright}`,
			`({days|years}) ~{0,5} {noncash} .{0,6} {pay}`,
			`{yi} ~{0,2} ({days|years}) ~{0,3} {noncash}`,
			`{noncash} .{0,5} ({days|years}) .{0,6} {pay}`,
			`({pay}) ~{0,6} ({days|years}) ~{0,4} {noncash}`,
			`{noncash} .{0,3} {pay} .{0,4} ({days|years})`,
		)),
		judge: longBillOrForced,
		bars: ps(
			`{forbid|not|noton} ~{0,5} {force}`,
			`{forbid} ~{0,5} {claim} ~{0,4} {sub|main} ~{0,4} {agree|refuse}`,
			`{consent}`,
			`{buyer|employer} .{0,3} {forbid|noton} ~{0,8} {noncash}`,
			`{sub|main} ~{0,2} {right} ~{0,6} ({defer|notaccept|choose|claim})`,
			`{sub} ~{0,1} {choose}`,
			`{noncash} .{0,10} {cost} .{0,5} {buyer|employer} .{0,3} {bear}`,
			`{not|noton|forbid} ~{0,3} {noncash|inkind}`,
			`{staffs}`, `{sub|main} ~{0,1} {mayrefuse}`,
		)}
}

// longBillOrForced keeps a bill's tenor out unless it is beyond six months (notice clause 4), or the wording forces it.
func longBillOrForced(s *sentence, from, to int) bool {
	d := contractDict()
	forced := false
	for _, t := range s.toks[from:to] {
		switch d.names[t.class] {
		case "satisfy", "refuse", "deem", "asset", "defer", "claim", "chase", "agree", "choose", "right", "only", "cost", "waive", "forbid", "noright", "inkind", "notaccept":
			forced = true
		}
	}
	if forced {
		return true
	}
	for _, t := range s.toks[from:to] {
		if t.class == days && t.value > 184 || t.class == years && t.value >= 0.6 {
			return true
		}
	}
	return false
}

func internalProcess(p one, ps many) detector {
	return detector{rule: "03.internal-process", find: slices.Concat(
		probes(p, High,
			`{inproc|plan} {^comma|sub|both}{0,6} {after|before|must} .{0,8} {pay|settle|payhow}`,
			`{wait} .{0,4} ({inproc|plan|leader}) .{0,10} {pay|settle}`,
			`({buyer|employer|dept|group|inner|main}) ~{0,5} {approve} ~{0,3} ({after|must}) .{0,3} {pay|refund}`,
			`{dept|group|inner} ~{0,3} ({approve|agree}) .{0,5} {pay}`,
			`{yi|accord|depend} .{0,8} {plan|inproc} ~{0,5} ({zhun|pay|depend|settle|premise|paycond})`,
			`{yi|accord|depend} .{0,8} {plan|inproc} .{0,6} {pay|zhun}`,
			`({pay|money|payhow}) .{0,8} {yi|accord|depend} .{0,6} {plan}`,
			`({pay|money|payhow}) .{0,8} {yi|accord|depend} .{0,6} {inproc} ~{0,4} {zhun|after|must}`,
			`{inproc|leader|plan} .{0,14} ({nobreach|notbear|nocomp}|{defer})`,
			`({pay|money|payhow|claim}) .{0,8} ({buyer|employer|group|dept|inner}) ~{0,4} {inproc} .{0,8} ({approve|after|pay})`,
			`({pay|money|payhow}) .{0,8} {dept|group} ~{0,4} ({approve|inproc})`,
			`{pay} ~{0,2} {must} ~{0,4} {dept|group} ~{0,5} {doc|approve|inproc}`,
			`{leader} .{0,10} ({pay|payhow}) .{0,5} ({defer|after})`,
			`{leader} .{0,4} {delay|paylate|unpaid|cause} .{0,12} ({forgive|waive|nobreach})`,
			`{leader} .{0,6} {before} .{0,6} ({unpaid|defer}|{not}~{0,2}{pay})`,
			`({inner|leader}) ~{0,3} {cause|origin} .{0,8} {delay|paylate|unpaid} .{0,10} ({waive|nobreach|notbear|nocomp|agree|forgive}|{forbid|noright}~{0,3}{claim|suit})`,
			`{accord|yi} ~{0,4} {inproc} ~{0,6} {after} .{0,4} {pay}`,
			`({pay|payhow}) .{0,10} {yi} ~{0,4} {approve} ~{0,4} {zhun}`,
			`{plan} ~{0,2} ({cond|premise}) .{0,4} {pay}`,
			`{inproc|approve} .{0,6} {exclude} .{0,6} {payhow}`,
			`{payhow} .{0,4} {exclude} .{0,5} {inproc|approve}`,
			`{plan} .{0,5} ({adjust|defer|delay|paylate|choose|satisfy}) .{0,3} ({payhow|pay})`,
		),
		probes(p, Medium,
			`({pay|money|payhow}) .{0,6} {must} .{0,4} {inproc}`,
			`{inproc} {^comma|sub|both|days}{0,3} {pay}`,
			`{plan} {^comma|sub|both}{0,3} {pay}`,
		)),
		judge: func(s *sentence, from, to int) bool {
			// The payee's own procedures do not hold up the buyer's payment.
			d := contractDict()
			for k := from; k < to; k++ {
				if n := d.names[s.toks[k].class]; n == "inproc" || n == "plan" || n == "leader" {
					return nearest(d, s, k, 3, "sub", "buyer", "employer", "both", "group", "dept") != "both"
				}
			}
			return true
		},
		bars: ps(
			`{noton|forbid} ~{0,10} ({inproc|leader|plan|approve})`,
			`{inproc|approve|plan} .{0,6} {noeffect}`,
			`({inproc|approve|plan|leader}) .{0,12} ({noton|forbid}) ~{0,4} {excuse}`,
			`{noeffect} ~{0,6} {inproc|plan}`,
			`{both} ~{0,5} ({inproc|approve})`,
			`{days} ~{0,6} ({inproc|approve}) .{0,5} {pay}`,
			`{sub} ~{0,2} {inner} ~{0,2} ({inproc|approve})`,
			`{regardless}`,
			`{ensure}`,
			`{fiscal|owner|third} ~{0,3} ({inproc|approve})`,
			`{superv} ~{0,4} {approve}`,
		)}
}
