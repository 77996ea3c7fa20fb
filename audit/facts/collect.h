/* SPDX-License-Identifier: MIT */
#ifndef FACTS_COLLECT_H
#define FACTS_COLLECT_H
/*
 * collect - the stage that reads a repository into the fact tables.
 *
 *   tips ─ walk ─▶ graph ─ number, land ─▶ feed of units ─ store ─▶ tables
 *
 * Only commits that the database does not have are read.  Each chunk is a
 * transaction; what is left open by a run that was cut off, the next one
 * does, and ends with the same rows.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/opt.h"
#include "audit/db/db.h"
#include "audit/git/oid.h"
#include "audit/git/repository.h"

/* What to read; texts belong to the caller. */
struct collect_config {
	const char *path;        /* a folder in the repository */
	struct repository *repo; /* it, where it is open; or NULL */
	const char *name;        /* for repos.name; NULL: from the folder */
	struct opt_texts revs;   /* none: HEAD */
	bool all;                /* all branches and tags too */
	const char *areas;       /* spec of policy/areas; "" is automatic */
	const char *const
		*owner_paths;    /* files to list versions of; NULL ends */
	const struct oid *edges; /* commits to stop before, as if they and all
				  * before them were known; of a range */
	size_t n_edges;
	int64_t max_blob; /* bytes; larger blobs are unknown; 0: the default */
	int n_workers;    /* 0: as many as processors */
	bool no_lines, rebuild, verify, quiet;
};

/* What was done; release with collect_result_release. */
struct collect_result {
	int64_t repo_id;
	int64_t n_new;      /* commits read */
	int64_t n_missing;  /* objects that could not be read, over all runs */
	int64_t n_boundary; /* commits where a shallow clone ends */
	int64_t n_filled;   /* commits whose lines were counted belatedly */
	bool is_unchanged;  /* nothing had to be done */
	bool is_resumed;    /* the run before did not get to its end */
	char *state;        /* for collect_complete; owned */
};

void collect_result_release(struct collect_result *result);

/*
 * Fail as collect_run would where there is no repository or no such revision,
 * before a database is made for it.
 */
int collect_check(const struct collect_config *config, struct err *err);

/*
 * Bring the facts of a repository up to date.  The repository counts as
 * unfinished until collect_complete.
 */
int collect_run(struct db *db, const struct collect_config *config,
		struct collect_result *result_out, struct err *err);

/* How many objects of a repository could not be read, over all runs. */
int collect_count_missing(struct db *db, int64_t repo_id, int64_t *n_out,
			  struct err *err);

/*
 * Say, in the caller's transaction, that all that follows from the facts is
 * done too: the next run with the same tips has nothing to do.
 */
int collect_complete(struct db *db, const struct collect_result *result,
		     struct err *err);

#endif
