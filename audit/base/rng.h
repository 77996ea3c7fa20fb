/* SPDX-License-Identifier: MIT */
#ifndef BASE_RNG_H
#define BASE_RNG_H
/*
 * rng - random numbers that are the same everywhere: xoshiro256** of
 * D. Blackman and S. Vigna (ACM Trans. Math. Softw. 47, 2021, article 36),
 * its state filled from a seed by their splitmix64.  Whole numbers only, so
 * no compiler and no machine changes the sequence.  Not for secrets.
 */
#include <stdint.h>

/* The state; set by rng_init, never all zero. */
struct rng {
	uint64_t state[4];
};

/* Any seed will do; equal seeds give equal sequences. */
void rng_init(struct rng *rng, uint64_t seed);

/* The next 64 bits. */
uint64_t rng_next(struct rng *rng);

/* A number from 0 to n - 1, each as likely as the other; n >= 1. */
uint32_t rng_below(struct rng *rng, uint32_t n);

#endif
