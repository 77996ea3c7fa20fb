/* SPDX-License-Identifier: MIT */
#ifndef FACTS_REPO_ROW_H
#define FACTS_REPO_ROW_H
/* repo_row - the row of a repository in repos, and those of its runs. */
#include "audit/base/buf.h"
#include "audit/db/db.h"

struct repository;

struct repo_row {
	int64_t repo_id;
	char *state; /* of the last complete run; owned */
};

void repo_row_release(struct repo_row *row);

/*
 * Find the row of a repository by its path, or by its name if one is given;
 * make it where there is none.  name NULL: the last folder of path, without
 * ".git".  FAIL_USAGE where the name belongs to another repository.
 */
int repo_row_find(struct db *db, const char *path, const char *name,
		  struct repo_row *row_out, struct err *err);

/* Set what the last complete run read; "" says that one is under way. */
int repo_row_set_state(struct db *db, int64_t repo_id, const char *state,
		       struct err *err);

/*
 * Keep where the repository was cloned from, as remote_clean leaves it: its
 * configuration may change without a commit.
 */
int repo_row_keep_remote(struct db *db, int64_t repo_id,
			 struct repository *repo, struct err *err);

/* Delete all that is known of a repository but its row and its runs. */
int repo_row_clear(struct db *db, int64_t repo_id, struct err *err);

/* Note that a run starts; its id goes to *run_id_out. */
int repo_row_start_run(struct db *db, int64_t repo_id, const char *options,
		       const char *tips, int64_t *run_id_out, struct err *err);

/* Note that the run has ended, having read n_new commits. */
int repo_row_end_run(struct db *db, int64_t run_id, int64_t n_new,
		     struct err *err);

#endif
