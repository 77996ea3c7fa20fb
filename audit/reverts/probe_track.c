/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_track.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

void probe_result_release(struct probe_result *result)
{
	free(result->windows);
	result->windows = NULL;
	result->n_windows = 0;
}

bool probe_is_file(const struct probe_entry *entry)
{
	return (entry->mode & MODE_TYPE) == MODE_FILE;
}

bool probe_same_blob(const struct probe_entry *a, const struct probe_entry *b)
{
	return oid_compare(&a->blob, &b->blob) == 0;
}

struct probe_lines probe_lines_of(const struct probe_text *text)
{
	return (struct probe_lines){ text->lines, text->n_lines };
}

/* Two files: 1, or 0 where one of them is not text, -1 where one is missing. */
static int compare(struct probe_means *means, const struct oid *old,
		   const struct oid *new, struct probe_hunks *hunks,
		   const struct probe_text *texts_out[2])
{
	texts_out[0] = probe_texts_get(means->texts, old);
	texts_out[1] = probe_texts_get(means->texts, new);
	if (!texts_out[0]->is_here || !texts_out[1]->is_here)
		return -1;
	if (texts_out[0]->is_binary || texts_out[1]->is_binary)
		return 0;
	probe_diff_run(&means->diff, probe_lines_of(texts_out[0]),
		       probe_lines_of(texts_out[1]), hunks);
	return 1;
}

static void die(struct probe_track *track, const struct probe_step *step,
		uint32_t hunk)
{
	struct probe_result *result = track->result;

	result->death = step->position;
	result->path = step->path;
	if (hunk < track->life.n_hunks) {
		const struct life_window *window = &track->life.windows[hunk];

		result->first_line = window->at + 1;
		result->last_line = window->at + window->n;
	}
}

void probe_track_end(struct probe_track *track, const struct probe_step *step)
{
	die(track, step, UINT32_MAX);
}

bool probe_track_is_alive(const struct probe_track *track)
{
	return track->result->death == PROBE_NONE && !track->is_lost;
}

bool probe_track_is_alive_at(const struct probe_track *track, uint32_t position)
{
	return !track->is_lost && track->result->death > position;
}

static void lose_sight(struct probe_track *track)
{
	track->is_lost = true;
	track->result->is_life_known = false;
}

/* Does a change of mode in a step collide with that of a touch? */
static bool modes_collide(const struct probe_touch *touch,
			  const struct probe_step *step)
{
	return touch->base.mode != touch->theirs.mode &&
	       step->old->mode != step->new->mode;
}

/*
 * Where what a hunk has to do with is gone from the version that ended the
 * life, its signs tell so of later ones, too; those of the hunk that was
 * touched, in time.
 */
static void choose_signs(struct probe_means *means, struct probe_track *track,
			 const struct oid *blob, uint32_t touched)
{
	struct probe_result *result = track->result;

	probe_track_learn(means, track);
	if (!track->is_text)
		return;
	probe_marks_read(&means->marks, blob,
			 probe_lines_of(probe_texts_get(means->texts, blob)));
	for (uint32_t i = 0; i < track->life.n_hunks; i++)
		if (probe_marks_gone(&means->marks, &track->life.hunks[i],
				     &result->signs))
			return;
	if (touched < track->life.n_hunks)
		result->signs = probe_marks_some(&track->life.hunks[touched]);
}

void probe_track_carry(struct probe_means *means, struct probe_track *track,
		       struct probe_step *step)
{
	const struct probe_text *texts[2];
	uint32_t touched = UINT32_MAX;

	if (probe_entry_equal(step->old, step->new))
		return;
	if (track->way == PROBE_AS_A_WHOLE || !probe_is_file(step->new) ||
	    !probe_is_file(step->old) || modes_collide(track->touch, step)) {
		probe_track_end(track, step);
		return;
	}
	if (!track->life.n_hunks || probe_same_blob(step->old, step->new))
		return;
	if (step->compared == PROBE_NOT_YET)
		step->compared =
			compare(means, &step->old->blob, &step->new->blob,
				&means->hunks, texts);
	if (step->compared < 0) {
		lose_sight(track);
		return;
	}
	if (step->compared)
		touched = life_step(&track->life, &means->hunks);
	if (touched == track->life.n_hunks)
		return;
	die(track, step, touched);
	if (step->compared)
		choose_signs(means, track, &step->new->blob, touched);
}

/* The way back of a touch, as hunks; false where a blob is missing. */
static bool learn_hunks(struct probe_means *means, struct probe_track *track)
{
	const struct probe_touch *touch = track->touch;
	const struct probe_text *texts[2];
	int compared;

	track->way = PROBE_AS_A_WHOLE;
	if (!probe_is_file(&touch->base) || !probe_is_file(&touch->theirs))
		return true;
	if (probe_same_blob(&touch->base, &touch->theirs)) {
		track->way = PROBE_BY_LINES;
		return true;
	}
	compared = compare(means, &touch->base.blob, &touch->theirs.blob,
			   &means->more, texts);
	if (compared > 0) {
		life_start(&track->life, &means->arena, &means->more,
			   probe_lines_of(texts[0]), probe_lines_of(texts[1]));
		track->is_text = true;
		track->way = PROBE_BY_LINES;
	}
	return compared >= 0;
}

void probe_track_learn(struct probe_means *means, struct probe_track *track)
{
	if (!track->is_learned)
		track->is_missing = !learn_hunks(means, track);
	track->is_learned = true;
}

void probe_track_resume(struct probe_track *track)
{
	const struct probe_result *result = track->result;

	track->way = result->stand == PROBE_BY_WINDOWS ? PROBE_BY_LINES
						       : PROBE_AS_A_WHOLE;
	track->life.windows = result->windows;
	track->life.n_hunks = result->n_windows;
}

/* Copied, for lives are gone after the path. */
static void keep_windows(struct probe_track *track)
{
	struct probe_result *result = track->result;
	size_t n = track->life.n_hunks;

	if (result->windows == track->life.windows || !n)
		return;
	probe_result_release(result);
	result->windows = xcalloc(n, sizeof(*result->windows));
	memcpy(result->windows, track->life.windows,
	       n * sizeof(*result->windows));
	result->n_windows = (uint32_t)n;
}

void probe_track_settle(struct probe_track *track)
{
	struct probe_result *result = track->result;

	result->stand = PROBE_NOWHERE;
	if (result->death != PROBE_NONE)
		result->stand = PROBE_ENDED;
	else if (result->is_life_known && !track->is_away)
		result->stand = track->way == PROBE_BY_LINES ? PROBE_BY_WINDOWS
							     : PROBE_UNTOUCHED;
	if (result->stand == PROBE_BY_WINDOWS)
		keep_windows(track);
	else
		probe_result_release(result);
}

void probe_track_start(struct probe_means *means, struct probe_track *track,
		       struct probe_step *step)
{
	probe_track_learn(means, track);
	if (track->is_missing)
		lose_sight(track);
	else
		probe_track_carry(means, track, step);
}
