/* SPDX-License-Identifier: MIT */
/*
 * A subject is read from left to right:
 *
 *	hw/net: Revert (scope): "Revert "hw/net: add x"" (#12)
 *	area    verb   scope    name: the first quote to the last one
 */
#include "audit/reverts/read_subject.h"

#include <string.h>

#include "audit/base/ascii.h"
#include "audit/reverts/read_name.h"

/* The verbs that open a subject, or follow an area. */
static const struct verb {
	const char *word;
	bool is_again;
} verbs[] = {
	{ "revert", false },
	{ "reverts", false },
	{ "reverted", false },
	{ "reverting", false },
	{ "back out", false },
	{ "backs out", false },
	{ "backout", false },
	{ "backed out", false },
	{ "undo", false },
	{ "undoes", false },
	{ "reapply", true },
	{ "re-apply", true },
	{ "reland", true },
	{ "re-land", true },
	{ "unrevert", true },
	{ "partial revert", false },
	{ "partially revert", false },
	{ "partly revert", false },
};

static const struct verb *verb_at(const char *at)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (read_is_word(at, verbs[i].word))
			return &verbs[i];
	return NULL;
}

size_t read_subject_len(const char *subject, size_t len)
{
	for (;;) {
		size_t at;

		len = ascii_trimmed_len(subject, len);
		at = len;
		if (!at || subject[--at] != ')')
			return len;
		while (at && ascii_is_digit(subject[at - 1]))
			at--;
		if (at < 2 || at == len - 1 || subject[at - 1] != '#' ||
		    subject[at - 2] != '(')
			return len;
		len = at - 2;
	}
}

/* The verb of a subject, behind an area or none. */
static const struct verb *find_verb(const char *subject, const char **at_out)
{
	const char *at = subject;
	const struct verb *verb = verb_at(at);

	if (*at == '[' && strchr(at, ']')) {
		at = read_gap(strchr(at, ']') + 1);
		verb = verb_at(at);
	}
	while (!verb && (at = strstr(at, ": ")) != NULL) {
		at += 2;
		verb = verb_at(at);
	}
	*at_out = at;
	return verb;
}

/* Revert "Revert "x"" reverts a revert: how deep is it? */
static unsigned n_deep(const char *at)
{
	unsigned n = 0;

	for (;; n++) {
		if (strncmp(at, "Revert \"", 8) == 0)
			at += 8;
		else if (strncmp(at, "Reapply \"", 9) == 0)
			return n + 2;
		else
			return n;
	}
}

/* The closing quote that fits the opening one at at. */
static const char *closing(const char *at, size_t *len_out)
{
	static const char *const pairs[][2] = {
		{ "\"", "\"" },
		{ "'", "'" },
		{ "`", "`" },
		{ "\xe2\x80\x9c", "\xe2\x80\x9d" },
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		*len_out = strlen(pairs[i][0]);
		if (strncmp(at, pairs[i][0], *len_out) == 0)
			return pairs[i][1];
	}
	return NULL;
}

/* Length without an ellipsis at the end; len where there is none. */
static size_t uncut_len(const char *text, size_t len)
{
	if (len > 3 && (memcmp(text + len - 3, "\xe2\x80\xa6", 3) == 0 ||
			memcmp(text + len - 3, "...", 3) == 0))
		return ascii_trimmed_len(text, len - 3);
	return len;
}

static void set_name(struct read_subject *read, enum revert_shape shape,
		     enum revert_by by, const char *name, size_t len)
{
	read->shape = shape;
	read->by = by;
	read->name = name;
	read->name_len = len;
}

/* Read the quoted subject at at..end; false if it is none. */
static bool read_quoted(struct read_subject *read, const char *at,
			const char *end, bool is_again)
{
	size_t open, len, close_len;
	const char *close = closing(at, &open);
	struct read_name id;

	if (!close || at + open >= end)
		return false;
	at += open;
	len = (size_t)(end - at);
	close_len = strlen(close);
	if (uncut_len(at, len) < len) {
		set_name(read, SHAPE_SUBJECT_CUT,
			 is_again ? BY_REVERTED : BY_HEAD, at,
			 uncut_len(at, len));
		return read->name_len > 0;
	}
	if (len <= close_len || memcmp(end - close_len, close, close_len) != 0)
		return false;
	len = ascii_trimmed_len(at, len - close_len);
	set_name(read, SHAPE_SUBJECT, is_again ? BY_REVERTED : BY_SUBJECT, at,
		 len);
	if (read_name(at, &id) && id.by == BY_ID && id.end == at + len)
		set_name(read, SHAPE_SUBJECT_ID, BY_ID, at, len);
	else if (uncut_len(at, len) < len)
		set_name(read, SHAPE_SUBJECT_CUT,
			 is_again ? BY_REVERTED : BY_HEAD, at,
			 uncut_len(at, len));
	return read->name_len > 0;
}

/* "(scope):", "!:", ":" and "^3" after the verb. */
static const char *skip_scope(const char *at, const char *end,
			      bool *is_conventional, unsigned *power)
{
	*is_conventional = false;
	*power = 0;
	if (*at == '^' && ascii_is_digit(at[1])) {
		*power = (unsigned)(at[1] - '0');
		at += 2;
	}
	if (*at == '(' && memchr(at, ')', (size_t)(end - at)))
		at = (const char *)memchr(at, ')', (size_t)(end - at)) + 1;
	at += *at == '!';
	if (*at == ':') {
		*is_conventional = true;
		at++;
	}
	return read_gap(at);
}

/* An id or a pull request after "commit", "PR" and the like. */
static bool read_named(struct read_subject *read, const char *at)
{
	static const char *const fillers[] = { "commit", "commits", "pr",
					       "pull",   "request", "merge",
					       "patch",  "change",  "changes",
					       "from",   "of",      "in" };
	struct read_name name;

	for (unsigned n = 0; n < 4 && !read_name(at, &name); n++) {
		size_t i = 0;

		while (i < sizeof(fillers) / sizeof(*fillers) &&
		       !read_is_word(at, fillers[i]))
			i++;
		if (i == sizeof(fillers) / sizeof(*fillers))
			return false;
		at = read_gap(read_word_end(at));
	}
	if (!read_name(at, &name))
		return false;
	set_name(read, name.by == BY_ID ? SHAPE_SUBJECT_ID : name.shape,
		 name.by, name.text, name.len);
	read->is_foreign = name.is_foreign;
	return true;
}

static enum revert_says says_of(const struct verb *verb, const char *at,
				unsigned power)
{
	unsigned deep = n_deep(at);

	if (verb->word[0] == 'p')
		return SAYS_PARTIAL;
	if (power)
		return power % 2 ? SAYS_REVERT : SAYS_REAPPLY;
	if (deep)
		return deep % 2 ? SAYS_REVERT : SAYS_REAPPLY;
	return verb->is_again ? SAYS_REAPPLY : SAYS_REVERT;
}

void read_subject(const char *subject, struct read_subject *read_out)
{
	struct read_subject read = { .shape = N_SHAPES };
	size_t len = read_subject_len(subject, strlen(subject));
	const char *at, *rest, *end = subject + len;
	const struct verb *verb = find_verb(subject, &at);
	bool is_conventional;
	unsigned power;

	*read_out = read;
	if (!verb || strncmp(subject, "fixup!", 6) == 0 ||
	    strncmp(subject, "squash!", 7) == 0 ||
	    strncmp(subject, "amend!", 6) == 0)
		return;
	rest = skip_scope(at + strlen(verb->word), end, &is_conventional,
			  &power);
	read.is_revert = true;
	read.says = says_of(verb, at, power);
	read.area = subject;
	read.area_len = (size_t)(at - subject);
	if (rest < end && !power && !read_named(&read, rest) &&
	    !read_quoted(&read, rest, end, verb->is_again))
		set_name(&read,
			 is_conventional ? SHAPE_CONVENTIONAL : SHAPE_FREE,
			 verb->is_again ? BY_REVERTED : BY_SUBJECT, rest,
			 (size_t)(end - rest));
	*read_out = read;
}
