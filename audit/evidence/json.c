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

enum { HEX_DIGITS = 4, ESCAPE = 6, REPLACEMENT = 0xfffd };

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of the escape "\uXXXX" that a text starts with, or -1. */
static long code_unit(struct span text)
{
	long unit = 0;

	if (text.len < (size_t)ESCAPE || text.at[0] != '\\' ||
	    text.at[1] != 'u')
		return -1;
	for (int i = ESCAPE - HEX_DIGITS; i < ESCAPE; i++) {
		if (hex_digit(text.at[i]) < 0)
			return -1;
		unit = unit * 16 + hex_digit(text.at[i]);
	}
	return unit;
}

static bool is_high(long unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(long unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

static void add_char(struct buf *buf, long c)
{
	if (c < 0x80) {
		buf_add_char(buf, (char)c);
		return;
	}
	if (c < 0x800) {
		buf_add_char(buf, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		buf_add_char(buf, (char)(0xe0 | c >> 12));
		buf_add_char(buf, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		buf_add_char(buf, (char)(0xf0 | c >> 18));
		buf_add_char(buf, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_add_char(buf, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	buf_add_char(buf, (char)(0x80 | (c & 0x3f)));
}

/* Resolve the escape that a text starts with; gives its length. */
static size_t add_escape(struct span text, struct buf *buf)
{
	static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
	long unit = code_unit(text), low;
	const char *letter;

	if (unit >= 0) {
		low = code_unit(span_cut(text, ESCAPE, text.len));
		if (is_high(unit) && is_low(low)) {
			add_char(buf, 0x10000 + ((unit - 0xd800) << 10) +
					      (low - 0xdc00));
			return (size_t)ESCAPE * 2;
		}
		add_char(buf, !unit || is_high(unit) || is_low(unit)
				      ? (long)REPLACEMENT
				      : unit);
		return ESCAPE;
	}
	if (text.len < 2 || !text.at[1] || !strchr("\"\\/bfnrt", text.at[1])) {
		buf_add_char(buf, '\\');
		return 1;
	}
	letter = strchr(letters, text.at[1]);
	buf_add_char(buf, letter ? controls[letter - letters] : text.at[1]);
	return 2;
}

void json_text(struct span string, struct buf *buf)
{
	while (string.len) {
		size_t n = span_find(string, '\\');

		buf_add(buf, string.at, n);
		string = span_cut(string, n, string.len);
		if (string.len)
			string = span_cut(string, add_escape(string, buf),
					  string.len);
	}
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
