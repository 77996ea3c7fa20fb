/* SPDX-License-Identifier: MIT */
#ifndef RULES_GRAMMAR_H
#define RULES_GRAMMAR_H
/* grammar - what the value of a trailer looks like.  Pure functions. */
#include <stdbool.h>

#include "audit/policy/policy.h"

/* True if a value has the form that the rule asks for, or it asks for none. */
bool grammar_takes(const struct policy_rule *rule, const char *value);

/* Append the form: "a list of code, tests and docs". */
void grammar_say(const struct policy_rule *rule, struct buf *out);

#endif
