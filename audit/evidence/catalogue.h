/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_CATALOGUE_H
#define EVIDENCE_CATALOGUE_H
/*
 * catalogue - the signals in force: those that are compiled in, less and more
 * what a user says.
 *
 * Made, changed, then sealed; after that it is only read, and may be shared
 * by threads.  Rows have numbers from 1 in the order of the compiled-in
 * tables, added ones last.
 */
#include <stdint.h>

#include "audit/base/err.h"
#include "audit/evidence/automaton.h"
#include "audit/evidence/signal.h"

struct catalogue;

/* All rows that are compiled in. */
struct catalogue *catalogue_new(void);
void catalogue_free(struct catalogue *catalogue);

/*
 * Add a row; its texts are copied.  One with the same kind and matcher is
 * replaced.  FAIL_USAGE for a matcher that is empty, and for a start or end of
 * a name or path, or a text, of less than three bytes: it would find anything;
 * and for a note or a trace file of class automation.
 */
int catalogue_add(struct catalogue *catalogue, const struct signal *signal,
		  struct err *err);

/* Remove the rows with that matcher, of any kind; gives their number. */
size_t catalogue_remove(struct catalogue *catalogue, const char *matcher);

/* Remove the rows of a tool; gives their number. */
size_t catalogue_remove_tool(struct catalogue *catalogue, const char *tool);

/* To be called once, before anything below. */
void catalogue_seal(struct catalogue *catalogue);

/* Rows, from 0. */
size_t catalogue_n(const struct catalogue *catalogue);
const struct signal *catalogue_row(const struct catalogue *catalogue, size_t i);

/* The number of a row, from 1, as in the database. */
int64_t catalogue_number(const struct catalogue *catalogue,
			 const struct signal *signal);

/* Differs between catalogues that differ in any text or in the order. */
uint64_t catalogue_hash(const struct catalogue *catalogue);

/*
 * The row of a kind whose matcher, without its grammar, is text: addresses
 * and logins but for case, all else folded.  NULL: there is none.
 */
const struct signal *catalogue_find(const struct catalogue *catalogue,
				    enum signal_kind kind, struct span text);

/* The next row after one that was found, of the same kind and text. */
const struct signal *catalogue_next(const struct catalogue *catalogue,
				    const struct signal *signal);

/* Indices of the rows of a kind, in their order: n_out of them. */
const size_t *catalogue_of_kind(const struct catalogue *catalogue,
				enum signal_kind kind, size_t *n_out);

/* What signal_part says of a row; both spans stay. */
struct span catalogue_part(const struct catalogue *catalogue,
			   const struct signal *signal,
			   enum signal_grammar *grammar_out,
			   struct span *text_out);

/*
 * Find all that matters in a text; hit gets indices of rows.  Bots that are
 * no AI, notes, trace files and branches are not looked for.
 */
void catalogue_scan(const struct catalogue *catalogue, const char *text,
		    size_t len, automaton_hit *hit, void *context);

#endif
