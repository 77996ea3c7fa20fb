/* SPDX-License-Identifier: MIT */
#include "audit/policy/facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/policy/landed.h"
#include "audit/policy/owners_at.h"

enum { NAMES_MAX = 3 };

struct facts {
	struct db *db;
	int64_t repo_id, policy_id;
	int64_t known_since;
	const int64_t *ai; /* ids of AI-assisted commits, ascending */
	size_t n_ai;
	struct db_stmt *paths, *landing; /* NULL: not asked for yet */
	struct people *people;
	struct owners_at *owners;
	struct landed *landed;
};

struct facts *facts_new(struct db *db, int64_t repo_id, int64_t policy_id,
			int64_t known_since)
{
	struct facts *facts = xcalloc(1, sizeof(*facts));

	facts->db = db;
	facts->repo_id = repo_id;
	facts->policy_id = policy_id;
	facts->known_since = known_since;
	return facts;
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	landed_free(facts->landed);
	owners_at_free(facts->owners);
	people_free(facts->people);
	db_stmt_free(facts->landing);
	db_stmt_free(facts->paths);
	free(facts);
}

void facts_set_ai(struct facts *facts, const int64_t *ids, size_t n)
{
	facts->ai = ids;
	facts->n_ai = n;
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;

	return (one > other) - (one < other);
}

static bool is_ai(const struct facts *facts, int64_t commit_id)
{
	return facts->n_ai && bsearch(&commit_id, facts->ai, facts->n_ai,
				      sizeof(*facts->ai), compare_ids);
}

int facts_people(struct facts *facts, struct people **people_out,
		 struct err *err)
{
	if (!facts->people &&
	    people_read(facts->db, facts->repo_id, &facts->people, err) < 0)
		return -1;
	*people_out = facts->people;
	return 0;
}

/* The paths of a change: path, raw, tier, added, deleted. */
static int ask_paths(struct facts *facts, const struct change *change,
		     struct err *err)
{
	if (!facts->paths &&
	    db_prepare(facts->db,
		       "SELECT p.path, p.raw, t.tier,"
		       "       ch.lines_added, ch.lines_deleted"
		       "  FROM changes AS ch"
		       "  JOIN paths AS p ON p.path_id = ch.path_id"
		       "  JOIN path_tiers AS t ON t.policy_id = ?1"
		       "   AND t.path_id = ch.path_id"
		       " WHERE ch.commit_id = ?2"
		       " ORDER BY p.path",
		       &facts->paths, err) < 0)
		return -1;
	db_reset(facts->paths);
	db_bind_int(facts->paths, 1, facts->policy_id);
	db_bind_int(facts->paths, 2, change->commit_id);
	return 0;
}

static bool is_in(const struct db_stmt *rows, uint64_t tiers)
{
	return tiers >> db_int(rows, 2) & 1;
}

static void name_path(const struct db_stmt *rows, struct buf *out)
{
	buf_add_str(out, db_text(rows, 0));
	if (!db_is_null(rows, 3))
		buf_addf(out, " (+%" PRId64 " -%" PRId64 ")", db_int(rows, 3),
			 db_int(rows, 4));
}

int facts_name_paths(struct facts *facts, const struct change *change,
		     uint64_t tiers, struct buf *out, struct err *err)
{
	int n = 0, more;

	if (ask_paths(facts, change, err) < 0)
		return -1;
	while ((more = db_step(facts->paths, err)) > 0) {
		if (!is_in(facts->paths, tiers) || n++ >= NAMES_MAX)
			continue;
		buf_add_str(out, n > 1 ? ", " : "");
		name_path(facts->paths, out);
	}
	if (n > NAMES_MAX)
		buf_addf(out, " and %d more", n - NAMES_MAX);
	return more;
}

int facts_each_path(struct facts *facts, const struct change *change,
		    uint64_t tiers,
		    void (*visit)(void *context, struct slice path),
		    void *context, struct err *err)
{
	int more;

	if (ask_paths(facts, change, err) < 0)
		return -1;
	while ((more = db_step(facts->paths, err)) > 0) {
		struct slice path;

		path.at =
			db_blob(facts->paths,
				db_is_null(facts->paths, 1) ? 0 : 1, &path.len);
		if (path.at && is_in(facts->paths, tiers))
			visit(context, path);
	}
	return more;
}

/* Areas of paths, as they are found. */
struct area_search {
	struct owners_at *owners;
	bool *is_touched; /* by number of area */
};

static void find_areas(void *context, struct slice path)
{
	struct area_search *search = context;
	const size_t *areas;
	const size_t n = owners_at_areas(search->owners, path, &areas);

	for (size_t i = 0; i < n; i++)
		search->is_touched[areas[i]] = true;
}

/* Append a name, three at most. */
static void name_area(const struct owners_at *owners, size_t area, int n,
		      struct buf *out)
{
	if (n <= NAMES_MAX)
		buf_addf(out, "%s'%s'", n > 1 ? ", " : "",
			 owners_at_name(owners, area));
}

/*
 * Say which touched areas the person keeps; if none, which others, and what
 * was wanted.
 */
static void name_areas(const struct area_search *search,
		       const struct person *person, struct facts_areas *areas)
{
	const size_t n_areas = owners_at_count(search->owners);
	int n_own = 0, n_wanted = 0;

	for (size_t i = 0; i < n_areas; i++) {
		if (!search->is_touched[i])
			continue;
		name_area(search->owners, i, ++n_wanted, &areas->wanted);
		if (owners_at_is_kept(search->owners, i, person))
			name_area(search->owners, i, ++n_own, &areas->own);
	}
	areas->is_kept = n_own > 0;
	for (size_t i = 0; i < n_areas && !areas->is_kept; i++)
		if (owners_at_is_kept(search->owners, i, person))
			name_area(search->owners, i, ++n_own, &areas->own);
}

int facts_areas(struct facts *facts, const struct change *change,
		uint64_t tiers, const struct person *person,
		struct facts_areas *areas, struct err *err)
{
	struct people *people;
	struct area_search search = { NULL, NULL };
	int ret;

	if (facts_people(facts, &people, err) < 0)
		return -1;
	if (!facts->owners)
		facts->owners =
			owners_at_new(facts->db, facts->repo_id, people);
	search.owners = facts->owners;
	if (owners_at_go(search.owners, change->landed_at, &areas->is_known,
			 err) < 0)
		return -1;
	if (!areas->is_known)
		return 0;
	search.is_touched = xcalloc(owners_at_count(search.owners),
				    sizeof(*search.is_touched));
	ret = facts_each_path(facts, change, tiers, find_areas, &search, err);
	if (ret == 0)
		name_areas(&search, person, areas);
	free(search.is_touched);
	return ret;
}

/* Add a row of commit_tiers to the sum of its tier. */
static void add_lines(const struct db_stmt *rows, struct change_lines *sum)
{
	const bool is_first = !sum->n_paths;

	sum->n_paths += db_int(rows, 2);
	sum->added += db_int(rows, 3);
	sum->deleted += db_int(rows, 4);
	sum->is_counted = (is_first || sum->is_counted) && !db_is_null(rows, 3);
}

int facts_landing(struct facts *facts, const struct change *change,
		  bool only_ai, uint64_t *tiers_out,
		  struct change_lines *lines_out, struct err *err)
{
	uint64_t tiers = 0;
	int more;

	if (!facts->landing &&
	    db_prepare(facts->db,
		       "SELECT t.commit_id, t.tier, t.n_paths,"
		       "       t.lines_added, t.lines_deleted"
		       "  FROM commits AS c"
		       "  JOIN commit_tiers AS t ON t.policy_id = ?1"
		       "   AND t.commit_id = c.commit_id"
		       " WHERE c.repo_id = ?2 AND c.landed_at = ?3"
		       "   AND c.landing_id = ?4 AND c.n_parents < 2",
		       &facts->landing, err) < 0)
		return -1;
	db_reset(facts->landing);
	db_bind_int(facts->landing, 1, facts->policy_id);
	db_bind_int(facts->landing, 2, facts->repo_id);
	db_bind_int(facts->landing, 3, change->landed_at);
	db_bind_int(facts->landing, 4, change->landing_id);
	memset(lines_out, 0, POLICY_SET_MAX * sizeof(*lines_out));
	while ((more = db_step(facts->landing, err)) > 0) {
		const int64_t tier = db_int(facts->landing, 1);

		if (only_ai && !is_ai(facts, db_int(facts->landing, 0)))
			continue;
		tiers |= UINT64_C(1) << tier;
		add_lines(facts->landing, &lines_out[tier]);
	}
	*tiers_out = tiers;
	return more;
}

int facts_rate(struct facts *facts, const struct change *change, int over,
	       int64_t days, struct facts_rate *rate_out, struct err *err)
{
	const int64_t since = change->landed_at - days * 86400;

	if (!facts->landed &&
	    landed_read(facts->db, facts->repo_id, &facts->landed, err) < 0)
		return -1;
	*rate_out =
		(struct facts_rate){ .is_known = since >= facts->known_since };
	for (size_t i = landed_end(facts->landed, change->landed_at); i > 0;
	     i--) {
		const struct landed_change *other =
			landed_at(facts->landed, i - 1);

		if (other->at <= since)
			break;
		if (!landed_is_kin(facts->landed, change, other, over))
			continue;
		rate_out->n_all++;
		rate_out->n_ai += is_ai(facts, other->commit_id);
	}
	return 0;
}
