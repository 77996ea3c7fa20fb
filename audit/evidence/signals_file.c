/* SPDX-License-Identifier: MIT */
#include "audit/evidence/signals_file.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/config_file.h"

/* A [signal] section, until the next header ends it. */
struct draft {
	bool is_open;
	int line; /* of its header */
	char *tool, *matcher, *since, *source;
	bool has_kind, has_class, is_removal;
	enum signal_kind kind;
	enum signal_class class;
};

struct signals_file {
	struct catalogue *catalogue;
	const char *name;
	bool is_policy;
	struct draft draft;
};

static int wrong(const struct signals_file *file, int line, struct err *err,
		 const char *text)
{
	err_set(err, FAIL_USAGE, "%s:%d: %s", file->name, line, text);
	return err_hint(err, "README, 'How AI assistance is found', says what "
			     "may stand there");
}

static void draft_release(struct draft *draft)
{
	free(draft->tool);
	free(draft->matcher);
	free(draft->since);
	free(draft->source);
	memset(draft, 0, sizeof(*draft));
}

/* What a find by a kind is, where nothing else is said. */
static enum signal_class class_of(enum signal_kind kind)
{
	static const enum signal_class classes[N_SIGNAL_KINDS] = {
		[SIGNAL_EMAIL] = CLASS_IDENTITY,
		[SIGNAL_SLUG] = CLASS_IDENTITY,
		[SIGNAL_NAME] = CLASS_IDENTITY,
		[SIGNAL_SUFFIX] = CLASS_IDENTITY,
		[SIGNAL_PREFIX] = CLASS_IDENTITY,
		[SIGNAL_WORD] = CLASS_DECLARED,
		[SIGNAL_MODEL] = CLASS_DECLARED,
		[SIGNAL_KEY] = CLASS_DECLARED,
		[SIGNAL_SESSION] = CLASS_SESSION,
		[SIGNAL_FOOTER] = CLASS_FOOTER,
		[SIGNAL_PHRASE] = CLASS_MENTION,
		[SIGNAL_NOTE] = CLASS_NOTE,
		[SIGNAL_TRACE] = CLASS_NOTE,
		[SIGNAL_BRANCH] = CLASS_BRANCH,
	};

	return classes[kind];
}

static int add_row(struct signals_file *file, const struct signal *row,
		   int line, struct err *err)
{
	if (catalogue_add(file->catalogue, row, err) < 0)
		return err_wrap(err, "%s:%d", file->name, line);
	return 0;
}

static int end_section(struct signals_file *file, struct err *err)
{
	struct draft *draft = &file->draft;
	struct signal row;

	if (!draft->is_open || (draft->is_removal && !draft->matcher))
		return 0;
	if (!draft->has_kind)
		return wrong(file, draft->line, err,
			     "a signal needs a kind; add 'kind = ...'");
	if (!draft->matcher)
		return wrong(file, draft->line, err,
			     "a signal needs a matcher; add 'matcher = ...'");
	row = (struct signal){
		.tool = draft->tool ? draft->tool : "",
		.kind = draft->kind,
		.class =
			draft->has_class ? draft->class : class_of(draft->kind),
		.matcher = draft->matcher,
		.since = draft->since,
		.source = draft->source ? draft->source : file->name,
	};
	return add_row(file, &row, draft->line, err);
}

static void set(char **field, const char *value)
{
	free(*field);
	*field = xstrdup(value);
}

static int remove_rows(struct signals_file *file,
		       const struct config_entry *entry, struct err *err)
{
	file->draft.is_removal = true;
	if (catalogue_remove(file->catalogue, entry->value) == 0)
		return wrong(file, entry->line, err,
			     "there is no signal with that matcher");
	return 0;
}

static int read_signal(struct signals_file *file,
		       const struct config_entry *entry, struct err *err)
{
	struct draft *draft = &file->draft;

	if (strcmp(entry->key, "tool") == 0)
		set(&draft->tool, entry->value);
	else if (strcmp(entry->key, "matcher") == 0)
		set(&draft->matcher, entry->value);
	else if (strcmp(entry->key, "since") == 0)
		set(&draft->since, entry->value);
	else if (strcmp(entry->key, "source") == 0)
		set(&draft->source, entry->value);
	else if (strcmp(entry->key, "remove") == 0)
		return remove_rows(file, entry, err);
	else if (strcmp(entry->key, "kind") == 0)
		draft->has_kind = signal_kind_find(entry->value, &draft->kind);
	else if (strcmp(entry->key, "class") == 0)
		draft->has_class =
			signal_class_find(entry->value, &draft->class);
	else
		return wrong(file, entry->line, err,
			     "a signal has no such key");
	if (strcmp(entry->key, "kind") == 0 && !draft->has_kind)
		return wrong(file, entry->line, err, "no such kind");
	if (strcmp(entry->key, "class") == 0 && !draft->has_class)
		return wrong(file, entry->line, err, "no such class");
	return 0;
}

/* Keys of [ai] that add a row; the matcher is the value. */
static const struct {
	const char *key;
	enum signal_kind kind;
	enum signal_class class;
} short_keys[] = {
	{ "tool", SIGNAL_NAME, CLASS_IDENTITY },
	{ "email", SIGNAL_EMAIL, CLASS_IDENTITY },
	{ "slug", SIGNAL_SLUG, CLASS_IDENTITY },
	{ "key", SIGNAL_KEY, CLASS_DECLARED },
	{ "footer", SIGNAL_FOOTER, CLASS_FOOTER },
	{ "not-email", SIGNAL_EMAIL, CLASS_MENTION },
};

static int read_ai(struct signals_file *file, const struct config_entry *entry,
		   struct err *err)
{
	struct signal row = { .matcher = entry->value, .source = file->name };

	if (strcmp(entry->key, "not-tool") == 0) {
		catalogue_remove_tool(file->catalogue, entry->value);
		return 0;
	}
	for (size_t i = 0; i < sizeof(short_keys) / sizeof(*short_keys); i++) {
		if (strcmp(entry->key, short_keys[i].key) != 0)
			continue;
		row.kind = short_keys[i].kind;
		row.class = short_keys[i].class;
		row.tool = row.kind == SIGNAL_NAME ? entry->value : "";
		return add_row(file, &row, entry->line, err);
	}
	return wrong(file, entry->line, err, "[ai] has no such key");
}

static int visit(void *context, const struct config_entry *entry,
		 struct err *err)
{
	struct signals_file *file = context;
	bool is_signal = strcmp(entry->section, "signal") == 0;
	bool is_ai = strcmp(entry->section, "ai") == 0;

	if (!entry->key) {
		if (end_section(file, err) < 0)
			return -1;
		draft_release(&file->draft);
		file->draft.line = entry->line;
		file->draft.is_open = is_signal;
		if (is_signal && entry->subsection)
			set(&file->draft.tool, entry->subsection);
		/* a section without a name is there to remove */
		file->draft.is_removal = !entry->subsection;
		if (is_signal || is_ai || file->is_policy)
			return 0;
		return wrong(file, entry->line, err, "no such section");
	}
	if (!is_signal && !is_ai)
		return 0;
	if (!entry->value || !*entry->value)
		return wrong(file, entry->line, err, "a value is missing");
	return is_signal ? read_signal(file, entry, err)
			 : read_ai(file, entry, err);
}

int signals_file_apply(struct catalogue *catalogue, const char *name,
		       const struct buf *text, bool is_policy, struct err *err)
{
	struct signals_file file = { .catalogue = catalogue,
				     .name = name,
				     .is_policy = is_policy };
	const struct config_visitor visitor = { visit, &file };
	int ret = config_text_read(name, text, &visitor, err);

	if (ret == 0)
		ret = end_section(&file, err);
	draft_release(&file.draft);
	return ret;
}

int signals_file_read(const char *path, struct buf *text, struct err *err)
{
	struct catalogue *catalogue = catalogue_new();
	struct signals_file file = { .catalogue = catalogue, .name = path };
	const struct config_visitor visitor = { visit, &file };
	int ret = config_file_read(path, &visitor, text, err);

	if (ret == 0)
		ret = end_section(&file, err);
	draft_release(&file.draft);
	catalogue_free(catalogue);
	return ret;
}
