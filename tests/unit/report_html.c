/* SPDX-License-Identifier: MIT */
/* The one way of text, attributes and addresses into the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/html.h"

struct fixture {
	struct html html;
	FILE *file;
	char *text;
	size_t len;
};

static void start(struct fixture *fixture)
{
	fixture->text = NULL;
	fixture->file = open_memstream(&fixture->text, &fixture->len);
	assert_non_null(fixture->file);
	html_init(&fixture->html, fixture->file);
}

/* What was written after the document type must be this. */
static void finish(struct fixture *fixture, const char *want)
{
	static const char doctype[] = "<!DOCTYPE html>\n";

	html_release(&fixture->html);
	fclose(fixture->file);
	assert_memory_equal(fixture->text, doctype, strlen(doctype));
	assert_string_equal(fixture->text + strlen(doctype), want);
	free(fixture->text);
}

static void test_text(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	html_open(&f.html, "p");
	html_text(&f.html, "<script>&\"'\x1b[2J\u202e");
	html_close(&f.html, "p");
	finish(&f, "<p>&lt;script&gt;&amp;&quot;&#39;\\x1b[2J\\u{202e}</p>");
}

static void test_attributes(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	html_open(&f.html, "div");
	html_attr(&f.html, "class", "a");
	html_attr(&f.html, "title", "\" onload=\"x");
	html_void(&f.html, "img");
	html_attr(&f.html, "alt", "<>");
	html_svg(&f.html, "src", "<svg a=\"#\"/>", 12);
	html_textf(&f.html, "%d of %s", 3, "<b>");
	html_element(&f.html, "em", "x");
	html_newline(&f.html);
	html_close(&f.html, "div");
	finish(&f, "<div class=\"a\" title=\"&quot; onload=&quot;x\">"
		   "<img alt=\"&lt;&gt;\" "
		   "src=\"data:image/svg+xml,%3Csvg%20a='%23'/%3E\">3 of "
		   "&lt;b&gt;"
		   "<em>x</em>\n</div>");
}

static void test_urls(void **state)
{
	static const struct {
		const char *url, *written;
	} rows[] = {
		{ "csv/people.csv", "csv/people.csv" },
		{ "#r2-people", "#r2-people" },
		{ "charts/a b\"#?.svg", "charts/a%20b%22%23%3F.svg" },
		{ "javascript:alert(1)", "#" },
		{ "JAVASCRIPT:alert(1)", "#" },
		{ "data:text/html,x", "#" },
		{ "https://example.org/", "#" },
		{ "//example.org/", "#" },
		{ "/etc/passwd", "#" },
		{ "\\\\host\\share", "#" },
		{ "charts/a:b.svg", "charts/a%3Ab.svg" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char want[128];
		struct fixture f;

		start(&f);
		html_open(&f.html, "a");
		html_url(&f.html, "href", rows[i].url);
		html_close(&f.html, "a");
		snprintf(want, sizeof(want), "<a href=\"%s\"></a>",
			 rows[i].written);
		finish(&f, want);
	}
}

static void test_https(void **state)
{
	static const struct {
		const char *url, *written;
	} rows[] = {
		{ "https://example.org/c/1", "https://example.org/c/1" },
		{ "https://example.org/\"<", "https://example.org/&quot;&lt;" },
		{ "http://example.org/", "#" },
		{ "javascript:alert(1)", "#" },
		{ " https://example.org/", "#" },
		{ "", "#" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char want[128];
		struct fixture f;

		start(&f);
		html_open(&f.html, "a");
		html_https(&f.html, "href", rows[i].url);
		html_close(&f.html, "a");
		snprintf(want, sizeof(want), "<a href=\"%s\"></a>",
			 rows[i].written);
		finish(&f, want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_urls),
		cmocka_unit_test(test_https),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
