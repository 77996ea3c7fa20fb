/* SPDX-License-Identifier: MIT */
#ifndef POLICY_PERL_REGEX_H
#define POLICY_PERL_REGEX_H
/*
 * perl_regex - the Perl regular expressions that stand in MAINTAINERS,
 * tried on paths by way of the C library's extended ones.
 *
 * Known: . [] () (?:) | * + ? {m,n} ^ $ \s \S \d \D \w \W \b and \c.  Not
 * known, and so refused: look-around, back references, modes, several
 * {m,n} (whose product the C library would expand in memory).
 */
#include <stdbool.h>

#include "audit/policy/names.h"

enum perl_regex_flags {
	PERL_REGEX_EXTENDED = 1, /* as with /x: blanks and # comments out */
	PERL_REGEX_ANCHORED = 2, /* as with ^ before it */
};

/* A longer expression is refused. */
enum { PERL_REGEX_MAX = 512 };

struct perl_regex;

/* Compile; NULL for what is invalid or not known. */
struct perl_regex *perl_regex_new(struct slice text, int flags);
void perl_regex_free(struct perl_regex *regex);

/* True if the expression takes any part of text. */
bool perl_regex_match(const struct perl_regex *regex, struct slice text);

#endif
