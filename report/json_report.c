/* SPDX-License-Identifier: MIT */
#include "report/json_report.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/date.h"
#include "audit/base/xalloc.h"
#include "report/json.h"

enum { MAX_DEPTH = 4 };

/*
 * An object that is open: a repository, a part, or a section.  Its texts may
 * come between other members, so that they wait for its end.
 */
struct level {
	/* items of arrays, with commas between */
	struct buf texts, facts, pictures;
	struct buf rest;  /* further members, each after a comma */
	struct buf inner; /* objects of the level below */
};

struct json_report {
	struct document base;
	FILE *out;
	struct level levels[MAX_DEPTH]; /* the document at 0 */
	int depth;                      /* levels that are open */
	struct buf notes;               /* sections about no repository */
};

static struct level *level_of(struct document *doc)
{
	struct json_report *json = (struct json_report *)doc;

	return &json->levels[json->depth - 1];
}

static void open_level(struct json_report *json)
{
	assert(json->depth < MAX_DEPTH);
	json->levels[json->depth++] =
		(struct level){ BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT,
				BUF_INIT };
}

/* Append `, "name": ` to members, but for the comma where it is the first. */
static void add_name(struct buf *out, const char *name)
{
	buf_add_str(out, out->len ? ",\n\"" : "\"");
	buf_addf(out, "%s\": ", name);
}

/* A member whose value is a text, or null. */
static void add_text(struct buf *out, const char *name, const char *value)
{
	add_name(out, name);
	if (value)
		json_add_string(out, value);
	else
		buf_add_str(out, "null");
}

/* Begin a further item of an array. */
static void add_item(struct buf *out)
{
	if (out->len)
		buf_add_str(out, ",\n");
}

/* A member that is an array of items, unless there are none. */
static void add_array(struct buf *out, const char *name,
		      const struct buf *items)
{
	if (!items->len)
		return;
	add_name(out, name);
	buf_addf(out, "[\n%s\n]", items->data);
}

/* End the innermost object: all its members to out. */
static void close_level(struct json_report *json, const char *inner_name,
			struct buf *out)
{
	struct level *level = &json->levels[--json->depth];

	add_array(out, "texts", &level->texts);
	add_array(out, "facts", &level->facts);
	add_array(out, "pictures", &level->pictures);
	if (level->rest.len)
		buf_addf(out, "%s%s", out->len ? ",\n" : "", level->rest.data);
	add_array(out, inner_name, &level->inner);
	buf_release(&level->texts);
	buf_release(&level->facts);
	buf_release(&level->pictures);
	buf_release(&level->rest);
	buf_release(&level->inner);
}

static void begin(struct document *doc, const struct document_head *head)
{
	struct json_report *json = (struct json_report *)doc;
	struct buf *out;

	open_level(json);
	out = &json->levels[0].rest;
	add_text(out, "format", JSON_REPORT_FORMAT);
	add_name(out, "version");
	buf_addf(out, "%d", JSON_REPORT_VERSION);
	add_text(out, "tool", "git-provenance");
	add_text(out, "tool_version", head->version);
	add_text(out, "title", head->title);
	add_text(out, "scope", head->scope);
	add_text(out, "period", head->period);
	add_text(out, "subject_date", head->subject_date);
}

static void section_begin(struct document *doc,
			  const struct document_entry *entry)
{
	(void)entry;
	open_level((struct json_report *)doc);
}

static void section_end(struct document *doc,
			const struct document_entry *entry)
{
	static const char *const inner_names[] = {
		[DOCUMENT_REPO] = "parts",
		[DOCUMENT_PART] = "sections",
		[DOCUMENT_SECTION] = "sections",
	};
	struct json_report *json = (struct json_report *)doc;
	struct buf members = BUF_INIT;
	struct buf *out;

	if (entry->kind == DOCUMENT_REPO) {
		add_text(&members, "name", entry->heading);
	} else {
		add_text(&members, "id", entry->name);
		add_text(&members, "heading", entry->heading);
	}
	add_text(&members, "place", entry->id);
	close_level(json, inner_names[entry->kind], &members);
	out = json->depth == 1 && entry->kind != DOCUMENT_REPO
		      ? &json->notes
		      : &level_of(doc)->inner;
	add_item(out);
	buf_addf(out, "{ %s }", members.data);
	buf_release(&members);
}

static void text(struct document *doc, enum document_text kind, const char *s)
{
	static const char *const kinds[] = {
		[DOCUMENT_PLAIN] = "plain",
		[DOCUMENT_LEAD] = "lead",
		[DOCUMENT_LIMIT] = "limit",
		[DOCUMENT_FLOOR] = "floor",
	};
	struct buf *out = &level_of(doc)->texts;
	struct buf members = BUF_INIT;

	add_text(&members, "kind", kinds[kind]);
	add_text(&members, "text", s);
	add_item(out);
	buf_addf(out, "{ %s }", members.data);
	buf_release(&members);
}

static void list(struct document *doc, const char *const *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text(doc, DOCUMENT_PLAIN, items[i]);
}

static void facts(struct document *doc, const struct document_fact *all,
		  size_t n)
{
	struct buf *out = &level_of(doc)->facts;

	for (size_t i = 0; i < n; i++) {
		struct buf members = BUF_INIT;

		add_text(&members, "name", all[i].name);
		add_text(&members, "value", all[i].value);
		add_item(out);
		buf_addf(out, "{ %s }", members.data);
		buf_release(&members);
	}
}

static void picture(struct document *doc, const struct document_picture *drawn)
{
	struct buf *out = &level_of(doc)->pictures;
	struct buf members = BUF_INIT;

	add_text(&members, "file", drawn->file);
	add_text(&members, "title", drawn->title);
	add_text(&members, "subtitle", drawn->subtitle);
	add_text(&members, "caption", drawn->caption);
	add_text(&members, "alt", drawn->alt);
	add_item(out);
	buf_addf(out, "{ %s }", members.data);
	buf_release(&members);
}

/* The rows of a section; all of them. */
struct json_table {
	struct table_sink base;
	struct buf *out;
	bool any;
};

static void table_begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct json_table *table = (struct json_table *)sink;

	(void)stmt;
	add_name(table->out, "rows");
	buf_add_char(table->out, '[');
}

static void table_row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct json_table *table = (struct json_table *)sink;

	buf_add_str(table->out, table->any ? ",\n" : "\n");
	table_json_object(stmt, table->out);
	table->any = true;
}

static void table_end(struct table_sink *sink)
{
	struct json_table *table = (struct json_table *)sink;

	buf_add_str(table->out, table->any ? "\n]" : "]");
}

static void table_release(struct table_sink *sink)
{
	free(sink);
}

static struct table_sink *table(struct document *doc,
				const struct document_table *words)
{
	struct json_table *table = xcalloc(1, sizeof(*table));
	struct buf *out = &level_of(doc)->rest;

	table->base = (struct table_sink){ table_begin, table_row, table_end,
					   table_release };
	table->out = out;
	add_text(out, "caption", words->caption);
	add_text(out, "empty", words->empty);
	add_text(out, "csv", words->file);
	return &table->base;
}

/* "NAME=VALUE" as a member. */
static void add_param(struct buf *out, const char *param)
{
	const char *value = strchr(param, '=');
	struct buf name = BUF_INIT;

	buf_add(&name, param, (size_t)(value - param));
	add_text(out, name.data, value + 1);
	buf_release(&name);
}

static void add_date(struct buf *out, const char *name,
		     const struct opt_date *date)
{
	char second[DATE_TEXT_MAX];

	date_format_second(date->at, second);
	if (date->is_set)
		add_text(out, name, second);
}

/* What of the scope was given, and understood. */
static void add_scope(struct buf *out, const struct scope *scope)
{
	const struct {
		const char *name, *value;
	} texts[] = {
		{ "repo", scope->repo },     { "area", scope->area },
		{ "tier", scope->tier },     { "path", scope->path },
		{ "author", scope->author }, { "policy", scope->policy },
	};
	struct buf members = BUF_INIT;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i].value)
			add_text(&members, texts[i].name, texts[i].value);
	add_date(&members, "since", &scope->since);
	add_date(&members, "until", &scope->until);
	add_name(out, "scope");
	buf_addf(out, "{ %s }", members.data);
	buf_release(&members);
}

static void add_params(struct buf *out, const struct opt_texts *params)
{
	struct buf members = BUF_INIT;

	for (size_t i = 0; i < params->n_items; i++)
		add_param(&members, params->items[i]);
	add_name(out, "params");
	buf_addf(out, "{ %s }", members.data);
	buf_release(&members);
}

static void add_columns(struct buf *out, const struct question *question)
{
	struct buf items = BUF_INIT;

	for (size_t i = 0; i < question->n_columns; i++) {
		struct buf members = BUF_INIT;

		add_text(&members, "name", question->columns[i].name);
		add_text(&members, "text", question->columns[i].text);
		add_item(&items);
		buf_addf(&items, "{ %s }", members.data);
		buf_release(&members);
	}
	add_array(out, "columns", &items);
	buf_release(&items);
}

static void add_caveats(struct buf *out, const struct question *question)
{
	struct buf items = BUF_INIT;

	for (size_t i = 0; i < question->n_caveats; i++) {
		add_item(&items);
		json_add_string(&items, question->caveats[i]);
	}
	add_array(out, "caveats", &items);
	buf_release(&items);
}

static void notes(struct document *doc, const struct document_notes *about)
{
	const struct question *question = about->question;
	struct buf *out = &level_of(doc)->rest;

	add_text(out, "question", question->text);
	add_text(out, "query", question->file->name);
	add_scope(out, about->scope);
	add_params(out, about->params);
	add_text(out, "command", about->command);
	add_columns(out, question);
	add_caveats(out, question);
}

static int end(struct document *doc, struct err *err)
{
	struct json_report *json = (struct json_report *)doc;
	struct buf members = BUF_INIT;

	(void)err;
	assert(json->depth == 1);
	close_level(json, "repositories", &members);
	add_array(&members, "notes", &json->notes);
	fprintf(json->out, "{%s\n}\n", members.data);
	buf_release(&members);
	return 0;
}

static void release(struct document *doc)
{
	struct json_report *json = (struct json_report *)doc;
	struct buf lost = BUF_INIT;

	while (json->depth > 0)
		close_level(json, "", &lost);
	buf_release(&lost);
	buf_release(&json->notes);
	free(json);
}

struct document *json_report_new(FILE *out)
{
	struct json_report *json = xcalloc(1, sizeof(*json));

	json->base = (struct document){
		.begin = begin,
		.section_begin = section_begin,
		.section_end = section_end,
		.text = text,
		.list = list,
		.facts = facts,
		.picture = picture,
		.table = table,
		.notes = notes,
		.end = end,
		.free = release,
	};
	json->out = out;
	json->notes = (struct buf)BUF_INIT;
	return &json->base;
}
