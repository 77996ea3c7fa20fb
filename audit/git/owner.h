/* SPDX-License-Identifier: MIT */
#ifndef GIT_OWNER_H
#define GIT_OWNER_H
/*
 * owner - whether a repository may be opened: it belongs to this user, or
 * the user's settings trust it.
 *
 * libgit2's own check takes a user without ~/.gitconfig for one without a
 * repository, and does not know "safe.directory = *".
 */
#include "audit/base/err.h"

struct git_repository;

/* 0, or -1 with advice: owned by somebody else, and not in safe.directory. */
int owner_check(struct git_repository *handle, struct err *err);

#endif
