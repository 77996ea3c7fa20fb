/* SPDX-License-Identifier: MIT */
#ifndef GIT_APART_H
#define GIT_APART_H
/*
 * apart - packs of their own for each thread.
 *
 * libgit2 shares the packs of one name among all that open them, and every
 * search in an index holds their lock: among 5,000,000 objects that made two
 * threads wait for each other at every second commit.  A folder that is
 * spelled in another way has packs of another name.
 */
#include "audit/base/buf.h"

/*
 * Append a spelling of an objects folder, by the number of a thread, from 0.
 * Where its packs are so many that each thread would hold hundreds of files
 * open, all share those of the folder itself.
 */
void apart_spell(const char *objects, int number, struct buf *out);

#endif
