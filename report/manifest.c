/* SPDX-License-Identifier: MIT */
#include "report/manifest.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "audit/base/date.h"
#include "report/digest.h"
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

/* Options that say where, not what: a report is the same elsewhere. */
static const char *const places[] = { "db", "out" };

static bool is_place(const struct opt *opt)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (strcmp(opt->name, places[i]) == 0)
			return true;
	return false;
}

bool manifest_records(const struct opt *opts, const char *name)
{
	for (; opts->name; opts++)
		if (strcmp(opts->name, name) == 0)
			return !is_place(opts);
	return false;
}

static void add_texts(struct buf *out, const struct opt_texts *texts)
{
	buf_add_str(out, "[");
	for (size_t i = 0; i < texts->n_items; i++) {
		buf_add_str(out, i ? ", " : "");
		json_add_string(out, texts->items[i]);
	}
	buf_add_str(out, "]");
}

/* As the command line would take it again: a day, or seconds. */
static void add_date(struct buf *out, const struct opt_date *date)
{
	const int64_t day_seconds = 24 * 60 * 60;
	char text[DATE_TEXT_MAX];

	if (!date->is_set)
		buf_add_str(out, "null");
	else if (date->at % day_seconds) {
		buf_addf(out, "\"%lld\"", date->at);
	} else {
		date_format_day(date->at, text);
		json_add_string(out, text);
	}
}

static void add_value(struct buf *out, const struct opt *opt, const void *field)
{
	const char *const *text = field;

	switch (opt->kind) {
	case OPT_FLAG:
		buf_add_str(out, *(const bool *)field ? "true" : "false");
		return;
	case OPT_TEXT:
		if (*text)
			json_add_string(out, *text);
		else
			buf_add_str(out, "null");
		return;
	case OPT_TEXTS:
		add_texts(out, field);
		return;
	case OPT_COUNT:
		buf_addf(out, "%d", *(const int *)field);
		return;
	case OPT_BYTES:
		buf_addf(out, "%" PRId64, *(const int64_t *)field);
		return;
	case OPT_DATE:
		add_date(out, field);
		return;
	}
}

/* Each row of the option table, so that none is forgotten. */
static void add_options(struct buf *out, const struct manifest *manifest)
{
	const char *before = "\n    ";

	buf_add_str(out, ",\n  \"options\": {");
	for (const struct opt *opt = manifest->opts; opt->name; opt++) {
		if (is_place(opt))
			continue;
		buf_add_str(out, before);
		json_add_string(out, opt->name);
		buf_add_str(out, ": ");
		add_value(out, opt,
			  (const char *)manifest->config + opt->offset);
		before = ",\n    ";
	}
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

static int add_files(struct buf *out, struct folder *folder, struct err *err)
{
	size_t n_names;
	const char *const *names = folder_names(folder, &n_names);

	buf_add_str(out, ",\n  \"files\": [");
	for (size_t i = 0; i < n_names; i++) {
		struct buf path = BUF_INIT;
		char hex[DIGEST_HEX + 1];
		int64_t n_bytes;
		int ret;

		add_text(out, i ? ",\n    { " : "\n    { ", "path", names[i]);
		buf_add_str(out, ", \"sha256\": ");
		folder_path(folder, names[i], &path);
		ret = digest_file(path.data, hex, &n_bytes, err);
		buf_release(&path);
		if (ret < 0)
			return -1;
		buf_addf(out, "\"%s\", \"bytes\": %" PRId64 " }", hex, n_bytes);
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
	buf_addf(&out, ",\n  \"fonts\": %s", manifest->fonts);
	if (add_repos(&out, manifest, db, err) < 0 ||
	    add_files(&out, folder, err) < 0)
		goto out;
	buf_add_str(&out, "\n}\n");
	ret = folder_write(folder, "manifest.json", out.data, out.len, err);
out:
	buf_release(&out);
	return ret;
}
