/* SPDX-License-Identifier: MIT */
#include "audit/base/rng.h"

#include <assert.h>

static uint64_t splitmix(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void rng_init(struct rng *rng, uint64_t seed)
{
	for (int i = 0; i < 4; i++)
		rng->state[i] = splitmix(&seed);
}

static uint64_t rotated(uint64_t x, int n)
{
	return x << n | x >> (64 - n);
}

uint64_t rng_next(struct rng *rng)
{
	uint64_t *s = rng->state;
	const uint64_t result = rotated(s[1] * 5, 7) * 9;
	const uint64_t shifted = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = rotated(s[3], 45);
	return result;
}

/*
 * The upper half of a product of 32 bits each; products whose lower half is
 * under 2^32 mod n are drawn again, as they would favour some numbers
 * (D. Lemire, ACM Trans. Model. Comput. Simul. 29, 2019, article 3).
 */
uint32_t rng_below(struct rng *rng, uint32_t n)
{
	uint64_t product = (rng_next(rng) >> 32) * n;

	assert(n);
	if ((uint32_t)product < n) {
		const uint32_t unfair = (0 - n) % n;

		while ((uint32_t)product < unfair)
			product = (rng_next(rng) >> 32) * n;
	}
	return (uint32_t)(product >> 32);
}
