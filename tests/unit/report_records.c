/* SPDX-License-Identifier: MIT */
/* CSV that people write: what is taken, what is refused, and on what line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/records.h"

enum { ID, WHY, NOTE };

static const struct records_column columns[] = {
	[ID] = { "id", true },
	[WHY] = { "why", true },
	[NOTE] = { "note", false },
	{ NULL, false },
};

/* Read text from a file of the name "t.csv" in a folder of its own. */
static int read_text(const char *text, size_t len, struct records *records_out,
		     struct err *err)
{
	char folder[] = "/tmp/git-provenance-records.XXXXXX";
	char *old = getcwd(NULL, 0);
	FILE *file;
	int ret;

	assert_non_null(old);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	file = fopen("t.csv", "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	fclose(file);
	ret = records_read("t.csv", columns, records_out, err);
	remove("t.csv");
	assert_int_equal(chdir(old), 0);
	rmdir(folder);
	free(old);
	return ret;
}

static void test_takes(void **state)
{
	static const struct {
		const char *text;
		const char *want; /* LINE:id|why|note; a row each */
	} rows[] = {
		{ "id,why\n", "" },
		{ "id,why", "" },
		{ "id,why\r\n", "" },
		{ "id,why\n1,x\n", "2:1|x|;" },
		{ "id,why\r\n1,x\r\n", "2:1|x|;" },
		{ "id,why\n1,x", "2:1|x|;" },
		{ "why,note,id\nx,n,1\n", "2:1|x|n;" },
		{ "\"id\",\"why\"\n\"1\",\"x\"\n", "2:1|x|;" },
		{ "\xef\xbb\xbfid,why\n1,x\n", "2:1|x|;" },
		{ "\xef\xbb\xbf\"id\",why\n1,x\n", "2:1|x|;" },
		{ "\n\r\nid,why\n\n1,x\n\n\n2,y\n\n", "5:1|x|;8:2|y|;" },
		{ "id,why\n1,\"a, b\"\n", "2:1|a, b|;" },
		{ "id,why\n1,\"say \"\"no\"\"\"\n", "2:1|say \"no\"|;" },
		{ "id,why\n1,\"two\nlines\"\n2,y\n",
		  "2:1|two\nlines|;4:2|y|;" },
		{ "id,why\n1,\"two\r\nlines\r\n\"\n2,y\n",
		  "2:1|two\r\nlines\r\n|;5:2|y|;" },
		{ "id,why\n1,\"a\rb\"\n", "2:1|a\rb|;" },
		{ "id,why\n 1 ,\tx \n", "2: 1 |\tx |;" },
		{ "id,why\n,\n", "2:||;" },
		{ "id,why\n\"\",\"\"\n", "2:||;" },
		{ "id,why\n1,\xe6\x9e\x97\n", "2:1|\xe6\x9e\x97|;" },
		{ "id,why\n1,\xef\xbb\xbf\n", "2:1|\xef\xbb\xbf|;" },
		{ "id,why\n1,;\t'\n", "2:1|;\t'|;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct records records;
		struct buf got = BUF_INIT;

		if (read_text(rows[i].text, strlen(rows[i].text), &records,
			      &err) < 0)
			fail_msg("row %zu: %s", i, err.msg);
		for (size_t row = 0; row < records.n_rows; row++)
			buf_addf(&got, "%zu:%s|%s|%s;", records.lines[row],
				 records_text(&records, row, ID),
				 records_text(&records, row, WHY),
				 records_text(&records, row, NOTE));
		assert_string_equal(got.data, rows[i].want);
		buf_release(&got);
		records_release(&records);
	}
}

static const struct {
	const char *text, *message;
} refusals[] = {
	{ "", "t.csv:1: no header line that names the columns; mend that, and "
	      "run it again" },
	{ "\n\n", "t.csv:1: no header line that names the columns; mend that, "
		  "and run it again" },
	{ "\xef\xbb\xbf", "t.csv:1: no header line that names the "
			  "columns; mend that, and run it again" },
	{ "id\n", "t.csv:1: no column 'why' in the header line; mend that, and "
		  "run it again" },
	{ "id,why,id\n",
	  "t.csv:1: column 'id' stands twice; mend that, and run it again" },
	{ "id,wy\n", "t.csv:1: unknown column 'wy' (there are id, why, "
		     "note); did you mean 'why' or 'id'?" },
	{ "\n\nid, why\n",
	  "t.csv:3: unknown column ' why' (there are id, why, note); "
	  "did you mean 'why'?" },
	{ "ID,why\n", "t.csv:1: unknown column 'ID' (there are id, "
		      "why, note); did you mean 'id'?" },
	{ "id,why\x1b[2J\n",
	  "t.csv:1: unknown column 'why\\x1b[2J' (there are id, why, "
	  "note); mend that, and run it again" },
	{ "id,why,\n",
	  "t.csv:1: a column has no name; mend that, and run it again" },
	{ "id,why\n1\n", "t.csv:2: 1 field, but the header line has "
			 "2; mend that, and run it again" },
	{ "id,why\n1,2\n\n1,2,3\n", "t.csv:4: 3 fields, but the header line "
				    "has 2; mend that, and run it again" },
	{ "id,why\n1,\"a\nb\"\n \n", "t.csv:4: 1 field, but the header line "
				     "has 2; mend that, and run it again" },
	{ "id,why\n1,a\"b\n",
	  "t.csv:2: a quote in the middle of a field; the whole field "
	  "is quoted, and quotes in it are doubled" },
	{ "id,why\n1, \"b\"\n",
	  "t.csv:2: a quote in the middle of a field; the whole field "
	  "is quoted, and quotes in it are doubled" },
	{ "id,why\n1,\"a\nb\"c\n",
	  "t.csv:3: a quote in the middle of a field; the whole field "
	  "is quoted, and quotes in it are doubled" },
	{ "id,why\n1,\"b\" \n",
	  "t.csv:2: a quote in the middle of a field; the whole field "
	  "is quoted, and quotes in it are doubled" },
	{ "id,why\n1,2\n1,\"never\nclosed\n",
	  "t.csv:3: a quote that begins in this row is never closed; mend "
	  "that, and run it again" },
	{ "\"id,why\n", "t.csv:1: a quote that begins in this row is never "
			"closed; mend that, and run it again" },
	{ "id,why\r1,2\r", "t.csv:1: a carriage return without a line feed; "
			   "mend that, and run it again" },
	{ "id,why\n1,2\r", "t.csv:2: a carriage return without a line feed; "
			   "mend that, and run it again" },
	{ "id,why\n\r1,2\n", "t.csv:2: a carriage return without a line feed; "
			     "mend that, and run it again" },
	{ "id,why\n1,\xff\n", "t.csv:2: not text in UTF-8; save it as that" },
	{ "id,why\n1,2\n\"\n\xc0\x80\"",
	  "t.csv:4: not text in UTF-8; save it as that" },
	{ "\xff\xfei", "t.csv:1: not text in UTF-8; save it as that" },
};

static void test_refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		struct err err = ERR_INIT;
		struct records records;

		assert_int_equal(read_text(refusals[i].text,
					   strlen(refusals[i].text), &records,
					   &err),
				 -1);
		assert_int_equal(err.kind, FAIL_USAGE);
		assert_string_equal(err.msg, refusals[i].message);
	}
}

/* A NUL would end the text of a field for everybody else. */
static void test_nul(void **state)
{
	struct err err = ERR_INIT;
	struct records records;

	(void)state;
	assert_int_equal(read_text("id,why\n1,a\0b\n", 13, &records, &err), -1);
	assert_string_equal(err.msg,
			    "t.csv:2: not text in UTF-8; save it as that");
}

static void test_long(void **state)
{
	enum { N_ROWS = 20000 };
	struct err err = ERR_INIT;
	struct records records;
	struct buf text = BUF_INIT;

	(void)state;
	buf_add_str(&text, "id,why\n");
	for (int i = 0; i < N_ROWS; i++)
		buf_addf(&text, "%d,\"row\n%d\"\n", i, i);
	assert_int_equal(read_text(text.data, text.len, &records, &err), 0);
	assert_int_equal(records.n_rows, N_ROWS);
	assert_int_equal(records.lines[N_ROWS - 1], 2 * N_ROWS);
	assert_string_equal(records_text(&records, N_ROWS - 1, ID), "19999");
	records_release(&records);
	buf_release(&text);
}

static void test_no_file(void **state)
{
	struct err err = ERR_INIT;
	struct records records;

	(void)state;
	assert_int_equal(
		records_read("/nowhere/x.csv", columns, &records, &err), -1);
	assert_int_equal(err.kind, FAIL_WORLD);
	assert_string_equal(err.msg, "cannot read '/nowhere/x.csv': No such "
				     "file or directory; see to it that it is "
				     "there, or name another");
	assert_int_equal(records_read("/", columns, &records, &err), -1);
	assert_string_equal(err.msg,
			    "cannot read '/': Is a directory; name a file");
}

static void test_fail(void **state)
{
	struct err err = ERR_INIT;
	struct records records;

	(void)state;
	assert_int_equal(read_text("id,why\n\n1,x\n", 12, &records, &err), 0);
	assert_int_equal(records_fail(&records, 0, "no\nway", &err), -1);
	assert_int_equal(err.kind, FAIL_USAGE);
	assert_string_equal(err.msg,
			    "t.csv:3: no\\nway; mend that, and run it again");
	records_release(&records);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_takes),   cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_nul),     cmocka_unit_test(test_long),
		cmocka_unit_test(test_no_file), cmocka_unit_test(test_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
