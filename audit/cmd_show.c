/* SPDX-License-Identifier: MIT */
/* cmd_show - git provenance show: all that is known of one commit. */
#include <stdio.h>
#include <string.h>

#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/base/suggest.h"
#include "audit/cmd.h"
#include "report/dossier.h"
#include "report/pick.h"
#include "report/terminal.h"

struct show_config {
	const char *color; /* NULL: auto */
	const char *db;
	const char *repo;
	const char *format;
	bool full;
	bool list;
};

#define AT(field) offsetof(struct show_config, field)
static const struct opt show_opts[] = {
	{ "db", 0, OPT_TEXT, AT(db), "FILE",
	  "the database (default: provenance.db)" },
	{ "repo", 0, OPT_TEXT, AT(repo), "NAME",
	  "only this repository of the database" },
	{ "format", 0, OPT_TEXT, AT(format), "FORMAT",
	  "text (default) or json" },
	TERMINAL_COLOR_OPT(AT(color)),
	{ "full", 0, OPT_FLAG, AT(full), NULL,
	  "text: cut no list and no line" },
	{ "list", 0, OPT_FLAG, AT(list), NULL,
	  "list the keys and fields of the json format" },
	{ 0 }
};

static const struct opt_usage show_usage = {
	show_opts,
	"show [--db FILE] [--repo NAME] [--format text|json] COMMIT | --list",
	"Says all that the database knows of one commit, with the reason for "
	"each\n"
	"claim.  COMMIT is its id or the beginning of it, 4 hex digits or "
	"more.  Where\n"
	"several repositories hold it, each has its say.\n\n"
	"json is an array with an object for each repository; '--list' tells "
	"its keys.",
};

static int check_format(const char *name, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	if (strcmp(name, "text") == 0 || strcmp(name, "json") == 0)
		return 0;
	suggest_init(&near, name);
	suggest_offer(&near, "text");
	suggest_offer(&near, "json");
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "no format '%s' (text, json)%s", name,
		hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

static int check_usage(const struct show_config *config, int n_args,
		       char **argv, struct err *err)
{
	if (config->list && n_args)
		return err_set(err, FAIL_USAGE,
			       "--list takes no commit; leave one of them out");
	if (!config->list && n_args == 0)
		return err_set(err, FAIL_USAGE,
			       "show wants the id of a commit (try --help)");
	if (n_args > 1)
		return err_set(err, FAIL_USAGE,
			       "one commit at a time: '%s' is one too many "
			       "(try --help)",
			       argv[2]);
	if (check_format(config->format, err) < 0)
		return -1;
	if (config->full && strcmp(config->format, "text") != 0)
		return err_set(err, FAIL_USAGE,
			       "--full is for --format text only; json is "
			       "always full");
	return 0;
}

static int show_text(const struct show_config *config, struct db *db,
		     const struct pick_found *found, struct err *err)
{
	struct dossier_options options = {
		.out = stdout,
		.terminal = terminal_width(stdout),
		.is_full = config->full,
	};

	if (terminal_bold(stdout, config->color, &options.is_bold, err) < 0)
		return -1;
	for (size_t i = 0; i < found->n_items; i++) {
		if (i)
			putchar('\n');
		if (dossier_text(db, found->items[i].commit_id, &options, err) <
		    0)
			return -1;
	}
	return 0;
}

static int show_json(struct db *db, const struct pick_found *found,
		     struct err *err)
{
	putchar('[');
	for (size_t i = 0; i < found->n_items; i++) {
		fputs(i ? ",\n" : "\n", stdout);
		if (dossier_json(db, found->items[i].commit_id, stdout, err) <
		    0)
			return -1;
	}
	puts("\n]");
	return 0;
}

static int show(const struct show_config *config, const char *id,
		struct err *err)
{
	const struct pick pick = { .id = id, .repo = config->repo };
	struct pick_found found = { 0 };
	struct db *db = NULL;
	int ret = -1;

	if (db_open(config->db, DB_READ, &db, err) < 0 ||
	    pick_find(db, &pick, &found, err) < 0)
		goto out;
	if (strcmp(config->format, "json") == 0)
		ret = show_json(db, &found, err);
	else
		ret = show_text(config, db, &found, err);
out:
	pick_found_release(&found);
	db_close(db);
	return ret;
}

static int run(int argc, char **argv, struct err *err)
{
	struct show_config config = { .db = "provenance.db", .format = "text" };
	int n_args;
	int ret = opt_parse(&show_usage, &config, argc, argv, &n_args, err);

	if (ret)
		return ret < 0 ? -1 : 0;
	if (check_usage(&config, n_args, argv, err) < 0)
		return -1;
	confine_beside(config.db);
	return config.list ? dossier_list(stdout, err)
			   : show(&config, argv[1], err);
}

const struct cmd cmd_show = {
	"show",
	"say all that is known of one commit",
	run,
	&show_usage,
};
