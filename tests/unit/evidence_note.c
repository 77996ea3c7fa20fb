/* SPDX-License-Identifier: MIT */
/* Notes of AI tools: who, and how many lines of which path; and none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/evidence/json.h"
#include "audit/evidence/note_text.h"

#define HEAD "\n---\n{\"schema_version\":\"authorship/3.0.0\","

/* want: "tool/model;" for each agent, "path N;" for each entry of AI */
static const struct {
	const char *text, *want;
} rows[] = {
	{ "", "" },
	{ "\n", "" },
	{ "review: looks good\n", "" },
	{ "{", "" },
	{ "[]", "" },
	{ HEAD "\"prompts\":{}}", "" },
	{ "---\n{\"prompts\":{},\"sessions\":{}}", "" },
	{ "a.c\n  h_0123 1-8" HEAD "\"prompts\":{},\"humans\":{\"h_0123\":{}}}",
	  "" },
	{ "a.c\n  s_01234567890123::t_1 1-8,12" HEAD
	  "\"prompts\":{},\"sessions\":{\"s_0\":{\"agent_id\":{\"tool\":"
	  "\"claude\",\"id\":\"x\",\"model\":\"opus-4\"}}}}",
	  "claude/opus-4;a.c 9;" },
	{ "\"a b.c\"\n  0123456789abcdef 1-4,9,12\nb.c\n  abcdef0 7" HEAD
	  "\"prompts\":{\"0123456789abcdef\":{\"agent_id\":{\"tool\":"
	  "\"cursor\",\"model\":\"gpt-5\"},\"messages\":[{\"t\":\"}]\\\"\"}]}}"
	  "}",
	  "cursor/gpt-5;a b.c 6;b.c 1;" },
	{ "a.c\n  0123456789ABCDEF 1-4\n  xyz 3" HEAD "\"prompts\":{\"a\":1}}",
	  "" },
	{ HEAD "\"sessions\":{\"a\":null,\"b\":\"x\",\"c\":{}}}", "/;" },
	{ "a.c\n  abcdef0 9-1,0,x,-3,99999999999" HEAD "\"prompts\":null}",
	  "" },
	{ HEAD "\"prompts\":[{\"agent_id\":{\"tool\":\"x\"}}]}", "" },
	{ HEAD "\"sessions\":{\"s\":{\"agent_id\":{\"tool\":\"x\"", "x/;" },
	/* agent-trace */
	{ "{\"version\":\"0.1.0\",\"tool\":{\"name\":\"cursor\"},\"files\":[{"
	  "\"path\":\"a.c\",\"conversations\":[{\"contributor\":{\"type\":"
	  "\"ai\",\"model_id\":\"m\"},\"ranges\":[{\"start_line\":1,"
	  "\"end_line\":4},{\"start_line\":9,\"end_line\":9,\"contributor\":{"
	  "\"type\":\"human\"}}]}]}]}",
	  "cursor/m;a.c 4;" },
	{ "{\"files\":[{\"path\":\"a.c\",\"conversations\":[{\"contributor\":"
	  "{\"type\":\"human\"},\"ranges\":[]}]}]}",
	  "" },
	{ "{\"files\":[{\"path\":\"a.c\",\"conversations\":[{\"ranges\":[{"
	  "\"start_line\":2,\"end_line\":3,\"contributor\":{\"type\":"
	  "\"ai\",\"model_id\":\"m\"}}]}]}]}",
	  "/m;a.c 2;" },
	/* agentblame */
	{ "{\"x\":[{\"category\": \"ai_generated\"}]}", "/;" },
	{ "{\"x\":[{\"category\": \"human\"}]}", "" },
};

static void take_agent(void *context, struct span tool, struct span model)
{
	buf_addf(context, "%.*s/%.*s;", (int)tool.len, tool.at, (int)model.len,
		 model.at);
}

static void take_lines(void *context, struct span path, int64_t n_lines)
{
	buf_addf(context, "%.*s %d;", (int)path.len, path.at, (int)n_lines);
}

static void test_rows(void **state)
{
	struct buf got = BUF_INIT;
	const struct note_reader reader = { &got, take_agent, take_lines };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		buf_clear(&got);
		note_text_read(span_of(rows[i].text), &reader);
		if (strcmp(got.data, rows[i].want) != 0)
			fail_msg("'%s' gives '%s'", rows[i].text, got.data);
	}
	buf_release(&got);
}

#ifdef __SANITIZE_ADDRESS__
enum { SIZE = 1024 * 1024 };
#else
enum { SIZE = 10 * 1024 * 1024 };
#endif

/* Texts that would take long, or deep, if time were not linear. */
static const struct {
	const char *head, *unit;
} hostiles[] = {
	{ "", "[" },
	{ "", "{\"a\":" },
	{ HEAD "\"prompts\":", "{\"a\":" },
	{ HEAD "\"prompts\":", "[" },
	{ HEAD "\"prompts\":{", "\"a\":{}," },
	{ HEAD "\"prompts\":{\"a\":{", "\"agent_id\":{}," },
	{ HEAD "\"a\":\"", "\\\"" },
	{ "", "a\n  abcdef0 " },
	{ "a\n  abcdef0 ", "1," },
	{ "", "\n---" },
	{ "{\"files\":[", "{\"path\":\"a\"}," },
	{ "{", "\"category\":" },
	{ "{\"category\"", ":" },
	{ "{", "\"files\"" },
};

static void test_hostile(void **state)
{
	struct buf got = BUF_INIT, text = BUF_INIT;
	const struct note_reader reader = { &got, take_agent, take_lines };

	(void)state;
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(*hostiles); i++) {
		const char *unit = hostiles[i].unit;

		buf_clear(&text);
		buf_clear(&got);
		buf_add_str(&text, hostiles[i].head);
		while (text.len < SIZE)
			buf_add_str(&text, unit);
		note_text_read((struct span){ text.data, text.len }, &reader);
	}
	buf_release(&text);
	buf_release(&got);
}

static void test_json(void **state)
{
	struct span object = span_of("{\"a\" : [1, {\"b\": 2}] ,\"c\":\"}\"}");
	struct span inside, item;

	(void)state;
	assert_int_equal(json_string(json_get(object, "c")).len, 1);
	assert_int_equal(json_get(object, "b").len, 0);
	inside = json_inside(json_get(object, "a"));
	assert_true(json_item(&inside, &item));
	assert_int_equal(json_number(item), 1);
	assert_true(json_item(&inside, &item));
	assert_int_equal(json_number(json_get(item, "b")), 2);
	assert_false(json_item(&inside, &item));
	assert_int_equal(json_number(span_of("9999999999")), 0);
	assert_int_equal(json_number(span_of("-1")), 0);
	assert_int_equal(json_inside(span_of("1")).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
