/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_ROWS_H
#define REVERTS_PROBE_ROWS_H
/*
 * probe_rows - what the touches of a unit come to, and the rows that say so:
 * the worst of their outcomes, the shortest of their lives.
 */
#include "audit/reverts/probe_sweep.h"

struct probe_rows;

/* A writer of rows.  is_new: there are none of this repository. */
int probe_rows_open(struct db *db, const struct probe_facts *facts, bool is_new,
		    struct probe_rows **rows_out, struct err *err);
void probe_rows_free(struct probe_rows *rows);

/*
 * Write all of a unit, whose touches have results (by number of touch).  In
 * the caller's transaction; its row in revert_lives must not be there, others
 * may, and are written only where they differ.
 */
int probe_rows_write(struct probe_rows *rows, uint32_t unit,
		     const struct probe_result *results, struct err *err);

#endif
