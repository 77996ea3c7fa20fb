/* SPDX-License-Identifier: MIT */
#include "report/manifest.h"

#include <errno.h>
#include <glib.h>
#include <inttypes.h>
#include <string.h>

#include "audit/base/date.h"
#include "report/json.h"

/* Append `"name": "value"` or null, and a comma before all but the first. */
static void add_text(struct buf *out, const char *before, const char *name,
		     const char *value)
{
	buf_add_str(out, before);
	json_add_string(out, name);
	buf_add_str(out, ": ");
	if (value)
		json_add_string(out, value);
	else
		buf_add_str(out, "null");
}

static void add_date(struct buf *out, const char *name,
		     const struct opt_date *date)
{
	char text[DATE_TEXT_MAX];

	date_format_second(date->at, text);
	add_text(out, ",\n    ", name, date->is_set ? text : NULL);
}

static void add_options(struct buf *out, const struct manifest *manifest)
{
	const struct scope *scope = &manifest->choice.scope;

	buf_add_str(out, ",\n  \"options\": {");
	add_text(out, "\n    ", "format", manifest->formats);
	add_text(out, ",\n    ", "period", manifest->choice.period);
	add_text(out, ",\n    ", "repo", scope->repo);
	add_text(out, ",\n    ", "area", scope->area);
	add_text(out, ",\n    ", "path", scope->path);
	add_text(out, ",\n    ", "author", scope->author);
	add_date(out, "since", &scope->since);
	add_date(out, "until", &scope->until);
	buf_add_str(out, "\n  }");
}

/* The current row of "summary" (repo, fact, value) as `"fact": value`. */
static void add_fact(struct buf *out, const char *before,
		     const struct db_stmt *stmt)
{
	if (db_type(stmt, 2) != DB_INT) {
		add_text(out, before, db_text(stmt, 1),
			 db_is_null(stmt, 2) ? NULL : db_text(stmt, 2));
		return;
	}
	buf_add_str(out, before);
	json_add_string(out, db_text(stmt, 1));
	buf_addf(out, ": %" PRId64, db_int(stmt, 2));
}

/* One object a repository: its name, and what "summary" says of it. */
static int add_repos(struct buf *out, const struct manifest *manifest,
		     struct db *db, struct err *err)
{
	static const struct section summary = { .query = "summary",
						.params = "" };
	struct section_run run;
	struct buf repo = BUF_INIT; /* of the row before */
	bool any = false;
	int more;

	if (section_open(&summary, &manifest->choice, db, &run, err) < 0)
		return -1;
	buf_add_str(out, ",\n  \"repositories\": [");
	while ((more = db_step(run.stmt, err)) > 0) {
		const char *name = db_text(run.stmt, 0);
		bool next = !any || strcmp(repo.data, name) != 0;

		if (next) {
			buf_add_str(out, any ? "\n    } },\n    {" : "\n    {");
			add_text(out, " ", "name", name);
			buf_add_str(out, ", \"facts\": {");
			buf_clear(&repo);
			buf_add_str(&repo, name);
			any = true;
		}
		add_fact(out, next ? "\n      " : ",\n      ", run.stmt);
	}
	buf_add_str(out, any ? "\n    } }\n  ]" : "]");
	buf_release(&repo);
	section_close(&run);
	return more;
}

/* Append the digest of a file, and count its bytes. */
static int add_digest(struct buf *out, const char *path, int64_t *n_bytes_out,
		      struct err *err)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
	FILE *file = fopen(path, "rb");
	unsigned char bytes[65536];
	int64_t n_bytes = 0;
	size_t n;
	int ret = -1;

	while (file && (n = fread(bytes, 1, sizeof(bytes), file)) > 0) {
		g_checksum_update(sum, bytes, (gssize)n);
		n_bytes += (int64_t)n;
	}
	if (!file || ferror(file)) {
		err_set(err, FAIL_WORLD, "cannot read '%s' back: %s", path,
			strerror(errno));
		goto out;
	}
	json_add_string(out, g_checksum_get_string(sum));
	*n_bytes_out = n_bytes;
	ret = 0;
out:
	if (file)
		fclose(file);
	g_checksum_free(sum);
	return ret;
}

static int add_files(struct buf *out, struct folder *folder, struct err *err)
{
	size_t n_names;
	const char *const *names = folder_names(folder, &n_names);

	buf_add_str(out, ",\n  \"files\": [");
	for (size_t i = 0; i < n_names; i++) {
		struct buf path = BUF_INIT;
		int64_t n_bytes;
		int ret;

		add_text(out, i ? ",\n    { " : "\n    { ", "path", names[i]);
		buf_add_str(out, ", \"sha256\": ");
		folder_path(folder, names[i], &path);
		ret = add_digest(out, path.data, &n_bytes, err);
		buf_release(&path);
		if (ret < 0)
			return -1;
		buf_addf(out, ", \"bytes\": %" PRId64 " }", n_bytes);
	}
	buf_add_str(out, n_names ? "\n  ]" : "]");
	return 0;
}

int manifest_write(const struct manifest *manifest, struct db *db,
		   struct folder *folder, struct err *err)
{
	struct buf out = BUF_INIT;
	int ret = -1;

	buf_add_str(&out, "{");
	add_text(&out, "\n  ", "tool", "git-provenance");
	add_text(&out, ",\n  ", "version", manifest->version);
	buf_addf(&out, ",\n  \"schema\": %d", DB_SCHEMA_VERSION);
	add_text(&out, ",\n  ", "title", manifest->title);
	add_options(&out, manifest);
	if (add_repos(&out, manifest, db, err) < 0 ||
	    add_files(&out, folder, err) < 0)
		goto out;
	buf_add_str(&out, "\n}\n");
	ret = folder_write(folder, "manifest.json", out.data, out.len, err);
out:
	buf_release(&out);
	return ret;
}
