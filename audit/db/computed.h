/* SPDX-License-Identifier: MIT */
#ifndef DB_COMPUTED_H
#define DB_COMPUTED_H
/*
 * computed - what the line "added" of a query's header can ask for: a table
 * of estimates, by name.
 *
 * Arguments are numbers.  DAYS is a time since the landing.  SIDE is 0 or 1;
 * without it, 0.  Each name gives a value; with -low or -high behind it, an
 * end of its 95 % interval; with -note, the words that say why there is none.
 *
 *	of the group's lives
 *	  share DAYS [SIDE]      that lasts longer; landings drawn
 *	  mean DAYS [SIDE]       mean days until then; landings drawn
 *	  median [SIDE]          days that half outlast; landings drawn
 *	  curve DAYS             the share, its interval by a variance that takes
 *	                         landings for clusters: many times cost little
 *	  at-risk DAYS           lives that were followed so long
 *	  lives [SIDE]           how many there are
 *	of its two sides
 *	  share-difference DAYS  side 1 minus side 0; landings drawn
 *	  mean-difference DAYS   the same of mean days
 *	of its strata, shares of clean changes, side 1 against side 0
 *	  matched-difference, matched-ratio, strata, matched-with,
 *	  matched-without        changes of side 1, of side 0 in these strata
 *	of the row's own columns
 *	  poisson N EXPOSURE PER N / EXPOSURE * PER
 *	  difference N ALL M OF [TIMES]
 *	                         (N / ALL - M / OF) * TIMES, unmatched
 */
#include <stdbool.h>

#include "audit/db/added.h"
#include "audit/db/group.h"

enum { COMPUTED_ARGS = 5 };

/* A row of the table. */
struct computed_kind;

/* Which number of an estimate. */
enum computed_part {
	COMPUTED_VALUE,
	COMPUTED_LOW,
	COMPUTED_HIGH,
	COMPUTED_NOTE,
};

/* The kind and part of a name, "share-low"; NULL if there is none. */
const struct computed_kind *computed_find(const char *name,
					  enum computed_part *part_out);

/* True if it takes so many arguments. */
bool computed_takes(const struct computed_kind *kind, int n_args);

/*
 * Compute from a group (never NULL) and COMPUTED_ARGS arguments, those that
 * are not given -1.  *value_out stays as it is where there is no answer.
 */
void computed_make(const struct computed_kind *kind, enum computed_part part,
		   struct group *group, const double *args,
		   struct added_value *value_out);

#endif
