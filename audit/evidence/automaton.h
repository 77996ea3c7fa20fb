/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_AUTOMATON_H
#define EVIDENCE_AUTOMATON_H
/*
 * automaton - all of many words in a text, in one pass (Aho and Corasick).
 *
 * Text and words are compared folded (span.h).  A word that starts or ends
 * with a letter or digit is only found where no other such byte stands beside
 * it: "ai" is not in "again".  A digit may follow a letter: "gpt" is in
 * "gpt4".  Time is linear in the text, whatever it is.
 */
#include <stddef.h>

struct automaton;

/* Called for each find, bytes start..end-1, in the order of their ends. */
typedef void automaton_hit(void *context, size_t value, size_t start,
			   size_t end);

struct automaton *automaton_new(void);
void automaton_free(struct automaton *automaton);

/* Add a word, not empty, with what to call a find; words may repeat. */
void automaton_add(struct automaton *automaton, const char *word, size_t len,
		   size_t value);

/* To be called once, after the last word and before the first scan. */
void automaton_seal(struct automaton *automaton);

/* Find all words in a text, which may be any bytes. */
void automaton_scan(const struct automaton *automaton, const char *text,
		    size_t len, automaton_hit *hit, void *context);

#endif
