/* SPDX-License-Identifier: MIT */
/* Names and addresses leave a text, and nothing else does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/alias.h"

struct row {
	enum alias_depth depth;
	const char *in, *out;
};

static const struct row rows[] = {
	{ ALIAS_ALL, "", "" },
	{ ALIAS_ALL, "Jane Doe", "Person 1" },
	{ ALIAS_ALL, "by JANE\nDOE.", "by Person 1." },
	{ ALIAS_ALL, "Jane Does not", "Jane Does not" },
	{ ALIAS_ALL, "MaryJane Doe", "MaryJane Doe" },
	{ ALIAS_ALL, "Jane Doe-Smith", "Person 3" },
	{ ALIAS_ALL, "Jane Doe <jane@x.org>", "Person 1 <person-1>" },
	{ ALIAS_ALL, "Jane Doe <jane@home.org>", "Person 1 <[e-mail]>" },
	{ ALIAS_ALL, "<Jane@X.org>, jane@localhost", "<person-1>, person-1" },
	/* an address that a known one begins */
	{ ALIAS_ALL, "jane@x.org.uk mary+jane@x.org", "[e-mail] [e-mail]" },
	{ ALIAS_ALL, "1+dependabot[bot]@users.noreply.github.com", "[e-mail]" },
	{ ALIAS_ALL, "what@HEAD npm@10.2.1 a@b actions/checkout@v4",
	  "what@HEAD npm@10.2.1 a@b actions/checkout@v4" },
	{ ALIAS_ALL, "mailto:a.b@c.org.", "mailto:[e-mail]." },
	{ ALIAS_ALL, "'a.b@c.org'", "'[e-mail]'" },
	/* one word */
	{ ALIAS_ALL, "Linus said linus, not Linuses",
	  "Person 2 said linus, not Linuses" },
	{ ALIAS_ALL, "me and the me", "me and the me" },
	{ ALIAS_ALL, "me", "Person 4" },
	{ ALIAS_ALL, "ME", "Person 6" },
	{ ALIAS_ALL, "LINUS, Linus", "Person 7, Person 2" },
	{ ALIAS_NAMES, "Linus", "Linus" },
	{ ALIAS_NAMES, "Jane Doe/Linus", "Person 1/Linus" },
	{ ALIAS_NAMES, "/home/jane@x.org @jane https://x.org/jane",
	  "/[e-mail] @jane https://x.org/jane" },
	/* another script has no blanks between words */
	{ ALIAS_ALL, "\xe6\x9e\x97\xe7\xbe\x8e\xe7\x8e\xb2\xe3\x81\xae",
	  "Person 5\xe3\x81\xae" },
	/* what leads to people */
	{ ALIAS_ALL, "see https://github.com/jane/x (and git+ssh://h/~j)",
	  "see [address] (and [address])" },
	{ ALIAS_ALL, "thanks @jane-d, @org/team", "thanks [login], [login]" },
	{ ALIAS_ALL, "Merge pull request #7 from jdoe/topic",
	  "Merge pull request #7 from [login]/topic" },
	{ ALIAS_ALL, "move from a/b", "move from a/b" },
	{ ALIAS_ALL, "\"Jane Doe\" \xff Jane Doe",
	  "\"Person 1\" \xff Person 1" },
};

static struct alias *make(void)
{
	struct alias *alias = alias_new();

	alias_add(alias, "", "nobody");
	alias_add(alias, "Jane Doe", "Person 1");
	alias_add(alias, "jane doe", "Person 9");
	alias_add(alias, "jane@x.org", "person-1");
	alias_add(alias, "jane@localhost", "person-1");
	alias_add(alias, "Linus", "Person 2");
	alias_add(alias, "Jane Doe-Smith", "Person 3");
	alias_add(alias, "me", "Person 4");
	alias_add(alias, "ME", "Person 6");
	alias_add(alias, "LINUS", "Person 7");
	alias_add(alias, "\xe6\x9e\x97\xe7\xbe\x8e\xe7\x8e\xb2", "Person 5");
	return alias;
}

static void test_rows(void **state)
{
	struct alias *alias = make();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf once = BUF_INIT, twice = BUF_INIT;

		alias_apply(alias, rows[i].depth, rows[i].in, &once);
		assert_string_equal(once.data, rows[i].out);
		alias_apply(alias, rows[i].depth, once.data, &twice);
		assert_string_equal(twice.data, rows[i].out);
		buf_release(&once);
		buf_release(&twice);
	}
	alias_free(alias);
	alias_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
