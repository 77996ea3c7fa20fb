/* SPDX-License-Identifier: MIT */
/* The calls that a writer gets, and that two writers get the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "report/build.h"

static const char sample_sql[] =
	"INSERT INTO repos (repo_id, name, path, tip, tip_at) VALUES"
	" (1, 'one', '/one', 'x', 1750000000),"
	" (2, 'two', '/two', 'y', 1760000000);";

/* A writer that checks the order of calls, and writes down each of them. */
struct log {
	struct document base;
	struct buf calls;
	const struct document_entry *entries;
	size_t n_entries;
	size_t next; /* entry that must begin next */
	int depth;   /* entries that are open */
};

struct log_table {
	struct table_sink base;
	struct log *log;
};

static void on_begin(struct document *doc, const struct document_head *head)
{
	struct log *log = (struct log *)doc;

	log->entries = head->entries;
	log->n_entries = head->n_entries;
	buf_addf(&log->calls, "begin %s (%s, %s) of %s\n", head->title,
		 head->scope, head->period, head->subject_date);
}

static void on_section_begin(struct document *doc,
			     const struct document_entry *entry)
{
	struct log *log = (struct log *)doc;

	buf_addf(&log->calls, "%d %d %s\n", (int)entry->kind, entry->level,
		 entry->id);
	assert_ptr_equal(entry, &log->entries[log->next]);
	assert_true(log->next < log->n_entries);
	log->depth++;
	log->next++;
}

static void on_section_end(struct document *doc,
			   const struct document_entry *entry)
{
	struct log *log = (struct log *)doc;

	(void)entry;
	assert_true(log->depth > 0);
	log->depth--;
}

static void on_text(struct document *doc, enum document_text kind,
		    const char *text)
{
	struct log *log = (struct log *)doc;

	assert_true(log->depth > 0);
	buf_addf(&log->calls, "text %d %s\n", (int)kind, text);
}

static void on_list(struct document *doc, const char *const *items, size_t n)
{
	struct log *log = (struct log *)doc;

	assert_true(n > 0);
	buf_addf(&log->calls, "list %s\n", items[n - 1]);
}

static void on_facts(struct document *doc, const struct document_fact *facts,
		     size_t n)
{
	struct log *log = (struct log *)doc;

	for (size_t i = 0; i < n; i++)
		buf_addf(&log->calls, "fact %s: %s\n", facts[i].name,
			 facts[i].value);
}

static void on_sentences(struct document *doc,
			 const struct document_sentence *all, size_t n)
{
	struct log *log = (struct log *)doc;

	assert_true(n > 0);
	assert_non_null(all[0].section);
	buf_addf(&log->calls, "sentences %s, %s\n", all[0].text,
		 all[0].section->id);
}

static void on_picture(struct document *doc,
		       const struct document_picture *picture)
{
	struct log *log = (struct log *)doc;

	buf_addf(&log->calls, "picture %s of %s\n", picture->chart,
		 picture->repo);
}

static void on_rows(struct table_sink *sink, const struct db_stmt *stmt)
{
	(void)sink;
	(void)stmt;
}

static void on_rows_end(struct table_sink *sink)
{
	buf_add_str(&((struct log_table *)sink)->log->calls, "rows end\n");
}

static void on_table_free(struct table_sink *sink)
{
	free(sink);
}

static struct table_sink *on_table(struct document *doc,
				   const struct document_table *words)
{
	struct log_table *table = xcalloc(1, sizeof(*table));

	table->base = (struct table_sink){ on_rows, on_rows, on_rows_end,
					   on_table_free };
	table->log = (struct log *)doc;
	buf_addf(&table->log->calls, "table %s: %s [%s] %s\n", words->id,
		 words->caption, words->file ? words->file : "no file",
		 words->folded ? "folded" : "");
	return &table->base;
}

static void on_notes(struct document *doc, const struct document_notes *notes)
{
	struct log *log = (struct log *)doc;

	buf_addf(&log->calls, "notes %zu %s\n", notes->question->n_columns,
		 notes->command);
}

static int on_end(struct document *doc, struct err *err)
{
	struct log *log = (struct log *)doc;

	(void)err;
	assert_int_equal(log->depth, 0);
	assert_int_equal(log->next, log->n_entries);
	buf_add_str(&log->calls, "end\n");
	return 0;
}

static void on_free(struct document *doc)
{
	buf_release(&((struct log *)doc)->calls);
}

static void log_init(struct log *log)
{
	*log = (struct log){
		.base = { on_begin, on_section_begin, on_section_end, on_text,
			  on_list, on_facts, on_sentences, on_picture, on_table,
			  on_notes, on_end, on_free },
		.calls = BUF_INIT,
	};
}

/* Build a document of the repositories for both writers. */
static void build_both(const char *const *repos, size_t n_repos, struct log *a,
		       struct log *b)
{
	const struct document_picture picture = { .chart = "adoption",
						  .repo = "one" };
	const struct opt_texts no_urls = { 0 };
	struct build build = {
		.title = "Title",
		.version = "1",
		.choice = { .period = "quarter" },
		.repos = repos,
		.n_repos = n_repos,
		.commit_urls = &no_urls,
		.has_csv = n_repos == 1,
		.pictures = &picture,
		.n_pictures = 1,
	};
	struct document *docs[2] = { &a->base, &b->base };
	struct document *tee = document_tee_new(docs, 2);
	struct err err = ERR_INIT;
	struct db *db = NULL;

	build.choice.scope.repo = n_repos == 1 ? repos[0] : NULL;
	log_init(a);
	log_init(b);
	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	assert_int_equal(db_script(db, sample_sql, &err), 0);
	if (build_document(&build, db, tee, &err) < 0)
		fail_msg("%s", err.msg);
	document_free(tee);
	db_close(db);
	assert_string_equal(a->calls.data, b->calls.data);
}

/* Each line must be there, after the one before. */
static void expect_calls(const struct log *log, const char *const *lines)
{
	const char *at = log->calls.data;

	for (; *lines; lines++) {
		at = strstr(at, *lines);
		if (!at)
			fail_msg("no '%s' at its place in\n%s", *lines,
				 log->calls.data);
	}
}

static void test_one_repository(void **state)
{
	static const char *const repos[] = { "one" };
	static const char *const lines[] = {
		"begin Title (repository one, quarter) of 2025-06-15\n0 0 ",
		"fact Changes counted: 0\n",
		"text 3 No trace of AI assistance",
		"text 0 These numbers again: git provenance query base --repo "
		"one\n",
		"1 1 part-adoption\ntext 1 How much ",
		"2 2 adoption\ntext 1 ",
		"picture adoption of one\n"
		"table adoption: AI-assisted changes over time: repository "
		"one. "
		"Base: 0 changes counted. [csv/adoption.csv] folded\n"
		"rows end\n",
		"git provenance query adoption --repo one -p period=quarter\n",
		"2 1 reading\n",
		"list In the CSV files, ",
		"end\n",
		NULL,
	};
	struct log a, b;

	(void)state;
	build_both(repos, 1, &a, &b);
	expect_calls(&a, lines);
	document_free(&a.base);
	document_free(&b.base);
}

static void test_two_repositories(void **state)
{
	static const char *const repos[] = { "one", "two" };
	static const char *const lines[] = {
		" of 2025-10-09\n0 1 r1\n",
		"1 2 r1-part-adoption\n",
		"2 3 r1-adoption\n",
		"picture adoption of one\n",
		"0 1 r2\n",
		"2 3 r2-adoption\n",
		"[no file] \n",
		"2 1 reading\n",
		"list Commands read ",
		"end\n",
		NULL,
	};
	struct log a, b;

	(void)state;
	build_both(repos, 2, &a, &b);
	expect_calls(&a, lines);
	assert_null(strstr(strstr(a.calls.data, "0 1 r2"), "picture"));
	document_free(&a.base);
	document_free(&b.base);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_repository),
		cmocka_unit_test(test_two_repositories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
