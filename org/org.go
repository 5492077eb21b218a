// Package org knows the parties of the regime: their credit codes, industries, size, and the places they are in.
// It computes what the standards say and answers "not known" where they do not; it never guesses.
package org
