/* SPDX-License-Identifier: MIT */
#include "audit/manual.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/db/question.h"
#include "audit/roff.h"
#include "plots/charts.h"
#include "queries/queries.h"

const struct manual_step manual_steps[] = {
	{ "git provenance audit -C REPO", "read a history into provenance.db" },
	{ "git provenance query summary", "what is in it, and what is not" },
	{ "git provenance report", "a page about it: out/index.html" },
	{ "git provenance show COMMIT", "all that is known of one commit" },
	{ 0 },
};

/* A term, and what it means. */
struct item {
	const char *term, *text;
};

static const struct item exit_statuses[] = {
	{ "0", "done" },
	{ "1", "check: a change breaks a rule of severity error; verify: "
	       "something differs" },
	{ "2", "wrong usage, or a wrong policy file; nothing was done" },
	{ "3", "the world failed: a repository, a disk, a database" },
	{ "70", "out of memory, or a bug" },
	{ 0 },
};

static const struct item environment[] = {
	{ "NO_COLOR",
	  "set to anything: no bold, unless --color=always is given" },
	{ "GIT_PAGER, PAGER",
	  "what shows answers on a terminal (default: less); cat or nothing: "
	  "none" },
	{ "COLUMNS", "how wide tables are, where it is not the terminal's" },
	{ "TMPDIR", "where verify makes a report anew, and what else is "
		    "temporary is written (default: /tmp)" },
	{ 0 },
};

static const char confinement[] =
	"Where the kernel has Landlock, each command gives up for good, once "
	"its options are read, to write, make, rename or remove anything but "
	"beneath the folder of the database (behind links), the one that --out "
	"is in, or that plot --out names, and TMPDIR; to run a program; and, "
	"where the kernel knows of it, to use TCP, to send signals, and to "
	"reach abstract sockets.  The pager, started before, is not bound by "
	"that.  --version --verbose says what is in force.";

static void write_items(FILE *out, const struct item *items)
{
	for (; items->term; items++) {
		roff_item(out, items->term);
		roff_prose(out, items->text);
	}
}

static void write_exit(FILE *out)
{
	roff_heading(out, "EXIT STATUS");
	write_items(out, exit_statuses);
}

static void write_options(FILE *out, const struct opt_usage *usage)
{
	if (usage->opts->name)
		roff_heading(out, "OPTIONS");
	for (const struct opt *opt = usage->opts; opt->name; opt++) {
		const char letter[] = { '-', opt->letter, '\0' };

		fputs(".TP\n", out);
		if (opt->letter) {
			roff_font(out, 'B', letter, 2);
			fputs(", ", out);
		}
		roff_font(out, 'B', "--", 2);
		roff_font(out, 'B', opt->name, strlen(opt->name));
		if (opt->value) {
			putc(' ', out);
			roff_font(out, 'I', opt->value, strlen(opt->value));
		}
		putc('\n', out);
		roff_prose(out, opt->help);
	}
}

static void write_synopsis(FILE *out, const char *synopsis)
{
	roff_heading(out, "SYNOPSIS");
	roff_font(out, 'B', "git provenance ", 15);
	roff_font(out, 'R', synopsis, strlen(synopsis));
	putc('\n', out);
}

static void write_name(FILE *out, const char *name, const char *about)
{
	roff_heading(out, "NAME");
	roff_font(out, 'R', name, strlen(name));
	fputs(" \\- ", out);
	roff_font(out, 'R', about, strlen(about));
	putc('\n', out);
}

/* --- what some commands have besides --- */

static void write_question(FILE *out, const char *name, const char *query)
{
	struct question question;
	struct err ignored = ERR_INIT;

	if (question_find(query, &question, &ignored) < 0)
		return;
	roff_item(out, name);
	roff_prose(out, question.text);
	question_release(&question);
}

static void write_queries(FILE *out)
{
	roff_heading(out, "QUERIES");
	for (const struct query_file *file = query_files; file->name; file++)
		if (!query_file_is_schema(file))
			write_question(out, file->name, file->name);
}

static void write_charts(FILE *out)
{
	roff_heading(out, "CHARTS");
	for (const struct chart *chart = charts; chart->name; chart++)
		write_question(out, chart->name, chart->query);
}

static const struct part {
	const char *command;
	void (*write)(FILE *out);
} parts[] = {
	{ "query", write_queries },
	{ "plot", write_charts },
	{ 0 },
};

/* --- pages --- */

static void write_see_also(FILE *out, const struct manual_program *program,
			   const struct cmd *self)
{
	const struct cmd *const *cmd = program->commands;

	roff_heading(out, "SEE ALSO");
	if (self)
		fputs(".BR git\\-provenance (1),\n", out);
	for (; *cmd; cmd++)
		if (*cmd != self)
			fprintf(out, ".BR git\\-provenance\\-%s (1),\n",
				(*cmd)->name);
	fputs(".BR git\\-provenance\\-policy (5),\n"
	      ".BR git\\-provenance\\-schema (5)\n",
	      out);
}

static void write_command(FILE *out, const struct manual_program *program,
			  const struct cmd *cmd)
{
	char name[64];

	snprintf(name, sizeof(name), "git-provenance-%s", cmd->name);
	roff_title(out, name, '1');
	write_name(out, name, cmd->about);
	write_synopsis(out, cmd->usage->synopsis);
	roff_heading(out, "DESCRIPTION");
	roff_prose(out, cmd->usage->about);
	write_options(out, cmd->usage);
	for (const struct part *part = parts; part->command; part++)
		if (strcmp(part->command, cmd->name) == 0)
			part->write(out);
	write_exit(out);
	write_see_also(out, program, cmd);
}

static void write_program(FILE *out, const struct manual_program *program)
{
	roff_title(out, "git-provenance", '1');
	write_name(out, "git-provenance",
		   "audit a git history for AI-assisted change");
	write_synopsis(out, program->usage->synopsis);
	roff_heading(out, "DESCRIPTION");
	roff_prose(out, program->usage->about);
	fputs(".PP\nThe first steps:\n", out);
	for (const struct manual_step *step = manual_steps; step->line;
	     step++) {
		roff_item(out, step->line);
		roff_prose(out, step->about);
	}
	roff_heading(out, "COMMANDS");
	for (const struct cmd *const *cmd = program->commands; *cmd; cmd++) {
		fprintf(out, ".TP\n.BR git\\-provenance\\-%s (1)\n",
			(*cmd)->name);
		roff_prose(out, (*cmd)->about);
	}
	write_options(out, program->usage);
	roff_heading(out, "ENVIRONMENT");
	write_items(out, environment);
	roff_heading(out, "CONFINEMENT");
	roff_prose(out, confinement);
	write_exit(out);
	write_see_also(out, program, NULL);
}

static void write_list(FILE *out, const struct manual_program *program)
{
	fputs("git-provenance.1\n", out);
	for (const struct cmd *const *cmd = program->commands; *cmd; cmd++)
		fprintf(out, "git-provenance-%s.1\n", (*cmd)->name);
	fputs("git-provenance-policy.5\ngit-provenance-schema.5\n", out);
}

static const struct cmd *command_of(const struct manual_program *program,
				    const char *page)
{
	for (const struct cmd *const *cmd = program->commands; *cmd; cmd++) {
		char name[64];

		snprintf(name, sizeof(name), "git-provenance-%s.1",
			 (*cmd)->name);
		if (strcmp(name, page) == 0)
			return *cmd;
	}
	return NULL;
}

int manual_write(FILE *out, const struct manual_program *program,
		 const char *page, struct err *err)
{
	const struct cmd *cmd = command_of(program, page);

	if (cmd)
		write_command(out, program, cmd);
	else if (strcmp(page, "list") == 0)
		write_list(out, program);
	else if (strcmp(page, "git-provenance.1") == 0)
		write_program(out, program);
	else if (strcmp(page, "git-provenance-policy.5") == 0)
		manual_policy(out);
	else if (strcmp(page, "git-provenance-schema.5") == 0)
		manual_schema(out);
	else
		return err_set(err, FAIL_USAGE,
			       "no manual page '%s'; '--manual list' lists "
			       "them",
			       page);
	return 0;
}
