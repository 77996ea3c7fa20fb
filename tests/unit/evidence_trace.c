/* SPDX-License-Identifier: MIT */
/* Records of agent-trace: who wrote what, and which of them are new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/base/utf8.h"
#include "audit/evidence/json.h"
#include "audit/evidence/trace_text.h"

#define FILES(conversations) \
	"{\"version\":\"0.1.0\",\"tool\":{\"name\":\"t\"},\"files\":[{" \
	"\"path\":\"a.c\",\"conversations\":[" conversations "]}]}"
#define BY(type) "\"contributor\":{\"type\":\"" type "\"}"
#define LINES(first, last) "\"start_line\":" first ",\"end_line\":" last

/* want: "path tool/model lines;" for each claim */
static const struct {
	const char *record, *want;
} rows[] = {
	{ "", "" },
	{ "{}", "" },
	{ "[1]", "" },
	{ "{\"files\":{}}", "" },
	{ "{\"files\":\"a.c\"}", "" },
	{ "{\"event\":\"session_start\",\"files\":[]}", "" },
	{ FILES(""), "" },
	{ FILES("{}"), "" },
	{ FILES("1,null,\"x\",[]"), "" },
	{ FILES("{" BY("ai") "}"), "a.c t/ 0;" },
	{ FILES("{" BY("mixed") "}"), "a.c t/ 0;" },
	{ FILES("{" BY("human") "}"), "" },
	{ FILES("{" BY("unknown") "}"), "" },
	{ FILES("{" BY("aid") "}"), "" },
	{ FILES("{\"contributor\":\"ai\"}"), "" },
	{ FILES("{" BY("ai") "},{" BY("human") "},{" BY("ai") "}"),
	  "a.c t/ 0;a.c t/ 0;" },
	{ FILES("{\"url\":\"https://x/}]\",\"contributor\":{\"model_id\":"
		"\"maker/m-1\",\"type\":\"ai\"},\"ranges\":[{" LINES(
			"3", "5") "},{" LINES("9", "9") "}]}"),
	  "a.c t/maker/m-1 4;" },
	{ FILES("{" BY("ai") ",\"ranges\":[]}"), "a.c t/ 0;" },
	{ FILES("{" BY("ai") ",\"ranges\":[{" LINES("5", "3") "},{" LINES(
		  "0", "3") "},{" LINES("-1", "3") "},{}]}"),
	  "a.c t/ 0;" },
	/* the contributor of a range overrules */
	{ FILES("{" BY("ai") ",\"ranges\":[{" LINES("1",
						    "4") "," BY("human") "}]}"),
	  "" },
	{ FILES("{" BY("ai") ",\"ranges\":[{" LINES("1", "4") "," BY(
		  "human") "},{" LINES("7", "8") "}]}"),
	  "a.c t/ 2;" },
	{ FILES("{" BY("human") ",\"ranges\":[{" LINES("1", "4") "},{" LINES(
		  "7", "8") ",\"contributor\":{\"type\":\"ai\",\"model_id\":"
			    "\"m\"}}]}"),
	  "a.c t/m 2;" },
	{ FILES("{\"ranges\":[{" LINES("7", "8") "," BY("mixed") "}]}"),
	  "a.c t/ 2;" },
	{ FILES("{\"contributor\":{\"type\":\"ai\",\"model_id\":\"m\"},"
		"\"ranges\":[{" LINES("7", "8") "," BY("ai") "}]}"),
	  "a.c t/m 2;" },
	{ FILES("{" BY("ai") ",\"ranges\":[{" LINES("1", "4") ",\"contributor\""
							      ":null}]}"),
	  "a.c t/ 4;" },
	/* no tool, no path; what vcs says is not looked at */
	{ "{\"vcs\":{\"type\":\"git\",\"revision\":\"0\"},\"files\":[{"
	  "\"conversations\":[{" BY("ai") "}]},{\"path\":\"b\\\"\\u0041\","
					  "\"conversations\":[{" BY(
						  "ai") "}]}]}",
	  " / 0;b\\\"\\u0041 / 0;" },
	/* cut off */
	{ "{\"files\":[{\"path\":\"a.c\",\"conversations\":[{" BY("ai"),
	  "a.c / 0;" },
	{ "{\"files\":[{\"path\":\"a.c", "" },
};

static void take_claim(void *context, const struct trace_claim *claim)
{
	buf_addf(context, "%.*s %.*s/%.*s %d;", (int)claim->path.len,
		 claim->path.at, (int)claim->tool.len, claim->tool.at,
		 (int)claim->model.len, claim->model.at, (int)claim->n_lines);
}

static void records_say_who_wrote_what(void **state)
{
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		buf_clear(&got);
		trace_text_read(span_of(rows[i].record), take_claim, &got);
		if (strcmp(got.data, rows[i].want) != 0)
			fail_msg("'%s' gives '%s'", rows[i].record, got.data);
	}
	buf_release(&got);
}

/* A line of a file; longer than the shortest record. */
#define LINE(name) \
	"{\"id\":\"" name \
	"\",\"x\":\"0123456789012345678901234567890123456789012345678901" \
	"2345678901234567890\"}"
#define A LINE("a")
#define B LINE("b")
#define C LINE("c")

/* want: the names of the lines that are new */
static const struct {
	const char *old, *new, *want;
} files[] = {
	{ "", "", "" },
	{ "", A "\n", "a" },
	{ "", A, "a" },
	{ A "\n", A "\n", "" },
	{ A "\n", A "\n" B "\n", "b" },
	{ A, A "\n" B, "b" },
	{ A "\n" B "\n", A "\n", "" },
	{ A "\n" B "\n", B "\n" A "\n", "" },
	{ A "\n" B "\n", C "\n" A "\n" B "\n", "c" },
	{ B "\n" A "\n", A "\n" C "\n" B "\n", "c" },
	{ A "\n", A "\n" A "\n", "" },
	{ A "\n", B "\n", "b" },
	{ A "\n", A A "\n", "a" },
	{ A "\r\n", A "\n" B "\r\n", "b" },
	{ A "\n", "\n\n  " A "  \n\t" C "\n", "c" },
	{ "\n\n\n", A "\n", "a" },
	{ "x", "y\nz\n{\"id\":\"d\"}\n", "" },
	{ A "\n", "", "" },
};

/* A line's name is what stands after {"id":". */
static void take_line(void *context, struct span line)
{
	buf_add_char(context, line.at[7]);
}

static void lines_are_new_that_were_nowhere_before(void **state)
{
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		buf_clear(&got);
		trace_text_new_lines(span_of(files[i].old),
				     span_of(files[i].new), take_line, &got);
		if (strcmp(got.data, files[i].want) != 0)
			fail_msg("row %zu gives '%s'", i, got.data);
	}
	buf_release(&got);
}

static void take_record(void *context, struct span record)
{
	buf_addf(context, "%.*s;", (int)record.len, record.at);
}

static void a_file_is_a_record_or_an_array(void **state)
{
	static const struct {
		const char *text, *want;
	} texts[] = {
		{ "", ";" },
		{ " {\"a\":1}\n", "{\"a\":1};" },
		{ "[]", "" },
		{ "\n[ {\"a\":[1]} , {} ]", "{\"a\":[1]};{};" },
		{ "[{\"a\"", "{\"a\";" },
	};
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		buf_clear(&got);
		trace_text_records(span_of(texts[i].text), take_record, &got);
		assert_string_equal(got.data, texts[i].want);
	}
	buf_release(&got);
}

static void escapes_are_resolved(void **state)
{
	static const struct {
		const char *text, *want;
	} texts[] = {
		{ "", "" },
		{ "src/a.c", "src/a.c" },
		{ "src\\/a b.c", "src/a b.c" },
		{ "\\\"\\\\\\b\\f\\n\\r\\t", "\"\\\b\f\n\r\t" },
		{ "\\u0041\\u00e9\\u20AC", "A\303\251\342\202\254" },
		{ "\\ud83d\\ude00x", "\360\237\230\200x" },
		{ "\\ud83dx", "\357\277\275x" },
		{ "\\ud83d\\u0041", "\357\277\275A" },
		{ "\\ude00\\ud83d", "\357\277\275\357\277\275" },
		{ "\\u0000", "\357\277\275" },
		{ "\\", "\\" },
		{ "\\x", "\\x" },
		{ "\\u12", "\\u12" },
		{ "\\u12g4", "\\u12g4" },
		{ "\\\\u0041", "\\u0041" },
		{ "h\303\251", "h\303\251" },
	};
	struct buf got = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		buf_clear(&got);
		json_text(span_of(texts[i].text), &got);
		assert_string_equal(got.data, texts[i].want);
		assert_true(utf8_is_valid(got.data, got.len));
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
	{ "{\"files\":", "[" },
	{ "{\"files\":[", "{\"path\":\"a\"," },
	{ "{\"files\":[",
	  "{\"path\":\"a\",\"conversations\":[{" BY("ai") "}]}," },
	{ "{\"files\":[{\"conversations\":[", "{" BY("ai") "}," },
	{ "{\"files\":[{\"conversations\":[", "{" },
	{ "{\"files\":[{\"conversations\":[{" BY("ai") ",\"ranges\":[",
	  "{" LINES("1", "2") "," BY("ai") "}," },
	{ "{\"files\":[{\"conversations\":[{" BY("ai") ",\"ranges\":[", "[" },
	{ "{\"files\":[{\"path\":\"", "\\" },
	{ "", "\n" },
	{ "", A "\n" },
	{ "", A },
};

static void hostile_texts_take_no_longer(void **state)
{
	struct buf got = BUF_INIT, text = BUF_INIT;
	struct span all;

	(void)state;
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(*hostiles); i++) {
		buf_clear(&text);
		buf_clear(&got);
		buf_add_str(&text, hostiles[i].head);
		while (text.len < SIZE)
			buf_add_str(&text, hostiles[i].unit);
		all = (struct span){ text.data, text.len };
		trace_text_read(all, take_claim, &got);
		buf_clear(&got);
		trace_text_new_lines(span_cut(all, 1, all.len), all, take_line,
				     &got);
		assert_true(got.len <= 1);
		trace_text_new_lines(span_of("x"), all, take_line, &got);
		buf_clear(&got);
		json_text(all, &got);
		assert_true(got.len <= all.len);
	}
	buf_release(&text);
	buf_release(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_say_who_wrote_what),
		cmocka_unit_test(lines_are_new_that_were_nowhere_before),
		cmocka_unit_test(a_file_is_a_record_or_an_array),
		cmocka_unit_test(escapes_are_resolved),
		cmocka_unit_test(hostile_texts_take_no_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
