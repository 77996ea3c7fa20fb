/* SPDX-License-Identifier: MIT */
#ifndef POLICY_CHAR_CLASS_H
#define POLICY_CHAR_CLASS_H
/*
 * char_class - a set of bytes, as [a-z] in patterns says it.
 */
#include <stdbool.h>

#include "audit/policy/names.h"

/* An embedded value; { 0 } is the empty set. */
struct char_class {
	unsigned char bits[32]; /* byte b: bit b % 8 of bits[b / 8] */
};

/* What may stand between the brackets. */
enum char_class_syntax {
	CHAR_CLASS_GLOB, /* ! or ^ negates; \c is c */
	CHAR_CLASS_PERL, /* ^ negates; \s \d \w \t and \c */
};

/*
 * Read a class; text starts after its "[".  A "]" at the start is an
 * ordinary member; [:alpha:] and its kin are known.  Returns how many bytes
 * of text the class takes, its "]" counted; 0 if it has no end or names an
 * unknown class.
 */
size_t char_class_read(struct slice text, enum char_class_syntax syntax,
		       struct char_class *class_out);

/* True if c is in the set. */
bool char_class_has(const struct char_class *class, unsigned char c);

/*
 * Add what \s, \d or \w stands for, letter being s, d or w; false, with
 * nothing added, for any other letter.  ASCII only.
 */
bool char_class_add_escape(struct char_class *class, char letter);

#endif
