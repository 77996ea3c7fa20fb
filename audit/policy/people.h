/* SPDX-License-Identifier: MIT */
#ifndef POLICY_PEOPLE_H
#define POLICY_PEOPLE_H
/*
 * people - who a "Name <e-mail>" is, after mailmap.
 *
 * Somebody is the same person with the same mapped e-mail, and with the
 * same name: people sign from other addresses than they commit from.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/db/db.h"

/* Somebody; texts belong to others. */
struct person {
	int64_t id;               /* of people; 0: not an author or committer */
	const char *name, *email; /* may be "" */
};

struct people;

/* Everybody of a repository; free with people_free. */
int people_read(struct db *db, int64_t repo_id, struct people **people_out,
		struct err *err);
void people_free(struct people *people);

/*
 * Who is meant by a trailer's value or an e-mail: "Jane <jane@example.org>",
 * "jane@example.org", "Jane".  Texts live as long as people.
 */
struct person people_find(struct people *people, const char *value);

/* True if both are one person. */
bool person_is(const struct person *a, const struct person *b);

/* True if there is neither a name nor an e-mail. */
bool person_is_nobody(const struct person *person);

#endif
