/* SPDX-License-Identifier: MIT */
/* What messages claim to take back: every shape, and what only looks so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/reverts/read.h"
#include "audit/reverts/read_name.h"
#include "audit/reverts/read_subject.h"

#define A "1111111111111111111111111111111111111111"
#define B "2222222222222222222222222222222222222222"

/*
 * A message, and its claims: "shape says by name", each ended by a
 * semicolon; before it * for a fallback, ~ for weak, ? for must_agree; after
 * it ^ and the kept parent.
 */
struct row {
	const char *subject, *body, *claims;
};

static void describe(const struct revert_claims *claims, struct buf *out)
{
	for (size_t i = 0; i < claims->n; i++) {
		const struct revert_claim *claim = &claims->items[i];

		buf_addf(
			out, "%s%s%s%s %s %s %s", claim->is_fallback ? "*" : "",
			claim->is_weak ? "~" : "", claim->must_agree ? "?" : "",
			revert_shape_name(claim->shape),
			revert_says_name(claim->says),
			revert_by_name(claim->by), claim->name);
		if (claim->kept)
			buf_addf(out, "^%s", claim->kept);
		buf_add_str(out, ";");
	}
}

static void read_rows(const struct row *rows)
{
	for (; rows->subject; rows++) {
		struct revert_claims claims = { 0 };
		struct buf message = BUF_INIT, found = BUF_INIT;

		buf_addf(&message, "%s\n%s", rows->subject, rows->body);
		revert_read(&claims, rows->subject, message.data);
		describe(&claims, &found);
		if (strcmp(found.data, rows->claims) != 0)
			print_error("in: %s\n", message.data);
		assert_string_equal(found.data, rows->claims);
		revert_claims_release(&claims);
		buf_release(&message);
		buf_release(&found);
	}
}

static void the_standard_line(void **state)
{
	static const struct row rows[] = {
		{ "Revert \"x: y\"", "\nThis reverts commit " A ".\n",
		  "standard revert id " A ";*subject revert subject x: y;" },
		{ "x: another word", "\nThis reverts commit " A ".\n",
		  "standard revert id " A ";" },
		{ "x: prose goes on",
		  "\nThis reverts commit " A " as it breaks\n"
		  "the build.\n",
		  "standard revert id " A ";" },
		{ "x: no full stop, CR LF", "\r\nThis reverts commit " A "\r\n",
		  "standard revert id " A ";" },
		{ "x: abbreviated", "\nThis reverts commit 1234567.\n",
		  "standard revert id 1234567;" },
		{ "x: capitals", "\nTHIS REVERTS COMMIT ABCDEF0.\n",
		  "standard revert id abcdef0;" },
		{ "x: too short for an id", "\nThis reverts commit 123456.\n",
		  "" },
		{ "x: too long for one", "\nThis reverts commit " A "11.\n",
		  "" },
		{ "x: a word of hex digits and more",
		  "\nThis reverts commit abcdefgh.\n", "" },
		{ "x: wrapped", "\nThis reverts commit\n" A ".\n",
		  "standard revert id " A ";" },
		{ "x: wrapped before", "\nThis reverts\ncommit " A ".\n",
		  "standard revert id " A ";" },
		{ "x: no paragraph is jumped over",
		  "\nThis reverts commit\n\n" A ".\n", "" },
		{ "x: reference",
		  "\nThis reverts commit 1234567 (\"x: (y)\", 2020-01-02).\n",
		  "reference revert id 1234567;" },
		{ "x: reference over two lines",
		  "\nThis reverts commit 1234567 (x: this is\nlong, 2020).\n",
		  "reference revert id 1234567;" },
		{ "x: merge",
		  "\nThis reverts commit " A ", reversing\n"
		  "changes made to " B ".\n",
		  "merge revert id " A "^" B ";" },
		{ "x: partial", "\nThis partially reverts commit " A ".\n",
		  "standard partial id " A ";" },
		{ "x: not a part of a word", "\nThis reverts commits.\n" A "\n",
		  "" },
		{ "x: subject instead", "\nThis reverts commit \"x: y\".\n",
		  "subject revert subject x: y;" },
		{ "x: twice the same",
		  "\nThis reverts commit " A ".\n\n"
		  "This reverts commit " A ".\n",
		  "standard revert id " A ";" },
		{ "x: the last of a range is in it",
		  "\nThis reverts commits 1234567.." B ".\n",
		  "plural revert id " B ";" },
		{ "x: so it is here",
		  "\nThis reverts commits 1234567^..." A ", and more.\n",
		  "plural revert id " A ";" },
		{ "x: an ellipsis is no range",
		  "\nThis reverts commit 1234567... as it breaks.\n",
		  "standard revert id 1234567;" },
		{ "x: the parent is another one",
		  "\nThis reverts commit 1234567^.\n"
		  "This reverts commit 1234567~2.\n",
		  "" },
		{ "x: several",
		  "\nThis reverts commit " A ".\n"
		  "This reverts commit " B ".\n",
		  "standard revert id " A ";standard revert id " B ";" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void lists_of_ids(void **state)
{
	static const struct row rows[] = {
		{ "x", "\nThis reverts commits " A " and\n" B ".\n",
		  "plural revert id " A ";plural revert id " B ";" },
		{ "x",
		  "\nThis reverts commits 1234567, 2345678, and 3456789.\n",
		  "plural revert id 1234567;plural revert id 2345678;"
		  "plural revert id 3456789;" },
		{ "x",
		  "\nThis reverts commit 1234567 (a), 2345678 (b)\n"
		  "and commit 3456789.\n",
		  "reference revert id 1234567;plural revert id 2345678;"
		  "plural revert id 3456789;" },
		{ "x",
		  "\nThis reverts commits:\n- 1234567 (\"a\")\n- 2345678\n"
		  "\nand 3456789 is something else.\n",
		  "plural revert id 1234567;plural revert id 2345678;" },
		{ "x", "\nThis reverts commits\n1234567\n2345678\n",
		  "plural revert id 1234567;plural revert id 2345678;" },
		{ "x: number behind the id is the same thing",
		  "\nThis reverts commit " A " #123\n",
		  "standard revert id " A ";" },
		{ "x: what follows is no list",
		  "\nThis reverts commit 1234567. 2345678 stays.\n",
		  "standard revert id 1234567;" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void subjects(void **state)
{
	static const struct row rows[] = {
		{ "Revert \"x: y\"", "", "*subject revert subject x: y;" },
		{ "Revert \"x (#12)\" (#13)", "",
		  "*subject revert subject x (#12);" },
		{ "hw/net: Revert \"x\"", "", "*subject revert subject x;" },
		{ "[stable] Revert \"x\"", "", "*subject revert subject x;" },
		{ "Revert 'x'", "", "*subject revert subject x;" },
		{ "Revert \"a \"b\" c\"", "",
		  "*subject revert subject a \"b\" c;" },
		{ "Revert \"Revert \"x\"\"", "",
		  "*subject reapply subject Revert \"x\";" },
		{ "Revert \"Revert \"Revert \"x\"\"\"", "",
		  "*subject revert subject Revert \"Revert \"x\"\";" },
		{ "Reapply \"x\"", "", "*subject reapply reverted x;" },
		{ "Revert \"Reapply \"x\"\"", "",
		  "*subject revert subject Reapply \"x\";" },
		{ "Reapply \"x\"", "\nThis reverts commit " A ".\n",
		  "standard reapply id " A ";*subject reapply reverted x;" },
		{ "Revert^2 \"x\"", "\nThis reverts commit " A ".\n",
		  "standard reapply id " A ";" },
		{ "Revert \"x: a long title that was cu\xe2\x80\xa6 (#9)", "",
		  "*subject-cut revert head x: a long title that was cu;" },
		{ "Revert \"x: cut within\xe2\x80\xa6\"", "",
		  "*subject-cut revert head x: cut within;" },
		{ "Revert 1234567", "", "*~subject-id revert id 1234567;" },
		{ "Revert commit 1234567 (x)", "",
		  "*~subject-id revert id 1234567;" },
		{ "x: revert 1234567", "", "*~subject-id revert id 1234567;" },
		{ "Reverted 1234567 and more", "",
		  "*~subject-id revert id 1234567;" },
		{ "revert: x: y", "", "*~?conventional revert subject x: y;" },
		{ "revert(ui)!: feat: y", "",
		  "*~?conventional revert subject feat: y;" },
		{ "Revert x: y", "", "*~?free revert subject x: y;" },
		{ "Back out y", "", "*~?free revert subject y;" },
		{ "hw/net: back out y", "",
		  "*~?free revert subject y;*~?free revert subject hw/net: "
		  "y;" },
		{ "Reland y", "", "*~?free reapply reverted y;" },
		{ "Partially revert \"x\"", "", "*subject partial subject x;" },
		{ "Revert PR #12 - y", "", "*~?pull-request revert pull 12;" },
		{ "fixup! Revert \"x\"", "", "" },
		{ "x: reverting is hard", "",
		  "*~?free revert subject is hard;"
		  "*~?free revert subject x: is hard;" },
		{ "Revert", "", "" },
		{ "Revert \"\"", "", "*~?free revert subject \"\";" },
		{ "reverted-words: x", "", "" },
		{ "", "", "" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void other_names(void **state)
{
	static const struct row rows[] = {
		{ "Revert \"x\"", "\nReverts #12\n",
		  "pull-request revert pull 12;*subject revert subject x;" },
		{ "Revert \"x\"", "\nReverts own-er/re.po#12\n",
		  "?pull-request revert pull 12;*subject revert subject x;" },
		{ "x: y", "\nThis also reverts #12\n",
		  "~?pull-request revert pull 12;" },
		{ "x: y",
		  "\nReverts https://example.org/o/r/commit/1234567ab\n",
		  "~?url revert id 1234567ab;" },
		{ "x: y",
		  "\nThis reverts commit https://example.org/o/r/commit/"
		  "1234567\n",
		  "?url revert id 1234567;" },
		{ "x: y", "\nReverts https://example.org/o/r/pull/12/files\n",
		  "?url revert pull 12;" },
		{ "x: y", "\nreverts r12345\n", "svn revert nothing r12345;" },
		{ "x: y", "\nThis reverts commit I" A ".\n",
		  "change-id revert nothing I" A ";" },
		{ "revert: x", "\nRefs: 1234567\n",
		  "~?refs revert id 1234567;*~?conventional revert subject "
		  "x;" },
		{ "x: y", "\nRefs: 1234567\n", "" },
		{ "x: y", "\nFixes: 1234567 (\"x\")\n",
		  "fixes revert id 1234567;" },
		{ "x: y", "\nfixes: commit 1234567, 2345678\nFixes: #12\n",
		  "fixes revert id 1234567;fixes revert id 2345678;" },
		{ "x: y", "\nFixes: " A "\n\nThis reverts commit " A ".\n",
		  "fixes revert id " A ";standard revert id " A ";" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void sentences(void **state)
{
	static const struct row rows[] = {
		{ "x: y", "\nFound by hand. This reverts commit\n1234567.\n",
		  "~?sentence revert id 1234567;" },
		{ "x: y", "\nSo this patch reverts 1234567.\n",
		  "~?sentence revert id 1234567;" },
		{ "x: y", "\nLet us revert most of 1234567.\n",
		  "~?sentence partial id 1234567;" },
		{ "x: y", "\nThis reverts the changes made in 1234567.\n",
		  "~?sentence revert id 1234567;" },
		{ "x: y", "\nPartly reverts 1234567.\n",
		  "~?sentence partial id 1234567;" },
		{ "x: y", "\nThis was reverted in 1234567.\n", "" },
		{ "x: y", "\nThis reverts to the schema of 1234567.\n", "" },
		{ "x: y", "\nThe option --revert 1234567 is new.\n", "" },
		{ "x: y", "\nSee branch revert-1234567-x.\n", "" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void what_claims_nothing(void **state)
{
	static const struct row rows[] = {
		{ "x: y", "\n    This reverts commit " A ".\n", "" },
		{ "x: y", "\n\tThis reverts commit " A ".\n", "" },
		{ "x: y", "\n> This reverts commit " A ".\n", "" },
		{ "x: y", "\n- This reverts commit " A ".\n", "" },
		{ "x: y", "\n* This reverts commit " A ".\n", "" },
		{ "x: y", "\n\"This reverts commit " A ".\"\n", "" },
		{ "x: y", "\n`This reverts commit " A ".`\n", "" },
		{ "x: y", "\n| This reverts commit " A ".\n", "" },
		{ "x: y", "\nThis reverts commit <sha>.\n", "" },
		{ "docs: how to revert", "\nCall git revert HEAD.\n", "" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void lists_of_squash_merges(void **state)
{
	static const struct row rows[] = {
		{ "x: y (#12)",
		  "\n* x: y\n\n* Revert \"z\"\n\nThis reverts commit " A ".\n\n"
		  "* typo\n",
		  "squash revert id " A ";" },
		{ "x: y (#12)",
		  "\n* Revert \"z\"\n\nThis reverts commit " A ".\n",
		  "squash revert id " A ";" },
		{ "Revert \"z\" (#12)",
		  "\n* Revert \"z\"\n\nThis reverts commit " A ".\n\n* typo\n",
		  "squash revert id " A ";*subject revert subject z;" },
		{ "x: a list of reasons is none",
		  "\n* slow\n* wrong\n\nThis reverts commit " A ".\n",
		  "standard revert id " A ";" },
		{ "x: nor is one of one reason",
		  "\n* slow\n\nThis reverts commit " A ".\n",
		  "standard revert id " A ";" },
		{ "x: what stands before is history",
		  "\nThis reverts commit " B ".\n\n* a\n\n* b\n\n"
		  "This reverts commit " A ".\n",
		  "standard revert id " B ";squash revert id " A ";" },
		{ 0 },
	};

	(void)state;
	read_rows(rows);
}

static void line_and_text_are_kept(void **state)
{
	struct revert_claims claims = { 0 };

	(void)state;
	revert_read(&claims, "x: y",
		    "\n\nx: y\n\nA line.\nThis reverts commit\n" A ".  \n\n"
		    "Reverts #12 \n");
	assert_int_equal(claims.n, 2);
	assert_int_equal(claims.items[0].line, 6);
	assert_string_equal(claims.items[0].text,
			    "This reverts commit\n" A ".");
	assert_int_equal(claims.items[1].line, 9);
	assert_string_equal(claims.items[1].text, "Reverts #12");
	revert_claims_release(&claims);
}

/* A message of n times a piece of text. */
static double seconds_to_read(const char *piece, size_t n)
{
	struct revert_claims claims = { 0 };
	struct buf message = BUF_INIT;
	clock_t start;
	double seconds;

	buf_add_str(&message, "x: y\n\n");
	for (size_t i = 0; i < n; i++)
		buf_add_str(&message, piece);
	start = clock();
	revert_read(&claims, "x: y", message.data);
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	assert_true(claims.n <= 2001);
	revert_claims_release(&claims);
	buf_release(&message);
	return seconds;
}

static void hostile_messages_take_no_longer(void **state)
{
	static const char *const pieces[] = {
		"This reverts commit " A ".\n",
		"This reverts commits " A " and ",
		"revert ",
		"reverts commit commit ",
		"This reverts commit 1234567 ((((",
		"* a\n\n",
		"Revert \"",
		"reverts a/",
		"\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
		assert_true(seconds_to_read(pieces[i], 100000) < 5);
}

static void names_end_where_they_end(void **state)
{
	static const struct {
		const char *text;
		int by; /* -1: no name */
		const char *name;
	} rows[] = {
		{ "1234567", BY_ID, "1234567" },
		{ "1234567, x", BY_ID, "1234567" },
		{ "`1234567`", BY_ID, "1234567" },
		{ "(1234567)", BY_ID, "1234567" },
		{ "1234567-x", -1, "" },
		{ "1234567/x", -1, "" },
		{ "1234567_x", -1, "" },
		{ "1234567- x", BY_ID, "1234567" },
		{ "#0123", BY_PULL, "0123" },
		{ "#1234567890", -1, "" },
		{ "a#12", -1, "" },
		{ "a/b#12", BY_PULL, "12" },
		{ "r1", -1, "" },
		{ "r12", BY_NOTHING, "r12" },
		{ "http://x/y/commit/123456", -1, "" },
		{ "http://x/y/merge_requests/7", BY_PULL, "7" },
		{ "", -1, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct read_name name = { 0 };
		bool is_name = read_name(rows[i].text, &name);

		assert_int_equal(is_name ? (int)name.by : -1, rows[i].by);
		if (is_name) {
			assert_int_equal(name.len, strlen(rows[i].name));
			assert_memory_equal(name.text, rows[i].name, name.len);
		}
	}
}

static void pull_requests_are_cut_off_subjects(void **state)
{
	static const struct {
		const char *subject, *shorter;
	} rows[] = {
		{ "x", "x" },
		{ "x (#1)", "x" },
		{ "x (#1) (#23) ", "x" },
		{ "x (#)", "x (#)" },
		{ "x (#1a)", "x (#1a)" },
		{ "(#1)", "" },
		{ "#1)", "#1)" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(read_subject_len(rows[i].subject,
						  strlen(rows[i].subject)),
				 strlen(rows[i].shorter));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_standard_line),
		cmocka_unit_test(lists_of_ids),
		cmocka_unit_test(subjects),
		cmocka_unit_test(other_names),
		cmocka_unit_test(sentences),
		cmocka_unit_test(what_claims_nothing),
		cmocka_unit_test(lists_of_squash_merges),
		cmocka_unit_test(line_and_text_are_kept),
		cmocka_unit_test(hostile_messages_take_no_longer),
		cmocka_unit_test(names_end_where_they_end),
		cmocka_unit_test(pull_requests_are_cut_off_subjects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
