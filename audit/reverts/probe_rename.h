/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_RENAME_H
#define REVERTS_PROBE_RENAME_H
/*
 * probe_rename - where a path that is gone from the mainline is now.
 *
 * git compares the tree of the change with that of the mainline, and so finds
 * a file again that moved in one step or in several, and one of a project
 * that was merged in below a folder (a subtree).  Here those are looked at
 * that can be it: what the path was renamed to, step by step; what has the
 * same name in another folder; what has the same content.
 */
#include "audit/reverts/probe_facts.h"

/* Paths by their last part, versions by their content. */
struct similarity;
struct probe_index;
struct probe_index *probe_index_new(const struct probe_facts *facts);
void probe_index_free(struct probe_index *index);

/* The last files that were compared, for one thread; all zero is none. */
enum { PROBE_FILES_MAX = 16 };
struct probe_files {
	struct oid blobs[PROBE_FILES_MAX];
	struct similarity *items[PROBE_FILES_MAX]; /* owned; by turns */
	unsigned next;
};
void probe_files_release(struct probe_files *files);

/* Is the second file enough like the first one to be it, renamed? */
bool probe_files_alike(struct probe_files *files, struct repository *repo,
		       const struct probe_entry *old,
		       const struct probe_entry *new);

/* What is looked for. */
struct probe_lost {
	uint32_t path;                 /* not there at position */
	uint32_t position;             /* on the mainline */
	const struct probe_unit *unit; /* in whose tree it is */
	bool can_merge; /* there is something before the change to merge */
	struct probe_entry base; /* as it is there */
};

/* Is a path, as it is now, worth a closer look? */
typedef bool probe_look_fn(void *context, const struct probe_entry *entry);

/*
 * The path that a lost one was renamed to, or PROBE_NONE.  Only paths that
 * look says yes to are compared; it is asked before a blob is read.
 */
uint32_t probe_rename_find(const struct probe_index *index,
			   struct probe_files *files, struct repository *repo,
			   const struct probe_lost *lost, probe_look_fn *look,
			   void *context);

#endif
