/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PDF_PICTURE_H
#define REPORT_PDF_PICTURE_H
/*
 * pdf_picture - a block that is a chart: vectors, about as wide as the text.
 */
#include "report/document.h"
#include "report/pdf_words.h"

/*
 * Draw a picture, which holds what comes next, and which has a draw function, and add it.  It is scaled to
 * the width, and to a height of at most max_height points.
 */
int pdf_picture_add(const struct pdf_maker *maker,
		    const struct document_picture *picture, double max_height,
		    struct err *err);

#endif
