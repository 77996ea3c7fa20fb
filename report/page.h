/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H
/*
 * page - index.html: one file that needs nothing else.
 *
 *   header   title, scope, version
 *   nav      contents
 *   main     a section a row of sections[], once a repository
 *              lead, picture, table, what its columns mean, its command
 *            how to read it
 *
 * No script, no address outside of the report's folder; a policy in the page
 * forbids both to the browser.  Every date comes from the history.
 */
#include "audit/db/db.h"
#include "report/sections.h"

/* A chart that was drawn; owned by the caller. */
struct page_picture {
	const char *chart; /* as sections[].chart calls it */
	const char *repo;  /* name of the repository that it shows */
	const char *file;  /* path below the folder of the report */
	const char *svg;   /* len bytes */
	size_t len;
	const char *title;    /* the question that it answers */
	const char *subtitle; /* base and scope */
	const char *caption;  /* how to read it, what it cannot say */
	const char *alt;      /* the picture in words */
};

/* What to write; everything is the caller's. */
struct page {
	const char *title;
	const char *version;          /* of git-provenance */
	struct section_choice choice; /* its scope.repo may be NULL: all */
	const char *const *repos;     /* names, in the order of the page */
	size_t n_repos;
	const char *tables; /* folder and ending of the files with all rows,
			       "csv"; NULL: none are written */
	const struct page_picture *pictures;
	size_t n_pictures;
};

/* Write the page; the caller checks out for write errors. */
int page_write(const struct page *page, struct db *db, FILE *out,
	       struct err *err);

#endif
