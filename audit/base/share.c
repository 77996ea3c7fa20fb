/* SPDX-License-Identifier: MIT */
#include "audit/base/share.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>

/* "%.*f" without the locale's decimal comma; value is not negative. */
static void write_decimals(const char *before, double value, int decimals,
			   const char *unit, char out[SHARE_TEXT_MAX])
{
	int64_t one = (int64_t)llround(pow(10, decimals));
	int64_t units = llround(value * (double)one);

	if (decimals)
		snprintf(out, SHARE_TEXT_MAX, "%s%" PRId64 ".%0*" PRId64 "%s",
			 before, units / one, decimals, units % one, unit);
	else
		snprintf(out, SHARE_TEXT_MAX, "%s%" PRId64 "%s", before, units,
			 unit);
}

void share_format(double share, int decimals, const char *unit,
		  char out[SHARE_TEXT_MAX])
{
	const double least = pow(10, -decimals), same = 1e-9;
	double percent = share * 100;
	const char *before = "";

	if (percent > 0 && percent < least - same) {
		before = "<";
		percent = least;
	} else if (percent < 100 && percent > 100 - least + same) {
		before = ">";
		percent = 100 - least;
	}
	write_decimals(before, fmax(percent, 0), decimals, unit, out);
}

void share_format_points(double difference, char out[SHARE_TEXT_MAX])
{
	const char *sign = difference > 0 ? "+" : difference < 0 ? "-" : "";

	write_decimals(sign, fabs(difference) * 100, 1, SHARE_POINTS, out);
}
