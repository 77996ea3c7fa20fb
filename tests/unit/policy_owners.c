/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/owners_index.h"

/* One pattern line of MAINTAINERS and one path. */
struct section_row {
	const char *lines; /* of one section */
	const char *path;
	int expect;
};

static const struct section_row section_rows[] = {
	/* a slash at the end: all in and below */
	{ "F: hw/net/\n", "hw/net/a.c", 1 },
	{ "F: hw/net/\n", "hw/net/x/a.c", 1 },
	{ "F: hw/net/\n", "hw/net", 0 },
	{ "F: hw/net/\n", "x/hw/net/a.c", 0 },
	/* as many slashes, and only the start has to fit */
	{ "F: hw/net/*\n", "hw/net/a.c", 1 },
	{ "F: hw/net/*\n", "hw/net/x/a.c", 0 },
	{ "F: hw/net/a.c\n", "hw/net/a.c", 1 },
	{ "F: hw/net/a.c\n", "hw/net/a.cc", 1 },
	{ "F: hw/net/a.c\n", "hw/net/a.c/b", 0 },
	{ "F: hw/net/a.c\n", "hw/net/aXc", 0 },
	{ "F: hw/ne\n", "hw/network.c", 1 },
	/* the name of a folder, see paths_of_tree */
	{ "F: docs\n", "docs/a.rst", 1 },
	{ "F: docs\n", "docs/x/a.rst", 1 },
	{ "F: docs\n", "docs2", 0 },
	{ "F: .ci\n", ".ci/a.yml", 0 },
	{ "F: .ci/\n", ".ci/a.yml", 1 },
	{ "F: docs/x\nX: docs/x\n", "docs/x/a.rst", 0 },
	/* the top */
	{ "F: *\n", "Makefile", 1 },
	{ "F: *\n", "hw/a.c", 0 },
	{ "F: */\n", "Makefile", 0 },
	{ "F: */\n", "hw/net/a.c", 1 },
	{ "F:\n", "Makefile", 1 },
	{ "F:\n", "hw/a.c", 0 },
	/* a star and the slashes */
	{ "F: */net/*\n", "hw/net/a.c", 1 },
	{ "F: */net/*\n", "x/hw/net/a.c", 0 },
	{ "F: */net/*\n", "net/a.c", 0 },
	{ "F: hw/*/a.c\n", "hw/x/a.c", 1 },
	{ "F: hw/*/a.c\n", "hw/x/y/a.c", 0 },
	{ "F: hw/*/net/\n", "hw/x/net/a.c", 1 },
	{ "F: hw/*/net/\n", "hw/x/y/net/a.c", 1 },
	{ "F: hw/a*b\n", "hw/aXYb.c", 1 },
	{ "F: hw/a*b\n", "hw/aXY", 0 },
	/* single bytes and classes */
	{ "F: hw/?.c\n", "hw/a.c", 1 },
	{ "F: hw/?.c\n", "hw/ab.c", 0 },
	{ "F: hw/a.[ch]\n", "hw/a.h", 1 },
	{ "F: hw/a.[ch]\n", "hw/a.s", 0 },
	{ "F: hw/[^a]b\n", "hw/ab", 0 },
	{ "F: hw/[^a]b\n", "hw/xb", 1 },
	{ "F: hw/[a\n", "hw/[a", 0 },
	/* the rest of Perl's expressions */
	{ "F: hw/(a|b).c\n", "hw/b.c", 1 },
	{ "F: hw/(a|b).c\n", "hw/c.c", 0 },
	{ "F: lib/c++/\n", "lib/ccc/a", 1 },
	{ "F: hw/a$\n", "hw/a", 1 },
	{ "F: hw/a$\n", "hw/ab", 0 },
	/* exclusions come first, wherever they stand */
	{ "F: net/\nX: net/ipv6/\n", "net/a.c", 1 },
	{ "F: net/\nX: net/ipv6/\n", "net/ipv6/a.c", 0 },
	{ "X: net/ipv6/\nF: net/\n", "net/ipv6/a.c", 0 },
	{ "X: net/ipv6/*\nF: net/\n", "net/ipv6/x/a.c", 1 },
	{ "X: net/\nN: net\n", "net/a.c", 0 },
	/* names */
	{ "N: exynos\n", "arch/arm/exynos.c", 1 },
	{ "N: exynos\n", "arch/arm/x.c", 0 },
	{ "N: [^a-z]tegra\n", "drivers/tegra.c", 1 },
	{ "N: [^a-z]tegra\n", "drivers/xtegra.c", 0 },
	{ "N: [^\\s]+imx\n", "a/imx", 1 },
	{ "N: [^\\s]+imx\n", "imx", 0 },
	{ "N: sun[x456789]i\n", "a/sun7i.dts", 1 },
	{ "N: mt[2678]\\d\n", "a/mt76.c", 1 },
	{ "N: mt[2678]\\d\n", "a/mt7x.c", 0 },
	{ "N: (?:foo|bar)\\.c$\n", "a/bar.c", 1 },
	{ "N: (?:foo|bar)\\.c$\n", "a/bar.cc", 0 },
	{ "N: a b  # blanks do not count\n", "xaby", 1 },
	{ "N: \\bcat\\b\n", "a/cat.c", 1 },
	{ "N: \\bcat\\b\n", "a/cats.c", 0 },
	{ "N: ^hw/.*/a{2,3}\\W\n", "hw/x/aaa.c", 1 },
	{ "N: a{b}\n", "xa{b}", 1 },
	{ "N: x+?y\n", "xxy", 1 },
	{ "N: [\\]\\-a]z\n", "-z", 1 },
	{ "N: [\\]\\-a]z\n", "bz", 0 },
	/* not understood: no path, no failure */
	{ "N: (?!x)y\n", "y", 0 },
	{ "N: (a\n", "(a", 0 },
	{ "N: a)\n", "a)", 0 },
	{ "N: [a\n", "a", 0 },
	{ "N: *a\n", "a", 0 },
	{ "N: (a)\\1\n", "aa", 0 },
	{ "N: a{9}{9}\n", "aaaaaaaaa", 0 },
	{ "N: a{10000}\n", "a", 0 },
	{ "N:\n", "a", 0 },
	/* content, not paths */
	{ "K: a\n", "a", 0 },
	/* ends of lines */
	{ "F: hw/a.c\r\n", "hw/a.c", 1 },
	{ "F:\thw/a.c", "hw/a.c", 1 },
	{ "F:hw/a.c", "hw/a.c", 1 },
	{ "F: hw/a.c \n", "hw/a.c", 0 },
	{ "f: hw/a.c\n", "hw/a.c", 0 },
	{ "\tF: hw/a.c\n", "hw/a.c", 0 },
};

static const char *const paths_of_tree[] = {
	"docs/a.rst",   "docs/x/a.rst", "docs2", ".ci/a.yml",
	"hw/net/a.c/b", "hw/net/a.c",   NULL,
};

/* The names of the areas of path, by "+"; "" for nobody's. */
static void areas_of(enum owners_format format, const char *text,
		     const char *path, struct buf *out)
{
	struct owners *owners = owners_new(format, slice_of(text));
	struct owners_index *index = owners_index_new(owners);
	const size_t *areas;
	size_t n;

	for (size_t i = 0; paths_of_tree[i]; i++)
		owners_index_learn(index, slice_of(paths_of_tree[i]));
	n = owners_index_match(index, slice_of(path), &areas);
	buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		const struct slice name = owners_area(owners, areas[i]);

		buf_add_str(out, i ? "+" : "");
		buf_add(out, name.at, name.len);
	}
	owners_index_free(index);
	owners_free(owners);
}

static void section_rules(void **state)
{
	struct buf text = BUF_INIT, areas = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(section_rows) / sizeof(section_rows[0]);
	     i++) {
		const struct section_row *row = &section_rows[i];

		buf_clear(&text);
		buf_addf(&text, "Title\nM: a@b\n%s", row->lines);
		areas_of(OWNERS_MAINTAINERS, text.data, row->path, &areas);
		if ((areas.len != 0) != row->expect)
			fail_msg("%s and '%s'", row->lines, row->path);
	}
	buf_release(&text);
	buf_release(&areas);
}

/* A whole file and one path. */
struct file_row {
	const char *text, *path, *areas;
};

static void check_files(enum owners_format format, const struct file_row *rows)
{
	struct buf areas = BUF_INIT;

	for (; rows->text; rows++) {
		areas_of(format, rows->text, rows->path, &areas);
		if (strcmp(areas.data, rows->areas) != 0)
			fail_msg("'%s' is in '%s', not '%s', by\n%s",
				 rows->path, areas.data, rows->areas,
				 rows->text);
	}
	buf_release(&areas);
}

static void sections(void **state)
{
	static const struct file_row rows[] = {
		/* headings, prologue, titles */
		{ "Maintainers\n===========\n\nText:\n\n\tM: Mail\n"
		  "\tF: *\n\nOne\n---\nF: a\n",
		  "a", "One" },
		{ "Group\n-----\nOne\nF: a\n\nTwo\nF: a\n", "a", "One+Two" },
		{ "Group\n-----\n\nF: a\n", "a", "Group" },
		{ "F: a\n", "a", "(untitled)" },
		{ "\n \n  One  \n\nM: x@y\n\nF: a\n", "a", "One" },
		{ "One\nM: x@y\n(more)\nF: a\n", "a", "(more)" },
		/* the same title again */
		{ "Arm\n---\nVirt\nF: a\n\nMips\n----\nVirt\nF: b\n", "b",
		  "Virt (Mips)" },
		{ "Virt\nF: a\nX: ab\n\nVirt\nF: a\n", "ab", "Virt" },
		/* each section excludes for itself */
		{ "One\nF: a\nX: ab\n\nTwo\nF: a\n", "ab", "Two" },
		{ "", "a", "" },
		{ "\n\n", "a", "" },
		{ "One\n", "a", "" },
		{ NULL, NULL, NULL },
	};

	(void)state;
	check_files(OWNERS_MAINTAINERS, rows);
}

static void codeowners(void **state)
{
	static const struct file_row rows[] = {
		/* the last match wins */
		{ "* @a\n/b @b\n", "b", "/b" },
		{ "/b @b\n* @a\n", "b", "*" },
		{ "docs/* @d\n", "docs/a", "docs/*" },
		{ "docs/* @d\n", "docs/x/a", "" },
		{ "apps/ @d\n", "x/apps/a", "apps/" },
		{ "/apps/ @d\n", "x/apps/a", "" },
		{ "**/logs @d\n", "x/logs/a", "**/logs" },
		{ "* @a\n/a/**/z @b\n", "a/x/y/z", "/a/**/z" },
		/* no owners: nobody's */
		{ "/apps/ @a\n/apps/github\n", "apps/github/x", "" },
		{ "/apps/ @a\n/apps/github\n", "apps/x", "/apps/" },
		{ "/apps/ @a\n/apps/github # none\n", "apps/github/x", "" },
		/* what is skipped */
		{ "# comment\n  # another\n* @a # @b\n", "x", "*" },
		{ "* @a\n!/b @b\n", "b", "*" },
		{ "* @a\n\\#b @b\n", "#b", "*" },
		{ "* @a\n/b word\n", "b", "*" },
		{ "* @a\n/b @\n", "b", "*" },
		{ "* @a\n/[bc] @b\n", "b", "*" },
		{ "/b word a@b\n", "b", "/b" },
		{ "/a\\ b @a\n", "a b", "/a\\ b" },
		{ "\xef\xbb\xbf* @a\n", "x", "*" },
		{ "* @a\r\n/b @b\r\n", "b", "/b" },
		{ "*\t@a", "x", "*" },
		{ "/b @b\n/b @c\n", "b", "/b" },
		/* GitLab's sections */
		{ "* @a\n[Docs] @d\n*.md\n", "a.md", "*+*.md" },
		{ "* @a\n^[Docs][2]\n*.md @d\n", "a.md", "*+*.md" },
		{ "[A]\n* @a\n[B]\n/b @b\n[A]\n*.c @c\n", "b.c", "*.c" },
		{ "[abc].c @x\n", "[abc].c", "[abc].c" },
		{ "", "a", "" },
		{ NULL, NULL, NULL },
	};

	(void)state;
	check_files(OWNERS_CODEOWNERS, rows);
}

/* The people of a file: "area role name <mail>" lines. */
static void people_of(enum owners_format format, const char *text,
		      const char *expect)
{
	static const char letters[] = { 'M', 'R', 'L', 'O' };
	struct owners *owners = owners_new(format, slice_of(text));
	struct buf out = BUF_INIT;
	size_t n;
	const struct owners_person *people = owners_people(owners, &n);

	for (size_t i = 0; i < n; i++)
		buf_addf(&out, "%zu %c '%.*s' '%.*s'\n", people[i].area,
			 letters[people[i].role], (int)people[i].name.len,
			 people[i].name.at, (int)people[i].email.len,
			 people[i].email.at);
	assert_string_equal(out.data, expect);
	buf_release(&out);
	owners_free(owners);
}

static void people(void **state)
{
	(void)state;
	people_of(OWNERS_MAINTAINERS,
		  "One\nM: Jane Doe <jane@x>\nM: \"Doe, J.\" <j@x> (comment)\n"
		  "R: <r@x>\nM: m@x (comment)\nM:\tNobody yet\nM:\n"
		  "L: list@x (moderated)\nS: Maintained\n\n"
		  "Two\nM: Zoë <z@x\nM: @\n",
		  "0 M 'Jane Doe' 'jane@x'\n0 M 'Doe, J.' 'j@x'\n"
		  "0 R '' 'r@x'\n0 M '' 'm@x'\n0 M 'Nobody yet' ''\n"
		  "0 L '' 'list@x'\n1 M 'Zoë <z@x' ''\n1 M '' '@'\n");
	people_of(OWNERS_CODEOWNERS,
		  "* @a @org/team jane@x # @no\n/b @b\n/b @c\n"
		  "[S] @d\n/s\n/t @t\n",
		  "0 O '@a' ''\n0 O '@org/team' ''\n0 O '' 'jane@x'\n"
		  "1 O '@c' ''\n2 O '@d' ''\n3 O '@t' ''\n");
}

static void detection(void **state)
{
	static const char *const maintainers[] = { "A\nM: x@y\nF: a/\n",
						   "A\r\nF:\ta/\r\n",
						   "x\n\nL: list\n" };
	static const char *const others[] = { "",         "* @a\n",
					      "F:a @b\n", "# M: x\n",
					      "\tM: x\n", "\xff\xfe\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(maintainers) / sizeof(*maintainers); i++)
		assert_int_equal(owners_detect(slice_of(maintainers[i])),
				 OWNERS_MAINTAINERS);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_int_equal(owners_detect(slice_of(others[i])),
				 OWNERS_CODEOWNERS);
}

/* A text, in both formats: does it tell paths apart? */
static const struct {
	const char *text;
	bool codeowners, maintainers;
} parts[] = {
	{ "", false, false },
	{ "# nobody yet\n", false, false },
	{ "* @org/all\n", false, false },
	{ "# all\n* @a\n* @b @c\n", false, false },
	{ "docs/\n", false, false },
	{ "docs/ @a\n", true, false },
	{ "* @a\n/docs/ @b\n", true, false },
	{ "A\nM: a <a@x>\n", true, false },
	{ "A\nF: *\n", false, true },
	{ "A\nF: docs/\n", false, true },
	{ "A\nN: docs\n", false, true },
	{ "A\nX: docs/\n", false, false },
};

static void what_tells_paths_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct owners *owners =
			owners_new(OWNERS_CODEOWNERS, slice_of(parts[i].text));

		assert_int_equal(owners_has_parts(owners), parts[i].codeowners);
		owners_free(owners);
		owners =
			owners_new(OWNERS_MAINTAINERS, slice_of(parts[i].text));
		assert_int_equal(owners_has_parts(owners),
				 parts[i].maintainers);
		owners_free(owners);
	}
}

static void unknown_patterns(void **state)
{
	struct owners *owners = owners_new(
		OWNERS_MAINTAINERS, slice_of("A\nN: (\nN: a\nK: a\nF: [\n"));
	struct owners_index *index = owners_index_new(owners);

	(void)state;
	assert_false(owners_index_understands(index, 0));
	assert_true(owners_index_understands(index, 1));
	assert_false(owners_index_understands(index, 2));
	assert_false(owners_index_understands(index, 3));
	owners_index_free(index);
	owners_free(owners);
}

/* Read text in both formats, and match a few paths. */
static void survive(struct slice text)
{
	static const char *const paths[] = { "a", "a/b/c", "", "\xff/\n", "/" };

	for (int format = 0; format < 2; format++) {
		struct owners *owners =
			owners_new((enum owners_format)format, text);
		struct owners_index *index = owners_index_new(owners);
		const size_t *areas;

		owners_detect(text);
		owners_has_parts(owners);
		for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
			owners_index_learn(index, slice_of(paths[i]));
			owners_index_match(index, slice_of(paths[i]), &areas);
		}
		owners_index_free(index);
		owners_free(owners);
	}
}

/* Texts whose time would show if it grew faster than they do. */
static void large(void **state)
{
	static const char *const units[] = {
		"a",      "*",           "\n",
		"F: ",    "@a ",         "A\nM: x\n",
		"F: a\n", "* @a\n",      "[a] @b\n* @c\n",
		"\\ ",    "N: a\n",      "--- \n",
		"M: <",   "A\nF: a*a\n",
	};
	const size_t len = 200000;
	char *text = xmalloc(10000000);

	(void)state;
	for (size_t u = 0; u < sizeof(units) / sizeof(*units); u++) {
		for (size_t i = 0; i < len; i++)
			text[i] = units[u][i % strlen(units[u])];
		survive((struct slice){ text, len });
	}
	memset(text, 'a', 10000000);
	survive((struct slice){ text, 10000000 });
	free(text);
}

static void garbage(void **state)
{
	static const char letters[] = "FXNMK: \n\r\t/*?[]()@#\\<>a\xff";
	unsigned long seed = 3;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		char text[120];

		for (size_t k = 0; k < sizeof(text); k++) {
			seed = seed * 6364136223846793005UL + 1;
			text[k] =
				i % 2 ? letters[(seed >> 33) % sizeof(letters)]
				      : (char)(seed >> 33);
		}
		survive((struct slice){ text, sizeof(text) });
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(section_rules),
		cmocka_unit_test(sections),
		cmocka_unit_test(codeowners),
		cmocka_unit_test(people),
		cmocka_unit_test(detection),
		cmocka_unit_test(what_tells_paths_apart),
		cmocka_unit_test(unknown_patterns),
		cmocka_unit_test(large),
		cmocka_unit_test(garbage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
