package org

import (
	"bytes"
	"fmt"
)

// Code is a unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, upper case.
// The zero Code means "no code"; codes compare with == and hold no pointer.
type Code [18]byte

// codeAlphabet has the characters of a credit code in the order of their values 0–30: no I, O, S, V, Z (GB 32100-2015).
const codeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// What codeClass says of a byte beside its value.
const (
	valueBits = 0x1f
	lowerCase = 0x20
	oddLetter = 0x40 // no value: I, O, S, V, Z
	noLetter  = 0x80 // no value: anything else
)

// codeClass gives for each byte its value 0–30 and the marks above.
var codeClass = func() (t [256]byte) {
	for i := range t {
		t[i] = noLetter
	}
	for _, c := range []byte("IOSVZ") {
		t[c] = oddLetter
	}
	for i, c := range []byte(codeAlphabet) {
		t[c] = byte(i)
	}
	for c := byte('A'); c <= 'Z'; c++ {
		t[c+'a'-'A'] = t[c] | lowerCase
	}
	return t
}()

// ParseCode reads a credit code and checks its check character (the weighted sum of the values, weights 3^i, is a multiple
// of 31: GB 32100-2015). It takes either case, with or without spaces around it. The code is usable if
// the verdict is (CodeOK, CodeWrongCheck, CodeOddLetter); otherwise it is the zero Code.
func ParseCode[T string | []byte](s T) (Code, Verdict) {
	if len(s) != len(Code{}) {
		return parseSpacedCode(string(s))
	}
	var c Code
	copy(c[:], s)
	var sum uint64
	last := codeClass[c[17]]
	seen := last
	for i := 16; i >= 0; i-- {
		v := codeClass[c[i]]
		seen |= v
		sum = sum*3 + uint64(v&valueBits) // the weight of the i-th character is 3^i
	}
	if seen&lowerCase != 0 {
		for i := range c {
			c[i] = upper(c[i])
		}
	}
	switch {
	case seen&noLetter != 0:
		return parseSpacedCode(string(s))
	case seen&oddLetter != 0:
		return c, CodeOddLetter
	case (sum+uint64(last&valueBits))%31 == 0:
		return c, CodeOK
	case c[15] == '0' && c[16] == '0' && c[17] == '0' && digits(c[:]):
		return Code{}, CodePrecisionLost
	}
	return c, CodeWrongCheck
}

// CheckCharacter gives the 18th character that belongs to the first 17 (GB 32100-2015); ok is false unless they are
// 17 upper-case characters of the code's alphabet.
func CheckCharacter(first17 string) (check byte, ok bool) {
	if len(first17) != len(Code{})-1 {
		return 0, false
	}
	var sum uint64
	for i := len(first17) - 1; i >= 0; i-- {
		v := codeClass[first17[i]]
		if v > valueBits {
			return 0, false
		}
		sum = sum*3 + uint64(v)
	}
	return codeAlphabet[(31-sum%31)%31], true
}

// MustCode is ParseCode for constants and tests; it panics unless the code is right to the check character.
func MustCode(s string) Code {
	c, v := ParseCode(s)
	if v != CodeOK {
		panic(fmt.Sprintf("org: credit code %q: %v", s, v))
	}
	return c
}

// IsZero reports whether c is no code.
func (c Code) IsZero() bool { return c == Code{} }

// String gives the 18 characters, or "" for no code.
func (c Code) String() string {
	if c.IsZero() {
		return ""
	}
	return string(c[:])
}

// Append appends String to b.
func (c Code) Append(b []byte) []byte {
	if c.IsZero() {
		return b
	}
	return append(b, c[:]...)
}

// Compare orders codes bytewise, no code first.
func (c Code) Compare(d Code) int { return bytes.Compare(c[:], d[:]) }

// MarshalText gives String.
func (c Code) MarshalText() ([]byte, error) { return c.Append(nil), nil }

// UnmarshalText reads any usable code, or nothing for no code; the error is a *problem.Error.
func (c *Code) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = Code{}
		return nil
	}
	v, verdict := ParseCode(b)
	if !verdict.Usable() {
		return verdict.Problem(string(b))
	}
	*c = v
	return nil
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - ('a' - 'A')
	}
	return c
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}
