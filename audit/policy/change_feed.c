/* SPDX-License-Identifier: MIT */
#include "audit/policy/change_feed.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/*
 *   commits   ── 7 ────── 9 ── 10 ──     the feed goes from commit to commit,
 *   trailers  ── 7 7 7 ── 9 ───────     and takes from each other table the
 *   evidence  ─────────── 9 9 ─────     rows that stand at the same one
 */
enum side { TRAILERS, EVIDENCE, KINDS, TIERS, AUTOMATION, N_SIDES };

struct change_feed {
	const struct policy_work *work;
	struct db_stmt *commits;
	struct {
		struct db_stmt *rows;
		bool has_row; /* a row stands there, of at_id */
		int64_t at_id;
	} sides[N_SIDES];
	int64_t *ai; /* AI-assisted commits, ascending */
	bool *is_annotated;
	size_t n_ai, n_ai_alloc, n_annotated_alloc, next_ai;
	struct arena memory; /* of the change's texts */
	struct change change;
};

/* ?1 is the repository, ?2 the commit after which it begins. */
static const char commits_sql[] =
	"SELECT c.commit_id, c.landing_id, c.landed_at,"
	"       CASE ?4 WHEN 1 THEN c.landed_at WHEN 2 THEN c.committed_at"
	"               ELSE c.authored_at END,"
	"       c.oid, c.subject, CASE WHEN ?3 THEN c.message END,"
	"       a.person_id, a.name, a.email, m.person_id, m.name, m.email"
	"  FROM commits AS c"
	"  JOIN identities AS ai ON ai.identity_id = c.author_id"
	"  JOIN people AS a ON a.person_id = ai.person_id"
	"  JOIN identities AS ci ON ci.identity_id = c.committer_id"
	"  JOIN people AS m ON m.person_id = ci.person_id"
	" WHERE +c.repo_id = ?1 AND c.commit_id > ?2 AND c.reachable = 1"
	"   AND c.n_parents < 2 AND c.landed_at IS NOT NULL"
	" ORDER BY c.commit_id";

/* ?1 is the commit after which it begins, ?2 the policy. */
static const char *const side_sql[N_SIDES] = {
	[TRAILERS] = "SELECT commit_id, line, place, key, value FROM trailers"
		     " WHERE commit_id > ?1 ORDER BY commit_id, position",
	/* a person's no takes it all back */
	[EVIDENCE] = "SELECT commit_id, class, role, line, tool, place, text"
		     "  FROM evidence"
		     " WHERE commit_id > ?1 AND commit_id NOT IN"
		     " (SELECT m.commit_id FROM annotations AS a"
		     "    JOIN commits AS m ON m.repo_id = a.repo_id"
		     "     AND m.oid = a.oid"
		     "   WHERE a.verdict = 'no')"
		     " ORDER BY commit_id, position",
	[KINDS] = "SELECT commit_id, kind, explanation FROM declared_kinds"
		  " WHERE commit_id > ?1 ORDER BY commit_id, position, nth",
	[TIERS] = "SELECT commit_id, tier, n_paths, lines_added, lines_deleted"
		  "  FROM commit_tiers"
		  " WHERE policy_id = ?2 AND commit_id > ?1"
		  " ORDER BY commit_id, tier",
	[AUTOMATION] = "SELECT commit_id FROM automation"
		       " WHERE commit_id > ?1 ORDER BY commit_id",
};

static const char *keep(struct change_feed *feed, const struct db_stmt *rows,
			int n)
{
	const char *text = db_text(rows, n);

	return arena_copy(&feed->memory, text, strlen(text));
}

/* A word's bit among words that end with NULL; 0: it is none of them. */
static unsigned bit_of(const char *const *words, const char *word)
{
	for (unsigned i = 0; words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return 1U << i;
	return 0;
}

static void take_trailer(struct change_feed *feed, const struct db_stmt *rows)
{
	struct change *change = &feed->change;

	change->trailers =
		xgrow(change->trailers, change->n_trailers,
		      &change->n_trailers_alloc, sizeof(*change->trailers));
	change->trailers[change->n_trailers++] = (struct change_trailer){
		.line = db_int(rows, 1),
		.place = keep(feed, rows, 2),
		.key = keep(feed, rows, 3),
		.value = keep(feed, rows, 4),
	};
}

static void take_evidence(struct change_feed *feed, const struct db_stmt *rows)
{
	struct change *change = &feed->change;

	change->evidence =
		xgrow(change->evidence, change->n_evidence,
		      &change->n_evidence_alloc, sizeof(*change->evidence));
	change->evidence[change->n_evidence++] = (struct change_evidence){
		.class = bit_of(rule_classes, db_text(rows, 1)),
		.role = bit_of(rule_roles, db_text(rows, 2)),
		.line = db_int(rows, 3),
		.tool = keep(feed, rows, 4),
		.place = keep(feed, rows, 5),
		.text = keep(feed, rows, 6),
	};
}

static void take_kind(struct change_feed *feed, const struct db_stmt *rows)
{
	struct change *change = &feed->change;

	change->kinds = xgrow(change->kinds, change->n_kinds,
			      &change->n_kinds_alloc, sizeof(*change->kinds));
	change->kinds[change->n_kinds++] = (struct change_kind){
		.kind = keep(feed, rows, 1),
		.explanation = db_is_null(rows, 2) ? NULL : keep(feed, rows, 2),
	};
}

static void take_tier(struct change_feed *feed, const struct db_stmt *rows)
{
	const int64_t tier = db_int(rows, 1);

	feed->change.tiers |= UINT64_C(1) << tier;
	feed->change.lines[tier] = (struct change_lines){
		.n_paths = db_int(rows, 2),
		.added = db_int(rows, 3),
		.deleted = db_int(rows, 4),
		.is_counted = !db_is_null(rows, 3),
	};
}

static void take_automation(struct change_feed *feed,
			    const struct db_stmt *rows)
{
	(void)rows;
	feed->change.is_automation = true;
}

static void (*const take[N_SIDES])(struct change_feed *feed,
				   const struct db_stmt *rows) = {
	[TRAILERS] = take_trailer,
	[EVIDENCE] = take_evidence,
	[KINDS] = take_kind,
	[TIERS] = take_tier,
	[AUTOMATION] = take_automation,
};

static int step(struct change_feed *feed, int side, struct err *err)
{
	const int more = db_step(feed->sides[side].rows, err);

	feed->sides[side].has_row = more > 0;
	if (more > 0)
		feed->sides[side].at_id = db_int(feed->sides[side].rows, 0);
	return more < 0 ? -1 : 0;
}

/* Take the rows of the change's commit from a table. */
static int join(struct change_feed *feed, int side, struct err *err)
{
	const int64_t id = feed->change.commit_id;

	while (feed->sides[side].has_row && feed->sides[side].at_id <= id) {
		if (feed->sides[side].at_id == id)
			take[side](feed, feed->sides[side].rows);
		if (step(feed, side, err) < 0)
			return -1;
	}
	return 0;
}

static struct person take_person(struct change_feed *feed, int n)
{
	return (struct person){ db_int(feed->commits, n),
				keep(feed, feed->commits, n + 1),
				keep(feed, feed->commits, n + 2) };
}

static void take_commit(struct change_feed *feed)
{
	const struct db_stmt *rows = feed->commits;
	struct change *change = &feed->change;

	arena_release(&feed->memory);
	change->n_trailers = change->n_evidence = change->n_kinds = 0;
	change->tiers = 0;
	change->is_automation = false;
	change->commit_id = db_int(rows, 0);
	change->landing_id = db_int(rows, 1);
	change->landed_at = db_int(rows, 2);
	change->at = db_is_null(rows, 3) ? change->landed_at : db_int(rows, 3);
	change->oid = keep(feed, rows, 4);
	change->subject = keep(feed, rows, 5);
	change->message = db_is_null(rows, 6) ? NULL : keep(feed, rows, 6);
	change->author = take_person(feed, 7);
	change->committer = take_person(feed, 10);
}

static void take_ai(struct change_feed *feed)
{
	struct change *change = &feed->change;

	while (feed->next_ai < feed->n_ai &&
	       feed->ai[feed->next_ai] < change->commit_id)
		feed->next_ai++;
	change->is_ai = feed->next_ai < feed->n_ai &&
			feed->ai[feed->next_ai] == change->commit_id;
	change->is_annotated =
		change->is_ai && feed->is_annotated[feed->next_ai];
	for (size_t i = 0; i < change->n_trailers; i++)
		for (size_t k = 0; k < change->n_evidence; k++)
			if (change->evidence[k].line ==
			    change->trailers[i].line)
				change->trailers[i].is_ai = true;
}

int change_feed_next(struct change_feed *feed, const struct change **change_out,
		     struct err *err)
{
	const int more = db_step(feed->commits, err);

	if (more <= 0)
		return more;
	take_commit(feed);
	for (int side = 0; side < N_SIDES; side++)
		if (join(feed, side, err) < 0)
			return -1;
	take_ai(feed);
	*change_out = &feed->change;
	return 1;
}

static int read_ai(struct change_feed *feed, struct err *err)
{
	struct db_stmt *rows = NULL;
	int more;

	if (db_prepare(feed->work->work->db,
		       "SELECT commit_id, by_annotation FROM ai_commits"
		       " WHERE repo_id = ?1 ORDER BY commit_id",
		       &rows, err) < 0)
		return -1;
	db_bind_int(rows, 1, feed->work->work->repo_id);
	while ((more = db_step(rows, err)) > 0) {
		feed->ai = xgrow(feed->ai, feed->n_ai, &feed->n_ai_alloc,
				 sizeof(*feed->ai));
		feed->is_annotated = xgrow(feed->is_annotated, feed->n_ai,
					   &feed->n_annotated_alloc,
					   sizeof(*feed->is_annotated));
		feed->is_annotated[feed->n_ai] = db_int(rows, 1) != 0;
		feed->ai[feed->n_ai++] = db_int(rows, 0);
	}
	db_stmt_free(rows);
	return more;
}

/* True if a rule looks at messages: they are most of the bytes. */
static bool needs_message(const struct policy *policy)
{
	for (size_t i = 0; i < policy->n_rules; i++)
		if (policy->rules[i].in ||
		    policy->rules[i].place & RULE_PLACE_LAST)
			return true;
	return false;
}

static int open_side(struct change_feed *feed, int side, int64_t after_id,
		     struct err *err)
{
	struct db_stmt **rows = &feed->sides[side].rows;

	if (db_prepare(feed->work->work->db, side_sql[side], rows, err) < 0)
		return -1;
	db_bind_int(*rows, 1, after_id);
	if (db_n_params(*rows) > 1)
		db_bind_int(*rows, 2, feed->work->policy_id);
	return step(feed, side, err);
}

static int open_all(struct change_feed *feed, int64_t after_id, struct err *err)
{
	const struct policy *policy = feed->work->policy;

	if (db_prepare(feed->work->work->db, commits_sql, &feed->commits, err) <
	    0)
		return -1;
	db_bind_int(feed->commits, 1, feed->work->work->repo_id);
	db_bind_int(feed->commits, 2, after_id);
	db_bind_int(feed->commits, 3, needs_message(policy));
	db_bind_int(feed->commits, 4, policy->about.date);
	for (int side = 0; side < N_SIDES; side++)
		if (open_side(feed, side, after_id, err) < 0)
			return -1;
	return read_ai(feed, err);
}

int change_feed_open(const struct policy_work *work, int64_t after_id,
		     struct change_feed **feed_out, struct err *err)
{
	struct change_feed *feed = xcalloc(1, sizeof(*feed));

	feed->work = work;
	if (open_all(feed, after_id, err) < 0) {
		change_feed_close(feed);
		return -1;
	}
	*feed_out = feed;
	return 0;
}

void change_feed_close(struct change_feed *feed)
{
	if (!feed)
		return;
	for (int side = 0; side < N_SIDES; side++)
		db_stmt_free(feed->sides[side].rows);
	db_stmt_free(feed->commits);
	arena_release(&feed->memory);
	free(feed->change.trailers);
	free(feed->change.evidence);
	free(feed->change.kinds);
	free(feed->is_annotated);
	free(feed->ai);
	free(feed);
}

const int64_t *change_feed_ai(const struct change_feed *feed, size_t *n_out)
{
	*n_out = feed->n_ai;
	return feed->ai;
}
