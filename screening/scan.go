package screening

import (
	"sort"
	"strings"
)

// class is the kind of a word; class 0 is "nothing known". Classes are numbered in the order the lexicon names them.
type class = uint8

// The classes the scanner itself gives; the lexicon's follow.
const (
	none    class = iota
	gap           // some characters of no known word
	comma         // ， or ：
	opens         // （ or an opening quote
	closes        // ） or a closing quote
	days          // a length in days, weeks or months
	years         // a length in years
	yuan          // an amount of money
	percent       // a share
	persons       // a number of people
	points        // marks in a scoring table
	area          // square metres
	age           // years of age
	height        // centimetres
	count         // a number of things
	number        // a bare number
	date          // a calendar date
	ref           // 第三条, 第2款
	dist
	title // 《…》, a quoted title
	firstWord
)

var scannerClasses = []string{"none", "gap", "comma", "opens", "closes", "days", "years", "yuan", "percent", "persons",
	"points", "area", "age", "height", "count", "number", "date", "ref", "dist", "title"}

// dictionary is a trie over normal characters.
type dictionary struct {
	names    []string         // by class
	byName   map[string]class //
	root     [1 << 16]uint16  // node after one character
	edges    []edge           // of all nodes, grouped
	from     []uint32         // first edge of a node
	class    []class          // of the word that ends at a node
	patterns []pattern        // over these words, as they are compiled
}

type edge struct {
	char uint16
	node uint16
}

type buildNode struct {
	next  map[uint16]*buildNode
	class class
}

// newDictionary builds the trie; of two classes that claim a word, the first keeps it.
func newDictionary(lists ...[]entry) *dictionary {
	d := &dictionary{byName: map[string]class{}}
	for _, n := range scannerClasses {
		d.name(n)
	}
	top := &buildNode{next: map[uint16]*buildNode{}}
	for _, list := range lists {
		for _, e := range list {
			c := d.name(e.class)
			for w := range strings.FieldsSeq(e.words) {
				top.add(w, c)
			}
		}
	}
	d.lay(top)
	return d
}

func (d *dictionary) name(n string) class {
	c, ok := d.byName[n]
	if !ok {
		c = class(len(d.names))
		d.names = append(d.names, n)
		d.byName[n] = c
	}
	return c
}

func (b *buildNode) add(word string, c class) {
	at := b
	for _, r := range word {
		k := fold[r]
		if k == drop {
			continue
		}
		next := at.next[k]
		if next == nil {
			next = &buildNode{next: map[uint16]*buildNode{}}
			at.next[k] = next
		}
		at = next
	}
	if at.class == none {
		at.class = c
	}
}

// lay writes the trie into arrays, breadth first.
func (d *dictionary) lay(top *buildNode) {
	queue := []*buildNode{top}
	d.class = []class{none}
	for i := 0; i < len(queue); i++ {
		d.from = append(d.from, uint32(len(d.edges)))
		chars := make([]uint16, 0, len(queue[i].next))
		for k := range queue[i].next {
			chars = append(chars, k)
		}
		sort.Slice(chars, func(a, b int) bool { return chars[a] < chars[b] })
		for _, k := range chars {
			n := uint16(len(queue))
			child := queue[i].next[k]
			queue = append(queue, child)
			d.class = append(d.class, child.class)
			d.edges = append(d.edges, edge{k, n})
			if i == 0 {
				d.root[k] = n
			}
		}
	}
	d.from = append(d.from, uint32(len(d.edges)))
}

// longest gives the class and length of the longest word at the start of text, or none.
func (d *dictionary) longest(text []uint16) (c class, n int) {
	node := d.root[text[0]]
	if node == 0 {
		return none, 0
	}
	if d.class[node] != none {
		c, n = d.class[node], 1
	}
	for i := 1; i < len(text); i++ {
		next := follow(d.edges[d.from[node]:d.from[node+1]], text[i])
		if next == 0 {
			break
		}
		node = next
		if d.class[node] != none {
			c, n = d.class[node], i+1
		}
	}
	return c, n
}

// follow gives the node a character leads to, 0 if it leads nowhere; edges are sorted by character.
func follow(edges []edge, c uint16) uint16 {
	for len(edges) > 8 {
		if half := len(edges) / 2; edges[half].char <= c {
			edges = edges[half:]
		} else {
			edges = edges[:half]
		}
	}
	for i := range edges {
		if edges[i].char == c {
			return edges[i].node
		}
	}
	return 0
}
