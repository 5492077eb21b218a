package bench

import (
	"testing"

	"cel.dev/cel-go/cel"
	celtypes "cel.dev/cel-go/common/types"
	"cel.dev/cel-go/interpreter"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/hyperjumptech/grule-rule-engine/ast"
	"github.com/hyperjumptech/grule-rule-engine/builder"
	"github.com/hyperjumptech/grule-rule-engine/engine"
	"github.com/hyperjumptech/grule-rule-engine/pkg"
)

// celFact gives CEL a fact's fields without a map.
type celFact struct{ *fact }

func (c celFact) Parent() interpreter.Activation { return nil }

func (c celFact) ResolveName(name string) (any, bool) {
	switch name {
	case "covered":
		return celtypes.Bool(c.Covered), true
	case "large":
		return celtypes.Bool(c.Large), true
	case "amount":
		return celtypes.Int(c.Amount), true
	case "due":
		return celtypes.Int(c.Due), true
	case "paid":
		return celtypes.Int(c.Paid), true
	case "paid_on":
		return celtypes.Int(c.PaidOn), true
	case "disputed":
		return celtypes.Int(c.Disputed), true
	case "as_of":
		return celtypes.Int(c.AsOf), true
	}
	return nil, false
}

const (
	celPaid     = `(paid > 0 && paid_on <= as_of ? paid : 0)`
	celLate     = `(paid > 0 && paid_on <= as_of && paid_on > due ? paid_on - due : 0)`
	celOverdue  = `covered && as_of > due && amount - ` + celPaid + ` - disputed > 0 ? amount - ` + celPaid + ` - disputed : 0`
	celInterest = `covered && large && as_of > due ? (((amount - disputed) * ` + celLate + ` + (` + celOverdue + `) * (as_of - due - ` + celLate + `)) * 5 + 5000) / 10000 : 0`
)

// celRule gives the rule as two compiled CEL programs.
func celRule(b *testing.B) func(f *fact) (overdue, interest int64) {
	b.Helper()
	env, err := cel.NewEnv(cel.Variable("covered", cel.BoolType), cel.Variable("large", cel.BoolType), cel.Variable("amount", cel.IntType), cel.Variable("due", cel.IntType),
		cel.Variable("paid", cel.IntType), cel.Variable("paid_on", cel.IntType), cel.Variable("disputed", cel.IntType), cel.Variable("as_of", cel.IntType))
	if err != nil {
		b.Fatal(err)
	}
	compile := func(text string) cel.Program {
		parsed, issues := env.Compile(text)
		if issues.Err() != nil {
			b.Fatal(issues.Err())
		}
		p, err := env.Program(parsed, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	overdue, interest := compile(celOverdue), compile(celInterest)
	eval := func(p cel.Program, f *fact) int64 {
		v, _, err := p.Eval(celFact{f})
		if err != nil {
			b.Fatal(err)
		}
		return int64(v.(celtypes.Int))
	}
	return func(f *fact) (int64, int64) { return eval(overdue, f), eval(interest, f) }
}

const (
	exprPaid     = `(Paid > 0 && PaidOn <= AsOf ? Paid : 0)`
	exprLate     = `(Paid > 0 && PaidOn <= AsOf && PaidOn > Due ? PaidOn - Due : 0)`
	exprOverdue  = `(Covered && AsOf > Due && Amount - ` + exprPaid + ` - Disputed > 0 ? Amount - ` + exprPaid + ` - Disputed : 0)`
	exprInterest = `Covered && Large && AsOf > Due ? int((((Amount - Disputed) * ` + exprLate + ` + ` + exprOverdue + ` * (AsOf - Due - ` + exprLate + `)) * 5 + 5000) / 10000) : 0`
)

// exprRule gives the rule as two compiled expr programs on a reused machine. expr divides in floating point, which is
// exact enough here: the numbers stay below 2^53.
func exprRule(b *testing.B) func(f *fact) (overdue, interest int64) {
	b.Helper()
	compile := func(text string) *vm.Program {
		p, err := expr.Compile(text, expr.Env(&fact{}), expr.AsInt64())
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	overdue, interest := compile(exprOverdue), compile(exprInterest)
	machine := vm.VM{}
	eval := func(p *vm.Program, f *fact) int64 {
		v, err := machine.Run(p, f)
		if err != nil {
			b.Fatal(err)
		}
		return v.(int64)
	}
	return func(f *fact) (int64, int64) { return eval(overdue, f), eval(interest, f) }
}

const gruleText = `
rule OverduePaid "something was paid" salience 10 {
	when F.Covered && F.AsOf > F.Due && F.Paid > 0 && F.PaidOn <= F.AsOf
	then F.JudgePaid(); Complete();
}
rule OverdueUnpaid "nothing was paid" salience 5 {
	when F.Covered && F.AsOf > F.Due && (F.Paid == 0 || F.PaidOn > F.AsOf)
	then F.JudgeUnpaid(); Complete();
}`

// JudgePaid is the arithmetic of a rule whose condition grule found to hold.
func (f *fact) JudgePaid() { f.Overdue, f.Interest = byHand(f) }

// JudgeUnpaid is the same for a payable nothing was paid on.
func (f *fact) JudgeUnpaid() { f.Overdue, f.Interest = byHand(f) }

// gruleRule gives the rule's conditions to grule; the arithmetic of a row that meets one is plain Go, which is in grule's
// favour.
func gruleRule(b *testing.B) func(f *fact) (overdue, interest int64) {
	b.Helper()
	lib := ast.NewKnowledgeLibrary()
	if err := builder.NewRuleBuilder(lib).BuildRuleFromResource("bench", "1", pkg.NewBytesResource([]byte(gruleText))); err != nil {
		b.Fatal(err)
	}
	base, err := lib.NewKnowledgeBaseInstance("bench", "1")
	if err != nil {
		b.Fatal(err)
	}
	grule := &engine.GruleEngine{MaxCycle: 5}
	return func(f *fact) (int64, int64) {
		f.Overdue, f.Interest = 0, 0
		data := ast.NewDataContext()
		if err := data.Add("F", f); err != nil {
			b.Fatal(err)
		}
		if err := grule.Execute(data, base); err != nil {
			b.Fatal(err)
		}
		return f.Overdue, f.Interest
	}
}
