/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_TRACK_H
#define REVERTS_PROBE_TRACK_H
/*
 * probe_track - a touch under way through the versions of its path, and what
 * a thread reads and compares them with.
 */
#include "audit/git/treediff.h"
#include "audit/reverts/life.h"
#include "audit/reverts/probe_marks.h"
#include "audit/reverts/probe_rename.h"
#include "audit/reverts/probe_text.h"

/* What came out, from the least to what overrules all else. */
enum probe_outcome {
	PROBE_UNASKED, /* no such horizon yet, or another touch is asked */
	PROBE_ALREADY,
	PROBE_CLEAN,
	PROBE_UNKNOWN,
	PROBE_GONE,
	PROBE_CONFLICT
};

/* How a touch stands at the tip, for a later run to go on from there. */
enum probe_stand {
	PROBE_NOWHERE,    /* not known, or under another name: begin anew */
	PROBE_ENDED,      /* something collided */
	PROBE_BY_WINDOWS, /* alive; its lines are in the windows */
	PROBE_UNTOUCHED   /* alive as long as nothing changes the path */
};

/* What is known of a touch; windows go with probe_result_release. */
struct probe_result {
	uint8_t outcomes[PROBE_N_HORIZONS]; /* enum probe_outcome */
	bool is_life_known;
	uint8_t stand;  /* enum probe_stand */
	uint32_t death; /* position that collided first; PROBE_NONE: none */
	uint32_t path;  /* where it did: the touch's, or what that became */
	/* the lines that it collided with, from 1; both 0: the whole file */
	uint32_t first_line, last_line;
	/*
	 * Of one hunk: such that were gone when it ended; else of the one that
	 * it ended with.  None, where that was not told by lines.
	 */
	struct probe_signs signs;
	struct life_window *windows; /* owned; PROBE_BY_WINDOWS only */
	uint32_t n_windows;
};

/* The means of one thread; facts and index are shared, and not owned. */
struct probe_means {
	const struct probe_facts *facts;
	const struct probe_index *index;
	struct repository *repo;
	struct probe_texts *texts;
	struct probe_files files; /* compared for renames */
	struct probe_marks marks; /* of the version of the moment */
	struct probe_diff diff;
	struct probe_hunks hunks; /* of the pair at hand */
	struct probe_hunks more;  /* of a touch */
	struct arena arena;       /* lives; released by who uses it */
};

/* How a touch can be carried. */
enum probe_way {
	PROBE_BY_LINES,  /* text before and after */
	PROBE_AS_A_WHOLE /* any change of the path collides */
};

/* A touch under way. */
struct probe_track {
	const struct probe_touch *touch;
	struct probe_result *result;
	struct life life;
	enum probe_way way;
	bool is_learned; /* the files of the touch were compared */
	bool is_away;    /* carried on under another name */
	bool is_text;    /* life has its hunks; else content is opaque */
	bool is_missing; /* a blob of the touch is not here */
	bool is_lost;    /* a blob of a version is not here */
	uint32_t asked;  /* the version of the last answer */
	enum probe_outcome answer;
};

/* From one version to the next: what all tracks of a path share. */
struct probe_step {
	const struct probe_entry *old, *new;
	uint32_t position; /* of the commit that did it */
	uint32_t path;
	/* 1: hunks are in means; 0: not text; -1: a blob is missing */
	int compared;
};
enum { PROBE_NOT_YET = 2 };

/* Is it a regular file? */
bool probe_is_file(const struct probe_entry *entry);
/* Have two entries one content? */
bool probe_same_blob(const struct probe_entry *a, const struct probe_entry *b);
/* The lines of a text. */
struct probe_lines probe_lines_of(const struct probe_text *text);

/* Free the windows; there are none afterwards. */
void probe_result_release(struct probe_result *result);

/* Learn the way back, unless that is known. */
void probe_track_learn(struct probe_means *means, struct probe_track *track);

/* Learn the way back, and carry on from the base to what landed. */
void probe_track_start(struct probe_means *means, struct probe_track *track,
		       struct probe_step *step);

/* Go on from where a result stands, at the old tip. */
void probe_track_resume(struct probe_track *track);

/* Keep in the result how it stands at the tip. */
void probe_track_settle(struct probe_track *track);

/* Carry on by one step; step->compared may get set. */
void probe_track_carry(struct probe_means *means, struct probe_track *track,
		       struct probe_step *step);

/* The file as a whole is what a step collides with. */
void probe_track_end(struct probe_track *track, const struct probe_step *step);

/* Is it still carried? */
bool probe_track_is_alive(const struct probe_track *track);
/* Did nothing collide up to a position? */
bool probe_track_is_alive_at(const struct probe_track *track,
			     uint32_t position);

#endif
