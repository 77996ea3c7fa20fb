/* SPDX-License-Identifier: MIT */
#ifndef POLICY_RULE_H
#define POLICY_RULE_H
/*
 * rule - a rule of a policy, with all that any kind of rule may be told.
 *
 * A kind is a file in rules/ and a row of the table in rules/kinds.c, which
 * names the keys that it takes; rule_keys says how each is read.
 */
#include "audit/policy/section.h"

struct rule_kind;

/* Which changes a rule is about. */
enum rule_applies { RULE_AI = 1, RULE_HUMAN, RULE_ALL };

/* How bad a failure is. */
enum rule_severity { RULE_ERROR = 1, RULE_WARNING, RULE_NOTE };

/* What lifts a rule: bits. */
enum rule_unless { RULE_UNLESS_EXCEPTION = 1, RULE_UNLESS_APPROVAL = 2 };

/* Whose values of a trailer count. */
enum rule_value { RULE_VALUE_ANY = 1, RULE_VALUE_AI };

/* Which changes need a trailer. */
enum rule_when {
	RULE_WHEN_AI = 1,
	RULE_WHEN_HUMAN,
	RULE_WHEN_ALWAYS,
	RULE_WHEN_PRESENT
};

/* What a value looks like. */
enum rule_grammar {
	RULE_GRAMMAR_LIST = 1,    /* words, each perhaps with (text) */
	RULE_GRAMMAR_AGENT_MODEL, /* AGENT:MODEL [TOOL...] */
	RULE_GRAMMAR_TEXT,        /* anything but nothing */
	RULE_GRAMMAR_PATTERN      /* a regular expression */
};

/* Where a trailer must stand: bits. */
enum rule_place {
	RULE_PLACE_BLOCK = 1,
	RULE_PLACE_BEFORE = 2,
	RULE_PLACE_AFTER = 4,
	RULE_PLACE_LAST = 8
};

/* Whose sign-off there must be: bits. */
enum rule_match { RULE_MATCH_AUTHOR = 1, RULE_MATCH_COMMITTER_LAST = 2 };

/* Which lines are counted, and of what. */
enum rule_mode {
	RULE_ADDED = 1,
	RULE_DELETED,
	RULE_SUM,
	RULE_MORE /* of the two, the one that is more */
};
enum rule_per { RULE_PER_CHANGE = 1, RULE_PER_LANDING };

/* What a rate is taken over. */
enum rule_over { RULE_OVER_PROJECT = 1, RULE_OVER_AREA, RULE_OVER_PERSON };

/* Where a text is looked for. */
enum rule_in { RULE_IN_MESSAGE = 1, RULE_IN_SUBJECT, RULE_IN_BODY };

/*
 * [rule "NAME"]; what was not given is 0 or NULL, unless the kind has a
 * default for it.
 */
struct policy_rule {
	struct section_head head;
	const char *kind_name;
	const struct rule_kind *kind;
	bool is_used; /* some era names it */
	int applies_to, severity;
	struct section_words except_people; /* authors, by e-mail */
	const char *message;                /* what to tell who breaks it */
	const char *source;
	struct section_words tier_names, except_tier_names, with_tier_names;
	uint64_t tiers, except_tiers, with_tiers; /* bits by number */
	struct section_words approval_names;
	uint64_t approvals; /* bits by number */
	unsigned unless, classes, place, match, roles;
	struct section_words keys, with_keys; /* of trailers */
	int value, when, grammar, mode, per, over, in;
	struct section_words words; /* of a list grammar */
	struct section_regex pattern, subject;
	int64_t at_least, at_most, max, days, max_share, max_count;
	int64_t min_changes;
	const char *anchor;                /* key that before, after mean */
	struct section_words exempt_words; /* in a kind's parentheses */
	struct section_words texts;        /* words to look for, or to quote */
};

/* The keys of [rule]. */
extern const struct section_key rule_keys[];

/* The words of classes, roles, severities and of whom a rule applies to, by bit or number. */
extern const char *const rule_classes[], *const rule_roles[];
extern const char *const rule_severities[], *const rule_applies_words[];

/* Bits of the classes that count as AI-assisted. */
enum { RULE_COUNTED_CLASSES = 31 };

/*
 * Find the kind, check that it takes the keys which were given and got what
 * it needs, and fill its defaults in.
 */
int rule_resolve(const char *path, struct policy_rule *rule, struct err *err);

#endif
