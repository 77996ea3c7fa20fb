/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_SVG_H
#define PLOTS_SVG_H
/*
 * svg - finish the SVG text that cairo wrote.
 *
 * cairo numbers the ids of a page from a counter of the process, uses the
 * same ids in every file, and cannot say what a picture shows.  A page with
 * two charts inline needs ids of their own, and the same chart must give the
 * same bytes.  Pure.
 */
#include "audit/base/buf.h"

/* What is put into the file; all are the caller's. */
struct svg_words {
	const char *id;    /* [a-z-]; begins every id */
	const char *title; /* plain text */
	const char *alt;   /* plain text: what the picture shows */
};

/*
 * Append the SVG in source to out: every id and reference begins with id
 * and "-", the id of the page ends in "page", and the svg element is an
 * image with a title and a description.  Numbers that are points are rounded
 * to hundredths.
 */
void svg_finish(const struct buf *source, const struct svg_words *words,
		struct buf *out);

#endif
