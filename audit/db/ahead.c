/* SPDX-License-Identifier: MIT */
#include "audit/db/ahead.h"

#include "audit/base/jobs.h"
#include "audit/db/handle.h"
#include "audit/db/shadow.h"

/* More would want more memory than they save time. */
enum { MOST_WORKERS = 4 };

/* Fewer questions take less time than their shadows. */
enum { WORTH_SHADOWS = 8 };

struct ahead {
	struct db *dbs[MOST_WORKERS]; /* one for each worker */
	int n_dbs;
	ahead_fn *fn;
	void *context;
};

/* In a WAL, others go on writing, and a new connection sees more. */
static bool is_shareable(struct db *db)
{
	struct err ignored = ERR_INIT;
	int64_t is_wal = 1;

	if (db_get_int(db,
		       "SELECT journal_mode = 'wal'"
		       "  FROM pragma_journal_mode",
		       1, &is_wal, &ignored) < 0)
		return false;
	return !is_wal;
}

static void open_more(struct ahead *ahead, struct answers *answers)
{
	const char *path = ahead->dbs[0]->path;
	int n = jobs_n_processors();
	struct err ignored = ERR_INIT;

	if (!is_shareable(ahead->dbs[0]))
		return;
	while (ahead->n_dbs < n && ahead->n_dbs < MOST_WORKERS) {
		struct db *db;

		if (db_open(path, DB_READ, &db, &ignored) < 0)
			return;
		answers_share(answers, db);
		db->alias = ahead->dbs[0]->alias; /* nobody is named, either */
		ahead->dbs[ahead->n_dbs++] = db;
	}
}

static void shadow(void *context, int worker, size_t first, size_t end)
{
	struct ahead *ahead = context;
	struct err ignored = ERR_INIT;

	(void)worker;
	for (; first < end; first++)
		shadow_views(ahead->dbs[first], &ignored);
}

static void ask(void *context, int worker, size_t first, size_t end)
{
	struct ahead *ahead = context;

	for (; first < end; first++)
		ahead->fn(ahead->context, ahead->dbs[worker], first);
}

void ahead_ask(struct db *db, struct answers *answers, size_t n, ahead_fn *fn,
	       void *context)
{
	struct ahead ahead = { { db }, 1, fn, context };
	struct jobs *jobs;

	open_more(&ahead, answers);
	jobs = jobs_new(ahead.n_dbs);
	if (jobs) {
		if (n >= WORTH_SHADOWS)
			jobs_run(jobs, (size_t)ahead.n_dbs, 1, shadow, &ahead);
		jobs_run(jobs, n, 1, ask, &ahead);
	}
	jobs_free(jobs);
	while (ahead.n_dbs > 1) {
		ahead.dbs[--ahead.n_dbs]->alias = NULL; /* db owns it */
		db_close(ahead.dbs[ahead.n_dbs]);
	}
}
