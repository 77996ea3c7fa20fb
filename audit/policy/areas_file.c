/* SPDX-License-Identifier: MIT */
/* An owners' file from outside of the tree becomes a row of owners_files. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "audit/base/utf8.h"
#include "audit/policy/areas.h"
#include "audit/policy/areas_spec.h"

static int read_file(const char *path, struct buf *text, struct err *err)
{
	struct buf raw = BUF_INIT;
	char piece[8192];
	FILE *file = fopen(path, "re");
	size_t n;
	int reason;

	if (!file)
		return err_set(err, FAIL_USAGE, "areas file '%s': %s; %s", path,
			       strerror(errno), hint_of(errno));
	while ((n = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(&raw, piece, n);
	reason = ferror(file) ? errno : 0;
	fclose(file);
	if (!reason)
		utf8_add(text, raw.data, raw.len);
	buf_release(&raw);
	if (!reason)
		return 0;
	/* a folder is a wrong name; what a disk does is no fault of the user */
	return err_set(err, reason == EISDIR ? FAIL_USAGE : FAIL_WORLD,
		       "areas file '%s' cannot be read: %s; %s", path,
		       strerror(reason), hint_of(reason));
}

static int replace_row(struct db *db, int64_t repo_id, const char *path,
		       const struct buf *text, struct err *err)
{
	static const char *const steps[] = {
		"DELETE FROM owners_files"
		" WHERE repo_id = ?1 AND commit_id IS NULL",
		"INSERT INTO owners_files (repo_id, path, text)"
		" VALUES (?1, ?2, ?3)",
	};
	int ret = 0;

	for (size_t i = 0; ret == 0 && i < 2; i++) {
		struct db_stmt *stmt = NULL;

		if (db_prepare(db, steps[i], &stmt, err) < 0)
			return -1;
		db_bind_int(stmt, 1, repo_id);
		if (i == 1) {
			db_bind_text(stmt, 2, path);
			db_bind_text_n(stmt, 3, text->data, text->len);
		}
		ret = db_exec(stmt, err);
		db_stmt_free(stmt);
	}
	return ret;
}

int areas_read_file(struct db *db, int64_t repo_id, const char *spec_text,
		    struct err *err)
{
	struct areas_spec spec;
	struct buf text = BUF_INIT;
	int ret;

	if (areas_spec_read(spec_text, &spec, err) < 0)
		return -1;
	if (spec.from != AREAS_FILE)
		return 0;
	ret = read_file(spec.path, &text, err);
	if (ret == 0)
		ret = replace_row(db, repo_id, spec.path, &text, err);
	buf_release(&text);
	return ret;
}
