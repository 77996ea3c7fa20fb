/* SPDX-License-Identifier: MIT */
/*
 * Line counts equal those of xdiff on the whole texts, whatever is cut off
 * before; digests are those of the patch alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <git2.h>

#include "audit/base/xalloc.h"
#include "audit/git/linecount.h"

/* A sanitizer makes xdiff slower. */
#if defined(__SANITIZE_ADDRESS__)
enum { SHARE = 12 };
#else
enum { SHARE = 1 };
#endif

/* --- random numbers: splitmix64 --- */

static uint64_t next_random(uint64_t *seed)
{
	uint64_t z = *seed += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

/* lo <= n <= hi */
static size_t pick(uint64_t *seed, size_t lo, size_t hi)
{
	return lo + (size_t)(next_random(seed) % (hi - lo + 1));
}

static bool one_in(uint64_t *seed, size_t n)
{
	return pick(seed, 1, n) == 1;
}

/* --- files as lists of line numbers --- */

struct file {
	uint32_t *lines;
	size_t n, n_alloc;
};

static void add(struct file *file, uint32_t line)
{
	file->lines = xgrow(file->lines, file->n, &file->n_alloc,
			    sizeof(*file->lines));
	file->lines[file->n++] = line;
}

static void add_lines(struct file *file, const uint32_t *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add(file, lines[i]);
}

/* Numbers from FRESH on are made up once and stand nowhere else. */
enum { FRESH = 1000000 };

/* How the lines of a file are drawn, and what happens to them. */
struct kind {
	const char *name;
	size_t n_pairs;
	size_t lines_lo, lines_hi;
	uint32_t n_distinct; /* lines to draw from; 0: each line is fresh */
	size_t edits_lo, edits_hi;
	size_t span;       /* lines of an edit, at most */
	unsigned from, to; /* edits are there, in percent of the file */
	enum { PLAIN, CODE, LONG, CRLF } style;
};

struct maker {
	const struct kind *kind;
	uint64_t seed;
	uint32_t n_fresh;
};

static uint32_t draw(struct maker *maker)
{
	uint32_t n = maker->kind->n_distinct;

	return n ? (uint32_t)pick(&maker->seed, 0, n - 1)
		 : FRESH + maker->n_fresh++;
}

static uint32_t draw_for_edit(struct maker *maker)
{
	return one_in(&maker->seed, 2) ? FRESH + maker->n_fresh++ : draw(maker);
}

static void make_file(struct maker *maker, struct file *file)
{
	size_t n = pick(&maker->seed, maker->kind->lines_lo,
			maker->kind->lines_hi);

	while (n--)
		add(file, draw(maker));
}

/* Copy the file with at..end of it replaced in some way. */
static void replace(struct maker *maker, const struct file *file, size_t at,
		    size_t end, struct file *out)
{
	size_t n = pick(&maker->seed, 0, maker->kind->span);
	size_t from = pick(&maker->seed, 0, file->n);
	size_t to = from + (file->n - from < n ? file->n - from : n);
	size_t how = pick(&maker->seed, 0, 4);

	add_lines(out, file->lines, at);
	if (how == 0) /* a block from elsewhere */
		add_lines(out, file->lines + from, to - from);
	else if (how == 1) /* backwards */
		for (size_t i = end; i > at; i--)
			add(out, file->lines[i - 1]);
	else if (how == 2) /* lines between those that stay */
		for (size_t i = at; i < end; i++) {
			add(out, file->lines[i]);
			add(out, draw_for_edit(maker));
		}
	else if (how == 3)
		while (n--)
			add(out, draw_for_edit(maker));
	add_lines(out, file->lines + end, file->n - end);
}

static void edit(struct maker *maker, struct file *file)
{
	const struct kind *kind = maker->kind;
	size_t n = pick(&maker->seed, kind->edits_lo, kind->edits_hi);

	while (n--) {
		struct file out = { 0 };
		size_t at = pick(&maker->seed, file->n * kind->from / 100,
				 file->n * kind->to / 100);
		size_t left =
			file->n - at < kind->span ? file->n - at : kind->span;

		replace(maker, file, at, at + pick(&maker->seed, 0, left),
			&out);
		free(file->lines);
		*file = out;
	}
}

/* --- files as text --- */

static void add_line(struct buf *text, uint32_t line, const struct kind *kind)
{
	static const char *const code[] = { "",        "}",  "\t}",
					    "{",       "",   "\t\tbreak;",
					    "#endif",  "\t", "\treturn 0;",
					    "",        "*/", "\t\t}",
					    "\telse {" };

	if (kind->style == CODE && line < sizeof(code) / sizeof(*code))
		buf_add_str(text, code[line]);
	else if (kind->style == LONG && line % 7 == 0)
		buf_addf(text, "%u:%0*u", line, (int)(line % 997), 1);
	else
		buf_addf(text, "%u", line);
	buf_add_str(text, kind->style == CRLF && line % 5 ? "\r\n" : "\n");
}

/* Some texts end without a newline. */
static void write_file(struct maker *maker, const struct file *file,
		       struct buf *text)
{
	buf_clear(text);
	for (size_t i = 0; i < file->n; i++)
		add_line(text, file->lines[i], maker->kind);
	if (text->len && one_in(&maker->seed, 8))
		buf_truncate(text, text->len - 1);
}

/* --- the truth --- */

static int count_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		      const git_diff_line *line, void *context)
{
	int64_t *counts = context;

	(void)delta;
	(void)hunk;
	counts[0] += line->origin == GIT_DIFF_LINE_ADDITION;
	counts[1] += line->origin == GIT_DIFF_LINE_DELETION;
	return 0;
}

static void ask_xdiff(const struct buf *old, const struct buf *new,
		      int64_t counts[2])
{
	git_diff_options options;

	counts[0] = counts[1] = 0;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.context_lines = 0;
	options.flags = GIT_DIFF_FORCE_TEXT;
	assert_int_equal(git_diff_buffers(old->data, old->len, NULL, new->data,
					  new->len, NULL, &options, NULL, NULL,
					  NULL, count_line, counts),
			 0);
}

static struct linecount_result run(struct linecount *count,
				   const struct buf *old, const struct buf *new)
{
	const struct linecount_text a = { old->data, old->len, NULL, true };
	const struct linecount_text b = { new->data, new->len, NULL, true };
	struct linecount_result result;

	linecount_run(count, &a, &b, &result);
	return result;
}

/* What is left of two texts of one kind, in one direction. */
static void compare(struct linecount *count, const struct buf *old,
		    const struct buf *new, const char *what, size_t number)
{
	struct linecount_result result = run(count, old, new);
	int64_t counts[2];

	ask_xdiff(old, new, counts);
	if (result.n_added != counts[0] || result.n_deleted != counts[1])
		fail_msg("%s %zu: +%d -%d, not +%d -%d", what, number,
			 (int)result.n_added, (int)result.n_deleted,
			 (int)counts[0], (int)counts[1]);
}

/* --- random pairs --- */

static const struct kind kinds[] = {
	{ "tiny", 6000, 0, 6, 3, 1, 3, 3, 0, 100, PLAIN },
	{ "short", 4000, 0, 40, 12, 1, 4, 8, 0, 100, CODE },
	{ "one line", 500, 1, 1, 0, 1, 2, 1, 0, 100, LONG },
	{ "fresh", 2000, 50, 200, 0, 1, 6, 10, 0, 100, PLAIN },
	{ "code", 2000, 50, 400, 60, 1, 8, 12, 0, 100, CODE },
	{ "few lines", 1500, 100, 300, 4, 1, 8, 12, 0, 100, PLAIN },
	{ "returns", 800, 50, 300, 40, 1, 8, 12, 0, 100, CRLF },
	{ "head", 600, 200, 700, 90, 1, 6, 40, 0, 4, LONG },
	{ "tail", 600, 200, 700, 90, 1, 6, 40, 96, 100, LONG },
	{ "one place", 1000, 300, 900, 40, 2, 8, 30, 48, 52, CODE },
	{ "middles of 250", 600, 300, 500, 60, 3, 20, 30, 30, 70, CODE },
	{ "middles of 500", 250, 700, 900, 150, 4, 25, 60, 33, 66, CODE },
	{ "4^4 lines", 600, 253, 259, 20, 2, 9, 60, 0, 100, CODE },
	{ "4^5 lines", 200, 1020, 1028, 50, 2, 9, 200, 10, 90, CODE },
	{ "4^6 lines", 30, 4092, 4100, 200, 2, 9, 400, 20, 80, CODE },
	{ "many edits", 30, 900, 1500, 300, 50, 90, 30, 0, 100, CODE },
	{ "dear middle", 40, 2500, 3000, 30, 60, 90, 30, 40, 60, CODE },
	{ "dear fresh", 30, 2500, 3000, 0, 60, 99, 40, 30, 70, PLAIN },
	{ "few of many", 25, 2500, 3500, 3, 4, 30, 300, 30, 70, PLAIN },
	{ "thousands", 6, 8000, 20000, 900, 1, 9, 900, 0, 100, CODE },
	{ "in thousands", 30, 5000, 9000, 900, 4, 30, 200, 45, 55, CODE },
};

static void compare_kind(struct linecount *count, const struct kind *kind)
{
	struct maker maker = { kind, 0, 0 };
	struct buf old = BUF_INIT, new = BUF_INIT;

	for (size_t i = 0; i < (kind->n_pairs + SHARE - 1) / SHARE; i++) {
		struct file file = { 0 };

		maker.seed = i + 1000 * kind->n_pairs + kind->lines_hi;
		make_file(&maker, &file);
		write_file(&maker, &file, &old);
		edit(&maker, &file);
		write_file(&maker, &file, &new);
		compare(count, &old, &new, kind->name, i);
		compare(count, &new, &old, kind->name, i);
		free(file.lines);
	}
	buf_release(&old);
	buf_release(&new);
}

static void test_random_pairs(void **state)
{
	struct linecount count = LINECOUNT_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		compare_kind(&count, &kinds[i]);
	linecount_release(&count);
}

/* --- lines that stand about as often as xdiff has patience for --- */

/* One pair of files of which a line stands in the head and in the middles. */
struct edge {
	size_t n_lines;  /* of the old file, about */
	size_t n_common; /* the line's number in head and tail */
	size_t n_beside; /* fresh lines on either side of it, in the middles */
	size_t n_places; /* of it in a middle */
	size_t n_other;  /* lines of the middles that both have, besides */
};

static void add_fresh(struct maker *maker, struct file *file, size_t n)
{
	while (n--)
		add(file, FRESH + maker->n_fresh++);
}

/* Lines 0 are the frequent ones, 1 and up those that both middles have. */
static void add_middle(struct maker *maker, const struct edge *edge,
		       size_t n_places, struct file *file)
{
	for (size_t i = 0; i < edge->n_other; i++) {
		add(file, (uint32_t)i + 1);
		if (one_in(&maker->seed, 6))
			add_fresh(maker, file, pick(&maker->seed, 1, 3));
	}
	for (size_t i = 0; i < n_places; i++) {
		add_fresh(maker, file, pick(&maker->seed, 0, edge->n_beside));
		add(file, 0);
		add_fresh(maker, file, pick(&maker->seed, 0, edge->n_beside));
		if (one_in(&maker->seed, 3))
			add(file, edge->n_other ? 1 : 0);
	}
}

/* The frequent line n_common times among others, before and behind. */
static void make_edge(struct maker *maker, const struct edge *edge,
		      struct file *old, struct file *new)
{
	size_t n = edge->n_lines, n_head = pick(&maker->seed, 0, n);
	struct file rest = { 0 };

	for (size_t i = 0; i < n; i++)
		add(&rest, i < edge->n_common ? 0 : 900000 + (uint32_t)i);
	for (size_t i = n; i > 1; i--) {
		size_t at = pick(&maker->seed, 0, i - 1);
		uint32_t was = rest.lines[at];

		rest.lines[at] = rest.lines[i - 1];
		rest.lines[i - 1] = was;
	}
	add_lines(old, rest.lines, n_head);
	add_lines(new, rest.lines, n_head);
	add_middle(maker, edge, edge->n_places, old);
	add_middle(maker, edge, pick(&maker->seed, 1, edge->n_places), new);
	add_lines(old, rest.lines + n_head, n - n_head);
	add_lines(new, rest.lines + n_head, n - n_head);
	free(rest.lines);
}

/* A file of n lines has mlim 2^k; the line stands there k - 2 .. k + 2 times. */
static void random_edge(uint64_t *seed, size_t mlim, struct edge *edge)
{
	size_t n = mlim * mlim / 4;
	size_t middle;

	edge->n_beside = pick(seed, 0, 2) * 8;
	edge->n_places = pick(seed, 1, 4);
	edge->n_other =
		one_in(seed, 3) ? pick(seed, 200, 600) : pick(seed, 0, 20);
	middle = edge->n_other * 4 / 3 + edge->n_places * edge->n_beside;
	n = one_in(seed, 2) ? 4 * n - pick(seed, 0, 9)
			    : n + pick(seed, 0, 2 * n);
	edge->n_lines = n > middle ? n - middle : n;
	edge->n_common = mlim + pick(seed, 0, 6);
	edge->n_common -= pick(seed, 0, edge->n_common < 8 ? 1 : 8);
	if (one_in(seed, 4))
		edge->n_common = pick(seed, 0, edge->n_common);
	if (edge->n_common > edge->n_lines)
		edge->n_common = edge->n_lines;
}

static void compare_edges(struct linecount *count, size_t mlim, size_t n_pairs)
{
	static const struct kind plain = { .name = "edge", .style = PLAIN };
	struct maker maker = { &plain, mlim, 0 };
	struct buf old_text = BUF_INIT, new_text = BUF_INIT;

	for (size_t i = 0; i < (n_pairs + SHARE - 1) / SHARE; i++) {
		struct file old = { 0 }, new = { 0 };
		struct edge edge;

		random_edge(&maker.seed, mlim, &edge);
		make_edge(&maker, &edge, &old, &new);
		write_file(&maker, &old, &old_text);
		write_file(&maker, &new, &new_text);
		compare(count, &old_text, &new_text, "edge", i);
		compare(count, &new_text, &old_text, "edge", i);
		free(old.lines);
		free(new.lines);
	}
	buf_release(&old_text);
	buf_release(&new_text);
}

static void test_frequent_lines(void **state)
{
	struct linecount count = LINECOUNT_INIT;

	(void)state;
	compare_edges(&count, 4, 400);
	compare_edges(&count, 8, 1500);
	compare_edges(&count, 16, 1500);
	compare_edges(&count, 32, 1000);
	compare_edges(&count, 64, 300);
	compare_edges(&count, 128, 40);
	linecount_release(&count);
}

/* mlim ends at 1,024, which a file reaches with 262,144 lines. */
static void test_largest_limit(void **state)
{
	static const struct kind plain = { .name = "edge", .style = PLAIN };
	static const size_t n_common[] = { 1018, 1022, 1024, 1030, 3000 };
	struct linecount count = LINECOUNT_INIT;
	struct buf old_text = BUF_INIT, new_text = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 5; i += SHARE) {
		const struct edge edge = { 263000, n_common[i], 16, 3, 600 };
		struct maker maker = { &plain, i, 0 };
		struct file old = { 0 }, new = { 0 };

		make_edge(&maker, &edge, &old, &new);
		write_file(&maker, &old, &old_text);
		write_file(&maker, &new, &new_text);
		compare(&count, &old_text, &new_text, "largest", i);
		free(old.lines);
		free(new.lines);
	}
	buf_release(&old_text);
	buf_release(&new_text);
	linecount_release(&count);
}

/* --- by hand --- */

static void test_by_hand(void **state)
{
	static const struct {
		const char *old, *new;
		int added, deleted;
	} rows[] = {
		{ "", "", 0, 0 },
		{ "a\n", "a\n", 0, 0 },
		{ "", "a", 1, 0 },
		{ "a", "", 0, 1 },
		{ "a", "a\n", 1, 1 },
		{ "a\nb", "a\nb\n", 1, 1 },
		{ "a\n", "a\n\n", 1, 0 },
		{ "\n\n\n", "\n", 0, 2 },
		{ "a\nb\nc\n", "a\nc\n", 0, 1 },
		{ "a\nb\n", "b\na\n", 1, 1 },
		{ "a\r\nb\r\n", "a\nb\n", 2, 2 },
		{ "xa\n", "a\n", 1, 1 },
		{ "b\nxa\n", "b\na\n", 1, 1 },
		{ "a\nb", "b", 0, 1 },
		{ "a\nb", "a\nb\nc", 2, 1 },
	};
	struct linecount count = LINECOUNT_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf old = BUF_INIT, new = BUF_INIT;
		struct linecount_result result;

		buf_add_str(&old, rows[i].old);
		buf_add_str(&new, rows[i].new);
		compare(&count, &old, &new, "by hand", i);
		result = run(&count, &old, &new);
		assert_int_equal(result.n_added, rows[i].added);
		assert_int_equal(result.n_deleted, rows[i].deleted);
		buf_release(&old);
		buf_release(&new);
	}
	linecount_release(&count);
}

static void add_many(struct buf *text, const char *line, size_t n)
{
	while (n--)
		buf_add_str(text, line);
}

/* A line of a megabyte, alone and among others. */
static void test_huge_line(void **state)
{
	struct linecount count = LINECOUNT_INIT;
	struct buf old = BUF_INIT, new = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		buf_clear(&old);
		buf_clear(&new);
		add_many(&old, "same\n", 300 * (i & 1));
		add_many(&new, "same\n", 300 * (i & 1));
		add_many(&old, "x", 1 << 20);
		add_many(&new, "x", (1 << 20) + (i < 2));
		add_many(&old, "\nsame\nsame\n", i & 1);
		add_many(&new, "y\nsame\n", i & 1);
		compare(&count, &old, &new, "huge", i);
	}
	buf_release(&old);
	buf_release(&new);
	linecount_release(&count);
}

/*
 * Middles that hold the first lines that the pad may be filled with, a line
 * for whose sake it must be filled up, and an empty line that is dropped if
 * the filler has too many of those.
 */
static void add_all_fillers(struct buf *text, const char *fresh)
{
	buf_addf(text, "%s\n", fresh);
	for (char c = 1; c < '\n'; c++)
		for (size_t n = 0; n < 8; n++) {
			buf_add_char(text, c);
			add_many(text, "\1", n);
			buf_add_char(text, '\n');
		}
	add_many(text, "40 times in each middle\n", 40);
	for (int i = 0; i < 400; i++)
		if (i == 200)
			buf_add_char(text, '\n');
		else
			buf_addf(text, "%s %d\n", fresh, i);
}

static void test_no_filler_left(void **state)
{
	struct linecount count = LINECOUNT_INIT;
	struct buf old = BUF_INIT, new = BUF_INIT;

	(void)state;
	add_many(&old, "a common line of the head\n", 3900);
	add_many(&new, "a common line of the head\n", 3900);
	add_all_fillers(&old, "old");
	add_all_fillers(&new, "new");
	compare(&count, &old, &new, "fillers", 0);
	buf_release(&old);
	buf_release(&new);
	linecount_release(&count);
}

/* --- the digest --- */

static bool same_digest(const struct linecount_result *a,
			const struct linecount_result *b)
{
	return a->digest[0] == b->digest[0] && a->digest[1] == b->digest[1];
}

/* The digest of old..new between head and tail. */
static struct linecount_result run_between(struct linecount *count,
					   const char *head, size_t n_head,
					   const char *old, const char *new,
					   size_t n_tail)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	struct linecount_result result;

	add_many(&a, head, n_head);
	add_many(&b, head, n_head);
	buf_add_str(&a, old);
	buf_add_str(&b, new);
	add_many(&a, head, n_tail);
	add_many(&b, head, n_tail);
	result = run(count, &a, &b);
	buf_release(&a);
	buf_release(&b);
	return result;
}

static void test_digest_of_patch(void **state)
{
	static const struct {
		const char *old, *new;
		bool is_same; /* as that of the first row */
	} rows[] = {
		{ "\tif (x)\n\t\treturn;\n", "\tif (x && y)\n\t\treturn;\n",
		  true },
		{ "if (x)\nreturn;\n", "if (x && y)\nreturn;\n", true },
		{ "if (x)\r\nreturn;\r\n", "if (x&&y)\r\nreturn;\r\n", true },
		{ "if (x)\nstop();\n", "if (x && y)\nstop();\n", true },
		{ "if(x)\v\f\n", "i f ( x & & y )\n", true },
		{ "if (x && y)\n", "if (x)\n", false },
		{ "if (x)\n", "if (x && z)\n", false },
		{ "if (x)\n", "if (y && x)\n", false },
		{ "", "if (x && y)\n", false },
		{ "if (x)\n", "", false },
		{ "if (x)\n", "if (x && y)\nmore();\n", false },
		{ "if (x)\nif (x)\n", "if (x && y)\nif (x && y)\n", false },
		{ "if (x)\n", "if (X && y)\n", false },
	};
	struct linecount count = LINECOUNT_INIT;
	const struct linecount_result first =
		run_between(&count, "{\n", 2, rows[0].old, rows[0].new, 1);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (size_t n = 0; n < 900; n += 299) {
			struct linecount_result result =
				run_between(&count, "another line\n", n + 1,
					    rows[i].old, rows[i].new, 2 * n);

			if (same_digest(&first, &result) != rows[i].is_same)
				fail_msg("row %zu in %zu lines", i, n);
		}
	linecount_release(&count);
}

/* The final newline, and blanks alone, are white space. */
static void test_digest_of_white_space(void **state)
{
	static const char *const rows[][2] = {
		{ "a\n", "a" },
		{ "a\nb\n", "\ta\n  b \r\n" },
		{ "12345678\n", "1 2 3 4 5 6 7 8 \n" },
	};
	struct linecount count = LINECOUNT_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct linecount_result result = run_between(
			&count, "x\n", 1, rows[i][0], rows[i][1], 0);

		assert_true(result.n_added > 0);
		assert_true(result.digest[0] == 0 && result.digest[1] == 0);
	}
	linecount_release(&count);
}

/* The same edits in another file, found in another of the four ways. */
static void test_digest_in_surroundings(void **state)
{
	static const struct kind kind = { "digest", 0,  1, 400, 30,  1,
					  8,        80, 0, 100, CODE };
	struct linecount count = LINECOUNT_INIT;
	struct buf old = BUF_INIT, new = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 600 / SHARE; i++) {
		struct maker maker = { &kind, i, 0 };
		struct file file = { 0 };
		struct linecount_result alone, among, back;

		make_file(&maker, &file);
		write_file(&maker, &file, &old);
		edit(&maker, &file);
		write_file(&maker, &file, &new);
		free(file.lines);
		alone = run(&count, &old, &new);
		back = run(&count, &new, &old);
		among = run_between(&count, "\t}\n", 1 + i % 3 * 900, old.data,
				    new.data, 0);
		if (!same_digest(&alone, &among))
			fail_msg("%zu: another digest among other lines", i);
		if (alone.digest[0] + back.digest[0] != 0 ||
		    alone.digest[1] + back.digest[1] != 0)
			fail_msg("%zu: there and back is not nothing", i);
	}
	buf_release(&old);
	buf_release(&new);
	linecount_release(&count);
}

/* A file that comes or goes is told by its blob: no digest, all lines. */
static void test_absent_side(void **state)
{
	const struct linecount_text absent = { "", 0, NULL, false };
	const struct linecount_text there = { "a\nb", 3, NULL, true };
	struct linecount count = LINECOUNT_INIT;
	struct linecount_result result;

	(void)state;
	linecount_run(&count, &absent, &there, &result);
	assert_int_equal(result.n_added, 2);
	assert_int_equal(result.n_deleted, 0);
	assert_true(result.digest[0] == 0 && result.digest[1] == 0);
	linecount_run(&count, &there, &absent, &result);
	assert_int_equal(result.n_added, 0);
	assert_int_equal(result.n_deleted, 2);
	linecount_release(&count);
}

static void test_binary(void **state)
{
	char *text = xcalloc(8001, 1);

	(void)state;
	assert_false(linecount_is_binary("", 0));
	assert_true(linecount_is_binary("", 1));
	assert_true(linecount_is_binary("a\nb\0c", 5));
	memset(text, 'a', 8000);
	assert_false(linecount_is_binary(text, 8001));
	assert_false(linecount_is_binary(text, 512 << 20));
	assert_true(linecount_is_binary(text, (512 << 20) + 1));
	text[7999] = '\0';
	assert_true(linecount_is_binary(text, 8001));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_random_pairs),
		cmocka_unit_test(test_frequent_lines),
		cmocka_unit_test(test_largest_limit),
		cmocka_unit_test(test_huge_line),
		cmocka_unit_test(test_no_filler_left),
		cmocka_unit_test(test_digest_of_patch),
		cmocka_unit_test(test_digest_of_white_space),
		cmocka_unit_test(test_digest_in_surroundings),
		cmocka_unit_test(test_absent_side),
		cmocka_unit_test(test_binary),
	};
	int n_failed;

	git_libgit2_init();
	n_failed = cmocka_run_group_tests(tests, NULL, NULL);
	git_libgit2_shutdown();
	return n_failed;
}
