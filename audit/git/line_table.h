/* SPDX-License-Identifier: MIT */
#ifndef GIT_LINE_TABLE_H
#define GIT_LINE_TABLE_H
/*
 * line_table - two versions of a file cut into common head, middle and common
 * tail, and how often each line of the middles stands where.
 *
 * A line ends behind its newline; the last one may lack it, and is then
 * another line than the same text with one.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* One version; what it points at belongs to the caller. */
struct line_side {
	const char *data, *end; /* all of it */
	const char *middle, *middle_end;
	size_t n_middle; /* lines of the middle */
};

/* A line that stands in a middle. */
struct line_slot {
	const char *text;             /* NULL: free slot */
	size_t len;                   /* with its newline */
	uint32_t n_old, n_new, n_cut; /* in the middles; in head and tail */
	uint32_t mask;                /* for line_lcs; 0: none yet */
};

/* The lines of both middles; all zero is an empty table. */
struct line_table {
	struct line_slot *slots; /* n_slots, a power of two; some are free */
	size_t n_slots, n_slots_alloc;
	size_t n_cut; /* lines of head and tail together */
};

void line_table_release(struct line_table *table);

/* The end of the line that starts at at < end. */
static inline const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return newline ? newline + 1 : end;
}

/*
 * Find the middles: what is left when the longest common head of whole lines
 * is cut off, and then the longest common tail.  data and end are given.
 */
void line_sides_cut(struct line_side *old, struct line_side *new);

/* Fill the table with the lines of both middles; n_cut stays 0. */
void line_table_fill(struct line_table *table, const struct line_side *old,
		     const struct line_side *new);

/* Is there a line in both middles? */
bool line_table_shares(const struct line_table *table);

/* Count how often head and tail hold the lines, and set table->n_cut. */
void line_table_count_cut(struct line_table *table,
			  const struct line_side *side);

/* The slot of a line, or a free one. */
struct line_slot *line_table_find(const struct line_table *table,
				  const char *text, size_t len);

#endif
