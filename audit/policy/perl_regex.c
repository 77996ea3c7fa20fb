/* SPDX-License-Identifier: MIT */
#include "audit/policy/perl_regex.h"

#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/char_class.h"

/*
 * Most expressions are plain names (exynos, /pmac): those are searched for
 * as bytes.  Of the others, the longest run of bytes that any match must
 * hold is searched for first, as regexec is slow.
 */
struct perl_regex {
	struct buf needle; /* bytes that every match holds; may be empty */
	bool is_needle;    /* nothing else: posix is not compiled */
	regex_t posix;
};

/* A translation on its way. */
struct reader {
	struct slice text;
	size_t at;
	int flags;
	struct buf out;  /* the extended regular expression */
	struct buf run;  /* bytes in a row, up to here */
	struct buf best; /* the longest run so far */
	int depth;       /* of open parentheses */
	int n_bounds;    /* {m,n} so far */
	bool may_repeat; /* a quantifier may stand here */
	bool is_plain;   /* bytes only, so far */
	bool has_choice; /* "|" was seen: no run is needed by all */
};

static int peek(const struct reader *reader)
{
	if (reader->at == reader->text.len)
		return -1;
	return (unsigned char)reader->text.at[reader->at];
}

static void end_run(struct reader *reader)
{
	if (reader->run.len > reader->best.len) {
		buf_clear(&reader->best);
		buf_add(&reader->best, reader->run.data, reader->run.len);
	}
	buf_clear(&reader->run);
}

/* Something else than a byte. */
static void put_other(struct reader *reader, const char *posix, bool may_repeat)
{
	buf_add_str(&reader->out, posix);
	reader->is_plain = false;
	reader->may_repeat = may_repeat;
	end_run(reader);
}

static bool put_byte(struct reader *reader, int c)
{
	if (strchr(".[]()*+?{}|^$\\", c))
		buf_add_char(&reader->out, '\\');
	buf_add_char(&reader->out, (char)c);
	reader->may_repeat = true;
	if (reader->depth == 0)
		buf_add_char(&reader->run, (char)c);
	return true;
}

/* A set as a bracket expression: "]" first, "-" last, "^" not first. */
static bool put_class(struct reader *reader, const struct char_class *class)
{
	put_other(reader, "[", true);
	if (char_class_has(class, ']'))
		buf_add_char(&reader->out, ']');
	for (int c = 1; c < 256; c++)
		if (!strchr("]^-[", c) &&
		    char_class_has(class, (unsigned char)c))
			buf_add_char(&reader->out, (char)c);
	for (const char *c = "[^-"; *c; c++)
		if (char_class_has(class, (unsigned char)*c))
			buf_add_char(&reader->out, *c);
	buf_add_char(&reader->out, ']');
	return true;
}

static bool read_class(struct reader *reader)
{
	const struct slice rest = { reader->text.at + reader->at,
				    reader->text.len - reader->at };
	struct char_class class;
	const size_t n = char_class_read(rest, CHAR_CLASS_PERL, &class);

	reader->at += n;
	return n && put_class(reader, &class);
}

static bool read_escape(struct reader *reader)
{
	struct char_class class = { { 0 } };
	const int c = peek(reader);
	const bool is_upper = c > 0 && ascii_is_upper((char)c);

	if (c <= 0)
		return false;
	reader->at++;
	if (!ascii_is_alnum((char)c))
		return put_byte(reader, c);
	if (c == 'b') {
		put_other(reader, "\\b", false);
		return true;
	}
	if (!char_class_add_escape(&class, ascii_lower((char)c)))
		return false;
	for (size_t i = 0; is_upper && i < sizeof(class.bits); i++)
		class.bits[i] = (unsigned char)~class.bits[i];
	return put_class(reader, &class);
}

static bool read_group(struct reader *reader)
{
	if (peek(reader) == '?') {
		reader->at++;
		if (peek(reader) != ':')
			return false;
		reader->at++;
	}
	put_other(reader, "(", false);
	reader->depth++;
	return true;
}

static bool end_group(struct reader *reader)
{
	if (reader->depth == 0)
		return false;
	put_other(reader, ")", true);
	reader->depth--;
	return true;
}

/* What is repeated at least once stays in the run, the rest does not. */
static bool put_quantifier(struct reader *reader, struct slice posix)
{
	if (!reader->may_repeat)
		return false;
	if (reader->run.len && *posix.at != '+')
		buf_truncate(&reader->run, reader->run.len - 1);
	put_other(reader, "", false);
	buf_add(&reader->out, posix.at, posix.len);
	if (peek(reader) == '?' || peek(reader) == '+')
		reader->at++; /* lazy, possessive: takes the same paths here */
	return true;
}

/* {m}, {m,} or {m,n}, two digits at most; else "{" is a byte. */
static bool read_bound(struct reader *reader)
{
	const char *from = reader->text.at + reader->at;
	const size_t max = reader->text.len - reader->at;
	size_t n = 0, n_digits = 0, n_commas = 0;

	for (; n < max && (isdigit((unsigned char)from[n]) || from[n] == ',');
	     n++)
		*(from[n] == ',' ? &n_commas : &n_digits) += 1;
	if (n_digits == 0 || *from == ',' || n == max || from[n] != '}')
		return put_byte(reader, '{');
	if (n_digits > 4 || n_commas > 1 || reader->n_bounds++)
		return false;
	reader->at += n + 1;
	return put_quantifier(reader, (struct slice){ from - 1, n + 2 });
}

/* True if the byte is read over; a comment takes the rest of the line. */
static bool is_ignored(struct reader *reader, int c)
{
	if (!(reader->flags & PERL_REGEX_EXTENDED))
		return false;
	if (c == '#')
		reader->at = reader->text.len;
	return c == '#' || isspace(c);
}

static bool read_one(struct reader *reader, int c)
{
	switch (c) {
	case '\0':
		return false;
	case '\\':
		return read_escape(reader);
	case '[':
		return read_class(reader);
	case '(':
		return read_group(reader);
	case ')':
		return end_group(reader);
	case '{':
		return read_bound(reader);
	case '*':
	case '+':
	case '?':
		return put_quantifier(
			reader,
			(struct slice){ reader->text.at + reader->at - 1, 1 });
	case '|':
		reader->has_choice = true;
		put_other(reader, "|", false);
		return true;
	case '^':
	case '$':
	case '.':
		put_other(reader, (char[]){ (char)c, '\0' }, c == '.');
		return true;
	default:
		return is_ignored(reader, c) || put_byte(reader, c);
	}
}

static bool translate(struct reader *reader)
{
	if (reader->flags & PERL_REGEX_ANCHORED)
		put_other(reader, "^", false);
	while (reader->at < reader->text.len) {
		const int c = peek(reader);

		reader->at++;
		if (!read_one(reader, c))
			return false;
	}
	end_run(reader);
	if (reader->has_choice)
		buf_clear(&reader->best);
	return reader->depth == 0 && reader->out.len;
}

struct perl_regex *perl_regex_new(struct slice text, int flags)
{
	struct reader reader = { .text = text,
				 .flags = flags,
				 .out = BUF_INIT,
				 .run = BUF_INIT,
				 .best = BUF_INIT,
				 .is_plain = true };
	struct perl_regex *regex = xcalloc(1, sizeof(*regex));
	bool is_good = text.len <= PERL_REGEX_MAX && translate(&reader);

	regex->needle = reader.best;
	regex->is_needle = is_good && reader.is_plain;
	if (is_good && !regex->is_needle &&
	    regcomp(&regex->posix, reader.out.data, REG_EXTENDED | REG_NOSUB))
		is_good = false;
	buf_release(&reader.out);
	buf_release(&reader.run);
	if (!is_good) {
		buf_release(&regex->needle);
		free(regex);
		return NULL;
	}
	return regex;
}

void perl_regex_free(struct perl_regex *regex)
{
	if (!regex)
		return;
	if (!regex->is_needle)
		regfree(&regex->posix);
	buf_release(&regex->needle);
	free(regex);
}

bool perl_regex_match(const struct perl_regex *regex, struct slice text)
{
	regmatch_t range = { 0, (regoff_t)text.len };

	if (!memmem(text.at, text.len, regex->needle.data, regex->needle.len))
		return false;
	return regex->is_needle ||
	       regexec(&regex->posix, text.at, 1, &range, REG_STARTEND) == 0;
}
