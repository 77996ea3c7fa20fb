/* SPDX-License-Identifier: MIT */
#include "audit/policy/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/policy/tokens.h"

/*
 *   /drivers/<star><star>/a[bc].?          tokens: 'd' 'r' ... 's'
 *    |       |            |                        (none: is_deep)
 *    part 0  part 1       part 2 = the last        'a' CLASS+0 '.' ANY
 */
/* What stands between two slashes. */
struct part {
	size_t from, to; /* its tokens */
	bool is_deep;    /* "**": any number of folders, no tokens */
	bool is_plain;   /* nothing but bytes */
};

struct pattern {
	struct tokens tokens;
	struct part *parts;
	size_t n_parts, n_parts_alloc;
	bool only_below;  /* takes what is below, not the thing itself */
	bool only_itself; /* takes the thing itself, not what is below */
	char *folder;     /* pattern_folder() */
	size_t n_folder;
};

#define NOWHERE ((size_t)-1)

static struct part *add_part(struct pattern *pattern)
{
	struct part *part;

	pattern->parts =
		xgrow(pattern->parts, pattern->n_parts, &pattern->n_parts_alloc,
		      sizeof(*pattern->parts));
	part = &pattern->parts[pattern->n_parts++];
	*part = (struct part){ pattern->tokens.n_items, pattern->tokens.n_items,
			       false, true };
	return part;
}

static void add_deep(struct pattern *pattern)
{
	struct part *part = add_part(pattern);

	part->is_deep = true;
	part->is_plain = false;
}

/* One token at the start of text; how many bytes it takes, 0 if bad. */
static size_t read_token(struct pattern *pattern, struct slice text, int flags)
{
	const unsigned char c = (unsigned char)*text.at;
	size_t n;

	switch (c) {
	case '\\':
		if (text.len < 2)
			return 0;
		tokens_add(&pattern->tokens, (unsigned char)text.at[1]);
		return 2;
	case '*':
		tokens_add(&pattern->tokens, TOKEN_STAR);
		for (n = 1; n < text.len && text.at[n] == '*';)
			n++;
		return n;
	case '?':
		tokens_add(&pattern->tokens, TOKEN_ANY);
		return 1;
	case '[':
		if (flags & PATTERN_CLASSES) {
			n = tokens_add_class(
				&pattern->tokens,
				(struct slice){ text.at + 1, text.len - 1 },
				CHAR_CLASS_GLOB);
			return n ? n + 1 : 0;
		}
		/* fall through */
	default:
		tokens_add(&pattern->tokens, c);
		return 1;
	}
}

/* A run of two or more stars, and nothing else before the next slash. */
static bool is_deep(struct slice text)
{
	size_t n = 0;

	while (n < text.len && text.at[n] == '*')
		n++;
	return n >= 2 && (n == text.len || text.at[n] == '/');
}

/* One part at the start of text; how many bytes it takes, NOWHERE if bad. */
static size_t read_part(struct pattern *pattern, struct slice text, int flags)
{
	size_t at = 0;
	struct part *part;

	if (is_deep(text)) {
		add_deep(pattern);
		while (at < text.len && text.at[at] == '*')
			at++;
		return at;
	}
	part = add_part(pattern);
	while (at < text.len && text.at[at] != '/') {
		const struct slice rest = { text.at + at, text.len - at };
		const size_t n = read_token(pattern, rest, flags);

		if (n == 0)
			return NOWHERE;
		at += n;
		if (pattern->tokens.items[pattern->tokens.n_items - 1] >=
		    TOKEN_ANY)
			part->is_plain = false;
	}
	part->to = pattern->tokens.n_items;
	return at;
}

static bool read_parts(struct pattern *pattern, struct slice text, int flags)
{
	size_t at = 0;

	for (;;) {
		const struct slice rest = { text.at + at, text.len - at };
		const size_t n = read_part(pattern, rest, flags);

		if (n == NOWHERE)
			return false;
		at += n;
		if (at == text.len)
			return true;
		at++; /* the slash */
	}
}

/* The plain parts at the front; the last one only if all is below it. */
static void set_folder(struct pattern *pattern)
{
	size_t n_parts = pattern->n_parts - !pattern->only_below;

	pattern->folder = xmalloc(pattern->tokens.n_items + pattern->n_parts);
	for (size_t i = 0; i < n_parts && pattern->parts[i].is_plain; i++) {
		const struct part *part = &pattern->parts[i];

		for (size_t t = part->from; t < part->to; t++)
			pattern->folder[pattern->n_folder++] =
				(char)pattern->tokens.items[t];
		pattern->folder[pattern->n_folder++] = '/';
	}
}

static bool is_lone_star(const struct pattern *pattern, const struct part *part)
{
	return part->to - part->from == 1 &&
	       pattern->tokens.items[part->from] == TOKEN_STAR;
}

static bool compile(struct pattern *pattern, struct slice text, int flags)
{
	bool is_anchored = false;

	if (text.len && *text.at == '/') {
		is_anchored = true;
		text = (struct slice){ text.at + 1, text.len - 1 };
	}
	if (text.len && text.at[text.len - 1] == '/') {
		pattern->only_below = true;
		text.len--;
	}
	if (text.len == 0)
		return false;
	if (!is_anchored && !memchr(text.at, '/', text.len))
		add_deep(pattern);
	if (!read_parts(pattern, text, flags))
		return false;
	pattern->only_itself =
		flags & PATTERN_DIRECT && !pattern->only_below &&
		is_lone_star(pattern, &pattern->parts[pattern->n_parts - 1]);
	set_folder(pattern);
	return true;
}

struct pattern *pattern_new(struct slice text, int flags)
{
	struct pattern *pattern;

	if (text.len > PATTERN_MAX)
		return NULL;
	pattern = xcalloc(1, sizeof(*pattern));
	if (!compile(pattern, text, flags)) {
		pattern_free(pattern);
		return NULL;
	}
	return pattern;
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	free(pattern->folder);
	tokens_release(&pattern->tokens);
	free(pattern->parts);
	free(pattern);
}

struct slice pattern_folder(const struct pattern *pattern)
{
	return (struct slice){ pattern->folder, pattern->n_folder };
}

/* The token of a part, or TOKEN_END behind its last. */
static unsigned token_of(const struct pattern *pattern, const struct part *part,
			 size_t t)
{
	return t < part->to ? pattern->tokens.items[t] : TOKEN_END;
}

/*
 * Only the last star can need another try: what an earlier one takes less,
 * the last one takes more.  So there is no tree of tries.
 */
static bool part_takes(const struct pattern *pattern, const struct part *part,
		       struct slice name)
{
	size_t t = part->from, at = 0, star = NOWHERE, star_at = 0;

	while (at < name.len) {
		const unsigned token = token_of(pattern, part, t);

		if (token == TOKEN_STAR) {
			star = t++;
			star_at = at;
		} else if (t < part->to &&
			   tokens_take(&pattern->tokens, t, name.at[at])) {
			t++;
			at++;
		} else if (star != NOWHERE) {
			t = star + 1;
			at = ++star_at;
		} else {
			return false;
		}
	}
	while (token_of(pattern, part, t) == TOKEN_STAR)
		t++;
	return t == part->to;
}

/* The component of path that starts at a byte; at <= path.len. */
static struct slice component(struct slice path, size_t at)
{
	const char *from = path.at + at;
	const char *slash = memchr(from, '/', path.len - at);

	return (struct slice){ from,
			       slash ? (size_t)(slash - from) : path.len - at };
}

/* All parts were used up; at is the next component's start. */
static bool may_end(const struct pattern *pattern, struct slice path, size_t at)
{
	return at > path.len ? !pattern->only_below : !pattern->only_itself;
}

/* The last part is "**": it wants something to be below. */
static bool may_end_deep(const struct pattern *pattern, struct slice path,
			 size_t at)
{
	if (at > path.len)
		return false;
	return !pattern->only_below || component(path, at).len < path.len - at;
}

/* Go on behind the next part and component, if the one takes the other. */
static bool step(const struct pattern *pattern, struct slice path, size_t *p,
		 size_t *at)
{
	struct slice name;

	if (*at > path.len)
		return false;
	name = component(path, *at);
	if (!part_takes(pattern, &pattern->parts[*p], name))
		return false;
	*at += name.len + 1;
	*p += 1;
	return true;
}

bool pattern_match(const struct pattern *pattern, struct slice path)
{
	size_t p = 0, at = 0; /* next part; start of the next component */
	size_t deep = NOWHERE, deep_at = 0;

	for (;;) {
		if (p == pattern->n_parts) {
			if (may_end(pattern, path, at))
				return true;
		} else if (pattern->parts[p].is_deep) {
			if (++p == pattern->n_parts)
				return may_end_deep(pattern, path, at);
			deep = p;
			deep_at = at;
			continue;
		} else if (step(pattern, path, &p, &at)) {
			continue;
		}
		if (deep == NOWHERE || deep_at > path.len)
			return false;
		deep_at += component(path, deep_at).len + 1;
		at = deep_at;
		p = deep;
	}
}
