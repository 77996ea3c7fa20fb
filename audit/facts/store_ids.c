/* SPDX-License-Identifier: MIT */
#include "audit/facts/store_ids.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"

enum sql { SQL_PATH, SQL_IDENTITY, SQL_PERSON, N_SQL };

static const char *const sql_texts[N_SQL] = {
	[SQL_PATH] = "INSERT INTO paths VALUES (?1, ?2, ?3, ?4)",
	[SQL_IDENTITY] = ("INSERT INTO identities VALUES (?1, ?2, ?3, ?4, ?5,"
			  " ?6, ?7)"),
	[SQL_PERSON] = "INSERT INTO people VALUES (?1, ?2, ?3, ?4)",
};

/* Rows by their text, and the id that the next one gets. */
struct table_ids {
	struct bytemap ids;
	int64_t next;
};

struct store_ids {
	struct db *db;
	int64_t repo_id;
	const struct mailmap *mailmap;
	struct db_stmt *stmts[N_SQL];
	struct table_ids identities, people, paths;
	struct buf key, text, name, email; /* scratch */
};

/* --- opening --- */

/* "name NUL e-mail" in ids->key; nobody has none of the three. */
static void make_key(struct store_ids *ids, const char *name, const char *email,
		     bool is_nobody)
{
	buf_clear(&ids->key);
	if (is_nobody)
		return;
	buf_add(&ids->key, name, strlen(name) + 1);
	buf_add_str(&ids->key, email);
}

/* A row of identities from its column number 1: name, email, nobody, raw. */
static struct store_person person_of(const struct db_stmt *row)
{
	struct store_person person = { .name = db_text(row, 1),
				       .email = db_text(row, 2),
				       .is_nobody = db_int(row, 3) != 0 };
	size_t len;
	const char *raw = db_blob(row, 4, &len);
	const char *nul = len ? memchr(raw, '\0', len) : NULL;

	person.raw_name = nul ? raw : person.name;
	person.raw_email = nul ? nul + 1 : person.email;
	return person;
}

static int load_identities(struct store_ids *ids, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(ids->db,
		       "SELECT identity_id, name, email, is_nobody, raw"
		       " FROM identities WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, ids->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		const struct store_person person = person_of(stmt);

		make_key(ids, person.raw_name, person.raw_email,
			 person.is_nobody);
		bytemap_set(&ids->identities.ids, ids->key.data, ids->key.len,
			    db_int(stmt, 0));
	}
	db_stmt_free(stmt);
	return more;
}

static int load_people(struct store_ids *ids, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(ids->db,
		       "SELECT person_id, name, email FROM people"
		       " WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, ids->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		make_key(ids, db_text(stmt, 1), db_text(stmt, 2), false);
		bytemap_set(&ids->people.ids, ids->key.data, ids->key.len,
			    db_int(stmt, 0));
	}
	db_stmt_free(stmt);
	return more;
}

static int load_paths(struct store_ids *ids, struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more;

	if (db_prepare(ids->db,
		       "SELECT path_id, coalesce(raw, CAST(path AS BLOB))"
		       " FROM paths WHERE repo_id = ?1",
		       &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, ids->repo_id);
	while ((more = db_step(stmt, err)) > 0) {
		size_t len;
		const void *path = db_blob(stmt, 1, &len);

		bytemap_set(&ids->paths.ids, path, len, db_int(stmt, 0));
	}
	db_stmt_free(stmt);
	return more;
}

static int load_next_ids(struct store_ids *ids, struct err *err)
{
	const struct {
		const char *sql;
		int64_t *next;
	} rows[] = {
		{ "SELECT max(identity_id) + 1 FROM identities",
		  &ids->identities.next },
		{ "SELECT max(person_id) + 1 FROM people", &ids->people.next },
		{ "SELECT max(path_id) + 1 FROM paths", &ids->paths.next },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (db_get_int(ids->db, rows[i].sql, 1, rows[i].next, err) < 0)
			return -1;
	return 0;
}

static int prepare(struct store_ids *ids, struct err *err)
{
	for (int i = 0; i < N_SQL; i++)
		if (db_prepare(ids->db, sql_texts[i], &ids->stmts[i], err) < 0)
			return -1;
	if (load_identities(ids, err) < 0 || load_people(ids, err) < 0 ||
	    load_paths(ids, err) < 0)
		return -1;
	return load_next_ids(ids, err);
}

int store_ids_open(struct db *db, int64_t repo_id,
		   const struct mailmap *mailmap, struct store_ids **ids_out,
		   struct err *err)
{
	struct store_ids *ids = xcalloc(1, sizeof(*ids));

	ids->db = db;
	ids->repo_id = repo_id;
	ids->mailmap = mailmap;
	ids->key = (struct buf)BUF_INIT;
	ids->text = (struct buf)BUF_INIT;
	ids->name = (struct buf)BUF_INIT;
	ids->email = (struct buf)BUF_INIT;
	if (prepare(ids, err) < 0) {
		store_ids_free(ids);
		return -1;
	}
	*ids_out = ids;
	return 0;
}

void store_ids_free(struct store_ids *ids)
{
	if (!ids)
		return;
	for (int i = 0; i < N_SQL; i++)
		db_stmt_free(ids->stmts[i]);
	bytemap_release(&ids->identities.ids);
	bytemap_release(&ids->people.ids);
	bytemap_release(&ids->paths.ids);
	buf_release(&ids->key);
	buf_release(&ids->text);
	buf_release(&ids->name);
	buf_release(&ids->email);
	free(ids);
}

/* --- people and paths --- */

/*
 * The name and e-mail of the person behind an identity, into ids.  As git:
 * bytes are compared, and where a line names nobody, no mailmap is asked.
 */
static void resolve(struct store_ids *ids, const struct store_person *identity)
{
	const char *name = identity->raw_name, *email = identity->raw_email;

	if (!identity->is_nobody)
		mailmap_resolve(ids->mailmap, name, email, &name, &email);
	buf_clear(&ids->name);
	buf_clear(&ids->email);
	utf8_add(&ids->name, name, strlen(name));
	utf8_add(&ids->email, email, strlen(email));
}

/* The person of an identity. */
static int person_id(struct store_ids *ids, const struct store_person *identity,
		     int64_t *id_out, struct err *err)
{
	struct db_stmt *stmt = ids->stmts[SQL_PERSON];

	resolve(ids, identity);
	make_key(ids, ids->name.data, ids->email.data, false);
	*id_out = bytemap_get(&ids->people.ids, ids->key.data, ids->key.len, 0);
	if (*id_out)
		return 0;
	*id_out = ids->people.next++;
	bytemap_set(&ids->people.ids, ids->key.data, ids->key.len, *id_out);
	db_bind_int(stmt, 1, *id_out);
	db_bind_int(stmt, 2, ids->repo_id);
	db_bind_text(stmt, 3, ids->name.data);
	db_bind_text(stmt, 4, ids->email.data);
	return db_exec(stmt, err);
}

int store_ids_identity(struct store_ids *ids, struct store_person person,
		       int64_t *id_out, struct err *err)
{
	struct db_stmt *stmt = ids->stmts[SQL_IDENTITY];
	int64_t of_person;

	bool is_text = strcmp(person.name, person.raw_name) == 0 &&
		       strcmp(person.email, person.raw_email) == 0;

	make_key(ids, person.raw_name, person.raw_email, person.is_nobody);
	*id_out = bytemap_get(&ids->identities.ids, ids->key.data, ids->key.len,
			      0);
	if (*id_out)
		return 0;
	*id_out = ids->identities.next++;
	bytemap_set(&ids->identities.ids, ids->key.data, ids->key.len, *id_out);
	if (person_id(ids, &person, &of_person, err) < 0)
		return -1;
	buf_clear(&ids->text);
	if (!is_text) {
		buf_add(&ids->text, person.raw_name,
			strlen(person.raw_name) + 1);
		buf_add_str(&ids->text, person.raw_email);
	}
	db_bind_int(stmt, 1, *id_out);
	db_bind_int(stmt, 2, ids->repo_id);
	db_bind_text(stmt, 3, person.name);
	db_bind_text(stmt, 4, person.email);
	db_bind_int(stmt, 5, of_person);
	db_bind_int(stmt, 6, person.is_nobody);
	db_bind_blob(stmt, 7, ids->text.data, ids->text.len);
	return db_exec(stmt, err);
}

int store_ids_path(struct store_ids *ids, const char *path, size_t len,
		   int64_t *id_out, struct err *err)
{
	struct db_stmt *stmt = ids->stmts[SQL_PATH];
	bool is_text = utf8_is_valid(path, len);

	*id_out = bytemap_get(&ids->paths.ids, path, len, 0);
	if (*id_out)
		return 0;
	*id_out = ids->paths.next++;
	bytemap_set(&ids->paths.ids, path, len, *id_out);
	buf_clear(&ids->text);
	utf8_add(&ids->text, path, len);
	db_bind_int(stmt, 1, *id_out);
	db_bind_int(stmt, 2, ids->repo_id);
	db_bind_text_n(stmt, 3, ids->text.data, ids->text.len);
	if (is_text)
		db_bind_null(stmt, 4);
	else
		db_bind_blob(stmt, 4, path, len);
	return db_exec(stmt, err);
}

/* --- a mailmap that changed --- */

/* True if the mailmap gives any identity another person than it has. */
static int is_outdated(struct store_ids *ids, bool *is_outdated_out,
		       struct err *err)
{
	struct db_stmt *stmt = NULL;
	bool differs = false;
	int more;

	if (db_prepare(
		    ids->db,
		    "SELECT i.identity_id, i.name, i.email, i.is_nobody, i.raw,"
		    " p.name, p.email FROM identities AS i JOIN people AS p "
		    "USING (person_id)"
		    " WHERE i.repo_id = ?1",
		    &stmt, err) < 0)
		return -1;
	db_bind_int(stmt, 1, ids->repo_id);
	while (!differs && (more = db_step(stmt, err)) > 0) {
		const struct store_person identity = person_of(stmt);

		resolve(ids, &identity);
		differs = strcmp(ids->name.data, db_text(stmt, 5)) != 0 ||
			  strcmp(ids->email.data, db_text(stmt, 6)) != 0;
	}
	db_stmt_free(stmt);
	if (!differs && more < 0)
		return -1;
	*is_outdated_out = differs;
	return 0;
}

static int assign_people(struct store_ids *ids, struct err *err)
{
	struct db_stmt *list = NULL, *set = NULL;
	int64_t id;
	int more = -1;

	if (db_prepare(ids->db,
		       "SELECT identity_id, name, email, is_nobody, raw"
		       " FROM identities WHERE repo_id = ?1"
		       " ORDER BY identity_id",
		       &list, err) < 0 ||
	    db_prepare(ids->db,
		       "UPDATE identities SET person_id = ?2"
		       " WHERE identity_id = ?1",
		       &set, err) < 0)
		goto out;
	db_bind_int(list, 1, ids->repo_id);
	while ((more = db_step(list, err)) > 0) {
		const struct store_person identity = person_of(list);

		if (person_id(ids, &identity, &id, err) < 0) {
			more = -1;
			break;
		}
		db_bind_int(set, 1, db_int(list, 0));
		db_bind_int(set, 2, id);
		if (db_exec(set, err) < 0) {
			more = -1;
			break;
		}
	}
out:
	db_stmt_free(set);
	db_stmt_free(list);
	return more;
}

int store_ids_remap(struct store_ids *ids, struct err *err)
{
	bool outdated;

	if (is_outdated(ids, &outdated, err) < 0)
		return -1;
	if (!outdated)
		return 0;
	if (db_script(ids->db, "PRAGMA defer_foreign_keys = 1", err) < 0 ||
	    db_exec_for(ids->db, "DELETE FROM people WHERE repo_id = ?1",
			ids->repo_id, err) < 0)
		return -1;
	bytemap_release(&ids->people.ids);
	if (load_next_ids(ids, err) < 0)
		return -1;
	return assign_people(ids, err);
}
