/* SPDX-License-Identifier: MIT */
/*
 * cmd_verify - git provenance verify: a chain from a report's files to the
 * repository, as far as there is something to follow it with:
 *
 *   files --SHA-256--> manifest.json --made anew--> database --ids--> objects
 *     always                           with --db             with -C
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/base/scrap.h"
#include "audit/base/xalloc.h"
#include "audit/cmd.h"
#include "audit/facts/agree.h"
#include "audit/git/repository.h"
#include "report/manifest_read.h"
#include "report/verify.h"
#include "report/visible.h"

struct verify_config {
	const char *db;         /* NULL: the report is not made anew */
	const char *repository; /* NULL: it is not looked at */
	const char *repo;       /* its name in the database; NULL: the only */
};

#define AT(field) offsetof(struct verify_config, field)
static const struct opt verify_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "make the report anew from this database, and compare" },
	{ "repository", 'C', OPT_TEXT, AT(repository), "REPO",
	  "with --db: compare the database's commits with REPO's" },
	{ "repo", 0, OPT_TEXT, AT(repo), "NAME",
	  "with -C: the repository of the database that REPO is" },
	{ 0 }
};

static const struct opt_usage verify_usage = {
	verify_opts,
	"verify DIR [--db FILE [-C REPO [--repo NAME]]]",
	"Says whether a report is what it was when it was made: each file by "
	"its\n"
	"SHA-256 in DIR/manifest.json, and no file beside them.  With --db it "
	"is\n"
	"made anew with the options that the manifest records, and with -C "
	"the\n"
	"commits that the database holds are looked up in the repository.\n"
	"Exits with 0 if all is the same, with 1 if anything differs.",
};

/* Print lines that may hold names of strangers. */
static void print_lines(const struct buf *lines)
{
	struct buf text = BUF_INIT;

	visible_add_lines(&text, lines->data);
	fputs(text.data, stdout);
	if (text.len && text.data[text.len - 1] != '\n')
		putchar('\n');
	buf_release(&text);
}

/* 0: as the manifest says; 1: not. */
static int check_files(const char *dir, const struct manifest_text *manifest,
		       struct err *err)
{
	struct buf lines = BUF_INIT;
	size_t n = 0;
	int ret = verify_files(dir, manifest, &lines, &n, err);

	fputs(lines.data, stdout);
	if (ret == 0 && n == 0)
		printf("files: %zu, all as the manifest says\n",
		       manifest->n_files);
	buf_release(&lines);
	return ret < 0 ? -1 : n > 0;
}

/* Run report with the options of the manifest, into a folder of ours. */
static int make_anew(const struct manifest_text *manifest, const char *db,
		     const char *out, struct err *err)
{
	char name[] = "report";
	struct buf db_arg = BUF_INIT, out_arg = BUF_INIT;
	char **argv = xcalloc(manifest->n_args + 4, sizeof(*argv));
	int argc = 0, ret;

	buf_addf(&db_arg, "--db=%s", db);
	buf_addf(&out_arg, "--out=%s", out);
	argv[argc++] = name;
	for (size_t i = 0; i < manifest->n_args; i++)
		argv[argc++] = manifest->args[i];
	argv[argc++] = db_arg.data;
	argv[argc++] = out_arg.data;
	ret = cmd_report.run(argc, argv, err);
	free((void *)argv);
	buf_release(&out_arg);
	buf_release(&db_arg);
	return ret;
}

/* Charts and the PDF are other bytes where other fonts are. */
static void tell_fonts(const struct manifest_text *manifest,
		       const struct manifest_text *anew)
{
	if (manifest->fonts && anew->fonts &&
	    strcmp(manifest->fonts, anew->fonts) != 0)
		puts("note: the report was made with other fonts than are "
		     "here: a difference of charts or of report.pdf may come "
		     "from that");
}

static int compare_anew(const char *dir, const struct manifest_text *manifest,
			const char *anew, struct err *err)
{
	struct manifest_text other = { 0 };
	struct buf lines = BUF_INIT;
	int ret;

	if (manifest_read(anew, cmd_report.usage->opts, &other, err) < 0)
		return -1;
	tell_fonts(manifest, &other);
	ret = verify_same(dir, manifest, anew, &other, &lines, err);
	fputs(lines.data, stdout);
	if (ret == 0)
		puts("remade: the same, byte for byte");
	buf_release(&lines);
	manifest_text_release(&other);
	return ret;
}

static void tell_version(const struct manifest_text *manifest)
{
	struct buf version = BUF_INIT;

	if (strcmp(manifest->version, VERSION) == 0)
		return;
	visible_add(&version, manifest->version, strlen(manifest->version));
	printf("note: the report was made by git-provenance %s, this is "
	       "%s: a difference may come from that\n",
	       version.data, VERSION);
	buf_release(&version);
}

static int remake(const char *dir, const struct manifest_text *manifest,
		  const char *db, struct err *err)
{
	struct buf anew = BUF_INIT;
	struct scrap *scrap;
	int ret;

	tell_version(manifest);
	scrap = scrap_temporary();
	if (!scrap)
		return err_set(err, FAIL_WORLD,
			       "cannot make a folder in '%s' to make the "
			       "report anew in: %s; set TMPDIR to one that can "
			       "be written",
			       scrap_place(), strerror(errno));
	buf_addf(&anew, "%s/report", scrap_path(scrap));
	ret = make_anew(manifest, db, anew.data, err);
	if (ret == 0)
		ret = compare_anew(dir, manifest, anew.data, err);
	scrap_remove(scrap_path(scrap));
	scrap_end(scrap);
	buf_release(&anew);
	return ret;
}

static int tell_agree(const struct agree *agree)
{
	print_lines(&agree->lines);
	if (agree->n_different > AGREE_MAX_LINES)
		printf("and more: %" PRId64 " in all\n", agree->n_different);
	if (agree->n_different)
		return 1;
	printf("repository: has %" PRId64 " commit%s and %" PRId64
	       " tip%s of the database, all equal\n",
	       agree->n_commits, agree->n_commits == 1 ? "" : "s",
	       agree->n_tips, agree->n_tips == 1 ? "" : "s");
	return 0;
}

static int look_up(const struct verify_config *config, struct err *err)
{
	struct repository *repo = NULL;
	struct agree agree = { 0 };
	struct db *db = NULL;
	int64_t repo_id;
	int ret = -1;

	if (db_open(config->db, DB_READ, &db, err) < 0 ||
	    agree_repo(db, config->repo, &repo_id, err) < 0 ||
	    repository_open(config->repository, true, &repo, err) < 0 ||
	    agree_run(db, repo_id, repo, &agree, err) < 0)
		goto out;
	ret = tell_agree(&agree);
	agree_release(&agree);
out:
	repository_free(repo);
	db_close(db);
	return ret;
}

static int check_args(const struct verify_config *config, int n_args,
		      char **argv, struct err *err)
{
	if (n_args == 0)
		return err_set(err, FAIL_USAGE,
			       "verify wants the folder of a report, as 'git "
			       "provenance verify out'");
	if (n_args > 1)
		return err_set(err, FAIL_USAGE,
			       "verify takes one folder, but got '%s' too "
			       "(try --help)",
			       argv[2]);
	if (config->repository && !config->db)
		return err_set(err, FAIL_USAGE,
			       "-C wants --db, too: it is the database's "
			       "commits that are looked up");
	if (config->repo && !config->repository)
		return err_set(err, FAIL_USAGE,
			       "--repo wants -C, too; it is the repository's "
			       "name in the database");
	return 0;
}

static int verify(const struct verify_config *config, const char *dir,
		  struct err *err)
{
	struct manifest_text manifest = { 0 };
	int ret, differs;

	confine_beside(config->db);
	if (manifest_read(dir, cmd_report.usage->opts, &manifest, err) < 0)
		return -1;
	ret = differs = check_files(dir, &manifest, err);
	if (ret >= 0 && config->db) {
		ret = remake(dir, &manifest, config->db, err);
		differs |= ret;
	}
	if (ret >= 0 && config->repository) {
		ret = look_up(config, err);
		differs |= ret;
	}
	manifest_text_release(&manifest);
	return ret < 0 ? -1 : differs;
}

static int run(int argc, char **argv, struct err *err)
{
	struct verify_config config = { 0 };
	int n_args;
	int ret = opt_parse(&verify_usage, &config, argc, argv, &n_args, err);

	if (ret)
		return ret < 0 ? -1 : 0;
	if (check_args(&config, n_args, argv, err) < 0)
		return -1;
	return verify(&config, argv[1], err);
}

const struct cmd cmd_verify = {
	"verify",
	"say whether a report is as it was made",
	run,
	&verify_usage,
};
