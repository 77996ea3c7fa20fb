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
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum {
	MLIM_MAX = 1024,   /* XDL_MAX_EQLIMIT */
	SMALL_LINES = 500, /* of both middles: no diff costs 256 edits */
	MASK_WORDS = (SMALL_LINES + 63) / 64,
	DROP_BESIDE = 6,        /* follows from XDL_KPDIS_RUN */
	CUT_BYTES_MIN = 512,    /* a smaller cut saves nothing */
	BUFFER_BYTES_MAX = 4096 /* libgit2 hashes buffers, but not blobs */
};

/* A line that stands in a middle. */
struct line_slot {
	const char *text;             /* NULL: free slot */
	size_t len;                   /* with its newline */
	uint32_t n_old, n_new, n_cut; /* in the middles; in head and tail */
	uint32_t mask; /* number of its bits in common_lines; 0: none */
};

/* The text of one side; lines are counted with an unfinished last one. */
struct side {
	const char *data, *end; /* all of it */
	const char *middle, *middle_end;
	size_t n_middle; /* lines */
};

bool linecount_is_binary(const void *data, size_t len)
{
	return memchr(data, '\0', len < 8000 ? len : 8000) != NULL;
}

void linecount_release(struct linecount *count)
{
	buf_release(&count->old_text);
	buf_release(&count->new_text);
	free(count->slots);
	memset(count, 0, sizeof(*count));
}

static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return newline ? newline + 1 : end;
}

static size_t count_lines(const char *at, const char *end)
{
	size_t n = 0;

	for (; at < end; at = line_end(at, end))
		n++;
	return n;
}

/* --- the common head and tail --- */

static size_t common_head(const struct side *old, const struct side *new)
{
	size_t old_len = (size_t)(old->end - old->data);
	size_t new_len = (size_t)(new->end - new->data);
	size_t max = old_len < new_len ? old_len : new_len;
	size_t n = 0;

	while (max - n >= 64 && memcmp(old->data + n, new->data + n, 64) == 0)
		n += 64;
	while (n < max && old->data[n] == new->data[n])
		n++;
	if (n == old_len && n == new_len)
		return n;
	while (n && old->data[n - 1] != '\n')
		n--;
	return n;
}

static bool starts_line(const struct side *side, const char *at)
{
	return at == side->middle || at[-1] == '\n';
}

static size_t common_tail(const struct side *old, const struct side *new)
{
	size_t old_len = (size_t)(old->end - old->middle);
	size_t new_len = (size_t)(new->end - new->middle);
	size_t max = old_len < new_len ? old_len : new_len;
	size_t n = 0;

	while (max - n >= 64 &&
	       memcmp(old->end - n - 64, new->end - n - 64, 64) == 0)
		n += 64;
	while (n < max &&
	       old->end[-(ptrdiff_t)n - 1] == new->end[-(ptrdiff_t)n - 1])
		n++;
	while (n && !(starts_line(old, old->end - n) &&
		      starts_line(new, new->end - n)))
		n--;
	return n;
}

static void find_middles(struct side *old, struct side *new)
{
	size_t n = common_head(old, new);

	old->middle = old->data + n;
	new->middle = new->data + n;
	n = common_tail(old, new);
	old->middle_end = old->end - n;
	new->middle_end = new->end - n;
	old->n_middle = count_lines(old->middle, old->middle_end);
	new->n_middle = count_lines(new->middle, new->middle_end);
}

/* --- how often the middles' lines stand where --- */

/* The two ends and the length: cheap, and different for most lines. */
static uint64_t line_hash(const char *text, size_t len)
{
	uint64_t head = 0, tail = 0;
	size_t n = len < 8 ? len : 8;

	memcpy(&head, text, n);
	memcpy(&tail, text + len - n, n);
	head ^= tail * 0x9e3779b97f4a7c15 + len;
	head *= 0xff51afd7ed558ccd;
	return head ^ head >> 32;
}

static struct line_slot *find_line(struct linecount *count, const char *text,
				   size_t len)
{
	size_t i = (size_t)line_hash(text, len) & (count->n_slots - 1);
	struct line_slot *slot = &count->slots[i];

	while (slot->text &&
	       (slot->len != len || memcmp(slot->text, text, len) != 0)) {
		i = (i + 1) & (count->n_slots - 1);
		slot = &count->slots[i];
	}
	return slot;
}

static void clear_slots(struct linecount *count, size_t n_lines)
{
	size_t need = 64;

	while (need < 2 * n_lines)
		need *= 2;
	if (need > count->n_slots_alloc) {
		free(count->slots);
		count->slots = xmalloc(need * sizeof(*count->slots));
		count->n_slots_alloc = need;
	}
	count->n_slots = need;
	memset(count->slots, 0, need * sizeof(*count->slots));
}

static void add_middle(struct linecount *count, const struct side *side,
		       bool is_old)
{
	const char *at = side->middle;

	while (at < side->middle_end) {
		const char *next = line_end(at, side->middle_end);
		struct line_slot *slot =
			find_line(count, at, (size_t)(next - at));

		slot->text = at;
		slot->len = (size_t)(next - at);
		slot->n_old += is_old;
		slot->n_new += !is_old;
		at = next;
	}
}

/* Count lines at..end of head or tail; returns how many there are. */
static size_t add_cut(struct linecount *count, const char *at, const char *end)
{
	size_t n = 0;

	for (; at < end; n++) {
		const char *next = line_end(at, end);
		struct line_slot *slot =
			find_line(count, at, (size_t)(next - at));

		slot->n_cut += slot->text != NULL;
		at = next;
	}
	return n;
}

/* --- the pad --- */

/* The smallest power of four that has as many base-4 digits as n. */
static size_t bucket_floor(size_t n)
{
	size_t low = 1;

	while (n >= 4 * low)
		low *= 4;
	return n ? low : 0;
}

static size_t mlim_of(size_t n_lines)
{
	size_t mlim = 1;

	for (; n_lines; n_lines >>= 2)
		mlim *= 2;
	return mlim < MLIM_MAX ? mlim : MLIM_MAX;
}

/*
 * The fewest lines a file may have so that each line of its middle stands on
 * the same side of mlim as in the file of n_lines.  most: the most often that
 * a middle line below mlim stands in the other file.
 */
static size_t lines_needed(size_t n_lines, size_t most)
{
	size_t need = bucket_floor(n_lines);

	while (need >= 4 && mlim_of(need / 4) > most)
		need /= 4;
	return need;
}

/* What the table says of the pad. */
struct pad {
	size_t n_copies;           /* lines */
	size_t most_old, most_new; /* see lines_needed */
	size_t mlim_old, mlim_new;
};

static size_t n_copies(const struct line_slot *slot)
{
	return slot->n_cut < MLIM_MAX ? slot->n_cut : MLIM_MAX;
}

static void survey(const struct linecount *count, struct pad *pad)
{
	for (size_t i = 0; i < count->n_slots; i++) {
		const struct line_slot *slot = &count->slots[i];
		size_t in_old = slot->n_cut + slot->n_old;
		size_t in_new = slot->n_cut + slot->n_new;

		if (!slot->text)
			continue;
		pad->n_copies += n_copies(slot);
		if (slot->n_old && in_new < pad->mlim_old &&
		    in_new > pad->most_old)
			pad->most_old = in_new;
		if (slot->n_new && in_old < pad->mlim_new &&
		    in_old > pad->most_new)
			pad->most_new = in_old;
	}
}

static void add_copies(const struct linecount *count, struct buf *out)
{
	for (size_t i = 0; i < count->n_slots; i++) {
		const struct line_slot *slot = &count->slots[i];

		if (!slot->text)
			continue;
		for (size_t k = n_copies(slot); k; k--)
			buf_add(out, slot->text, slot->len);
	}
}

/* A line that no middle holds, n times. */
static void add_filler(struct linecount *count, size_t n, struct buf *out)
{
	char line[8] = { 1, '\n' };
	size_t len = 2;

	while (find_line(count, line, len)->text) {
		line[len - 1] = 1;
		line[len++] = '\n';
		if (len == sizeof(line))
			line[0]++, len = 2, line[1] = '\n';
	}
	while (n--)
		buf_add(out, line, len);
}

static size_t at_least(size_t a, size_t need, size_t n_middle)
{
	return need > n_middle && need - n_middle > a ? need - n_middle : a;
}

/* Write the texts that stand for the two files; n_cut lines are common. */
static void build_texts(struct linecount *count, const struct side *old,
			const struct side *new, size_t n_cut)
{
	struct pad pad = { 0 };
	size_t n_pad;

	pad.mlim_old = mlim_of(n_cut + old->n_middle);
	pad.mlim_new = mlim_of(n_cut + new->n_middle);
	survey(count, &pad);
	n_pad = at_least(pad.n_copies,
			 lines_needed(n_cut + old->n_middle, pad.most_old),
			 old->n_middle);
	n_pad = at_least(n_pad,
			 lines_needed(n_cut + new->n_middle, pad.most_new),
			 new->n_middle);
	buf_clear(&count->old_text);
	add_copies(count, &count->old_text);
	add_filler(count, n_pad - pad.n_copies, &count->old_text);
	buf_clear(&count->new_text);
	buf_add(&count->new_text, count->old_text.data, count->old_text.len);
	buf_add(&count->old_text, old->middle,
		(size_t)(old->middle_end - old->middle));
	buf_add(&count->new_text, new->middle,
		(size_t)(new->middle_end - new->middle));
}

/* --- small middles --- */

/* Is there a line in both middles? */
static bool shares_lines(const struct linecount *count)
{
	for (size_t i = 0; i < count->n_slots; i++)
		if (count->slots[i].n_old && count->slots[i].n_new)
			return true;
	return false;
}

/* The lines of a middle as places in the table; n_middle of them. */
static void list_lines(struct linecount *count, const struct side *side,
		       uint32_t *lines)
{
	const char *at = side->middle;

	while (at < side->middle_end) {
		const char *next = line_end(at, side->middle_end);

		*lines++ =
			(uint32_t)(find_line(count, at, (size_t)(next - at)) -
				   count->slots);
		at = next;
	}
}

/* How xdiff sees a line: by how often the other file has it. */
enum rating { NOWHERE, SOMEWHERE, EVERYWHERE };

static enum rating rate(const struct line_slot *slot, bool is_old, size_t mlim)
{
	size_t n = slot->n_cut + (is_old ? slot->n_new : slot->n_old);

	if (!n)
		return NOWHERE;
	return n < mlim ? SOMEWHERE : EVERYWHERE;
}

/* Lines that are nowhere, from lines[at] in steps up to one somewhere. */
static size_t n_nowhere(const enum rating *ratings, size_t n, size_t at,
			ptrdiff_t step)
{
	size_t found = 0;

	for (at += (size_t)step; at < n && ratings[at] != SOMEWHERE;
	     at += (size_t)step)
		found += ratings[at] == NOWHERE;
	return found;
}

/* May xdiff drop a line of this small middle for being everywhere? */
static bool may_drop(const struct linecount *count, const uint32_t *lines,
		     size_t n, bool is_old, size_t mlim)
{
	enum rating ratings[SMALL_LINES];

	for (size_t i = 0; i < n; i++)
		ratings[i] = rate(&count->slots[lines[i]], is_old, mlim);
	for (size_t i = 0; i < n; i++) {
		size_t before, after;

		if (ratings[i] != EVERYWHERE)
			continue;
		before = n_nowhere(ratings, n, i, -1);
		after = n_nowhere(ratings, n, i, 1);
		if (before && after && before + after > DROP_BESIDE)
			return true;
	}
	return false;
}

/*
 * One line of b: V' = (V + (V & M)) | (V & ~M), where M marks the lines of a
 * that are equal to it.
 */
static void step_lcs(uint64_t *v, const uint64_t *m, size_t n_words)
{
	uint64_t carry = 0;

	for (size_t w = 0; w < n_words; w++) {
		uint64_t u = v[w] & m[w];
		uint64_t sum = v[w] + u;
		uint64_t all = sum + carry;

		carry = (sum < u) | (all < carry);
		v[w] = all | (v[w] & ~m[w]);
	}
}

/*
 * Length of the longest common subsequence, 64 lines of a at a time: a bit of
 * V is cleared for each line of a that is part of it (H. Hyyro, "Bit-parallel
 * LCS-length computation revisited", 2004).
 */
static size_t common_lines(struct linecount *count, const uint32_t *a,
			   size_t n_a, const uint32_t *b, size_t n_b)
{
	uint64_t masks[SMALL_LINES][MASK_WORDS];
	uint64_t v[MASK_WORDS];
	size_t n_words = (n_a + 63) / 64, n_masks = 0, n = 0;

	memset(v, 0xff, sizeof(v));
	memset(masks, 0, n_a * sizeof(masks[0]));
	for (size_t i = 0; i < n_a; i++) {
		struct line_slot *slot = &count->slots[a[i]];

		if (!slot->mask)
			slot->mask = (uint32_t)++n_masks;
		masks[slot->mask - 1][i / 64] |= (uint64_t)1 << i % 64;
	}
	for (size_t i = 0; i < n_b; i++) {
		uint32_t mask = count->slots[b[i]].mask;

		if (mask)
			step_lcs(v, masks[mask - 1], n_words);
	}
	for (size_t i = 0; i < n_a; i++)
		n += !(v[i / 64] >> i % 64 & 1);
	return n;
}

static void all_differ(const struct side *old, const struct side *new,
		       size_t n_shared, struct linecount_result *result)
{
	result->n_deleted = (int64_t)(old->n_middle - n_shared);
	result->n_added = (int64_t)(new->n_middle - n_shared);
}

/* Case 2; false if it is not. */
static bool count_small(struct linecount *count, const struct side *old,
			const struct side *new, size_t n_cut,
			struct linecount_result *result)
{
	size_t n_a = old->n_middle, n_b = new->n_middle;
	uint32_t a[SMALL_LINES], b[SMALL_LINES];

	if (n_a + n_b > SMALL_LINES)
		return false;
	list_lines(count, old, a);
	list_lines(count, new, b);
	if (may_drop(count, a, n_a, true, mlim_of(n_cut + n_a)) ||
	    may_drop(count, b, n_b, false, mlim_of(n_cut + n_b)))
		return false;
	all_differ(old, new, common_lines(count, a, n_a, b, n_b), result);
	return true;
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
static void add_middles(const struct side *old, const struct side *new,
			uint64_t digest[2])
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
static bool is_worth_cutting(const struct side *old, const struct side *new)
{
	size_t cut = (size_t)((old->middle - old->data) +
			      (old->end - old->middle_end));
	size_t middles = (size_t)((old->middle_end - old->middle) +
				  (new->middle_end - new->middle));

	return cut >= CUT_BYTES_MIN && cut >= middles / 4;
}

/* Cases 1 and 2 of the head of this file, by way of the table. */
static bool count_by_table(struct linecount *count, const struct side *old,
			   const struct side *new, size_t *n_cut_out,
			   struct linecount_result *result)
{
	size_t n_cut;

	clear_slots(count, old->n_middle + new->n_middle);
	add_middle(count, old, true);
	add_middle(count, new, false);
	if (!shares_lines(count)) {
		all_differ(old, new, 0, result);
		return true;
	}
	n_cut = add_cut(count, old->data, old->middle) +
		add_cut(count, old->middle_end, old->end);
	*n_cut_out = n_cut;
	return count_small(count, old, new, n_cut, result);
}

void linecount_run(struct linecount *count, const struct linecount_text *old,
		   const struct linecount_text *new,
		   struct linecount_result *result_out)
{
	struct side a = { .data = old->data, .end = old->data + old->len };
	struct side b = { .data = new->data, .end = new->data + new->len };
	struct linecount_result result = { 0 };
	bool is_worth, is_known;
	size_t n_cut;

	find_middles(&a, &b);
	is_worth = is_worth_cutting(&a, &b);
	is_known = !a.n_middle || !b.n_middle;
	if (is_known)
		all_differ(&a, &b, 0, &result);
	else if (is_worth || a.n_middle + b.n_middle <= SMALL_LINES)
		is_known = count_by_table(count, &a, &b, &n_cut, &result);
	if (is_known && old->is_there && new->is_there) {
		add_middles(&a, &b, result.digest);
	} else if (!is_known && is_worth) {
		build_texts(count, &a, &b, n_cut);
		xdiff_texts(&count->old_text, &count->new_text, &result);
	} else if (!is_known) {
		xdiff_files(old, new, &result);
	}
	*result_out = result;
}
