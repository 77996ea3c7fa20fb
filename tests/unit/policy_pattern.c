/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/policy/pattern.h"

/* Whether a pattern takes a path, in either syntax. */
struct row {
	const char *pattern, *path;
	int gitignore, codeowners;
};

static const struct row rows[] = {
	/* anchoring */
	{ "docs", "docs", 1, 1 },
	{ "docs", "docs/a/b", 1, 1 },
	{ "docs", "x/docs/a", 1, 1 },
	{ "docs", "docs2/a", 0, 0 },
	{ "/docs", "docs/a", 1, 1 },
	{ "/docs", "x/docs/a", 0, 0 },
	{ "docs/a", "docs/a", 1, 1 },
	{ "docs/a", "docs/a/b", 1, 1 },
	{ "docs/a", "x/docs/a", 0, 0 },
	{ "/docs/a", "docs/a/b", 1, 1 },
	/* a slash at the end */
	{ "apps/", "apps", 0, 0 },
	{ "apps/", "apps/a", 1, 1 },
	{ "apps/", "x/apps/a", 1, 1 },
	{ "/apps/", "apps/a/b", 1, 1 },
	{ "/apps/", "x/apps/a", 0, 0 },
	{ "x/apps/", "x/apps/a", 1, 1 },
	{ "x/apps/", "y/x/apps/a", 0, 0 },
	/* stars */
	{ "*", "a", 1, 1 },
	{ "*", "a/b/c", 1, 1 },
	{ "/*", "a", 1, 1 },
	{ "/*", "a/b", 1, 0 },
	{ "*.js", "a.js", 1, 1 },
	{ "*.js", "x/y/a.js", 1, 1 },
	{ "*.js", "x/a.jsx", 0, 0 },
	{ "docs/*", "docs/a.md", 1, 1 },
	{ "docs/*", "docs/build/a.md", 1, 0 },
	{ "docs/*", "x/docs/a.md", 0, 0 },
	{ "docs/*.md", "docs/a.md", 1, 1 },
	{ "docs/*.md", "docs/x/a.md", 0, 0 },
	{ "docs/*/a", "docs/x/a", 1, 1 },
	{ "docs/*/a", "docs/x/y/a", 0, 0 },
	{ "docs/*/", "docs/x/a", 1, 1 },
	{ "docs/*/", "docs/x", 0, 0 },
	{ "a*b*c", "aXbYc", 1, 1 },
	{ "a*b*c", "aXbY", 0, 0 },
	{ "a*b", "a/b", 0, 0 },
	/* question mark */
	{ "a?c", "abc", 1, 1 },
	{ "a?c", "ac", 0, 0 },
	{ "a?c", "a/c", 0, 0 },
	/* two stars */
	{ "**/logs", "logs", 1, 1 },
	{ "**/logs", "build/logs", 1, 1 },
	{ "**/logs", "deeply/nested/logs/x", 1, 1 },
	{ "**/logs", "build/logs2", 0, 0 },
	{ "a/**", "a", 0, 0 },
	{ "a/**", "a/b", 1, 1 },
	{ "a/**", "a/b/c", 1, 1 },
	{ "a/**", "x/a/b", 0, 0 },
	{ "a/**/", "a/b", 0, 0 },
	{ "a/**/", "a/b/c", 1, 1 },
	{ "a/**/b", "a/b", 1, 1 },
	{ "a/**/b", "a/x/b", 1, 1 },
	{ "a/**/b", "a/x/y/b/z", 1, 1 },
	{ "a/**/b", "x/a/b", 0, 0 },
	{ "a/**/b/c", "a/b/x/b/c", 1, 1 },
	{ "a/**/b/*", "a/b/x/b/c", 1, 1 },
	{ "**", "a", 1, 1 },
	{ "**", "a/b", 1, 1 },
	{ "**/", "a", 0, 0 },
	{ "**/", "a/b", 1, 1 },
	{ "a**b", "aXb", 1, 1 },
	{ "a**b", "a/b", 0, 0 },
	{ "**/*.c", "x/y.c", 1, 1 },
	{ "**/*", "a", 1, 1 },
	{ "x/**/*", "x/y/z", 1, 1 },
	/* classes, for .gitignore alone */
	{ "[ab].c", "a.c", 1, 0 },
	{ "[ab].c", "[ab].c", 0, 1 },
	{ "[!ab].c", "c.c", 1, 0 },
	{ "[^ab].c", "a.c", 0, 0 },
	{ "[a-c]x", "bx", 1, 0 },
	{ "[a-c]x", "-x", 0, 0 },
	{ "[a-]x", "-x", 1, 0 },
	{ "[]a]x", "]x", 1, 0 },
	{ "[\\]a]x", "]x", 1, 0 },
	{ "[[:digit:]]x", "7x", 1, 0 },
	{ "[[:digit:]]x", "ax", 0, 0 },
	{ "[[:nonsense:]]x", "ax", 0, 0 },
	{ "[a", "a", 0, 0 },
	{ "[a", "[a", 0, 1 },
	/* escapes */
	{ "\\#a", "#a", 1, 1 },
	{ "\\*", "*", 1, 1 },
	{ "\\*", "a", 0, 0 },
	{ "a\\ b", "a b", 1, 1 },
	{ "a\\", "a", 0, 0 },
	/* nothing to match, and bytes */
	{ "", "a", 0, 0 },
	{ "/", "a", 0, 0 },
	{ "//", "a/b", 0, 0 },
	{ "///", "a/b", 0, 0 },
	{ "a//b", "a/b", 0, 0 },
	{ "!a", "!a", 1, 1 },
	{ "\xff?", "\xff\xfe", 1, 1 },
};

static int takes(const char *text, int flags, const char *path)
{
	struct pattern *pattern = pattern_new(slice_of(text), flags);
	const int result = pattern && pattern_match(pattern, slice_of(path));

	pattern_free(pattern);
	return result;
}

static void known_rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *row = &rows[i];

		if (takes(row->pattern, PATTERN_GITIGNORE, row->path) !=
		    row->gitignore)
			fail_msg(".gitignore: '%s' and '%s'", row->pattern,
				 row->path);
		if (takes(row->pattern, PATTERN_CODEOWNERS, row->path) !=
		    row->codeowners)
			fail_msg("CODEOWNERS: '%s' and '%s'", row->pattern,
				 row->path);
	}
}

static void folder_of(const char *text, const char *expect)
{
	struct pattern *pattern =
		pattern_new(slice_of(text), PATTERN_GITIGNORE);

	assert_true(slice_equal(pattern_folder(pattern), slice_of(expect)));
	pattern_free(pattern);
}

static void common_folder(void **state)
{
	(void)state;
	folder_of("docs", "");
	folder_of("docs/", "");
	folder_of("/docs", "");
	folder_of("/docs/", "docs/");
	folder_of("a/b/c", "a/b/");
	folder_of("a/b/*.c", "a/b/");
	folder_of("a/*/c", "a/");
	folder_of("a/**/c/", "a/");
	folder_of("a\\ b/c", "a b/");
}

/* Text that repeats unit up to n bytes, then end. */
static char *repeat(const char *unit, size_t n, const char *end)
{
	char *text = xmalloc(n + strlen(end) + 1);

	for (size_t i = 0; i < n; i++)
		text[i] = unit[i % strlen(unit)];
	memcpy(text + n, end, strlen(end) + 1);
	return text;
}

/* Minutes or years if tries multiply; a moment if they do not. */
static void many_stars(void **state)
{
	static const char *const units[] = { "a*", "**/", "a/**/", "*/", "?*" };
	char *path = repeat("a", 4000, ""), *deep = repeat("a/", 4000, "c");

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		char *text = repeat(units[i], 3000, "b");

		assert_false(takes(text, PATTERN_GITIGNORE, path));
		assert_false(takes(text, PATTERN_GITIGNORE, deep));
		free(text);
	}
	free(path);
	free(deep);
}

static void too_long(void **state)
{
	char *text = repeat("*", 10000000, "");

	(void)state;
	assert_null(pattern_new(slice_of(text), PATTERN_GITIGNORE));
	free(text);
}

static void garbage(void **state)
{
	unsigned long seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		static const char letters[] = "ab/*?[]!-\\^:\xff";
		char text[12], path[8];

		for (size_t k = 0; k < sizeof(text); k++) {
			seed = seed * 6364136223846793005UL + 1;
			text[k] = letters[(seed >> 33) % sizeof(letters)];
			path[k % sizeof(path)] =
				letters[(seed >> 40) % sizeof(letters)];
		}
		text[sizeof(text) - 1] = '\0';
		path[sizeof(path) - 1] = '\0';
		takes(text, PATTERN_GITIGNORE, path);
		takes(text, PATTERN_CODEOWNERS, path);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_rules), cmocka_unit_test(common_folder),
		cmocka_unit_test(many_stars),  cmocka_unit_test(too_long),
		cmocka_unit_test(garbage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
