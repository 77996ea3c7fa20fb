/* SPDX-License-Identifier: MIT */
#ifndef REPORT_BUILD_PART_H
#define REPORT_BUILD_PART_H
/* build_part - what the files that build a document share. */
#include <stdint.h>

#include "report/build.h"
#include "report/table.h"

/* A document in the making, at one of its repositories. */
struct builder {
	const struct build *build;
	struct db *db;
	struct document *doc;
	const struct document_entry *next; /* that has not begun */
	const struct document_entry *end;  /* of all entries */
	const char *repo;                  /* that sections are about */
	int64_t base;          /* changes that the rates of repo count */
	struct buf commit_url; /* of repo, see forge.h; empty: none */
};

/* What of the choice is about the builder's repository. */
struct section_choice build_choice(const struct builder *builder);

/*
 * The numbers at the top of a repository, after what is unknown of it; sets
 * builder->base.
 */
int build_top(struct builder *builder, struct err *err);

/*
 * A sink that tells the document the column sentence of each row, with the
 * place of the section that the column section names, before the sinks behind
 * it end; free it with table_free.  The builder must outlive it.
 */
struct table_sink *build_sentences_new(const struct builder *builder);

#endif
