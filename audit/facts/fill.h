/* SPDX-License-Identifier: MIT */
#ifndef FACTS_FILL_H
#define FACTS_FILL_H
/* fill - line counts that earlier runs left out (--no-lines). */
#include "audit/db/db.h"
#include "audit/facts/store.h"
#include "audit/git/repository.h"

/* Where; all belongs to the caller. */
struct fill_config {
	struct db *db;
	int64_t repo_id;
	struct repository *repo;
	struct store *store;
	int n_workers; /* at least 1 */
};

/*
 * Count the lines of every change marked 'uncounted', in the caller's
 * transaction; *n_commits_out commits had any.
 */
int fill_line_counts(const struct fill_config *config, int64_t *n_commits_out,
		     struct err *err);

#endif
