/* SPDX-License-Identifier: MIT */
#ifndef POLICY_GENERATED_H
#define POLICY_GENERATED_H
/*
 * generated - the files that tools write: lock files, release notes.  They
 * collide whatever people do, so revert ease leaves them out.
 *
 * Which they are is a list of patterns: some that are always in it, those of
 * audit --ignore, and those of the policies of the repository.
 */
#include "audit/base/opt.h"
#include "audit/facts/stage.h"

/* Can each pattern match something?  Else FAIL_USAGE; "" may stand for none. */
int generated_check(const struct opt_texts *ignore, struct err *err);

/*
 * Bring generated_patterns and generated_paths up to date, in a transaction of
 * its own.  Patterns in ignore replace those of earlier runs ("" is none); if
 * there is nothing in it, those stay.
 */
int generated_derive(const struct stage_work *work,
		     const struct opt_texts *ignore, struct err *err);

#endif
