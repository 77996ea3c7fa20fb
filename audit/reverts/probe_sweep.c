/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_sweep.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/merge_file.h"
#include "audit/git/treediff.h"
#include "audit/reverts/life.h"
#include "audit/reverts/probe_folder.h"
#include "audit/reverts/probe_merge.h"
#include "audit/reverts/probe_text.h"

/* No version, not even "never there". */
#define UNASKED (PROBE_NONE - 1)

/* How a touch can be carried. */
enum way {
	BY_LINES,  /* text before and after */
	AS_A_WHOLE /* any change of the path collides */
};

/* A touch under way. */
struct track {
	const struct probe_touch *touch;
	struct probe_result *result;
	struct life life;
	enum way way;
	bool is_text;    /* life has its hunks; else content is opaque */
	bool is_missing; /* a blob of the touch is not here */
	bool is_lost;    /* a blob of a version is not here */
	uint32_t asked;  /* the version of the last answer */
	enum probe_outcome answer;
};

/* Something to do at a version. */
struct event {
	uint32_t version, track;
	int horizon; /* -1: place the touch */
};

struct probe_sweeper {
	const struct probe_facts *facts;
	const struct probe_index *index;
	struct repository *repo;
	struct probe_texts *texts;
	struct probe_files files; /* compared for renames */
	struct probe_diff diff;
	struct probe_hunks hunks; /* of the pair at hand */
	struct probe_hunks more;  /* of a second one */
	struct arena arena;       /* lives of this path */
	/* this path */
	const struct probe_path *path;
	uint32_t here; /* the path whose versions are being carried along */
	struct track *tracks;
	struct event *events;
	uint32_t *alive; /* numbers of tracks */
	size_t n_tracks, n_events, n_alive;
	size_t n_tracks_alloc, n_events_alloc, n_alive_alloc;
};

int probe_sweeper_new(const struct probe_facts *facts,
		      const struct probe_index *index,
		      const struct repository *repo,
		      struct probe_sweeper **sweeper_out, struct err *err)
{
	struct probe_sweeper *sweeper = xcalloc(1, sizeof(*sweeper));

	sweeper->facts = facts;
	sweeper->index = index;
	if (repository_reopen(repo, &sweeper->repo, err) < 0) {
		probe_sweeper_free(sweeper);
		return -1;
	}
	sweeper->texts = probe_texts_new(sweeper->repo);
	*sweeper_out = sweeper;
	return 0;
}

struct repository *probe_sweeper_repo(struct probe_sweeper *sweeper)
{
	return sweeper->repo;
}

void probe_sweeper_free(struct probe_sweeper *sweeper)
{
	if (!sweeper)
		return;
	arena_release(&sweeper->arena);
	probe_hunks_release(&sweeper->hunks);
	probe_hunks_release(&sweeper->more);
	probe_diff_release(&sweeper->diff);
	probe_files_release(&sweeper->files);
	probe_texts_free(sweeper->texts);
	repository_free(sweeper->repo);
	free(sweeper->tracks);
	free(sweeper->events);
	free(sweeper->alive);
	free(sweeper);
}

/* --- what is there --- */

static bool is_file(const struct probe_entry *entry)
{
	return (entry->mode & MODE_TYPE) == MODE_FILE;
}

static bool same_blob(const struct probe_entry *a, const struct probe_entry *b)
{
	return oid_compare(&a->blob, &b->blob) == 0;
}

static struct probe_lines lines_of(const struct probe_text *text)
{
	return (struct probe_lines){ text->lines, text->n_lines };
}

static const struct probe_entry *entry_at(const struct probe_sweeper *sweeper,
					  uint32_t version)
{
	static const struct probe_entry nothing = { 0 };

	return version == PROBE_NONE ? &nothing
				     : &sweeper->path->versions[version].entry;
}

/*
 * Compare two files into sweeper->hunks: 1, or 0 where one of them is not
 * text, -1 where one is missing.
 */
static int compare_files(struct probe_sweeper *sweeper, const struct oid *old,
			 const struct oid *new, const struct probe_text *out[2])
{
	out[0] = probe_texts_get(sweeper->texts, old);
	out[1] = probe_texts_get(sweeper->texts, new);
	if (!out[0]->is_here || !out[1]->is_here)
		return -1;
	if (out[0]->is_binary || out[1]->is_binary)
		return 0;
	probe_diff_run(&sweeper->diff, lines_of(out[0]), lines_of(out[1]),
		       &sweeper->hunks);
	return 1;
}

/* --- lives --- */

static void die(struct probe_sweeper *sweeper, struct track *track,
		uint32_t position, uint32_t hunk)
{
	struct probe_result *result = track->result;

	result->death = position;
	result->path = sweeper->here;
	if (hunk < track->life.n_hunks) {
		const struct life_window *window = &track->life.windows[hunk];

		result->first_line = window->at + 1;
		result->last_line = window->at + window->n;
	}
}

/* Is it still carried? */
static bool is_alive(const struct track *track)
{
	return track->result->death == PROBE_NONE && !track->is_lost;
}

/* Did nothing collide up to a position? */
static bool is_alive_at(const struct track *track, uint32_t position)
{
	return !track->is_lost && track->result->death > position;
}

static void lose_sight(struct track *track)
{
	track->is_lost = true;
	track->result->is_life_known = false;
}

/* Does a change of mode between two entries collide with that of a touch? */
static bool modes_collide(const struct probe_touch *touch,
			  const struct probe_entry *old,
			  const struct probe_entry *new)
{
	return touch->base.mode != touch->theirs.mode && old->mode != new->mode;
}

/*
 * Carry a track from one entry to another, by hunks that are compared here
 * where the caller has not done so (*compared: 2 is "not yet", else as
 * compare_files).
 */
static void carry(struct probe_sweeper *sweeper, struct track *track,
		  const struct probe_entry *old, const struct probe_entry *new,
		  uint32_t position, int *compared)
{
	const struct probe_text *texts[2];
	uint32_t touched;

	if (probe_entry_equal(old, new))
		return;
	if (track->way == AS_A_WHOLE || !is_file(new) || !is_file(old) ||
	    modes_collide(track->touch, old, new)) {
		die(sweeper, track, position, UINT32_MAX);
		return;
	}
	if (!track->life.n_hunks || same_blob(old, new))
		return;
	if (*compared == 2)
		*compared =
			compare_files(sweeper, &old->blob, &new->blob, texts);
	if (*compared < 0) {
		lose_sight(track);
		return;
	}
	touched = *compared ? life_step(&track->life, &sweeper->hunks)
			    : UINT32_MAX;
	if (touched != track->life.n_hunks)
		die(sweeper, track, position, touched);
}

/* The way back of a touch, as hunks; false where a blob is missing. */
static bool learn_hunks(struct probe_sweeper *sweeper, struct track *track)
{
	const struct probe_touch *touch = track->touch;
	const struct probe_text *texts[2];
	int compared;

	track->way = AS_A_WHOLE;
	if (!is_file(&touch->base) || !is_file(&touch->theirs))
		return true;
	if (same_blob(&touch->base, &touch->theirs)) {
		track->way = BY_LINES;
		return true;
	}
	compared = compare_files(sweeper, &touch->base.blob,
				 &touch->theirs.blob, texts);
	if (compared > 0) {
		life_start(&track->life, &sweeper->arena, &sweeper->hunks,
			   lines_of(texts[0]), lines_of(texts[1]));
		track->is_text = true;
		track->way = BY_LINES;
	}
	return compared >= 0;
}

/* Put a touch into the version that it landed in. */
static void place(struct probe_sweeper *sweeper, uint32_t number,
		  uint32_t version)
{
	struct track *track = &sweeper->tracks[number];
	const struct probe_entry *landed = entry_at(sweeper, version);
	uint32_t landing = sweeper->facts->units[track->touch->unit].landing;
	int compared = 2;

	track->is_missing = !learn_hunks(sweeper, track);
	if (track->is_missing)
		lose_sight(track);
	else
		carry(sweeper, track, &track->touch->base, landed, landing,
		      &compared);
	if (!is_alive(track))
		return;
	sweeper->alive =
		xgrow(sweeper->alive, sweeper->n_alive, &sweeper->n_alive_alloc,
		      sizeof(*sweeper->alive));
	sweeper->alive[sweeper->n_alive++] = number;
}

/* From one entry to the next, all that are alive. */
static void carry_all(struct probe_sweeper *sweeper,
		      const struct probe_entry *old,
		      const struct probe_entry *new, uint32_t position)
{
	size_t n = 0;
	int compared = 2;

	probe_texts_trim(sweeper->texts);
	for (size_t i = 0; i < sweeper->n_alive; i++) {
		uint32_t number = sweeper->alive[i];
		struct track *track = &sweeper->tracks[number];

		carry(sweeper, track, old, new, position, &compared);
		if (is_alive(track))
			sweeper->alive[n++] = number;
	}
	sweeper->n_alive = n;
}

/* What put the file there cannot be taken back where it is not any more. */
static void drop_additions(struct probe_sweeper *sweeper, uint32_t position)
{
	size_t n = 0;

	for (size_t i = 0; i < sweeper->n_alive; i++) {
		struct track *track = &sweeper->tracks[sweeper->alive[i]];

		if (!track->touch->theirs.mode)
			die(sweeper, track, position, UINT32_MAX);
		else
			sweeper->alive[n++] = sweeper->alive[i];
	}
	sweeper->n_alive = n;
}

/*
 * The file was renamed: carry on there, to the end of the history.  gone is
 * the version that says so, of the path at hand.
 */
static void follow(struct probe_sweeper *sweeper,
		   const struct probe_version *gone)
{
	const struct probe_path *paths = sweeper->facts->paths;
	uint32_t home = sweeper->here;
	struct probe_entry old = gone[-1].entry;

	while (sweeper->n_alive && gone) {
		const struct probe_path *path = &paths[gone->link];
		uint32_t at = probe_version_at(path, gone->position);

		drop_additions(sweeper, gone->position);
		sweeper->here = gone->link;
		for (gone = NULL; at < path->n_versions && !gone; at++) {
			const struct probe_version *new = &path->versions[at];

			if (!new->entry.mode &&new->link != PROBE_NONE)
				gone = new;
			else
				carry_all(sweeper, &old, &new->entry,
					  new->position);
			old = gone ? old : new->entry;
		}
	}
	sweeper->n_alive = 0;
	sweeper->here = home;
}

/* From one version of the path to the next. */
static void step(struct probe_sweeper *sweeper, uint32_t version)
{
	const struct probe_version *new = &sweeper->path->versions[version];

	if (!new->entry.mode &&new->link != PROBE_NONE)
		follow(sweeper, new);
	else
		carry_all(sweeper, &new[-1].entry, &new->entry, new->position);
}

/* --- verdicts --- */

/*
 * What libgit2's merge of the whole files says.  It takes half a millisecond,
 * so it is only asked where its diff may well differ from ours.
 */
static enum probe_outcome merge_by_library(struct probe_sweeper *sweeper,
					   const struct probe_touch *touch,
					   const struct probe_entry *ours)
{
	static const enum probe_outcome outcomes[] = {
		[MERGE_CLEAN] = PROBE_CLEAN,
		[MERGE_SAME] = PROBE_ALREADY,
		[MERGE_CONFLICT] = PROBE_CONFLICT,
		[MERGE_MISSING] = PROBE_UNKNOWN,
	};
	const struct merge_blobs blobs = { touch->base.blob, ours->blob,
					   touch->theirs.blob };

	return outcomes[merge_file(sweeper->repo, &blobs)];
}

/* Do the hunks of theirs in a conflict stand somewhere in a text? */
static bool still_stand(const struct life *life,
			const struct probe_clash *clash,
			struct probe_lines text)
{
	for (size_t i = 0; i < clash->n_theirs; i++)
		if (life_look(&life->hunks[clash->first_theirs + i], text) !=
		    LIFE_STANDS)
			return false;
	return true;
}

static enum probe_outcome merge_lines(struct probe_sweeper *sweeper,
				      const struct track *track,
				      const struct probe_entry *ours)
{
	const struct probe_touch *touch = track->touch;
	const struct probe_text *base =
		probe_texts_get(sweeper->texts, &touch->base.blob);
	const struct probe_text *theirs =
		probe_texts_get(sweeper->texts, &touch->theirs.blob);
	const struct probe_text *text =
		probe_texts_get(sweeper->texts, &ours->blob);
	struct probe_side our_side = { lines_of(text), &sweeper->hunks };
	struct probe_side their_side = { lines_of(theirs), &sweeper->more };
	struct probe_clash clash;

	probe_diff_run(&sweeper->diff, lines_of(base), lines_of(text),
		       &sweeper->hunks);
	probe_diff_run(&sweeper->diff, lines_of(base), lines_of(theirs),
		       &sweeper->more);
	switch (probe_merge(&our_side, &their_side, &clash)) {
	case PROBE_MERGE_CLEAN:
		return PROBE_CLEAN;
	case PROBE_MERGE_SAME:
		return PROBE_ALREADY;
	default:
		return still_stand(&track->life, &clash, lines_of(text))
			       ? merge_by_library(sweeper, touch, ours)
			       : PROBE_CONFLICT;
	}
}

/* The quick test: is each hunk there, or undone, with its neighbours? */
static bool can_be_there(const struct track *track, struct probe_lines text)
{
	for (uint32_t i = 0; i < track->life.n_hunks; i++)
		if (life_look(&track->life.hunks[i], text) == LIFE_CHANGED)
			return false;
	return true;
}

/* What becomes of the content, where all three are files. */
static enum probe_outcome merge_content(struct probe_sweeper *sweeper,
					const struct track *track,
					const struct probe_entry *ours,
					uint32_t position)
{
	const struct probe_touch *touch = track->touch;
	const struct probe_text *text;

	if (same_blob(&touch->base, &touch->theirs) ||
	    same_blob(&touch->theirs, ours))
		return PROBE_ALREADY;
	if (is_alive_at(track, position) || same_blob(&touch->base, ours))
		return PROBE_CLEAN;
	text = probe_texts_get(sweeper->texts, &ours->blob);
	if (!text->is_here || track->is_missing)
		return PROBE_UNKNOWN;
	if (text->is_binary || !track->is_text)
		return PROBE_CONFLICT;
	if (!can_be_there(track, lines_of(text)))
		return PROBE_CONFLICT;
	return merge_lines(sweeper, track, ours);
}

/* Modes are merged beside the content. */
static enum probe_outcome merge_entries(struct probe_sweeper *sweeper,
					const struct track *track,
					const struct probe_entry *ours,
					uint32_t position)
{
	uint32_t base = track->touch->base.mode;
	uint32_t theirs = track->touch->theirs.mode;
	enum probe_outcome content;

	if (!is_file(&track->touch->base) || !is_file(ours) ||
	    !is_file(&track->touch->theirs))
		return PROBE_CONFLICT;
	content = merge_content(sweeper, track, ours, position);
	if (base == theirs || ours->mode == theirs || content > PROBE_CLEAN)
		return content;
	return ours->mode == base ? PROBE_CLEAN : PROBE_CONFLICT;
}

/* What a path that is gone is looked for with. */
struct lost {
	struct probe_sweeper *sweeper;
	const struct track *track;
	uint32_t position;
};

static bool look(void *context, const struct probe_entry *entry)
{
	const struct lost *lost = context;
	const struct track *track = lost->track;
	const struct probe_text *text;

	if (!track->touch->theirs.mode || !track->is_text ||
	    is_alive_at(track, lost->position))
		return true;
	probe_texts_trim(lost->sweeper->texts);
	text = probe_texts_get(lost->sweeper->texts, &entry->blob);
	return text->is_here && !text->is_binary &&
	       can_be_there(track, lines_of(text));
}

/*
 * The path is not there.  Renamed, it is merged where it is now; but what the
 * unit added cannot be taken back from there.
 */
static enum probe_outcome merge_gone(struct probe_sweeper *sweeper,
				     const struct track *track,
				     uint32_t position)
{
	const struct probe_facts *facts = sweeper->facts;
	const struct probe_touch *touch = track->touch;
	struct lost lost = { sweeper, track, position };
	const struct probe_lost wanted = { touch->path, position,
					   &facts->units[touch->unit],
					   touch->base };
	struct probe_entry ours = { 0 };
	uint32_t found;

	if (touch->other != PROBE_NONE) {
		const struct probe_touch *other = &facts->touches[touch->other];

		ours = probe_entry_at(&facts->paths[other->path], position);
		if (!ours.mode ||
		    !probe_files_alike(&sweeper->files, sweeper->repo,
				       &touch->base.blob, &ours.blob))
			return PROBE_GONE;
		return merge_entries(sweeper, track, &ours, position);
	}
	found = probe_rename_find(sweeper->index, &sweeper->files,
				  sweeper->repo, &wanted, look, &lost);
	if (!touch->theirs.mode)
		return found == PROBE_NONE ? PROBE_ALREADY : PROBE_GONE;
	if (found == PROBE_NONE)
		return PROBE_GONE;
	ours = probe_entry_at(&facts->paths[found], position);
	return merge_entries(sweeper, track, &ours, position);
}

/* Has what came out of a rename moved back on the mainline? */
static bool is_back(const struct probe_sweeper *sweeper,
		    const struct probe_touch *touch, uint32_t position)
{
	const struct probe_touch *other;

	if (touch->base.mode || touch->other == PROBE_NONE)
		return false;
	other = &sweeper->facts->touches[touch->other];
	return !probe_entry_at(&sweeper->facts->paths[other->path], position)
			.mode;
}

/* The three-way merge of one path. */
static enum probe_outcome merge(struct probe_sweeper *sweeper,
				const struct track *track,
				const struct probe_entry *ours,
				uint32_t position)
{
	const struct probe_touch *touch = track->touch;

	if (ours->mode && is_back(sweeper, touch, position))
		return PROBE_UNASKED; /* the other touch is asked */
	if (!touch->base.mode && !ours->mode &&
	    probe_folder_blocks(sweeper->facts,
				&sweeper->facts->units[touch->unit],
				touch->path, position))
		return PROBE_CONFLICT;
	if (probe_entry_equal(&touch->base, ours))
		return PROBE_CLEAN;
	if (!ours->mode)
		return merge_gone(sweeper, track, position);
	if (probe_entry_equal(&touch->theirs, ours))
		return PROBE_ALREADY;
	return merge_entries(sweeper, track, ours, position);
}

static bool is_version_known(const struct probe_sweeper *sweeper,
			     uint32_t version, uint32_t position)
{
	const struct probe_mainline *mainline = sweeper->facts->mainline;
	uint32_t since = version == PROBE_NONE
				 ? PROBE_NONE
				 : sweeper->path->versions[version].position;

	if (version != PROBE_NONE && since == PROBE_NONE)
		since = 0;
	return mainline[position].n_unknown ==
	       (since == PROBE_NONE ? 0 : mainline[since].n_unknown);
}

static void ask(struct probe_sweeper *sweeper, const struct event *event)
{
	struct track *track = &sweeper->tracks[event->track];
	const struct probe_unit *unit =
		&sweeper->facts->units[track->touch->unit];
	uint32_t position =
		sweeper->facts->mainline[unit->landing].due[event->horizon];
	const struct probe_entry *ours = entry_at(sweeper, event->version);
	enum probe_outcome answer = track->answer;

	if (!is_version_known(sweeper, event->version, position))
		answer = PROBE_UNKNOWN;
	else if (track->asked != event->version || !ours->mode ||
		 track->touch->other != PROBE_NONE)
		answer = merge(sweeper, track, ours, position);
	track->asked = event->version;
	track->answer = answer;
	track->result->outcomes[event->horizon] = (uint8_t)answer;
}

/* --- one path --- */

static void add_event(struct probe_sweeper *sweeper, struct event event)
{
	sweeper->events =
		xgrow(sweeper->events, sweeper->n_events,
		      &sweeper->n_events_alloc, sizeof(*sweeper->events));
	sweeper->events[sweeper->n_events++] = event;
}

static void add_track(struct probe_sweeper *sweeper,
		      const struct probe_touch *touch,
		      struct probe_result *result)
{
	const struct probe_unit *unit = &sweeper->facts->units[touch->unit];
	const uint32_t *due = sweeper->facts->mainline[unit->landing].due;
	uint32_t number = (uint32_t)sweeper->n_tracks;

	memset(result, 0, sizeof(*result));
	result->death = PROBE_NONE;
	result->is_life_known = true;
	sweeper->tracks =
		xgrow(sweeper->tracks, sweeper->n_tracks,
		      &sweeper->n_tracks_alloc, sizeof(*sweeper->tracks));
	sweeper->tracks[sweeper->n_tracks++] = (struct track){
		.touch = touch, .result = result, .asked = UNASKED
	};
	add_event(sweeper, (struct event){ probe_version_at(sweeper->path,
							    unit->landing),
					   number, -1 });
	for (int h = 0; h < PROBE_N_HORIZONS; h++)
		if (due[h] != PROBE_NONE)
			add_event(
				sweeper,
				(struct event){
					probe_version_at(sweeper->path, due[h]),
					number, h });
}

/* By version; in one version, all are placed before one is asked. */
static int compare_events(const void *a, const void *b)
{
	const struct event *left = a, *right = b;

	if (left->version != right->version)
		return left->version < right->version ? -1 : 1;
	if ((left->horizon < 0) != (right->horizon < 0))
		return left->horizon < 0 ? -1 : 1;
	if (left->track != right->track)
		return left->track < right->track ? -1 : 1;
	return left->horizon - right->horizon;
}

static void run_events(struct probe_sweeper *sweeper)
{
	uint32_t version = 0;

	for (size_t i = 0; i < sweeper->n_events; i++) {
		const struct event *event = &sweeper->events[i];

		while (sweeper->n_alive && version < event->version)
			step(sweeper, ++version);
		version = event->version;
		probe_texts_trim(sweeper->texts);
		if (event->horizon < 0)
			place(sweeper, event->track, version);
		else
			ask(sweeper, event);
	}
}

void probe_sweep(struct probe_sweeper *sweeper, uint32_t path,
		 struct probe_result *results)
{
	const struct probe_facts *facts = sweeper->facts;

	sweeper->path = &facts->paths[path];
	sweeper->here = path;
	sweeper->n_tracks = sweeper->n_events = sweeper->n_alive = 0;
	for (uint32_t i = 0; i < sweeper->path->n_touches; i++) {
		uint32_t touch = sweeper->path->touches[i];

		if (facts->units[facts->touches[touch].unit].is_wanted)
			add_track(sweeper, &facts->touches[touch],
				  &results[touch]);
	}
	if (sweeper->n_events)
		qsort(sweeper->events, sweeper->n_events,
		      sizeof(*sweeper->events), compare_events);
	run_events(sweeper);
	arena_release(&sweeper->arena);
}
