/* SPDX-License-Identifier: MIT */
/*
 * libcsv reads the fields, but tells no lines: it is fed byte by byte, and
 * the lines are counted here.
 */
#include "report/records.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/suggest.h"
#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "report/visible.h"

/* One reading. */
struct reader {
	struct records *records;
	const struct records_column *columns;
	struct err *err;
	size_t line;     /* that the next byte stands on, from 1 */
	size_t start;    /* that the row begins on */
	bool in_row;     /* a byte of the row was seen */
	bool has_header; /* the first row was seen */
	bool failed;     /* err is filled */
};

static int fail_at(const struct records *records, size_t line, const char *text,
		   struct err *err)
{
	struct buf shown = BUF_INIT;

	visible_add(&shown, text, strlen(text));
	err_set(err, FAIL_USAGE, "%s:%zu: %s", records->name, line, shown.data);
	err_hint(err, "mend that, and run it again");
	buf_release(&shown);
	return -1;
}

int records_fail(const struct records *records, size_t row, const char *text,
		 struct err *err)
{
	return fail_at(records, records->lines[row], text, err);
}

/* The first failure stays. */
static void fail(struct reader *reader, size_t line, const char *text)
{
	if (!reader->failed)
		fail_at(reader->records, line, text, reader->err);
	reader->failed = true;
}

static void *grow(void *memory, size_t size)
{
	return xreallocarray(memory, 1, size);
}

/* Blanks are part of a field. */
static int is_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void take_field(void *data, size_t len, void *context)
{
	struct records *records = ((struct reader *)context)->records;

	records->starts =
		xgrow(records->starts, records->n_starts,
		      &records->n_starts_alloc, sizeof(*records->starts));
	records->starts[records->n_starts++] = records->texts.len;
	buf_add(&records->texts, data, len);
	buf_add_char(&records->texts, '\0');
}

static void unknown_column(struct reader *reader, const char *name)
{
	struct suggest near;
	struct buf text = BUF_INIT;

	if (!*name) {
		fail(reader, reader->start, "a column has no name");
		return;
	}
	suggest_init(&near, name);
	buf_addf(&text, "unknown column '%s'", name);
	for (size_t i = 0; reader->columns[i].name; i++) {
		buf_addf(&text, "%s%s", i ? ", " : " (there are ",
			 reader->columns[i].name);
		suggest_offer(&near, reader->columns[i].name);
	}
	buf_add_char(&text, ')');
	suggest_say(&near, &text);
	fail(reader, reader->start, text.data);
	buf_release(&text);
	suggest_release(&near);
}

/* The number of the column of that name, which no field before has. */
static size_t find_column(struct reader *reader, const char *name)
{
	const struct records *records = reader->records;
	struct buf text = BUF_INIT;
	size_t column = 0;

	while (reader->columns[column].name &&
	       strcmp(reader->columns[column].name, name) != 0)
		column++;
	if (!reader->columns[column].name)
		unknown_column(reader, name);
	for (size_t i = 0; i < records->n_fields; i++)
		if (records->columns[i] == column)
			buf_addf(&text, "column '%s' stands twice", name);
	if (text.len)
		fail(reader, reader->start, text.data);
	buf_release(&text);
	return column;
}

static void check_required(struct reader *reader)
{
	const struct records *records = reader->records;
	struct buf text = BUF_INIT;

	for (size_t column = 0; reader->columns[column].name; column++) {
		bool found = !reader->columns[column].is_required;

		for (size_t i = 0; i < records->n_fields; i++)
			found = found || records->columns[i] == column;
		if (!found && !text.len)
			buf_addf(&text, "no column '%s' in the header line",
				 reader->columns[column].name);
	}
	if (text.len)
		fail(reader, reader->start, text.data);
	buf_release(&text);
}

/* The fields so far are the names of columns. */
static void take_header(struct reader *reader)
{
	struct records *records = reader->records;

	records->columns =
		xcalloc(records->n_starts, sizeof(*records->columns));
	for (size_t i = 0; i < records->n_starts && !reader->failed; i++) {
		records->columns[i] = find_column(
			reader, records->texts.data + records->starts[i]);
		records->n_fields++;
	}
	if (!reader->failed)
		check_required(reader);
	buf_clear(&records->texts);
	records->n_starts = 0;
	reader->has_header = true;
}

static void take_row(int end, void *context)
{
	struct reader *reader = context;
	struct records *records = reader->records;
	size_t n_fields =
		records->n_starts - records->n_rows * records->n_fields;
	struct buf text = BUF_INIT;

	(void)end;
	reader->in_row = false;
	if (!reader->has_header) {
		take_header(reader);
		return;
	}
	if (n_fields != records->n_fields) {
		buf_addf(&text, "%zu field%s, but the header line has %zu",
			 n_fields, n_fields == 1 ? "" : "s", records->n_fields);
		fail(reader, reader->start, text.data);
		buf_release(&text);
		return;
	}
	records->lines =
		xgrow(records->lines, records->n_rows, &records->n_lines_alloc,
		      sizeof(*records->lines));
	records->lines[records->n_rows++] = reader->start;
}

/* One byte; is_last: none follows, and next is nothing. */
static void feed(struct reader *reader, struct csv_parser *parser, char c,
		 char next)
{
	if (!reader->in_row && c != '\r' && c != '\n') {
		reader->in_row = true;
		reader->start = reader->line;
	}
	if (csv_parse(parser, &c, 1, take_field, take_row, reader) != 1)
		fail(reader, reader->line,
		     "a quote in the middle of a field; the whole field is "
		     "quoted, and quotes in it are doubled");
	/* libcsv ends a row here, as no reader of the RFC would */
	if (c == '\r' && next != '\n' && !reader->in_row)
		fail(reader, reader->line,
		     "a carriage return without a line feed");
	if (c == '\n')
		reader->line++;
}

static int parse(struct reader *reader, const char *data, size_t len)
{
	struct csv_parser parser;

	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_realloc_func(&parser, grow);
	csv_set_space_func(&parser, is_no_space);
	for (size_t i = 0; i < len && !reader->failed; i++)
		feed(reader, &parser, data[i], i + 1 < len ? data[i + 1] : 0);
	if (!reader->failed &&
	    csv_fini(&parser, take_field, take_row, reader) != 0)
		fail(reader, reader->start,
		     "a quote that begins in this row is never closed");
	csv_free(&parser);
	if (!reader->failed && !reader->has_header)
		fail(reader, 1, "no header line that names the columns");
	return reader->failed ? -1 : 0;
}

static int check_utf8(const struct records *records, const char *data,
		      size_t len, struct err *err)
{
	size_t line = 1;

	while (len) {
		const char *end = memchr(data, '\n', len);
		size_t n = end ? (size_t)(end - data) + 1 : len;

		if (!utf8_is_valid(data, n))
			return fail_at(records, line,
				       "not text in UTF-8; save it as that",
				       err);
		data += n;
		len -= n;
		line++;
	}
	return 0;
}

static int read_stream(FILE *in, struct buf *text)
{
	char block[16384];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), in)) > 0)
		buf_add(text, block, n);
	return ferror(in) ? -1 : 0;
}

static int read_file(const char *path, struct buf *text, struct err *err)
{
	FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	int ret = in ? read_stream(in, text) : -1;

	if (ret < 0)
		err_set(err, FAIL_WORLD, "cannot read '%s': %s; %s", path,
			strerror(errno), hint_of(errno));
	if (in && in != stdin)
		fclose(in);
	return ret;
}

int records_read(const char *path, const struct records_column *columns,
		 struct records *records_out, struct err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct records records = { .texts = BUF_INIT };
	struct reader reader = {
		.records = &records, .columns = columns, .err = err, .line = 1
	};
	struct buf text = BUF_INIT;
	size_t begin;
	int ret = -1;

	records.name =
		xstrdup(strcmp(path, "-") == 0 ? "standard input" : path);
	if (read_file(path, &text, err) < 0 ||
	    check_utf8(&records, text.data, text.len, err) < 0)
		goto out;
	begin = strncmp(text.data, mark, 3) == 0 ? 3 : 0;
	ret = parse(&reader, text.data + begin, text.len - begin);
out:
	buf_release(&text);
	if (ret < 0)
		records_release(&records);
	else
		*records_out = records;
	return ret;
}

void records_release(struct records *records)
{
	free(records->name);
	free(records->starts);
	free(records->lines);
	free(records->columns);
	buf_release(&records->texts);
	memset(records, 0, sizeof(*records));
	records->texts = (struct buf)BUF_INIT;
}

const char *records_text(const struct records *records, size_t row,
			 size_t column)
{
	const size_t *starts = records->starts + row * records->n_fields;

	for (size_t i = 0; i < records->n_fields; i++)
		if (records->columns[i] == column)
			return records->texts.data + starts[i];
	return "";
}
