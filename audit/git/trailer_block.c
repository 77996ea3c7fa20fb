/* SPDX-License-Identifier: MIT */
/*
 *     title                     never trailers
 *
 *     body
 *
 *     Key: value           <--  start
 *      continued
 *     Key: value
 *     (blank)              <--  end, where comments and the like follow
 *     # comment
 *
 * The block is found from the end upwards, line by line, until a blank line
 * decides.  Quirks are git's own and kept, as its output is what people see;
 * a comment begins with '#'.
 */
#include "audit/git/trailer_block.h"

#include <string.h>

#include "audit/base/ascii.h"

/* What a line counts as, looking for the block. */
enum line_kind {
	LINE_COMMENT,
	LINE_BLANK,
	LINE_BY_GIT,  /* what git itself writes; proves that it is a block */
	LINE_TRAILER, /* key and separator */
	LINE_FOLDED,  /* continues the line above, if that is a trailer */
	LINE_OTHER,
};

/* What was seen from the end upwards. */
struct tally {
	bool any;    /* a line that is neither blank nor a comment */
	bool by_git; /* a LINE_BY_GIT */
	size_t n_trailers, n_others;
	size_t n_folded; /* not known yet whether of a trailer */
};

size_t trailer_next_line(const char *text, size_t at, size_t len)
{
	const char *newline = memchr(text + at, '\n', len - at);

	return newline ? (size_t)(newline - text) + 1 : len;
}

size_t trailer_last_line(const char *text, size_t len)
{
	/* not memrchr: under AddressSanitizer it looks at all of text */
	for (len--; len && text[len - 1] != '\n'; len--)
		;
	return len;
}

bool trailer_is_blank(const char *text, size_t at, size_t len)
{
	while (at < len && text[at] != '\n' && ascii_is_space(text[at]))
		at++;
	return at == len || text[at] == '\n';
}

size_t trailer_separator(const char *line, size_t len)
{
	size_t at = 0;

	while (at < len && (ascii_is_alnum(line[at]) || line[at] == '-'))
		at++;
	if (!at)
		return 0;
	while (at < len && (line[at] == ' ' || line[at] == '\t'))
		at++;
	return at < len && line[at] == ':' ? at : 0;
}

static bool has_prefix(const char *text, size_t len, const char *prefix)
{
	size_t n = strlen(prefix);

	return len >= n && memcmp(text, prefix, n) == 0;
}

/* Where a scissors line starts, or len. */
static size_t find_scissors(const char *text, size_t len)
{
	static const char line[] =
		"\n# ------------------------ >8 ------------------------\n";
	const char *found;

	if (has_prefix(text, len, line + 1))
		return 0;
	found = memmem(text, len, line, sizeof(line) - 1);
	return found ? (size_t)(found - text) + 1 : len;
}

/*
 * Where the comments, empty lines and "Conflicts:" lists at the end start.
 * Position 0 means "not in them" to git, so a first line that is a comment
 * does not count with them.
 */
static size_t find_end(const char *text, size_t len)
{
	size_t cutoff = find_scissors(text, len);
	bool in_conflicts = false;
	size_t tail = 0;

	for (size_t at = 0; at < cutoff;
	     at = trailer_next_line(text, at, len)) {
		bool is_conflicts =
			has_prefix(text + at, len - at, "Conflicts:\n");

		if (text[at] == '#' || text[at] == '\n' || is_conflicts) {
			in_conflicts = in_conflicts || is_conflicts;
			tail = tail ? tail : at;
		} else if (tail && !(in_conflicts && text[at] == '\t')) {
			in_conflicts = false;
			tail = 0;
		}
	}
	return tail ? tail : cutoff;
}

/* Where the blank line after the title starts, or len. */
static size_t find_title_end(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len &&
	       (text[at] == '#' || !trailer_is_blank(text, at, len)))
		at = trailer_next_line(text, at, len);
	return at;
}

static enum line_kind kind_of(const char *text, size_t at, size_t len)
{
	const char *line = text + at;
	size_t n = len - at;

	if (*line == '#')
		return LINE_COMMENT;
	if (trailer_is_blank(text, at, len))
		return LINE_BLANK;
	if (has_prefix(line, n, "Signed-off-by: ") ||
	    has_prefix(line, n, "(cherry picked from commit "))
		return LINE_BY_GIT;
	if (trailer_separator(line, n))
		return LINE_TRAILER;
	return ascii_is_space(*line) ? LINE_FOLDED : LINE_OTHER;
}

static void count(struct tally *tally, enum line_kind kind)
{
	tally->any = tally->any || kind != LINE_COMMENT;
	switch (kind) {
	case LINE_BY_GIT:
		tally->by_git = true;
		/* fall through */
	case LINE_TRAILER:
		tally->n_trailers++;
		break;
	case LINE_FOLDED:
		tally->n_folded++;
		return;
	case LINE_OTHER:
		tally->n_others++;
		/* fall through */
	default:
		tally->n_others += tally->n_folded;
		break;
	}
	tally->n_folded = 0;
}

static bool is_block(const struct tally *tally)
{
	size_t n_others = tally->n_others + tally->n_folded;

	if (tally->by_git && tally->n_trailers * 3 >= n_others)
		return true;
	return tally->n_trailers && !n_others;
}

struct trailer_block trailer_block_find(const char *text, size_t len)
{
	struct tally tally = { false, false, 0, 0, 0 };
	struct trailer_block block;
	size_t title_end, at;

	block.end = block.start = at = find_end(text, len);
	title_end = find_title_end(text, block.end);
	while (at > title_end) {
		enum line_kind kind;
		size_t below = at;

		at = trailer_last_line(text, at);
		if (at < title_end)
			break;
		kind = kind_of(text, at, block.end);
		if (kind != LINE_BLANK) {
			count(&tally, kind);
		} else if (tally.any) {
			if (is_block(&tally))
				block.start = below;
			break;
		}
	}
	return block;
}
