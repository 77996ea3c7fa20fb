/* SPDX-License-Identifier: MIT */
#include "audit/evidence/reading.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/evidence/keys.h"
#include "audit/evidence/lines.h"
#include "audit/evidence/phrases.h"
#include "audit/git/message.h"
#include "audit/git/trailers.h"

/*
 * How much before a text still is the start of its line, and how much after
 * it is looked at: without an end, a line of many hits would take the square
 * of its length.
 */
enum { MAX_PREFIX = 64, MAX_LOOK = 400, MAX_BLANK_LINES = 2 };

struct hit {
	size_t row;
	size_t start, end;
};

struct reading {
	const struct catalogue *catalogue;
	bool *is_frame;   /* of a row: shows nothing without another hit */
	bool *is_told;    /* of a row: a phrase that this message had already */
	struct hit *hits; /* texts and keys */
	size_t n_hits, n_alloc;
	bool is_hot; /* something was found beside frames */
	struct lines lines;
	struct trailers trailers;
	struct findings *findings;
};

/* A hit in its line. */
struct place {
	const struct signal *row;
	size_t index; /* of the line */
	struct span line, before, found, after;
	bool is_cut; /* what was found goes on in the next line, as found does */
};

/*
 * "Signed-off-by: <person>" and "by <tool>" are in most messages, and show
 * nothing without the name of a tool or model, which is found by itself.
 */
static bool is_frame(const struct catalogue *catalogue,
		     const struct signal *row)
{
	enum signal_grammar grammar;
	struct span text;

	catalogue_part(catalogue, row, &grammar, &text);
	return (row->kind == SIGNAL_KEY && grammar == GRAMMAR_PERSON) ||
	       (row->kind == SIGNAL_PHRASE && grammar == GRAMMAR_TOOL);
}

struct reading *reading_new(const struct catalogue *catalogue)
{
	struct reading *r = xcalloc(1, sizeof(*r));
	size_t n = catalogue_n(catalogue);

	r->catalogue = catalogue;
	r->trailers = (struct trailers)TRAILERS_INIT;
	r->is_frame = xcalloc(n + 1, sizeof(*r->is_frame));
	r->is_told = xcalloc(n + 1, sizeof(*r->is_told));
	for (size_t i = 0; i < n; i++) {
		const struct signal *row = catalogue_row(catalogue, i);

		r->is_frame[i] = is_frame(catalogue, row);
	}
	return r;
}

void reading_free(struct reading *r)
{
	if (!r)
		return;
	trailers_release(&r->trailers);
	lines_release(&r->lines);
	free(r->hits);
	free(r->is_told);
	free(r->is_frame);
	free(r);
}

static bool is_text(enum signal_kind kind)
{
	return kind == SIGNAL_KEY || kind == SIGNAL_SESSION ||
	       kind == SIGNAL_FOOTER || kind == SIGNAL_PHRASE;
}

static void take_hit(void *context, size_t value, size_t start, size_t end)
{
	struct reading *r = context;

	r->is_hot = r->is_hot || !r->is_frame[value];
	if (!is_text(catalogue_row(r->catalogue, value)->kind))
		return;
	r->hits = xgrow(r->hits, r->n_hits, &r->n_alloc, sizeof(*r->hits));
	r->hits[r->n_hits++] = (struct hit){ value, start, end };
}

static struct place place_of(const struct reading *r, const struct hit *hit)
{
	struct place place;
	size_t from, to;

	place.row = catalogue_row(r->catalogue, hit->row);
	place.index = lines_find(&r->lines, hit->start);
	place.line = lines_get(&r->lines, place.index);
	from = hit->start - r->lines.starts[place.index];
	to = from + (hit->end - hit->start);
	place.is_cut = to > place.line.len;
	if (place.is_cut)
		to = place.line.len;
	place.before = span_cut(place.line, 0, from);
	place.found = span_cut(r->lines.text, hit->start, hit->end);
	place.after = span_cut(place.line, to, place.line.len);
	return place;
}

/* True if nothing but blanks, signs and marks stands before. */
static bool is_line_start(struct span before)
{
	return before.len <= MAX_PREFIX && !span_has_alnum(before);
}

/* A line end that became the two letters "\n". */
static bool is_glued(struct span before)
{
	size_t from = before.len > MAX_PREFIX ? before.len - MAX_PREFIX : 0;

	before = span_cut(before, from, before.len);
	while (before.len) {
		char last = before.at[before.len - 1];

		if (before.len > 1 && last == 'n' &&
		    before.at[before.len - 2] == '\\')
			return true;
		if (ascii_is_alnum(last) || last == '.' || last == '`')
			return false;
		before.len--;
	}
	return false;
}

/* Ends in an emoji and a blank, as footers do in messages of one line. */
static bool is_after_sign(struct span before)
{
	before = span_trim(before);
	return before.len >= 4 &&
	       memcmp(before.at + before.len - 4, "\xf0\x9f", 2) == 0;
}

static const char *place_name(const struct reading *r,
			      const struct place *place)
{
	if (place->index == r->lines.title)
		return "subject";
	if (place->before.len && ascii_is_space(place->before.at[0]))
		return "indented";
	return "body";
}

static void add(const struct reading *r, const struct place *place,
		enum signal_class class, const char *name)
{
	size_t from = place->before.len;
	struct span line = place->line;
	struct finding finding = {
		.by = place->row,
		.class = class,
		.tool = span_of(place->row->tool),
		.model = span_of(""),
		.spot = { name, place->index + 1, from },
	};

	if (from > MAX_PREFIX || strcmp(name, "inline") == 0)
		line = span_cut(line, from, line.len);
	line = span_clip(line, MAX_LOOK);
	line = span_cut(line, 0, span_find_text(line, "\\n"));
	finding.text = span_trim(line);
	findings_add(r->findings, &finding);
}

/* A blank may be a line end: texts of more than one line have them so. */
static bool equals_but_case(struct span found, const char *text)
{
	for (size_t i = 0; i < found.len; i++)
		if (ascii_lower(found.at[i]) != ascii_lower(text[i]) &&
		    (found.at[i] != '\n' || text[i] != ' '))
			return false;
	return found.len == strlen(text);
}

/* One that ends in a word ends its line, or goes on in brackets. */
static bool is_footer_whole(const struct place *place)
{
	struct span after = span_trim(span_clip(place->after, MAX_LOOK));

	if (!ascii_is_alnum(place->found.at[place->found.len - 1]) ||
	    span_find_text(after, "\\n") == 0)
		return true;
	return !span_has_alnum(after) || after.at[0] == '(' ||
	       after.at[0] == '[';
}

static void read_footer(const struct reading *r, const struct place *place)
{
	if (!equals_but_case(place->found, place->row->matcher) ||
	    !is_footer_whole(place))
		return;
	if (is_line_start(place->before))
		add(r, place, place->row->class, place_name(r, place));
	else if (is_glued(place->before) || is_after_sign(place->before))
		add(r, place, place->row->class, "inline");
	else
		add(r, place, CLASS_MENTION, place_name(r, place));
}

/* "Key: " or "Key words: ", before a URL. */
static bool is_key(struct span before)
{
	struct span key = span_strip(before, " \t*_>-([<");

	return before.len <= MAX_PREFIX && key.len &&
	       key.at[key.len - 1] == ':';
}

/* The line above that is not blank, and not far; empty: there is none. */
static struct span line_above(const struct reading *r,
			      const struct place *place)
{
	size_t index = place->index;
	struct span line = { r->lines.text.at, 0 };

	for (int i = 0; i < MAX_BLANK_LINES && index && !line.len; i++)
		line = span_trim(lines_get(&r->lines, --index));
	return line;
}

static struct span line_before(const struct reading *r,
			       const struct place *place)
{
	return place->index ? lines_get(&r->lines, place->index - 1)
			    : span_cut(r->lines.text, 0, 0);
}

/* A session that is shown, not the one that the change is from. */
static bool is_example(const struct reading *r, const struct place *place)
{
	static const char word[] = "example";
	struct span above = line_above(r, place);

	return span_starts(place->before, word) ||
	       (span_starts(above, word) && above.at[above.len - 1] == ':');
}

/* "It will look like this:", and an indented line: the form is shown. */
static bool is_shown(const struct reading *r, const struct place *place)
{
	struct span above = line_above(r, place);

	return above.len && above.at[above.len - 1] == ':';
}

static void read_session(const struct reading *r, const struct place *place)
{
	struct span after = span_clip(place->after, MAX_LOOK);
	size_t end = span_find(after, ' ');
	bool is_alone = !span_has_alnum(span_cut(after, end, after.len));

	if (!equals_but_case(place->found, place->row->matcher))
		return;
	if (!after.len || !ascii_is_alnum(after.at[0]))
		return;
	/* after a blank line, words may follow: "<URL> and then by hand" */
	is_alone = !is_example(r, place) &&
		   ((is_alone && is_key(place->before)) ||
		    (is_line_start(place->before) &&
		     (is_alone || !span_trim(line_before(r, place)).len)));
	if (is_alone)
		add(r, place, place->row->class, place_name(r, place));
	else if (is_glued(place->before))
		add(r, place, place->row->class, "inline");
	else
		add(r, place, CLASS_MENTION, place_name(r, place));
}

/* The trailer that starts on a line, or NULL. */
static const struct trailer *trailer_at(const struct reading *r, size_t line)
{
	size_t from = 0, to = r->trailers.n_items;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (r->trailers.items[middle].line < line)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == r->trailers.n_items || r->trailers.items[from].line != line)
		return NULL;
	return &r->trailers.items[from];
}

/* True for a line that is read as a trailer, so that nothing else is in it. */
static bool is_key_line(const struct reading *r, const struct place *place)
{
	const struct trailer *trailer = trailer_at(r, place->index + 1);

	return trailer &&
	       catalogue_find(r->catalogue, SIGNAL_KEY, span_of(trailer->key));
}

/* The places where only a tool beyond doubt is taken for a trailer. */
static const char *inline_place(const struct reading *r,
				const struct place *place, bool has_colon)
{
	struct span before = span_trim(span_clip(place->before, MAX_PREFIX));

	if (!has_colon)
		return NULL;
	if (is_glued(place->before))
		return "inline";
	if (lines_is_one(&r->lines) && place->before.len &&
	    ascii_is_space(place->before.at[place->before.len - 1]))
		return "inline";
	if (place->index != r->lines.title && before.len &&
	    place->before.len < MAX_PREFIX && before.at[before.len - 1] == ':')
		return "inline";
	return NULL;
}

static const char *key_place(const struct reading *r, const struct place *place,
			     bool has_colon, bool *wants_proof_out)
{
	*wants_proof_out = true;
	if (place->index == r->lines.title)
		return inline_place(r, place, has_colon);
	if (!place->before.len) {
		*wants_proof_out = !has_colon;
		return "body";
	}
	if (has_colon && place->before.len <= MAX_PREFIX &&
	    !span_strip(place->before, " \t>*-").len) {
		*wants_proof_out = false;
		return "indented";
	}
	return inline_place(r, place, has_colon);
}

/* The value that goes on after ":" or a blank, up to what ends it. */
static struct span value_of(struct span after, bool has_colon, bool is_inline)
{
	static const char *const ends[] = { "> ", "\\n" };
	struct span value = span_trim(after);

	if (has_colon)
		value = span_trim(span_cut(value, 1, value.len));
	value = span_clip(value, MAX_LOOK);
	for (size_t i = 0; is_inline && i < 2; i++) {
		size_t at = span_find_text(value, ends[i]);

		if (at < value.len)
			value = span_cut(value, 0, i ? at : at + 1);
	}
	return value;
}

/*
 * Without a colon a line is a sentence, so it must end as it begins, and the
 * key be a whole phrase: "Assisted by Claude Code.", "With the help of".
 */
static bool is_sentence(const struct reading *r, const struct place *place)
{
	struct span key = place->found, after = place->after;

	if (!after.len || after.at[0] != ' ' ||
	    span_find(after, ':') < after.len)
		return false;
	/* "was\ngenerated by Claude" goes on in the middle */
	if (!ascii_is_upper(key.at[0]) && place->index &&
	    span_trim(lines_get(&r->lines, place->index - 1)).len)
		return false;
	return span_ends(key, "by") || span_ends(key, " of") ||
	       span_ends(key, " from");
}

/* A disclosure with a heading's key and prose is read as a phrase. */
static bool is_heading(const struct place *place, bool has_colon)
{
	return has_colon && span_find(place->found, ' ') < place->found.len &&
	       span_find(span_of(place->row->matcher), ' ') >=
		       span_find(span_of(place->row->matcher), ':') &&
	       span_starts(place->found, "AI");
}

/* A key that is no trailer's: with blanks, indented, glued, without ":". */
static void read_key(const struct reading *r, const struct place *place)
{
	struct span after = span_clip(place->after, MAX_LOOK);
	struct span rest = span_trim(after);
	bool has_colon = rest.len && rest.at[0] == ':';
	bool wants_proof;
	struct key_line line = { .key = place->found };

	if (place->is_cut ||
	    (!is_glued(place->before) && is_key_line(r, place)))
		return;
	line.has_no_colon = !has_colon;
	line.spot.place = key_place(r, place, has_colon, &wants_proof);
	if (!line.spot.place || !after.len)
		return;
	if (!has_colon && !is_sentence(r, place))
		return;
	if (strcmp(line.spot.place, "indented") == 0 && is_shown(r, place))
		return;
	wants_proof = wants_proof || is_heading(place, has_colon);
	line.spot.line = place->index + 1;
	line.spot.offset = place->before.len;
	line.value = value_of(after, has_colon,
			      strcmp(line.spot.place, "inline") == 0);
	if (wants_proof && !keys_is_certain(r->catalogue, line.key, line.value))
		return;
	keys_read(r->catalogue, &line, r->findings);
}

static void read_phrase(const struct reading *r, const struct hit *hit,
			const struct place *place)
{
	const struct phrase_hit phrase = {
		catalogue_row(r->catalogue, hit->row), hit->start, hit->end
	};
	size_t before = r->findings->n_items;

	if (r->is_told[hit->row] || is_key_line(r, place))
		return;
	phrases_read(r->catalogue, &r->lines, &phrase, r->findings);
	r->is_told[hit->row] = r->findings->n_items > before;
}

static void read_hit(const struct reading *r, const struct hit *hit)
{
	const struct place place = place_of(r, hit);

	switch (place.row->kind) {
	case SIGNAL_FOOTER:
		read_footer(r, &place);
		break;
	case SIGNAL_SESSION:
		read_session(r, &place);
		break;
	case SIGNAL_KEY:
		read_key(r, &place);
		break;
	default:
		read_phrase(r, hit, &place);
		break;
	}
}

static void read_trailers(const struct reading *r)
{
	for (size_t i = 0; i < r->trailers.n_items; i++) {
		const struct trailer *trailer = &r->trailers.items[i];
		const struct key_line line = {
			.key = span_of(trailer->key),
			.value = span_of(trailer->value),
			.spot = { trailers_place_name(trailer->place),
				  trailer->line, 0 },
		};

		keys_read(r->catalogue, &line, r->findings);
	}
}

void reading_message(struct reading *r, const char *message, size_t len,
		     struct findings *findings)
{
	len = message_len(message, len);
	r->n_hits = 0;
	r->is_hot = false;
	catalogue_scan(r->catalogue, message, len, take_hit, r);
	if (!r->is_hot)
		return;
	r->findings = findings;
	lines_read(&r->lines, (struct span){ message, len });
	trailers_read(&r->trailers, message, len);
	read_trailers(r);
	for (size_t i = 0; i < r->n_hits; i++)
		read_hit(r, &r->hits[i]);
	for (size_t i = 0; i < r->n_hits; i++)
		r->is_told[r->hits[i].row] = false;
}
