/* SPDX-License-Identifier: MIT */
#ifndef REPORT_PAGE_SECTION_H
#define REPORT_PAGE_SECTION_H
/*
 * page_section - the part of the page that is about one repository: its
 * numbers at the top, then its sections.  page.c writes what is around it.
 */
#include <stdbool.h>
#include <stdint.h>

#include "report/html.h"
#include "report/page.h"

/* What the functions that write the page share. */
struct page_writer {
	const struct page *page;
	struct db *db;
	struct html html;
	const char *repo;  /* that sections are about */
	size_t repo_place; /* of it in page->repos */
	int64_t base;      /* changes that the rates of repo count */
};

/* True if the page is about several repositories, each with its heading. */
bool page_has_repos(const struct page *page);

/*
 * Append the name of a section's place in the page: "people", or "r2-people"
 * for the second of several repositories.
 */
void page_place(struct buf *out, const struct page *page, size_t repo,
		const char *section);

/* Write all sections of w->repo. */
int page_repo_write(struct page_writer *w, struct err *err);

#endif
