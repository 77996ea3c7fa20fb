/* SPDX-License-Identifier: MIT */
#ifndef POLICY_CHANGE_FEED_H
#define POLICY_CHANGE_FEED_H
/*
 * change_feed - the changes of a repository that landed, one after the
 * other, put together from the tables: each table is read once, in the order
 * of commits, and what belongs to the same commit is joined.
 */
#include "audit/policy/change.h"
#include "audit/policy/policy_rows.h"

struct change_feed;

/* Open at the first change after a commit_id; work must stay. */
int change_feed_open(const struct policy_work *work, int64_t after_id,
		     struct change_feed **feed_out, struct err *err);
void change_feed_close(struct change_feed *feed);

/* 1: the next change, valid until the next call; 0: no more; -1: failed. */
int change_feed_next(struct change_feed *feed, const struct change **change_out,
		     struct err *err);

/* All AI-assisted commits, ascending; they live as long as the feed. */
const int64_t *change_feed_ai(const struct change_feed *feed, size_t *n_out);

#endif
