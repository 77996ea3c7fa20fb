/* SPDX-License-Identifier: MIT */
#ifndef POLICY_SUPPOSE_H
#define POLICY_SUPPOSE_H
/*
 * suppose - what a policy would say of changes if AI had a hand in them: the
 * table supposed_outcomes, of the year before the last landing.
 */
#include <stdint.h>

#include "audit/policy/policy_rows.h"

/*
 * The first second of the year that is looked at: 365 whole days, the last of
 * them that of the last landing, as the findings of a report have it.
 */
int64_t suppose_since(int64_t tip_at);

/* Write the rows of a policy anew, in the caller's transaction. */
int suppose_derive(const struct policy_work *work, struct err *err);

#endif
