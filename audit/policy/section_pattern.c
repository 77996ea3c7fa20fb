/* SPDX-License-Identifier: MIT */
#include "audit/policy/section_pattern.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/perl_regex.h"
#include "audit/policy/tokens.h"

struct section_pattern {
	struct tokens tokens;     /* of F and X, unless regex is set */
	struct perl_regex *regex; /* of N, and of what tokens cannot say */
	bool is_anywhere;         /* N: slashes do not count */
	bool may_be_folder;       /* see section_pattern_may_be_folder() */
	bool takes_below;         /* ends with a slash */
	size_t n_slashes;
	char *folder;
	size_t n_folder;
};

enum { PATTERN_MAX_LEN = 4096 };

#define NOWHERE ((size_t)-1)

void section_pattern_free(struct section_pattern *pattern)
{
	if (!pattern)
		return;
	tokens_release(&pattern->tokens);
	perl_regex_free(pattern->regex);
	free(pattern->folder);
	free(pattern);
}

static bool read_tokens(struct tokens *tokens, struct slice text)
{
	for (size_t at = 0; at < text.len; at++) {
		const struct slice rest = { text.at + at + 1,
					    text.len - at - 1 };
		const unsigned char c = (unsigned char)text.at[at];
		size_t n = 1;

		if (c == '*')
			tokens_add(tokens, TOKEN_STAR);
		else if (c == '?')
			tokens_add(tokens, TOKEN_ANY);
		else if (c == '[')
			at += n =
				tokens_add_class(tokens, rest, CHAR_CLASS_PERL);
		else
			tokens_add(tokens, c);
		if (n == 0)
			return false;
	}
	return true;
}

/* As get_maintainer.pl makes an expression of a pattern. */
static struct perl_regex *read_regex(struct slice text)
{
	struct buf expr = BUF_INIT;
	struct perl_regex *regex;

	for (size_t at = 0; at < text.len; at++) {
		if (text.at[at] == '.')
			buf_add_str(&expr, "\\.");
		else if (text.at[at] == '*')
			buf_add_str(&expr, ".*");
		else
			buf_add_char(&expr,
				     text.at[at] == '?' ? '.' : text.at[at]);
	}
	regex = perl_regex_new((struct slice){ expr.data, expr.len },
			       PERL_REGEX_ANCHORED);
	buf_release(&expr);
	return regex;
}

static bool holds_any(struct slice text, const char *bytes)
{
	for (; *bytes; bytes++)
		if (memchr(text.at, *bytes, text.len))
			return true;
	return false;
}

static void set_folder(struct section_pattern *pattern, struct slice text)
{
	for (size_t at = 0; at < text.len && !strchr("*?[", text.at[at]); at++)
		if (text.at[at] == '/')
			pattern->n_folder = at + 1;
	pattern->folder = xmemdup0(text.at, pattern->n_folder);
}

static bool compile_path(struct section_pattern *pattern, struct slice text)
{
	if (text.len > PATTERN_MAX_LEN)
		return false;
	for (size_t at = 0; at < text.len; at++)
		pattern->n_slashes += text.at[at] == '/';
	pattern->takes_below = text.len && text.at[text.len - 1] == '/';
	if (holds_any(text, "+(){}|^$\\")) {
		pattern->folder = xstrdup("");
		pattern->regex = read_regex(text);
		return pattern->regex != NULL;
	}
	pattern->may_be_folder =
		!pattern->takes_below && !holds_any(text, "*?[.");
	set_folder(pattern, text);
	return read_tokens(&pattern->tokens, text);
}

static bool compile(struct section_pattern *pattern, char kind,
		    struct slice text)
{
	if (kind != 'N')
		return compile_path(pattern, text);
	pattern->is_anywhere = true;
	pattern->folder = xstrdup("");
	pattern->regex = perl_regex_new(text, PERL_REGEX_EXTENDED);
	return pattern->regex != NULL;
}

struct section_pattern *section_pattern_new(char kind, struct slice text)
{
	struct section_pattern *pattern = xcalloc(1, sizeof(*pattern));

	if (!compile(pattern, kind, text)) {
		section_pattern_free(pattern);
		return NULL;
	}
	return pattern;
}

bool section_pattern_may_be_folder(const struct section_pattern *pattern)
{
	return pattern->may_be_folder;
}

void section_pattern_set_folder(struct section_pattern *pattern)
{
	if (!pattern->may_be_folder || pattern->takes_below)
		return;
	tokens_add(&pattern->tokens, '/');
	pattern->takes_below = true;
}

struct slice section_pattern_folder(const struct section_pattern *pattern)
{
	return (struct slice){ pattern->folder, pattern->n_folder };
}

/*
 * True if path starts with what the tokens say.  The first place where the
 * tokens between two stars fit is as good as any later one, so only the last
 * star can need another try.
 */
static bool starts_with(const struct tokens *tokens, struct slice path)
{
	size_t t = 0, at = 0, star = NOWHERE, star_at = 0;

	while (t < tokens->n_items) {
		if (tokens->items[t] == TOKEN_STAR) {
			star = ++t;
			star_at = at;
		} else if (at < path.len &&
			   tokens_take(tokens, t, path.at[at])) {
			t++;
			at++;
		} else if (star != NOWHERE && at < path.len) {
			t = star;
			at = ++star_at;
		} else {
			return false;
		}
	}
	return true;
}

bool section_pattern_match(const struct section_pattern *pattern,
			   struct slice path, size_t n_slashes)
{
	if (!pattern->is_anywhere && !pattern->takes_below &&
	    pattern->n_slashes != n_slashes)
		return false;
	if (pattern->regex)
		return perl_regex_match(pattern->regex, path);
	return starts_with(&pattern->tokens, path);
}
