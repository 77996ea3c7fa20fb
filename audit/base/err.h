/* SPDX-License-Identifier: MIT */
#ifndef BASE_ERR_H
#define BASE_ERR_H
/*
 * err - why the world failed.
 *
 * A function that can fail for a reason outside the program returns -1 and
 * fills a struct err; on success it leaves it untouched.  Only main prints
 * it and turns its kind into an exit status.  Bugs are assert, lack of
 * memory is xalloc: neither comes through here.
 */
#include <stddef.h>

/* What sort of failure; decides the exit status of the program. */
enum fail {
	FAIL_NONE,  /* nothing failed */
	FAIL_USAGE, /* the command line or an input file is wrong: exit 2 */
	FAIL_WORLD, /* repository, database, disk: exit 3 */
};

/* An embedded value; initialise with ERR_INIT.  Owns nothing. */
struct err {
	enum fail kind;
	char msg[1024]; /* what failed, on what, why; no final newline */
};

#define ERR_INIT \
	{ \
		FAIL_NONE, "" \
	}

/*
 * Record a failure.  The message is cut at the size of the buffer, at a
 * UTF-8 boundary.  Always returns -1, so that a caller can return it.
 */
int err_set(struct err *err, enum fail kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Put "context: " before the recorded message.  Always returns -1. */
int err_wrap(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Append "; hint" to the recorded message, unless it says already behind a
 * semicolon what to do next.  Always returns -1.
 */
int err_hint(struct err *err, const char *hint);

/* What to do next where the system gives this errno; for behind "; ". */
const char *hint_of(int reason);

/* The same for what is wrong in a repository, and for a bug of ours. */
#define HINT_REPOSITORY "'git fsck' says what is wrong there"
#define HINT_BUG "this is a bug of git-provenance; please report it"

#endif
