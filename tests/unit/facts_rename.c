/* SPDX-License-Identifier: MIT */
/* Exact renames by table, and the hash of a unit's patch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/xalloc.h"
#include "audit/facts/unit.h"

enum { CHANGES_MAX = 8 };

/* "D a/x 1": status, path, blob; L instead of a digit is a link. */
struct row {
	const char *changes[CHANGES_MAX];
	int pairs[CHANGES_MAX]; /* index of the other end + 1, or 0 */
};

static const struct row rows[] = {
	{ { "D a 1", "A b 1" }, { 2, 1 } },
	{ { "A a 1", "D b 1" }, { 2, 1 } },
	{ { "D a 1", "A b 2" }, { 0, 0 } },
	{ { "A a 1", "A b 1" }, { 0, 0 } },
	{ { "D a 1", "D b 1" }, { 0, 0 } },
	{ { "D a 1", "M b 1" }, { 0, 0 } },
	{ { "M a 1", "A b 1" }, { 0, 0 } },
	{ { NULL }, { 0 } },
	/* of two sources the first, or one with the same file name */
	{ { "A c 1", "D d 1", "D e 1" }, { 2, 1, 0 } },
	{ { "A x/c 1", "D y/d 1", "D z/c 1" }, { 3, 0, 1 } },
	{ { "A c 1", "D y/d 1", "D z/c 1" }, { 3, 0, 1 } },
	{ { "A x/c 1", "D y/xc 1", "D z/b 1" }, { 2, 1, 0 } },
	/* a source is taken once, by the first that comes */
	{ { "A a 1", "A b 1", "D c 1" }, { 3, 0, 1 } },
	{ { "A a 1", "A b 1", "D c 1", "D d 1" }, { 3, 4, 1, 2 } },
	{ { "A p/y 1", "A q/x 1", "D r/x 1", "D r/y 1" }, { 4, 3, 2, 1 } },
	{ { "A a 2", "A b 1", "D c 1", "D d 2" }, { 4, 3, 2, 1 } },
	/* a link is no file */
	{ { "D a L", "A b L" }, { 2, 1 } },
	{ { "D a 1", "A b L" }, { 0, 0 } },
};

static void read_change(const char *text, struct unit_change *change)
{
	const char *blob = strrchr(text, ' ') + 1;
	uint32_t mode = *blob == 'L' ? 0120000 : 0100644;

	memset(change, 0, sizeof(*change));
	change->status = *text;
	change->path = text + 2;
	change->path_len = (size_t)(blob - 1 - change->path);
	if (*text != 'A') {
		change->old_mode = mode;
		memset(change->old_blob.bytes, *blob == 'L' ? '1' : *blob,
		       OID_BYTES);
	}
	if (*text != 'D') {
		change->new_mode = mode;
		memset(change->new_blob.bytes, *blob == 'L' ? '1' : *blob,
		       OID_BYTES);
	}
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct unit_change changes[CHANGES_MAX];
		size_t n = 0;

		for (; n < CHANGES_MAX && rows[i].changes[n]; n++)
			read_change(rows[i].changes[n], &changes[n]);
		unit_pair_renames(changes, n);
		for (size_t k = 0; k < n; k++)
			if ((int)changes[k].pair != rows[i].pairs[k])
				fail_msg("row %zu: pair of '%s' is %d", i,
					 rows[i].changes[k],
					 (int)changes[k].pair);
	}
}

/* Permissions may change with the name, the kind may not. */
static void test_modes(void **state)
{
	static const struct {
		uint32_t old_mode, new_mode;
		bool is_pair;
	} modes[] = {
		{ 0100644, 0100644, true },  { 0100644, 0100755, true },
		{ 0120000, 0120000, true },  { 0100644, 0120000, false },
		{ 0160000, 0160000, true },  { 0160000, 0100644, false },
		{ 0120000, 0160000, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		struct unit_change changes[2];

		read_change("D a 1", &changes[0]);
		read_change("A b 1", &changes[1]);
		changes[0].old_mode = modes[i].old_mode;
		changes[1].new_mode = modes[i].new_mode;
		unit_pair_renames(changes, 2);
		if ((changes[0].pair == 2) != modes[i].is_pair)
			fail_msg("%o to %o", modes[i].old_mode,
				 modes[i].new_mode);
	}
}

/* Thousands of paths of one blob are paired in bounded time. */
static void test_many(void **state)
{
	enum { N = 20000 };
	struct unit_change *changes = xcalloc(2 * N, sizeof(*changes));
	size_t n_pairs = 0;

	(void)state;
	for (size_t i = 0; i < 2 * (size_t)N; i++)
		read_change(i < N ? "D a 1" : "A b 1", &changes[i]);
	unit_pair_renames(changes, 2 * (size_t)N);
	for (size_t i = 0; i < 2 * (size_t)N; i++) {
		size_t pair = changes[i].pair;

		n_pairs += pair > 0;
		if (pair)
			assert_int_equal(changes[pair - 1].pair, i + 1);
	}
	assert_true(n_pairs >= 100);
	free(changes);
}

/* --- the hash of a patch --- */

static void make_unit(struct unit *unit, struct unit_change *changes, size_t n)
{
	memset(unit, 0, sizeof(*unit));
	memset(changes, 0, n * sizeof(*changes));
	unit->diff = UNIT_DIFF_DONE;
	unit->changes = changes;
	unit->n_changes = n;
	for (size_t i = 0; i < n; i++) {
		changes[i].content = i % 2 ? CONTENT_BINARY : CONTENT_TEXT;
		memset(changes[i].digest.bytes, (int)i + 1, OID_BYTES);
	}
}

static void test_patch(void **state)
{
	struct unit_change changes[3], was;
	struct unit unit;
	struct oid first, again;

	(void)state;
	make_unit(&unit, changes, 3);
	assert_true(unit_patch(&unit, &first));
	was = changes[0];
	changes[0] = changes[2];
	changes[2] = was;
	assert_true(unit_patch(&unit, &again));
	assert_int_equal(oid_compare(&first, &again), 0);
	changes[1].digest.bytes[19]++;
	assert_true(unit_patch(&unit, &again));
	assert_int_not_equal(oid_compare(&first, &again), 0);
	unit.n_changes = 2;
	assert_true(unit_patch(&unit, &again));
	assert_int_not_equal(oid_compare(&first, &again), 0);
}

static void test_unknown_patch(void **state)
{
	struct unit_change changes[2];
	struct unit unit;
	struct oid patch;

	(void)state;
	make_unit(&unit, changes, 0);
	assert_false(unit_patch(&unit, &patch));
	make_unit(&unit, changes, 2);
	unit.is_merge = true;
	assert_false(unit_patch(&unit, &patch));
	make_unit(&unit, changes, 2);
	unit.diff = UNIT_DIFF_UNKNOWN;
	assert_false(unit_patch(&unit, &patch));
	make_unit(&unit, changes, 2);
	changes[1].content = CONTENT_MISSING;
	assert_false(unit_patch(&unit, &patch));
	changes[1].content = CONTENT_UNCOUNTED;
	assert_false(unit_patch(&unit, &patch));
	changes[1].content = CONTENT_TEXT;
	assert_true(unit_patch(&unit, &patch));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_modes),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_patch),
		cmocka_unit_test(test_unknown_patch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
