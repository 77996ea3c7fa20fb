/* SPDX-License-Identifier: MIT */
#include "audit/reverts/read_name.h"

#include <string.h>

#include "audit/base/ascii.h"

enum { ID_MIN = 7, ID_MAX = 40, DIGITS_MAX = 9 };

static const char hex_digits[] = "0123456789abcdefABCDEF";
static const char decimals[] = "0123456789";

const char *read_line_end(const char *at)
{
	return at + strcspn(at, "\n");
}

const char *read_word_end(const char *at)
{
	return at + strcspn(at, " \t\r\n");
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " \t\r");
}

const char *read_gap(const char *at)
{
	const char *next;

	at = skip_blanks(at);
	if (*at != '\n')
		return at;
	next = skip_blanks(at + 1);
	return *next == '\n' || *next == '\0' || *next == '>' ? at : next;
}

bool read_has_head(const char *at, const char *head)
{
	for (; *head; at++, head++)
		if (ascii_lower(*at) != *head)
			return false;
	return true;
}

bool read_is_word(const char *at, const char *word)
{
	if (!read_has_head(at, word))
		return false;
	at += strlen(word);
	return !ascii_is_alnum(*at) && *at != '_' && *at != '-';
}

/* Is the name, len bytes of at, a word of its own? */
static bool ends_word(const char *at, size_t len)
{
	char next = at[len];

	if (next == '-' || next == '/' || next == '_')
		return !ascii_is_alnum(at[len + 1]);
	return !ascii_is_alnum(next);
}

static bool set(struct read_name *name, enum revert_by by,
		enum revert_shape shape, const char *text, size_t len)
{
	name->by = by;
	name->shape = shape;
	name->text = text;
	name->len = len;
	name->end = text + len;
	return true;
}

/* What names an older commit from an id on: "^", "~2"; and any more of them. */
static const char *skip_ancestry(const char *at)
{
	while (*at == '^' || *at == '~')
		at += 1 + strspn(at + 1, decimals);
	return at;
}

/*
 * Of a range its last commit is the one that is in it for sure: A..B begins
 * behind A, A^..B with it.  "A^" alone is another commit than A.
 */
static bool read_id(const char *at, struct read_name *name)
{
	size_t len = strspn(at, hex_digits);
	const char *end, *last;

	if (len < ID_MIN || len > ID_MAX || !ends_word(at, len))
		return false;
	end = skip_ancestry(at + len);
	last = end + strspn(end, ".");
	if (last > end + 1) {
		size_t n = strspn(last, hex_digits);

		if (n >= ID_MIN && n <= ID_MAX && ends_word(last, n))
			return set(name, BY_ID, N_SHAPES, last, n);
	}
	return end == at + len && set(name, BY_ID, N_SHAPES, at, len);
}

static bool read_change_id(const char *at, struct read_name *name)
{
	return *at == 'I' && strspn(at + 1, hex_digits) == ID_MAX &&
	       ends_word(at, 1 + ID_MAX) &&
	       set(name, BY_NOTHING, SHAPE_CHANGE_ID, at, 1 + ID_MAX);
}

static bool read_svn(const char *at, struct read_name *name)
{
	size_t len = *at == 'r' ? strspn(at + 1, decimals) : 0;

	return len >= 2 && len <= DIGITS_MAX && ends_word(at, 1 + len) &&
	       set(name, BY_NOTHING, SHAPE_SVN, at, 1 + len);
}

/* "#12", "owner/repository#12". */
static bool read_pull(const char *at, struct read_name *name)
{
	size_t head = 0, len;

	while (ascii_is_alnum(at[head]) || strchr("-_./", at[head])) {
		if (!at[head])
			return false;
		head++;
	}
	if (at[head] != '#' || (head && !memchr(at, '/', head)))
		return false;
	len = strspn(at + head + 1, decimals);
	name->is_foreign = head > 0;
	return len && len <= DIGITS_MAX && ends_word(at, head + 1 + len) &&
	       set(name, BY_PULL, SHAPE_PULL_REQUEST, at + head + 1, len);
}

/* ".../commit/ID" or ".../pull/N" within the address at..end. */
static bool read_url(const char *at, struct read_name *name)
{
	static const struct {
		const char *folder;
		enum revert_by by;
	} folders[] = { { "/commit/", BY_ID },
			{ "/commits/", BY_ID },
			{ "/pull/", BY_PULL },
			{ "/merge_requests/", BY_PULL } };
	const char *end = read_word_end(at);

	if (strncmp(at, "https://", 8) != 0 && strncmp(at, "http://", 7) != 0)
		return false;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		size_t n = strlen(folders[i].folder), len;
		const char *found =
			memmem(at, (size_t)(end - at), folders[i].folder, n);

		if (!found)
			continue;
		found += n;
		len = strspn(found,
			     folders[i].by == BY_ID ? hex_digits : decimals);
		if (folders[i].by == BY_ID ? len < ID_MIN || len > ID_MAX
					   : !len || len > DIGITS_MAX)
			return false;
		name->is_foreign = true;
		set(name, folders[i].by, SHAPE_URL, found, len);
		name->end = end;
		return true;
	}
	return false;
}

bool read_name(const char *at, struct read_name *name_out)
{
	struct read_name name = { 0 };
	bool is_bracketed = *at && strchr("\"'`<[(", *at);

	if (is_bracketed)
		at++;
	if (!read_id(at, &name) && !read_change_id(at, &name) &&
	    !read_svn(at, &name) && !read_pull(at, &name) &&
	    !read_url(at, &name))
		return false;
	if (is_bracketed && *name.end && strchr("\"'`>])", *name.end))
		name.end++;
	*name_out = name;
	return true;
}
