/* SPDX-License-Identifier: MIT */
#ifndef POLICY_CHANGE_H
#define POLICY_CHANGE_H
/*
 * change - what the tables say of one change, as rules look at it.  Texts
 * live until the next change is read.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/policy/people.h"
#include "audit/policy/policy.h"

/* A row of trailers. */
struct change_trailer {
	int64_t line;      /* of the message, from 1 */
	const char *place; /* block, paragraph, body, squash */
	const char *key, *value;
	bool is_ai; /* some evidence stands on the same line */
};

/* A row of evidence. */
struct change_evidence {
	unsigned class; /* one bit, by rule_classes */
	unsigned role;  /* one bit, by rule_roles; 0: none is stated */
	int64_t line;   /* of the message; 0: not in it */
	const char *tool, *place, *text;
};

/* A kind of content that a declaration names. */
struct change_kind {
	const char *kind;        /* code, tests, docs, research, ... */
	const char *explanation; /* in its parentheses; NULL: none */
};

/* What a change does to the paths of a tier. */
struct change_lines {
	int64_t n_paths, added, deleted;
	bool is_counted; /* the lines of some path are known */
};

/* One change; arrays and texts belong to who read it. */
struct change {
	int64_t commit_id, landing_id, landed_at;
	int64_t at; /* the time that decides the era */
	const char *oid, *subject;
	const char *message; /* NULL where no rule looks at it */
	struct person author, committer;
	bool is_ai;         /* AI-assisted, by the view ai_commits */
	bool is_annotated;  /* because a person said so */
	bool is_automation; /* by a known bot that is not AI */
	struct change_trailer *trailers;
	size_t n_trailers, n_trailers_alloc;
	struct change_evidence *evidence;
	size_t n_evidence, n_evidence_alloc;
	struct change_kind *kinds;
	size_t n_kinds, n_kinds_alloc;
	uint64_t tiers; /* bits of those that it touches */
	struct change_lines lines[POLICY_SET_MAX]; /* of these */
};

#endif
