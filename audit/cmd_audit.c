/* SPDX-License-Identifier: MIT */
/* cmd_audit - git provenance audit: a history into the database. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/confine.h"
#include "audit/base/jobs.h"
#include "audit/base/xalloc.h"
#include "audit/cmd.h"
#include "audit/evidence/evidence.h"
#include "audit/evidence/signals_file.h"
#include "audit/facts/collect.h"
#include "audit/facts/stage.h"
#include "audit/git/repository.h"
#include "audit/policy/areas.h"
#include "audit/policy/generated.h"
#include "audit/policy/judge.h"
#include "audit/policy/policy_rows.h"
#include "audit/policy/tiers.h"
#include "audit/repo_list.h"
#include "audit/reverts/derive.h"
#include "audit/reverts/probe.h"
#include "report/visible.h"

struct audit_config {
	struct collect_config collect;
	const char *db;
	const char *signals;       /* a file; NULL: as before */
	struct opt_texts policies; /* files */
	const char *repos;         /* a file; NULL: one repository */
	struct opt_texts ignore;   /* patterns of generated files */
	bool no_probe;
	bool is_tip_alone;
};

#define AT(field) offsetof(struct audit_config, field)
static const struct opt audit_opts[] = {
	{ "repository", 'C', OPT_TEXT, AT(collect.path), "REPO",
	  "repository to read (default: the current folder)" },
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "database to make or add to (default: provenance.db)" },
	{ "rev", 0, OPT_TEXTS, AT(collect.revs), "REV",
	  "read what it reaches (default: HEAD); may be repeated" },
	{ "all", 0, OPT_FLAG, AT(collect.all), NULL,
	  "read what any branch or tag reaches, too" },
	{ "name", 0, OPT_TEXT, AT(collect.name), "NAME",
	  "name in the database (default: that of the folder)" },
	{ "signals", 0, OPT_TEXT, AT(signals), "FILE",
	  "tools to add to the catalogue or take out, from now on" },
	{ "policy", 0, OPT_TEXTS, AT(policies), "FILE",
	  "judge by this policy from now on; may be repeated" },
	{ "ignore", 0, OPT_TEXTS, AT(ignore), "PATTERN",
	  "leave such files out of revert ease from now on; may be repeated" },
	{ "areas", 0, OPT_TEXT, AT(collect.areas), "SPEC",
	  "maintainers, codeowners, folder:N or file:PATH" },
	{ "repos", 0, OPT_TEXT, AT(repos), "FILE",
	  "read many: FILE has the path of one on each line" },
	{ "jobs", 'j', OPT_COUNT, AT(collect.n_workers), "N",
	  "threads that read (default: one for each processor)" },
	{ "no-lines", 0, OPT_FLAG, AT(collect.no_lines), NULL,
	  "count no lines; a later run without this adds them" },
	{ "no-probe", 0, OPT_FLAG, AT(no_probe), NULL,
	  "do not ask which changes git revert would take back" },
	{ "tip-only", 0, OPT_FLAG, AT(is_tip_alone), NULL,
	  "ask that at the tip alone; a later run without this adds the rest" },
	{ "max-blob", 0, OPT_BYTES, AT(collect.max_blob), "BYTES",
	  "read no larger file: it is unknown (default: 100m)" },
	{ "rebuild", 0, OPT_FLAG, AT(collect.rebuild), NULL,
	  "forget what is known of the repository; read anew" },
	{ "verify", 0, OPT_FLAG, AT(collect.verify), NULL,
	  "check the database and the hash of every object (slower)" },
	{ "quiet", 'q', OPT_FLAG, AT(collect.quiet), NULL,
	  "print nothing unless something fails" },
	{ 0 }
};

static const struct opt_usage audit_usage = {
	audit_opts,
	"audit [-C REPO] [--db FILE] [--rev REV]... [options]",
	"Reads a git history into a database.  A second run reads only what "
	"is new.\n"
	"The repository is never changed, and the network is never used.\n\n"
	"The mainline is the first-parent chain of the first REV.  Areas are\n"
	"parts of the project: the sections of MAINTAINERS if it has one, else "
	"the\n"
	"patterns of CODEOWNERS, else the top folders.  --areas chooses: "
	"folder:N is\n"
	"the first N folders of a path, file:PATH a file in either format.\n"
	"A PATTERN is one of .gitignore, tried on whole paths; an empty one "
	"forgets\n"
	"those of earlier runs.",
};

static const char *plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

static void tell_new(const struct audit_config *config,
		     const struct collect_result *result)
{
	if (config->repos)
		fprintf(stderr, "%s: %" PRId64 " new commit%s.\n",
			config->collect.path, result->n_new,
			plural(result->n_new));
	else if (result->is_unchanged)
		fprintf(stderr, "No new commits: %s is up to date.\n",
			config->db);
	else
		fprintf(stderr, "Read %" PRId64 " new commit%s into %s.\n",
			result->n_new, plural(result->n_new), config->db);
}

static void tell(const struct audit_config *config,
		 const struct collect_result *result)
{
	if (config->collect.quiet)
		return;
	tell_new(config, result);
	if (result->n_boundary)
		fprintf(stderr,
			"The clone is shallow: what is older than %" PRId64
			" boundary commit%s is not known.\n",
			result->n_boundary, plural(result->n_boundary));
	if (result->n_missing)
		fprintf(stderr,
			"%" PRId64 " object%s could not be read; what hangs on "
			"that is unknown ('git provenance query missing' "
			"lists it).\n",
			result->n_missing, plural(result->n_missing));
}

/*
 * The stages that follow from the facts, in their order; each takes note of
 * what it did, and is quick where nothing is new.
 */
static int (*const stages[])(const struct stage_work *work, struct err *err) = {
	evidence_derive, tiers_derive, reverts_derive,
	probe_run,       judge_derive, NULL,
};

static int derive_areas(const struct stage_work *work, const char *spec,
			struct err *err)
{
	if (db_begin(work->db, err) < 0 ||
	    areas_read_file(work->db, work->repo_id, spec, err) < 0)
		return -1;
	if (work->is_recount && areas_forget(work->db, work->repo_id, err) < 0)
		return -1;
	if (areas_derive(work->db, work->repo_id, work->repo, spec,
			 work->is_new, err) < 0)
		return -1;
	return db_commit(work->db, err);
}

/* Read the policies that were given; NULL for work: only check them. */
static int read_policies(const struct stage_work *work,
			 const struct opt_texts *paths, struct err *err)
{
	int ret = 0;

	for (size_t i = 0; ret == 0 && i < paths->n_items; i++) {
		struct policy *policy = NULL;

		ret = policy_read(paths->items[i], &policy, err);
		if (ret == 0 && work)
			ret = policy_rows_put(work->db, work->repo_id, policy,
					      err);
		policy_free(policy);
	}
	return ret;
}

static int store_policies(const struct stage_work *work,
			  const struct opt_texts *paths, struct err *err)
{
	if (!paths->n_items)
		return 0;
	if (db_begin(work->db, err) < 0 || read_policies(work, paths, err) < 0)
		return -1;
	return db_commit(work->db, err);
}

/* The last transaction says that the audit is complete. */
static int derive(const struct stage_work *work,
		  const struct audit_config *config,
		  const struct collect_result *result, struct err *err)
{
	const char *spec = config->collect.areas;
	bool is_file = strncmp(spec, "file:", 5) == 0;

	if ((work->is_new || is_file) && derive_areas(work, spec, err) < 0)
		return -1;
	if (config->signals && evidence_signals(work, config->signals, err) < 0)
		return -1;
	if (store_policies(work, &config->policies, err) < 0 ||
	    generated_derive(work, &config->ignore, err) < 0)
		return -1;
	for (size_t i = 0; stages[i]; i++) {
		if (stages[i] == probe_run && config->no_probe)
			continue;
		xtrim();
		if (stages[i](work, err) < 0)
			return -1;
	}
	if (!work->is_new)
		return 0;
	if (db_begin(work->db, err) < 0 ||
	    collect_complete(work->db, result, err) < 0)
		return -1;
	return db_commit(work->db, err);
}

static int run_stages(struct db *db, const struct audit_config *config,
		      struct err *err)
{
	struct collect_result result = { 0 };
	struct unread unread = { 0 };
	struct stage_work work = { .db = db,
				   .quiet = config->collect.quiet,
				   .unread = &unread };
	int ret = -1;

	if (config->collect.verify && db_check_pages(db, err) < 0)
		return -1;
	if (collect_run(db, &config->collect, &result, err) < 0)
		return -1;
	xtrim();
	work.repo_id = result.repo_id;
	work.n_workers = config->collect.n_workers ? config->collect.n_workers
						   : jobs_n_processors();
	work.is_new = !result.is_unchanged;
	work.is_tip_alone = config->is_tip_alone;
	/* a run that was cut off may have filled line counts in, too */
	work.is_recount = result.n_filled || result.is_resumed;
	if (repository_open(config->collect.path, config->collect.verify,
			    &work.repo, err) == 0) {
		repository_limit(work.repo, config->collect.max_blob);
		repository_watch(work.repo, &unread);
		ret = derive(&work, config, &result, err);
	}
	if (ret == 0)
		ret = collect_count_missing(db, work.repo_id, &result.n_missing,
					    err);
	if (ret < 0)
		db_rollback(db);
	else
		tell(config, &result);
	repository_free(work.repo);
	unread_release(&unread);
	collect_result_release(&result);
	return ret;
}

/* --- many repositories --- */

/* How many of those that failed the last message names. */
enum { NAMED_MAX = 5 };

/* Say at once why one failed, and add its path to the last message. */
static void note_failure(struct buf *failures, size_t n, const char *path,
			 const struct err *err)
{
	struct buf line = BUF_INIT;

	visible_add(&line, path, strlen(path));
	buf_add_str(&line, ": ");
	visible_add_lines(&line, err->msg);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
	if (n < NAMED_MAX)
		buf_addf(failures, "%s%s", n ? ", " : "", path);
	else if (n == NAMED_MAX)
		buf_add_str(failures, ", ...");
}

static int run_one(struct db *db, struct audit_config *config,
		   const struct repo_list_item *item, struct err *err)
{
	config->collect.path = item->path;
	config->collect.name = item->name;
	if (collect_check(&config->collect, err) < 0)
		return -1;
	return run_stages(db, config, err);
}

/* One after another; what fails of one is none of the others' matter. */
static int run_list(struct db *db, struct audit_config *config,
		    const struct repo_list *list, struct err *err)
{
	struct buf failures = BUF_INIT;
	size_t n_failed = 0;

	for (size_t i = 0; i < list->n_items; i++) {
		struct err failed = ERR_INIT;

		if (run_one(db, config, &list->items[i], &failed) == 0)
			continue;
		note_failure(&failures, n_failed++, list->items[i].path,
			     &failed);
	}
	if (!config->collect.quiet)
		fprintf(stderr, "Audited %zu of %zu repositories into %s.\n",
			list->n_items - n_failed, list->n_items, config->db);
	if (n_failed)
		err_set(err, FAIL_WORLD,
			"%zu of %zu repositories failed (%s); the others are "
			"audited: mend what is said above, and run it again",
			n_failed, list->n_items, failures.data);
	buf_release(&failures);
	return n_failed ? -1 : 0;
}

static int check_list(const struct audit_config *config, struct err *err)
{
	if (strcmp(config->collect.path, ".") != 0 || config->collect.name)
		return err_set(err, FAIL_USAGE,
			       "--repos goes without -C and --name; FILE has "
			       "the path on each line, and a name behind a tab "
			       "where it is wanted");
	return 0;
}

static int run_all(struct audit_config *config, struct err *err)
{
	struct repo_list list = { 0 };
	struct db *db = NULL;
	int ret = -1;

	if (config->repos) {
		if (check_list(config, err) < 0 ||
		    repo_list_read(config->repos, &list, err) < 0)
			goto out;
	} else if (collect_check(&config->collect, err) < 0) {
		goto out;
	}
	if (db_open(config->db, DB_WRITE, &db, err) < 0)
		goto out;
	ret = config->repos ? run_list(db, config, &list, err)
			    : run_stages(db, config, err);
out:
	db_close(db);
	repo_list_release(&list);
	return ret;
}

static int signals_check(const char *path, struct err *err)
{
	struct buf text = BUF_INIT;
	int ret = signals_file_read(path, &text, err);

	buf_release(&text);
	return ret;
}

static int check_args(const struct audit_config *config, int n_args,
		      char **argv, struct err *err)
{
	if (n_args)
		return err_set(err, FAIL_USAGE,
			       "audit takes no argument, but got '%s' (to "
			       "name a repository: -C)",
			       argv[1]);
	if (config->collect.name && !*config->collect.name)
		return err_set(err, FAIL_USAGE, "--name wants a name");
	if (config->signals && signals_check(config->signals, err) < 0)
		return -1;
	if (generated_check(&config->ignore, err) < 0 ||
	    areas_spec_check(config->collect.areas, err) < 0)
		return -1;
	return read_policies(NULL, &config->policies, err);
}

static int run(int argc, char **argv, struct err *err)
{
	struct audit_config config = {
		.collect = { .path = ".",
			     .areas = "",
			     .owner_paths = areas_owner_paths() },
		.db = "provenance.db",
	};
	int n_args;
	int ret = opt_parse(&audit_usage, &config, argc, argv, &n_args, err);

	if (ret == 0) {
		confine_beside(config.db);
		ret = check_args(&config, n_args, argv, err);
		if (ret == 0)
			ret = run_all(&config, err);
	} else if (ret > 0) {
		ret = 0;
	}
	opt_texts_release(&config.policies);
	opt_texts_release(&config.ignore);
	opt_texts_release(&config.collect.revs);
	return ret;
}

const struct cmd cmd_audit = {
	"audit",
	"read a git history into a database",
	run,
	&audit_usage,
};
