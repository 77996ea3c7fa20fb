/* SPDX-License-Identifier: MIT */
/* Commits are kept by node, up to a bound; the rest is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/kept.h"

static void what_is_put_is_there(void **state)
{
	struct kept kept = { 0 };
	struct kept_commit commit = { "untouched", 1 };

	(void)state;
	assert_false(kept_get(&kept, 0, &commit));
	kept_put(&kept, 3, "three", 5);
	kept_put(&kept, 1, "a\0b", 3);
	assert_false(kept_get(&kept, 0, &commit));
	assert_false(kept_get(&kept, 2, &commit));
	assert_false(kept_get(&kept, 4, &commit));
	assert_string_equal(commit.data, "untouched");
	assert_true(kept_get(&kept, 3, &commit));
	assert_string_equal(commit.data, "three");
	assert_int_equal(commit.len, 5);
	assert_true(kept_get(&kept, 1, &commit));
	assert_memory_equal(commit.data, "a\0b", 4);
	kept_release(&kept);
	assert_false(kept_get(&kept, 3, &commit));
	kept_release(&kept);
}

static void there_is_a_bound(void **state)
{
	const size_t len = KEPT_BYTES / 4;
	char *data = calloc(1, len + 1);
	struct kept kept = { 0 };
	struct kept_commit commit;

	(void)state;
	kept_put(&kept, 0, data, len);
	kept_put(&kept, 5, data, len);
	kept_put(&kept, 1, data, len);
	kept_put(&kept, 2, data, len + 1); /* a byte too much */
	kept_put(&kept, 3, data, len);
	kept_put(&kept, 4, data, 1);
	assert_true(kept_get(&kept, 0, &commit));
	assert_true(kept_get(&kept, 5, &commit));
	assert_true(kept_get(&kept, 1, &commit));
	assert_false(kept_get(&kept, 2, &commit));
	assert_true(kept_get(&kept, 3, &commit));
	assert_false(kept_get(&kept, 4, &commit));
	assert_int_equal(kept.n_bytes, KEPT_BYTES);
	kept_release(&kept);
	free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_put_is_there),
		cmocka_unit_test(there_is_a_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
