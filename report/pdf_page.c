/* SPDX-License-Identifier: MIT */
#include "report/pdf_page.h"

#include <math.h>

/* How far the pages are filled. */
struct filling {
	double room;
	int page;
	double y; /* 0: nothing stands on the page yet */
};

/* The end of the chain that begins at brick i. */
static size_t chain_end(const struct pdf_brick *bricks, size_t n, size_t i)
{
	while (i + 1 < n && bricks[i].holds && !bricks[i + 1].opens)
		i++;
	return i + 1;
}

/* The height of bricks i to end, without the gap above the first. */
static double chain_height(const struct pdf_brick *bricks, size_t i, size_t end)
{
	double height = bricks[i].height;

	for (i++; i < end; i++)
		height += bricks[i].gap + bricks[i].height;
	return height;
}

static double gap_of(const struct filling *filling,
		     const struct pdf_brick *brick)
{
	return filling->y > 0 ? brick->gap : 0;
}

/* Sums of many lengths are not exact: a hair too much still fits. */
static bool fits(const struct filling *filling, double height)
{
	return filling->y + height <= filling->room + 1e-6;
}

static void turn(struct filling *filling)
{
	filling->page++;
	filling->y = 0;
}

/* Turn the page before a chain that should not begin on this one. */
static void begin_chain(struct filling *filling, const struct pdf_brick *first,
			double height)
{
	double need = fmin(fmax(height, first->need), filling->room);

	if (!(filling->y > 0))
		return;
	if (first->opens || (!fits(filling, gap_of(filling, first) + need) &&
			     height <= filling->room))
		turn(filling);
}

static void put(struct filling *filling, const struct pdf_brick *brick,
		struct pdf_place *place)
{
	double gap = gap_of(filling, brick);

	if (filling->y > 0 && !fits(filling, gap + brick->height)) {
		turn(filling);
		gap = 0;
	}
	place->has_head = !(filling->y > 0) && brick->head > 0;
	if (place->has_head)
		gap = brick->head;
	place->page = filling->page;
	place->y = filling->y + gap;
	filling->y = place->y + brick->height;
}

int pdf_page_break(const struct pdf_brick *bricks, size_t n, double room,
		   struct pdf_place *places_out)
{
	struct filling filling = { .room = room };

	for (size_t i = 0, end; i < n; i = end) {
		end = chain_end(bricks, n, i);
		begin_chain(&filling, &bricks[i], chain_height(bricks, i, end));
		for (size_t j = i; j < end; j++)
			put(&filling, &bricks[j], &places_out[j]);
	}
	return n ? filling.page + 1 : 0;
}
