/* SPDX-License-Identifier: MIT */
/* main - the command table, and the only place that prints a failure. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/cmd.h"
#include "audit/completion.h"
#include "audit/manual.h"
#include "audit/pager.h"
#include "audit/version.h"
#include "plots/libraries.h"
#include "report/visible.h"

static const struct cmd *const commands[] = {
	&cmd_audit,   &cmd_query,    &cmd_report, &cmd_plot,
	&cmd_show,    &cmd_annotate, &cmd_policy, &cmd_check,
	&cmd_compare, &cmd_verify,   NULL,
};

static const struct cmd *find_command(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

struct main_config {
	bool version, verbose;
	const char *manual, *completion; /* NULL: not asked for */
};

#define AT(field) offsetof(struct main_config, field)
static const struct opt main_opts[] = {
	{ "version", 0, OPT_FLAG, AT(version), NULL, "print the version" },
	{ "verbose", 0, OPT_FLAG, AT(verbose), NULL,
	  "with --version: libraries and how it was built, too" },
	{ "manual", 0, OPT_TEXT, AT(manual), "PAGE",
	  "print a manual page for man; PAGE list: their names" },
	{ "completion", 0, OPT_TEXT, AT(completion), "SHELL",
	  "print what completes commands in bash or zsh" },
	{ 0 }
};

static const struct opt_usage main_usage = {
	main_opts,
	"<command> [options]",
	"Audits a git history for AI-assisted change: 'audit' reads a\n"
	"repository into a database, the others answer from it.",
};

static void print_help(FILE *out)
{
	opt_print_help(out, &main_usage);
	fputs("\nCommands:\n", out);
	for (size_t i = 0; commands[i]; i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name,
			commands[i]->about);
	fputs("\n'git provenance <command> --help' explains a command.\n", out);
}

/* What a newcomer wants first. */
static void print_steps(FILE *out)
{
	fputs("usage: git provenance <command> [options]\n\n"
	      "Audits a git history for AI-assisted change.  Begin with:\n\n",
	      out);
	for (const struct manual_step *step = manual_steps; step->line; step++)
		fprintf(out, "  %-32s %s\n", step->line, step->about);
	fputs("\n'git provenance -h' lists all commands, "
	      "'git provenance <command> --help'\nexplains one.\n",
	      out);
}

static int unknown_command(const char *name, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, name);
	for (size_t i = 0; commands[i]; i++)
		suggest_offer(&near, commands[i]->name);
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "unknown command '%s'%s", name,
		hint.len ? hint.data : " (try -h)");
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

static int exit_status(int ret, const struct err *err)
{
	struct buf text = BUF_INIT;

	if (ret >= 0)
		return ret;
	visible_add_lines(&text, err->msg);
	fprintf(stderr, "git-provenance: %s\n", text.data);
	buf_release(&text);
	return err->kind == FAIL_USAGE ? 2 : 3;
}

/* How long it may take to leave nothing behind, whatever is broken. */
enum { LEAVE_SECONDS = 5 };

static void leave_at_once(int number)
{
	(void)number;
	_exit(EXIT_BUG);
}

/*
 * A failed assertion, ours or a library's, or no memory where GLib needs it:
 * what it is has been said.  It comes out of a call, not between any two
 * instructions, so that more can be done here than in other handlers.
 */
static void on_abort(int number)
{
	(void)number;
	signal(SIGABRT, leave_at_once);
	signal(SIGTRAP, leave_at_once);
	signal(SIGALRM, leave_at_once);
	alarm(LEAVE_SECONDS);
	/* NOLINTNEXTLINE(bugprone-signal-handler): see above */
	exit(EXIT_BUG);
}

static int run_options(int argc, char **argv, struct err *err)
{
	const struct manual_program program = { commands, &main_usage };
	struct main_config config = { 0 };
	int n_args;

	if (opt_parse(&main_usage, &config, argc, argv, &n_args, err) < 0)
		return -1;
	if (n_args)
		return err_set(err, FAIL_USAGE,
			       "options stand behind the command: 'git "
			       "provenance %s ...' (try -h)",
			       argv[1]);
	if (config.manual)
		return manual_write(stdout, &program, config.manual, err);
	if (config.completion)
		return completion_write(stdout, commands, &main_usage,
					config.completion, err);
	version_print(stdout, config.verbose);
	return 0;
}

/* The commands whose answers people read at length. */
static bool is_paged(const struct cmd *cmd)
{
	static const struct cmd *const paged[] = {
		&cmd_query, &cmd_show, &cmd_policy, &cmd_compare, NULL,
	};

	for (size_t i = 0; paged[i]; i++)
		if (paged[i] == cmd)
			return true;
	return false;
}

static int run_command(const struct cmd *cmd, int argc, char **argv,
		       struct pager *pager, struct err *err)
{
	if (is_paged(cmd))
		pager_start(pager);
	return cmd->run(argc, argv, err);
}

static int run(int argc, char **argv, struct pager *pager, struct err *err)
{
	const struct cmd *cmd;

	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_help(stdout);
		return 0;
	}
	if (*argv[1] == '-')
		return run_options(argc, argv, err);
	cmd = find_command(argv[1]);
	return cmd ? run_command(cmd, argc - 1, argv + 1, pager, err)
		   : unknown_command(argv[1], err);
}

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct pager pager = { 0 };
	int ret;

	signal(SIGABRT, on_abort);
	signal(SIGTRAP, on_abort);
	libraries_begin();
	if (argc < 2) {
		print_steps(stderr);
		return 2;
	}
	ret = run(argc, argv, &pager, &err);
	if (ret >= 0 && (fflush(stdout) || ferror(stdout)))
		ret = err_set(
			&err, FAIL_WORLD,
			"cannot write to standard output: %s; see to it that "
			"there is room, and run it again",
			strerror(errno));
	pager_end(&pager);
	return exit_status(ret, &err);
}
