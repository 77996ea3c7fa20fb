/* SPDX-License-Identifier: MIT */
#include "report/csv_files.h"

#include <stdlib.h>

#include "audit/base/xalloc.h"

struct csv_files {
	struct document base;
	struct folder *folder;
	struct err err; /* the first failure, */
	bool failed;    /* if there was one */
};

/* A sink of table_csv, and the file that it writes to. */
struct csv_table {
	struct table_sink base;
	struct csv_files *files;
	struct table_sink *csv; /* NULL: there is no file */
	FILE *file;
	bool has_head; /* the rows of another repository stand before */
};

static void table_begin(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct csv_table *table = (struct csv_table *)sink;

	if (table->csv && !table->has_head)
		table->csv->begin(table->csv, stmt);
}

static void table_row(struct table_sink *sink, const struct db_stmt *stmt)
{
	struct csv_table *table = (struct csv_table *)sink;

	if (table->csv)
		table->csv->row(table->csv, stmt);
}

static void table_end(struct table_sink *sink)
{
	struct csv_table *table = (struct csv_table *)sink;

	if (table->csv)
		table->csv->end(table->csv);
}

static void table_release(struct table_sink *sink)
{
	struct csv_table *table = (struct csv_table *)sink;
	struct csv_files *files = table->files;

	table_free(table->csv);
	if (table->file && folder_close(files->folder, table->file,
					files->failed ? NULL : &files->err) < 0)
		files->failed = true;
	free(table);
}

static struct table_sink *table(struct document *doc,
				const struct document_table *words)
{
	struct csv_files *files = (struct csv_files *)doc;
	struct csv_table *table = xcalloc(1, sizeof(*table));
	struct table_options options = { 0 };

	table->base = (struct table_sink){ table_begin, table_row, table_end,
					   table_release };
	table->files = files;
	if (files->failed)
		return &table->base;
	if (folder_append(files->folder, words->file, &table->file,
			  &table->has_head, &files->err) < 0) {
		files->failed = true;
		return &table->base;
	}
	options.out = table->file;
	table->csv = table_csv_new(&options);
	return &table->base;
}

static int end(struct document *doc, struct err *err)
{
	struct csv_files *files = (struct csv_files *)doc;

	if (files->failed)
		*err = files->err;
	return files->failed ? -1 : 0;
}

static void release(struct document *doc)
{
	free(doc);
}

struct document *csv_files_new(struct folder *folder)
{
	struct csv_files *files = xcalloc(1, sizeof(*files));

	files->base = (struct document){
		.table = table,
		.end = end,
		.free = release,
	};
	files->folder = folder;
	return &files->base;
}
