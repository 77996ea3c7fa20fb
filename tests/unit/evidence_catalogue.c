/* SPDX-License-Identifier: MIT */
/* The catalogue: each row finds what it is for; rows added and taken out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/branch.h"
#include "audit/evidence/identity.h"
#include "audit/evidence/reading.h"
#include "audit/evidence/signals_file.h"

static struct catalogue *sealed(void)
{
	struct catalogue *catalogue = catalogue_new();

	catalogue_seal(catalogue);
	return catalogue;
}

/* A value that a key's grammar takes. */
static const char *value_for(enum signal_grammar grammar)
{
	switch (grammar) {
	case GRAMMAR_PERSON:
		return "Claude <noreply@anthropic.com>";
	case GRAMMAR_KINDS:
		return "code";
	default:
		return "Claude Code";
	}
}

/* A message that a row is for; false where it is for something else. */
static bool make_message(const struct signal *row, struct buf *text)
{
	enum signal_grammar grammar;
	struct span rest;
	struct span key = signal_part(row, &grammar, &rest);

	buf_clear(text);
	buf_add_str(text, "title\n\nbody.\n\n");
	switch (row->kind) {
	case SIGNAL_KEY:
		buf_addf(text, "%.*s: %s\n", (int)key.len, key.at,
			 rest.len ? rest.at : value_for(grammar));
		return true;
	case SIGNAL_SESSION:
		buf_addf(text, "%s123\n", row->matcher);
		return true;
	case SIGNAL_FOOTER:
		buf_addf(text, "%s\n", row->matcher);
		return true;
	case SIGNAL_PHRASE:
		buf_addf(text, "%.*s%s\n", (int)key.len, key.at,
			 grammar == GRAMMAR_TOOL   ? " Claude"
			 : grammar == GRAMMAR_SAYS ? ": some"
						   : "");
		return true;
	case SIGNAL_WORD:
	case SIGNAL_MODEL:
		buf_addf(text, "Assisted-by: %s\n", row->matcher);
		return row->class != CLASS_AUTOMATION;
	default:
		return false;
	}
}

/* A row may be found by one that says the same and stands before it. */
static bool is_found(const struct findings *findings, const struct signal *row)
{
	for (size_t i = 0; i < findings->n_items; i++) {
		const struct finding *item = &findings->items[i];

		if (item->class == row->class &&
		    (!*row->tool || span_is(item->tool, row->tool)))
			return true;
		/* words show in the finds of the key */
		if ((row->kind == SIGNAL_WORD || row->kind == SIGNAL_MODEL) &&
		    item->class == CLASS_DECLARED &&
		    span_is(item->tool, row->tool))
			return true;
	}
	return findings->n_declarations > 0;
}

static void test_texts_find(void **state)
{
	struct catalogue *catalogue = sealed();
	struct reading *reading = reading_new(catalogue);
	struct findings findings = { 0 };
	struct buf text = BUF_INIT;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_n(catalogue); i++) {
		const struct signal *row = catalogue_row(catalogue, i);

		if (!make_message(row, &text))
			continue;
		findings_clear(&findings);
		reading_message(reading, text.data, text.len, &findings);
		findings_sort(&findings);
		if (!is_found(&findings, row))
			fail_msg("%s '%s' is not found in '%s'",
				 signal_kind_name(row->kind), row->matcher,
				 text.data);
		n++;
	}
	assert_true(n > 150);
	findings_release(&findings);
	reading_free(reading);
	catalogue_free(catalogue);
	buf_release(&text);
}

/* Name and address that a row is for; false where it is for no identity. */
static bool make_identity(const struct signal *row, struct buf *name,
			  struct buf *email)
{
	buf_clear(name);
	buf_clear(email);
	buf_add_str(name, "Jane Doe");
	buf_add_str(email, "jane@doe.org");
	switch (row->kind) {
	case SIGNAL_EMAIL:
		buf_clear(email);
		buf_add_str(email, row->matcher);
		return true;
	case SIGNAL_SLUG:
		buf_clear(email);
		buf_addf(email, "%s%s@users.noreply.github.com",
			 strchr(row->matcher, '+') ? "" : "123+", row->matcher);
		return true;
	case SIGNAL_SUFFIX:
		buf_add_str(name, row->matcher);
		return true;
	case SIGNAL_NAME:
	case SIGNAL_PREFIX:
		buf_clear(name);
		buf_add_str(name, row->matcher);
		return true;
	default:
		return false;
	}
}

static void test_identities_find(void **state)
{
	struct catalogue *catalogue = sealed();
	struct buf name = BUF_INIT, email = BUF_INIT;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_n(catalogue); i++) {
		const struct signal *row = catalogue_row(catalogue, i);
		const struct signal *found, *maybe;

		if (!make_identity(row, &name, &email))
			continue;
		found = identity_find(catalogue, span_of(name.data),
				      span_of(email.data), &maybe);
		if (found != row)
			fail_msg("'%s' is not found in '%s <%s>'", row->matcher,
				 name.data, email.data);
		n++;
	}
	assert_true(n > 120);
	buf_release(&name);
	buf_release(&email);
	catalogue_free(catalogue);
}

/* No two rows of a kind are for the same text. */
static void test_rows_differ(void **state)
{
	struct catalogue *catalogue = sealed();

	(void)state;
	for (size_t i = 0; i < catalogue_n(catalogue); i++) {
		const struct signal *row = catalogue_row(catalogue, i);

		assert_true(*row->source);
		assert_int_equal(catalogue_number(catalogue, row), i + 1);
		for (size_t j = 0; j < i; j++) {
			const struct signal *other =
				catalogue_row(catalogue, j);

			if (other->kind == row->kind &&
			    span_is(span_of(other->matcher), row->matcher))
				fail_msg("'%s' is there twice", row->matcher);
		}
	}
	catalogue_free(catalogue);
}

static void test_hash(void **state)
{
	const struct signal row = { "Robo",         SIGNAL_EMAIL,
				    CLASS_IDENTITY, "robo@robo.example",
				    "2026-01-01",   "test" };
	struct catalogue *one = catalogue_new(), *other = catalogue_new();
	struct err err = ERR_INIT;

	(void)state;
	assert_true(catalogue_hash(one) == catalogue_hash(other));
	assert_int_equal(catalogue_add(other, &row, &err), 0);
	assert_true(catalogue_hash(one) != catalogue_hash(other));
	assert_int_equal(catalogue_add(other, &row, &err), 0);
	assert_int_equal(catalogue_n(other), catalogue_n(one) + 1);
	assert_int_equal(catalogue_remove(other, "ROBO@robo.example"), 1);
	assert_true(catalogue_hash(one) == catalogue_hash(other));
	assert_int_equal(catalogue_remove(other, "robo@robo.example"), 0);
	assert_true(catalogue_remove_tool(other, "Claude") > 10);
	assert_true(catalogue_hash(one) != catalogue_hash(other));
	catalogue_free(one);
	catalogue_free(other);
}

static const struct {
	enum signal_kind kind;
	const char *matcher;
	int ret;
} matchers[] = {
	{ SIGNAL_EMAIL, "", -1 },         { SIGNAL_FOOTER, "ab", -1 },
	{ SIGNAL_SUFFIX, " x", -1 },      { SIGNAL_PREFIX, "x", -1 },
	{ SIGNAL_SESSION, "ht", -1 },     { SIGNAL_PHRASE, "x <tool>", -1 },
	{ SIGNAL_KEY, ": <person>", -1 }, { SIGNAL_FOOTER, "abc", 0 },
	{ SIGNAL_WORD, "x", 0 },          { SIGNAL_KEY, "X", 0 },
};

static void test_matchers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(matchers) / sizeof(*matchers); i++) {
		const struct signal row = { "",
					    matchers[i].kind,
					    CLASS_MENTION,
					    matchers[i].matcher,
					    NULL,
					    "test" };
		struct catalogue *catalogue = catalogue_new();
		struct err err = ERR_INIT;

		assert_int_equal(catalogue_add(catalogue, &row, &err),
				 matchers[i].ret);
		catalogue_seal(catalogue);
		catalogue_free(catalogue);
	}
}

static const struct {
	enum signal_kind kind;
	const char *matcher, *key, *text;
	enum signal_grammar grammar;
} parts[] = {
	{ SIGNAL_KEY, "A-b", "A-b", "", GRAMMAR_ANY },
	{ SIGNAL_KEY, "A-b: *", "A-b", "", GRAMMAR_ANY },
	{ SIGNAL_KEY, "A-b: <person>", "A-b", "", GRAMMAR_PERSON },
	{ SIGNAL_KEY, "A-b: <assistant>", "A-b", "", GRAMMAR_ASSISTANT },
	{ SIGNAL_KEY, "A b: <says>", "A b", "", GRAMMAR_SAYS },
	{ SIGNAL_KEY, "A: <kinds>", "A", "", GRAMMAR_KINDS },
	{ SIGNAL_KEY, "A: https://x: y", "A", "https://x: y", GRAMMAR_TEXT },
	{ SIGNAL_KEY, "A: <other>", "A", "<other>", GRAMMAR_TEXT },
	{ SIGNAL_PHRASE, "found by <tool>", "found by", "", GRAMMAR_TOOL },
	{ SIGNAL_PHRASE, "no AI <no>", "no AI", "", GRAMMAR_NO },
	{ SIGNAL_PHRASE, "a < b", "a < b", "", GRAMMAR_ANY },
	{ SIGNAL_FOOTER, "a: <person>", "a: <person>", "", GRAMMAR_ANY },
};

static void test_parts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		const struct signal row = { "",
					    parts[i].kind,
					    CLASS_MENTION,
					    parts[i].matcher,
					    NULL,
					    "" };
		enum signal_grammar grammar;
		struct span text;
		struct span key = signal_part(&row, &grammar, &text);

		if (!span_is(key, parts[i].key) ||
		    !span_is(text, parts[i].text) ||
		    grammar != parts[i].grammar)
			fail_msg("'%s'", parts[i].matcher);
	}
}

static void test_names(void **state)
{
	enum signal_kind kind;
	enum signal_class class;

	(void)state;
	for (int i = 0; i < N_SIGNAL_KINDS; i++) {
		assert_true(signal_kind_find(
			signal_kind_name((enum signal_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	for (int i = 0; i < N_SIGNAL_CLASSES; i++) {
		assert_true(signal_class_find(
			signal_class_name((enum signal_class)i), &class));
		assert_int_equal(class, i);
		assert_int_equal(signal_is_counted(class), i < 5);
	}
	assert_false(signal_kind_find("x", &kind));
	assert_false(signal_class_find("", &class));
}

/* A policy has sections of others; a file of signals has not. */
static void test_policy(void **state)
{
	struct catalogue *catalogue = catalogue_new();
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	size_t n = catalogue_n(catalogue);

	(void)state;
	buf_add_str(&text, "[policy]\n\tname = x\n[ai]\n\ttool = My Tool\n"
			   "[rule \"r\"]\n\tkind = forbid-ai\n");
	assert_int_equal(signals_file_apply(catalogue, "p", &text, true, &err),
			 0);
	assert_int_equal(catalogue_n(catalogue), n + 1);
	assert_int_equal(signals_file_apply(catalogue, "p", &text, false, &err),
			 -1);
	assert_string_equal(err.msg,
			    "p:1: no such section; README, 'How AI assistance "
			    "is found', says what may stand there");
	catalogue_free(catalogue);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts_find),
		cmocka_unit_test(test_identities_find),
		cmocka_unit_test(test_rows_differ),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_matchers),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_policy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
