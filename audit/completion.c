/* SPDX-License-Identifier: MIT */
#include "audit/completion.h"

#include <stdbool.h>
#include <string.h>

#include "plots/charts.h"
#include "queries/queries.h"

/* What completes the value of an option, by what --help calls it. */
enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_FILE, VALUE_FOLDER };

static enum value_kind kind_of(const struct opt *opt)
{
	if (!opt->value)
		return VALUE_NONE;
	if (strcmp(opt->value, "FILE") == 0)
		return VALUE_FILE;
	if (strcmp(opt->value, "DIR") == 0 || strcmp(opt->value, "REPO") == 0)
		return VALUE_FOLDER;
	return VALUE_TEXT;
}

static void write_queries(FILE *out)
{
	for (const struct query_file *file = query_files; file->name; file++)
		if (!query_file_is_schema(file))
			fprintf(out, " %s", file->name);
}

static void write_charts(FILE *out)
{
	for (const struct chart *chart = charts; chart->name; chart++)
		fprintf(out, " %s", chart->name);
}

/* The commands whose arguments are words of a table; others take files. */
static const struct words {
	const char *command;
	void (*write)(FILE *out);
} words[] = {
	{ "query", write_queries },
	{ "plot", write_charts },
	{ 0 },
};

static void write_words(FILE *out, const char *command)
{
	for (const struct words *row = words; row->command; row++)
		if (strcmp(row->command, command) == 0)
			row->write(out);
}

static bool has_words(const char *command)
{
	for (const struct words *row = words; row->command; row++)
		if (strcmp(row->command, command) == 0)
			return true;
	return false;
}

static void write_options(FILE *out, const struct opt_usage *usage)
{
	for (const struct opt *opt = usage->opts; opt->name; opt++)
		fprintf(out, " --%s", opt->name);
	fputs(" --help", out);
}

/* --- bash --- */

/* "audit:--db|audit:--policy": where the value is of that kind. */
static void write_bash_values(FILE *out, const struct cmd *const *commands,
			      enum value_kind kind)
{
	const char *before = "\t";

	for (const struct cmd *const *cmd = commands; *cmd; cmd++)
		for (const struct opt *opt = (*cmd)->usage->opts; opt->name;
		     opt++) {
			if (kind_of(opt) != kind)
				continue;
			fprintf(out, "%s%s:--%s", before, (*cmd)->name,
				opt->name);
			before = " | \\\n\t";
			if (opt->letter)
				fprintf(out, "%s%s:-%c", before, (*cmd)->name,
					opt->letter);
		}
}

static void write_bash_case(FILE *out, const struct cmd *const *commands,
			    enum value_kind kind, const char *reply)
{
	write_bash_values(out, commands, kind);
	fprintf(out, ")\n\t\t%s\n\t\treturn ;;\n", reply);
}

static void write_bash(FILE *out, const struct cmd *const *commands,
		       const struct opt_usage *usage)
{
	fputs("# bash completion for git-provenance and git provenance\n"
	      "_git_provenance()\n{\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} command= words= i=1\n"
	      "\tlocal last=${COMP_WORDS[COMP_CWORD - 1]}\n"
	      "\tCOMPREPLY=()\n"
	      "\twhile [ \"$i\" -lt \"$COMP_CWORD\" ]; do\n"
	      "\t\tcase ${COMP_WORDS[i]} in\n\t\t",
	      out);
	for (const struct cmd *const *cmd = commands; *cmd; cmd++)
		fprintf(out, "%s%s", cmd == commands ? "" : " | ",
			(*cmd)->name);
	fputs(")\n\t\t\tcommand=${COMP_WORDS[i]}\n\t\t\tbreak ;;\n\t\tesac\n"
	      "\t\ti=$((i + 1))\n\tdone\n"
	      "\tcase $command:$last in\n",
	      out);
	write_bash_case(out, commands, VALUE_FILE,
			"COMPREPLY=($(compgen -f -- \"$cur\"))");
	write_bash_case(out, commands, VALUE_FOLDER,
			"COMPREPLY=($(compgen -d -- \"$cur\"))");
	write_bash_case(out, commands, VALUE_TEXT, ":");
	fputs("\tesac\n\tcase $command:$cur in\n\t:-*)\n\t\twords='", out);
	write_options(out, usage);
	fputs("' ;;\n\t:*)\n\t\twords='", out);
	for (const struct cmd *const *cmd = commands; *cmd; cmd++)
		fprintf(out, " %s", (*cmd)->name);
	fputs("' ;;\n", out);
	for (const struct cmd *const *cmd = commands; *cmd; cmd++) {
		fprintf(out, "\t%s:-*)\n\t\twords='", (*cmd)->name);
		write_options(out, (*cmd)->usage);
		fputs("' ;;\n", out);
		if (!has_words((*cmd)->name))
			continue;
		fprintf(out, "\t%s:*)\n\t\twords='", (*cmd)->name);
		write_words(out, (*cmd)->name);
		fputs("' ;;\n", out);
	}
	fputs("\t*)\n\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n"
	      "\t\treturn ;;\n\tesac\n"
	      "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
	      "complete -o filenames -F _git_provenance git-provenance\n",
	      out);
}

/* --- zsh --- */

/* Help in a spec of _arguments, in which these would mean something. */
static void write_zsh_help(FILE *out, const char *help)
{
	for (; *help; help++) {
		if (*help == '\'')
			fputs("'\\'", out);
		else if (strchr("[]:\\", *help))
			putc('\\', out);
		putc(*help, out);
	}
}

static void write_zsh_option(FILE *out, const struct opt *opt)
{
	static const char *const actions[] = {
		[VALUE_TEXT] = " ",
		[VALUE_FILE] = "_files",
		[VALUE_FOLDER] = "_files -/",
	};

	fprintf(out, " \\\n\t\t\t'%s--%s%s[", opt->kind == OPT_TEXTS ? "*" : "",
		opt->name, opt->value ? "=" : "");
	write_zsh_help(out, opt->help);
	putc(']', out);
	if (opt->value)
		fprintf(out, ":%s:%s", opt->value, actions[kind_of(opt)]);
	putc('\'', out);
}

static void write_zsh_command(FILE *out, const struct cmd *cmd)
{
	fprintf(out, "\t%s)\n\t\t_arguments", cmd->name);
	for (const struct opt *opt = cmd->usage->opts; opt->name; opt++)
		write_zsh_option(out, opt);
	fputs(" \\\n\t\t\t'--help[explain the command]'", out);
	if (has_words(cmd->name)) {
		fputs(" \\\n\t\t\t'*:name:(", out);
		write_words(out, cmd->name);
		fputs(")' ;;\n", out);
	} else {
		fputs(" \\\n\t\t\t'*:file:_files' ;;\n", out);
	}
}

static void write_zsh(FILE *out, const struct cmd *const *commands,
		      const struct opt_usage *usage)
{
	fputs("#compdef git-provenance\n"
	      "# zsh completion for git-provenance and git provenance\n"
	      "_git-provenance()\n{\n\tlocal -a commands\n\tcommands=(\n",
	      out);
	for (const struct cmd *const *cmd = commands; *cmd; cmd++) {
		fprintf(out, "\t\t'%s:", (*cmd)->name);
		write_zsh_help(out, (*cmd)->about);
		fputs("'\n", out);
	}
	fputs("\t)\n\tif ((CURRENT == 2)); then\n"
	      "\t\t_describe command commands\n\t\t_arguments",
	      out);
	for (const struct opt *opt = usage->opts; opt->name; opt++)
		write_zsh_option(out, opt);
	fputs("\n\t\treturn\n\tfi\n\tshift words\n"
	      "\t((CURRENT--))\n\tcase $words[1] in\n",
	      out);
	for (const struct cmd *const *cmd = commands; *cmd; cmd++)
		write_zsh_command(out, *cmd);
	fputs("\tesac\n}\n_git-provenance \"$@\"\n", out);
}

int completion_write(FILE *out, const struct cmd *const *commands,
		     const struct opt_usage *usage, const char *shell,
		     struct err *err)
{
	if (strcmp(shell, "bash") == 0)
		write_bash(out, commands, usage);
	else if (strcmp(shell, "zsh") == 0)
		write_zsh(out, commands, usage);
	else
		return err_set(err, FAIL_USAGE,
			       "--completion wants bash or zsh, not '%s'",
			       shell);
	return 0;
}
