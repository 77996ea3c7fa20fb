/* SPDX-License-Identifier: MIT */
#ifndef PLOTS_FONTS_H
#define PLOTS_FONTS_H
/*
 * fonts - the families that text is set in, by name, and what stands for them
 * on this machine.  Where one is not installed, fontconfig chooses.
 */
#include <stdbool.h>

#include "audit/base/buf.h"

/* One family, and what it is there for. */
struct fonts_family {
	const char *name;
	const char *scripts; /* in words */
	const char *sample;  /* a character that is taken from it */
};

/* All of them; the last has no name. */
extern const struct fonts_family fonts_families[];

/* A font of this machine; release with fonts_found_release. */
struct fonts_found {
	struct buf family;  /* its own name of it */
	struct buf version; /* of the file: "2.370" */
	struct buf file;    /* its name without the folder */
};

/*
 * Find the font that the sample of a family is set in here; false, and
 * nothing to release, where no font has it.
 */
bool fonts_find(const struct fonts_family *family,
		struct fonts_found *found_out);
void fonts_found_release(struct fonts_found *found);

/*
 * Append s, valid UTF-8, so that pictures in it are asked for as text: each
 * is followed by the selector U+FE0E of Unicode, where Pango would look for
 * coloured bitmaps in whatever font has some.
 */
void fonts_add_plain(struct buf *out, const char *s);

#endif
