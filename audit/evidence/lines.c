/* SPDX-License-Identifier: MIT */
#include "audit/evidence/lines.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

static bool is_blank(struct span line)
{
	return !span_trim(line).len;
}

void lines_read(struct lines *lines, struct span text)
{
	size_t at = 0;

	lines->text = text;
	lines->n_lines = 0;
	while (at < text.len) {
		struct span rest = span_cut(text, at, text.len);

		lines->starts = xgrow(lines->starts, lines->n_lines,
				      &lines->n_alloc, sizeof(*lines->starts));
		lines->starts[lines->n_lines++] = at;
		at += span_find(rest, '\n') + 1;
	}
	for (lines->title = 0; lines->title < lines->n_lines; lines->title++)
		if (!is_blank(lines_get(lines, lines->title)))
			break;
}

void lines_release(struct lines *lines)
{
	free(lines->starts);
	memset(lines, 0, sizeof(*lines));
}

size_t lines_find(const struct lines *lines, size_t at)
{
	size_t from = 0, to = lines->n_lines;

	while (to - from > 1) {
		size_t middle = from + (to - from) / 2;

		if (lines->starts[middle] <= at)
			from = middle;
		else
			to = middle;
	}
	return from;
}

struct span lines_get(const struct lines *lines, size_t index)
{
	size_t start, end;

	if (index >= lines->n_lines)
		return span_cut(lines->text, lines->text.len, lines->text.len);
	start = lines->starts[index];
	end = index + 1 < lines->n_lines ? lines->starts[index + 1] - 1
					 : lines->text.len;
	if (end > start && lines->text.at[end - 1] == '\n')
		end--;
	return span_cut(lines->text, start, end);
}

bool lines_is_one(const struct lines *lines)
{
	size_t end;

	if (lines->title >= lines->n_lines)
		return false;
	end = lines->title + 1;
	return end >= lines->n_lines ||
	       is_blank(span_cut(lines->text, lines->starts[end],
				 lines->text.len));
}
