/* SPDX-License-Identifier: MIT */
/* Files in git-config syntax: entries in order, each with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <git2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/git/config_file.h"

/*
 * Stands before that of the C library: without it, or with no path to what it
 * makes, a text is put into a folder.
 */
static bool has_memory_files = true;

int memfd_create(const char *name, unsigned flags)
{
	return has_memory_files ? (int)syscall(SYS_memfd_create, name, flags)
				: -1;
}

/* A file that the tests write again and again. */
static char file_path[] = "/tmp/config-file-test.XXXXXX";

static int make_file(void **state)
{
	int fd = mkstemp(file_path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int drop_file(void **state)
{
	(void)state;
	return unlink(file_path);
}

static void write_file(const char *text, size_t len)
{
	FILE *file = fopen(file_path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* "LINE section|subsection|key=value" lines. */
static int note(void *context, const struct config_entry *entry,
		struct err *err)
{
	struct buf *out = context;

	(void)err;
	buf_addf(out, "%d %s", entry->line, entry->section);
	if (entry->subsection)
		buf_addf(out, "|%s", entry->subsection);
	if (entry->key)
		buf_addf(out, ":%s", entry->key);
	if (entry->value)
		buf_addf(out, "=%s", entry->value);
	buf_add_char(out, '\n');
	return 0;
}

static int read_text(const char *text, size_t len, struct buf *out,
		     struct err *err)
{
	const struct config_visitor visitor = { note, out };
	struct buf back = BUF_INIT;
	int ret;

	write_file(text, len);
	ret = config_file_read(file_path, &visitor, &back, err);
	if (ret == 0) {
		assert_int_equal(back.len, len);
		assert_memory_equal(back.data, text, len);
	}
	buf_release(&back);
	return ret;
}

/* What is right, with what it says. */
static const struct {
	const char *text, *says;
} right[] = {
	{ "", "" },
	{ "# nothing\n; at all\n\n", "" },
	{ "[a]\n", "1 a\n" },
	{ "[a]\nb = c\n", "1 a\n2 a:b=c\n" },
	{ "[a] b = c\n", "1 a\n1 a:b=c\n" },
	{ "[a][B \"C\"]d=e", "1 a\n1 b|C\n1 b|C:d=e\n" },
	{ "\xef\xbb\xbf[a]\nb\n", "1 a\n2 a:b\n" },
	{ "\n\n  [Tier \"x.y \\\" z\"]\n\tPath-1 = /a/ ; not \\\n\n\tq = 1",
	  "3 tier|x.y \" z\n4 tier|x.y \" z:path-1=/a/\n"
	  "6 tier|x.y \" z:q=1\n" },
	{ "[a.b]\nc=\n", "1 a|b\n2 a|b:c=\n" },
	{ "[a \"\"]\nc=1\n", "1 a|\n2 a|:c=1\n" },
	{ "top = 1\n[a]\n", "1 :top=1\n2 a\n" },
	{ "[a]\r\nb = c\r\nd = e\r\n", "1 a\n2 a:b=c\n3 a:d=e\n" },
	/* values that go on */
	{ "[a]\nb = c \\\n  d\ne = f\n", "1 a\n2 a:b=c   d\n4 a:e=f\n" },
	{ "[a]\nb = \"c ; \\\n d\" ; x\ne = f\n",
	  "1 a\n2 a:b=c ;  d\n4 a:e=f\n" },
	{ "[a]\nb = c\\\n\n  ; x\nd\ne = f\n", "1 a\n2 a:b=cd\n6 a:e=f\n" },
	{ "[a]\nb = c \\ # x\nd\ne = f\n", "1 a\n2 a:b=c d\n4 a:e=f\n" },
	{ "[a]\nb = c\\\\\ne = f\n", "1 a\n2 a:b=c\\\n3 a:e=f\n" },
	{ "[a]\nb = c\\", "1 a\n2 a:b=c\n" },
	{ "[a]\nb = \"x\\\"; y\"\ne = f\n", "1 a\n2 a:b=x\"; y\n3 a:e=f\n" },
	/* the same section again */
	{ "[a \"b\"]\nc=1\n[x]\n[a \"b\"]\nc=2\n",
	  "1 a|b\n2 a|b:c=1\n3 x\n4 a|b\n5 a|b:c=2\n" },
};

static void entries_come_in_order(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
		struct buf out = BUF_INIT;

		if (read_text(right[i].text, strlen(right[i].text), &out,
			      &err) < 0)
			fail_msg("%s: %s", right[i].text, err.msg);
		assert_string_equal(out.data, right[i].says);
		buf_release(&out);
	}
}

/* What is wrong, with the line and what is said of it. */
static const struct {
	const char *text;
	int line;
	const char *what;
} wrong[] = {
	{ "[a]\n\n[b\n", 3, "missing ']' in section header" },
	{ "[a]\nb = c\n[d \"e]\n", 3, "missing closing quotation mark" },
	{ "[a]\nb c\n", 2, "invalid configuration key" },
	{ "[a]\n\nb_c = 1\n", 3, "invalid configuration key" },
	{ "[a]\n= 1\n", 2, "invalid configuration key" },
	{ "[a b]\n", 1, "missing quotation marks in section header" },
	{ "[]\n", 1, "unexpected character in header" },
	{ "[a]\nx = 1\ny = 2 \\\n 3 \\q\nz = \\d\n", 4, "invalid escape" },
	{ "[a]\nb = \xff\n", 2, "not UTF-8" },
	{ "[a]\nb = 1\n\xc3\n", 3, "not UTF-8" },
	{ "[a]\n[include]\n\tpath = /dev/null\n", 2, "includes are not read" },
	{ "[a]\n\n[INCLUDE] path = x\n", 3, "includes are not read" },
	{ "[includeIf \"gitdir:~\"]\n\tpath = x\n", 1,
	  "includes are not read" },
};

static void what_is_wrong_has_a_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct buf out = BUF_INIT, where = BUF_INIT;
		struct err err = ERR_INIT;

		assert_int_equal(read_text(wrong[i].text, strlen(wrong[i].text),
					   &out, &err),
				 -1);
		assert_int_equal(err.kind, FAIL_USAGE);
		buf_addf(&where, "%s:%d: %s", file_path, wrong[i].line,
			 wrong[i].what);
		if (strncmp(err.msg, where.data, where.len) != 0)
			fail_msg("%s\nnot: %s", err.msg, where.data);
		buf_release(&where);
		buf_release(&out);
	}
}

static void a_text_is_read_as_a_file_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
		struct buf text = BUF_INIT, out = BUF_INIT;
		const struct config_visitor visitor = { note, &out };
		struct err err = ERR_INIT;

		buf_add_str(&text, right[i].text);
		assert_int_equal(config_text_read("x", &text, &visitor, &err),
				 0);
		assert_string_equal(out.data, right[i].says);
		buf_release(&out);
		buf_release(&text);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct buf text = BUF_INIT, out = BUF_INIT, where = BUF_INIT;
		const struct config_visitor visitor = { note, &out };
		struct err err = ERR_INIT;

		buf_add_str(&text, wrong[i].text);
		buf_addf(&where, "x:%d: %s", wrong[i].line, wrong[i].what);
		assert_int_equal(config_text_read("x", &text, &visitor, &err),
				 -1);
		assert_int_equal(strncmp(err.msg, where.data, where.len), 0);
		buf_release(&where);
		buf_release(&out);
		buf_release(&text);
	}
}

/* Give the visitor a text of one entry; out is its context. */
static int read_some(struct buf *out,
		     int (*visit)(void *context, const struct config_entry *,
				  struct err *err),
		     struct err *err)
{
	const struct config_visitor visitor = { visit, out };
	struct buf text = BUF_INIT;
	int ret;

	buf_add_str(&text, "[a]\nb = c\n");
	ret = config_text_read("x", &text, &visitor, err);
	buf_release(&text);
	return ret;
}

static void a_text_needs_no_folder(void **state)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	setenv("TMPDIR", "/no/such", 1);
	assert_int_equal(read_some(&out, note, &err), 0);
	assert_string_equal(out.data, "1 a\n2 a:b=c\n");
	has_memory_files = false;
	assert_int_equal(read_some(&out, note, &err), -1);
	has_memory_files = true;
	assert_int_equal(err.kind, FAIL_WORLD);
	assert_string_equal(
		err.msg,
		"cannot make a temporary file: No such file or "
		"directory; set TMPDIR to a folder that can be written");
	unsetenv("TMPDIR");
	buf_release(&out);
}

static int refuse_text(void *context, const struct config_entry *entry,
		       struct err *err)
{
	(void)context;
	(void)entry;
	return err_set(err, FAIL_USAGE, "no; say something else");
}

static int find_no_memory(void *context, const struct config_entry *entry,
			  struct err *err)
{
	(void)context;
	(void)entry;
	(void)err;
	free(xreallocarray(NULL, SIZE_MAX, 2));
	return 0;
}

/* The exit status of a program that reads a text. */
static int status_of(int (*visit)(void *context, const struct config_entry *,
				  struct err *err))
{
	pid_t child;
	int how;

	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct err err = ERR_INIT;
		struct buf out = BUF_INIT;
		const int ret = read_some(&out, visit, &err);

		buf_release(&out);
		exit(ret == 0 ? 0 : 3);
	}
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFEXITED(how));
	return WEXITSTATUS(how);
}

static void a_text_leaves_nothing(void **state)
{
	char folder[] = "/tmp/config-text-test.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("TMPDIR", folder, 1);
	for (int i = 0; i < 2; i++) {
		has_memory_files = i == 0;
		assert_int_equal(status_of(note), 0);
		assert_int_equal(status_of(refuse_text), 3);
		assert_int_equal(status_of(find_no_memory), EXIT_NO_MEMORY);
		has_memory_files = true;
	}
	unsetenv("TMPDIR");
	assert_int_equal(rmdir(folder), 0);
}

static void a_nul_is_no_text(void **state)
{
	static const char text[] = "[a]\nb = c\0d\n";
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(read_text(text, sizeof(text) - 1, &out, &err), -1);
	assert_non_null(strstr(err.msg, ":2: not UTF-8"));
	buf_release(&out);
}

static void what_cannot_be_read_is_named(void **state)
{
	struct buf out = BUF_INIT;
	const struct config_visitor visitor = { note, &out };
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(config_file_read("/no/such", &visitor, NULL, &err),
			 -1);
	assert_int_equal(err.kind, FAIL_USAGE);
	assert_string_equal(err.msg,
			    "'/no/such': No such file or directory; see to it "
			    "that it is there, or name another");
	assert_int_equal(config_file_read("/tmp", &visitor, NULL, &err), -1);
	assert_string_equal(
		err.msg, "'/tmp' cannot be read: Is a directory; name a file");
	buf_release(&out);
}

static void a_file_that_is_too_large_is_refused(void **state)
{
	const size_t len = (1 << 20) + 1;
	char *text = malloc(len);
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_non_null(text);
	memset(text, '\n', len);
	assert_int_equal(read_text(text, len, &out, &err), -1);
	assert_non_null(strstr(err.msg, "has more than 1048576 bytes"));
	assert_int_equal(read_text(text, len - 1, &out, &err), 0);
	free(text);
	buf_release(&out);
}

static int refuse(void *context, const struct config_entry *entry,
		  struct err *err)
{
	int *n = context;

	if (++*n < 2)
		return 0;
	return err_set(err, FAIL_USAGE, "no %s", entry->key);
}

static void the_visitor_may_refuse(void **state)
{
	int n = 0;
	const struct config_visitor visitor = { refuse, &n };
	struct err err = ERR_INIT;

	(void)state;
	write_file("[a]\nb=1\nc=2\n", 12);
	assert_int_equal(config_file_read(file_path, &visitor, NULL, &err), -1);
	assert_string_equal(err.msg, "no b");
	assert_int_equal(n, 2);
}

static unsigned next_random(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(*seed >> 33);
}

/* Pieces that make lines, in and out of place. */
static void add_random(struct buf *text, unsigned long *seed)
{
	static const char *const pieces[] = {
		"[a]",  "[a \"b\"]",  "[C.d]", "[a \"\\\"\"]",
		"k",    "key-1",      " = ",   "=",
		"v",    "\"",         "\\\n",  "\\\\",
		"\\\"", "\n",         "\n",    "\n",
		";",    "#",          " ",     "\t",
		"\r\n", "\\t",        "x=1\n", "y = \"a ; b\" ; c\n",
		"\f",   "z = c \\\n", "]",     "w = \"p\\\n q\"\n",
	};

	for (int n = 3 + (int)(next_random(seed) % 20); n; n--)
		buf_add_str(text, pieces[next_random(seed) %
					 (sizeof(pieces) / sizeof(*pieces))]);
}

/* How many entries libgit2 finds; -1: the syntax is wrong. */
static int count_entries(const char *text, size_t len)
{
	git_config *config = NULL;
	git_config_iterator *entries = NULL;
	git_config_entry *entry;
	int n = -1;

	write_file(text, len);
	assert_int_equal(git_config_new(&config), 0);
	if (git_config_add_file_ondisk(config, file_path, GIT_CONFIG_LEVEL_APP,
				       NULL, 1) == 0 &&
	    git_config_iterator_new(&entries, config) == 0)
		for (n = 0; git_config_next(&entry, entries) == 0;)
			n++;
	git_config_iterator_free(entries);
	git_config_free(config);
	return n;
}

/* Lines of entries, one after the other, as the reader hands them over. */
struct lines {
	int items[64], n_items;
};

static int note_line(void *context, const struct config_entry *entry,
		     struct err *err)
{
	struct lines *lines = context;

	(void)err;
	if (entry->key && lines->n_items < 64)
		lines->items[lines->n_items++] = entry->line;
	return 0;
}

/*
 * An entry stands on the first line that a text must hold for libgit2 to
 * count it.
 */
static void check_lines(const struct buf *text, const struct lines *lines)
{
	int line = 0, seen = 0;

	for (size_t at = 0; at < text->len; at++) {
		int n;

		if (text->data[at] != '\n' && at + 1 < text->len)
			continue;
		line++;
		n = count_entries(text->data, at + 1);
		assert_true(n >= seen);
		for (; seen < n; seen++)
			if (lines->items[seen] != line)
				fail_msg("entry %d on line %d, not %d:\n%s",
					 seen, line, lines->items[seen],
					 text->data);
	}
	assert_int_equal(seen, lines->n_items);
}

static void random_texts_have_the_lines_of_libgit2(void **state)
{
	unsigned long seed = 1;
	int n_right = 0;

	(void)state;
	git_libgit2_init();
	for (int i = 0; i < 2000; i++) {
		struct buf text = BUF_INIT;
		struct lines lines = { { 0 }, 0 };
		const struct config_visitor visitor = { note_line, &lines };
		struct err err = ERR_INIT;
		int n;

		add_random(&text, &seed);
		n = count_entries(text.data, text.len);
		assert_int_equal(
			config_file_read(file_path, &visitor, NULL, &err),
			n < 0 ? -1 : 0);
		if (n >= 0)
			check_lines(&text, &lines);
		else if (!strstr(err.msg, ": ") ||
			 strncmp(err.msg, file_path, strlen(file_path)) != 0)
			fail_msg("no line: %s", err.msg);
		n_right += n > 0;
		buf_release(&text);
	}
	git_libgit2_shutdown();
	assert_true(n_right > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_come_in_order),
		cmocka_unit_test(what_is_wrong_has_a_line),
		cmocka_unit_test(a_text_is_read_as_a_file_is),
		cmocka_unit_test(a_text_needs_no_folder),
		cmocka_unit_test(a_text_leaves_nothing),
		cmocka_unit_test(a_nul_is_no_text),
		cmocka_unit_test(what_cannot_be_read_is_named),
		cmocka_unit_test(a_file_that_is_too_large_is_refused),
		cmocka_unit_test(the_visitor_may_refuse),
		cmocka_unit_test(random_texts_have_the_lines_of_libgit2),
	};

	return cmocka_run_group_tests(tests, make_file, drop_file);
}
