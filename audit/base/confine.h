/* SPDX-License-Identifier: MIT */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H
/*
 * confine - give up what the program has no use for, by Linux's Landlock.
 *
 * From then on, until it ends, the process and the threads that it starts
 * read what its user may read, and
 *
 *   write, make, rename and remove only beneath the places that are named
 *     and beneath the folder for temporary files (see scrap.h);
 *   run no program, make no link, device or socket file;
 *   use no TCP (ABI 4), send no signal to, and reach no abstract socket of,
 *     a process outside (ABI 6).
 *
 * What was open before stays as it is: standard output, the pipe to a pager.
 * Where a kernel knows less, less is given up; where it has no Landlock,
 * nothing is, and all works as well.
 */
#include "audit/base/buf.h"

/* What a path of the user's says about where is written. */
enum confine_kind {
	CONFINE_END,    /* of the places */
	CONFINE_BESIDE, /* a file or folder that is replaced: the one it is in,
			   behind links */
	CONFINE_INTO,   /* a folder that is filled; while there is none, the
			   nearest one above it */
};

/* One path; those that lead nowhere allow nothing. */
struct confine_place {
	enum confine_kind kind;
	const char *path; /* not NULL, but at the end */
};

/*
 * Confine the calling thread, before it starts others.  Called again, what
 * both allow is allowed.  Returns the ABI that is in force, or 0 where
 * nothing was given up, for which no caller has to do anything.
 */
int confine(const struct confine_place *places);

/* Confine a command that writes to nothing but a database; NULL: not to any. */
int confine_beside(const char *db);

/* Say in words what an ABI, as confine returned it, holds back. */
void confine_say(int abi, struct buf *out);

#endif
