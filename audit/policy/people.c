/* SPDX-License-Identifier: MIT */
#include "audit/policy/people.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/arena.h"
#include "audit/base/ascii.h"
#include "audit/base/buf.h"
#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"

struct people {
	struct person *items;
	size_t n_items, n_alloc;
	struct bytemap by_email; /* lower case, before or after mailmap */
	struct arena memory;
};

static void put_email(struct people *people, const char *email, size_t number)
{
	struct buf key = BUF_INIT;

	for (; *email; email++)
		buf_add_char(&key, ascii_lower(*email));
	if (key.len &&
	    bytemap_get(&people->by_email, key.data, key.len, -1) < 0)
		bytemap_set(&people->by_email, key.data, key.len,
			    (int64_t)number);
	buf_release(&key);
}

static void put_row(struct people *people, const struct db_stmt *rows)
{
	const char *name = db_text(rows, 1), *email = db_text(rows, 2);
	const struct person person = {
		db_int(rows, 0),
		arena_copy(&people->memory, name, strlen(name)),
		arena_copy(&people->memory, email, strlen(email)),
	};

	people->items = xgrow(people->items, people->n_items, &people->n_alloc,
			      sizeof(*people->items));
	put_email(people, email, people->n_items);
	put_email(people, db_text(rows, 3), people->n_items);
	people->items[people->n_items++] = person;
}

/* An address that several people committed from is that of the first. */
int people_read(struct db *db, int64_t repo_id, struct people **people_out,
		struct err *err)
{
	struct people *people = xcalloc(1, sizeof(*people));
	struct db_stmt *rows = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT p.person_id, p.name, p.email, i.email"
		       "  FROM identities AS i"
		       "  JOIN people AS p ON p.person_id = i.person_id"
		       " WHERE i.repo_id = ?1"
		       " ORDER BY i.identity_id",
		       &rows, err) < 0) {
		people_free(people);
		return -1;
	}
	db_bind_int(rows, 1, repo_id);
	while ((more = db_step(rows, err)) > 0)
		put_row(people, rows);
	db_stmt_free(rows);
	if (more < 0) {
		people_free(people);
		return -1;
	}
	*people_out = people;
	return 0;
}

void people_free(struct people *people)
{
	if (!people)
		return;
	bytemap_release(&people->by_email);
	arena_release(&people->memory);
	free(people->items);
	free(people);
}

static int64_t find_email(const struct people *people, const char *email,
			  size_t len)
{
	struct buf key = BUF_INIT;
	int64_t number;

	for (size_t i = 0; i < len; i++)
		buf_add_char(&key, ascii_lower(email[i]));
	number = bytemap_get(&people->by_email, key.data, key.len, -1);
	buf_release(&key);
	return number;
}

/* text without blanks and quotation marks around it. */
static const char *copy_trimmed(struct people *people, const char *text,
				size_t len)
{
	while (len && (ascii_is_space(*text) || *text == '"')) {
		text++;
		len--;
	}
	while (len && (ascii_is_space(text[len - 1]) || text[len - 1] == '"'))
		len--;
	return arena_copy(&people->memory, text, len);
}

/* "Jane <jane@example.org> # note" into name and e-mail. */
static struct person cut(struct people *people, const char *value)
{
	const char *open = strchr(value, '<');
	const char *email = open ? open + 1 : NULL;
	struct person person = { 0, "", "" };

	if (open) {
		person.name =
			copy_trimmed(people, value, (size_t)(open - value));
		person.email = copy_trimmed(people, email, strcspn(email, ">"));
	} else if (strchr(value, '@')) {
		person.email = copy_trimmed(people, value, strlen(value));
	} else {
		person.name = copy_trimmed(people, value, strlen(value));
	}
	return person;
}

struct person people_find(struct people *people, const char *value)
{
	const struct person person = cut(people, value);
	int64_t number;

	if (!*person.email)
		return person;
	number = find_email(people, person.email, strlen(person.email));
	return number < 0 ? person : people->items[number];
}

bool person_is_nobody(const struct person *person)
{
	return !*person->name && !*person->email;
}

bool person_is(const struct person *a, const struct person *b)
{
	if (a->id && a->id == b->id)
		return true;
	if (*a->email && ascii_casecmp(a->email, b->email) == 0)
		return true;
	return *a->name && ascii_casecmp(a->name, b->name) == 0;
}
