/* SPDX-License-Identifier: MIT */
#ifndef GIT_LIBRARIES_H
#define GIT_LIBRARIES_H
/* libraries - which libgit2 runs, and which zlib. */
#include "audit/base/buf.h"

/* Append a line for each: "libgit2 1.5.1, built with 1.5.1". */
void libraries_git(struct buf *out);

#endif
