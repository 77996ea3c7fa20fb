/* SPDX-License-Identifier: MIT */
/*
 * What xdiff decides depends on more than the lines that differ:
 *
 *   file      = common head | middle | common tail
 *   xdiff     trims head and tail, then drops from each middle the lines
 *             that the other *file* has not at all, or has mlim times or
 *             more; mlim = 2^(base-4 digits of the file's number of lines),
 *             at most 1,024.  The rest is a diff of the two middles, which
 *             is a shortest one while it costs less than 256 edits.
 *
 * So, from cheap to dear:
 *   1. One middle is empty, or they share no line: all of both differ.
 *   2. The middles are small, and xdiff will not drop a shared line for
 *      reaching mlim: a shortest diff it is, and any way to count the longest
 *      common subsequence does.  (It drops one only between more lines that
 *      the other file has not at all than DROP_BESIDE, on both sides.)
 *   3. Much is common: xdiff gets the middles behind a pad that stands for
 *      head and tail: as many copies of each middle line as they held (more
 *      than mlim make no difference), and filler lines until no middle line
 *      changes sides of mlim.  It trims the pad as it would have trimmed the
 *      head, and goes on exactly as on the whole files.
 *   4. xdiff gets the whole files.
 */
#include "audit/git/linecount.h"

#include <assert.h>
#include <git2.h>

#include "audit/git/line_lcs.h"
#include "audit/git/line_pad.h"

enum {
	CUT_BYTES_MIN = 512,       /* a smaller cut saves nothing */
	BUFFER_BYTES_MAX = 4096,   /* libgit2 hashes buffers, but not blobs */
	TEXT_BYTES_MAX = 512 << 20 /* core.bigFileThreshold, unless it is set */
};

bool linecount_is_binary(const void *data, size_t len)
{
	return len > TEXT_BYTES_MAX ||
	       memchr(data, '\0', len < 8000 ? len : 8000) != NULL;
}

void linecount_release(struct linecount *count)
{
	buf_release(&count->old_text);
	buf_release(&count->new_text);
	line_table_release(&count->table);
}

/* --- the digest --- */

/* Two hashes of one line; eight bytes go in at a time. */
struct line_hash {
	uint64_t x, y, word;
	unsigned n_bytes;
};

static void hash_word(struct line_hash *hash)
{
	hash->x = (hash->x ^ hash->word) * 0xff51afd7ed558ccd;
	hash->x ^= hash->x >> 32;
	hash->y = (hash->y + hash->word) * 0xd6e8feb86659fd93;
	hash->y ^= hash->y >> 29;
	hash->word = 0;
	hash->n_bytes = 0;
}

/* Add factor times the hash of the line at..end, newline or not. */
static void add_line(const char *at, const char *end, uint64_t factor,
		     uint64_t digest[2])
{
	struct line_hash hash = { 1, 1, 0, 0 };

	for (; at < end; at++) {
		unsigned char c = (unsigned char)*at;
		unsigned is_black = c != ' ' && (unsigned)c - '\t' > 4;

		/* no branch: blanks come without a pattern */
		hash.word = hash.word << 8 * is_black | (c & (0u - is_black));
		hash.n_bytes += is_black;
		if (hash.n_bytes == sizeof(hash.word))
			hash_word(&hash);
	}
	hash_word(&hash);
	digest[0] += factor * hash.x;
	digest[1] += factor * hash.y;
}

/* Lines that both middles have cancel each other. */
static void add_middles(const struct line_side *old,
			const struct line_side *new, uint64_t digest[2])
{
	const char *next;

	for (const char *at = old->middle; at < old->middle_end; at = next) {
		next = line_end(at, old->middle_end);
		add_line(at, next, (uint64_t)-1, digest);
	}
	for (const char *at = new->middle; at < new->middle_end; at = next) {
		next = line_end(at, new->middle_end);
		add_line(at, next, 1, digest);
	}
}

/* --- the count --- */

static void all_differ(const struct line_side *old, const struct line_side *new,
		       size_t n_shared, struct linecount_result *result)
{
	result->n_deleted = (int64_t)(old->n_middle - n_shared);
	result->n_added = (int64_t)(new->n_middle - n_shared);
}

static int on_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		   const git_diff_line *line, void *context)
{
	struct linecount_result *result = context;
	const char *end = line->content + line->content_len;

	(void)delta;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_ADDITION) {
		result->n_added++;
		add_line(line->content, end, 1, result->digest);
	} else if (line->origin == GIT_DIFF_LINE_DELETION) {
		result->n_deleted++;
		add_line(line->content, end, (uint64_t)-1, result->digest);
	}
	return 0;
}

static void xdiff_options(git_diff_options *options)
{
	int code = git_diff_options_init(options, GIT_DIFF_OPTIONS_VERSION);

	assert(code == 0);
	(void)code;
	options->context_lines = 0;
	options->flags = GIT_DIFF_FORCE_TEXT;
}

static void xdiff_texts(const struct buf *old, const struct buf *new,
			struct linecount_result *result)
{
	git_diff_options options;
	int code;

	xdiff_options(&options);
	code = git_diff_buffers(old->data, old->len, NULL, new->data, new->len,
				NULL, &options, NULL, NULL, NULL, on_line,
				result);
	assert(code == 0);
	(void)code;
}

static void xdiff_files(const struct linecount_text *old,
			const struct linecount_text *new,
			struct linecount_result *result)
{
	git_diff_options options;
	int code;

	xdiff_options(&options);
	if (old->blob && new->blob && old->len + new->len > BUFFER_BYTES_MAX)
		code = git_diff_blobs(old->blob->handle, NULL,
				      new->blob->handle, NULL, &options, NULL,
				      NULL, NULL, on_line, result);
	else
		code = git_diff_buffers(old->data, old->len, NULL, new->data,
					new->len, NULL, &options, NULL, NULL,
					NULL, on_line, result);
	assert(code == 0);
	(void)code;
}

/* Is so much common that it pays to cut? */
static bool is_worth_cutting(const struct line_side *old,
			     const struct line_side *new)
{
	size_t cut = (size_t)((old->middle - old->data) +
			      (old->end - old->middle_end));
	size_t middles = (size_t)((old->middle_end - old->middle) +
				  (new->middle_end - new->middle));

	return cut >= CUT_BYTES_MIN && cut >= middles;
}

/* Cases 1 and 2 of the head of this file, by way of the table. */
static bool count_by_table(struct line_table *table,
			   const struct line_side *old,
			   const struct line_side *new,
			   struct linecount_result *result)
{
	size_t n_shared = 0;

	line_table_fill(table, old, new);
	if (line_table_shares(table)) {
		line_table_count_cut(table, old);
		if (!line_lcs(table, old, new, &n_shared))
			return false;
	}
	all_differ(old, new, n_shared, result);
	return true;
}

void linecount_run(struct linecount *count, const struct linecount_text *old,
		   const struct linecount_text *new,
		   struct linecount_result *result_out)
{
	struct line_side a = { .data = old->data, .end = old->data + old->len };
	struct line_side b = { .data = new->data, .end = new->data + new->len };
	struct linecount_result result = { 0 };
	bool is_worth, is_known;

	line_sides_cut(&a, &b);
	is_worth = is_worth_cutting(&a, &b);
	is_known = !a.n_middle || !b.n_middle;
	if (is_known)
		all_differ(&a, &b, 0, &result);
	else if (is_worth || a.n_middle + b.n_middle <= LINE_LCS_MAX)
		is_known = count_by_table(&count->table, &a, &b, &result);
	if (is_known && old->is_there && new->is_there) {
		add_middles(&a, &b, result.digest);
	} else if (!is_known && is_worth) {
		line_pad_build(&count->table, &a, &b, &count->old_text,
			       &count->new_text);
		xdiff_texts(&count->old_text, &count->new_text, &result);
	} else if (!is_known) {
		xdiff_files(old, new, &result);
	}
	*result_out = result;
}
