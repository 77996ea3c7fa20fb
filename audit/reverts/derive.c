/* SPDX-License-Identifier: MIT */
#include "audit/reverts/derive.h"

#include <string.h>

#include "audit/base/progress.h"
#include "audit/reverts/save.h"
#include "audit/reverts/settle.h"
#include "audit/reverts/states.h"

/* Changes with what is read, and with how it is compared. */
#define VERSION_OF_READING "reverts 3"

#define FORGET_WORDS \
	"DELETE FROM revert_words WHERE commit_id IN" \
	" (SELECT commit_id FROM commits WHERE repo_id = ?1)"

/* All that one run has in memory. */
struct derive {
	const struct stage_work *work;
	struct past history;
	struct resolver resolver;
	struct checker checker;
	struct settle settle;
	struct silent silent;
	int64_t upto_id;             /* of the last message that was read */
	struct db_stmt *put_words;   /* of a message that says something */
	struct revert_claims claims; /* of all messages: rows point in */
	struct state_rows states;
};

static void derive_release(struct derive *derive)
{
	db_stmt_free(derive->put_words);
	states_release(&derive->states);
	settle_release(&derive->settle);
	silent_release(&derive->silent);
	checker_release(&derive->checker);
	resolver_release(&derive->resolver);
	past_release(&derive->history);
	revert_claims_release(&derive->claims);
}

static int read_message(struct derive *derive, const struct db_stmt *stmt,
			struct err *err)
{
	const int64_t id = db_int(stmt, 0);
	uint32_t commit = past_find(&derive->history, id);
	size_t first = derive->claims.n;

	revert_read(&derive->claims, derive->history.commits[commit].subject,
		    db_text(stmt, 1));
	if (derive->claims.n == first)
		return 0;
	if (id > derive->upto_id) {
		db_bind_int(derive->put_words, 1, id);
		if (db_exec(derive->put_words, err) < 0)
			return -1;
	}
	if (!derive->history.commits[commit].is_reachable)
		return 0;
	return settle_claims(&derive->settle, commit,
			     &derive->claims.items[first],
			     derive->claims.n - first, err);
}

/* Those of later commits, and earlier ones that are known to say something. */
static int read_messages(struct derive *derive, struct err *err)
{
	const struct stage_work *work = derive->work;
	struct db_stmt *stmt = NULL;
	struct progress progress;
	int64_t n = 0;
	int more;

	if (db_prepare(work->db, "INSERT INTO revert_words VALUES (?1)",
		       &derive->put_words, err) < 0 ||
	    db_prepare(work->db,
		       "SELECT c.commit_id, c.message"
		       "  FROM revert_words AS w CROSS JOIN commits AS c"
		       "    ON c.commit_id = w.commit_id"
		       " WHERE +c.repo_id = ?1 AND w.commit_id <= ?2"
		       " UNION ALL"
		       " SELECT commit_id, message FROM commits"
		       "  WHERE +repo_id = ?1 AND commit_id > ?2"
		       " ORDER BY 1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, work->repo_id);
	db_bind_int(stmt, 2, derive->upto_id);
	progress_start(&progress, "Finding reverts", "commits",
		       (int64_t)derive->history.n, work->quiet);
	while ((more = db_step(stmt, err)) > 0) {
		if (read_message(derive, stmt, err) < 0) {
			more = -1;
			break;
		}
		progress_step(&progress, ++n);
	}
	progress_end(&progress, n);
	db_stmt_free(stmt);
	return more;
}

static int derive_rows(struct derive *derive, bool is_fresh, struct err *err)
{
	const struct stage_work *work = derive->work;

	if ((is_fresh && stage_run(work, FORGET_WORDS, err) < 0) ||
	    past_load(work->db, work->repo_id, &derive->history, err) < 0)
		return -1;
	resolver_init(&derive->resolver, &derive->history, work->repo);
	if (checker_init(&derive->checker, work, &derive->history, is_fresh,
			 err) < 0)
		return -1;
	settle_init(&derive->settle, &derive->history, &derive->resolver,
		    &derive->checker);
	if (read_messages(derive, err) < 0 ||
	    silent_load(&derive->silent, work->db, &derive->history, err) < 0 ||
	    settle_silent(&derive->settle, &derive->silent, err) < 0)
		return -1;
	revert_rows_mark_repeats(&derive->settle.reverts, &derive->history);
	states_derive(&derive->settle.reverts, &derive->history,
		      &derive->states);
	return 0;
}

/* Write what was derived, and the note that says from what. */
static int save(struct derive *derive, struct err *err)
{
	const struct stage_work *work = derive->work;
	char state[] = VERSION_OF_READING;
	struct stage_note note = { .state = state };

	if (checker_save(&derive->checker, work, err) < 0 ||
	    save_reverts(work, &derive->history, &derive->settle.reverts, err) <
		    0 ||
	    save_fixes(work, &derive->history, &derive->settle.fixes, err) <
		    0 ||
	    save_states(work, &derive->history, &derive->states, err) < 0 ||
	    stage_last_commit(work, &note.upto_id, err) < 0)
		return -1;
	return stage_write(work, "reverts", &note, err);
}

int reverts_derive(const struct stage_work *work, struct err *err)
{
	struct derive derive = { .work = work };
	struct stage_note note = { 0 };
	bool is_fresh;
	int ret = -1;

	if (stage_read(work, "reverts", &note, err) < 0)
		return -1;
	is_fresh = strcmp(note.state, VERSION_OF_READING) != 0;
	derive.upto_id = is_fresh ? 0 : note.upto_id;
	stage_note_release(&note);
	if (!is_fresh && !work->is_new && !work->is_recount)
		return 0;
	if (db_begin(work->db, err) == 0 &&
	    derive_rows(&derive, is_fresh, err) == 0 && save(&derive, err) == 0)
		ret = db_commit(work->db, err);
	derive_release(&derive);
	return ret;
}
