/* SPDX-License-Identifier: MIT */
#ifndef REPORT_BUILD_H
#define REPORT_BUILD_H
/*
 * build - walk sections[] once a repository, and drive a document with what
 * they find; every sentence of a report is made here.
 *
 * Every date comes from the history: the same database, choice and version
 * give the same calls.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/db/db.h"
#include "report/document.h"
#include "report/sections.h"

/* What to build; everything is the caller's. */
struct build {
	const char *title;
	const char *version;          /* of git-provenance */
	struct section_choice choice; /* its scope.repo may be NULL: all */
	const char *const *repos;     /* names, in the order of the document */
	size_t n_repos;
	const struct opt_texts *commit_urls; /* see forge_find */
	bool has_csv; /* all rows are in files csv/ID.csv */
	const struct document_picture *pictures; /* of all repos */
	size_t n_pictures;
};

/* Begin the document, give it everything, and end it. */
int build_document(const struct build *build, struct db *db,
		   struct document *doc, struct err *err);

/*
 * How many questions build_document may ask of a repository; and ask number
 * nth of them, of choice->scope.repo, on a db that shares its answers.  What
 * fails is left to build_document.
 */
size_t build_n_asks(void);
void build_ask(const struct section_choice *choice, struct db *db, size_t nth);

#endif
