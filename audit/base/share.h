/* SPDX-License-Identifier: MIT */
#ifndef BASE_SHARE_H
#define BASE_SHARE_H
/*
 * share - shares of a whole, and differences of two, as they are written
 * everywhere: none is rounded to nothing or to all.  Pure functions; the
 * decimal point is a point in every locale.
 */

/* Room for any text that share_* write, with its NUL. */
enum { SHARE_TEXT_MAX = 64 };

/* What stands behind a difference of two shares. */
#define SHARE_POINTS " points"

/*
 * A share, from 0 to 1, as a percentage with so many decimals (0 to 6) and the
 * unit behind it: "42.0 %".  What is above 0 and would have to be rounded down
 * to it reads "<0.1 %", what is below 1 and close to it ">99.9 %".
 */
void share_format(double share, int decimals, const char *unit,
		  char out[SHARE_TEXT_MAX]);

/*
 * The difference of two shares, from -1 to 1, in percentage points:
 * "+1.2 points"; the sign stands even where the rest is rounded to 0.
 */
void share_format_points(double difference, char out[SHARE_TEXT_MAX]);

#endif
