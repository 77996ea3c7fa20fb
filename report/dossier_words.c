/* SPDX-License-Identifier: MIT */
/* What the words of a dossier are made with; see dossier_part.h. */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/date.h"
#include "report/dossier_part.h"

enum { SHORT_OID = 12, MAX_QUOTE = 400 };

static int column_of(const struct db_stmt *row, const char *name)
{
	int n = db_n_columns(row);

	for (int i = 0; i < n; i++)
		if (strcmp(db_column_name(row, i), name) == 0)
			return i;
	assert(!"column of a dossier's part");
	return -1;
}

const char *dossier_get(const struct db_stmt *row, const char *name)
{
	return db_text(row, column_of(row, name));
}

int64_t dossier_int(const struct db_stmt *row, const char *name)
{
	return db_int(row, column_of(row, name));
}

bool dossier_null(const struct db_stmt *row, const char *name)
{
	return db_is_null(row, column_of(row, name));
}

/* How much of a text is shown: not to the middle of a character. */
static size_t shown_of(const struct dossier *dossier, const char *text,
		       size_t len)
{
	size_t shown = MAX_QUOTE;

	if (dossier->is_full || len <= MAX_QUOTE)
		return len;
	while (shown > MAX_QUOTE - 4 &&
	       ((unsigned char)text[shown] & 0xc0) == 0x80)
		shown--;
	return shown;
}

void dossier_subject(const struct dossier *dossier, struct buf *out,
		     const char *subject)
{
	size_t len = strlen(subject), shown = shown_of(dossier, subject, len);

	buf_add(out, subject, shown);
	if (shown < len)
		buf_addf(out, " ... and %zu bytes more; --full shows them",
			 len - shown);
}

void dossier_name(const struct dossier *dossier, struct buf *out,
		  const char *oid, const char *subject)
{
	buf_addf(out, "%.*s", SHORT_OID, oid);
	if (!*subject)
		return;
	buf_add_str(out, " \"");
	dossier_subject(dossier, out, subject);
	buf_add_char(out, '"');
}

void dossier_lines(struct buf *out, const struct db_stmt *row)
{
	if (dossier_null(row, "lines_added") ||
	    dossier_null(row, "lines_deleted"))
		return;
	buf_addf(out, "+%" PRId64 " -%" PRId64, dossier_int(row, "lines_added"),
		 dossier_int(row, "lines_deleted"));
}

void dossier_count(struct buf *out, int64_t n, const char *singular)
{
	buf_addf(out, "%" PRId64 " %s%s", n, singular, n == 1 ? "" : "s");
}

/* Seconds east of UTC for "+0200"; -1: not such a zone. */
static int read_zone(const char *zone, int64_t *seconds_out)
{
	int hours, minutes;

	if (strlen(zone) != 5 || (*zone != '+' && *zone != '-'))
		return -1;
	for (int i = 1; i < 5; i++)
		if (!ascii_is_digit(zone[i]))
			return -1;
	hours = (zone[1] - '0') * 10 + zone[2] - '0';
	minutes = (zone[3] - '0') * 10 + zone[4] - '0';
	*seconds_out = (*zone == '-' ? -60 : 60) * (hours * 60 + minutes);
	return 0;
}

void dossier_date(struct buf *out, int64_t at, const char *zone)
{
	/* room for any zone to be added */
	const int64_t most = INT64_MAX / 2;
	char text[DATE_TEXT_MAX];
	int64_t offset = 0;
	bool is_local = zone && at < most && at > -most &&
			read_zone(zone, &offset) == 0;

	date_format_second(is_local ? at + offset : at, text);
	*strchr(text, 'T') = ' ';
	*strchr(text, 'Z') = '\0';
	buf_addf(out, "%s %s", text, is_local ? zone : "UTC");
	if (zone && !is_local)
		buf_addf(out, " (in a zone '%s')", zone);
}

const char *dossier_place(const char *place)
{
	static const struct {
		const char *place, *words;
	} rows[] = {
		{ "author", "in the author" },
		{ "committer", "in the committer" },
		{ "subject", "in the subject" },
		{ "block", "in git's trailer block" },
		{ "paragraph", "in a paragraph of its own" },
		{ "body", "in the body" },
		{ "squash", "in the list of a squash merge" },
		{ "indented", "on an indented line" },
		{ "inline", "within a line" },
		{ "file", "in a trace file that it brings in" },
		{ "note", "in a note" },
		{ "branch", "in the name of a branch" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (strcmp(rows[i].place, place) == 0)
			return rows[i].words;
	return place;
}

void dossier_quote(struct dossier *dossier, size_t indent, const char *mark,
		   const char *text, size_t len)
{
	size_t shown = shown_of(dossier, text, len);
	struct buf rest = BUF_INIT;

	prose_quote(&dossier->prose, indent, mark, text, shown);
	if (shown == len)
		return;
	buf_addf(&rest, "... and %zu bytes more; --full shows them",
		 len - shown);
	prose_item(&dossier->prose, indent, NULL, rest.data);
	buf_release(&rest);
}

const char *dossier_message_line(const struct dossier *dossier, int64_t n,
				 size_t *len_out)
{
	const char *at = dossier->message;

	for (int64_t line = 1; at && line < n; line++) {
		at = strchr(at, '\n');
		at += at != NULL;
	}
	if (!at || n < 1)
		return NULL;
	*len_out = strcspn(at, "\n");
	if (*len_out && at[*len_out - 1] == '\r')
		--*len_out;
	return at;
}
