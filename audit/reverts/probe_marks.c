/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_marks.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* No line has the hash 0. */
enum { HEAD_OR_END = 0, WORD_BITS = 64 };

void probe_marks_release(struct probe_marks *marks)
{
	free(marks->bits);
	memset(marks, 0, sizeof(*marks));
}

static uint32_t mark_of(uint64_t line, uint64_t next)
{
	uint64_t hash = (line * 0x9e3779b97f4a7c15 ^ next) * 0xff51afd7ed558ccd;
	uint32_t mark = (uint32_t)(hash >> 32);

	return mark ? mark : 1;
}

static uint64_t *word_of(const struct probe_marks *marks, uint32_t mark)
{
	return &marks->bits[mark / WORD_BITS & (marks->n_words - 1)];
}

static void put(struct probe_marks *marks, uint64_t line, uint64_t next)
{
	uint32_t mark = mark_of(line, next);

	*word_of(marks, mark) |= UINT64_C(1) << mark % WORD_BITS;
}

/* About one bit in 32 to 64 gets set. */
static void clear(struct probe_marks *marks, uint32_t n_lines)
{
	size_t n = 1;

	while (n <= n_lines)
		n *= 2;
	if (n > marks->n_alloc) {
		free(marks->bits);
		marks->bits = xcalloc(n, sizeof(*marks->bits));
		marks->n_alloc = n;
	} else {
		memset(marks->bits, 0, n * sizeof(*marks->bits));
	}
	marks->n_words = n;
}

void probe_marks_read(struct probe_marks *marks, const struct oid *blob,
		      struct probe_lines text)
{
	uint64_t last = HEAD_OR_END;

	if (marks->n_words && oid_compare(&marks->blob, blob) == 0)
		return;
	clear(marks, text.n);
	marks->blob = *blob;
	for (uint32_t i = 0; i < text.n; i++) {
		put(marks, last, text.at[i]);
		last = text.at[i];
	}
	put(marks, last, HEAD_OR_END);
}

bool probe_marks_has(const struct probe_marks *marks, uint32_t mark)
{
	return *word_of(marks, mark) >> mark % WORD_BITS & 1;
}

uint32_t probe_marks_missing(const struct probe_marks *marks,
			     const struct life_lines *lines)
{
	uint32_t n = lines->n + lines->is_end;
	uint32_t i = lines->is_head ? 0 : 1;

	for (; i < n; i++) {
		uint32_t mark =
			mark_of(i ? lines->at[i - 1] : HEAD_OR_END,
				i < lines->n ? lines->at[i] : HEAD_OR_END);

		if (!probe_marks_has(marks, mark))
			return mark;
	}
	return 0;
}
