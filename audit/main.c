/* SPDX-License-Identifier: MIT */
/* main - the command table, and the only place that prints a failure. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/cmd.h"
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

static void print_help(FILE *out)
{
	fputs("usage: git provenance <command> [options]\n\n"
	      "Audits a git history for AI-assisted change: 'audit' reads a\n"
	      "repository into a database, the others answer from it.\n\n"
	      "Commands:\n",
	      out);
	for (size_t i = 0; commands[i]; i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name,
			commands[i]->about);
	fputs("\n'git provenance <command> --help' explains a command, "
	      "'git-provenance\n"
	      "--version' tells the version.\n",
	      out);
}

static int unknown_command(const char *name)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, name);
	for (size_t i = 0; commands[i]; i++)
		suggest_offer(&near, commands[i]->name);
	suggest_say(&near, &hint);
	fprintf(stderr, "git-provenance: unknown command '%s'%s\n", name,
		hint.len ? hint.data : " (try -h)");
	buf_release(&hint);
	suggest_release(&near);
	return 2;
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

/* A failed assertion, ours or a library's, which has said what it is. */
static void on_abort(int number)
{
	(void)number;
	_exit(EXIT_BUG);
}

int main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	const struct cmd *cmd;
	int ret;

	signal(SIGABRT, on_abort);
	if (argc < 2) {
		print_help(stderr);
		return 2;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_help(stdout);
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("git-provenance " VERSION);
		return 0;
	}
	cmd = find_command(argv[1]);
	if (!cmd)
		return unknown_command(argv[1]);
	ret = cmd->run(argc - 1, argv + 1, &err);
	if (ret >= 0 && (fflush(stdout) || ferror(stdout)))
		ret = err_set(&err, FAIL_WORLD,
			      "cannot write to standard output");
	return exit_status(ret, &err);
}
