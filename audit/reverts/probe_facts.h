/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_FACTS_H
#define REVERTS_PROBE_FACTS_H
/*
 * probe_facts - what the revert probe works on, read from the fact tables.
 *
 *   mainline:  position 0 .. n-1, oldest first
 *   unit:      what is taken back: a change, or a mainline merge; landed at a
 *              position
 *   touch:     one path of a unit, before and after it
 *   version:   one path as a mainline commit left it; the version at a
 *              position is found by binary search, and no tree is read
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/arena.h"
#include "audit/facts/stage.h"
#include "audit/git/oid.h"

/* "No position, path, ...". */
#define PROBE_NONE UINT32_MAX

/* When a question is asked: as it landed, so many days later, at the tip. */
enum probe_horizon {
	PROBE_LANDING,
	PROBE_30,
	PROBE_90,
	PROBE_180,
	PROBE_365,
	PROBE_TIP,
	PROBE_N_HORIZONS
};

/* A file, or whatever a tree holds at a path. */
struct probe_entry {
	uint32_t mode; /* as in a tree; 0: nothing is there */
	struct oid blob;
};

/* True if both are the same, or neither is there. */
bool probe_entry_equal(const struct probe_entry *a,
		       const struct probe_entry *b);

/* One commit of the mainline. */
struct probe_mainline {
	int64_t commit_id;
	int64_t at; /* committer date; that of the one before if it has none */
	uint32_t unit;      /* its own */
	uint32_t n_unknown; /* commits up to here whose paths are not known */
	uint32_t due[PROBE_N_HORIZONS]; /* positions; PROBE_NONE: not passed */
};

/* What is taken back.  Touches of a unit are n_touches from first_touch. */
struct probe_unit {
	int64_t commit_id;
	struct oid oid;
	uint32_t landing; /* position */
	uint32_t first_touch, n_touches;
	bool is_merge;  /* a landing; else a change */
	bool is_known;  /* its paths are */
	bool is_wanted; /* to be probed now */
};

/* One path of a unit; base is what the unit made of it. */
struct probe_touch {
	uint32_t unit, path;
	bool is_kept;    /* its result is known from an earlier run */
	bool is_resumed; /* that is known up to the old tip */
	uint32_t other;  /* the touch that it is renamed to or from, or NONE */
	struct probe_entry base, theirs; /* theirs of a rename: where it was */
};

/* One path as a mainline commit left it. */
struct probe_version {
	uint32_t position; /* PROBE_NONE: before the history begins */
	uint32_t link; /* where nothing is: path it was renamed to, or NONE */
	struct probe_entry entry;
};

/* A path ever touched, in the order of its bytes. */
struct probe_path {
	const char *name; /* exact bytes, NUL ends them */
	int64_t path_id;
	struct probe_version *versions; /* by position */
	uint32_t n_versions;
	uint32_t *touches; /* by position of landing, then commit_id */
	uint32_t n_touches;
};

/* All of it; release with probe_facts_release. */
struct probe_facts {
	struct probe_mainline *mainline;
	struct probe_unit *units; /* by commit_id */
	struct probe_touch *touches;
	struct probe_path *paths;
	size_t n_mainline, n_units, n_touches, n_paths;
	uint32_t old_tip;      /* position up to which touches are resumed */
	int64_t first_path_id; /* path_index[0] is its number */
	uint32_t *path_index;  /* by path_id less the first */
	size_t n_path_ids;     /* that it has room for */
	struct arena arena;    /* names, and the arrays of paths */
};

/* Read the facts of a repository; every unit is wanted. */
int probe_facts_read(const struct stage_work *work,
		     struct probe_facts *facts_out, struct err *err);
void probe_facts_release(struct probe_facts *facts);

/* The position of a commit of the mainline, or PROBE_NONE. */
uint32_t probe_position_of(const struct probe_facts *facts, int64_t commit_id);

/*
 * The number of the version of a path at a position, or PROBE_NONE where the
 * path was not there before, ever.
 */
uint32_t probe_version_at(const struct probe_path *path, uint32_t position);

/* The entry of a path at a position; its mode is 0 where there is none. */
struct probe_entry probe_entry_at(const struct probe_path *path,
				  uint32_t position);

/* The number of a path; PROBE_NONE where no path can have that id. */
uint32_t probe_path_of(const struct probe_facts *facts, int64_t path_id);

/* The first path of that name or one after it; n_paths: none. */
size_t probe_path_after(const struct probe_facts *facts, const char *name);

/* The path of that name, or PROBE_NONE. */
uint32_t probe_path_find(const struct probe_facts *facts, const char *name);

#endif
