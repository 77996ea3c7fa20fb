/* SPDX-License-Identifier: MIT */
#ifndef POLICY_JUDGE_H
#define POLICY_JUDGE_H
/*
 * judge - the stage that fills verdicts: every change that landed, by every
 * rule that was in force on its day, for every policy of the database.
 *
 * It goes on after the last change that it judged, unless something moved
 * that old verdicts may hang on: evidence, people, owners, landings.
 */
#include "audit/facts/stage.h"

/* Bring the verdicts of a repository up to date. */
int judge_derive(const struct stage_work *work, struct err *err);

#endif
