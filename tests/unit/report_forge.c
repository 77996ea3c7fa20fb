/* SPDX-License-Identifier: MIT */
/* Which addresses of commits are taken, and what they become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "report/forge.h"

static void test_templates(void **state)
{
	static const struct {
		const char *option;
		bool is_taken;
	} rows[] = {
		{ "https://example.org/p/commit/{oid}", true },
		{ "https://example.org/?p=a.git;a=commit", false },
		{ "https://example.org/?p=a.git&h={oid}#x", true },
		{ "https://example.org:8443/~me/c/{oid}.patch", true },
		{ "emu=https://example.org/{oid}", true },
		{ "a b=https://example.org/{oid}", true },
		{ "none", true },
		{ "emu=none", true },
		{ "http://example.org/{oid}", false },
		{ "javascript:alert(1)//{oid}", false },
		{ "emu=javascript:alert(1)//{oid}", false },
		{ "//example.org/{oid}", false },
		{ "https://example.org/", false },
		{ "https:///{oid}", false },
		{ "https://{oid}/", false },
		{ "https://{oid}/{oid}", false },
		{ "https://example.org{oid}/", false },
		{ "https://me:secret@example.org/{oid}", false },
		{ "https://example.org/\"{oid}", false },
		{ "https://example.org/'{oid}", false },
		{ "https://example.org/<{oid}>", false },
		{ "https://example.org/ {oid}", false },
		{ "https://example.org/({oid})", false },
		{ "https://example.org/{oid}\n", false },
		{ "https://example.org/{sha}/{oid}", false },
		{ "https://\u0435xample.org/{oid}", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct opt_texts options = { 0 };
		struct err err = ERR_INIT;

		opt_texts_add(&options, rows[i].option);
		if ((forge_check(&options, &err) == 0) != rows[i].is_taken)
			fail_msg("'%s': %s", rows[i].option, err.msg);
		assert_int_equal(err.kind,
				 rows[i].is_taken ? FAIL_NONE : FAIL_USAGE);
		opt_texts_release(&options);
	}
}

static void test_of_a_repository(void **state)
{
	struct opt_texts options = { 0 };

	(void)state;
	assert_null(forge_find(&options, "emu"));
	opt_texts_add(&options, "emu=https://example.org/emu/{oid}");
	assert_null(forge_find(&options, "em"));
	assert_null(forge_find(&options, "emu2"));
	assert_string_equal(forge_find(&options, "emu"),
			    "https://example.org/emu/{oid}");
	opt_texts_add(&options, "https://example.org/all/{oid}");
	assert_string_equal(forge_find(&options, "lib"),
			    "https://example.org/all/{oid}");
	opt_texts_add(&options, "lib=none");
	assert_string_equal(forge_find(&options, "lib"), "");
	assert_string_equal(forge_find(&options, "emu"),
			    "https://example.org/all/{oid}");
	opt_texts_release(&options);
}

static void test_guesses(void **state)
{
	static const struct {
		const char *remote, *template;
	} rows[] = {
		{ "https://github.com/git/git.git",
		  "https://github.com/git/git/commit/{oid}" },
		{ "ssh://github.com:22/git/git",
		  "https://github.com/git/git/commit/{oid}" },
		{ "https://gitlab.com/a/b/c.git/",
		  "https://gitlab.com/a/b/c/-/commit/{oid}" },
		{ "https://gitlab.gnome.org/GNOME/gtk",
		  "https://gitlab.gnome.org/GNOME/gtk/-/commit/{oid}" },
		{ "https://codeberg.org/a/b",
		  "https://codeberg.org/a/b/commit/{oid}" },
		{ "ssh://bitbucket.org/a/b.git",
		  "https://bitbucket.org/a/b/commits/{oid}" },
		{ "https://git.sr.ht/~a/b",
		  "https://git.sr.ht/~a/b/commit/{oid}" },
		{ "git://git.kernel.org/pub/scm/git/git.git",
		  "https://git.kernel.org/pub/scm/git/git.git/commit/"
		  "?id={oid}" },
		/* whom nobody knows, and what is no place there */
		{ "https://example.org/a/b", "" },
		{ "https://github.com.example.org/a/b", "" },
		{ "https://notgithub.com/a/b", "" },
		{ "https://gitlab./a/b", "" },
		{ "https://github.com/a", "" },
		{ "https://github.com/", "" },
		{ "https://github.com", "" },
		{ "https://github.com/a/../b", "" },
		{ "https://github.com/a/.git", "" },
		{ "https://github.com//a/b", "" },
		{ "https://github.com/a/b\"onclick=x", "" },
		{ "https://github.com/a/b'x", "" },
		{ "https://github.com/a/<b>", "" },
		{ "https://github.com/a/b c", "" },
		{ "https://github.com/a/{oid}", "" },
		{ "https://gitlab.\"x/a/b", "" },
		{ "https://gitlab.x@y/a/b", "" },
		{ "https://git.kernel.org/x/git.git", "" },
		{ "https://git.sr.ht/a/b", "" },
		{ "javascript:alert(1)", "" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf out = BUF_INIT;

		forge_guess(rows[i].remote, &out);
		if (strcmp(out.data, rows[i].template) != 0)
			fail_msg("'%s': '%s'", rows[i].remote, out.data);
		buf_release(&out);
	}
}

static void test_addresses(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	forge_add_url("https://example.org/{oid}?h={oid}#x", "abc", &out);
	assert_string_equal(out.data, "https://example.org/abc?h=abc#x");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_templates),
		cmocka_unit_test(test_of_a_repository),
		cmocka_unit_test(test_guesses),
		cmocka_unit_test(test_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
