/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_RESOLVE_H
#define REVERTS_RESOLVE_H
/*
 * resolve - from the name of a commit in a message to the commit.
 *
 * Only what the tips reach is a target, and only what was there before the
 * commit that names it.  Nothing is guessed: where several commits fit, the
 * caller gets them all and the answer "ambiguous".
 */
#include "audit/base/bytemap.h"
#include "audit/git/repository.h"
#include "audit/reverts/past.h"
#include "audit/reverts/read.h"

enum revert_resolution {
	RESOLVED,
	NOT_HERE,  /* no commit known here has that name */
	AMBIGUOUS, /* several older ones have it */
	OTHER_REF, /* a commit that is here, but that no tip reaches */
	NOT_A_SHA, /* names nothing of git: an svn revision, a Change-Id */
	SQUASHED,  /* in the list of a squash merge: was never looked up */
};

/* "resolved", "not-here", ... */
const char *revert_resolution_name(enum revert_resolution resolution);

enum { FOUND_MAX = 8 };

/* Where a name leads. */
struct revert_found {
	enum revert_resolution resolution;
	uint32_t commits[FOUND_MAX]; /* n_commits, the youngest first */
	size_t n_commits;            /* 1: resolved; more: ambiguous; 0: else */
};

/* Commits by what names them; all zero before resolver_init. */
struct resolver {
	struct past *history;
	struct repository *repo;
	uint32_t *by_oid;     /* commits in the order of their ids */
	uint32_t *by_subject; /* in the order of their subjects; or NULL */
	struct bytemap subjects, short_subjects, pulls;  /* to commit + 1 */
	uint32_t *next_subject, *next_short, *next_pull; /* commit + 1 */
};

/* Index a history; both outlive the resolver. */
void resolver_init(struct resolver *resolver, struct past *history,
		   struct repository *repo);
void resolver_release(struct resolver *resolver);

/* Look up what a claim in the message of a commit names. */
void resolver_find(struct resolver *resolver, uint32_t commit,
		   const struct revert_claim *claim,
		   struct revert_found *found_out);

#endif
