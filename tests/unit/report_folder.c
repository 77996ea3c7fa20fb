/* SPDX-License-Identifier: MIT */
/* A report takes its place as a whole, and replaces nothing but a report. */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "report/folder.h"
#include "report/json.h"

/* A place for one test; out is the folder of the report in it. */
struct place {
	char top[64], out[96];
};

static void make_place(struct place *place)
{
	snprintf(place->top, sizeof(place->top), "%s",
		 "/tmp/git-provenance-unit.XXXXXX");
	assert_non_null(mkdtemp(place->top));
	snprintf(place->out, sizeof(place->out), "%s/out", place->top);
}

static int remove_one(const char *path, const struct stat *stat, int flag,
		      struct FTW *at)
{
	(void)stat;
	(void)flag;
	(void)at;
	return remove(path);
}

static void remove_place(const struct place *place)
{
	assert_int_equal(nftw(place->top, remove_one, 16, FTW_DEPTH | FTW_PHYS),
			 0);
}

static void write_text(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

/* The text of a file, or "none". */
static void expect_text(const char *folder, const char *name,
			const char *expect)
{
	char path[256], text[256] = "none";
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "r");
	if (file) {
		text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
		fclose(file);
	}
	assert_string_equal(text, expect);
}

/* How many entries a folder has. */
static int n_entries(const char *path)
{
	DIR *dir = opendir(path);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2; /* . and .. */
}

static void make_report(const struct place *place, const char *text)
{
	static const char manifest[] =
		"{ \"index.html\" \"csv/a.csv\" \"csv/b.csv\" }";
	struct folder *folder;
	struct err err = ERR_INIT;
	const char *const *names;
	size_t n;

	if (folder_open(place->out, &folder, &err) < 0)
		fail_msg("%s", err.msg);
	assert_int_equal(
		folder_write(folder, "index.html", text, strlen(text), &err),
		0);
	assert_int_equal(folder_write(folder, "csv/a.csv", "1", 1, &err), 0);
	assert_int_equal(folder_write(folder, "csv/b.csv", "2", 1, &err), 0);
	names = folder_names(folder, &n);
	assert_int_equal(n, 3);
	assert_string_equal(names[0], "csv/a.csv");
	assert_string_equal(names[2], "index.html");
	assert_int_equal(folder_write(folder, "manifest.json", manifest,
				      strlen(manifest), &err),
			 0);
	assert_int_equal(folder_keep(folder, &err), 0);
	folder_free(folder);
}

static void test_kept(void **state)
{
	struct place place;

	(void)state;
	make_place(&place);
	for (int i = 0; i < 3; i++) {
		make_report(&place, i ? "again" : "first");
		expect_text(place.out, "index.html", i ? "again" : "first");
		expect_text(place.out, "csv/b.csv", "2");
		/* nothing is left beside it */
		assert_int_equal(n_entries(place.top), 1);
	}
	remove_place(&place);
}

static void test_thrown_away(void **state)
{
	struct folder *folder;
	struct err err = ERR_INIT;
	struct place place;
	struct buf path = BUF_INIT;

	(void)state;
	make_place(&place);
	make_report(&place, "old");
	assert_int_equal(folder_open(place.out, &folder, &err), 0);
	assert_int_equal(folder_write(folder, "index.html", "new", 3, &err), 0);
	folder_path(folder, "index.html", &path);
	assert_int_equal(access(path.data, F_OK), 0);
	folder_free(folder);
	assert_int_equal(access(path.data, F_OK), -1);
	expect_text(place.out, "index.html", "old");
	buf_release(&path);
	remove_place(&place);
}

/* What stands in the folder before, and whether a report may go there. */
static void test_precious(void **state)
{
	static const struct {
		const char *folder, *file, *manifest;
		bool is_taken;
	} rows[] = {
		{ NULL, NULL, NULL, true },
		{ NULL, "mine", NULL, false },
		{ NULL, "mine", "{ \"mine\" }", true },
		{ NULL, "mine", "{ \"mine2\" }", false },
		{ NULL, "mine", "", false },
		{ "csv", NULL, NULL, true },
		{ "csv", "csv/a", NULL, false },
		{ "csv", "csv/a", "{ \"csv/a\" }", true },
		{ "csv", "csv/a", "{ \"a\" }", false },
		{ "csv", "a", "{ \"csv/a\" }", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct place place;
		struct folder *folder = NULL;
		struct err err = ERR_INIT;
		char path[256];

		make_place(&place);
		assert_int_equal(mkdir(place.out, 0700), 0);
		if (rows[i].folder) {
			snprintf(path, sizeof(path), "%s/%s", place.out,
				 rows[i].folder);
			assert_int_equal(mkdir(path, 0700), 0);
		}
		if (rows[i].file)
			write_text(place.out, rows[i].file, "precious");
		if (rows[i].manifest)
			write_text(place.out, "manifest.json",
				   rows[i].manifest);
		if ((folder_open(place.out, &folder, &err) == 0) !=
		    rows[i].is_taken)
			fail_msg("row %zu: %s", i, err.msg);
		if (!rows[i].is_taken) {
			assert_int_equal(err.kind, FAIL_WORLD);
			expect_text(place.out, rows[i].file, "precious");
		}
		folder_free(folder);
		remove_place(&place);
	}
}

static void test_no_folder(void **state)
{
	struct folder *folder = NULL;
	struct err err = ERR_INIT;
	struct place place;
	char path[256];

	(void)state;
	make_place(&place);
	write_text(place.top, "file", "x");
	assert_int_equal(folder_open("", &folder, &err), -1);
	assert_int_equal(err.kind, FAIL_USAGE);
	snprintf(path, sizeof(path), "%s/file", place.top);
	assert_int_equal(folder_open(path, &folder, &err), -1);
	assert_non_null(strstr(err.msg, "not a folder"));
	snprintf(path, sizeof(path), "%s/no/such", place.top);
	assert_int_equal(folder_open(path, &folder, &err), -1);
	assert_non_null(strstr(err.msg, strerror(ENOENT)));
	folder_free(NULL);
	remove_place(&place);
}

/* A link to a folder stays one; slashes at the end say nothing. */
static void test_links(void **state)
{
	struct place place;
	struct folder *folder;
	struct err err = ERR_INIT;
	char link[128], slashes[256];
	struct stat info;

	(void)state;
	make_place(&place);
	make_report(&place, "old");
	snprintf(link, sizeof(link), "%s/link", place.top);
	snprintf(slashes, sizeof(slashes), "%s//", link);
	assert_int_equal(symlink("out", link), 0);
	assert_int_equal(folder_open(slashes, &folder, &err), 0);
	assert_int_equal(folder_write(folder, "index.html", "new", 3, &err), 0);
	assert_int_equal(folder_keep(folder, &err), 0);
	folder_free(folder);
	expect_text(place.out, "index.html", "new");
	assert_int_equal(lstat(link, &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	assert_int_equal(n_entries(place.top), 2);
	remove_place(&place);
}

static void test_failures(void **state)
{
	struct folder *folder;
	struct err err = ERR_INIT;
	struct place place;
	FILE *file;

	(void)state;
	make_place(&place);
	assert_int_equal(folder_open(place.out, &folder, &err), 0);
	assert_int_equal(folder_write(folder, "a", "1", 1, &err), 0);
	/* twice the same name; a folder where a file is; too deep */
	assert_int_equal(folder_create(folder, "a", &file, &err), -1);
	assert_int_equal(folder_create(folder, "a/b", &file, &err), -1);
	assert_int_equal(folder_create(folder, "x/y/z", &file, &err), -1);
	assert_non_null(strstr(err.msg, "cannot write 'x/y/z' of report"));
	/* a file that failed otherwise is closed, and no other error told */
	assert_int_equal(folder_create(folder, "c", &file, &err), 0);
	assert_int_equal(folder_close(folder, file, NULL), -1);
	folder_free(folder);
	assert_int_equal(n_entries(place.top), 0);
	remove_place(&place);
}

/* A file that was closed goes on where it ended. */
static void test_append(void **state)
{
	struct folder *folder;
	struct err err = ERR_INIT;
	struct place place;
	size_t n;

	(void)state;
	make_place(&place);
	assert_int_equal(folder_open(place.out, &folder, &err), 0);
	for (int i = 0; i < 3; i++) {
		bool is_there;
		FILE *file;

		assert_int_equal(folder_append(folder, "csv/a.csv", &file,
					       &is_there, &err),
				 0);
		assert_int_equal(is_there, i > 0);
		fprintf(file, "%d", i);
		assert_int_equal(folder_close(folder, file, &err), 0);
	}
	folder_names(folder, &n);
	assert_int_equal(n, 1);
	assert_int_equal(folder_keep(folder, &err), 0);
	expect_text(place.out, "csv/a.csv", "012");
	folder_free(folder);
	remove_place(&place);
}

static void test_json(void **state)
{
	static const struct {
		const char *text, *json;
	} rows[] = {
		{ "", "\"\"" },
		{ "plain", "\"plain\"" },
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "a\nb\tc\r", "\"a\\nb\\u0009c\\u000d\"" },
		{ "\x01\x1b[2J\x7f", "\"\\u0001\\u001b[2J\\u007f\"" },
		/* C1, and what only looks like it */
		{ "\xc2\x9b\xc2\xa0", "\"\\u009b\xc2\xa0\"" },
		{ "\xc3\xa9\xe6\x97\xa5", "\"\xc3\xa9\xe6\x97\xa5\"" },
		{ "a\xff", "\"a\xef\xbf\xbd\"" },
		{ "\xc2", "\"\xef\xbf\xbd\"" },
		{ "</script>", "\"</script>\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf out = BUF_INIT;

		json_add_string(&out, rows[i].text);
		if (strcmp(out.data, rows[i].json) != 0)
			fail_msg("row %zu gives %s", i, out.data);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_thrown_away),
		cmocka_unit_test(test_precious),
		cmocka_unit_test(test_no_folder),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
