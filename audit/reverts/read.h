/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_READ_H
#define REVERTS_READ_H
/*
 * read - what a commit message says about taking other commits back.  Pure:
 * no repository, no database, time in proportion to the message.
 *
 * A claim is what stands there, not what is true: it names a commit by id,
 * by subject or by pull request, and others look that up.  Quotations, that
 * is lines that are indented, bulleted or cited, claim nothing.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/arena.h"

/* How it is said; revert_shape_name has the words. */
enum revert_shape {
	SHAPE_STANDARD,     /* "This reverts commit ID", as git writes it */
	SHAPE_REFERENCE,    /* the same, and a parenthesis after the id */
	SHAPE_MERGE,        /* ... ", reversing changes made to ID" */
	SHAPE_PLURAL,       /* "This reverts commits ID and ID" */
	SHAPE_SENTENCE,     /* an id after another form of the verb */
	SHAPE_SUBJECT,      /* Revert "subject" */
	SHAPE_SUBJECT_CUT,  /* the same, cut off by an ellipsis */
	SHAPE_SUBJECT_ID,   /* "Revert ID" as the subject */
	SHAPE_CONVENTIONAL, /* "revert: subject", "revert(scope): subject" */
	SHAPE_FREE,         /* "Revert subject", "Back out subject" */
	SHAPE_PULL_REQUEST, /* "Reverts #N", "Reverts owner/repo#N" */
	SHAPE_URL,          /* the address of a commit or pull request */
	SHAPE_REFS,         /* "Refs: ID" under such a subject */
	SHAPE_SVN,          /* "reverts r12345": no commit of git */
	SHAPE_CHANGE_ID,    /* "This reverts commit I..." of Gerrit: the same */
	SHAPE_SQUASH,       /* in the list of a squash merge: not of history */
	SHAPE_CONTENTS, /* said by the contents alone; no message is read so */
	SHAPE_FIXES,    /* "Fixes: ID": no revert, a relation of its own */
	N_SHAPES
};

/* What is claimed. */
enum revert_says { SAYS_REVERT, SAYS_REAPPLY, SAYS_PARTIAL };

/* How the target is named. */
enum revert_by {
	BY_ID,       /* hex digits, 7 to 40 */
	BY_SUBJECT,  /* its subject */
	BY_HEAD,     /* how its subject begins */
	BY_REVERTED, /* the subject of what it reverted, as in Reapply "..." */
	BY_PULL,     /* the number of a pull request */
	BY_NOTHING,  /* what git does not know */
};

/* One claim; texts lie in the list's memory and end with a NUL. */
struct revert_claim {
	enum revert_shape shape;
	enum revert_says says;
	enum revert_by by;
	const char *name; /* of the target: digits, subject, ... */
	const char *kept; /* id of the side that a merge kept; NULL: unsaid */
	unsigned line;    /* of the message, from 1 */
	const char *text; /* that line, without the blanks at its end */
	bool is_fallback; /* holds only if no other claim leads anywhere */
	bool is_weak;     /* nothing unless it leads to a commit */
	bool must_agree;  /* leads only where the contents agree */
};

/* The claims of one message, in their order; all zero is an empty list. */
struct revert_claims {
	struct revert_claim *items;
	size_t n, n_alloc;
	struct arena texts;
};

void revert_claims_release(struct revert_claims *claims);

/*
 * Append what a message claims, each name once.  subject: its first
 * paragraph on one line.  Both are UTF-8.
 */
void revert_read(struct revert_claims *claims, const char *subject,
		 const char *message);

/* The word of the database: "standard", "subject-cut", ... */
const char *revert_shape_name(enum revert_shape shape);
/* "revert", "reapply" or "partial". */
const char *revert_says_name(enum revert_says says);
/* "id", "subject", "head", "reverted", "pull" or "nothing". */
const char *revert_by_name(enum revert_by by);

#endif
