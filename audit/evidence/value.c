/* SPDX-License-Identifier: MIT */
#include "audit/evidence/value.h"

#include <string.h>

#include "audit/evidence/identity.h"
#include "audit/evidence/words.h"

enum { MAX_PART = 512 }; /* what is looked at of a part */

/* A part of a value. */
struct part {
	struct span all, name;
	struct span inner; /* between < and >, or a bare address */
};

bool value_is_no(struct span value)
{
	static const char *const whole[] = {
		"no",    "none",   "n/a",    "na", "nil", "never",   "false",
		"human", "humans", "nobody", "-",  "0",   "nothing",
	};
	static const char *const starts[] = {
		"none ",  "none,",    "none;",      "none.",
		"no AI",  "no, ",     "no. ",       "no LLM",
		"not AI", "not used", "without AI", "no tools",
	};

	value = span_strip(value, " \t\r\n.!*_`'\"");
	if (span_find_text(span_clip(value, MAX_PART), "except") < value.len &&
	    value.len <= MAX_PART)
		return false;
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		if (span_is(value, whole[i]))
			return true;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (span_starts(value, starts[i]))
			return true;
	return false;
}

bool value_is_template(struct span value)
{
	static const char *const words[] = {
		"AGENT_NAME", "MODEL_VERSION", "TOOL_NAME", "TOOL1",
		"<tool",      "<agent",        "<model",    "[tool",
		"[model",     "[agent",        "<name",     "{",
		"...",        "<AI",           "$",         "YOUR_",
	};

	value = span_clip(value, MAX_PART);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (span_find_text(value, words[i]) < value.len)
			return true;
	return false;
}

static bool is_separator(struct span rest, size_t at, size_t *len_out)
{
	static const char *const separators[] = { ", ", "; ", " and ", " & ",
						  " + " };
	struct span here = span_cut(rest, at, rest.len);

	if (*here.at != ' ' && *here.at != ',' && *here.at != ';')
		return false;
	for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++) {
		size_t n = strlen(separators[i]);

		if (here.len >= n && memcmp(here.at, separators[i], n) == 0) {
			*len_out = n;
			return true;
		}
	}
	return false;
}

/* Cut off the first part, up to a separator outside of brackets. */
static struct span cut_part(struct span *rest)
{
	struct span part;
	size_t n = 0, at;
	int depth = 0;

	for (at = 0; at < rest->len; at++) {
		char c = rest->at[at];

		if (c == '(' || c == '[')
			depth++;
		else if (c == ')' || c == ']')
			depth -= depth > 0;
		else if (!depth && is_separator(*rest, at, &n))
			break;
	}
	part = span_cut(*rest, 0, at);
	*rest = span_cut(*rest, at < rest->len ? at + n : at, rest->len);
	return span_clip(span_trim(part), MAX_PART);
}

/* The word around an "@" that stands inside of it; empty: there is none. */
static struct span bare_address(struct span text)
{
	size_t at = span_find(text, '@'), start = at, end = at;

	if (at == text.len || !at)
		return span_cut(text, text.len, text.len);
	while (start && text.at[start - 1] != ' ')
		start--;
	while (end < text.len && text.at[end] != ' ')
		end++;
	if (start == at || end == at + 1)
		return span_cut(text, text.len, text.len);
	return span_strip(span_cut(text, start, end), "()<>,");
}

static struct part part_read(struct span all)
{
	struct part part = { all, all, { all.at + all.len, 0 } };
	size_t open = span_find(all, '<');

	if (open < all.len) {
		part.name = span_cut(all, 0, open);
		part.inner = span_cut(all, open + 1, all.len);
		part.inner =
			span_cut(part.inner, 0, span_find(part.inner, '>'));
	} else {
		part.inner = bare_address(all);
		if (part.inner.len)
			part.name = span_cut(all, 0,
					     (size_t)(part.inner.at - all.at));
	}
	part.name = span_strip(part.name, " \t\r\n\"'");
	part.inner = span_trim(part.inner);
	return part;
}

static bool has_model(const struct catalogue *catalogue, struct span text)
{
	struct words words;

	words_read(catalogue, text, &words);
	return words_have_model(&words) && !words.n_other && !words.has_plain;
}

/* What the first round brackets hold, up to a comma. */
static struct span bracketed(struct span name)
{
	size_t open = span_find(name, '(');
	struct span inner = span_cut(name, open, name.len);

	if (!inner.len)
		return inner;
	inner = span_cut(inner, 1, span_find(inner, ')'));
	inner = span_cut(inner, 0, span_find(inner, ';'));
	return span_trim(span_cut(inner, 0, span_find(inner, ',')));
}

/* Around a word between tool and model; a side that states a model wins. */
static struct span beside_joint(const struct catalogue *catalogue,
				struct span name)
{
	static const char *const joints[] = { " via ", " with ", " using ",
					      "/" };

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		size_t at = span_find_text(name, joints[i]);
		struct span left, right;

		if (at == name.len)
			continue;
		left = span_trim(span_cut(name, 0, at));
		right = span_trim(
			span_cut(name, at + strlen(joints[i]), name.len));
		if (has_model(catalogue, right))
			return right;
		if (has_model(catalogue, left))
			return left;
	}
	return span_cut(name, name.len, name.len);
}

struct span value_model(const struct catalogue *catalogue, struct span name)
{
	struct span found = bracketed(name);

	/* a "=" is of what tools count, as in "claude-opus=80%" */
	if (span_find(found, '=') == found.len && has_model(catalogue, found))
		return found;
	name = span_trim(span_cut(name, 0, span_find(name, '(')));
	name = span_trim(span_cut(name, 0, span_find(name, '[')));
	found = beside_joint(catalogue, name);
	if (found.len)
		return found;
	if (has_model(catalogue, name))
		return name;
	return span_cut(name, name.len, name.len);
}

static void claim_row(struct value_claim *claim, const struct signal *row)
{
	claim->by = row;
	claim->tool = row ? span_of(row->tool) : span_of("");
}

/* Where the ":" of "Agent:Model" is, or 0. */
static size_t find_colon(struct span text)
{
	size_t at = span_find(text, ':');

	if (!at || at + 1 >= text.len || text.at[at + 1] == ' ' ||
	    text.at[at + 1] == ':')
		return 0;
	if (text.at[at + 1] == '/')
		return 0;
	for (size_t i = 0; i < at; i++)
		if (strchr("<>@", text.at[i]))
			return 0;
	return at;
}

/*
 * The model of "Agent:Model ...": all up to brackets if nothing else is said
 * there, else one word and what goes on a version.
 */
static struct span colon_model(const struct catalogue *catalogue,
			       struct span model)
{
	size_t end = span_find(model, ' ');
	struct span all = span_cut(model, 0, span_find(model, '['));

	all = span_trim(span_cut(all, 0, span_find(all, '(')));
	if (has_model(catalogue, all))
		return all;

	while (end + 1 < model.len && ascii_is_digit(model.at[end + 1])) {
		struct span more = span_cut(model, end + 1, model.len);

		end += 1 + span_find(more, ' ');
	}
	return span_cut(model, 0, end);
}

static bool claim_agent(const struct catalogue *catalogue, struct span text,
			struct value_claim *claim)
{
	size_t at = find_colon(text);
	struct words words;
	struct span agent;

	if (!at)
		return false;
	agent = span_trim(span_cut(text, 0, at));
	words_read(catalogue, agent, &words);
	if (words.has_plain)
		return true;
	claim->says = VALUE_TOOL;
	claim_row(claim, words_tool(&words));
	if (!claim->by)
		claim->tool = agent;
	claim->model = colon_model(catalogue, span_cut(text, at + 1, text.len));
	return true;
}

/* "My Tool (fast)" is named "My Tool". */
static struct span without_brackets(const struct part *part)
{
	return span_trim(span_cut(part->name, 0, span_find(part->name, '(')));
}

/* A name alone, or with what is no address. */
static void claim_words(const struct catalogue *catalogue,
			const struct part *part, bool is_person,
			struct value_claim *claim)
{
	struct words words;
	bool is_tool, is_model;
	const struct signal *named =
		catalogue_find(catalogue, SIGNAL_NAME, without_brackets(part));

	if (named && named->class != CLASS_AUTOMATION) {
		claim->says = VALUE_TOOL;
		claim_row(claim, named);
		claim->model = value_model(catalogue, part->name);
		return;
	}
	words_read(catalogue, part->all, &words);
	is_model = words.model && !words.is_model_shared;
	is_tool = words_are_tool(&words) || words_are_shared(&words);
	if (!is_person)
		is_tool = is_tool || words.tool || is_model ||
			  (words.shared && words.has_version);
	if (!is_tool && !words.tool && !is_model &&
	    (is_person || !words.shared))
		return;
	if (words.has_plain && !words.tool && !is_model)
		return;
	claim->says = is_tool ? VALUE_TOOL : VALUE_MAYBE;
	claim_row(claim, words_tool(&words));
	claim->model = value_model(catalogue, part->name);
	if (!claim->model.len && has_model(catalogue, part->inner))
		claim->model = part->inner;
}

static void claim_identity(const struct catalogue *catalogue,
			   const struct part *part, bool is_person,
			   struct value_claim *claim)
{
	const struct signal *maybe = NULL;
	const struct signal *row =
		identity_find(catalogue, part->name, part->inner, &maybe);
	struct words words;

	if (row && row->class == CLASS_AUTOMATION)
		return;
	if (!row && maybe && !is_person) {
		words_read(catalogue, part->name, &words);
		if (words_are_shared(&words))
			row = maybe;
	}
	if (!row && !maybe)
		return;
	claim->says = row ? VALUE_TOOL : VALUE_MAYBE;
	claim_row(claim, row ? row : maybe);
	claim->model = value_model(catalogue, part->name);
}

bool value_next(const struct catalogue *catalogue, struct span *rest,
		bool is_person, struct value_claim *claim_out)
{
	struct part part;
	struct span all;

	*rest = span_trim(*rest);
	if (!rest->len)
		return false;
	all = cut_part(rest);
	memset(claim_out, 0, sizeof(*claim_out));
	claim_out->tool = claim_out->model = span_cut(all, all.len, all.len);
	part = part_read(all);
	if (!all.len)
		return true;
	if (!is_person && claim_agent(catalogue, all, claim_out))
		return true;
	if (span_find(part.inner, '@') < part.inner.len)
		claim_identity(catalogue, &part, is_person, claim_out);
	else
		claim_words(catalogue, &part, is_person, claim_out);
	return true;
}
