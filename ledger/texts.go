package ledger

// Text is the words of a contract or tender: a line feed ends a line, a form feed a page.
type Text struct {
	Body  string
	Paged bool // its pages are those of the file
}

// texts are the words behind text_file by row. Reading files is not this package's business: the caller hands them in.
type texts struct {
	contracts, tenders map[int]Text
}

// SetContractText keeps the words of contract i. It is called before any rule reads the book.
func (b *Book) SetContractText(i int, t Text) { keepText(&b.texts.contracts, i, t) }

// SetTenderText keeps the words of the file of tender i. It is called before any rule reads the book.
func (b *Book) SetTenderText(i int, t Text) { keepText(&b.texts.tenders, i, t) }

func keepText(to *map[int]Text, i int, t Text) {
	if *to == nil {
		*to = map[int]Text{}
	}
	(*to)[i] = t
}

// ContractText gives the words of contract i; known is false if it names no file or its file was not read.
func (b *Book) ContractText(i int) (t Text, known bool) { t, known = b.texts.contracts[i]; return }

// TenderText gives the words of the file of tender i; known is false if it names none or its file was not read.
func (b *Book) TenderText(i int) (t Text, known bool) { t, known = b.texts.tenders[i]; return }
