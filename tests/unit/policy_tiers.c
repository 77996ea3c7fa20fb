/* SPDX-License-Identifier: MIT */
/* The tier of a path: the last that takes it, whatever a folder's is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/policy/tiers.h"

static struct policy *policy_of(const char *tiers)
{
	struct policy *policy = NULL;
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;

	buf_addf(&text, "%s[era \"e\"]\nsince = 2020-01-01\n", tiers);
	if (policy_read_text("x", text.data, text.len, &policy, &err) < 0)
		fail_msg("%s", err.msg);
	buf_release(&text);
	return policy;
}

static const char tiers[] = "[tier \"rest\"]\ndefault = true\n"
			    "[tier \"core\"]\npath = /accel/\n"
			    "path = /block/\npath = *.h\n"
			    "[tier \"tests\"]\npath = tests/\n"
			    "[tier \"block\"]\npath = block/\n";

static const struct {
	const char *path, *tier;
} rows[] = {
	{ "accel/tcg/a.c", "core" },
	{ "x/accel/a.c", "rest" },
	{ "a.h", "core" },
	{ "x/y/a.h", "core" },
	{ "tests/a.c", "tests" },
	{ "accel/tests/a.h", "tests" },
	/* anchored only in /block/: the other takes any folder of that name */
	{ "block/a.c", "block" },
	{ "hw/block/a.c", "block" },
	{ "tests/block/a", "block" },
	{ "block", "rest" },
	{ "", "rest" },
	{ "a/b", "rest" },
};

static void the_last_tier_that_takes_a_path_is_its_tier(void **state)
{
	struct policy *policy = policy_of(tiers);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const size_t tier =
			tiers_of_path(policy, slice_of(rows[i].path));

		if (strcmp(policy->tiers[tier].head.name, rows[i].tier) != 0)
			fail_msg("'%s' is %s, not %s", rows[i].path,
				 policy->tiers[tier].head.name, rows[i].tier);
	}
	policy_free(policy);
}

static void a_default_may_have_paths_too(void **state)
{
	struct policy *policy = policy_of("[tier \"a\"]\npath = /x/\n"
					  "[tier \"b\"]\ndefault = true\n"
					  "path = /x/y/\n"
					  "[tier \"c\"]\npath = /z/\n");

	(void)state;
	assert_int_equal(tiers_of_path(policy, slice_of("x/a")), 0);
	assert_int_equal(tiers_of_path(policy, slice_of("x/y/a")), 1);
	assert_int_equal(tiers_of_path(policy, slice_of("q")), 1);
	assert_int_equal(tiers_of_path(policy, slice_of("z/a")), 2);
	policy_free(policy);
}

static void without_tiers_there_is_one(void **state)
{
	struct policy *policy = policy_of("");

	(void)state;
	assert_int_equal(policy->n_tiers, 1);
	assert_int_equal(tiers_of_path(policy, slice_of("a/b")), 0);
	policy_free(policy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_tier_that_takes_a_path_is_its_tier),
		cmocka_unit_test(a_default_may_have_paths_too),
		cmocka_unit_test(without_tiers_there_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
