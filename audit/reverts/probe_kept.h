/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_KEPT_H
#define REVERTS_PROBE_KEPT_H
/*
 * probe_kept - what is known of a touch, as bytes in the database:
 *
 *   0  6 outcomes
 *   6  is its life known
 *   7  how it stands (enum probe_stand), and if it has ended:
 *      8  position   12  path_id   20  first line   24  last line
 *      28  how many signs of it as it stands   29  and undone
 *      30  those, 4 bytes each
 *   or if it is alive by lines:
 *      8  number of windows   12  windows, 8 bytes each: line, length
 *
 * Numbers begin with their lowest byte.  Positions on the mainline stay as
 * long as what was its tip is still on it.
 */
#include "audit/base/buf.h"
#include "audit/reverts/probe_track.h"

/* Add one touch to a buffer. */
void probe_kept_write(const struct probe_facts *facts,
		      const struct probe_result *result, struct buf *out);

/*
 * Read one back from the n bytes that are left.  Returns how many it took, 0
 * where they are none; the result is to be released.
 */
size_t probe_kept_read(const struct probe_facts *facts,
		       const unsigned char *bytes, size_t n,
		       struct probe_result *result_out);

#endif
