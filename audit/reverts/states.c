/* SPDX-License-Identifier: MIT */
#include "audit/reverts/states.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

/* More steps for one revert than this are those of a hostile history. */
enum { STEPS_MAX = 200000 };

/* A commit to deal with, as one revert reaches it. */
struct step {
	uint32_t commit;
	uint32_t depth; /* reverts on the way: odd takes back */
	uint32_t merge; /* that brought it and was reverted, or none */
	uint32_t kept;  /* the parent that a merge kept, or none: its first */
	bool is_again;  /* the same revert has reached the commit before */
};

struct deriving {
	const struct revert_rows *rows;
	struct past *history;
	struct state_rows *states;
	uint32_t *place;     /* by commit: its state + 1, or 0 */
	uint32_t *first_row; /* by commit: its first row + 1, or 0 */
	uint32_t *seen;      /* by commit: the number of the revert */
	bool *is_away;       /* by commit seen: that takes it back */
	struct step *steps;
	size_t n_steps, n_steps_alloc;
};

void states_release(struct state_rows *states)
{
	free(states->items);
	memset(states, 0, sizeof(*states));
}

static struct state_row *state_of(struct deriving *deriving, uint32_t commit)
{
	struct state_rows *states = deriving->states;

	if (!deriving->place[commit]) {
		states->items = xgrow(states->items, states->n,
				      &states->n_alloc, sizeof(*states->items));
		states->items[states->n++] = (struct state_row){
			.commit = commit,
			.state = STATE_PARTIAL,
			.first = PAST_NONE,
			.last = PAST_NONE,
			.merge = PAST_NONE,
		};
		deriving->place[commit] = (uint32_t)states->n;
	}
	return &states->items[deriving->place[commit] - 1];
}

static void turn(struct deriving *deriving, uint32_t by,
		 const struct step *step)
{
	struct state_row *state = state_of(deriving, step->commit);

	if (!state->n_turns) {
		state->first = by;
		state->merge = step->merge;
	}
	state->n_turns += !step->is_again;
	state->last = by;
	state->state = step->depth % 2 ? STATE_REVERTED : STATE_REAPPLIED;
}

/* Part of it goes: that says nothing where all of it went or goes. */
static void turn_part(struct deriving *deriving, uint32_t by, uint32_t commit)
{
	struct state_row *state = state_of(deriving, commit);

	if (state->n_turns)
		return;
	if (state->first == PAST_NONE)
		state->first = by;
	state->last = by;
}

static bool has_landed(const struct deriving *deriving, uint32_t commit)
{
	return deriving->history->commits[commit].landing != PAST_NONE;
}

/*
 * A commit is reached once by a revert; but what one way returns and another
 * one takes back is not there: a merge that comes back brings a change and the
 * revert of it.
 */
static void push(struct deriving *deriving, uint32_t by, struct step step)
{
	bool is_away = step.depth % 2 != 0;

	step.is_again = deriving->seen[step.commit] == by + 1;
	if (step.commit == by || !has_landed(deriving, step.commit) ||
	    deriving->n_steps >= STEPS_MAX ||
	    (step.is_again && (deriving->is_away[step.commit] || !is_away)))
		return;
	deriving->seen[step.commit] = by + 1;
	deriving->is_away[step.commit] = is_away;
	deriving->steps =
		xgrow(deriving->steps, deriving->n_steps,
		      &deriving->n_steps_alloc, sizeof(*deriving->steps));
	deriving->steps[deriving->n_steps++] = step;
}

/* What a merge brought shares its fate. */
static void push_brought(struct deriving *deriving, uint32_t by,
			 const struct step *step)
{
	size_t n;
	uint32_t *brought =
		past_brought(deriving->history, step->commit, step->kept, &n);

	for (size_t i = 0; i < n; i++)
		push(deriving, by,
		     (struct step){ .commit = brought[i],
				    .depth = step->depth,
				    .merge = step->commit,
				    .kept = PAST_NONE });
	free(brought);
}

/* Push what the reverts of a commit lead to, one step further. */
static void push_targets(struct deriving *deriving, uint32_t by,
			 uint32_t commit, uint32_t depth)
{
	const struct revert_rows *rows = deriving->rows;

	for (size_t i = deriving->first_row[commit];
	     i && i <= rows->n && rows->items[i - 1].commit == commit; i++)
		if (revert_row_counts(&rows->items[i - 1]))
			push(deriving, by,
			     (struct step){ .commit = rows->items[i - 1].target,
					    .depth = depth + 1,
					    .merge = PAST_NONE,
					    .kept = rows->items[i - 1].kept });
}

/* One revert that landed, with all that it leads to. */
static void apply(struct deriving *deriving, uint32_t by)
{
	const struct past_commit *commits = deriving->history->commits;

	deriving->n_steps = 0;
	push_targets(deriving, by, by, 0);
	for (size_t i = 0; i < deriving->n_steps; i++) {
		struct step step = deriving->steps[i];

		turn(deriving, by, &step);
		if (commits[step.commit].is_merge)
			push_brought(deriving, by, &step);
		push_targets(deriving, by, step.commit, step.depth);
	}
}

static void apply_parts(struct deriving *deriving, uint32_t by)
{
	const struct revert_rows *rows = deriving->rows;

	for (size_t i = deriving->first_row[by];
	     i && i <= rows->n && rows->items[i - 1].commit == by; i++) {
		const struct revert_row *row = &rows->items[i - 1];

		if (row->resolution == RESOLVED && !row->is_repeat &&
		    !revert_row_counts(row) &&
		    row->check.verified != VERIFIED_NONE &&
		    has_landed(deriving, row->target))
			turn_part(deriving, by, row->target);
	}
}

static int compare_landing(const void *a, const void *b, void *context)
{
	return past_compare_landing(context, *(const uint32_t *)a,
				    *(const uint32_t *)b);
}

/* The commits that take something back, in the order of their landing. */
static uint32_t *list_reverts(struct deriving *deriving, size_t *n_out)
{
	const struct revert_rows *rows = deriving->rows;
	uint32_t *reverts = xcalloc(rows->n + 1, sizeof(*reverts));
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		uint32_t commit = rows->items[i].commit;

		if (deriving->first_row[commit])
			continue;
		deriving->first_row[commit] = (uint32_t)i + 1;
		if (has_landed(deriving, commit))
			reverts[n++] = commit;
	}
	qsort_r(reverts, n, sizeof(*reverts), compare_landing,
		deriving->history);
	*n_out = n;
	return reverts;
}

void states_derive(const struct revert_rows *rows, struct past *history,
		   struct state_rows *states_out)
{
	struct deriving deriving = { .rows = rows,
				     .history = history,
				     .states = states_out };
	uint32_t *reverts;
	size_t n;

	deriving.place = xcalloc(history->n + 1, sizeof(uint32_t));
	deriving.first_row = xcalloc(history->n + 1, sizeof(uint32_t));
	deriving.seen = xcalloc(history->n + 1, sizeof(uint32_t));
	deriving.is_away = xcalloc(history->n + 1, sizeof(bool));
	reverts = list_reverts(&deriving, &n);
	for (size_t i = 0; i < n; i++) {
		apply(&deriving, reverts[i]);
		apply_parts(&deriving, reverts[i]);
	}
	free(reverts);
	free(deriving.steps);
	free(deriving.is_away);
	free(deriving.seen);
	free(deriving.first_row);
	free(deriving.place);
}

const char *revert_state_name(enum revert_state state)
{
	static const char *const names[] = { "reverted", "reapplied",
					     "partial" };

	return names[state];
}
