/* SPDX-License-Identifier: MIT */
#include "audit/policy/area_versions.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/areas.h"

/* One place where an owners' file may stand. */
struct place {
	const char *path;
	struct buf text;
	bool is_there;       /* at the row that was read last */
	bool is_changed;     /* since the last version was made */
	struct area_time to; /* of its last row */
};

enum { MAX_PLACES = 8 };

struct reader {
	enum owners_format format;
	bool is_by_hand; /* spec file: the format shows itself */
	struct place places[MAX_PLACES]; /* the first that is there counts */
	size_t n_places;
	const struct place *current; /* where the current version stands */
	struct area_time from;       /* of the rows since that version */
	struct area_history *history;
	struct repository *repo; /* may be NULL */
	size_t n_rows;
};

/*
 * The text of a row, given in its column or named by the blob in the next
 * one; false if there is none or it cannot be read.
 */
static bool row_text(struct repository *repo, const struct db_stmt *rows,
		     int column, struct buf *text)
{
	struct object object;
	struct oid oid;
	const void *data;
	size_t len;

	buf_clear(text);
	if (!db_is_null(rows, column)) {
		data = db_blob(rows, column, &len);
		buf_add(text, data, len);
		return true;
	}
	data = db_blob(rows, column + 1, &len);
	if (!repo || len != OID_BYTES)
		return false;
	memcpy(oid.bytes, data, OID_BYTES);
	if (repository_read(repo, &oid, &object, NULL) < 0)
		return false;
	buf_add(text, object.data, object.len);
	object_release(&object);
	return true;
}

static void add_place(struct reader *reader, const char *path)
{
	reader->places[reader->n_places++] =
		(struct place){ .path = path, .text = BUF_INIT };
}

static void reader_init(struct reader *reader, const struct areas_spec *spec,
			struct area_history *history)
{
	*reader = (struct reader){ .history = history };
	reader->format = spec->from == AREAS_MAINTAINERS ? OWNERS_MAINTAINERS
							 : OWNERS_CODEOWNERS;
	reader->is_by_hand = spec->from == AREAS_FILE;
	if (reader->is_by_hand) {
		add_place(reader, spec->path);
		return;
	}
	for (const char *const *path = areas_owner_paths(); *path; path++)
		if ((strcmp(*path, "MAINTAINERS") == 0) ==
		    (spec->from == AREAS_MAINTAINERS))
			add_place(reader, *path);
}

static void reader_release(struct reader *reader)
{
	for (size_t i = 0; i < reader->n_places; i++)
		buf_release(&reader->places[i].text);
}

/* A NUL would end the texts of the database; a blank separates as well. */
static void blank_nuls(struct place *place)
{
	char *at = place->text.data;
	const char *end = at + place->text.len;

	while ((at = memchr(at, '\0', (size_t)(end - at))) != NULL)
		*at = ' ';
}

static struct owners *parse(const struct reader *reader, struct slice text)
{
	return owners_new(reader->is_by_hand ? owners_detect(text)
					     : reader->format,
			  text);
}

static struct place *first_there(struct reader *reader)
{
	for (size_t i = 0; i < reader->n_places; i++)
		if (reader->places[i].is_there)
			return &reader->places[i];
	return NULL;
}

/* The rows of one commit were read: make a version, if they changed it. */
static void end_commit(struct reader *reader)
{
	const struct place *place = first_there(reader);
	struct owners *owners = NULL;

	if (place != reader->current || (place && place->is_changed)) {
		if (place)
			owners = parse(reader,
				       (struct slice){ place->text.data,
						       place->text.len });
		area_history_add(reader->history, owners, reader->from);
		owners_free(owners);
		reader->current = place;
	}
	for (size_t i = 0; i < reader->n_places; i++)
		reader->places[i].is_changed = false;
}

/* What no later row took away, but has an end, is gone. */
static void end_rows(struct reader *reader)
{
	end_commit(reader);
	for (size_t i = 0; i < reader->n_places; i++) {
		struct place *place = &reader->places[i];

		if (!place->is_there || !place->to.is_known)
			continue;
		place->is_there = false;
		reader->from = place->to;
	}
	end_commit(reader);
}

static struct area_time time_of(const struct db_stmt *rows, int column)
{
	return (struct area_time){ !db_is_null(rows, column),
				   db_int(rows, column) };
}

static struct place *place_of(struct reader *reader, const char *path)
{
	for (size_t i = 0; i < reader->n_places; i++)
		if (strcmp(reader->places[i].path, path) == 0)
			return &reader->places[i];
	return NULL;
}

enum { COLUMN_COMMIT, COLUMN_PATH, COLUMN_FROM, COLUMN_TO, COLUMN_TEXT };

static void read_row(struct reader *reader, const struct db_stmt *rows)
{
	struct place *place = place_of(reader, db_text(rows, COLUMN_PATH));

	if (!place)
		return;
	reader->n_rows++;
	reader->from = time_of(rows, COLUMN_FROM);
	place->to = time_of(rows, COLUMN_TO);
	place->is_changed = true;
	place->is_there =
		row_text(reader->repo, rows, COLUMN_TEXT, &place->text);
	if (place->is_there)
		blank_nuls(place);
}

static int read_rows(struct reader *reader, struct db_stmt *rows,
		     struct err *err)
{
	int64_t commit = -1;
	int more;

	while ((more = db_step(rows, err)) > 0) {
		if (db_int(rows, COLUMN_COMMIT) != commit)
			end_commit(reader);
		commit = db_int(rows, COLUMN_COMMIT);
		read_row(reader, rows);
	}
	if (more == 0)
		end_rows(reader);
	return more;
}

void area_versions_release(struct area_tip *tip)
{
	owners_free(tip->owners);
	free(tip->text);
	*tip = (struct area_tip){ NULL, NULL };
}

/* Takes the text of the tip out of the reader. */
static void read_tip(struct reader *reader, struct area_tip *tip_out)
{
	struct place *place = first_there(reader);
	struct area_tip tip = { NULL, NULL };

	if (place) {
		tip.owners = parse(reader, (struct slice){ place->text.data,
							   place->text.len });
		tip.text = buf_detach(&place->text, NULL);
	}
	*tip_out = tip;
}

static int no_versions(const struct reader *reader, struct err *err)
{
	if (reader->is_by_hand)
		return err_set(err, FAIL_USAGE,
			       "areas file '%s' was not read; name it with "
			       "--areas again",
			       reader->places[0].path);
	return err_set(err, FAIL_USAGE,
		       "areas '%s': the history has no %s; leave --areas out "
		       "to take what it has",
		       reader->format == OWNERS_MAINTAINERS ? "maintainers"
							    : "codeowners",
		       reader->format == OWNERS_MAINTAINERS ? "MAINTAINERS"
							    : "CODEOWNERS");
}

int area_versions_read(const struct area_facts *facts,
		       const struct areas_spec *spec,
		       struct area_history *history, struct area_tip *tip_out,
		       struct err *err)
{
	static const char sql[] =
		"SELECT commit_id, path, from_at, to_at, text, blob"
		"  FROM owners_files"
		" WHERE repo_id = ?1 AND (commit_id IS NULL) = ?2"
		" ORDER BY owners_id";
	struct reader reader;
	struct db_stmt *rows = NULL;
	int ret = -1;

	reader_init(&reader, spec, history);
	reader.repo = facts->repo;
	if (db_prepare(facts->db, sql, &rows, err) < 0)
		goto out;
	db_bind_int(rows, 1, facts->repo_id);
	db_bind_int(rows, 2, reader.is_by_hand);
	if (read_rows(&reader, rows, err) < 0)
		goto out;
	if (reader.n_rows == 0) {
		no_versions(&reader, err);
		goto out;
	}
	read_tip(&reader, tip_out);
	ret = 0;
out:
	db_stmt_free(rows);
	reader_release(&reader);
	return ret;
}

/* 0 for MAINTAINERS, then CODEOWNERS by precedence; -1: another path. */
static int rank_of(const char *path)
{
	const char *const *paths = areas_owner_paths();

	for (int rank = 0; paths[rank]; rank++)
		if (strcmp(paths[rank], path) == 0)
			return rank;
	return -1;
}

/* True if the owners' file in the current row has parts. */
static bool is_useful(const struct area_facts *facts,
		      const struct db_stmt *rows, int rank)
{
	struct buf text = BUF_INIT;
	struct owners *owners;
	bool result = false;

	if (rank >= 0 && row_text(facts->repo, rows, 1, &text)) {
		owners = owners_new(rank == 0 ? OWNERS_MAINTAINERS
					      : OWNERS_CODEOWNERS,
				    (struct slice){ text.data, text.len });
		result = owners_has_parts(owners);
		owners_free(owners);
	}
	buf_release(&text);
	return result;
}

int area_versions_resolve(const struct area_facts *facts,
			  const struct areas_spec *spec,
			  struct areas_spec *resolved_out, struct err *err)
{
	static const char sql[] =
		"SELECT path, text, blob"
		"  FROM owners_files"
		" WHERE repo_id = ?1 AND commit_id IS NOT NULL"
		"   AND to_at IS NULL";
	struct areas_spec resolved = { AREAS_FOLDER, 1, NULL };
	struct db_stmt *rows = NULL;
	int more;

	if (spec->from != AREAS_AUTO) {
		*resolved_out = *spec;
		return 0;
	}
	if (db_prepare(facts->db, sql, &rows, err) < 0)
		return -1;
	db_bind_int(rows, 1, facts->repo_id);
	while ((more = db_step(rows, err)) > 0) {
		const int rank = rank_of(db_text(rows, 0));

		if (resolved.from == AREAS_MAINTAINERS ||
		    !is_useful(facts, rows, rank))
			continue;
		resolved.depth = 0;
		resolved.from =
			rank == 0 ? AREAS_MAINTAINERS : AREAS_CODEOWNERS;
	}
	db_stmt_free(rows);
	if (more == 0)
		*resolved_out = resolved;
	return more;
}
