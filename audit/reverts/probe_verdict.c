/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_verdict.h"

#include "audit/git/merge_file.h"
#include "audit/reverts/probe_folder.h"
#include "audit/reverts/probe_merge.h"

/*
 * What libgit2's merge of the whole files says.  It takes half a millisecond,
 * so it is only asked where its diff may well differ from ours.
 */
static enum probe_outcome merge_by_library(struct probe_means *means,
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

	return outcomes[merge_file(means->repo, &blobs)];
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

static enum probe_outcome merge_lines(struct probe_means *means,
				      const struct probe_track *track,
				      const struct probe_entry *ours)
{
	const struct probe_touch *touch = track->touch;
	const struct probe_text *base =
		probe_texts_get(means->texts, &touch->base.blob);
	const struct probe_text *theirs =
		probe_texts_get(means->texts, &touch->theirs.blob);
	const struct probe_text *text =
		probe_texts_get(means->texts, &ours->blob);
	struct probe_side our_side = { probe_lines_of(text), &means->hunks };
	struct probe_side their_side = { probe_lines_of(theirs), &means->more };
	struct probe_clash clash;

	probe_diff_run(&means->diff, probe_lines_of(base), probe_lines_of(text),
		       &means->hunks);
	probe_diff_run(&means->diff, probe_lines_of(base),
		       probe_lines_of(theirs), &means->more);
	switch (probe_merge(&our_side, &their_side, &clash)) {
	case PROBE_MERGE_CLEAN:
		return PROBE_CLEAN;
	case PROBE_MERGE_SAME:
		/* of two edits as short git may see the other one */
		return merge_by_library(means, touch, ours);
	default:
		return still_stand(&track->life, &clash, probe_lines_of(text))
			       ? merge_by_library(means, touch, ours)
			       : PROBE_CONFLICT;
	}
}

static bool has_signs(const struct probe_track *track)
{
	return track->result->signs.stands[0] != 0;
}

/* The quickest test, by what is known since the life ended. */
static bool is_ruled_out(struct probe_means *means,
			 const struct probe_track *track,
			 const struct oid *blob, const struct probe_text *text)
{
	if (!has_signs(track))
		return false;
	probe_marks_read(&means->marks, blob, probe_lines_of(text));
	return probe_marks_rule_out(&means->marks, &track->result->signs);
}

/* The quick test: is each hunk there, or undone, with its neighbours? */
static bool can_be_there(const struct probe_track *track,
			 struct probe_lines text)
{
	for (uint32_t i = 0; i < track->life.n_hunks; i++)
		if (life_look(&track->life.hunks[i], text) == LIFE_CHANGED)
			return false;
	return true;
}

/* What becomes of the content, where all three are files. */
static enum probe_outcome merge_content(struct probe_means *means,
					struct probe_track *track,
					const struct probe_entry *ours,
					uint32_t position)
{
	const struct probe_touch *touch = track->touch;
	const struct probe_text *text;

	if (probe_same_blob(&touch->base, &touch->theirs) ||
	    probe_same_blob(&touch->theirs, ours))
		return PROBE_ALREADY;
	if (probe_track_is_alive_at(track, position) ||
	    probe_same_blob(&touch->base, ours))
		return PROBE_CLEAN;
	text = probe_texts_get(means->texts, &ours->blob);
	if (!text->is_here)
		return PROBE_UNKNOWN;
	if (is_ruled_out(means, track, &ours->blob, text))
		return PROBE_CONFLICT;
	probe_track_learn(means, track);
	if (track->is_missing)
		return PROBE_UNKNOWN;
	if (text->is_binary || !track->is_text)
		return PROBE_CONFLICT;
	if (!can_be_there(track, probe_lines_of(text)))
		return PROBE_CONFLICT;
	return merge_lines(means, track, ours);
}

/* Modes are merged beside the content. */
static enum probe_outcome merge_entries(struct probe_means *means,
					struct probe_track *track,
					const struct probe_entry *ours,
					uint32_t position)
{
	uint32_t base = track->touch->base.mode;
	uint32_t theirs = track->touch->theirs.mode;
	enum probe_outcome content;

	if (!probe_is_file(&track->touch->base) || !probe_is_file(ours) ||
	    !probe_is_file(&track->touch->theirs))
		return PROBE_CONFLICT;
	content = merge_content(means, track, ours, position);
	if (base == theirs || ours->mode == theirs || content > PROBE_CLEAN)
		return content;
	return ours->mode == base ? PROBE_CLEAN : PROBE_CONFLICT;
}

/* What a path that is gone is looked for with. */
struct lost {
	struct probe_means *means;
	struct probe_track *track;
	uint32_t position;
};

static bool look(void *context, const struct probe_entry *entry)
{
	struct lost *lost = context;
	struct probe_track *track = lost->track;
	const struct probe_text *text;

	if (!track->touch->theirs.mode ||
	    probe_track_is_alive_at(track, lost->position))
		return true;
	probe_texts_trim(lost->means->texts);
	if (!has_signs(track))
		probe_track_learn(lost->means, track);
	if (!has_signs(track) && !track->is_text)
		return true;
	text = probe_texts_get(lost->means->texts, &entry->blob);
	if (!text->is_here || text->is_binary ||
	    is_ruled_out(lost->means, track, &entry->blob, text))
		return false;
	probe_track_learn(lost->means, track);
	return can_be_there(track, probe_lines_of(text));
}

/*
 * The path is not there.  Renamed, it is merged where it is now; but what the
 * unit added cannot be taken back from there.
 */
static enum probe_outcome merge_gone(struct probe_means *means,
				     struct probe_track *track,
				     uint32_t position)
{
	const struct probe_facts *facts = means->facts;
	const struct probe_touch *touch = track->touch;
	struct lost lost = { means, track, position };
	const struct probe_lost wanted = { touch->path, position,
					   &facts->units[touch->unit],
					   touch->theirs.mode != 0,
					   touch->base };
	struct probe_entry ours = { 0 };
	uint32_t found;

	if (touch->other != PROBE_NONE) {
		const struct probe_touch *other = &facts->touches[touch->other];

		ours = probe_entry_at(&facts->paths[other->path], position);
		if (!ours.mode || !probe_files_alike(&means->files, means->repo,
						     &touch->base, &ours))
			return PROBE_GONE;
		return merge_entries(means, track, &ours, position);
	}
	found = probe_rename_find(means->index, &means->files, means->repo,
				  &wanted, look, &lost);
	if (!touch->theirs.mode)
		return found == PROBE_NONE ? PROBE_ALREADY : PROBE_GONE;
	if (found == PROBE_NONE)
		return PROBE_GONE;
	ours = probe_entry_at(&facts->paths[found], position);
	return merge_entries(means, track, &ours, position);
}

/* Has what came out of a rename moved back on the mainline? */
static bool is_back(const struct probe_means *means,
		    const struct probe_touch *touch, uint32_t position)
{
	const struct probe_touch *other;

	if (touch->base.mode || touch->other == PROBE_NONE)
		return false;
	other = &means->facts->touches[touch->other];
	return !probe_entry_at(&means->facts->paths[other->path], position)
			.mode;
}

enum probe_outcome probe_verdict(struct probe_means *means,
				 struct probe_track *track,
				 const struct probe_entry *ours,
				 uint32_t position)
{
	const struct probe_touch *touch = track->touch;

	if (ours->mode && is_back(means, touch, position))
		return PROBE_UNASKED; /* the other touch is asked */
	if (!touch->base.mode && !ours->mode &&
	    probe_folder_blocks(means->facts, &means->facts->units[touch->unit],
				touch->path, position))
		return PROBE_CONFLICT;
	if (probe_entry_equal(&touch->base, ours))
		return PROBE_CLEAN;
	if (!ours->mode)
		return merge_gone(means, track, position);
	if (probe_entry_equal(&touch->theirs, ours))
		return PROBE_ALREADY;
	return merge_entries(means, track, ours, position);
}
