/* SPDX-License-Identifier: MIT */
/* A spelling for each thread, as long as few packs are there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "audit/git/apart.h"

static const struct {
	int n_packs, number;
	const char *added; /* to the folder */
} cases[] = {
	{ 0, 2, "/./." },   { 1, 0, "" },  { 1, 1, "/." },
	{ 1, 3, "/././." }, { 1, 16, "" }, { 1, 17, "/." },
	{ 32, 1, "/." },    { 33, 1, "" }, { 33, 0, "" },
};

static void put(const char *folder, int n, const char *ending)
{
	struct buf path = BUF_INIT;
	FILE *file;

	buf_addf(&path, "%s/pack/pack-%d%s", folder, n, ending);
	file = fopen(path.data, "w");
	assert_non_null(file);
	fclose(file);
	buf_release(&path);
}

/* Cases with more packs come later. */
static void a_spelling_for_each(void **state)
{
	char folder[] = "/tmp/git-provenance-apart.XXXXXX";
	struct buf command = BUF_INIT;
	int n_packs = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	buf_addf(&command, "mkdir %s/pack", folder);
	assert_int_equal(system(command.data), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf expected = BUF_INIT, spelled = BUF_INIT;

		for (; n_packs < cases[i].n_packs; n_packs++) {
			put(folder, n_packs, ".pack");
			put(folder, n_packs, ".idx");
		}
		buf_addf(&expected, "%s%s", folder, cases[i].added);
		apart_spell(folder, cases[i].number, &spelled);
		assert_string_equal(spelled.data, expected.data);
		buf_release(&expected);
		buf_release(&spelled);
	}
	buf_clear(&command);
	buf_addf(&command, "rm -r %s", folder);
	assert_int_equal(system(command.data), 0);
	buf_release(&command);
}

static void a_folder_without_packs(void **state)
{
	struct buf spelled = BUF_INIT;

	(void)state;
	apart_spell("/nowhere", 2, &spelled);
	assert_string_equal(spelled.data, "/nowhere/./.");
	buf_release(&spelled);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_spelling_for_each),
		cmocka_unit_test(a_folder_without_packs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
