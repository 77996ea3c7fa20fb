/* SPDX-License-Identifier: MIT */
#ifndef FACTS_STORE_IDS_H
#define FACTS_STORE_IDS_H
/*
 * store_ids - the ids of identities, people and paths of one repository.
 *
 * A row is written when its text is first asked for; ids follow that order.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/db/db.h"
#include "audit/git/mailmap.h"

struct store_ids;

/*
 * Read what the repository has already; db and mailmap must outlive it.
 */
int store_ids_open(struct db *db, int64_t repo_id,
		   const struct mailmap *mailmap, struct store_ids **ids_out,
		   struct err *err);
void store_ids_free(struct store_ids *ids);

/* A person as a commit has it. */
struct store_person {
	const char *name, *email;         /* in UTF-8 */
	const char *raw_name, *raw_email; /* exact bytes; the mailmap's key */
	bool is_nobody; /* the line names no person; the texts are empty */
};

/* The id of an identity. */
int store_ids_identity(struct store_ids *ids, struct store_person person,
		       int64_t *id_out, struct err *err);

/* The id of a path of exact bytes. */
int store_ids_path(struct store_ids *ids, const char *path, size_t len,
		   int64_t *id_out, struct err *err);

/*
 * Give every identity its person anew if the mailmap now says otherwise for
 * any of them; in the caller's transaction.
 */
int store_ids_remap(struct store_ids *ids, struct err *err);

#endif
