/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_KEPT_H
#define REVERTS_PROBE_KEPT_H
/*
 * probe_kept - what is known of a touch, as bytes in the database:
 *
 *   0  6 outcomes        8  position of death   20  first line
 *   6  is its life known 12 path_id of death    24  last line
 *
 * Numbers begin with their lowest byte.  Positions on the mainline stay as
 * long as what was its tip is still on it.
 */
#include "audit/reverts/probe_track.h"

enum { PROBE_KEPT_BYTES = 28 };

/* Write one touch. */
void probe_kept_write(const struct probe_facts *facts,
		      const struct probe_result *result,
		      unsigned char out[PROBE_KEPT_BYTES]);

/* Read one back. */
void probe_kept_read(const struct probe_facts *facts,
		     const unsigned char bytes[PROBE_KEPT_BYTES],
		     struct probe_result *result_out);

#endif
