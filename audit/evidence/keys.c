/* SPDX-License-Identifier: MIT */
#include "audit/evidence/keys.h"

#include <string.h>

#include "audit/base/buf.h"
#include "audit/evidence/identity.h"
#include "audit/evidence/value.h"
#include "audit/evidence/words.h"

/* A line, the row for its key, and where finds go. */
struct key_reader {
	const struct catalogue *catalogue;
	const struct key_line *line;
	const struct signal *row;
	struct span value; /* without repeated keys */
	struct span text;  /* "Key: value", as it is shown */
	struct findings *findings;
};

static const struct {
	const char *key, *role;
} roles[] = {
	{ "Co-authored-by", "co-author" },   { "Co-author", "co-author" },
	{ "Co-authored-with", "co-author" }, { "Co-developed-by", "co-author" },
	{ "Signed-off-by", "signer" },       { "Reviewed-by", "reviewer" },
	{ "Acked-by", "reviewer" },          { "Tested-by", "tester" },
	{ "Reported-by", "reporter" },       { "Suggested-by", "reporter" },
	{ "Found-by", "reporter" },
};

static const char *role_of(const struct key_reader *reader)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (span_is(reader->line->key, roles[i].key))
			return roles[i].role;
	return "assistant";
}

static void add(const struct key_reader *reader, enum signal_class class,
		const struct value_claim *claim, const char *role)
{
	const struct signal *row = reader->row;
	struct finding finding = {
		.by = row,
		.class = class,
		.tool = *row->tool ? span_of(row->tool) : claim->tool,
		.model = claim->model,
		.role = role,
		.spot = reader->line->spot,
		.text = reader->text,
	};

	if (claim->by && claim->by->kind != SIGNAL_WORD &&
	    claim->by->kind != SIGNAL_MODEL && class != CLASS_DECLARED)
		finding.by = claim->by;
	findings_add(reader->findings, &finding);
}

static void declare(const struct key_reader *reader, enum declare_says says)
{
	const struct declaration declaration = {
		.spot = reader->line->spot,
		.key = reader->line->key,
		.value = reader->value,
		.says = says,
	};

	findings_declare(reader->findings, &declaration);
}

/* Gives true if a part of the value shows a tool. */
static bool read_claims(const struct key_reader *reader, bool is_person)
{
	struct span rest = reader->value;
	struct value_claim claim;
	bool is_tool = false;

	while (value_next(reader->catalogue, &rest, is_person, &claim)) {
		enum signal_class class = reader->row->class;

		if (claim.says == VALUE_OTHER)
			continue;
		if (claim.says == VALUE_MAYBE)
			class = CLASS_MENTION;
		else if (class == CLASS_IDENTITY && claim.by &&
			 claim.by->class == CLASS_SUGGESTION)
			class = CLASS_SUGGESTION;
		is_tool = is_tool || claim.says == VALUE_TOOL;
		add(reader, class, &claim, role_of(reader));
	}
	return is_tool;
}

static void read_any(const struct key_reader *reader)
{
	struct value_claim claim = { 0 };

	claim.tool = claim.model = span_of("");
	if (reader->value.len && !value_is_no(reader->value))
		add(reader, reader->row->class, &claim, NULL);
}

static bool is_yes(struct span value)
{
	static const char *const words[] = { "yes",  "true",    "y",        "1",
					     "full", "partial", "partially" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (span_is(value, words[i]))
			return true;
	return false;
}

/*
 * Where git or a lenient reader sees a trailer, or the key is a sentence made
 * for it, any value is a yes.  Elsewhere prose may have the same shape, as in
 * "AI tools: add a folder".
 */
static bool is_firm(const struct key_reader *reader)
{
	const char *place = reader->line->spot.place;
	struct span key = span_of(reader->row->matcher);

	key = span_cut(key, 0, span_find(key, ':'));
	return span_find(key, ' ') < key.len || strcmp(place, "block") == 0 ||
	       strcmp(place, "paragraph") == 0;
}

/* yes, no, or who. */
static void read_says(const struct key_reader *reader)
{
	struct span rest = reader->value;
	struct value_claim claim, named = { 0 };
	bool is_told = false;

	if (!reader->value.len)
		return;
	if (value_is_no(reader->value)) {
		declare(reader, DECLARE_NO);
		return;
	}
	named.tool = named.model = span_of("");
	while (value_next(reader->catalogue, &rest, false, &claim)) {
		if (claim.says != VALUE_TOOL)
			continue;
		is_told = true;
		add(reader, reader->row->class, &claim, "assistant");
	}
	if (!is_told && !is_firm(reader) && !is_yes(reader->value))
		return;
	if (!is_told)
		add(reader, reader->row->class, &named, NULL);
	declare(reader, DECLARE_YES);
}

static void read_kinds(const struct key_reader *reader)
{
	struct declare_reading read = declare_read(reader->value);
	const struct declaration declaration = {
		.spot = reader->line->spot,
		.key = reader->line->key,
		.value = reader->value,
		.says = read.says,
		.has_grammar = true,
		.is_well_formed = read.is_well_formed,
	};
	struct value_claim claim = { 0 };

	claim.tool = claim.model = span_of("");
	findings_declare(reader->findings, &declaration);
	if (read.says == DECLARE_YES)
		add(reader, reader->row->class, &claim, NULL);
}

static void read_row(struct key_reader *reader)
{
	enum signal_grammar grammar;
	struct span text;

	catalogue_part(reader->catalogue, reader->row, &grammar, &text);
	switch (grammar) {
	case GRAMMAR_PERSON:
		read_claims(reader, true);
		break;
	case GRAMMAR_ASSISTANT:
		if (value_is_no(reader->value))
			declare(reader, DECLARE_NO);
		else if (read_claims(reader, false))
			declare(reader, DECLARE_YES);
		break;
	case GRAMMAR_SAYS:
		read_says(reader);
		break;
	case GRAMMAR_KINDS:
		read_kinds(reader);
		break;
	case GRAMMAR_TEXT:
		if (reader->value.len < text.len ||
		    memcmp(reader->value.at, text.at, text.len) != 0)
			break;
		/* fall through */
	default:
		read_any(reader);
		break;
	}
}

/* "Assisted-by: Assisted-by: x" is x; a "\n" that was glued in ends it. */
static struct span clean(struct span key, struct span value)
{
	value = span_trim(span_cut(value, 0, span_find_text(value, "\\n")));
	while (value.len > key.len && value.at[key.len] == ':') {
		for (size_t i = 0; i < key.len; i++)
			if (span_fold(value.at[i]) != span_fold(key.at[i]))
				return value;
		value = span_trim(span_cut(value, key.len + 1, value.len));
	}
	return value;
}

void keys_read(const struct catalogue *catalogue, const struct key_line *line,
	       struct findings *findings)
{
	struct key_reader reader = { .catalogue = catalogue,
				     .line = line,
				     .findings = findings };
	struct buf text = BUF_INIT;
	struct span value;

	reader.row = catalogue_find(catalogue, SIGNAL_KEY, line->key);
	if (!reader.row)
		return;
	reader.value = clean(line->key, line->value);
	if (value_is_template(reader.value))
		return;
	value = span_clip(reader.value, FINDING_MAX_TEXT);
	buf_add(&text, line->key.at, line->key.len);
	buf_add_str(&text, line->has_no_colon ? " " : ": ");
	buf_add(&text, value.at, value.len);
	reader.text = (struct span){ text.data, text.len };
	for (; reader.row; reader.row = catalogue_next(catalogue, reader.row))
		read_row(&reader);
	buf_release(&text);
}

bool keys_is_certain(const struct catalogue *catalogue, struct span key,
		     struct span value)
{
	const struct signal *row = catalogue_find(catalogue, SIGNAL_KEY, key);
	enum signal_grammar grammar;
	struct value_claim claim;
	struct words words;
	struct span text;

	value = span_strip(span_clip(value, FINDING_MAX_TEXT), " \t\r.");
	if (span_find(value, '<') < value.len)
		return value_next(catalogue, &value, true, &claim) &&
		       claim.says == VALUE_TOOL && !value.len;
	words_read(catalogue, value, &words);
	if (words_are_tool(&words) || !row)
		return words_are_tool(&words);
	catalogue_part(catalogue, row, &grammar, &text);
	return grammar != GRAMMAR_PERSON && words_are_shared(&words) &&
	       ascii_is_upper(value.at[0]);
}
