/* SPDX-License-Identifier: MIT */
#include "audit/evidence/declare.h"

#include <string.h>

#include "audit/evidence/value.h"

static const char *const kinds[] = { "code", "tests", "docs", "research" };

const char *declare_says_name(enum declare_says says)
{
	static const char *const names[] = { "yes", "no", "research" };

	return names[says];
}

/* The one of the four that it is, but for case; NULL: another word. */
static const char *known_kind(struct span kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (span_is(kind, kinds[i]))
			return kinds[i];
	return NULL;
}

/* Where the next comma outside of brackets is, or len. */
static size_t find_comma(struct span text)
{
	int depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '(')
			depth++;
		else if (text.at[i] == ')')
			depth -= depth > 0;
		else if (text.at[i] == ',' && !depth)
			return i;
	}
	return text.len;
}

/* An item as it stands between commas; false at the end. */
static bool next_item(struct span *rest, struct span *item_out)
{
	size_t comma;

	if (!rest->len)
		return false;
	comma = find_comma(*rest);
	*item_out = span_cut(*rest, 0, comma);
	*rest = span_cut(*rest, comma < rest->len ? comma + 1 : comma,
			 rest->len);
	return true;
}

static struct declare_kind read_item(struct span item)
{
	struct declare_kind read = { span_trim(item), { NULL, 0 } };
	size_t open = span_find(read.kind, '(');
	const char *known;

	if (open < read.kind.len && read.kind.at[read.kind.len - 1] == ')') {
		read.explanation = span_trim(
			span_cut(read.kind, open + 1, read.kind.len - 1));
		read.kind = span_trim(span_cut(read.kind, 0, open));
	}
	known = known_kind(read.kind);
	if (known)
		read.kind = span_of(known);
	return read;
}

bool declare_next(struct span *rest, struct declare_kind *kind_out)
{
	struct span item;

	if (value_is_no(*rest))
		return false;
	while (next_item(rest, &item)) {
		*kind_out = read_item(item);
		if (kind_out->kind.len)
			return true;
	}
	return false;
}

/* "KIND" or "KIND (text)", with one blank at most before it. */
static bool is_item_well_formed(struct span item, bool is_first)
{
	if (!is_first && item.len && item.at[0] == ' ')
		item = span_cut(item, 1, item.len);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t n = strlen(kinds[i]);
		struct span rest;

		if (item.len < n || memcmp(item.at, kinds[i], n) != 0)
			continue;
		rest = span_cut(item, n, item.len);
		return !rest.len ||
		       (rest.len > 3 && rest.at[0] == ' ' &&
			rest.at[1] == '(' && rest.at[rest.len - 1] == ')');
	}
	return false;
}

struct declare_reading declare_read(struct span value)
{
	struct declare_reading read = { DECLARE_RESEARCH, true };
	struct span rest = value, item;
	bool is_first = true;

	if (value_is_no(value))
		return (struct declare_reading){ DECLARE_NO, false };
	while (next_item(&rest, &item)) {
		if (!span_is(read_item(item).kind, "research"))
			read.says = DECLARE_YES;
		read.is_well_formed = read.is_well_formed &&
				      is_item_well_formed(item, is_first);
		is_first = false;
	}
	if (is_first)
		return (struct declare_reading){ DECLARE_YES, false };
	if (value.len && value.at[value.len - 1] == ',')
		read.is_well_formed = false;
	return read;
}
