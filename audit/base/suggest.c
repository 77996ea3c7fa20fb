/* SPDX-License-Identifier: MIT */
#include "audit/base/suggest.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum { MAX_WORD = 64 };

void suggest_init(struct suggest *suggest, const char *word)
{
	memset(suggest, 0, sizeof(*suggest));
	suggest->word = word;
}

void suggest_release(struct suggest *suggest)
{
	for (size_t i = 0; i < suggest->n_names; i++)
		free(suggest->names[i].name);
	suggest->n_names = 0;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t best = a < b ? a : b;

	return best < c ? best : c;
}

size_t suggest_distance(const char *a, const char *b)
{
	size_t row[MAX_WORD];
	size_t n_b = strlen(b);

	if (n_b >= MAX_WORD)
		return MAX_WORD;
	for (size_t j = 0; j <= n_b; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= n_b; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);
			size_t replaced = diagonal + !same;

			diagonal = row[j];
			row[j] = least(replaced, row[j] + 1, row[j - 1] + 1);
		}
	}
	return row[n_b];
}

static void insert(struct suggest *suggest, const char *name, size_t distance)
{
	size_t at = suggest->n_names;

	while (at > 0 && suggest->names[at - 1].distance > distance)
		at--;
	if (at == SUGGEST_MAX)
		return;
	if (suggest->n_names == SUGGEST_MAX)
		free(suggest->names[--suggest->n_names].name);
	memmove(suggest->names + at + 1, suggest->names + at,
		(suggest->n_names - at) * sizeof(*suggest->names));
	suggest->names[at].name = xstrdup(name);
	suggest->names[at].distance = distance;
	suggest->n_names++;
}

void suggest_offer(struct suggest *suggest, const char *name)
{
	size_t distance = suggest_distance(suggest->word, name);
	size_t limit = strlen(suggest->word) / 3;

	if (limit < 2)
		limit = 2;
	if (distance > limit && *suggest->word &&
	    strcasestr(name, suggest->word))
		distance = limit;
	if (distance <= limit)
		insert(suggest, name, distance);
}

void suggest_say(const struct suggest *suggest, struct buf *out)
{
	for (size_t i = 0; i < suggest->n_names; i++) {
		const char *before = i == 0 ? "; did you mean "
				     : i + 1 < suggest->n_names ? ", "
								: " or ";

		buf_addf(out, "%s'%s'", before, suggest->names[i].name);
	}
	if (suggest->n_names)
		buf_add_char(out, '?');
}
