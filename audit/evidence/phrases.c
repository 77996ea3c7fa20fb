/* SPDX-License-Identifier: MIT */
#include "audit/evidence/phrases.h"

#include <string.h>

#include "audit/evidence/value.h"

enum { MAX_PREFIX = 64, MAX_LOOK = 200, MAX_BLANK_LINES = 3, MIN_NAME = 5 };

/* A phrase in its line. */
struct phrase {
	const struct catalogue *catalogue;
	const struct lines *lines;
	const struct phrase_hit *hit;
	size_t index; /* of the line */
	struct span line;
	struct span before, after; /* in the line */
	struct findings *findings;
};

static struct spot spot_of(const struct phrase *phrase)
{
	bool is_title = phrase->index == phrase->lines->title;

	return (struct spot){ is_title ? "subject" : "body", phrase->index + 1,
			      phrase->before.len };
}

/* What surrounds the phrase, where its line is long. */
static struct span shown(const struct phrase *phrase)
{
	size_t from = phrase->before.len > MAX_LOOK
			      ? phrase->before.len - MAX_LOOK
			      : 0;

	while (from && from < phrase->line.len &&
	       ((unsigned char)phrase->line.at[from] & 0xc0) == 0x80)
		from++;
	return span_trim(span_clip(
		span_cut(phrase->line, from, phrase->line.len), 2 * MAX_LOOK));
}

static void add(const struct phrase *phrase, struct span tool)
{
	const struct signal *row = phrase->hit->row;
	const struct finding finding = {
		.by = row,
		.class = row->class,
		.tool = *row->tool ? span_of(row->tool) : tool,
		.model = span_of(""),
		.spot = spot_of(phrase),
		.text = shown(phrase),
	};

	findings_add(phrase->findings, &finding);
}

static void declare_no(const struct phrase *phrase, struct span value)
{
	const struct lines *lines = phrase->lines;
	const struct phrase_hit *hit = phrase->hit;
	const struct declaration declaration = {
		.spot = spot_of(phrase),
		.key = span_cut(lines->text, hit->start, hit->end),
		.value = value,
		.says = DECLARE_NO,
	};

	findings_declare(phrase->findings, &declaration);
}

static bool is_line_start(const struct phrase *phrase)
{
	return phrase->before.len <= MAX_PREFIX &&
	       !span_has_alnum(phrase->before);
}

/* The next word of a text, which starts with at most one separator. */
static struct span first_word(struct span text)
{
	size_t start = 0, end;

	while (start < text.len && start < 2 && !ascii_is_alnum(text.at[start]))
		start++;
	for (end = start; end < text.len && ascii_is_alnum(text.at[end]); end++)
		;
	return span_cut(text, start, end);
}

static bool is_capital(struct span word)
{
	return word.len && ascii_is_upper(word.at[0]);
}

/* The next word of the same name, if any: "Monet" of " Monet", not of ". It". */
static struct span next_of_name(struct span after)
{
	static const char joins[] = " \t-'";

	if (!after.len || !strchr(joins, after.at[0]))
		return span_cut(after, 0, 0);
	return first_word(after);
}

/* "Opus 4.5", "GPT-5": a model is one with its version only. */
static const struct signal *model_of(const struct catalogue *catalogue,
				     struct span word, struct span next)
{
	if (!is_capital(word) || !next.len || !ascii_is_digit(next.at[0]))
		return NULL;
	return catalogue_find(catalogue, SIGNAL_MODEL, word);
}

/*
 * The tool whose name follows, or NULL.  "by Bob" and "by Claude Monet" are
 * people, "with cursor" is an arrow.
 */
static const struct signal *tool_after(const struct phrase *phrase)
{
	const struct span text = phrase->lines->text;
	struct span after =
		span_clip(span_cut(text, phrase->hit->end, text.len), MAX_LOOK);
	struct span word = first_word(after), next;
	const struct signal *row =
		catalogue_find(phrase->catalogue, SIGNAL_WORD, word);

	after = span_cut(after, (size_t)(word.at + word.len - after.at),
			 after.len);
	next = next_of_name(after);
	if (!row)
		return model_of(phrase->catalogue, word, next);
	if (row->class == CLASS_AUTOMATION)
		return NULL;
	if (word.at + word.len < text.at + text.len && word.at[word.len] == '_')
		return NULL; /* AI_V4MAPPED */
	if (row->class == CLASS_DECLARED)
		return row;
	if (span_is(word, "ai"))
		return is_capital(word) ? row : NULL;
	if (!is_capital(word) || word.len < MIN_NAME)
		return NULL;
	if (!is_capital(next))
		return row;
	if (span_is(next, "code") ||
	    catalogue_find(phrase->catalogue, SIGNAL_MODEL, next) ||
	    span_is(next, "security"))
		return row;
	return NULL;
}

/* What a heading or a key with blanks says: on its line, or on the next. */
static struct span disclosed(const struct phrase *phrase)
{
	static const char marks[] = " \t\r:*_-#`>";
	struct span value = span_strip(phrase->after, marks);

	for (size_t i = 1; !value.len && i <= MAX_BLANK_LINES; i++)
		value = span_strip(lines_get(phrase->lines, phrase->index + i),
				   marks);
	return value;
}

static void read_heading(const struct phrase *phrase)
{
	struct span after = span_strip(phrase->after, "*_");
	struct span value;

	if (!is_line_start(phrase) || phrase->index == phrase->lines->title)
		return;
	/* a lone "AI" is a heading only as a key */
	if (phrase->hit->end - phrase->hit->start < MIN_NAME &&
	    (!after.len || after.at[0] != ':'))
		return;
	value = disclosed(phrase);
	if (value_is_no(value))
		declare_no(phrase, value);
	else if (value.len)
		add(phrase, span_of(""));
}

/*
 * At the start of a sentence: else it may say "had no AI been used".  One
 * with a limit is no "no".
 */
static void read_no(const struct phrase *phrase)
{
	static const char *const limits[] = { " except", " to ", " for " };
	struct span before = span_trim(phrase->before);
	char last = before.len ? before.at[before.len - 1] : '.';

	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		if (span_starts(phrase->after, limits[i])) {
			add(phrase, span_of(""));
			return;
		}
	if (is_line_start(phrase) || last == '.' || last == ':')
		declare_no(phrase, span_trim(phrase->line));
}

void phrases_read(const struct catalogue *catalogue, const struct lines *lines,
		  const struct phrase_hit *hit, struct findings *findings)
{
	struct phrase phrase = { .catalogue = catalogue,
				 .lines = lines,
				 .hit = hit,
				 .findings = findings };
	enum signal_grammar grammar;
	const struct signal *tool;
	struct span rest;
	size_t from, to;

	phrase.index = lines_find(lines, hit->start);
	phrase.line = lines_get(lines, phrase.index);
	from = hit->start - lines->starts[phrase.index];
	to = from + (hit->end - hit->start);
	phrase.before = span_cut(phrase.line, 0, from);
	if (to > phrase.line.len)
		to = phrase.line.len; /* it goes on after a line end */
	phrase.after = span_cut(phrase.line, to, phrase.line.len);
	catalogue_part(catalogue, hit->row, &grammar, &rest);
	if (grammar == GRAMMAR_TOOL) {
		tool = tool_after(&phrase);
		if (tool)
			add(&phrase, span_of(tool->tool));
	} else if (grammar == GRAMMAR_SAYS) {
		read_heading(&phrase);
	} else if (grammar == GRAMMAR_NO) {
		read_no(&phrase);
	} else {
		add(&phrase, span_of(""));
	}
}
