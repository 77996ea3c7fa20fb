/* SPDX-License-Identifier: MIT */
/* cmd_check - git provenance check: a range of commits by a policy. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/confine.h"
#include "audit/base/jobs.h"
#include "audit/base/xalloc.h"
#include "audit/cmd.h"
#include "audit/db/question.h"
#include "audit/evidence/evidence.h"
#include "audit/facts/collect.h"
#include "audit/git/range.h"
#include "audit/git/staged.h"
#include "audit/policy/areas.h"
#include "audit/policy/judge.h"
#include "audit/policy/policy_rows.h"
#include "audit/policy/tiers.h"
#include "report/findings.h"

struct check_config {
	const char *repository, *policy, *message, *format;
};

#define AT(field) offsetof(struct check_config, field)
static const struct opt check_opts[] = {
	{ "repository", 'C', OPT_TEXT, AT(repository), "REPO",
	  "repository to read (default: the current folder)" },
	{ "policy", 0, OPT_TEXT, AT(policy), "FILE", "the policy; needed" },
	{ "message", 0, OPT_TEXT, AT(message), "FILE",
	  "judge what is staged, with the message in FILE" },
	{ "format", 0, OPT_TEXT, AT(format), "FORMAT",
	  "text (default), json, sarif or github" },
	{ 0 }
};

static const struct opt_usage check_usage = {
	check_opts,
	"check [-C REPO] --policy FILE [--format FORMAT] REV-RANGE\n"
	"   or: git provenance check [-C REPO] --policy FILE --message FILE",
	"Judges the changes of a range, A..B, as audit would, and needs no\n"
	"database.  A commit alone is judged by itself.  Exits with 1 if a "
	"change\n"
	"breaks a rule of severity error.\n\n"
	"The day of a change is that on which it would land if the end of the\n"
	"range were the mainline.\n\n"
	"With --message it judges the commit that git commit is about to make, "
	"as a\n"
	"commit-msg hook: what is staged, by whom, with the message in FILE.",
};

/* What one run holds. */
struct checking {
	const struct check_config *config;
	struct policy *policy;
	struct repository *repo;
	struct range range;
	struct range_before before; /* what rules look back at */
	struct oid *edges;          /* where what is read ends */
	size_t n_edges, n_edges_alloc;
	int64_t last_before; /* commit_id; 0: only the range was read */
	struct db *db;
	struct stage_work work;
	struct collect_result facts;
};

static void checking_release(struct checking *checking)
{
	collect_result_release(&checking->facts);
	db_close(checking->db);
	free(checking->edges);
	range_before_release(&checking->before);
	range_release(&checking->range);
	repository_free(checking->repo);
	policy_free(checking->policy);
}

/* What is read from now on ends there. */
static void add_edges(struct checking *checking, const struct range *range)
{
	for (size_t i = 0; i < range->n_edges; i++) {
		checking->edges = xgrow(checking->edges, checking->n_edges,
					&checking->n_edges_alloc,
					sizeof(*checking->edges));
		checking->edges[checking->n_edges++] = range->edges[i];
	}
}

/* The commits of a range, into the database in memory. */
static int collect(struct checking *checking, const struct range *range,
		   struct err *err)
{
	struct collect_config config = {
		.repo = checking->repo,
		.areas = "",
		.owner_paths = areas_owner_paths(),
		.quiet = true,
	};
	char(*heads)[OID_HEX + 1] = xcalloc(range->n_heads, sizeof(*heads));
	int ret;

	for (size_t i = 0; i < range->n_heads; i++) {
		oid_to_hex(&range->heads[i], heads[i]);
		opt_texts_add(&config.revs, heads[i]);
	}
	add_edges(checking, range);
	config.edges = checking->edges;
	config.n_edges = checking->n_edges;
	collect_result_release(&checking->facts);
	ret = collect_run(checking->db, &config, &checking->facts, err);
	opt_texts_release(&config.revs);
	free(heads);
	return ret;
}

/* What rules look back at; the rest of the history stays out. */
static int collect_before(struct checking *checking, struct err *err)
{
	const int64_t days = policy_days_before(checking->policy);
	struct range_before *before = &checking->before;

	before->since = INT64_MAX;
	if (days)
		range_find_before(checking->repo, &checking->range,
				  days * 86400, before);
	if (!before->commits.n_commits)
		return 0;
	if (collect(checking, &before->commits, err) < 0)
		return -1;
	return db_get_int(checking->db, "SELECT max(commit_id) FROM commits", 0,
			  &checking->last_before, err);
}

static int collect_all(struct checking *checking, struct err *err)
{
	if (collect_before(checking, err) < 0)
		return -1;
	if (collect(checking, &checking->range, err) < 0)
		return -1;
	checking->work = (struct stage_work){
		.db = checking->db,
		.repo = checking->repo,
		.repo_id = checking->facts.repo_id,
		.n_workers = jobs_n_processors(),
		.is_new = true,
		.is_range = true,
		.known_since = checking->before.since,
		.quiet = true,
	};
	return 0;
}

/* The owners' file as it was at a commit, in force until it changed. */
static int put_owners(struct checking *checking, const struct oid *commit,
		      const char *path, int number, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct buf expression = BUF_INIT;
	char hex[OID_HEX + 1];
	struct oid blob;
	int ret = 0;

	oid_to_hex(commit, hex);
	buf_addf(&expression, "%s:%s", hex, path);
	if (repository_resolve_blob(checking->repo, expression.data, &blob) < 0)
		goto out;
	ret = db_prepare(checking->db,
			 "INSERT INTO owners_files (owners_id, repo_id,"
			 " commit_id, path, to_at, blob)"
			 " SELECT ?1, ?2, min(c.commit_id), ?3,"
			 "  (SELECT min(from_at) FROM owners_files"
			 "    WHERE repo_id = ?2 AND path = ?3), ?4"
			 "  FROM commits AS c WHERE c.repo_id = ?2",
			 &stmt, err);
	if (ret < 0)
		goto out;
	db_bind_int(stmt, 1, number);
	db_bind_int(stmt, 2, checking->work.repo_id);
	db_bind_text(stmt, 3, path);
	db_bind_blob(stmt, 4, blob.bytes, OID_BYTES);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
out:
	buf_release(&expression);
	return ret;
}

static int derive_areas(struct checking *checking, struct err *err)
{
	const char *const *paths = areas_owner_paths();
	const struct range *first = checking->before.commits.n_commits
					    ? &checking->before.commits
					    : &checking->range;

	/* negative: before those that were read */
	for (int i = 0; first->n_edges && paths[i]; i++)
		if (put_owners(checking, &first->edges[0], paths[i], i - 100,
			       err) < 0)
			return -1;
	return areas_derive(checking->db, checking->work.repo_id,
			    checking->repo, "", true, err);
}

static int judge(struct checking *checking, struct err *err)
{
	const struct stage_work *work = &checking->work;

	if (db_begin(checking->db, err) < 0 ||
	    derive_areas(checking, err) < 0 ||
	    policy_rows_put(checking->db, work->repo_id, checking->policy,
			    err) < 0 ||
	    db_commit(checking->db, err) < 0)
		return -1;
	if (evidence_derive(work, err) < 0 || tiers_derive(work, err) < 0)
		return -1;
	return judge_derive(work, err);
}

/* What came before the range has been counted, and is not told. */
static int hide_before(struct checking *checking, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int ret = db_prepare(checking->db,
			     "UPDATE commits SET reachable = 0"
			     " WHERE commit_id <= ?1",
			     &stmt, err);

	if (ret < 0)
		return -1;
	db_bind_int(stmt, 1, checking->last_before);
	ret = db_exec(stmt, err);
	db_stmt_free(stmt);
	return ret;
}

/* Write the findings; 1 if an error is among them. */
static int tell(struct checking *checking, const struct findings_format *format,
		struct err *err)
{
	struct findings_about about = {
		.policy = checking->policy->about.name,
		.source = checking->policy->about.source,
		.hash = checking->policy->hash,
	};

	return findings_write(checking->db, &about, format, stdout, err);
}

static int read_file(const char *path, struct buf *out, struct err *err)
{
	FILE *file = fopen(path, "re");
	char piece[4096];
	bool is_bad;
	size_t n;

	if (!file)
		return err_set(err, FAIL_WORLD, "cannot read '%s': %s; %s",
			       path, strerror(errno), hint_of(errno));
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(out, piece, n);
	is_bad = ferror(file);
	fclose(file);
	return is_bad ? err_set(err, FAIL_WORLD,
				"cannot read '%s'; see to it that it can be "
				"read, and run it again",
				path)
		      : 0;
}

/* The commit that git is about to make, as a range of one. */
static int stage(struct checking *checking, struct err *err)
{
	struct buf message = BUF_INIT;
	char hex[OID_HEX + 1];
	struct oid oid;
	int ret = -1;

	if (read_file(checking->config->message, &message, err) == 0 &&
	    staged_commit(checking->repo, &message, &oid, err) == 0) {
		oid_to_hex(&oid, hex);
		ret = range_read(checking->repo, hex, &checking->range, err);
	}
	buf_release(&message);
	return ret;
}

static int find_range(struct checking *checking, const char *range,
		      struct err *err)
{
	if (checking->config->message)
		return stage(checking, err);
	return range_read(checking->repo, range, &checking->range, err);
}

/* range NULL: what is staged */
static int check(struct checking *checking, const char *range, struct err *err)
{
	const struct findings_format *format;

	if (findings_format_find(checking->config->format, &format, err) < 0 ||
	    policy_read(checking->config->policy, &checking->policy, err) < 0 ||
	    repository_open(checking->config->repository, false,
			    &checking->repo, err) < 0 ||
	    find_range(checking, range, err) < 0 ||
	    db_open("range", DB_MEMORY, &checking->db, err) < 0)
		return -1;
	if (checking->range.n_commits &&
	    (collect_all(checking, err) < 0 || judge(checking, err) < 0 ||
	     hide_before(checking, err) < 0))
		return -1;
	return tell(checking, format, err);
}

static int run(int argc, char **argv, struct err *err)
{
	struct check_config config = { .repository = ".", .format = "text" };
	struct checking checking = { .config = &config };
	int n_args;
	int ret = opt_parse(&check_usage, &config, argc, argv, &n_args, err);

	if (ret != 0)
		return ret > 0 ? 0 : -1;
	if (!config.policy)
		return err_set(err, FAIL_USAGE,
			       "check wants a policy: --policy FILE");
	if (config.message && n_args)
		return err_set(err, FAIL_USAGE,
			       "check takes a range or --message, not both; "
			       "leave one of them out");
	if (!config.message && n_args != 1)
		return err_set(
			err, FAIL_USAGE,
			n_args ? "check takes one range, not %d (try --help)"
			       : "check wants a range of commits: A..B",
			n_args);
	confine_beside(NULL);
	ret = check(&checking, config.message ? NULL : argv[1], err);
	checking_release(&checking);
	return ret;
}

const struct cmd cmd_check = {
	"check",
	"judge a range of commits by a policy",
	run,
	&check_usage,
};
