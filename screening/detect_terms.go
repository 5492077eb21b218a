package screening

import "slices"

// depositTerms finds deposits that may be given in cash only.
func depositTerms(p one, ps many) []detector {
	return []detector{{rule: "03.cash-deposit-only", find: cashOnly(p), bars: cashBars(ps), judge: cashJudge}}
}

func cashOnly(p one) []probe {
	return slices.Concat(
		probes(p, High,
			`{deposit|retention} .{0,10} {only|must} ~{0,4} {only|yi|give|agree}? ~{0,4} ({cash|cashpay})`,
			`{only} ~{0,4} ({cash|cashpay}) .{0,10} {deposit|retention}`,
			`{deposit|retention} .{0,18} ({notaccept|noton|forbid|not|noright|nocalc}) ~{0,8} {guarantee|bond}`,
			`{guarantee} .{0,6} {deem} ~{0,1} ({not|unpaid}) .{0,5} {deposit}`,
			`({notaccept|noton|forbid|noright}) ~{0,6} {guarantee|bond} ~{0,6} {deposit|retention}`,
			`({notaccept|noton}) ~{0,6} {bond}`,
			`{bond|guarantee} .{0,12} {only} ~{0,4} {cash}`,
			`({notaccept}) ~{0,3} {guarantee} .{0,12} {deposit|retention}`,
			`({notaccept|noton|forbid}) ~{0,5} {guarantee} .{0,6} ({replace}|{give}) .{0,5} {deposit|retention}`,
			`{deposit|retention} .{0,16} {guarantee} .{0,8} ({notaccept|void})`,
		),
		probes(p, Medium,
			`{deposit|retention} .{0,10} {cash} ~{0,6} {give}`,
			`{give} ~{0,6} {cash} ~{0,4} {deposit}`,
			`{deposit|retention} .{0,3} {must} .{0,4} {cash}`,
			`{give} ~{0,3} {deposit} .{0,10} {cash}`,
			`{deposit} {comma} {cash}`,
			`{yi} ~{0,1} {cash} ~{0,3} {give} ~{0,4} {deposit|retention}`,
			`{give} .{0,6} {cash} ~{0,3} ({give}) .{0,6} {forbid|noright} .{0,6} {guarantee}`,
		))
}

// cashJudge lets go of a deposit for which a guarantee is also taken.
func cashJudge(s *sentence, _, _ int) bool {
	guarantee, refused := false, false
	for _, t := range s.toks {
		switch contractDict().names[t.class] {
		case "guarantee", "bond":
			guarantee = true
		case "notaccept", "noton", "forbid", "noright", "void", "not", "only", "nocalc", "deem":
			refused = true
		}
	}
	return !guarantee || refused
}

func cashBars(ps many) []pattern {
	return ps(
		`{forbid|noton|not} ~{0,4} ({only|force}|{claim}~{0,6}{cash|only})`,
		`{forbid|noton} ~{0,3} ({notaccept|refuse|defer})`,
		`{refuse} ~{0,5} {guarantee}`,
		`{cash|cashpay} .{0,10} {basic}`,
		`{consent}`,
		`{guarantee} .{0,6} {replace} ~{0,4} {cash}`,
		`({right}) {^notaccept|defer|forbid|noton}{0,6} {guarantee} .{0,3} ({replace|give|yi})`,
		`({cash|cashpay}) ~{0,5} {or} ~{0,5} {guarantee|bond}`,
		`({guarantee|bond}) ~{0,5} {or} ~{0,5} {cash|cashpay}`,
		`{forbid} .{0,2} {cash}`,
		`{cash|cashpay} ~{0,2} {give} ~{0,2} {deposit|retention} {comma} .{0,1} {must}`,
	)
}

// acceptanceTerms finds payment after an acceptance that nothing bounds.
func acceptanceTerms(p one, ps many) []detector {
	open := detector{rule: "03.open-ended-acceptance", find: slices.Concat(
		probes(p, High,
			`{accept|accday} .{0,10} {satisfy}`,
			`{satisfy} .{0,6} ({accday|accept})`,
			`{accday} .{0,4} {buyer|employer|owner} .{0,3} ({zhun|choose|satisfy})`,
			`({right|buyer|employer}) .{0,6} {accdelay}`,
			`{not} ~{0,2} {accday|accept} .{0,6} {sub} .{0,3} {forbid} ~{0,4} ({deem|claim})`,
			`{accday} .{0,8} {depend}`,
			`{buyer|employer|owner|third} ~{0,2} {pleased} ~{0,2} ({after|before}) .{0,6} {pay}`,
			`{pleased} ~{0,2} {after} .{0,4} {pay}`,
			`{accept|accday} .{0,5} {pleased}`,
			`{pleased} .{0,4} {accept|accday}`,
		)),
		bars: ps(
			`{forbid} ~{0,4} {satisfy}`, `{both} ~{0,4} {satisfy}`, `{satisfy} .{0,6} {days} ~{0,4} {accday|accept}`, `{sub} ~{0,3} {satisfy}`,
			`{accept|accday} .{0,3} {days}`, `{consent}`, `{accdelay} .{0,4} {days}`,
		),
		judge: func(s *sentence, from, to int) bool { return !later(contractDict(), s, to-1, "law") }}
	bare := detector{rule: "03.open-ended-acceptance", implicit: true, yieldsTo: []string{""}, find: probes(p, Medium,
		`{accept} {^comma|not|doc}{0,4} {after|must} .{0,10} {pay}`,
		`{accept} ~{0,4} {before} .{0,6} ({notbear|nocomp|noneed|not|unpaid|defer}) ~{0,3} ({pay}|{payduty})?`,
		`{not} ~{0,4} {before} .{0,2} {deem} .{0,3} {not} ~{0,2} {accept}`,
		`{accept} {comma} .{0,3} ({buyer|employer} .{0,5})? {pay}`,
		`{accept} {^comma|not}{0,1} {pay}`,
		`{yi|accord} ~{0,5} {accept} ~{0,4} ({premise|paycond|zhun})`,
		`{yi|accord} ~{0,4} {accept} ~{0,3} {pay|settle}`,
		`{wait} .{0,4} {accept} .{0,8} {pay}`,
		`({paycond}) .{0,4} {accept}`,
	),
		judge: func(s *sentence, from, to int) bool { return !s.have.has(years) && !bounded(s) },
		bars: ps(
			`{noton|forbid} ~{0,8} ({accept|accday})`,
			`{accept} ~{0,2} {not}`,
			`{deem} {^not}{0,5} {accept|accday}`,
			`{noeffect}`,
			`{sub} ~{0,4} {pay}`,
			`{wage}`,
		)}
	return []detector{open, bare}
}

// oneSided finds liability that falls on the payee alone.
func oneSided(p one, ps many) detector {
	return detector{rule: "03.one-sided-liability", yieldsTo: []string{"03.back-to-back", "03.internal-process", "03.interest-waived"}, find: slices.Concat(
		probes(p, High,
			`{buyer|employer} {^sub|both|forbid|noton}{0,6} ({delay|paylate|unpaid}) .{0,8} ({notbear|nocomp}~{0,4}{liab}|{nobreach|unrelated}|{noneed}~{0,4}{liab|bear}|{notbear|nocomp}$)`,
			`({terminate}) .{0,12} ({buyer|employer} .{0,3})? ({notbear|nocomp|unrelated}|{noneed}~{0,4}({liab|bear|pay}))`,
			`{terminate} .{0,10} {sub|main} .{0,4} ({noright|forbid|noton|waive}) .{0,6} ({liab|claim|suit|rightobj|weakright})`,
			`{buyer|employer} {^sub|both|forbid|noton}{0,10} ({notbear|nocomp}|{noneed}~{0,3}{bear}) ~{0,5} {liab}`,
			`{buyer|employer} {^sub|both|forbid|noton}{0,4} ({liab}) {^sub|both|forbid|noton}{0,4} ({notbear|nocomp})`,
			`{terminate} .{0,8} {sub|main} ~{0,3} ({liab|money}) ~{0,3} {bear}`,
			`{buyer|employer} ~{0,1} ({noton|notto}) .{0,6} {bear} ~{0,3} {liab}`,
			`{yi} {buyer|employer} ~{0,2} {interpret}`,
			`{terminate} .{0,10} {notto} ~{0,5} {liab}`,
			`({buyer|employer}) ~{0,2} {notto} ~{0,10} ({bear} ~{0,3})? {liab}`,
			`{liab} .{0,8} {buyer|employer} ~{0,2} {unrelated}`,
			`{buyer|employer} ~{0,2} {unrelated}`,
			`{interpret} .{0,5} {buyer|employer|owner}`,
			`{buyer|employer} .{0,6} {interpret}`,
			`{buyer|employer} {^sub|both|forbid|noton}{0,10} {nocomp}`,
			`{buyer|employer} {to} {sub|main} .{0,5} {nocomp}`,
			`{delay|paylate} .{0,10} {sub|main} .{0,5} ({forbid|noright|waive|noton}) ~{0,3} ({claim} ~{0,4})? {liab}`,
			`{cause} {buyer|employer} ~{0,8} {cause} .{0,8} ({sub|main}~{0,3}{bear}|{notbear|nocomp})`,
			`{buyer|employer} ~{0,2} {origin} .{0,10} ({notbear|nocomp|unrelated}|{sub|main}~{0,3}{bear})`,
			`{buyer|employer} ~{0,2} {origin} .{0,10} {sub|main} .{0,4} ({forbid|noright|noton|waive}) .{0,6} ({suit|claim|liab})`,
			`{cause}? .{0,6} {liab} .{0,3} {notbear|nocomp} .{0,6} {sub|main} .{0,3} {bear}`,
		),
		probes(p, Medium,
			`({buyer|employer}) .{0,4} {unilateral} ~{0,4} {terminate}`,
			`({buyer|employer|both}) ~{0,5} {liab} .{0,5} {cmp} .{0,4} ({percent|yuan})`,
			`({days}|{delay|paylate}) .{0,6} {percent} .{0,3} {weakint}`,
		)),
		judge: oneSidedJudge,
		bars: ps(
			`{forcemaj}`,
			`{cause} ~{0,1} {sub} {^buyer}{0,8} {cause|origin|delay|paylate|fault|unpaid|not}`,
			`{both} {^buyer|employer}{0,5} ({notbear|nocomp|unrelated})`,
			`{forbid|noton} ~{0,8} ({notbear|nocomp})`,
			`(^|{comma}|{^to}) {sub} {^buyer|employer}{0,2} ({notbear|nocomp})`,
			`{noeffect}`,
			`{nonwaive}`,
			`{buyer|employer} ~{0,1} {forbid} ~{0,2} {unilateral|terminate}`,
			`{loan}`,
			`{both} .{0,8} {percent}`,
		)}
}

// oneSidedJudge leaves out exemptions that rest on the payee's own fault or people, and harmless penalties.
func oneSidedJudge(s *sentence, from, to int) bool {
	d := contractDict()
	harsh, medium, late, fault, subFault, buyerCause := false, true, false, false, false, false
	for k, t := range s.toks {
		name := d.names[t.class]
		inside := k >= from && k < to
		switch name {
		case "nocomp", "notbear", "notto", "unrelated", "noneed", "noright", "nobreach", "interpret", "bear", "waive", "forbid", "noton":
			if inside {
				medium = false
			}
		case "percent":
			harsh = harsh || inside && t.value >= 5
		case "delay", "paylate", "unpaid":
			if nearest(d, s, k, 3, "buyer", "employer", "sub", "main") != "sub" {
				late = late || inside
			} else {
				subFault = true
			}
		case "not":
			subFault = subFault || nearest(d, s, k, 3, "buyer", "employer", "sub", "main") == "sub"
		case "fault", "staffs", "transfer", "goods":
			switch nearest(d, s, k, 4, "buyer", "employer", "sub", "main", "both") {
			case "buyer", "employer":
			case "sub", "main":
				subFault = true
				fault = true
			default:
				fault = fault || name != "goods"
			}
		case "cause", "origin":
			after := ""
			if k+1 < len(s.toks) {
				after = d.names[s.toks[k+1].class]
			}
			switch nearest(d, s, k, 2, "buyer", "employer", "sub", "main") {
			case "buyer", "employer":
				buyerCause = name == "origin" || buyerCause
			case "sub", "main":
				subFault = true
			}
			buyerCause = buyerCause || name == "cause" && (after == "buyer" || after == "employer")
			subFault = subFault || name == "cause" && (after == "sub" || after == "main")
		}
	}
	if start := d.names[s.toks[from].class]; nearest(d, s, from, 5, "sub", "main") != "" &&
		(start == "cause" || start == "buyer" && from > 0 && d.names[s.toks[from-1].class] == "cause") {
		return false // the payee is spared what the buyer caused
	}
	if medium { // a bare right to end the contract at will, a cap, or a penalty
		for _, t := range s.toks[from:to] {
			switch d.names[t.class] {
			case "terminate":
				return !subFault && !fault && !later(d, s, to-1, "bear", "liab") && unbounded(s)
			case "weakint":
				return harsh && nearest(d, s, from+1, 4, "buyer", "sub") != "buyer"
			case "cmp":
				return nearest(d, s, to, to-from, "both") == ""
			}
		}
	}
	return late && !fault || buyerCause || !subFault && !fault
}

// unbounded tells termination at will from a right that has grounds.
func unbounded(s *sentence) bool {
	for _, w := range [][]uint16{atAnyTime, atWill, noGrounds, noGrounds2} {
		for i := s.a; i+len(w) <= s.z; i++ {
			if starts(s.text[i:], w) {
				return true
			}
		}
	}
	return false
}

var (
	atAnyTime  = normal("随时")
	atWill     = normal("任意")
	noGrounds  = normal("无需理由")
	noGrounds2 = normal("无条件")
)

// rightsWaived has two halves: rights with a name, and claims in general, which a more exact rule may already cover.
func rightsWaived(p one, ps many) []detector {
	bars := ps(
		`{nonwaive}`,
		`{forbid|noton} ~{0,6} ({waive})`,
		`{not} {waive}`,
		`{unauth}`,
		`{transfer}`,
		`{both} .{0,4} ({waive|forbid|noton|not|noright})`,
		`{void}`,
		`{terminate} .{0,12} {noright|forbid}`,
		`{yesno} ~{0,2} {waive}`,
		`{superv} .{0,3} {forbid}`,
		`{third} .{0,3} {waive}`,
		`{both|consent} .{0,8} {suit}`,
	)
	named := detector{rule: "03.rights-waived", bars: bars, judge: waiverJudge, find: probes(p, High,
		`{waive} .{0,10} ({rightobj})`,
		`({rightobj|suit}) .{0,12} {waive}`,
		`({sub|main}) .{0,14} ({forbid|noton|not|waive|noright}) ~{0,10} {stop}`,
		`({forbid|noton|noright}) ~{0,10} ({unpaid|delay|paylate|cond|cause|excuse}) .{0,8} {stop}`,
		`({regardless}) .{0,14} ({forbid|noton}) ~{0,4} {stop}`,
		`({sub|main}) .{0,8} {norefuse}`,
		`({unpaid|paylate|delay}) .{0,8} {sub|main} ~{0,2} {still} .{0,8} ({start|payable})`,
		`({noton|notto|forbid|noright|not|waive}) {^superv}{0,10} ({rightobj})`,
	)}
	claims := detector{rule: "03.rights-waived", bars: bars, judge: payeeWaives, find: probes(p, High,
		`{waive} .{0,10} ({weakright|suit})`,
		`({claim}) .{0,12} {waive}`,
		`({noton|notto|forbid|noright}) {^superv}{0,10} ({suit})`,
		`{not} {^right|comma}{0,3} {suit}`,
		`{waive} ~{0,6} {money}`,
		`({sub|main}) .{0,6} ({noright|forbid|noton}) .{0,6} {claim} ~{0,5} ({liab|weakright})`,
	), yieldsTo: []string{"03.rights-waived", "03.interest-waived", "03.forced-noncash", "03.one-sided-liability", "03.back-to-back", "03.cash-deposit-only", "03.internal-process"}}
	return []detector{named, claims}
}

// waiverJudge wants the one who gives up to be the payee.
func waiverJudge(s *sentence, from, to int) bool {
	d := contractDict()
	for k := from; k < to; k++ {
		switch n := d.names[s.toks[k].class]; n {
		case "waive", "forbid", "noton", "notto", "noright", "not":
			who := nearest(d, s, k, 12, "sub", "main", "buyer", "employer", "both", "owner")
			if close := nearest(d, s, k, 2, "sub", "main", "buyer", "employer", "both"); close != "" {
				who = close
			}
			switch who {
			case "main":
				if s.have.has(d.byName["sub"]) && nearest(d, s, k, 2, "main") != "" {
					return false // over a subcontractor the contractor is the payer
				}
			case "buyer", "employer", "both":
				if nearest(d, s, k, 14, "sub", "main") == "" {
					return false
				}
				return nearest(d, s, k, 2, "buyer", "employer", "both") == ""
			}
			return true
		}
	}
	return true
}

// payeeWaives is waiverJudge for claims in general, which must name the payee.
func payeeWaives(s *sentence, from, to int) bool {
	return nearest(contractDict(), s, len(s.toks), len(s.toks), "sub", "main", "delay", "paylate", "not", "unpaid", "deem") != "" && waiverJudge(s, from, to)
}
