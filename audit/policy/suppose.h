/* SPDX-License-Identifier: MIT */
#ifndef POLICY_SUPPOSE_H
#define POLICY_SUPPOSE_H
/*
 * suppose - what a policy would say of changes if AI had a hand in them: the
 * table supposed_outcomes, of the year before the last landing.
 */
#include "audit/policy/policy_rows.h"

/* The time that is looked at: this long before the last landing, seconds. */
enum { SUPPOSE_SECONDS = 365 * 24 * 60 * 60 };

/* Write the rows of a policy anew, in the caller's transaction. */
int suppose_derive(const struct policy_work *work, struct err *err);

#endif
