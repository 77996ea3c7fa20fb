/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_HORIZON_H
#define REVERTS_PROBE_HORIZON_H
/* probe_horizon - on which mainline commit a horizon is asked. */
#include "audit/reverts/probe_facts.h"

/* Horizons as the tables have them: -1, days, 0 for the tip. */
extern const int probe_days[PROBE_N_HORIZONS];

/*
 * Fill due for each commit of the mainline: the last commit before the first
 * one that landed later than so many days after it.
 */
void probe_horizon_date(struct probe_mainline *mainline, size_t n);

/* Then drop all horizons but the tip: none of them is asked. */
void probe_horizon_tip_alone(struct probe_mainline *mainline, size_t n);

#endif
