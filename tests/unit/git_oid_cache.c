/* SPDX-License-Identifier: MIT */
/* What was read lately is found again, the rest is dropped, all is freed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/oid_cache.h"

enum { N_IDS = 5000, VALUE_BYTES = 99 };

/* A value knows its number, and that it is alive. */
struct value {
	int number;
	int *n_alive;
};

static void free_value(void *value)
{
	--*((struct value *)value)->n_alive;
	free(value);
}

/* The id of a number; those of the same group start with the same bytes. */
static struct oid oid_of(int number, int n_groups)
{
	struct oid oid = { { 0 } };
	int group = number % n_groups;

	memcpy(oid.bytes, &group, sizeof(group));
	memcpy(oid.bytes + OID_BYTES - sizeof(number), &number, sizeof(number));
	return oid;
}

static void put(struct oid_cache *cache, int number, int n_groups, int *n_alive)
{
	const struct oid oid = oid_of(number, n_groups);
	struct value *value = malloc(sizeof(*value));

	assert_non_null(value);
	*value = (struct value){ number, n_alive };
	++*n_alive;
	oid_cache_put(cache, &oid, value, VALUE_BYTES);
}

static bool has(struct oid_cache *cache, int number, int n_groups)
{
	const struct oid oid = oid_of(number, n_groups);
	const struct value *value = oid_cache_get(cache, &oid);

	if (value)
		assert_int_equal(value->number, number);
	return value != NULL;
}

static void test_empty(void **state)
{
	struct oid_cache cache = { .n_bytes_max = 1000,
				   .free_value = free_value };

	(void)state;
	assert_false(has(&cache, 1, 1));
	oid_cache_release(&cache);
	assert_false(has(&cache, 1, 1));
	oid_cache_release(&cache);
}

/* Each row: room for so many values; ids of so many groups. */
static void test_bounds(void **state)
{
	static const struct {
		size_t n_room;
		int n_groups;
	} rows[] = { { 0, N_IDS },   { 1, N_IDS }, { 2, 7 },
		     { 100, N_IDS }, { 100, 1 },   { 999, 50 },
		     { 4000, 3 },    { 9000, 1 },  { 9000, N_IDS } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct oid_cache cache = { .free_value = free_value };
		int n_alive = 0;

		cache.n_bytes_max = rows[i].n_room * (VALUE_BYTES + 1);
		for (int n = 0; n < N_IDS; n++) {
			put(&cache, n, rows[i].n_groups, &n_alive);
			if (!has(&cache, n, rows[i].n_groups))
				fail_msg("row %zu: %d is gone at once", i, n);
			/* one more in each of the two generations */
			if ((size_t)n_alive > rows[i].n_room + 2)
				fail_msg("row %zu: %d are kept", i, n_alive);
		}
		if (rows[i].n_room > N_IDS && n_alive != N_IDS)
			fail_msg("row %zu: only %d are kept", i, n_alive);
		oid_cache_release(&cache);
		assert_int_equal(n_alive, 0);
	}
}

/* What is asked for again and again outlives any number of others. */
static void test_what_is_used_stays(void **state)
{
	struct oid_cache cache = { .n_bytes_max = 100 * (VALUE_BYTES + 1),
				   .free_value = free_value };
	int n_alive = 0;

	(void)state;
	put(&cache, 0, N_IDS, &n_alive);
	put(&cache, 1, N_IDS, &n_alive);
	for (int n = 2; n < N_IDS; n++) {
		put(&cache, n, N_IDS, &n_alive);
		if (n % 30 == 0)
			assert_true(has(&cache, 0, N_IDS));
	}
	assert_false(has(&cache, 1, N_IDS));
	oid_cache_release(&cache);
	assert_int_equal(n_alive, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_what_is_used_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
