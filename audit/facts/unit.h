/* SPDX-License-Identifier: MIT */
#ifndef FACTS_UNIT_H
#define FACTS_UNIT_H
/*
 * unit - the facts of one commit, read from the repository by a worker and
 * not yet in the database.
 *
 * Texts are valid UTF-8, end with a NUL and live in the arena that was given
 * to unit_read; paths are exact bytes.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/arena.h"
#include "audit/git/graph.h"
#include "audit/git/kept.h"
#include "audit/git/linecount.h"
#include "audit/git/repository.h"
#include "audit/git/trailers.h"

/* Whether line counts are there, and why not. */
enum content {
	CONTENT_TEXT,
	CONTENT_BINARY,
	CONTENT_UNCOUNTED,
	CONTENT_MISSING
};

/* Whether the paths of a commit are known. */
enum unit_diff {
	UNIT_DIFF_DONE,
	UNIT_DIFF_NONE,   /* a merge off the mainline: not asked */
	UNIT_DIFF_UNKNOWN /* parent or tree not here */
};

/* An object that could not be read. */
struct unit_missing {
	struct oid oid;
	const char *kind; /* tree, blob */
	const char *why;
	struct unit_missing *next;
};

/* One path of a commit. */
struct unit_change {
	const char *path;
	size_t path_len;
	uint32_t old_mode, new_mode; /* 0: not there */
	struct oid old_blob, new_blob;
	char status; /* A, D, M, T */
	enum content content;
	int64_t n_added, n_deleted; /* valid for CONTENT_TEXT */
	struct oid digest; /* of what changed; valid for text and binary */
	uint32_t pair;     /* index of the other end of a rename + 1, or 0 */
	struct unit_missing *missing; /* the blob that could not be read */
};

/* A person as the commit names it, and when. */
struct unit_person {
	const char *name, *email;
	const char *raw_name, *raw_email; /* exact bytes: for the mailmap */
	bool is_nobody; /* the line names no person; the texts are empty */
	bool has_time;
	int64_t at;
	const char *zone;
};

struct unit {
	uint32_t node;       /* in the graph */
	struct oid *parents; /* all that the commit names, cut off or not */
	size_t n_parents;
	struct unit_person author, committer;
	const char *encoding; /* NULL: no such header */
	const char *subject, *message;
	int64_t pull_request;     /* 0: none */
	struct trailer *trailers; /* texts in the arena */
	size_t n_trailers;
	enum unit_diff diff;
	struct unit_change *changes;
	size_t n_changes;
	bool is_merge; /* changes are those against the followed parent */
	struct unit_missing *missing; /* commit or tree; not blobs */
};

/* What one worker needs to read units; one for each thread. */
struct unit_reader;

/* A reader with a repository handle of its own. */
int unit_reader_new(struct repository *repo, struct unit_reader **reader_out,
		    struct err *err);
void unit_reader_free(struct unit_reader *reader);

/* Where units are; nothing is owned. */
struct unit_source {
	const struct graph *graph;
	const struct kept *kept; /* commits that were read already; or NULL */
};

/* Read the commit of a node of the graph, and its paths. */
void unit_read(struct unit_reader *reader, const struct unit_source *source,
	       uint32_t node, struct arena *arena, struct unit *unit_out);

/*
 * Read what a commit says, without its paths; node stays 0.  missing is set
 * where it cannot be read.
 */
void unit_read_text(struct unit_reader *reader, const struct oid *oid,
		    struct arena *arena, struct unit *unit_out);

/*
 * Fill content, line counts and digest of a change.  Neighbouring calls for
 * one path read the blob that they share once.  What it allocates lives in
 * arena.
 */
void unit_count_lines(struct unit_reader *reader, struct unit_change *change,
		      struct arena *arena);

/*
 * The hash of all that a unit changes, by which equal patches are found;
 * false where a part is unknown or there is nothing.
 */
bool unit_patch(const struct unit *unit, struct oid *patch_out);

/* Pair deleted and added paths of one blob, as git log -M100% does. */
void unit_pair_renames(struct unit_change *changes, size_t n_changes);

#endif
