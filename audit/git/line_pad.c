/* SPDX-License-Identifier: MIT */
#include "audit/git/line_pad.h"

#include <stdio.h>

enum { MLIM_MAX = 1024 /* XDL_MAX_EQLIMIT */ };

/* The smallest power of four that has as many base-4 digits as n. */
static size_t bucket_floor(size_t n)
{
	size_t low = 1;

	while (n >= 4 * low)
		low *= 4;
	return n ? low : 0;
}

size_t line_pad_mlim(size_t n_lines)
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

	while (need >= 4 && line_pad_mlim(need / 4) > most)
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

static void survey(const struct line_table *table, struct pad *pad)
{
	for (size_t i = 0; i < table->n_slots; i++) {
		const struct line_slot *slot = &table->slots[i];
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

static void add_copies(const struct line_table *table, struct buf *out)
{
	for (size_t i = 0; i < table->n_slots; i++) {
		const struct line_slot *slot = &table->slots[i];

		if (!slot->text)
			continue;
		for (size_t k = n_copies(slot); k; k--)
			buf_add(out, slot->text, slot->len);
	}
}

/* A line that no middle holds, n times. */
static void add_filler(const struct line_table *table, size_t n,
		       struct buf *out)
{
	char line[32];
	size_t len, number = 0;

	do
		len = (size_t)snprintf(line, sizeof(line), "\1%zu\n", number++);
	while (line_table_find(table, line, len)->text);
	while (n--)
		buf_add(out, line, len);
}

static size_t at_least(size_t a, size_t need, size_t n_middle)
{
	return need > n_middle && need - n_middle > a ? need - n_middle : a;
}

void line_pad_build(const struct line_table *table, const struct line_side *old,
		    const struct line_side *new, struct buf *old_text,
		    struct buf *new_text)
{
	size_t n_old = table->n_cut + old->n_middle;
	size_t n_new = table->n_cut + new->n_middle;
	struct pad pad = { .mlim_old = line_pad_mlim(n_old),
			   .mlim_new = line_pad_mlim(n_new) };
	size_t n_pad;

	survey(table, &pad);
	n_pad = at_least(pad.n_copies, lines_needed(n_old, pad.most_old),
			 old->n_middle);
	n_pad = at_least(n_pad, lines_needed(n_new, pad.most_new),
			 new->n_middle);
	buf_clear(old_text);
	add_copies(table, old_text);
	add_filler(table, n_pad - pad.n_copies, old_text);
	buf_clear(new_text);
	buf_add(new_text, old_text->data, old_text->len);
	buf_add(old_text, old->middle, (size_t)(old->middle_end - old->middle));
	buf_add(new_text, new->middle, (size_t)(new->middle_end - new->middle));
}
