/* SPDX-License-Identifier: MIT */
#include "audit/policy/char_class.h"

#include <ctype.h>
#include <string.h>

enum { N_BYTES = 256, ASCII_END = 128 };

struct named_class {
	const char *name;
	int (*has)(int c);
};

static const struct named_class named_classes[] = {
	{ "alnum", isalnum }, { "alpha", isalpha }, { "blank", isblank },
	{ "cntrl", iscntrl }, { "digit", isdigit }, { "graph", isgraph },
	{ "lower", islower }, { "print", isprint }, { "punct", ispunct },
	{ "space", isspace }, { "upper", isupper }, { "xdigit", isxdigit },
	{ NULL, NULL },
};

/* Where the reading of a class stands. */
struct reader {
	struct slice text;
	size_t at;
	enum char_class_syntax syntax;
	int before; /* the member that a "-" would start from, or -1 */
};

bool char_class_has(const struct char_class *class, unsigned char c)
{
	return class->bits[c / 8] >> c % 8 & 1;
}

static void add(struct char_class *class, int c)
{
	class->bits[c / 8] |= (unsigned char)(1 << c % 8);
}

static void add_if(struct char_class *class, int (*has)(int c))
{
	for (int c = 0; c < ASCII_END; c++)
		if (has(c))
			add(class, c);
}

bool char_class_add_escape(struct char_class *class, char letter)
{
	switch (letter) {
	case 's':
		add_if(class, isspace);
		return true;
	case 'd':
		add_if(class, isdigit);
		return true;
	case 'w':
		add_if(class, isalnum);
		add(class, '_');
		return true;
	default:
		return false;
	}
}

/* "alpha:]..." after its "[:"; false if unknown. */
static bool read_named(struct reader *reader, struct char_class *class)
{
	const char *name = reader->text.at + reader->at;
	const size_t len = reader->text.len - reader->at;

	for (const struct named_class *n = named_classes; n->name; n++) {
		const size_t n_name = strlen(n->name);

		if (len >= n_name + 2 && memcmp(name, n->name, n_name) == 0 &&
		    memcmp(name + n_name, ":]", 2) == 0) {
			add_if(class, n->has);
			reader->at += n_name + 2;
			reader->before = -1;
			return true;
		}
	}
	return false;
}

/* The next byte, taken; -1 at the end. */
static int take(struct reader *reader)
{
	if (reader->at == reader->text.len)
		return -1;
	return (unsigned char)reader->text.at[reader->at++];
}

/* The byte offset bytes ahead, or -1. */
static int peek(const struct reader *reader, size_t offset)
{
	if (reader->text.len - reader->at <= offset)
		return -1;
	return (unsigned char)reader->text.at[reader->at + offset];
}

/* The end of a range, whose "-" was taken. */
static bool read_range(struct reader *reader, struct char_class *class)
{
	int last = take(reader);

	if (last == '\\')
		last = take(reader);
	if (last < 0)
		return false;
	for (int c = reader->before; c <= last; c++)
		add(class, c);
	reader->before = -1;
	return true;
}

/* What follows a backslash, which was taken. */
static bool read_escape(struct reader *reader, struct char_class *class)
{
	int c = take(reader);

	if (c < 0)
		return false;
	if (reader->syntax == CHAR_CLASS_PERL) {
		reader->before = -1;
		if (char_class_add_escape(class, (char)c))
			return true;
		if (c == 't')
			c = '\t';
		else if (isalnum(c))
			return false;
	}
	add(class, c);
	reader->before = c;
	return true;
}

/* One member or range that starts with c, which was taken. */
static bool read_member(struct reader *reader, int c, struct char_class *class)
{
	const int next = peek(reader, 0);

	if (c < 0)
		return false;
	if (c == '\\')
		return read_escape(reader, class);
	if (c == '-' && reader->before >= 0 && next >= 0 && next != ']')
		return read_range(reader, class);
	if (c == '[' && next == ':') {
		reader->at++;
		return read_named(reader, class);
	}
	add(class, c);
	reader->before = c;
	return true;
}

size_t char_class_read(struct slice text, enum char_class_syntax syntax,
		       struct char_class *class_out)
{
	struct reader reader = { text, 0, syntax, -1 };
	struct char_class class = { { 0 } };
	const int first = peek(&reader, 0);
	const bool is_negated =
		first == '^' || (first == '!' && syntax == CHAR_CLASS_GLOB);

	if (is_negated)
		reader.at++;
	do {
		if (!read_member(&reader, take(&reader), &class))
			return 0;
	} while (peek(&reader, 0) != ']');
	for (size_t i = 0; is_negated && i < sizeof(class.bits); i++)
		class.bits[i] = (unsigned char)~class.bits[i];
	*class_out = class;
	return reader.at + 1;
}
