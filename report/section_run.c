/* SPDX-License-Identifier: MIT */
#include "report/sections.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/date.h"
#include "report/earlier.h"

bool section_applies(const struct section *section,
		     const struct section_choice *choice)
{
	const struct scope *scope = &choice->scope;

	switch (section->when) {
	case SECTION_OF_PART:
		return scope->area || scope->path || scope->author ||
		       scope->tier;
	case SECTION_COMPARED:
		return choice->earlier != NULL;
	case SECTION_ALWAYS:
		break;
	}
	return true;
}

const struct section *section_next(const struct section *section,
				   const struct section_choice *choice)
{
	while (section && section->id && !section_applies(section, choice))
		section++;
	return section && section->id ? section : NULL;
}

/* Only what the query understands stays set. */
static void limit_scope(const struct question *question,
			const struct scope *all, struct scope *limited)
{
	*limited = *all;
	if (!question_has_scope(question, "repo"))
		limited->repo = NULL;
	if (!question_has_scope(question, "area"))
		limited->area = NULL;
	if (!question_has_scope(question, "path"))
		limited->path = NULL;
	if (!question_has_scope(question, "author"))
		limited->author = NULL;
	if (!question_has_scope(question, "tier"))
		limited->tier = NULL;
	if (!question_has_scope(question, "policy") && !limited->tier)
		limited->policy = NULL;
	if (!question_has_scope(question, "since"))
		limited->since.is_set = 0;
	if (!question_has_scope(question, "until"))
		limited->until.is_set = 0;
}

static bool has_param(const struct question *question, const char *name)
{
	for (size_t i = 0; i < question->n_params; i++)
		if (strcmp(question->params[i].name, name) == 0)
			return true;
	return false;
}

/* The parameters as NUL-ended texts, and where each begins. */
static void make_params(const struct section *section, const char *period,
			struct section_run *run)
{
	const char *at;

	buf_add_str(&run->texts, section->params);
	if (has_param(&run->question, "period") &&
	    !strstr(section->params, "period="))
		buf_addf(&run->texts, "%speriod=%s", run->texts.len ? " " : "",
			 period);
	if (!run->texts.len)
		return;
	buf_add_char(&run->texts, '\0');
	for (size_t i = 0; i < run->texts.len; i++)
		if (run->texts.data[i] == ' ')
			run->texts.data[i] = '\0';
	for (at = run->texts.data; at < run->texts.data + run->texts.len - 1;
	     at += strlen(at) + 1)
		opt_texts_add(&run->params, at);
}

int section_open(const struct section *section,
		 const struct section_choice *choice, struct db *db,
		 struct section_run *run_out, struct err *err)
{
	struct section_run run = { .anonymous = choice->anonymous,
				   .texts = BUF_INIT };

	if (question_find(section->query, &run.question, err) < 0)
		return -1;
	limit_scope(&run.question, &choice->scope, &run.scope);
	make_params(section, choice->period, &run);
	if (section->when == SECTION_COMPARED)
		earlier_params(choice->earlier, choice->scope.repo,
			       &run.question, &run.params);
	if (question_ask(&run.question, db, &run.scope, &run.params, &run.stmt,
			 err) < 0) {
		section_close(&run);
		return -1;
	}
	*run_out = run;
	return 0;
}

void section_close(struct section_run *run)
{
	db_stmt_free(run->stmt);
	run->stmt = NULL;
	opt_texts_release(&run->params);
	buf_release(&run->texts);
	question_release(&run->question);
}

static void add_quoted(struct buf *out, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._/=:,@%+";

	if (*word && !word[strspn(word, plain)]) {
		buf_add_str(out, word);
		return;
	}
	buf_add_char(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			buf_add_str(out, "'\\''");
		else
			buf_add_char(out, *word);
	}
	buf_add_char(out, '\'');
}

static void add_text_option(struct buf *out, const char *name,
			    const char *value)
{
	if (!value)
		return;
	buf_addf(out, " --%s ", name);
	add_quoted(out, value);
}

static void add_date_option(struct buf *out, const char *name,
			    const struct opt_date *date)
{
	char day[DATE_TEXT_MAX];

	if (!date->is_set)
		return;
	date_format_day(date->at, day);
	if (date->at % 86400)
		buf_addf(out, " --%s %lld", name, date->at);
	else
		buf_addf(out, " --%s %s", name, day);
}

void section_command(const struct section_run *run, struct buf *out)
{
	const struct scope *scope = &run->scope;

	buf_addf(out, "git provenance query %s", run->question.file->name);
	add_text_option(out, "repo", scope->repo);
	add_text_option(out, "area", scope->area);
	add_text_option(out, "path", scope->path);
	add_text_option(out, "author", scope->author);
	add_date_option(out, "since", &scope->since);
	add_date_option(out, "until", &scope->until);
	add_text_option(out, "tier", scope->tier);
	add_text_option(out, "policy", scope->policy);
	for (size_t i = 0; i < run->params.n_items; i++) {
		buf_add_str(out, " -p ");
		add_quoted(out, run->params.items[i]);
	}
	if (run->anonymous)
		buf_add_str(out, " --anonymous");
}

static void add_missed(struct buf *out, const char *name, bool missed)
{
	if (missed)
		buf_addf(out, "%s--%s", out->len ? ", " : "", name);
}

void section_missed(const struct section_run *run,
		    const struct section_choice *choice, struct buf *out)
{
	const struct scope *all = &choice->scope, *used = &run->scope;

	add_missed(out, "area", all->area && !used->area);
	add_missed(out, "tier", all->tier && !used->tier);
	add_missed(out, "path", all->path && !used->path);
	add_missed(out, "author", all->author && !used->author);
	add_missed(out, "since", all->since.is_set && !used->since.is_set);
	add_missed(out, "until", all->until.is_set && !used->until.is_set);
}
