/* SPDX-License-Identifier: MIT */
/* Messages of up to ten megabytes that would take days in the square. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/reading.h"

/* unit is repeated until the message is full: 1 MiB, or 10 */
static const struct {
	const char *head, *unit, *tail;
	bool is_large;
} rows[] = {
	{ "t\n\n", "claude ", "", true },
	{ "t\n\n", "Assisted-by: ", "Claude\n", false },
	{ "t\n\n", "Assisted-by: Claude\n", "", false },
	{ "t\n\nAssisted-by: ", "Claude, ", "\n", false },
	{ "t\n\nAssisted-by: ", "(", "\n", false },
	{ "t\n\nAssisted-by: ", "<", "\n", false },
	{ "t\n\nAssisted-by: ", "@ ", "\n", false },
	{ "t\n\nAssisted-by: ", "a:", "\n", false },
	{ "t\n\nAssisted-by: ", "none ", "\n", false },
	{ "t\n\nAI-used-for: ", "code (", "\n", false },
	{ "t\n\nAI-used-for: ", "code,", "\n", false },
	{ "t\n\n", "AI-used-for: code\n", "", false },
	{ "t\n\n", "\\nAssisted-by: Claude", "", false },
	{ "t\n\n", " Assisted-by: Claude", "", false },
	{ "t ", "Co-authored-by: C <noreply@anthropic.com> ", "", false },
	{ "t\n\n", "  Co-authored-by: C <noreply@anthropic.com>\n", "", true },
	{ "t\n\n", "With the help of ", "Claude", false },
	{ "t\n\n", "Generated with Crush ", "", false },
	{ "t\n\n", "\xf0\x9f\xa4\x96 Generated with Crush", "", false },
	{ "t\n\n", "-", "Generated with Crush", true },
	{ "t\n\n", "https://ampcode.com/threads/T-", "", true },
	{ "t\n\n", "https://ampcode.com/threads/T-1 ", "", false },
	{ "t\n\n", "Found by ", "Claude", false },
	{ "t\n\n", "AI usage:\n", "none", false },
	{ "t\n\n", "AI usage:\n\n\n\n\n", "", false },
	{ "t\n\n", "No AI was used. ", "", false },
	{ "t\n\n", "No AI was used.\n", "", false },
	{ "t\n\n", "with the help of ai-agent", "", false },
	{ "t\n\n", "\n", "Assisted-by: Claude", true },
	{ "t\n\nClaude\n", "a:\n", "", false },
	{ "", "Example:\nhttps://ampcode.com/threads/T-1\n", "", false },
	{ "t\n\nCo-authored-by: ", "\xf0\x9f\x92\x98", " <a@b.org>\n", false },
	{ "t\n\nCo-authored-by: Claude", " + Claude", "\n", false },
	{ "t\n\nClaude\n", "\x80", "", false },
};

/* Checked memory is several times slower, and linear shows at less. */
#ifdef __SANITIZE_ADDRESS__
enum { SIZE = 128 * 1024 };
#else
enum { SIZE = 1024 * 1024 };
#endif
/* Seconds of processor. */
enum { MAX_SECONDS = 20, UNITS_AT_ONCE = 1024 };

static void build(size_t row, struct buf *text)
{
	struct buf piece = BUF_INIT;
	size_t size = rows[row].is_large ? 10 * (size_t)SIZE : SIZE;

	for (int i = 0; i < UNITS_AT_ONCE; i++)
		buf_add_str(&piece, rows[row].unit);
	buf_clear(text);
	buf_add_str(text, rows[row].head);
	while (text->len < size)
		buf_add(text, piece.data, piece.len);
	buf_add_str(text, rows[row].tail);
	buf_release(&piece);
}

static void test_time(void **state)
{
	struct catalogue *catalogue = catalogue_new();
	struct findings findings = { 0 };
	struct buf text = BUF_INIT;
	struct reading *reading;

	(void)state;
	catalogue_seal(catalogue);
	reading = reading_new(catalogue);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		clock_t start;

		build(i, &text);
		start = clock();
		findings_clear(&findings);
		reading_message(reading, text.data, text.len, &findings);
		findings_sort(&findings);
		start = (clock() - start) / CLOCKS_PER_SEC;
		if (start > MAX_SECONDS)
			fail_msg("row %zu: %d seconds", i, (int)start);
		for (size_t n = 0; n < findings.n_items; n++)
			assert_true(findings.items[n].text.len <=
				    (size_t)FINDING_MAX_TEXT);
	}
	reading_free(reading);
	findings_release(&findings);
	catalogue_free(catalogue);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_time) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
