/* SPDX-License-Identifier: MIT */
/* Pieces of text, lines, the search for many words, and finds kept once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/automaton.h"
#include "audit/evidence/finding.h"
#include "audit/evidence/lines.h"

static const char *const words[] = { "he",  "she", "his",         "hers",
				     "ai",  "gpt", "claude code", "(x)",
				     "a-b", "b",   "T-" };

/* want: "word@start " for each find, in the order of ends */
static const struct {
	const char *text, *want;
} scans[] = {
	{ "", "" },
	{ "he", "he@0 " },
	{ "ushers", "" },
	{ "he she hers", "he@0 she@3 hers@7 " },
	{ "AI, again; ai2 ai-x xai", "ai@0 ai@11 ai@15 " },
	{ "gpt4 gpt-4 gpts", "gpt@0 gpt@5 " },
	{ "Claude_Code claude\ncode", "claude code@0 claude code@12 " },
	{ "f(x) (x)y", "(x)@1 (x)@5 " },
	{ "a-b a b", "a-b@0 b@2 a-b@4 b@6 " },
	{ "x\\nai", "ai@3 " },
	{ "xnai", "" },
	{ "\xc3\xa9"
	  "ai\xc3\xa9",
	  "ai@2 " },
	{ "T-1", "T-@0 " },
};

static void take_hit(void *context, size_t value, size_t start, size_t end)
{
	assert_int_equal(end - start, strlen(words[value]));
	buf_addf(context, "%s@%zu ", words[value], start);
}

static void test_automaton(void **state)
{
	struct automaton *automaton = automaton_new();
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		automaton_add(automaton, words[i], strlen(words[i]), i);
	automaton_seal(automaton);
	for (size_t i = 0; i < sizeof(scans) / sizeof(*scans); i++) {
		buf_clear(&got);
		automaton_scan(automaton, scans[i].text, strlen(scans[i].text),
			       take_hit, &got);
		if (strcmp(got.data, scans[i].want) != 0)
			fail_msg("'%s' gives '%s'", scans[i].text, got.data);
	}
	automaton_free(automaton);
	automaton_free(NULL);
	buf_release(&got);
}

static void count_hit(void *context, size_t value, size_t start, size_t end)
{
	(void)start;
	(void)end;
	*(size_t *)context += value;
}

/* The same word twice is found twice; every byte may be in a text. */
static void test_automaton_edges(void **state)
{
	struct automaton *automaton = automaton_new();
	char text[512];
	size_t sum = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)i;
	automaton_add(automaton, "\x01\x02", 2, 1);
	automaton_add(automaton, "\x01\x02", 2, 10);
	automaton_add(automaton, "\xff", 1, 100);
	automaton_seal(automaton);
	automaton_scan(automaton, text, sizeof(text), count_hit, &sum);
	assert_int_equal(sum, 222);
	automaton_free(automaton);
	automaton = automaton_new();
	automaton_seal(automaton);
	automaton_scan(automaton, text, sizeof(text), count_hit, &sum);
	assert_int_equal(sum, 222);
	automaton_free(automaton);
}

static void test_spans(void **state)
{
	struct span text = span_of("  Co_Authored By\t");

	(void)state;
	assert_true(span_is(span_trim(text), "co-authored-by"));
	assert_false(span_is(span_trim(text), "co-authored-b"));
	assert_true(span_starts(span_trim(text), "CO AUTHORED"));
	assert_true(span_ends(span_trim(text), "_by"));
	assert_false(span_ends(span_of("y"), "by"));
	assert_int_equal(span_strip(span_of("**a*"), "*").len, 1);
	assert_int_equal(span_strip(span_of("***"), "*").len, 0);
	assert_int_equal(span_find(span_of("ab"), 'b'), 1);
	assert_int_equal(span_find(span_of(""), 'b'), 0);
	assert_int_equal(span_find_text(span_of("abc"), "bc"), 1);
	assert_int_equal(span_find_text(span_of("abc"), "x"), 3);
	assert_false(span_has_alnum(span_of("\xf0\x9f\xa4\x96 -> ")));
	assert_true(span_has_alnum(span_of(" 1")));
	/* a character is never cut in two */
	assert_int_equal(span_clip(span_of("a\xc3\xa9"), 2).len, 1);
	assert_int_equal(span_clip(span_of("a\xc3\xa9"), 3).len, 3);
	assert_int_equal(span_clip(span_of("\xc3\xa9"), 0).len, 0);
}

/* want: each line in brackets, then the title's index and "1" if alone */
static const struct {
	const char *text, *want;
} messages[] = {
	{ "", "0" },
	{ "t", "[t]01" },
	{ "t\n", "[t]01" },
	{ "t\n\n", "[t][]01" },
	{ "\n\nt\n", "[][][t]21" },
	{ "t\nb", "[t][b]0" },
	{ "t\n\nb\n", "[t][][b]0" },
	{ "\n", "[]1" },
	{ " \nt\r\n", "[ ][t\r]11" },
};

static void test_lines(void **state)
{
	struct lines lines = { 0 };
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++) {
		lines_read(&lines, span_of(messages[i].text));
		buf_clear(&got);
		for (size_t n = 0; n < lines.n_lines; n++) {
			struct span line = lines_get(&lines, n);

			buf_addf(&got, "[%.*s]", (int)line.len, line.at);
			assert_int_equal(lines_find(&lines, lines.starts[n]),
					 n);
		}
		assert_int_equal(lines_get(&lines, lines.n_lines).len, 0);
		buf_addf(&got, "%zu%s", lines.title,
			 lines_is_one(&lines) ? "1" : "");
		if (strcmp(got.data, messages[i].want) != 0)
			fail_msg("'%s' gives '%s'", messages[i].text, got.data);
	}
	lines_release(&lines);
	buf_release(&got);
}

static void add(struct findings *findings, enum signal_class class,
		const char *tool, const char *role, size_t line)
{
	const struct finding finding = { .class = class,
					 .tool = span_of(tool),
					 .model = span_of(""),
					 .role = role,
					 .spot = { "body", line, 0 },
					 .text = span_of("text") };

	findings_add(findings, &finding);
}

static void test_findings(void **state)
{
	const struct declaration no = { .spot = { "body", 9, 0 },
					.key = span_of("k"),
					.value = span_of("v"),
					.says = DECLARE_NO };
	struct findings findings = { 0 };

	(void)state;
	add(&findings, CLASS_DECLARED, "a", NULL, 5);
	add(&findings, CLASS_DECLARED, "a", NULL, 3);     /* stays */
	add(&findings, CLASS_DECLARED, "b", NULL, 3);     /* stays */
	add(&findings, CLASS_IDENTITY, "a", NULL, 4);     /* stays */
	add(&findings, CLASS_DECLARED, "a", "signer", 5); /* stays */
	add(&findings, CLASS_MENTION, "a", NULL, 4);      /* beside a better */
	add(&findings, CLASS_MENTION, "a", NULL, 9);      /* beside a "no" */
	add(&findings, CLASS_MENTION, "a", NULL, 7);      /* stays */
	add(&findings, CLASS_MENTION, "a", NULL, 8);
	findings_declare(&findings, &no);
	findings_sort(&findings);
	assert_int_equal(findings.n_items, 5);
	assert_int_equal(findings.items[0].spot.line, 3);
	assert_true(span_is(findings.items[1].tool, "b"));
	assert_int_equal(findings.items[2].class, CLASS_IDENTITY);
	assert_string_equal(findings.items[3].role, "signer");
	assert_int_equal(findings.items[4].spot.line, 7);
	assert_int_equal(findings.n_declarations, 1);
	findings_clear(&findings);
	findings_sort(&findings);
	assert_int_equal(findings.n_items + findings.n_declarations, 0);
	findings_release(&findings);
}

static void test_long_text(void **state)
{
	struct findings findings = { 0 };
	struct finding finding = { .model = span_of(""), .tool = span_of("") };
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < FINDING_MAX_TEXT; i++)
		buf_add_str(&text, "\xc3\xa9");
	finding.text = (struct span){ text.data, text.len };
	findings_add(&findings, &finding);
	assert_int_equal(findings.items[0].text.len, FINDING_MAX_TEXT);
	finding.text = span_cut(finding.text, 1, text.len);
	findings_add(&findings, &finding);
	assert_int_equal(findings.items[1].text.len, FINDING_MAX_TEXT - 1);
	findings_release(&findings);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_automaton),
		cmocka_unit_test(test_automaton_edges),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_long_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
