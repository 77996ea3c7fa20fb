/* SPDX-License-Identifier: MIT */
#ifndef GIT_STAGED_H
#define GIT_STAGED_H
/*
 * staged - the commit that git commit is about to make: the index, HEAD and,
 * during a merge, MERGE_HEAD; the message in a file; the identities and dates
 * that git would use.
 *
 * Its objects are in memory only, in this handle and those that
 * repository_reopen makes of it; nothing is written into the repository.
 */
#include "audit/git/repository.h"

/*
 * Make the commit.  The message is cleaned as git cleans it, by commit.cleanup
 * and GIT_EDITOR, which is ":" where git runs a hook without an editor: then
 * comments and what follows a scissors line stay.  Honoured are
 * GIT_INDEX_FILE, core.commentChar, GIT_AUTHOR_* and GIT_COMMITTER_*, then
 * author.*, committer.* and user.*, EMAIL; a date that is not "SECONDS ZONE"
 * is now.  FAIL_WORLD: an index with conflicts, an object that is not here,
 * no identity.
 */
int staged_commit(struct repository *repo, const struct buf *message,
		  struct oid *oid_out, struct err *err);

#endif
