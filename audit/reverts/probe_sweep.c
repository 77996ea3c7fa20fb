/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_sweep.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/reverts/probe_verdict.h"

/* No version, not even "never there". */
#define UNASKED (PROBE_NONE - 1)

/* Something to do at a version. */
struct event {
	uint32_t version, track;
	int horizon; /* -1: place the touch */
};

struct probe_sweeper {
	struct probe_means means;
	struct unread unread; /* by its repository */
	/* this path */
	const struct probe_path *path;
	uint32_t number; /* of it */
	struct probe_track *tracks;
	struct event *events;
	uint32_t *alive; /* numbers of tracks */
	size_t n_tracks, n_events, n_alive;
	size_t n_tracks_alloc, n_events_alloc, n_alive_alloc;
};

int probe_sweeper_new(const struct probe_facts *facts,
		      const struct probe_index *index, struct repository *repo,
		      struct probe_sweeper **sweeper_out, struct err *err)
{
	struct probe_sweeper *sweeper = xcalloc(1, sizeof(*sweeper));

	sweeper->means.facts = facts;
	sweeper->means.index = index;
	if (repository_reopen(repo, &sweeper->means.repo, err) < 0) {
		probe_sweeper_free(sweeper);
		return -1;
	}
	repository_watch(sweeper->means.repo, &sweeper->unread);
	sweeper->means.texts = probe_texts_new(sweeper->means.repo);
	*sweeper_out = sweeper;
	return 0;
}

struct repository *probe_sweeper_repo(struct probe_sweeper *sweeper)
{
	return sweeper->means.repo;
}

const struct unread *probe_sweeper_unread(const struct probe_sweeper *sweeper)
{
	return &sweeper->unread;
}

static void release(struct probe_means *means)
{
	arena_release(&means->arena);
	probe_marks_release(&means->marks);
	probe_hunks_release(&means->hunks);
	probe_hunks_release(&means->more);
	probe_diff_release(&means->diff);
	probe_files_release(&means->files);
	probe_texts_free(means->texts);
	repository_free(means->repo);
}

void probe_sweeper_free(struct probe_sweeper *sweeper)
{
	if (!sweeper)
		return;
	release(&sweeper->means);
	unread_release(&sweeper->unread);
	free(sweeper->tracks);
	free(sweeper->events);
	free(sweeper->alive);
	free(sweeper);
}

static const struct probe_entry *entry_at(const struct probe_sweeper *sweeper,
					  uint32_t version)
{
	static const struct probe_entry nothing = { 0 };

	return version == PROBE_NONE ? &nothing
				     : &sweeper->path->versions[version].entry;
}

/* --- lives --- */

/* Put a touch into the version that it landed in, or that of the old tip. */
static void place(struct probe_sweeper *sweeper, uint32_t number,
		  uint32_t version)
{
	struct probe_track *track = &sweeper->tracks[number];
	struct probe_step step = {
		.old = &track->touch->base,
		.new = entry_at(sweeper, version),
		.position =
			sweeper->means.facts->units[track->touch->unit].landing,
		.path = sweeper->number,
		.compared = PROBE_NOT_YET,
	};

	if (track->touch->is_resumed)
		probe_track_resume(track);
	else
		probe_track_start(&sweeper->means, track, &step);
	if (!probe_track_is_alive(track))
		return;
	sweeper->alive =
		xgrow(sweeper->alive, sweeper->n_alive, &sweeper->n_alive_alloc,
		      sizeof(*sweeper->alive));
	sweeper->alive[sweeper->n_alive++] = number;
}

/* By one step, all that are alive. */
static void carry_all(struct probe_sweeper *sweeper, struct probe_step step)
{
	size_t n = 0;

	step.compared = PROBE_NOT_YET;
	probe_texts_trim(sweeper->means.texts);
	for (size_t i = 0; i < sweeper->n_alive; i++) {
		uint32_t number = sweeper->alive[i];
		struct probe_track *track = &sweeper->tracks[number];

		probe_track_carry(&sweeper->means, track, &step);
		if (probe_track_is_alive(track))
			sweeper->alive[n++] = number;
	}
	sweeper->n_alive = n;
}

/* What put the file there cannot be taken back where it is not any more. */
static void drop_additions(struct probe_sweeper *sweeper,
			   const struct probe_step *step)
{
	size_t n = 0;

	for (size_t i = 0; i < sweeper->n_alive; i++) {
		uint32_t number = sweeper->alive[i];
		struct probe_track *track = &sweeper->tracks[number];

		if (!track->touch->theirs.mode)
			probe_track_end(track, step);
		else
			sweeper->alive[n++] = number;
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
	const struct probe_path *paths = sweeper->means.facts->paths;
	const struct probe_entry *old = &gone[-1].entry;
	uint32_t number = sweeper->number;

	for (size_t i = 0; i < sweeper->n_alive; i++)
		sweeper->tracks[sweeper->alive[i]].is_away = true;
	while (sweeper->n_alive && gone) {
		struct probe_step step = { .position = gone->position,
					   .path = number };
		const struct probe_path *path = &paths[gone->link];
		uint32_t at = probe_version_at(path, gone->position);

		drop_additions(sweeper, &step);
		number = gone->link;
		for (gone = NULL; at < path->n_versions && !gone; at++) {
			const struct probe_version *new = &path->versions[at];

			step = (struct probe_step){ old, &new->entry,
						    new->position, number, 0 };
			if (!new->entry.mode &&new->link != PROBE_NONE)
				gone = new;
			else
				carry_all(sweeper, step);
			old = gone ? old : &new->entry;
		}
	}
	sweeper->n_alive = 0;
}

/* From one version of the path to the next. */
static void step(struct probe_sweeper *sweeper, uint32_t version)
{
	const struct probe_version *new = &sweeper->path->versions[version];

	if (!new->entry.mode &&new->link != PROBE_NONE)
		follow(sweeper, new);
	else
		carry_all(sweeper, (struct probe_step){
					   &new[-1].entry, &new->entry,
					   new->position, sweeper->number, 0 });
}

/* --- horizons --- */

static bool is_version_known(const struct probe_sweeper *sweeper,
			     uint32_t version, uint32_t position)
{
	const struct probe_mainline *mainline = sweeper->means.facts->mainline;
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
	struct probe_track *track = &sweeper->tracks[event->track];
	const struct probe_unit *unit =
		&sweeper->means.facts->units[track->touch->unit];
	uint32_t position = sweeper->means.facts->mainline[unit->landing]
				    .due[event->horizon];
	const struct probe_entry *ours = entry_at(sweeper, event->version);
	enum probe_outcome answer = track->answer;

	if (!is_version_known(sweeper, event->version, position))
		answer = PROBE_UNKNOWN;
	else if (track->asked != event->version || !ours->mode ||
		 track->touch->other != PROBE_NONE)
		answer = probe_verdict(&sweeper->means, track, ours, position);
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
	const struct probe_unit *unit =
		&sweeper->means.facts->units[touch->unit];
	const uint32_t *due = sweeper->means.facts->mainline[unit->landing].due;
	uint32_t number = (uint32_t)sweeper->n_tracks;
	uint32_t since = touch->is_resumed ? sweeper->means.facts->old_tip
					   : unit->landing;

	if (!touch->is_resumed)
		*result = (struct probe_result){ .is_life_known = true,
						 .death = PROBE_NONE };
	sweeper->tracks =
		xgrow(sweeper->tracks, sweeper->n_tracks,
		      &sweeper->n_tracks_alloc, sizeof(*sweeper->tracks));
	sweeper->tracks[sweeper->n_tracks++] = (struct probe_track){
		.touch = touch, .result = result, .asked = UNASKED
	};
	add_event(sweeper,
		  (struct event){ probe_version_at(sweeper->path, since),
				  number, -1 });
	for (int h = 0; h < PROBE_N_HORIZONS; h++)
		if (due[h] != PROBE_NONE && due[h] >= since)
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
		probe_texts_trim(sweeper->means.texts);
		if (event->horizon < 0)
			place(sweeper, event->track, version);
		else
			ask(sweeper, event);
	}
}

void probe_sweep(struct probe_sweeper *sweeper, uint32_t path,
		 struct probe_result *results)
{
	const struct probe_facts *facts = sweeper->means.facts;

	sweeper->path = &facts->paths[path];
	sweeper->number = path;
	sweeper->n_tracks = sweeper->n_events = sweeper->n_alive = 0;
	for (uint32_t i = 0; i < sweeper->path->n_touches; i++) {
		uint32_t touch = sweeper->path->touches[i];

		if (facts->units[facts->touches[touch].unit].is_wanted &&
		    !facts->touches[touch].is_kept)
			add_track(sweeper, &facts->touches[touch],
				  &results[touch]);
	}
	if (sweeper->n_events)
		qsort(sweeper->events, sweeper->n_events,
		      sizeof(*sweeper->events), compare_events);
	run_events(sweeper);
	for (size_t i = 0; i < sweeper->n_tracks; i++)
		probe_track_settle(&sweeper->tracks[i]);
	arena_release(&sweeper->means.arena);
}
