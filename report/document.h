/* SPDX-License-Identifier: MIT */
#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H
/*
 * document - what a report says, apart from how it looks: the contract
 * between the one builder and the writers (page.c: HTML).
 *
 *   sections[] --build_document--> begin
 *                                    section_begin   a repository
 *                                      text facts
 *                                      section_begin   a part
 *                                        section_begin   a section
 *                                          text picture table notes
 *                                        section_end
 *                                  end
 *
 * The builder makes every sentence; a writer only sets it, and makes it safe
 * for its format: all texts may hold what strangers wrote.  Texts are UTF-8,
 * belong to the caller and live for the call; entries live to the end.
 * Failures are sticky and come out of end.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/err.h"
#include "audit/base/opt.h"
#include "audit/db/question.h"
#include "audit/db/scope.h"
#include "report/table.h"

/* What a sentence is. */
enum document_text {
	DOCUMENT_PLAIN,
	DOCUMENT_LEAD,  /* what a section shows */
	DOCUMENT_LIMIT, /* what is unknown or wrong: stands out */
	DOCUMENT_FLOOR, /* the main number, and that it is a floor */
};

/* What an entry of the contents is. */
enum document_kind {
	DOCUMENT_REPO,    /* all that is about one repository */
	DOCUMENT_PART,    /* a group of sections */
	DOCUMENT_SECTION, /* text, or a table and what belongs to it */
};

/* A place in the document, and its line of the contents. */
struct document_entry {
	enum document_kind kind;
	int level;      /* of its heading below the title, from 1 on; 0: the
				only repository, without heading and line */
	const char *id; /* [a-z0-9-], once in the document: "r2-people" */
	const char *heading; /* a few words; of a repository: its name */
	const char *name;    /* the same in each repository, and once in each
				kind: "people"; of a repository: "" */
};

/* What is known before the first section. */
struct document_head {
	const char *title;
	const char *scope;   /* in words, without a full stop */
	const char *period;  /* "quarter" */
	const char *version; /* of git-provenance */
	const char
		*subject_date; /* "2026-08-21": the latest tip; NULL: unknown */
	const struct document_entry
		*entries; /* all, in order of the document */
	size_t n_entries;
};

/* A number at the top of a repository. */
struct document_fact {
	const char *name, *value;
};

/* A sentence that a row makes. */
struct document_sentence {
	const char *text;                     /* ends in a full stop */
	const struct document_entry *section; /* below, that has more of it;
						 NULL: none */
};

/* A chart that was drawn. */
struct document_picture {
	const char *chart;    /* name of the chart */
	const char *repo;     /* name of the repository that it shows */
	bool is_empty;        /* it has nothing to show, and is not shown */
	const char *title;    /* the question that it answers */
	const char *subtitle; /* base and scope, without a full stop */
	const char *caption; /* sentences: how to read it, what it cannot say */
	const char *alt;     /* the picture in words */
	const char *file;    /* path below the folder of the report */
	const char *svg;     /* len bytes */
	size_t len;
	double width, height; /* points, as draw draws it */
	/*
	 * Draws it without its caption, as vectors from 0, 0 to width, height
	 * on a cairo_t; NULL where nothing can, or there is nothing to draw.
	 */
	int (*draw)(void *data, void *cairo, struct err *err);
	void *data; /* for draw */
};

/* What stands around the rows of a table. */
struct document_table {
	const char *id;      /* of the section: "people" in each repository */
	const char *caption; /* ends in a full stop; how many rows there are is
				for the writer to add */
	const char *empty;   /* the sentence that stands for no rows */
	const char *file;    /* path of the file with all rows; NULL: none */
	const char *telling; /* names of the columns that tell most, the first
				most of all, blank separated: for who has no
				room for all; NULL: as they stand */
	const char *commit_url; /* of a commit, by forge.h; NULL: unknown, or
				the oids are of other objects */
	int max_rows;           /* a page shows so many, */
	bool latest;            /* the last ones, not the first */
	bool folded; /* it stands behind a picture: show it if asked */
	bool told;   /* sentences above say what it holds: show it if asked */
};

/* Where the rows of a section come from. */
struct document_notes {
	const struct question *question; /* columns and caveats with texts */
	const char *command;             /* line for a shell that asks again */
	const struct scope *scope;       /* what of the scope was understood */
	const struct opt_texts *params;  /* "NAME=VALUE" each */
};

/*
 * A writer; embeds this as its first field.  Behind a tee all but end and free
 * may be NULL, where the writer takes no notice.
 */
struct document {
	void (*begin)(struct document *doc, const struct document_head *head);
	void (*section_begin)(struct document *doc,
			      const struct document_entry *entry);
	void (*section_end)(struct document *doc,
			    const struct document_entry *entry);
	void (*text)(struct document *doc, enum document_text kind,
		     const char *text);
	void (*list)(struct document *doc, const char *const *items, size_t n);
	void (*facts)(struct document *doc, const struct document_fact *facts,
		      size_t n);
	void (*sentences)(struct document *doc,
			  const struct document_sentence *all, size_t n);
	void (*picture)(struct document *doc,
			const struct document_picture *picture);
	/* the caller gives it all rows and frees it before the next call */
	struct table_sink *(*table)(struct document *doc,
				    const struct document_table *table);
	void (*notes)(struct document *doc, const struct document_notes *notes);
	int (*end)(struct document *doc, struct err *err);
	void (*free)(struct document *doc);
};

/* Frees the writer; NULL is fine. */
void document_free(struct document *doc);

/*
 * A writer that gives all it gets to each of the n writers, in order; it does
 * not own them.
 */
struct document *document_tee_new(struct document *const *docs, size_t n);

#endif
