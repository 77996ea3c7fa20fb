/* SPDX-License-Identifier: MIT */
#ifndef GIT_TRAILERS_H
#define GIT_TRAILERS_H
/*
 * trailers - the "Key: value" lines of a commit message.
 *
 * git reads trailers in the last paragraph only.  Many real ones stand
 * elsewhere: in an own paragraph above the last, or in the list of messages
 * that a squash merge collects.  All are read here, each marked with its
 * place, so that whoever draws conclusions can weigh them.
 *
 * Rule for each place; a line is in the first that fits:
 *
 * TRAILER_BLOCK: what git itself sees.  Key, value and order equal
 *   `git log --format='%(trailers:only,unfold)'` byte for byte.
 * TRAILER_SQUASH: a body line (see below) in the list of a squash merge or
 *   under GitHub's line of nine or more dashes.  The list starts at the
 *   first item, a line "* text" that is a paragraph by itself, in a message
 *   with two items, or with one and a subject that ends in " (#N)".  The
 *   dashes are a paragraph by themselves too.
 * TRAILER_PARAGRAPH: a line of one of the paragraphs that end the message
 *   (or stand directly above git's block), going up as long as each holds
 *   nothing but trailers, their continuation lines and footers.  A trailer
 *   is here: at column 0 a letter, then alphanumerics or '-', then ':', then
 *   a blank or the end of the line.  A footer is a line that is a URL; is
 *   in round, square or angle brackets, or between underscores; starts with
 *   an emoji of U+1F000..U+1FFFF; or is a word before a URL or before "#"
 *   and a letter or digit ("Closes #12, #13").
 * TRAILER_BODY: any other line like a trailer of TRAILER_PARAGRAPH, if its
 *   key has a capital letter or a '-' and at most 64 bytes, and a value
 *   follows on the line; continuation lines are not joined.  That takes in
 *   prose ("Note: this ..."), and leaves out URLs, "foo::bar" and prefixes
 *   of subjects ("diff: ...").
 *
 * The first line of a message that is not blank is never a trailer.
 */
#include <stddef.h>

#include "audit/base/buf.h"

enum trailer_place {
	TRAILER_BLOCK,
	TRAILER_PARAGRAPH,
	TRAILER_BODY,
	TRAILER_SQUASH,
};

struct trailer {
	const char *key;   /* as written; not empty, no spaces at its ends */
	const char *value; /* unfolded: a line break and the spaces after it
			    * are one blank; no spaces (nor CR) at its ends;
			    * may be empty */
	size_t line;       /* of the message that it starts on, from 1 */
	enum trailer_place place;
};

/*
 * The trailers of one message, in its order.  Items and their texts are
 * owned by the struct and live until the next trailers_read or release.
 * Initialise with TRAILERS_INIT.
 */
struct trailers {
	struct trailer *items;
	size_t n_items, n_alloc;
	struct buf text; /* what items point into; not for callers */
};

#define TRAILERS_INIT \
	{ \
		NULL, 0, 0, BUF_INIT \
	}

/*
 * Read a message into trailers, replacing what was there and reusing its
 * memory.  The message may be any bytes, and ends before its first NUL.
 * Time and memory are linear in len.  Whether the message was put through
 * utf8_add before makes no other difference than in bytes that it replaced.
 */
void trailers_read(struct trailers *trailers, const char *message, size_t len);

/* Free what trailers owns; it is empty and usable afterwards. */
void trailers_release(struct trailers *trailers);

/* The place as the database spells it: "block", "paragraph", ... */
const char *trailers_place_name(enum trailer_place place);

#endif
