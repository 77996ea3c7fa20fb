/* SPDX-License-Identifier: MIT */
/* The top of a repository: what is unknown, its numbers, the self-check. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/date.h"
#include "audit/base/share.h"
#include "report/build_part.h"

/* The tiles of a repository, while its row of "base" is read. */
struct tiles {
	const struct db_stmt *stmt;
	struct document_fact facts[8];
	struct buf values[8]; /* what facts point at */
	size_t n;
};

/* "1,234,567" */
static void add_grouped(struct buf *out, int64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%" PRId64, n);

	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0 && digits[i - 1] != '-')
			buf_add_char(out, ',');
		buf_add_char(out, digits[i]);
	}
}

/* The value of a further tile, to be filled. */
static struct buf *add_tile(struct tiles *tiles, const char *name)
{
	struct buf *value = &tiles->values[tiles->n];

	*value = (struct buf)BUF_INIT;
	tiles->facts[tiles->n++].name = name;
	return value;
}

/* A column of "base" as a tile; unknown is said, never zero. */
static void add_count(struct tiles *tiles, const char *name, int column)
{
	struct buf *value = add_tile(tiles, name);

	if (db_is_null(tiles->stmt, column))
		buf_add_str(value, "unknown");
	else
		add_grouped(value, db_int(tiles->stmt, column));
}

/* "2007-07-09 to 2026-08-21", or nothing where no change landed. */
static void add_landed(struct tiles *tiles)
{
	char first[DATE_TEXT_MAX], last[DATE_TEXT_MAX];

	if (db_is_null(tiles->stmt, 6))
		return;
	date_format_day(db_int(tiles->stmt, 6), first);
	date_format_day(db_int(tiles->stmt, 7), last);
	buf_addf(add_tile(tiles, "Landed"), "%s to %s", first, last);
}

static void add_tip(struct tiles *tiles)
{
	char day[DATE_TEXT_MAX];
	struct buf *value;

	if (db_is_null(tiles->stmt, 8))
		return;
	value = add_tile(tiles, "Tip of the mainline");
	buf_addf(value, "%.12s", db_text(tiles->stmt, 8));
	if (!db_is_null(tiles->stmt, 9)) {
		date_format_day(db_int(tiles->stmt, 9), day);
		buf_addf(value, " of %s", day);
	}
}

/* The columns of "base", in the order of its file. */
static void tell_facts(struct builder *builder, const struct db_stmt *stmt)
{
	struct tiles tiles = { .stmt = stmt };

	add_count(&tiles, "Changes counted", 1);
	add_count(&tiles, "People", 2);
	add_count(&tiles, "Paths touched", 3);
	add_count(&tiles, "Lines added", 4);
	add_count(&tiles, "Lines deleted", 5);
	add_landed(&tiles);
	add_tip(&tiles);
	for (size_t i = 0; i < tiles.n; i++)
		tiles.facts[i].value = tiles.values[i].data;
	builder->doc->facts(builder->doc, tiles.facts, tiles.n);
	for (size_t i = 0; i < tiles.n; i++)
		buf_release(&tiles.values[i]);
}

static void tell(struct builder *builder, enum document_text kind,
		 const struct buf *text)
{
	builder->doc->text(builder->doc, kind, text->data);
}

/* "2.5 %", or "0.08 %" where one decimal says too little. */
static void add_share(struct buf *out, double share)
{
	char text[SHARE_TEXT_MAX];

	share_format(share, share > 0 && share < 0.01 ? 2 : 1, " %", text);
	buf_add_str(out, text);
}

/* Columns of "base" that tell of AI. */
enum { BASE_AI = 10, BASE_SHARE, BASE_LOW, BASE_HIGH, BASE_EVIDENCE };

/* How much AI assistance shows, and that it is a floor. */
static void tell_floor(struct builder *builder, const struct db_stmt *stmt)
{
	struct buf text = BUF_INIT;

	if (!db_int(stmt, BASE_EVIDENCE)) {
		buf_add_str(&text, "No trace of AI assistance was found in "
				   "this repository");
	} else {
		buf_add_str(&text, "AI-assisted: ");
		add_grouped(&text, db_int(stmt, BASE_AI));
		buf_add_str(&text, " of ");
		add_grouped(&text, db_int(stmt, 1));
		buf_add_str(&text, " changes counted");
	}
	if (db_int(stmt, BASE_EVIDENCE) && db_int(stmt, 1)) {
		buf_add_str(&text, ", ");
		add_share(&text, db_real(stmt, BASE_SHARE));
		buf_add_str(&text, " (95 % interval ");
		add_share(&text, db_real(stmt, BASE_LOW));
		buf_add_str(&text, " to ");
		add_share(&text, db_real(stmt, BASE_HIGH));
		buf_add_char(&text, ')');
	}
	buf_add_str(&text, ". Every count of it is a floor: use that nobody "
			   "declared leaves no trace.");
	tell(builder, DOCUMENT_FLOOR, &text);
	buf_release(&text);
}

/* The command that gives the numbers at the top. */
static void tell_source(struct builder *builder, const struct section_run *run)
{
	struct buf text = BUF_INIT;

	buf_add_str(&text, "These numbers again: ");
	section_command(run, &text);
	tell(builder, DOCUMENT_PLAIN, &text);
	buf_release(&text);
}

/* The numbers at the top of a repository, and the base of its captions. */
static int tell_base(struct builder *builder, struct err *err)
{
	static const struct section base = { .query = "base", .params = "" };
	const struct section_choice choice = build_choice(builder);
	struct section_run run;
	int more;

	if (section_open(&base, &choice, builder->db, &run, err) < 0)
		return -1;
	more = db_step(run.stmt, err);
	if (more > 0) {
		builder->base = db_int(run.stmt, 1);
		tell_facts(builder, run.stmt);
		tell_floor(builder, run.stmt);
		tell_source(builder, &run);
	}
	section_close(&run);
	return more < 0 ? -1 : 0;
}

/* Columns of "self-check". */
enum { CHECK_FOUND = 1, CHECK_OF = 2, CHECK_LATE = 7 };

static void add_check(struct buf *out, const struct db_stmt *stmt)
{
	int64_t late = db_int(stmt, CHECK_LATE);

	buf_add_str(out, "Self-check: ");
	if (!db_int(stmt, CHECK_OF)) {
		buf_add_str(out, "nothing landed before 2021-06-29, so that "
				 "it says nothing here.");
	} else {
		add_grouped(out, db_int(stmt, CHECK_FOUND));
		buf_add_str(out, " of ");
		add_grouped(out, db_int(stmt, CHECK_OF));
		buf_add_str(out, " commits that landed before 2021-06-29, "
				 "when no AI coding tool existed, carry "
				 "counted evidence; 0 is expected.");
	}
	if (late)
		buf_addf(out,
			 " %" PRId64 " AI-assisted commit%s authored before "
			 "that day and landed later, which is normal.",
			 late, late == 1 ? " was" : "s were");
}

/* Evidence from a time without AI throws doubt on all other evidence. */
static int tell_check(struct builder *builder, struct err *err)
{
	static const struct section check = { .query = "self-check",
					      .params = "" };
	const struct section_choice choice = build_choice(builder);
	struct buf text = BUF_INIT;
	struct section_run run;
	int more;

	if (section_open(&check, &choice, builder->db, &run, err) < 0)
		return -1;
	more = db_step(run.stmt, err);
	if (more > 0) {
		add_check(&text, run.stmt);
		tell(builder,
		     db_int(run.stmt, CHECK_FOUND) ? DOCUMENT_LIMIT
						   : DOCUMENT_FLOOR,
		     &text);
	}
	buf_release(&text);
	section_close(&run);
	return more < 0 ? -1 : 0;
}

/* Facts of "summary" that a reader must know first, unless they are 0. */
static bool is_limit(const char *fact)
{
	static const char *const facts[] = {
		"boundary commits",
		"missing objects",
		"commits with unknown paths",
		"path changes not counted",
		"path changes with a missing blob",
	};

	for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
		if (strcmp(facts[i], fact) == 0)
			return true;
	return false;
}

/* What is unknown of this repository stands before its numbers. */
static int tell_limits(struct builder *builder, struct err *err)
{
	static const struct section summary = { .query = "summary",
						.params = "" };
	const struct section_choice choice = build_choice(builder);
	struct buf text = BUF_INIT;
	struct section_run run;
	int more;

	if (section_open(&summary, &choice, builder->db, &run, err) < 0)
		return -1;
	while ((more = db_step(run.stmt, err)) > 0) {
		if (!is_limit(db_text(run.stmt, 1)) || !db_int(run.stmt, 2))
			continue;
		buf_clear(&text);
		buf_addf(&text, "%s: %" PRId64 " \u2013 %s.",
			 db_text(run.stmt, 1), db_int(run.stmt, 2),
			 db_text(run.stmt, 3));
		tell(builder, DOCUMENT_LIMIT, &text);
	}
	buf_release(&text);
	section_close(&run);
	return more;
}

int build_top(struct builder *builder, struct err *err)
{
	if (tell_limits(builder, err) < 0 || tell_base(builder, err) < 0)
		return -1;
	return tell_check(builder, err);
}
