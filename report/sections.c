/* SPDX-License-Identifier: MIT */
#include "report/sections.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/date.h"

const struct section sections[] = {
	{ .id = "adoption",
	  .heading = "AI-assisted changes over time",
	  .query = "adoption",
	  .params = "",
	  .chart = "adoption",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .lead = "What share of the changes of a period carries evidence "
		  "that AI helped, on which grounds, and the same without "
		  "bots that are not AI.",
	  .empty = "No change landed in this scope." },
	{ .id = "adoption-areas",
	  .heading = "AI-assisted changes by area",
	  .query = "adoption",
	  .params = "by=area period=all",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "The same for each area, over all periods. A change that "
		  "touches two areas counts in both.",
	  .empty = "No change in this scope touches an area." },
	{ .id = "ai-tools",
	  .heading = "AI tools",
	  .query = "ai-tools",
	  .params = "period=all",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "The tools that AI-assisted commits show, since when, and "
		  "how often.",
	  .empty = "No AI tool shows in this scope." },
	{ .id = "disclosure-forms",
	  .heading = "Forms of disclosure",
	  .query = "disclosure-forms",
	  .params = "period=all",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "In which words, and where in a commit, changes say that "
		  "AI was used, or that it was not.",
	  .empty = "No change in this scope says anything of AI." },
	{ .id = "review-coverage",
	  .heading = "Review of AI-assisted and other changes",
	  .query = "review-coverage",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .lead = "What share carries a Reviewed-by or Acked-by of a human "
		  "other than the author. Reviews that are recorded "
		  "elsewhere do not show.",
	  .empty = "No change landed in this scope." },
	{ .id = "compliance",
	  .heading = "How the rules of the policy are kept",
	  .query = "compliance",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 40,
	  .lead = "Each change is judged by the rules that were in force on "
		  "its day. Undecidable is what git does not hold.",
	  .empty = "No policy that was given to audit has a rule for a change "
		   "in this scope." },
	{ .id = "violations",
	  .heading = "What breaks a rule, and why",
	  .query = "violations",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 40,
	  .lead = "A change has a row for each rule that it breaks.",
	  .empty = "No change in this scope breaks a rule." },
	{ .id = "eras",
	  .heading = "Before and after each change of the policy",
	  .query = "eras",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "What landed in each era of a policy. A duty to disclose "
		  "moves the floor: more AI-assisted changes after it may "
		  "be more disclosure of the same use.",
	  .empty = "No policy was given to audit." },
	{ .id = "tiers",
	  .heading = "AI-assisted changes by tier",
	  .query = "tiers",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "The risk classes of paths that a policy names, and what "
		  "happens in each.",
	  .empty = "No policy was given to audit." },
	{ .id = "ai-by-size",
	  .heading = "Size of AI-assisted and other changes",
	  .query = "ai-by-size",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 10,
	  .lead = "How many lines changes add and delete.",
	  .empty = "No change landed in this scope." },
	{ .id = "ai-people",
	  .heading = "Authors of AI-assisted changes",
	  .query = "ai-people",
	  .params = "",
	  .max_rows = 25,
	  .lead = "Who declares more may use no more of it than others.",
	  .empty = "No author of this scope has an AI-assisted change." },
	{ .id = "automation",
	  .heading = "Automation",
	  .query = "automation",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .lead = "Changes by known bots that are not AI: updates of "
		  "dependencies, releases, formatters.",
	  .empty = "No known bot made a change in this scope." },
	{ .id = "channel-bias",
	  .heading = "Channel bias",
	  .query = "channel-bias",
	  .params = "period=all",
	  .max_rows = 10,
	  .lead = "Ways of recording changes that bend the count of "
		  "AI-assisted ones: they lose declarations, or add some "
		  "that nobody made.",
	  .empty = "No change landed in this scope." },
	{ .id = "self-check",
	  .heading = "Self-check",
	  .query = "self-check",
	  .params = "",
	  .max_rows = 10,
	  .lead = "Commits that landed before 2021-06-29 cannot be "
		  "AI-assisted: evidence in them is an error of the "
		  "catalogue of signals.",
	  .empty = "Nothing was read." },
	{ .id = "to-review",
	  .heading = "Commits to review",
	  .query = "to-review",
	  .params = "",
	  .max_rows = 25,
	  .lead = "Where evidence is weak or contradicts itself. A person's "
		  "word, by git provenance annotate, settles it.",
	  .empty = "There is none in this scope." },
	{ .id = "ai-commits",
	  .heading = "AI-assisted commits",
	  .query = "ai-commits",
	  .params = "",
	  .is_series = true,
	  .max_rows = 25,
	  .lead = "Every AI-assisted commit, the latest here; merges and "
		  "what has not landed are among them and count in no rate.",
	  .empty = "No commit of this scope is AI-assisted." },
	{ .id = "evidence",
	  .heading = "Evidence",
	  .query = "evidence",
	  .params = "",
	  .is_series = true,
	  .max_rows = 10,
	  .lead = "Every trace of AI assistance with its exact text, counted "
		  "or not.",
	  .empty = "No trace of AI assistance was found in this scope." },
	{ .id = "activity",
	  .heading = "Changes by area over time",
	  .query = "activity",
	  .params = "top=8",
	  .chart = "activity",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 40,
	  .lead = "How many changes land in each area. A change that touches "
		  "two areas counts in both, so rows of a period add up to "
		  "more than its total.",
	  .empty = "No change landed in this scope." },
	{ .id = "trailer-keys",
	  .heading = "Use of trailers over time",
	  .query = "trailer-keys",
	  .params = "top=5",
	  .chart = "trailers",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 40,
	  .lead = "What share of the changes of a period carries which "
		  "trailer. Trailers say what people chose to say: use that "
		  "nobody declared leaves no trace, so every count is a "
		  "floor.",
	  .empty = "No change landed in this scope." },
	{ .id = "areas",
	  .heading = "Areas and who keeps them",
	  .query = "areas",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "The parts of the project, by the owners' file of the tip "
		  "or by folder, with the changes that touched them.",
	  .empty = "The database holds no areas." },
	{ .id = "revert-ease",
	  .heading = "Revert ease by area",
	  .query = "revert-ease",
	  .params = "horizon=365",
	  .chart = "clean-365",
	  .max_rows = 25,
	  .lead = "Would git revert still work a year after a change landed, "
		  "and how long do its lines stand? Both are about text: no "
		  "build is tried.",
	  .empty = "No change was probed in this scope." },
	{ .id = "revert-survival",
	  .heading = "How long changes can be taken back",
	  .query = "revert-survival",
	  .params = "top=6 step=73",
	  .chart = "revert-survival",
	  .max_rows = 40,
	  .lead = "The share of changes that no later change has collided "
		  "with, by days since they landed. Those still standing at "
		  "the tip count for as long as they were followed.",
	  .empty = "No change was probed in this scope." },
	{ .id = "collisions",
	  .heading = "How far changes spread",
	  .query = "collisions",
	  .params = "",
	  .max_rows = 25,
	  .lead = "Of 100 later changes to the same files, how many collide. "
		  "A quiet area is not called easy only because nothing "
		  "happens there.",
	  .empty = "No change was probed in this scope." },
	{ .id = "revert-matched",
	  .heading = "Revert ease of AI-assisted changes and others",
	  .query = "revert-matched",
	  .params = "",
	  .max_rows = 10,
	  .lead = "AI-assisted changes beside others, as they are and within "
		  "strata of the same area, size and quarter. Undeclared use "
		  "leaves no trace, so the others hold some.",
	  .empty = "No change was probed in this scope." },
	{ .id = "revert-blockers",
	  .heading = "Where changes collide",
	  .query = "revert-blockers",
	  .params = "by=pair",
	  .max_rows = 15,
	  .lead = "Which areas get into the way of which.",
	  .empty = "No change collided with another in this scope." },
	{ .id = "revert-base",
	  .heading = "What revert ease counts",
	  .query = "revert-base",
	  .params = "",
	  .max_rows = 10,
	  .lead = "The changes behind the numbers of revert ease, and those "
		  "that are left out.",
	  .empty = "Nothing was read." },
	{ .id = "people",
	  .heading = "People",
	  .query = "people",
	  .params = "",
	  .max_rows = 25,
	  .lead = "Who wrote the history, after mailmap, those with the most "
		  "changes first.",
	  .empty = "Nobody wrote anything in this scope." },
	{ .id = "landings",
	  .heading = "From authored to landed",
	  .query = "landings",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .lead = "How many days pass between the date that an author's "
		  "commit carries and its landing on the mainline.",
	  .empty = "No change landed in this scope." },
	{ .id = "hot-paths",
	  .heading = "Paths that change most",
	  .query = "hot-paths",
	  .params = "top=200",
	  .counts_changes = true,
	  .max_rows = 25,
	  .lead = "The paths that most changes touch.",
	  .empty = "No change touched a path in this scope." },
	{ .id = "revert-rate",
	  .heading = "Changes that are taken back",
	  .query = "revert-rate",
	  .params = "by=ai days=90",
	  .chart = "reverted",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .lead = "What share of the changes of a period is taken back as a "
		  "whole within 90 days, AI-assisted ones and others. A "
		  "change that landed less than 90 days before the tip is "
		  "not at risk yet.",
	  .empty = "No change landed in this scope." },
	{ .id = "reverted-ai",
	  .heading = "AI-assisted changes that were taken back",
	  .query = "reverted-ai",
	  .params = "",
	  .max_rows = 25,
	  .lead = "Each of them, with the commit that took it back.",
	  .empty = "None was, as far as evidence and reverts show." },
	{ .id = "reverts",
	  .heading = "Reverts, one by one",
	  .query = "reverts",
	  .params = "",
	  .max_rows = 25,
	  .lead = "What messages say they take back, whether the commit is "
		  "known here, and whether the contents agree; and changes "
		  "that undo an earlier one without saying so.",
	  .empty = "No commit takes another one back." },
	{ .id = "revert-chains",
	  .heading = "Taken back and applied again",
	  .query = "revert-chains",
	  .params = "turns=2",
	  .max_rows = 25,
	  .lead = "Commits that were taken back and returned, perhaps more "
		  "than once, and how it stands with them at the tip.",
	  .empty = "No commit came back after it had been taken back." },
	{ .id = "fixes",
	  .heading = "Fixes that name what they repair",
	  .query = "fixes",
	  .params = "",
	  .max_rows = 25,
	  .lead = "Commits with a line \"Fixes: <sha>\".",
	  .empty = "No commit has such a line." },
	{ .id = "cherry-picks",
	  .heading = "Cherry-picks and backports",
	  .query = "cherry-picks",
	  .params = "",
	  .max_rows = 10,
	  .lead = "Changes that are in the history twice. Counts take the "
		  "first to land only.",
	  .empty = "None was recognised." },
	{ .id = "foxtrots",
	  .heading = "Foxtrot merges",
	  .query = "foxtrots",
	  .params = "",
	  .max_rows = 10,
	  .lead = "Mainline merges with their parents swapped: the mainline "
		  "is taken to go on with the second parent.",
	  .empty = "The mainline has none." },
	{ .id = "missing",
	  .heading = "Objects that could not be read",
	  .query = "missing",
	  .params = "",
	  .max_rows = 10,
	  .lead = "What these objects hold is unknown, and is nowhere "
		  "counted as zero.",
	  .empty = "Every object that was asked for could be read." },
	{ .id = "summary",
	  .heading = "What was read, and what was not",
	  .query = "summary",
	  .params = "",
	  .max_rows = 60,
	  .lead = "Every other number rests on this.",
	  .empty = "Nothing was read." },
	{ 0 }
};

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
	struct section_run run = { .texts = BUF_INIT };

	if (question_find(section->query, &run.question, err) < 0)
		return -1;
	limit_scope(&run.question, &choice->scope, &run.scope);
	make_params(section, choice->period, &run);
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
	for (size_t i = 0; i < run->params.n_items; i++) {
		buf_add_str(out, " -p ");
		add_quoted(out, run->params.items[i]);
	}
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
	add_missed(out, "path", all->path && !used->path);
	add_missed(out, "author", all->author && !used->author);
	add_missed(out, "since", all->since.is_set && !used->since.is_set);
	add_missed(out, "until", all->until.is_set && !used->until.is_set);
}
