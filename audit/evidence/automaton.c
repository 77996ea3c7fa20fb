/* SPDX-License-Identifier: MIT */
/*
 * The trie of the words becomes a table, a row a state and a column for each
 * byte that any word has; what no word has leads back to the start.  Finds of
 * a state are a list, which goes on with that of the longest proper suffix.
 */
#include "audit/evidence/automaton.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/evidence/span.h"

enum { N_BYTES = 256, NONE = -1 };

struct word {
	size_t len, value;
	int32_t next; /* word of the same state, or NONE */
};

struct state {
	int32_t child, sibling; /* of the trie; NONE ends */
	int32_t suffix;         /* the longest proper suffix that is a state */
	int32_t words;          /* that end here; NONE: none does */
	int32_t shorter;        /* nearest suffix where words end; 0: none */
	unsigned char byte;     /* that leads here, folded */
};

struct automaton {
	struct state *states;
	size_t n_states, n_states_alloc;
	struct word *words;
	size_t n_words, n_words_alloc;
	unsigned char columns[N_BYTES]; /* of a byte; 0: in no word */
	size_t n_columns;
	int32_t *next; /* n_columns for each state; NULL: not sealed */
};

static int32_t add_state(struct automaton *a, unsigned char byte)
{
	a->states = xgrow(a->states, a->n_states, &a->n_states_alloc,
			  sizeof(*a->states));
	a->states[a->n_states] = (struct state){ NONE, NONE, 0, NONE, 0, byte };
	return (int32_t)a->n_states++;
}

struct automaton *automaton_new(void)
{
	struct automaton *a = xcalloc(1, sizeof(*a));

	add_state(a, 0);
	a->n_columns = 1;
	return a;
}

void automaton_free(struct automaton *a)
{
	if (!a)
		return;
	free(a->states);
	free(a->words);
	free(a->next);
	free(a);
}

static int32_t child(struct automaton *a, int32_t state, unsigned char byte)
{
	int32_t to = a->states[state].child;

	while (to != NONE && a->states[to].byte != byte)
		to = a->states[to].sibling;
	if (to != NONE)
		return to;
	to = add_state(a, byte);
	a->states[to].sibling = a->states[state].child;
	a->states[state].child = to;
	if (!a->columns[byte])
		a->columns[byte] = (unsigned char)a->n_columns++;
	return to;
}

void automaton_add(struct automaton *a, const char *word, size_t len,
		   size_t value)
{
	int32_t state = 0;

	assert(len && !a->next);
	for (size_t i = 0; i < len; i++)
		state = child(a, state, (unsigned char)span_fold(word[i]));
	a->words = xgrow(a->words, a->n_words, &a->n_words_alloc,
			 sizeof(*a->words));
	a->words[a->n_words] =
		(struct word){ len, value, a->states[state].words };
	a->states[state].words = (int32_t)a->n_words++;
}

static int32_t *row(const struct automaton *a, int32_t state)
{
	return a->next + (size_t)state * a->n_columns;
}

/* Where children of a state go on, given that its suffix is done. */
static size_t link_children(struct automaton *a, int32_t state, int32_t *queue)
{
	const int32_t suffix = a->states[state].suffix;
	size_t n = 0;

	if (state)
		memcpy(row(a, state), row(a, suffix),
		       a->n_columns * sizeof(*a->next));
	for (int32_t to = a->states[state].child; to != NONE;
	     to = a->states[to].sibling) {
		struct state *s = &a->states[to];
		size_t column = a->columns[s->byte];

		s->suffix = state ? row(a, suffix)[column] : 0;
		s->shorter = a->states[s->suffix].words != NONE
				     ? s->suffix
				     : a->states[s->suffix].shorter;
		row(a, state)[column] = to;
		queue[n++] = to;
	}
	return n;
}

void automaton_seal(struct automaton *a)
{
	int32_t *queue = xcalloc(a->n_states, sizeof(*queue));
	size_t n_queued = 1;

	a->next = xcalloc(a->n_states * a->n_columns, sizeof(*a->next));
	for (size_t i = 0; i < n_queued; i++)
		n_queued += link_children(a, queue[i], queue + n_queued);
	free(queue);
	for (int c = 'A'; c <= 'Z'; c++)
		a->columns[c] = a->columns[(unsigned char)ascii_lower((char)c)];
	a->columns['_'] = a->columns[' '] = a->columns['-'];
	a->columns['\t'] = a->columns['\r'] = a->columns['\n'] =
		a->columns['-'];
}

/* A line end that became the letters "\\n" parts words, too. */
static bool is_glued(const char *text, size_t start)
{
	return start > 1 && text[start - 1] == 'n' && text[start - 2] == '\\';
}

static bool is_apart(const char *text, size_t len, size_t start, size_t end)
{
	if (start && ascii_is_alnum(text[start]) &&
	    ascii_is_alnum(text[start - 1]) && !is_glued(text, start))
		return false;
	if (end == len || !ascii_is_alnum(text[end - 1]))
		return true;
	return ascii_is_alpha(text[end - 1]) ? !ascii_is_alpha(text[end])
					     : !ascii_is_alnum(text[end]);
}

void automaton_scan(const struct automaton *a, const char *text, size_t len,
		    automaton_hit *hit, void *context)
{
	int32_t state = 0;

	assert(a->next);
	for (size_t i = 0; i < len; i++) {
		int32_t at;

		state = row(a, state)[a->columns[(unsigned char)text[i]]];
		at = a->states[state].words != NONE ? state
						    : a->states[state].shorter;
		for (; at; at = a->states[at].shorter)
			for (int32_t w = a->states[at].words; w != NONE;
			     w = a->words[w].next) {
				size_t start = i + 1 - a->words[w].len;

				if (is_apart(text, len, start, i + 1))
					hit(context, a->words[w].value, start,
					    i + 1);
			}
	}
}
