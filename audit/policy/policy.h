/* SPDX-License-Identifier: MIT */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H
/*
 * policy - what a policy file says: tiers of paths, approvals, exceptions,
 * bots, rules, and the eras in which rules are in force.
 *
 *   file ── policy_read ─▶ sections ── policy_resolve ─▶ struct policy
 *                                                        │        │
 *                                                  policy_say   judge
 *
 * A policy is read once and then only looked at.  Names refer to things by
 * their number: sets of tiers and approvals are bits of 64.
 */
#include <stdint.h>

#include "audit/base/arena.h"
#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "audit/git/oid.h"
#include "audit/policy/rule.h"
#include "audit/policy/section.h"

struct pattern;

/* Tiers, approvals: so many that a set of them is a uint64_t. */
enum { POLICY_SET_MAX = 64 };

/* Which of its days decides the era of a change. */
enum policy_date { POLICY_LANDED = 1, POLICY_COMMITTED, POLICY_AUTHORED };

/* [policy] */
struct policy_about {
	struct section_head head;
	const char *name;            /* NULL until policy_read gives it one */
	const char *source;          /* where the rules stand; NULL: not said */
	int date;                    /* enum policy_date */
	struct section_words ignore; /* patterns of generated files */
};

/* [tier "NAME"]: a risk class of paths. */
struct policy_tier {
	struct section_head head;
	struct section_words paths; /* .gitignore patterns, as written */
	struct pattern **patterns;  /* the same, compiled; owned */
	struct section_words kinds; /* of AI-used-for that speak of it */
	bool is_default;            /* takes what no other tier takes */
};

/* Who may approve. */
enum policy_by {
	POLICY_BY_ANYONE = 1,
	POLICY_BY_MAINTAINER,    /* of an area that is touched */
	POLICY_BY_ANY_MAINTAINER /* of any area */
};

/* Who may not, whatever else is said. */
enum policy_not_by { POLICY_NOT_AUTHOR = 1, POLICY_NOT_COMMITTER = 2 };

/* [approval "NAME"]: how somebody agrees to a change. */
struct policy_approval {
	struct section_head head;
	struct section_words keys;   /* of trailers, any of them */
	int by;                      /* enum policy_by; 0: people only */
	struct section_words people; /* e-mail addresses */
	unsigned not_by;             /* bits of enum policy_not_by */
};

/* [exception "NAME"]: what was granted once; all that is given must fit. */
struct policy_exception {
	struct section_head head;
	struct section_words paths;      /* every path must match one */
	struct pattern **patterns;       /* the same, compiled; owned */
	struct section_words tools;      /* every counted tool must be one */
	struct section_words people;     /* the author, by e-mail */
	struct section_words commits;    /* ids, seven digits or more */
	struct section_day since, until; /* landed on or after; before */
	const char *source;              /* NULL: not said */
};

/* [ai]: for the evidence, which reads it by itself; checked here. */
struct policy_ai {
	struct section_head head;
	struct section_words words[9]; /* by number of key */
};

/* [bot "NAME"]: an account that acts by itself, with leave to. */
struct policy_bot {
	struct section_head head;
	struct section_words emails;
};

/* [era "NAME"]: rules in force from a day to the next era. */
struct policy_era {
	struct section_head head;
	struct section_day since;
	const char *source;         /* NULL: not said */
	const char *from;           /* "path@rev" that brought it, or NULL */
	struct section_words names; /* of its rules */
	size_t *rules;              /* numbers of them, names.n_items; owned */
};

/* A whole policy; free with policy_free. */
struct policy {
	const char *path;       /* of the file, as given */
	struct buf text;        /* of the file */
	char hash[OID_HEX + 1]; /* id of the text as a blob of git */
	struct arena memory;    /* of all texts */
	struct policy_about about;
	struct policy_ai ai;
	struct policy_tier *tiers; /* in the order of the file */
	size_t n_tiers, n_tiers_alloc;
	struct policy_approval *approvals;
	size_t n_approvals, n_approvals_alloc;
	struct policy_exception *exceptions;
	size_t n_exceptions, n_exceptions_alloc;
	struct policy_bot *bots;
	size_t n_bots, n_bots_alloc;
	struct policy_rule *rules;
	size_t n_rules, n_rules_alloc;
	struct policy_era *eras; /* by day, after policy_resolve */
	size_t n_eras, n_eras_alloc;
};

/*
 * Read and check a file.  FAIL_USAGE with "FILE:LINE: what is wrong" for
 * all that the language does not know.
 */
int policy_read(const char *path, struct policy **policy_out, struct err *err);

/* The same from a text; name stands for the file in messages. */
int policy_read_text(const char *name, const char *text, size_t len,
		     struct policy **policy_out, struct err *err);
void policy_free(struct policy *policy);

/*
 * For policy_read: look names up, put eras in order, check what one line
 * cannot show.
 */
int policy_resolve(struct policy *policy, struct err *err);

/* The most days before a change that a rule of an era counts in; 0: none. */
int64_t policy_days_before(const struct policy *policy);

/* The era in force at a time, Unix seconds; NULL: before the first. */
const struct policy_era *policy_era_at(const struct policy *policy, int64_t at);

/* The whole policy in plain English, era by era, 78 columns wide. */
void policy_say(const struct policy *policy, struct buf *out);

#endif
