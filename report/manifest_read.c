/* SPDX-License-Identifier: MIT */
/* SQLite reads the JSON: it stands any text, and any depth. */
#include "report/manifest_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/db/db.h"
#include "report/manifest.h"

/* The largest manifest; that of a report has about 100 bytes a file. */
enum { MAX_BYTES = 16 << 20 };

/* The manifest, while it is read. */
struct reading {
	const char *dir;
	const struct opt *opts;
	struct db *db; /* in memory, for its JSON functions */
	struct buf json;
	struct manifest_text text;
};

static int no_manifest(const struct reading *reading, const char *why,
		       struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "'%s/manifest.json' %s; name the folder of a report "
		       "that 'git provenance report' made",
		       reading->dir, why);
}

static int read_bytes(struct reading *reading, struct err *err)
{
	struct buf path = BUF_INIT;
	char bytes[65536];
	ssize_t n = 0;
	int fd;

	buf_addf(&path, "%s/manifest.json", reading->dir);
	fd = open(path.data, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	buf_release(&path);
	while (fd >= 0 && reading->json.len <= MAX_BYTES &&
	       (n = read(fd, bytes, sizeof(bytes))) > 0)
		buf_add(&reading->json, bytes, (size_t)n);
	if (fd < 0 || n < 0)
		no_manifest(reading, strerror(errno), err);
	if (fd >= 0)
		close(fd);
	if (fd < 0 || n < 0)
		return -1;
	if (reading->json.len > MAX_BYTES)
		return no_manifest(reading, "is too large", err);
	return 0;
}

static int prepare(struct reading *reading, const char *sql,
		   struct db_stmt **stmt_out, struct err *err)
{
	if (db_prepare(reading->db, sql, stmt_out, err) < 0)
		return -1;
	db_bind_text_n(*stmt_out, 1, reading->json.data, reading->json.len);
	return 0;
}

/* Run fn for each row of a statement whose parameter is the text. */
static int each_row(struct reading *reading, const char *sql,
		    int (*fn)(struct reading *reading,
			      const struct db_stmt *row, struct err *err),
		    struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (prepare(reading, sql, &stmt, err) < 0)
		return -1;
	while ((more = db_step(stmt, err)) > 0)
		if (fn(reading, stmt, err) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(stmt);
	return more;
}

static int check_json(struct reading *reading, const struct db_stmt *row,
		      struct err *err)
{
	return db_int(row, 0) ? 0 : no_manifest(reading, "is no JSON", err);
}

static int read_head(struct reading *reading, const struct db_stmt *row,
		     struct err *err)
{
	if (strcmp(db_text(row, 0), "git-provenance") != 0 ||
	    db_type(row, 1) != DB_TEXT || db_type(row, 2) != DB_INT)
		return no_manifest(reading, "is no manifest of a report", err);
	reading->text.version = xstrdup(db_text(row, 1));
	reading->text.schema = db_int(row, 2);
	if (!db_is_null(row, 3))
		reading->text.fonts = xstrdup(db_text(row, 3));
	return 0;
}

/* Below the folder, and no other name for what is there. */
static bool is_below(const char *path)
{
	while (true) {
		size_t len = strcspn(path, "/");

		if (len == 0 || (len == 1 && path[0] == '.') ||
		    (len == 2 && strncmp(path, "..", 2) == 0))
			return false;
		if (!path[len])
			return true;
		path += len + 1;
	}
}

static int read_file(struct reading *reading, const struct db_stmt *row,
		     struct err *err)
{
	struct manifest_text *text = &reading->text;
	const char *path = db_text(row, 0), *sha256 = db_text(row, 1);
	struct manifest_file *file;

	if (!is_below(path) || strlen(sha256) != DIGEST_HEX)
		return no_manifest(reading, "names a file that no report has",
				   err);
	text->files = xgrow(text->files, text->n_files, &text->n_alloc,
			    sizeof(*text->files));
	file = &text->files[text->n_files++];
	file->path = xstrdup(path);
	memcpy(file->sha256, sha256, DIGEST_HEX + 1);
	return 0;
}

static int read_option(struct reading *reading, const struct db_stmt *row,
		       struct err *err)
{
	const char *name = db_text(row, 0), *type = db_text(row, 1);
	struct manifest_text *text = &reading->text;
	struct buf arg = BUF_INIT;

	if (strcmp(type, "null") == 0 || strcmp(type, "false") == 0)
		return 0;
	if (!manifest_records(reading->opts, name))
		return err_set(err, FAIL_WORLD,
			       "the manifest of '%s' has an option --%s, "
			       "which git-provenance " VERSION
			       " does not know; verify it with version %s",
			       reading->dir, name, text->version);
	buf_addf(&arg, "--%s", name);
	if (strcmp(type, "true") != 0)
		buf_addf(&arg, "=%s", db_text(row, 2));
	text->args = xgrow((void *)text->args, text->n_args,
			   &text->n_args_alloc, sizeof(*text->args));
	text->args[text->n_args++] = buf_detach(&arg, NULL);
	return 0;
}

static int read_parts(struct reading *reading, struct err *err)
{
	if (each_row(reading, "SELECT json_valid(?1)", check_json, err) < 0 ||
	    each_row(reading,
		     "SELECT json_extract(?1, '$.tool'),"
		     " json_extract(?1, '$.version'),"
		     " json_extract(?1, '$.schema'),"
		     " json_extract(?1, '$.fonts')",
		     read_head, err) < 0 ||
	    each_row(reading,
		     "SELECT json_extract(value, '$.path'),"
		     " json_extract(value, '$.sha256')"
		     " FROM json_each(?1, '$.files') WHERE type = 'object'"
		     " ORDER BY 1",
		     read_file, err) < 0)
		return -1;
	/* a plain value is one row, a list a row for each item */
	return each_row(reading,
			"SELECT options.key, item.type, item.value"
			" FROM json_each(?1, '$.options') AS options,"
			" json_each(?1, options.fullkey) AS item"
			" ORDER BY options.id, item.id",
			read_option, err);
}

int manifest_read(const char *dir, const struct opt *opts,
		  struct manifest_text *text_out, struct err *err)
{
	struct reading reading = { .dir = dir, .opts = opts, .json = BUF_INIT };
	int ret = -1;

	if (read_bytes(&reading, err) < 0)
		goto out;
	if (db_open("the manifest", DB_MEMORY, &reading.db, err) < 0)
		goto out;
	ret = read_parts(&reading, err);
out:
	db_close(reading.db);
	buf_release(&reading.json);
	if (ret < 0)
		manifest_text_release(&reading.text);
	else
		*text_out = reading.text;
	return ret;
}

void manifest_text_release(struct manifest_text *text)
{
	for (size_t i = 0; i < text->n_files; i++)
		free(text->files[i].path);
	for (size_t i = 0; i < text->n_args; i++)
		free(text->args[i]);
	free(text->files);
	free((void *)text->args);
	free(text->version);
	free(text->fonts);
	memset(text, 0, sizeof(*text));
}
