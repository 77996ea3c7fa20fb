/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_FINDING_H
#define EVIDENCE_FINDING_H
/*
 * finding - what was found in one commit: rows of evidence and declarations,
 * before they are written.
 *
 * Each find is kept once for each class, tool, model, role and text.  Texts are
 * copied, and cut at FINDING_MAX_TEXT bytes.
 */
#include <stdint.h>

#include "audit/base/arena.h"
#include "audit/base/bytemap.h"
#include "audit/evidence/declare.h"
#include "audit/evidence/signal.h"

enum { FINDING_MAX_TEXT = 500 };

/* Where something stands; places are those of queries/schema.sql. */
struct spot {
	const char *place;
	size_t line;   /* of the message, from 1; 0: not in the message */
	size_t offset; /* in that line, for the order */
};

/* One row of evidence. */
struct finding {
	const struct signal *by;
	enum signal_class class;
	struct span tool;  /* empty: AI, but which is not said */
	struct span model; /* empty: not stated */
	const char *role;  /* as in queries/schema.sql; NULL: none is stated */
	struct spot spot;
	struct span text;
	size_t nth; /* order of arrival */
};

/* One row of declarations. */
struct declaration {
	struct spot spot;
	struct span key, value;
	enum declare_says says;
	bool has_grammar;    /* is_well_formed says something */
	bool is_well_formed; /* by the grammar of AI-used-for */
	size_t nth;          /* order of arrival */
};

/* An embedded value; all zero is empty. */
struct findings {
	struct finding *items;
	size_t n_items, n_alloc;
	struct declaration *declarations;
	size_t n_declarations, n_declarations_alloc;
	struct arena texts;
};

void findings_release(struct findings *findings);

/* Forget the finds, keep the room for others. */
void findings_clear(struct findings *findings);

/* Add a find; its spans are copied. */
void findings_add(struct findings *findings, const struct finding *finding);

/* Add a declaration; its spans are copied. */
void findings_declare(struct findings *findings,
		      const struct declaration *declaration);

/*
 * Put all in the order of lines and leave out what is there twice, and
 * mentions on lines that hold a better find or a declaration.
 */
void findings_sort(struct findings *findings);

#endif
