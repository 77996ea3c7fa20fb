/* SPDX-License-Identifier: MIT */
/* Identities map to people by git's rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/git/mailmap.h"

struct row {
	const char *map, *name, *email;
	const char *new_name, *new_email; /* both NULL: no line matched */
};

static const struct row rows[] = {
	{ "", "A", "a@x", NULL, NULL },
	/* the four forms */
	{ "Ada <a@x>", "A", "a@x", "Ada", "a@x" },
	{ "<ada@x> <a@x>", "A", "a@x", "A", "ada@x" },
	{ "Ada <ada@x> <a@x>", "A", "a@x", "Ada", "ada@x" },
	{ "Ada <ada@x> A <a@x>", "A", "a@x", "Ada", "ada@x" },
	{ "Ada <ada@x> A <a@x>", "B", "a@x", NULL, NULL },
	{ "<ada@x> A <a@x>", "A", "a@x", "A", "ada@x" },
	/* case */
	{ "Ada <ada@x> A <A@X>", "a", "a@x", "Ada", "ada@x" },
	{ "Ada <Ada@X>", "A", "aDA@x", "Ada", "aDA@x" },
	{ "Ada <\xc3\x81@x>", "A", "\xc3\xa1@x", NULL, NULL },
	/* comments */
	{ "# Ada <a@x>", "A", "a@x", NULL, NULL },
	{ " # Ada <a@x>", "A", "a@x", "# Ada", "a@x" },
	{ "Ada # L <ada@x> <a@x> # c", "A", "a@x", "Ada # L", "ada@x" },
	/* a name that matches beats one for any name; later beats earlier */
	{ "Any <a@x>\nAda <ada@x> A <a@x>", "A", "a@x", "Ada", "ada@x" },
	{ "Ada <ada@x> A <a@x>\nAny <a@x>", "A", "a@x", "Ada", "ada@x" },
	{ "Any <a@x>\nAda <ada@x> A <a@x>", "B", "a@x", "Any", "a@x" },
	{ "One <a@x>\nTwo <a@x>", "A", "a@x", "Two", "a@x" },
	{ "One <one@x> <a@x>\n<two@x> <a@x>", "A", "a@x", "One", "two@x" },
	{ "One <one@x> <a@x>\nTwo <a@x>", "A", "a@x", "Two", "one@x" },
	{ "One <one@x> A <a@x>\n<two@x> A <A@x>", "A", "a@x", "A", "two@x" },
	/* blanks */
	{ "\t Ada \r <ada@x>\tA \t<a@x>\r", "A", "a@x", "Ada", "ada@x" },
	{ "Ada <a@x>\r\n", "A", "a@x", "Ada", "a@x" },
	{ "Ada < a@x >", "A", "a@x", NULL, NULL },
	{ "Ada < a@x >", "A", " a@x ", "Ada", " a@x " },
	{ " <ada@x>  <a@x>", "A", "a@x", "A", "ada@x" },
	/* brackets */
	{ "Ada a@x>", "A", "a@x", NULL, NULL },
	{ "Ada <a@x", "A", "a@x", NULL, NULL },
	{ "Ada <>", "A", "", NULL, NULL },
	{ "Ada <a@x> <>", "A", "", "Ada", "a@x" },
	{ "Ada <a@x> b", "A", "a@x", "Ada", "a@x" },
	{ "Ada <a@x> b <c", "A", "a@x", "Ada", "a@x" },
	{ "Ada <<a@x>", "A", "<a@x", "Ada", "<a@x" },
	{ "Ada <ada@x> <a@x> <b@x>", "A", "b@x", NULL, NULL },
	{ "Ada <ada@x> > <a@x>", ">", "a@x", "Ada", "ada@x" },
	{ "<a@x>", "A", "a@x", NULL, NULL },
	/* no mail is the beginning of another */
	{ "Ada <a@x>\nBob <a@xy>", "A", "a@xy", "Bob", "a@xy" },
	{ "Ada <a@x>", "A", "a@", NULL, NULL },
};

static void check(const struct mailmap *map, const struct row *row)
{
	const char *name, *email;
	bool found = mailmap_resolve(map, row->name, row->email, &name, &email);

	if (found != (row->new_name != NULL))
		fail_msg("'%s': found %d", row->map, found);
	if (!found && (name != row->name || email != row->email))
		fail_msg("'%s': not the arguments", row->map);
	if (row->new_name && (strcmp(name, row->new_name) != 0 ||
			      strcmp(email, row->new_email) != 0))
		fail_msg("'%s': '%s' <%s>", row->map, name, email);
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct mailmap *map = mailmap_new();

		mailmap_add(map, rows[i].map, strlen(rows[i].map));
		check(map, &rows[i]);
		mailmap_free(map);
	}
	mailmap_free(NULL);
}

static void test_later_text_overrides(void **state)
{
	static const char first[] = "One <one@x> <a@x>\nBob <b@x>\n";
	static const char second[] = "Two <a@x>\n";
	static const struct row after[] = {
		{ "after both", "A", "a@x", "Two", "one@x" },
		{ "after both", "B", "b@x", "Bob", "b@x" },
	};
	struct mailmap *map = mailmap_new();

	(void)state;
	mailmap_add(map, first, strlen(first));
	mailmap_add(map, "", 0);
	mailmap_add(map, second, strlen(second));
	check(map, &after[0]);
	check(map, &after[1]);
	mailmap_free(map);
}

static void test_nul_ends_text(void **state)
{
	static const struct row cut = { "cut", "A", "a@x", NULL, NULL };
	struct mailmap *map = mailmap_new();

	(void)state;
	mailmap_add(map, "\n\0Ada <a@x>\n", 12);
	check(map, &cut);
	mailmap_free(map);
}

/* Many lines, half of them for one mail. */
static void test_many(void **state)
{
	enum { N = 100000 };
	static const struct row rows_of_many[] = {
		{ "many", "x", "m77777@x", "Name 77777", "m77777@x" },
		{ "many", "old 77777", "one@x", "New 77777", "new@x" },
		{ "many", "old", "one@x", NULL, NULL },
	};
	struct mailmap *map = mailmap_new();
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = N; i > 0; i--)
		buf_addf(&text,
			 "Name %d <m%d@x>\nNew %d <new@x> Old %d <one@x>\n", i,
			 i, i, i);
	mailmap_add(map, text.data, text.len);
	for (size_t i = 0; i < 3; i++)
		check(map, &rows_of_many[i]);
	mailmap_free(map);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_later_text_overrides),
		cmocka_unit_test(test_nul_ends_text),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
