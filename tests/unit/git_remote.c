/* SPDX-License-Identifier: MIT */
/* What is kept of a remote's address, and that no secret is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/git/remote.h"

static const struct {
	const char *url, *kept;
} rows[] = {
	{ "https://github.com/git/git.git", "https://github.com/git/git.git" },
	{ "https://jane:secret@h.org:8443/p", "https://h.org:8443/p" },
	{ "https://token@h.org/p?x=secret#y", "https://h.org/p" },
	{ "https://a@b:c@h.org/p", "https://h.org/p" },
	{ "https://h.org?token=secret", "https://h.org" },
	{ "https://h.org/~jane/@x", "https://h.org/~jane/@x" },
	{ "http://h.org/p", "http://h.org/p" },
	{ "git://git.kernel.org/pub/scm/git/git.git",
	  "git://git.kernel.org/pub/scm/git/git.git" },
	{ "ssh://git@h.org:22/p.git", "ssh://h.org:22/p.git" },
	{ "git@github.com:git/git.git", "ssh://github.com/git/git.git" },
	{ "github.com:/git/git.git", "ssh://github.com/git/git.git" },
	{ "/srv/git/p.git", "" },
	{ "../p", "" },
	{ "p", "" },
	{ "file:///srv/git/p.git", "" },
	{ "C:\\git\\p", "" },
	{ "javascript:alert(1)", "ssh://javascript/alert(1)" },
	{ "ext::sh -c x", "" },
	{ "https://", "" },
	{ "https://@/", "" },
	{ "https://h.org/a b", "" },
	{ "https://h.org/\n", "" },
	{ "https://h.org/\xc3\xbc", "" },
	{ "", "" },
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf out = BUF_INIT;

		remote_clean(rows[i].url, &out);
		if (strcmp(out.data, rows[i].kept) != 0)
			fail_msg("'%s': '%s', not '%s'", rows[i].url, out.data,
				 rows[i].kept);
		buf_release(&out);
	}
}

/* No address is longer than what a reader would look at. */
static void test_long(void **state)
{
	struct buf url = BUF_INIT, out = BUF_INIT;

	(void)state;
	buf_add_str(&url, "https://h.org/");
	while (url.len < 2000)
		buf_add_char(&url, 'x');
	remote_clean(url.data, &out);
	assert_string_equal(out.data, "");
	buf_release(&url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
