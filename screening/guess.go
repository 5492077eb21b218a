package screening

import "strings"

// marksOf are words that tell tenders from contracts, with their weight.
var marksOf = []struct {
	word   string
	weight int
}{
	{"招标", 2}, {"投标", 2}, {"评标", 3}, {"评审", 1}, {"得分", 2}, {"磋商", 2}, {"比选", 2}, {"采购文件", 3}, {"资格要求", 3}, {"响应文件", 3}, {"中标候选人", 3}, {"开标", 3},
	{"供应商资格", 3}, {"最高限价", 2}, {"满分", 2},
	{"甲方", -2}, {"乙方", -2}, {"发包人", -1}, {"承包人", -2}, {"分包人", -2}, {"买方", -2}, {"卖方", -2}, {"本合同", -3}, {"供方", -2}, {"需方", -2}, {"违约责任", -2}, {"双方", -1}, {"签订", -1},
	{"出租方", -2}, {"承租方", -2}, {"委托方", -2}, {"受托方", -2},
}

// guessFrom is how much of a document is looked at, in bytes.
const guessFrom = 200_000

// Guess tells whether a text reads like a contract or a tender; in doubt a contract.
func Guess(doc Document) Kind {
	text := doc.Text
	if len(text) > guessFrom {
		text = text[:guessFrom]
	}
	r := make([]rune, 0, len(text)/2)
	for _, c := range text {
		if c <= 0xffff && fold[c] != drop {
			r = append(r, rune(fold[c]))
		}
	}
	flat := string(r)
	sum := 0
	for _, m := range marksOf {
		sum += m.weight * min(strings.Count(flat, m.word), 20)
	}
	if sum > 0 {
		return Tender
	}
	return Contract
}
