/* SPDX-License-Identifier: MIT */
#ifndef GIT_LOOSE_H
#define GIT_LOOSE_H
/*
 * loose - objects in files of their own, for libgit2 to read through.
 *
 * libgit2 1.5.1 has a reader of its own.  It writes behind its memory where
 * an object is longer than it says, never ends where one is cut off, and
 * crashes on what is not compressed; the last two stay in later versions.
 * Here each of them is an error.
 */
#include <git2.h>
#include <git2/sys/odb_backend.h>

/* A backend for the files below an objects folder, which it never writes. */
git_odb_backend *loose_new(const char *objects);

#endif
