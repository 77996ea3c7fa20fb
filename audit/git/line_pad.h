/* SPDX-License-Identifier: MIT */
#ifndef GIT_LINE_PAD_H
#define GIT_LINE_PAD_H
/*
 * line_pad - texts that xdiff treats as it would treat two whole files.
 *
 * Head and tail decide only by how often they hold the middles' lines and by
 * their number of lines.  A pad before both middles stands for them: as many
 * copies of each middle line as they held (more than mlim make no
 * difference), then filler lines until no middle line changes sides of mlim.
 * xdiff trims the pad as it would have trimmed the head.
 */
#include "audit/base/buf.h"
#include "audit/git/line_table.h"

/*
 * How often a line must stand in the other file for xdiff to think of
 * dropping it: 2^(base-4 digits of the number of lines), at most 1,024.
 */
size_t line_pad_mlim(size_t n_lines);

/*
 * Write the texts that stand for the two files, replacing what was there.
 * The table has its counts of head and tail.
 */
void line_pad_build(const struct line_table *table, const struct line_side *old,
		    const struct line_side *new, struct buf *old_text,
		    struct buf *new_text);

#endif
