/* SPDX-License-Identifier: MIT */
#ifndef FACTS_TIPS_H
#define FACTS_TIPS_H
/* tips - which commits an audit starts from, and what else it depends on. */
#include <stdbool.h>

#include "audit/base/buf.h"
#include "audit/base/opt.h"
#include "audit/git/mailmap.h"
#include "audit/git/repository.h"

struct tips {
	struct ref *items; /* the first is that of the mainline; owned */
	size_t n_items, n_alloc;
	struct oid *shallow; /* sorted boundary of a shallow clone; owned */
	size_t n_shallow;
	struct mailmap *mailmap; /* owned */
	struct oid *lost;        /* mailmaps that cannot be read; owned */
	size_t n_lost, n_lost_alloc;
	struct ref *unread; /* branches, tags that cannot be read; owned */
	size_t n_unread, n_unread_alloc;
	struct ref *notes; /* of refs/notes/, the unreadable too; owned */
	size_t n_notes;
	struct buf state; /* all that facts depend on, as lines of text */
};

/*
 * Resolve the revisions (none: HEAD) and, with all, branches, remote
 * branches and tags; read .mailmap of the first tip, mailmap.blob and
 * mailmap.file as git does.  FAIL_WORLD where a revision is unknown or
 * nothing is there.
 */
int tips_read(struct repository *repo, const struct opt_texts *revs, bool all,
	      struct tips *tips_out, struct err *err);
/* Fail as tips_read would. */
int tips_check(struct repository *repo, const struct opt_texts *revs, bool all,
	       struct err *err);
void tips_release(struct tips *tips);

/*
 * Whether two states have the same lines that start with key: "shallow " for
 * the boundary of a shallow clone, "notes " for the refs of notes.  False
 * for "", the state of a run that is under way.
 */
bool tips_same_state(const char *a, const char *b, const char *key);

/* One "name oid" line each, for the runs table. */
void tips_describe(const struct tips *tips, struct buf *out);

#endif
