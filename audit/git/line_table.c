/* SPDX-License-Identifier: MIT */
/* Open addressing, linear probing, at most half full. */
#include "audit/git/line_table.h"

#include <stdlib.h>

#include "audit/base/xalloc.h"

void line_table_release(struct line_table *table)
{
	free(table->slots);
	memset(table, 0, sizeof(*table));
}

static size_t count_lines(const char *at, const char *end)
{
	size_t n = 0;

	for (; at < end; at = line_end(at, end))
		n++;
	return n;
}

/* --- the common head and tail --- */

static size_t common_head(const struct line_side *old,
			  const struct line_side *new)
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

static bool starts_line(const struct line_side *side, const char *at)
{
	return at == side->middle || at[-1] == '\n';
}

static size_t common_tail(const struct line_side *old,
			  const struct line_side *new)
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

void line_sides_cut(struct line_side *old, struct line_side *new)
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

/* --- the table --- */

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

struct line_slot *line_table_find(const struct line_table *table,
				  const char *text, size_t len)
{
	size_t i = (size_t)line_hash(text, len) & (table->n_slots - 1);
	struct line_slot *slot = &table->slots[i];

	while (slot->text &&
	       (slot->len != len || memcmp(slot->text, text, len) != 0)) {
		i = (i + 1) & (table->n_slots - 1);
		slot = &table->slots[i];
	}
	return slot;
}

static void clear_slots(struct line_table *table, size_t n_lines)
{
	size_t need = 64;

	while (need < 2 * n_lines)
		need *= 2;
	if (need > table->n_slots_alloc) {
		free(table->slots);
		table->slots = xmalloc(need * sizeof(*table->slots));
		table->n_slots_alloc = need;
	}
	table->n_slots = need;
	memset(table->slots, 0, need * sizeof(*table->slots));
}

static void add_middle(struct line_table *table, const struct line_side *side,
		       bool is_old)
{
	const char *at = side->middle;

	while (at < side->middle_end) {
		const char *next = line_end(at, side->middle_end);
		struct line_slot *slot =
			line_table_find(table, at, (size_t)(next - at));

		slot->text = at;
		slot->len = (size_t)(next - at);
		slot->n_old += is_old;
		slot->n_new += !is_old;
		at = next;
	}
}

void line_table_fill(struct line_table *table, const struct line_side *old,
		     const struct line_side *new)
{
	clear_slots(table, old->n_middle + new->n_middle);
	table->n_cut = 0;
	add_middle(table, old, true);
	add_middle(table, new, false);
}

bool line_table_shares(const struct line_table *table)
{
	for (size_t i = 0; i < table->n_slots; i++)
		if (table->slots[i].n_old && table->slots[i].n_new)
			return true;
	return false;
}

/* Count lines at..end of head or tail; returns how many there are. */
static size_t add_cut(struct line_table *table, const char *at, const char *end)
{
	size_t n = 0;

	for (; at < end; n++) {
		const char *next = line_end(at, end);
		struct line_slot *slot =
			line_table_find(table, at, (size_t)(next - at));

		slot->n_cut += slot->text != NULL;
		at = next;
	}
	return n;
}

void line_table_count_cut(struct line_table *table,
			  const struct line_side *side)
{
	table->n_cut = add_cut(table, side->data, side->middle) +
		       add_cut(table, side->middle_end, side->end);
}
