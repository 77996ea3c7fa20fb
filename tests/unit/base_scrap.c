/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/base/scrap.h"
#include "audit/base/xalloc.h"

/* A file below the folder; it may be a folder itself. */
static void put(const char *folder, const char *name, bool is_folder)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (is_folder) {
		assert_int_equal(mkdir(path, 0755), 0);
	} else {
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fclose(file);
	}
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

#define TEMPLATE "/tmp/git-provenance-test-XXXXXX"

static void fill(const char *path)
{
	put(path, "a", false);
	put(path, "d", true);
	put(path, "d/b", false);
	put(path, "d/e", true);
	for (int i = 0; i < 500; i++) {
		char name[64];

		snprintf(name, sizeof(name), "d/e/a-file-of-many-%d", i);
		put(path, name, false);
	}
}

static void test_remove(void **state)
{
	char kept[] = TEMPLATE;
	char path[] = TEMPLATE;
	char link[sizeof(path) + 8];

	(void)state;
	assert_non_null(mkdtemp(kept));
	assert_non_null(mkdtemp(path));
	fill(kept);
	fill(path);
	snprintf(link, sizeof(link), "%s/link", path);
	assert_int_equal(symlink(kept, link), 0);
	scrap_remove(path);
	assert_false(is_there(path));
	assert_true(is_there(kept));
	scrap_remove(kept);
	assert_false(is_there(kept));
	scrap_remove(kept);
}

/* Is the folder left by a program that exits so? */
static bool is_left(int status, bool is_ended)
{
	char around[] = TEMPLATE, path[sizeof(TEMPLATE) + 16];
	bool left;
	pid_t child;
	int how;

	assert_non_null(mkdtemp(around));
	snprintf(path, sizeof(path), "%s/XXXXXX", around);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct scrap *scrap = scrap_new(path);

		fill(scrap_path(scrap));
		if (is_ended)
			scrap_end(scrap);
		if (status == EXIT_NO_MEMORY)
			xreallocarray(NULL, SIZE_MAX, 2);
		exit(status);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFEXITED(how));
	assert_int_equal(WEXITSTATUS(how), status);
	left = rmdir(around) < 0;
	scrap_remove(around);
	return left;
}

static void test_exit(void **state)
{
	(void)state;
	assert_false(is_left(EXIT_NO_MEMORY, false));
	assert_true(is_left(EXIT_NO_MEMORY, true));
	assert_true(is_left(0, false));
	assert_true(is_left(3, false));
	assert_null(scrap_new("/nowhere/XXXXXX"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_remove),
		cmocka_unit_test(test_exit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
