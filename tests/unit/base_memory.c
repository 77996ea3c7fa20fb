/* SPDX-License-Identifier: MIT */
/* Arenas, maps of bytes, growing arrays; progress that nobody sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/base/arena.h"
#include "audit/base/bytemap.h"
#include "audit/base/progress.h"
#include "audit/base/xalloc.h"

/* Pieces of all sizes are aligned, stay, and do not overlap. */
static void test_arena(void **state)
{
	enum { N = 3000 };
	static const size_t sizes[] = {
		0, 1, 7, 16, 100, 4096, 262144, 300000
	};
	struct arena arena = { 0 };
	unsigned char *pieces[N];

	(void)state;
	for (size_t i = 0; i < N; i++) {
		size_t n = sizes[i % (i % 100 ? 6 : 8)];

		pieces[i] = arena_alloc(&arena, n);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t),
				 0);
		memset(pieces[i], (int)(i % 251), n);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < sizes[i % (i % 100 ? 6 : 8)]; k++)
			if (pieces[i][k] != i % 251)
				fail_msg("piece %zu, byte %zu", i, k);
	arena_release(&arena);
	assert_null(arena.blocks);
	assert_string_equal(arena_copy(&arena, "a\0b", 3), "a");
	assert_string_equal(arena_copy(&arena, NULL, 0), "");
	arena_release(&arena);
	arena_release(&arena);
}

static void test_bytemap(void **state)
{
	enum { N = 50000 };
	struct bytemap map = { 0 };
	char key[32];

	(void)state;
	assert_int_equal(bytemap_get(&map, "", 0, -7), -7);
	for (int i = 0; i < N; i++) {
		size_t len = (size_t)snprintf(key, sizeof(key), "%d", i * 7);

		bytemap_set(&map, key, len, i);
	}
	for (int i = 0; i < N; i += 3) {
		size_t len = (size_t)snprintf(key, sizeof(key), "%d", i * 7);

		bytemap_set(&map, key, len, -i);
	}
	assert_int_equal(map.n_used, N);
	for (int i = 0; i < 7 * N; i++) {
		size_t len = (size_t)snprintf(key, sizeof(key), "%d", i);
		int64_t is = bytemap_get(&map, key, len, INT64_MIN);
		int64_t value = i / 7 % 3 ? i / 7 : -(i / 7);

		if (is != (i % 7 ? INT64_MIN : value))
			fail_msg("%d: %d", i, (int)is);
	}
	bytemap_release(&map);
	assert_int_equal(bytemap_get(&map, "7", 1, 5), 5);
	bytemap_release(&map);
}

/* Keys are bytes: a NUL is one of them, and length counts. */
static void test_bytemap_keys(void **state)
{
	static const struct {
		const char *key;
		size_t len;
	} rows[] = {
		{ "", 0 },    { "\0", 1 },   { "\0\0", 2 }, { "a", 1 },
		{ "a\0", 2 }, { "a\0b", 3 }, { "a\0c", 3 }, { "\xff", 1 },
	};
	struct bytemap map = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		bytemap_set(&map, rows[i].key, rows[i].len, (int64_t)i);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(
			bytemap_get(&map, rows[i].key, rows[i].len, -1), i);
	bytemap_release(&map);
}

static void test_xgrow(void **state)
{
	int *items = NULL;
	size_t n_alloc = 0;

	(void)state;
	for (size_t n = 0; n < 10000; n++) {
		items = xgrow(items, n, &n_alloc, sizeof(*items));
		assert_true(n_alloc > n);
		items[n] = (int)n;
	}
	for (size_t n = 0; n < 10000; n++)
		assert_int_equal(items[n], n);
	free(items);
}

/* Standard error as a file: nothing may be written to it. */
static void test_progress_without_terminal(void **state)
{
	int saved = dup(STDERR_FILENO);
	FILE *file = tmpfile();
	struct progress progress;

	(void)state;
	assert_non_null(file);
	assert_int_equal(dup2(fileno(file), STDERR_FILENO), STDERR_FILENO);
	for (int quiet = 0; quiet < 2; quiet++) {
		progress_start(&progress, "Reading", "commits", 10, quiet);
		progress.started = progress.shown = -10;
		progress_step(&progress, 3);
		progress_end(&progress, 10);
	}
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	close(saved);
	assert_int_equal(lseek(fileno(file), 0, SEEK_END), 0);
	fclose(file);
}

/* What a terminal would see. */
static void test_progress_lines(void **state)
{
	static const struct {
		int64_t n, n_total;
		const char *start;
	} rows[] = {
		{ 5, 10, "\rReading:  50% (5/10), " },
		{ 0, 10, "\rReading:   0% (0/10), " },
		{ 7, 0, "\rReading: 7, " },
	};
	int saved = dup(STDERR_FILENO);
	char seen[3][64] = { "" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		FILE *file = tmpfile();
		struct progress progress = { "Reading", "commits",
					     rows[i].n_total, 0, 0 };

		assert_non_null(file);
		dup2(fileno(file), STDERR_FILENO);
		progress_end(&progress, rows[i].n);
		fflush(stderr);
		dup2(saved, STDERR_FILENO);
		rewind(file);
		assert_true(fread(seen[i], 1, 63, file) > 0);
		fclose(file);
	}
	close(saved);
	for (size_t i = 0; i < 3; i++)
		if (strncmp(seen[i], rows[i].start, strlen(rows[i].start)) != 0)
			fail_msg("row %zu: '%s'", i, seen[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_bytemap),
		cmocka_unit_test(test_bytemap_keys),
		cmocka_unit_test(test_xgrow),
		cmocka_unit_test(test_progress_without_terminal),
		cmocka_unit_test(test_progress_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
