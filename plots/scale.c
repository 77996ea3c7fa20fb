/* SPDX-License-Identifier: MIT */
#include "plots/scale.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/share.h"

double scale_step(double lo, double hi, int max_ticks)
{
	static const double factors[] = { 1, 2, 5, 10 };
	double power, step = 0;

	assert(lo < hi && max_ticks >= 2);
	power = pow(10, floor(log10((hi - lo) / max_ticks)));
	for (int i = 0; i < 4; i++) {
		step = factors[i] * power;
		/* a range may begin on a tick, and then has one more */
		if ((hi - lo) / step + 1 <= max_ticks + 1e-9)
			return step;
	}
	return 2 * step;
}

void scale_from_zero(struct scale *scale, double hi, int max_ticks,
		     double min_step)
{
	double top = hi > 0 ? hi : 1;
	int n = max_ticks;

	/* rounding the top up may cost a tick more than was asked for */
	do {
		scale->step = fmax(scale_step(0, top, n), min_step);
		scale->data_hi = ceil(top / scale->step - 1e-9) * scale->step;
	} while (scale->data_hi / scale->step + 1 > max_ticks + 1e-9 &&
		 --n >= 2);
	scale->data_lo = 0;
}

void scale_to(struct scale *scale, double hi, int max_ticks, double min_step)
{
	static const double factors[] = { 1, 2, 5 };
	double top = hi > 0 ? hi : 1;
	double power = pow(10, floor(log10(top)) - 2);
	double step = power;

	assert(max_ticks >= 3);
	for (int i = 1; floor(top / step + 1e-9) > max_ticks - 1; i++) {
		if (i % 3 == 0)
			power *= 10;
		step = factors[i % 3] * power;
	}
	scale->step = fmax(step, min_step);
	scale->data_lo = 0;
	scale->data_hi = top;
}

double scale_at(const struct scale *scale, double value)
{
	double part =
		(value - scale->data_lo) / (scale->data_hi - scale->data_lo);

	return scale->at_lo + part * (scale->at_hi - scale->at_lo);
}

int scale_n_ticks(const struct scale *scale)
{
	double range = scale->data_hi - scale->data_lo;

	return (int)floor(range / scale->step + 1e-9) + 1;
}

double scale_tick(const struct scale *scale, int i)
{
	return scale->data_lo + i * scale->step;
}

int64_t scale_months(int64_t n_months, int max_ticks)
{
	static const int64_t table[] = { 1, 3, 12, 24, 60 };
	static const int64_t factors[] = { 2, 4, 10 };
	int64_t months = 0;

	assert(n_months >= 1 && max_ticks >= 1);
	for (int i = 0; i < 5; i++)
		if (n_months <= table[i] * max_ticks)
			return table[i];
	for (int64_t base = 60;; base *= 10)
		for (int i = 0; i < 3; i++) {
			months = base * factors[i];
			if (n_months <= months * max_ticks)
				return months;
		}
}

void scale_format_count(double value, char out[SCALE_TEXT_MAX])
{
	char digits[SCALE_TEXT_MAX];
	int n = snprintf(digits, sizeof(digits), "%" PRId64,
			 (int64_t)llround(value));
	int first = digits[0] == '-';
	char *to = out;

	for (int i = 0; i < n && to < out + SCALE_TEXT_MAX - 2; i++) {
		if (i > first && (n - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
}

void scale_format_share(double share, char out[SCALE_TEXT_MAX])
{
	int decimals = 1;

	if (share <= 0 || share >= 1 || (share >= 0.0995 && share < 0.99))
		decimals = 0;
	share_format(share, decimals, " %", out);
}

void scale_format_percent_tick(double share, double step,
			       char out[SCALE_TEXT_MAX])
{
	double step_percent = step * 100;
	int decimals = 0;

	while (decimals < 6 && step_percent < 1 - 1e-9) {
		step_percent *= 10;
		decimals++;
	}
	/* a multiple of a step may miss 0 or 1 by a hair, and means it */
	share_format(round(share * 1e9) / 1e9, decimals, " %", out);
}
