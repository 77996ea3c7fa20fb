/* SPDX-License-Identifier: MIT */
#include "audit/evidence/note_text.h"

#include <string.h>

#include "audit/evidence/json.h"
#include "audit/evidence/trace_text.h"

enum { MIN_HEX = 7, MAX_HEX = 16 };

static bool is_hex(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]) &&
		    !(text.at[i] >= 'a' && text.at[i] <= 'f'))
			return false;
	return text.len >= MIN_HEX && text.len <= MAX_HEX;
}

/* "1-8,12" are nine lines. */
static int64_t count_ranges(struct span ranges)
{
	int64_t n = 0;

	while (ranges.len) {
		size_t comma = span_find(ranges, ',');
		struct span range = span_cut(ranges, 0, comma);
		size_t dash = span_find(range, '-');
		long first = json_number(span_cut(range, 0, dash));
		long last = first;

		if (dash < range.len)
			last = json_number(
				span_cut(range, dash + 1, range.len));
		if (first > 0 && last >= first)
			n += last - first + 1;
		ranges =
			span_cut(ranges, comma < ranges.len ? comma + 1 : comma,
				 ranges.len);
	}
	return n;
}

/* An entry of the attestations: lines of AI, or 0. */
static int64_t read_entry(struct span entry)
{
	size_t blank = span_find(entry, ' ');
	struct span key = span_cut(entry, 0, blank);

	if (!(key.len > 2 && memcmp(key.at, "s_", 2) == 0) && !is_hex(key))
		return 0;
	return count_ranges(span_trim(span_cut(entry, blank, entry.len)));
}

static struct span cut_line(struct span *rest)
{
	size_t end = span_find(*rest, '\n');
	struct span line = span_cut(*rest, 0, end);

	*rest = span_cut(*rest, end < rest->len ? end + 1 : end, rest->len);
	return line;
}

static void read_attestations(struct span text,
			      const struct note_reader *reader)
{
	struct span path = { NULL, 0 };

	while (text.len) {
		struct span line = cut_line(&text);
		int64_t n;

		if (!line.len || line.at[0] != ' ') {
			path = span_strip(span_trim(line), "\"");
			continue;
		}
		n = read_entry(span_trim(line));
		if (n && path.len)
			reader->lines(reader->context, path, n);
	}
}

static void read_agents(struct span agents, const struct note_reader *reader)
{
	struct span inside = json_inside(agents), key, value;

	if (!agents.len || agents.at[0] != '{')
		return;
	while (json_member(&inside, &key, &value)) {
		struct span id = json_get(value, "agent_id");

		if (!value.len || value.at[0] != '{')
			continue;
		reader->agent(reader->context,
			      json_string(json_get(id, "tool")),
			      json_string(json_get(id, "model")));
	}
}

static void take_claim(void *context, const struct trace_claim *claim)
{
	const struct note_reader *reader = context;

	reader->agent(reader->context, claim->tool, claim->model);
	if (claim->n_lines && claim->path.len)
		reader->lines(reader->context, claim->path, claim->n_lines);
}

/* "category": "ai_generated", at any depth. */
static bool has_category(struct span json)
{
	static const char key[] = "\"category\"";

	for (size_t at; (at = span_find_text(json, key)) < json.len;) {
		json = span_cut(json, at + strlen(key), json.len);
		while (json.len &&
		       (ascii_is_space(json.at[0]) || json.at[0] == ':'))
			json = span_cut(json, 1, json.len);
		if (span_starts(json, "\"ai_generated\""))
			return true;
	}
	return false;
}

/* Where the line "---" ends the attestations, or len. */
static size_t find_divider(struct span text)
{
	size_t at;

	if (text.len >= 4 && memcmp(text.at, "---\n", 4) == 0)
		return 0;
	at = span_find_text(text, "\n---\n");
	return at < text.len ? at + 1 : text.len;
}

void note_text_read(struct span text, const struct note_reader *reader)
{
	struct span none = { text.at, 0 };
	size_t divider = find_divider(text);
	struct span json = span_trim(text);
	struct note_reader copy = *reader;

	if (divider < text.len) {
		json = span_trim(span_cut(text, divider + 4, text.len));
		read_agents(json_get(json, "prompts"), reader);
		read_agents(json_get(json, "sessions"), reader);
		read_attestations(span_cut(text, 0, divider), reader);
		return;
	}
	if (!json.len || (json.at[0] != '{' && json.at[0] != '['))
		return;
	trace_text_read(json, take_claim, &copy);
	if (has_category(json))
		reader->agent(reader->context, none, none);
}
