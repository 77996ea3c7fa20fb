/* SPDX-License-Identifier: MIT */
/*
 *	+--------------------------------------------------+
 *	| title, subtitle                                  |
 *	| left | plot                           | right    |
 *	|      |                                |          |
 *	|      | axis: labels of periods        |          |
 *	| what | strip: numbers of periods      |          |
 *	| caption                                          |
 *	+--------------------------------------------------+
 */
#include "plots/layout.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "audit/base/xalloc.h"

void layout_page(const struct layout_sizes *sizes, struct layout_page *page_out)
{
	double width = fmax(0, sizes->width - 2 * LAYOUT_MARGIN);
	double left = fmin(sizes->left_width, width / 2);
	double right = fmin(sizes->right_width, width / 2);
	double top = LAYOUT_MARGIN + sizes->title_height + LAYOUT_GAP;
	double bottom = sizes->height - LAYOUT_MARGIN - sizes->caption_height -
			LAYOUT_GAP - sizes->strip_height - sizes->axis_height;
	double height = fmax(0, bottom - top);
	struct box box = { LAYOUT_MARGIN, LAYOUT_MARGIN, width,
			   sizes->title_height };

	page_out->title = box;
	page_out->left = (struct box){ LAYOUT_MARGIN, top, left, height };
	page_out->plot = (struct box){ LAYOUT_MARGIN + left, top,
				       width - left - right, height };
	page_out->right = (struct box){ LAYOUT_MARGIN + width - right, top,
					right, height };
	box = page_out->plot;
	box.y += height;
	box.height = sizes->axis_height;
	page_out->axis = box;
	box.y += sizes->axis_height;
	box.height = sizes->strip_height;
	page_out->strip = box;
	page_out->caption =
		(struct box){ LAYOUT_MARGIN,
			      box.y + sizes->strip_height + LAYOUT_GAP, width,
			      sizes->caption_height };
}

/* Neighbours that touch and move as one. */
struct cluster {
	double sum;   /* of wanted middle minus offset in the cluster */
	double size;  /* of its labels together */
	double start; /* where its first label begins */
	size_t n;
};

static double clamp(double value, double lo, double hi)
{
	return fmax(lo, fmin(value, hi));
}

static void cluster_place(struct cluster *cluster, double lo, double hi)
{
	cluster->start = clamp(cluster->sum / (double)cluster->n, lo,
			       fmax(lo, hi - cluster->size));
}

/* Join the last cluster to the one before it while they overlap. */
static size_t merge_clusters(struct cluster *clusters, size_t n, double lo,
			     double hi)
{
	while (n > 1 && clusters[n - 2].start + clusters[n - 2].size >
				clusters[n - 1].start) {
		struct cluster *into = &clusters[n - 2];
		const struct cluster *from = &clusters[n - 1];

		into->sum += from->sum - (double)from->n * into->size;
		into->size += from->size;
		into->n += from->n;
		cluster_place(into, lo, hi);
		n--;
	}
	return n;
}

static int by_wanted(const void *a, const void *b)
{
	const struct layout_label *const *x = a;
	const struct layout_label *const *y = b;

	if ((*x)->wanted != (*y)->wanted)
		return (*x)->wanted < (*y)->wanted ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

/* Pool adjacent violators: labels are sorted, each a cluster at first. */
static void place_sorted(struct layout_label **sorted, size_t n, double lo,
			 double hi)
{
	struct cluster *clusters = xcalloc(n, sizeof(*clusters));
	size_t n_clusters = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		struct cluster *cluster = &clusters[n_clusters++];

		cluster->size = sorted[i]->size;
		cluster->sum = sorted[i]->wanted - sorted[i]->size / 2;
		cluster->n = 1;
		cluster_place(cluster, lo, hi);
		n_clusters = merge_clusters(clusters, n_clusters, lo, hi);
	}
	for (size_t i = 0; i < n_clusters; i++) {
		double start = clusters[i].start;

		for (size_t j = 0; j < clusters[i].n; j++, at++) {
			sorted[at]->middle = start + sorted[at]->size / 2;
			start += sorted[at]->size;
		}
	}
	free(clusters);
}

void layout_spread(struct layout_label *labels, size_t n, double lo, double hi)
{
	struct layout_label **sorted =
		xcalloc(n, sizeof(struct layout_label *));
	double room = hi - lo;
	size_t n_shown = 0;

	for (size_t i = 0; i < n; i++) {
		labels[i].shown = n_shown == i && labels[i].size <= room;
		labels[i].middle = labels[i].wanted;
		if (!labels[i].shown)
			continue;
		room -= labels[i].size;
		sorted[n_shown++] = &labels[i];
	}
	qsort((void *)sorted, n_shown, sizeof(struct layout_label *),
	      by_wanted);
	if (n_shown)
		place_sorted(sorted, n_shown, lo, hi);
	free((void *)sorted);
}

/*
 * Labels lie to the left of their lines, so only lines of earlier flags can
 * run into one, and only those that come from its own lane or a higher one:
 *
 *	lane 1      Claude |
 *	lane 0  aider |    |
 */
size_t layout_flags(struct layout_flag *flags, size_t n)
{
	size_t n_lanes = 0;

	for (size_t i = 0; i < n; i++) {
		double left = flags[i].at - flags[i].width;

		flags[i].lane = 0;
		for (size_t j = 0; j < i; j++)
			if (flags[j].at > left &&
			    flags[j].lane >= flags[i].lane)
				flags[i].lane = flags[j].lane + 1;
		if (flags[i].lane >= n_lanes)
			n_lanes = flags[i].lane + 1;
	}
	return n_lanes;
}

double layout_inside(double wanted, double size, double lo, double hi)
{
	if (size > hi - lo)
		return (lo + hi) / 2;
	return clamp(wanted, lo + size / 2, hi - size / 2);
}

enum layout_strip layout_strip(double pitch, double width, double height)
{
	if (width <= pitch)
		return LAYOUT_STRIP_FLAT;
	return height <= pitch ? LAYOUT_STRIP_TURNED : LAYOUT_STRIP_NONE;
}

void layout_stack(const struct box *box, const double *weights, size_t n,
		  double gap, struct box *panels_out)
{
	double sum = 0, y = box->y;
	double room;

	assert(n > 0);
	gap = fmin(gap, box->height / (double)n);
	room = box->height - gap * (double)(n - 1);
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	for (size_t i = 0; i < n; i++) {
		double height = room * weights[i] / sum;

		panels_out[i] = (struct box){ box->x, y, box->width, height };
		y += height + gap;
	}
}

bool layout_overlap(const struct box *a, const struct box *b)
{
	const double slack = 0.01;

	return a->x + a->width > b->x + slack &&
	       b->x + b->width > a->x + slack &&
	       a->y + a->height > b->y + slack &&
	       b->y + b->height > a->y + slack;
}

bool layout_contains(const struct box *outer, const struct box *inner)
{
	const double slack = 0.01;

	return inner->x >= outer->x - slack && inner->y >= outer->y - slack &&
	       inner->x + inner->width <= outer->x + outer->width + slack &&
	       inner->y + inner->height <= outer->y + outer->height + slack;
}
