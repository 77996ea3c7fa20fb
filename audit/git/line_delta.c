/* SPDX-License-Identifier: MIT */
#include "audit/git/line_delta.h"

#include <assert.h>
#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/buf.h"
#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/git/line_table.h"

/* Lines of both kinds: those that tell something, and the others. */
struct deltas {
	struct line_delta telling, other;
	struct buf stripped; /* of the line at hand */
	uint64_t sequence;
};

void line_delta_release(struct line_delta *delta)
{
	free(delta->added.items);
	free(delta->deleted.items);
	memset(delta, 0, sizeof(*delta));
}

static void add_hash(struct line_hashes *hashes, uint64_t hash)
{
	hashes->items = xgrow(hashes->items, hashes->n, &hashes->n_alloc,
			      sizeof(*hashes->items));
	hashes->items[hashes->n++] = hash;
}

/* The line without its blanks; is it more than punctuation? */
static bool strip_line(struct buf *stripped, const char *line, size_t len)
{
	bool is_telling = false;

	buf_clear(stripped);
	buf_reserve(stripped, len);
	for (size_t i = 0; i < len; i++) {
		char c = line[i];

		if (c == ' ' || (c >= '\t' && c <= '\r'))
			continue;
		stripped->data[stripped->len++] = c;
		is_telling = is_telling || ascii_is_alnum(c) ||
			     (unsigned char)c >= 0x80;
	}
	return is_telling;
}

static void add_line(struct deltas *deltas, const char *line, size_t len,
		     bool is_added)
{
	struct buf *stripped = &deltas->stripped;
	struct line_delta *delta = strip_line(stripped, line, len)
					   ? &deltas->telling
					   : &deltas->other;

	add_hash(is_added ? &delta->added : &delta->deleted,
		 bytemap_hash(stripped->data, stripped->len));
	len = ascii_trimmed_len(line, len);
	deltas->sequence = (deltas->sequence + bytemap_hash(line, len)) *
				   0x9e3779b97f4a7c15 +
			   is_added;
}

static int on_line(const git_diff_delta *file, const git_diff_hunk *hunk,
		   const git_diff_line *line, void *context)
{
	(void)file;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_ADDITION ||
	    line->origin == GIT_DIFF_LINE_DELETION)
		add_line(context, line->content, line->content_len,
			 line->origin == GIT_DIFF_LINE_ADDITION);
	return 0;
}

static void add_lines(struct deltas *deltas, const struct line_side *side,
		      bool is_added)
{
	const char *next;

	for (const char *at = side->middle; at < side->middle_end; at = next) {
		next = line_end(at, side->middle_end);
		add_line(deltas, at, (size_t)(next - at), is_added);
	}
}

static void diff_middles(struct deltas *deltas, const struct line_side *old,
			 const struct line_side *new)
{
	git_diff_options options;
	int code = git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);

	assert(code == 0);
	options.context_lines = 0;
	options.flags = GIT_DIFF_FORCE_TEXT;
	code = git_diff_buffers(
		old->middle, (size_t)(old->middle_end - old->middle), NULL,
		new->middle, (size_t)(new->middle_end - new->middle), NULL,
		&options, NULL, NULL, NULL, on_line, deltas);
	assert(code == 0);
	(void)code;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

static void sort_hashes(struct line_hashes *hashes)
{
	if (hashes->n > 1)
		qsort(hashes->items, hashes->n, sizeof(*hashes->items),
		      compare_hashes);
}

void line_delta_run(const struct linecount_text *old,
		    const struct linecount_text *new,
		    struct line_delta *delta_out)
{
	struct line_side a = { .data = old->data, .end = old->data + old->len };
	struct line_side b = { .data = new->data, .end = new->data + new->len };
	struct deltas deltas = { .stripped = BUF_INIT };
	bool is_telling_any;

	line_sides_cut(&a, &b);
	if (a.n_middle && b.n_middle) {
		diff_middles(&deltas, &a, &b);
	} else {
		add_lines(&deltas, &a, false);
		add_lines(&deltas, &b, true);
	}
	buf_release(&deltas.stripped);
	is_telling_any = deltas.telling.added.n || deltas.telling.deleted.n;
	line_delta_release(is_telling_any ? &deltas.other : &deltas.telling);
	*delta_out = is_telling_any ? deltas.telling : deltas.other;
	delta_out->sequence = deltas.sequence;
	sort_hashes(&delta_out->added);
	sort_hashes(&delta_out->deleted);
}

size_t line_hashes_common(const struct line_hashes *a,
			  const struct line_hashes *b)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n) {
		uint64_t left = a->items[i], right = b->items[k];

		n += left == right;
		i += left <= right;
		k += right <= left;
	}
	return n;
}

void line_hashes_add(struct line_hashes *a, const struct line_hashes *b)
{
	for (size_t i = 0; i < b->n; i++)
		add_hash(a, b->items[i]);
	sort_hashes(a);
}
