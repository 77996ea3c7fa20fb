/* SPDX-License-Identifier: MIT */
/*
 * From verb to verb: fillers, a name, perhaps a parenthesis, further names.
 *
 *	This reverts commit 1234567 ("x"), 89abcde and fedcba9.
 *	     verb    filler name    paren. list
 */
#include "audit/reverts/read_sentence.h"

#include <string.h>

#include "audit/base/ascii.h"
#include "audit/reverts/read_name.h"

enum { FILLERS_MAX = 8, PARENTHESIS_MAX = 400 };

/* --- names after a verb --- */

static const char *skip_parenthesis(const char *at)
{
	unsigned depth = 0;

	for (unsigned n = 0; n < PARENTHESIS_MAX && at[n]; n++) {
		depth += at[n] == '(';
		depth -= at[n] == ')';
		if (!depth)
			return at + n + 1;
	}
	return at;
}

/* What stands between two names of a list, or at where nothing does. */
static const char *skip_between(const char *at, bool is_plural)
{
	static const char *const words[] = { "and", "commit", "commits" };
	const char *start, *begin = at;
	bool is_between = false;

	do {
		size_t n;

		start = at;
		at = read_gap(at);
		n = strspn(at, ",;&+");
		if (is_plural && (*at == '-' || *at == '*'))
			n = 1;
		for (size_t i = 0; !n && i < 3; i++)
			if (read_is_word(at, words[i]))
				n = strlen(words[i]);
		/* in a plural list, a line for each is enough */
		is_between = is_between || n ||
			     (is_plural &&
			      memchr(start, '\n', (size_t)(at - start)));
		at += n;
	} while (at > start);
	return is_between ? at : begin;
}

/* ", reversing changes made to ID": the id, or NULL. */
static const char *find_kept(const char *at, struct read_name *name)
{
	static const char *const words[] = { "reversing", "changes", "made",
					     "to" };

	at += *at == ',';
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		at = read_gap(at);
		if (!read_is_word(at, words[i]))
			return NULL;
		at = read_word_end(at);
	}
	if (!read_name(read_gap(at), name) || name->by != BY_ID)
		return NULL;
	return name->text;
}

/* How a verb was used. */
struct use {
	enum revert_says says;
	bool is_opening; /* the line begins with it */
	bool is_standard, is_plural;
};

static enum revert_shape shape_of(const struct use *use,
				  const struct read_name *name)
{
	if (name->shape != N_SHAPES)
		return name->shape;
	if (!use->is_standard)
		return SHAPE_SENTENCE;
	return use->is_plural ? SHAPE_PLURAL : SHAPE_STANDARD;
}

static struct revert_claim *add_name(struct reading *reading,
				     const struct use *use,
				     const struct read_name *name)
{
	struct revert_claim *claim = reading_add(
		reading, shape_of(use, name), name->by, name->text, name->len);

	claim->says = use->says;
	claim->is_weak = !use->is_standard && name->by != BY_NOTHING &&
			 !(name->by == BY_PULL && use->is_opening);
	claim->must_agree = claim->is_weak || name->is_foreign;
	if (reading->squash && name->text > reading->squash)
		claim->shape = SHAPE_SQUASH;
	return claim;
}

/* The names from at on; returns where to go on. */
static const char *read_names(struct reading *reading, const struct use *use,
			      const char *at)
{
	struct use all = *use;
	struct read_name name, kept;
	const char *next;

	while (read_name(at, &name) && reading->claims->n < reading->n_max) {
		struct revert_claim *claim = add_name(reading, &all, &name);

		at = read_gap(name.end);
		if (*at == '(') {
			next = skip_parenthesis(at);
			if (next > at && claim->shape == SHAPE_STANDARD)
				claim->shape = SHAPE_REFERENCE;
			at = next;
		} else {
			at = name.end;
		}
		if (find_kept(at, &kept)) {
			claim->kept =
				reading_copy_id(reading, kept.text, kept.len);
			if (claim->shape == SHAPE_STANDARD)
				claim->shape = SHAPE_MERGE;
			return kept.end;
		}
		next = skip_between(at, use->is_plural);
		if (next == at || !read_name(next, &kept) || kept.by != name.by)
			return at;
		at = next;
		all.is_plural = true;
	}
	return at;
}

/* --- verbs within lines --- */

static bool is_filler(const char *at)
{
	static const char *const words[] = {
		"commit",  "commits",   "merge", "change", "changes", "the",
		"from",    "of",        "in",    "made",   "by",      "part",
		"parts",   "most",      "my",    "our",    "pr",      "pull",
		"request", "remaining", "hunk",  "hunks",  "patch",   "patches",
		"svn",     "revision",  "both",  "all",    "with",    "id",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (read_is_word(at, words[i]))
			return true;
	return false;
}

/* Is it a part that is taken back? */
static bool is_some(const char *at)
{
	static const char *const words[] = { "part",      "parts", "most",
					     "remaining", "hunk",  "hunks" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (read_is_word(at, words[i]))
			return true;
	return false;
}

/* Words and colons up to a name; NULL where another word comes before. */
static const char *skip_fillers(const char *at, struct use *use)
{
	struct read_name name;

	for (unsigned n = 0; n <= FILLERS_MAX; n++) {
		at = read_gap(at);
		at += *at == ':';
		at = read_gap(at);
		if (use->is_plural && (*at == '-' || *at == '*'))
			at = read_gap(at + 1);
		if (read_name(at, &name))
			return at;
		if (!is_filler(at))
			return NULL;
		use->is_plural |= read_is_word(at, "commits");
		if (is_some(at))
			use->says = SAYS_PARTIAL;
		while (ascii_is_alpha(*at))
			at++;
	}
	return NULL;
}

/* Does "partially" or the like stand right before the verb? */
static bool is_part(const char *line, const char *verb)
{
	static const char *const words[] = { "partially ", "partly ",
					     "partial " };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(verb - line) >= n &&
		    read_has_head(verb - n, words[i]))
			return true;
	}
	return false;
}

/* Does the line begin with the verb, or with "This" and the verb? */
static bool is_opening(const char *line, const char *verb)
{
	static const char *const heads[] = { "", "this ", "partially ",
					     "this partially ",
					     "this partly " };

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if ((size_t)(verb - line) == strlen(heads[i]) &&
		    read_has_head(line, heads[i]))
			return true;
	return false;
}

static enum revert_says says_of(const struct reading *reading, bool is_part)
{
	if (is_part)
		return SAYS_PARTIAL;
	return reading->subject.is_revert ? reading->subject.says : SAYS_REVERT;
}

/* A quoted subject after "This reverts commit". */
static const char *read_quoted(struct reading *reading, const struct use *use,
			       const char *at)
{
	const char *end;

	at = read_gap(at);
	if (read_is_word(at, "commit"))
		at = read_gap(read_word_end(at));
	end = *at == '"' ? read_line_end(at) : at;
	while (end > at + 1 && end[-1] != '"')
		end--;
	if (end <= at + 2)
		return at;
	if (!reading->squash || at < reading->squash)
		reading_add(reading, SHAPE_SUBJECT, BY_SUBJECT, at + 1,
			    (size_t)(end - at) - 2)
			->says = use->says;
	return end;
}

/* One verb of the current line; returns where to go on. */
static const char *read_use(struct reading *reading, const char *verb,
			    const char *after)
{
	const char *names, *word = read_gap(after);
	struct use use = {
		.is_opening = is_opening(reading->line, verb),
		.says = says_of(reading, is_part(reading->line, verb)),
	};

	use.is_standard =
		use.is_opening && verb > reading->line &&
		read_is_word(verb, "reverts") &&
		(read_is_word(word, "commit") ||
		 read_is_word(word, "commits") || read_is_word(word, "merge"));
	names = skip_fillers(after, &use);
	if (names)
		return read_names(reading, &use, names);
	return use.is_standard ? read_quoted(reading, &use, after) : after;
}

/* The verb at the start of a word, or NULL; then what follows it. */
static const char *verb_end(const char *at)
{
	static const char *const verbs[] = { "reverts",   "revert",
					     "reverting", "backs out",
					     "back out",  "backed out",
					     "undoes" };

	if (!strchr("rRbBuU", *at))
		return NULL;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (read_is_word(at, verbs[i]))
			return at + strlen(verbs[i]);
	return NULL;
}

/* "Fixes: ID", "Refs: ID": the names, as claims of that shape. */
static void read_key(struct reading *reading, const char *at,
		     enum revert_shape shape)
{
	struct read_name name;

	at = read_gap(at);
	if (read_is_word(at, "commit"))
		at = read_gap(read_word_end(at));
	while (read_name(at, &name) && name.by == BY_ID &&
	       name.shape == N_SHAPES && reading->claims->n < reading->n_max) {
		struct revert_claim *claim =
			reading_add(reading, shape, BY_ID, name.text, name.len);

		claim->says = says_of(reading, false);
		claim->is_weak = claim->must_agree = shape == SHAPE_REFS;
		at = read_gap(name.end);
		at = read_gap(*at == '(' ? skip_parenthesis(at) : at);
		if (*at != ',')
			return;
		at = read_gap(at + 1);
	}
}

static void read_keys(struct reading *reading)
{
	static const struct {
		const char *key;
		enum revert_shape shape;
	} keys[] = { { "fixes:", SHAPE_FIXES },
		     { "refs:", SHAPE_REFS },
		     { "ref:", SHAPE_REFS } };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		size_t n = strlen(keys[i].key);

		if (read_has_head(reading->line, keys[i].key) &&
		    (keys[i].shape == SHAPE_FIXES ||
		     reading->subject.is_revert))
			read_key(reading, reading->line + n, keys[i].shape);
	}
}

/* The claims of the current line; returns how far it read. */
const char *read_sentences(struct reading *reading)
{
	const char *at = reading->line, *end = read_line_end(at);
	bool is_start = true;

	if (*at && strchr(" \t>|\"`-*#+", *at))
		return end;
	read_keys(reading);
	for (; at < end; at++) {
		const char *after = is_start ? verb_end(at) : NULL;

		if (after) {
			at = read_use(reading, at, after);
			if (at >= end)
				return at;
		}
		is_start = !ascii_is_alnum(*at) && *at != '-' && *at != '_' &&
			   *at != '/';
	}
	return end;
}
