package cli

import (
	"shukun/lang"
	"shukun/policy"
	"shukun/regulation"
)

// packs lists the packs and how each differs from this notice.
func (p *lawPage) packs() error {
	all, err := regulation.Packs()
	if err != nil {
		return err
	}
	for _, pack := range all {
		p.line("", p.paint.Bold(pack.Key)+"  "+p.word(pack.Title))
		for _, d := range pack.Differs {
			p.line("  ", p.word(d))
		}
	}
	return nil
}

// scenarios shows a rule's scenarios: the cases it is held to, with the reasons it must give.
func (p *lawPage) scenarios(r *policy.Rule) {
	all := regulation.ScenariosOf(r.Clause, r.ID)
	if len(all) == 0 {
		return
	}
	p.head(p.word(lang.Text{Zh: "情形", En: "Scenarios (in Chinese)"}))
	for _, s := range all {
		p.line("  ", s.AsOf+"  "+s.Name+"（"+s.Basis+"）")
		for _, f := range s.Findings {
			if f.Rule == r.ID && f.Reason != "" {
				p.line("      ", "→ "+f.Outcome+"："+f.Reason)
			}
		}
	}
}
