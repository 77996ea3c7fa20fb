/* SPDX-License-Identifier: MIT */
/*
 * What xdiff decides depends on more than the lines that differ:
 *
 *   file      = common head | middle | common tail
 *   xdiff     trims head and tail, then drops from each middle the lines
 *             that the other *file* has not at all, or has mlim times or
 *             more; mlim = 2^(base-4 digits of the file's number of lines),
 *             at most 1,024.  The rest is a diff of the two middles.
 *
 * So head and tail matter only by how often they hold the middle's lines and
 * by their number of lines.  They are replaced by a pad before both middles:
 * as many copies of each middle line as they held (more than mlim make no
 * difference), then filler lines until no middle line changes sides of mlim.
 * xdiff trims the pad as it would have trimmed the head, and goes on exactly
 * as on the whole files.
 */
#include "audit/git/linecount.h"

#include <assert.h>
#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum {
	MLIM_MAX = 1024,    /* XDL_MAX_EQLIMIT */
	CUT_BYTES_MIN = 512 /* a smaller cut saves nothing */
};

/* A line that stands in a middle. */
struct line_slot {
	const char *text;             /* NULL: free slot */
	size_t len;                   /* with its newline */
	uint32_t n_old, n_new, n_cut; /* in the middles; in head and tail */
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

/* Write the texts that stand for the two files. */
static void build_texts(struct linecount *count, const struct side *old,
			const struct side *new)
{
	struct pad pad = { 0 };
	size_t n_cut, n_pad;

	clear_slots(count, old->n_middle + new->n_middle);
	add_middle(count, old, true);
	add_middle(count, new, false);
	n_cut = add_cut(count, old->data, old->middle) +
		add_cut(count, old->middle_end, old->end);
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

/* --- the count --- */

static void add_stripped(struct buf *patch, char sign, const char *text,
			 size_t len)
{
	buf_add_char(patch, sign);
	buf_reserve(patch, len);
	for (size_t i = 0; i < len; i++)
		if (!memchr(" \t\r\n\f\v", text[i], 6))
			patch->data[patch->len++] = text[i];
	patch->data[patch->len] = '\0';
	buf_add_char(patch, '\n');
}

static void add_side(struct buf *patch, char sign, const char *at,
		     const char *end)
{
	while (patch && at < end) {
		const char *next = line_end(at, end);

		add_stripped(patch, sign, at, (size_t)(next - at));
		at = next;
	}
}

struct tally {
	int64_t n_added, n_deleted;
	struct buf *patch;
};

static int on_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk,
		   void *context)
{
	struct tally *tally = context;

	(void)delta;
	tally->n_deleted += hunk->old_lines;
	tally->n_added += hunk->new_lines;
	return 0;
}

static int on_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		   const git_diff_line *line, void *context)
{
	struct tally *tally = context;

	(void)delta;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_ADDITION ||
	    line->origin == GIT_DIFF_LINE_DELETION)
		add_stripped(tally->patch, line->origin, line->content,
			     line->content_len);
	return 0;
}

static void run_xdiff(const char *old_data, size_t old_len,
		      const char *new_data, size_t new_len, struct tally *tally)
{
	git_diff_options options;
	int code = git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);

	assert(code == 0);
	options.context_lines = 0;
	options.flags = GIT_DIFF_FORCE_TEXT;
	code = git_diff_buffers(old_data, old_len, NULL, new_data, new_len,
				NULL, &options, NULL, NULL, on_hunk,
				tally->patch ? on_line : NULL, tally);
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

void linecount_text(struct linecount *count, const char *old_data,
		    size_t old_len, const char *new_data, size_t new_len,
		    struct buf *patch, int64_t *added_out, int64_t *deleted_out)
{
	struct side old = { .data = old_data, .end = old_data + old_len };
	struct side new = { .data = new_data, .end = new_data + new_len };
	struct tally tally = { 0, 0, patch };

	find_middles(&old, &new);
	if (!old.n_middle || !new.n_middle) {
		tally.n_deleted = (int64_t)old.n_middle;
		tally.n_added = (int64_t) new.n_middle;
		add_side(patch, '-', old.middle, old.middle_end);
		add_side(patch, '+', new.middle, new.middle_end);
	} else if (!is_worth_cutting(&old, &new)) {
		run_xdiff(old_data, old_len, new_data, new_len, &tally);
	} else {
		build_texts(count, &old, &new);
		run_xdiff(count->old_text.data, count->old_text.len,
			  count->new_text.data, count->new_text.len, &tally);
	}
	*added_out = tally.n_added;
	*deleted_out = tally.n_deleted;
}
