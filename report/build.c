/* SPDX-License-Identifier: MIT */
#include "report/build.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/date.h"
#include "audit/base/xalloc.h"
#include "report/build_part.h"
#include "report/earlier.h"
#include "report/forge.h"

/* The contents while they are made. */
struct contents {
	struct document_entry *items;
	size_t n, n_alloc;
	char **ids; /* of items; owned */
	size_t n_ids_alloc;
};

/* "people", or "r2-people" for the second of several repositories. */
static char *place_of(const struct build *build, size_t repo, const char *id)
{
	struct buf place = BUF_INIT;

	if (build->n_repos > 1)
		buf_addf(&place, "r%zu%s%s", repo + 1, *id ? "-" : "", id);
	else
		buf_add_str(&place, *id ? id : "repository");
	return buf_detach(&place, NULL);
}

/* Takes the id, which entry leaves out. */
static void add_entry(struct contents *contents,
		      const struct document_entry *entry, char *id)
{
	contents->items = xgrow(contents->items, contents->n,
				&contents->n_alloc, sizeof(*contents->items));
	contents->ids = xgrow((void *)contents->ids, contents->n,
			      &contents->n_ids_alloc, sizeof(char *));
	contents->ids[contents->n] = id;
	contents->items[contents->n] = *entry;
	contents->items[contents->n++].id = id;
}

/* A part of the repo-th repository and its sections, if it has any. */
static void list_part(const struct build *build, size_t repo, int n,
		      struct contents *contents)
{
	const int level = 1 + (build->n_repos > 1);
	const struct section_choice *choice = &build->choice;
	const struct section *section = section_next(parts[n].sections, choice);
	struct buf id = BUF_INIT;

	if (!section)
		return;
	buf_addf(&id, "part-%s", parts[n].id);
	add_entry(contents,
		  &(struct document_entry){
			  .kind = DOCUMENT_PART,
			  .level = level,
			  .heading = parts[n].heading,
			  .name = parts[n].id,
		  },
		  place_of(build, repo, id.data));
	for (; section; section = section_next(section + 1, choice))
		add_entry(contents,
			  &(struct document_entry){
				  .kind = DOCUMENT_SECTION,
				  .level = level + 1,
				  .heading = section->heading,
				  .name = section->id,
			  },
			  place_of(build, repo, section->id));
	buf_release(&id);
}

static void list_contents(const struct build *build, struct contents *contents)
{
	for (size_t i = 0; i < build->n_repos; i++) {
		add_entry(contents,
			  &(struct document_entry){
				  .kind = DOCUMENT_REPO,
				  .level = build->n_repos > 1,
				  .heading = build->repos[i],
				  .name = "",
			  },
			  place_of(build, i, ""));
		for (int n = 0; n < N_PARTS; n++)
			list_part(build, i, n, contents);
	}
	add_entry(contents,
		  &(struct document_entry){
			  .kind = DOCUMENT_SECTION,
			  .level = 1,
			  .heading = "How to read this",
			  .name = "reading",
		  },
		  xstrdup("reading"));
}

static void contents_release(struct contents *contents)
{
	for (size_t i = 0; i < contents->n; i++)
		free(contents->ids[i]);
	free((void *)contents->ids);
	free(contents->items);
}

/* The day of the latest tip, or "" where none is known. */
static int find_subject_date(struct builder *builder, char *day_out,
			     struct err *err)
{
	static const struct section repos = { .query = "repos", .params = "" };
	struct section_run run;
	int64_t latest = INT64_MIN;
	int more;

	if (section_open(&repos, &builder->build->choice, builder->db, &run,
			 err) < 0)
		return -1;
	while ((more = db_step(run.stmt, err)) > 0)
		if (!db_is_null(run.stmt, 2) && db_int(run.stmt, 2) > latest)
			latest = db_int(run.stmt, 2);
	*day_out = '\0';
	if (latest > INT64_MIN)
		date_format_day(latest, day_out);
	section_close(&run);
	return more;
}

static int begin(struct builder *builder, const struct contents *contents,
		 struct err *err)
{
	const struct build *build = builder->build;
	char day[DATE_TEXT_MAX];
	struct buf scope = BUF_INIT;

	if (find_subject_date(builder, day, err) < 0)
		return -1;
	scope_describe(&build->choice.scope, &scope);
	builder->doc->begin(builder->doc,
			    &(struct document_head){
				    .title = build->title,
				    .scope = scope.data,
				    .period = build->choice.period,
				    .version = build->version,
				    .subject_date = *day ? day : NULL,
				    .entries = contents->items,
				    .n_entries = contents->n,
			    });
	buf_release(&scope);
	return 0;
}

struct section_choice build_choice(const struct builder *builder)
{
	struct section_choice choice = builder->build->choice;

	choice.scope.repo = builder->repo;
	return choice;
}

/* Show the pictures of a section; returns how many it has. */
static size_t tell_pictures(struct builder *builder,
			    const struct section *section)
{
	const struct build *build = builder->build;
	size_t n = 0;

	for (size_t i = 0; section->chart && i < build->n_pictures; i++) {
		const struct document_picture *picture = &build->pictures[i];

		if (picture->is_empty ||
		    strcmp(picture->chart, section->chart) != 0 ||
		    strcmp(picture->repo, builder->repo) != 0)
			continue;
		builder->doc->picture(builder->doc, picture);
		n++;
	}
	return n;
}

/*
 * "Left out as generated: 15 patterns built in, /out/ (option)." for what is
 * about revert ease.
 */
static int add_generated(struct buf *out, const struct builder *builder,
			 struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(
		    builder->db,
		    "SELECT (SELECT count(*) FROM generated_patterns AS b"
		    "         WHERE b.repo_id = r.repo_id"
		    "           AND b.source = 'built in')"
		    "       || ' patterns built in'"
		    "       || coalesce((SELECT group_concat(', ' || o.pattern"
		    "                           || ' (' || o.source || ')', '')"
		    "                      FROM (SELECT *"
		    "                              FROM generated_patterns"
		    "                             ORDER BY position) AS o"
		    "                     WHERE o.repo_id = r.repo_id"
		    "                       AND o.source <> 'built in'), '')"
		    "  FROM repos AS r WHERE r.name = ?1",
		    &stmt, err) < 0)
		return -1;
	db_bind_text(stmt, 1, builder->repo);
	more = db_step(stmt, err);
	if (more > 0)
		buf_addf(out, " Left out as generated: %s.", db_text(stmt, 0));
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

/* "People: repository qemu; landed since 2024-01-01. Base: 12 changes." */
static void add_caption(struct buf *out, const struct builder *builder,
			const struct section *section,
			const struct section_run *run)
{
	const struct section_choice choice = build_choice(builder);
	struct buf missed = BUF_INIT;

	buf_addf(out, "%s: ", section->heading);
	scope_describe(&run->scope, out);
	buf_add_char(out, '.');
	section_missed(run, &choice, &missed);
	if (missed.len)
		buf_addf(out, " Not limited by %s.", missed.data);
	if (section->counts_changes)
		buf_addf(out, " Base: %" PRId64 " changes counted.",
			 builder->base);
	buf_release(&missed);
}

/* A table behind a picture is folded. */
static int tell_rows(struct builder *builder, const struct section *section,
		     const struct section_run *run, struct err *err)
{
	const bool has_csv = builder->build->has_csv;
	struct buf caption = BUF_INIT, file = BUF_INIT;
	struct document_table words = { .id = section->id,
					.empty = section->empty,
					.telling = section->telling,
					.max_rows = section->max_rows,
					.latest = section->is_series,
					.told = section->in_sentences };
	struct table_sink *sinks[2];
	size_t n_sinks = 0;
	int ret = -1;

	words.folded = tell_pictures(builder, section) > 0;
	add_caption(&caption, builder, section, run);
	if (section->of_probes && add_generated(&caption, builder, err) < 0)
		goto out;
	if (has_csv)
		buf_addf(&file, "csv/%s.csv", section->id);
	words.caption = caption.data;
	if (!section->of_objects && builder->commit_url.len)
		words.commit_url = builder->commit_url.data;
	words.file = has_csv ? file.data : NULL;
	if (section->in_sentences)
		sinks[n_sinks++] = build_sentences_new(builder);
	sinks[n_sinks++] = builder->doc->table(builder->doc, &words);
	ret = table_run(run->stmt, sinks, n_sinks, NULL, err);
	while (n_sinks)
		table_free(sinks[--n_sinks]);
out:
	buf_release(&file);
	buf_release(&caption);
	return ret;
}

/* What the columns mean, what they cannot say, and how to ask again. */
static void tell_notes(struct builder *builder, const struct section_run *run)
{
	struct buf command = BUF_INIT;

	section_command(run, &command);
	builder->doc->notes(builder->doc, &(struct document_notes){
						  .question = &run->question,
						  .command = command.data,
						  .scope = &run->scope,
						  .params = &run->params,
					  });
	buf_release(&command);
}

static int tell_section(struct builder *builder, const struct section *section,
			struct err *err)
{
	const struct document_entry *entry = builder->next++;
	const struct section_choice choice = build_choice(builder);
	struct document *doc = builder->doc;
	struct section_run run;
	int ret;

	if (section_open(section, &choice, builder->db, &run, err) < 0)
		return -1;
	doc->section_begin(doc, entry);
	doc->text(doc, DOCUMENT_LEAD, section->lead);
	ret = tell_rows(builder, section, &run, err);
	tell_notes(builder, &run);
	doc->section_end(doc, entry);
	section_close(&run);
	return ret;
}

/* What a reader must know of all that is said of people. */
static void tell_people(struct builder *builder)
{
	struct document *doc = builder->doc;

	if (!builder->build->choice.anonymous)
		return;
	doc->text(doc, DOCUMENT_LIMIT,
		  "This report names no people. Person 1, Person 2, ... are "
		  "the same people in all tables, in the order in which they "
		  "first landed something; names, e-mail addresses, logins "
		  "and links in subjects and other texts were replaced where "
		  "they are known or have such a form. A first name or a "
		  "nickname may remain. Ids of commits are shown, and lead "
		  "whoever has the repository to their authors.");
}

/* What then and now are, where there are both. */
static void tell_earlier(struct builder *builder)
{
	const struct earlier *earlier = builder->build->choice.earlier;
	struct buf text = BUF_INIT;

	earlier_describe(earlier, builder->repo, &text);
	builder->doc->text(builder->doc, DOCUMENT_PLAIN, text.data);
	buf_release(&text);
}

static int tell_part(struct builder *builder, enum section_part part,
		     struct err *err)
{
	const struct document_entry *entry = builder->next;
	const struct section_choice *choice = &builder->build->choice;
	const struct section *section =
		section_next(parts[part].sections, choice);
	struct document *doc = builder->doc;

	if (!section)
		return 0;
	builder->next++;
	doc->section_begin(doc, entry);
	doc->text(doc, DOCUMENT_LEAD, parts[part].lead);
	if (part == PART_SCOPE)
		tell_people(builder);
	if (part == PART_CHANGES)
		tell_earlier(builder);
	for (; section; section = section_next(section + 1, choice))
		if (tell_section(builder, section, err) < 0)
			return -1;
	doc->section_end(doc, entry);
	return 0;
}

/* As it was said, else by the remote; where that would name somebody, not. */
static int find_commit_url(struct builder *builder, struct err *err)
{
	const struct build *build = builder->build;
	const char *said = forge_find(build->commit_urls, builder->repo);
	struct db_stmt *stmt = NULL;
	int more;

	buf_clear(&builder->commit_url);
	if (said)
		buf_add_str(&builder->commit_url, said);
	if (said || build->choice.anonymous)
		return 0;
	if (db_prepare(builder->db, "SELECT remote FROM repos WHERE name = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_text(stmt, 1, builder->repo);
	more = db_step(stmt, err);
	if (more > 0)
		forge_guess(db_text(stmt, 0), &builder->commit_url);
	db_stmt_free(stmt);
	return more < 0 ? -1 : 0;
}

static int tell_repo(struct builder *builder, struct err *err)
{
	const struct document_entry *entry = builder->next++;
	struct document *doc = builder->doc;

	builder->repo = entry->heading;
	builder->base = 0;
	if (find_commit_url(builder, err) < 0)
		return -1;
	doc->section_begin(doc, entry);
	if (build_top(builder, err) < 0)
		return -1;
	for (int n = 0; n < N_PARTS; n++)
		if (tell_part(builder, n, err) < 0)
			return -1;
	doc->section_end(doc, entry);
	return 0;
}

static void tell_reading(struct builder *builder)
{
	static const char *const items[] = {
		"A change is a commit that is no merge. Changes counted are "
		"those that landed, each cherry-pick pair once. Merges are "
		"listed apart.",
		"Landed is the committer date of the mainline commit that "
		"brought a change in; the mainline is the first-parent chain "
		"of the tip, but for foxtrot merges.",
		"AI-assisted is a commit with evidence of class declared, "
		"identity, session, footer or note, unless it says that no "
		"AI was used or a person took it back, and one of which a "
		"person says so. Other evidence is shown, and counts "
		"nowhere.",
		"Counts of trailers and of AI assistance are floors: what "
		"nobody wrote down leaves no trace.",
		"Shares come with the count that they are a share of, and "
		"with the ends low and high of the Wilson interval at 95 %.",
		"The appendix defines terms, intervals and estimates, with "
		"their sources. A claim needs 20 changes on each side.",
		"A dash stands for unknown or not there; it is never a zero.",
		"Dates are UTC and come from the history: the same database, "
		"options and version give the same page.",
		"Characters that cannot be seen, or that would change how the "
		"text around them looks, are written as \\x1b or \\u{202e}.",
		"Commands read provenance.db in the current folder; --db "
		"names another database.",
		/* only of CSV files */
		"In the CSV files, a cell that a spreadsheet would calculate "
		"begins with an apostrophe.",
	};
	const struct document_entry *entry = builder->next++;
	size_t n = sizeof(items) / sizeof(*items);
	struct document *doc = builder->doc;

	if (!builder->build->has_csv)
		n--;
	doc->section_begin(doc, entry);
	doc->list(doc, items, n);
	doc->section_end(doc, entry);
}

int build_document(const struct build *build, struct db *db,
		   struct document *doc, struct err *err)
{
	struct builder builder = {
		.build = build, .db = db, .doc = doc, .commit_url = BUF_INIT
	};
	struct contents contents = { 0 };
	int ret;

	list_contents(build, &contents);
	builder.next = contents.items;
	builder.end = contents.items + contents.n;
	ret = begin(&builder, &contents, err);
	for (size_t i = 0; ret == 0 && i < build->n_repos; i++)
		ret = tell_repo(&builder, err);
	if (ret == 0) {
		tell_reading(&builder);
		ret = doc->end(doc, err);
	}
	buf_release(&builder.commit_url);
	contents_release(&contents);
	return ret;
}
