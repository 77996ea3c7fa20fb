/* SPDX-License-Identifier: MIT */
#include "audit/evidence/json.h"

#include <string.h>

enum { MAX_DIGITS = 9 };

/* Where the string that starts at position at ends, behind its quote. */
static size_t string_end(struct span text, size_t at)
{
	for (at++; at < text.len && text.at[at] != '"'; at++)
		if (text.at[at] == '\\')
			at++;
	return at < text.len ? at + 1 : text.len;
}

/* Where the value at position at ends: a separator outside of all. */
static size_t value_end(struct span text, size_t at)
{
	size_t depth = 0;

	while (at < text.len) {
		char c = text.at[at];

		if (c == '"') {
			at = string_end(text, at);
			continue;
		}
		if (c == '{' || c == '[')
			depth++;
		if (!depth && (c == ',' || c == '}' || c == ']'))
			break;
		if (c == '}' || c == ']')
			depth--;
		at++;
	}
	return at;
}

static void skip(struct span *text, const char *set)
{
	while (text->len && strchr(set, text->at[0]) && text->at[0])
		*text = span_cut(*text, 1, text->len);
}

struct span json_inside(struct span value)
{
	value = span_trim(value);
	if (value.len < 2 || (value.at[0] != '{' && value.at[0] != '['))
		return span_cut(value, 0, 0);
	return span_cut(value, 1, value.len);
}

bool json_item(struct span *inside, struct span *value_out)
{
	size_t end;

	skip(inside, " \t\r\n,");
	if (!inside->len || inside->at[0] == '}' || inside->at[0] == ']')
		return false;
	end = value_end(*inside, 0);
	*value_out = span_trim(span_cut(*inside, 0, end));
	*inside = span_cut(*inside, end, inside->len);
	return true;
}

bool json_member(struct span *inside, struct span *key_out,
		 struct span *value_out)
{
	size_t end;

	skip(inside, " \t\r\n,");
	if (!inside->len || inside->at[0] != '"')
		return false;
	end = string_end(*inside, 0);
	*key_out = json_string(span_cut(*inside, 0, end));
	*inside = span_cut(*inside, end, inside->len);
	skip(inside, " \t\r\n:");
	end = value_end(*inside, 0);
	*value_out = span_trim(span_cut(*inside, 0, end));
	*inside = span_cut(*inside, end, inside->len);
	return true;
}

struct span json_get(struct span object, const char *key)
{
	struct span inside = json_inside(object);
	struct span name, value;

	while (json_member(&inside, &name, &value))
		if (name.len == strlen(key) &&
		    memcmp(name.at, key, name.len) == 0)
			return value;
	return span_cut(object, 0, 0);
}

struct span json_string(struct span value)
{
	if (value.len < 2 || value.at[0] != '"' ||
	    value.at[value.len - 1] != '"')
		return span_cut(value, 0, 0);
	return span_cut(value, 1, value.len - 1);
}

long json_number(struct span value)
{
	long number = 0;

	if (value.len > MAX_DIGITS)
		return 0;
	for (size_t i = 0; i < value.len; i++) {
		if (!ascii_is_digit(value.at[i]))
			return 0;
		number = number * 10 + (value.at[i] - '0');
	}
	return number;
}
