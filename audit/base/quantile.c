/* SPDX-License-Identifier: MIT */
/*
 * The distributions are the incomplete gamma and beta functions: series and
 * continued fractions of Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 6.5.29, 6.5.31 and 26.5.8, the fractions evaluated by Lentz's
 * method as Thompson and Barnett modified it (J. Comput. Phys. 64, 1986).
 */
#include "audit/base/quantile.h"

#include <assert.h>
#include <math.h>

/* Where a sum or fraction has converged; what stands for 0 in a divisor. */
#define TINY 1e-300
#define PRECISE 1e-15

enum { MAX_TERMS = 100000, HALVINGS = 200 };

/* lgamma writes a global; this has none to write. */
static double log_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

static double not_zero(double x)
{
	return fabs(x) < TINY ? TINY : x;
}

/* One step of Lentz's method: the fraction goes on with a / (b + ...). */
static double lentz(double *c, double *d, double a, double b)
{
	*d = 1 / not_zero(b + a * *d);
	*c = not_zero(b + a / *c);
	return *c * *d;
}

static double gamma_series(double a, double x)
{
	double term = 1 / a, sum = term;

	for (int i = 1; i < MAX_TERMS && term > sum * PRECISE; i++) {
		term *= x / (a + i);
		sum += term;
	}
	return sum * exp(-x + a * log(x) - log_gamma(a));
}

/* The upper tail. */
static double gamma_fraction(double a, double x)
{
	double b = x + 1 - a, c = 1 / TINY, d = 1 / not_zero(b), f = d;

	for (int i = 1; i < MAX_TERMS; i++) {
		double step = lentz(&c, &d, -i * (i - a), b + 2.0 * i);

		f *= step;
		if (fabs(step - 1) < PRECISE)
			break;
	}
	return f * exp(-x + a * log(x) - log_gamma(a));
}

/* P(a, x), the regularised lower incomplete gamma function. */
static double gamma_lower(double a, double x)
{
	if (x <= 0)
		return 0;
	return x < a + 1 ? gamma_series(a, x) : 1 - gamma_fraction(a, x);
}

static double beta_fraction(double x, double a, double b)
{
	double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), f = d;

	for (int i = 1; i < MAX_TERMS; i++) {
		double at = a + 2.0 * i;
		double step =
			lentz(&c, &d, i * (b - i) * x / ((at - 1) * at), 1);

		step *= lentz(&c, &d,
			      -(a + i) * (a + b + i) * x / (at * (at + 1)), 1);
		f *= step;
		if (fabs(step - 1) < PRECISE)
			break;
	}
	return f;
}

/* I_x(a, b), the regularised incomplete beta function. */
static double beta_lower(double x, double a, double b)
{
	double front;

	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	front = exp(a * log(x) + b * log1p(-x) + log_gamma(a + b) -
		    log_gamma(a) - log_gamma(b));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double quantile_chi_square(double p, double degrees)
{
	double lo = 0, hi = 1;

	assert(p > 0 && p < 1 && degrees > 0);
	while (gamma_lower(degrees / 2, hi / 2) < p)
		hi *= 2;
	for (int i = 0; i < HALVINGS && lo < hi; i++) {
		double middle = lo + (hi - lo) / 2;

		if (middle <= lo || middle >= hi)
			break;
		if (gamma_lower(degrees / 2, middle / 2) < p)
			lo = middle;
		else
			hi = middle;
	}
	return hi;
}

/* The probability that a Student variable lies in -t..t. */
static double student_inside(double t, double degrees)
{
	return 1 - beta_lower(degrees / (degrees + t * t), degrees / 2, 0.5);
}

double quantile_student(double p, double degrees)
{
	double lo = 0, hi = 1;

	assert(p > 0 && p < 1 && degrees > 0);
	while (student_inside(hi, degrees) < p)
		hi *= 2;
	for (int i = 0; i < HALVINGS; i++) {
		double middle = lo + (hi - lo) / 2;

		if (middle <= lo || middle >= hi)
			break;
		if (student_inside(middle, degrees) < p)
			lo = middle;
		else
			hi = middle;
	}
	return hi;
}
