/* SPDX-License-Identifier: MIT */
/* What was, and what could be, taken back. */
#include "report/sections.h"

const struct section sections_reverts[] = {
	{ .id = "revert-rate",
	  .heading = "Changes that are taken back",
	  .query = "revert-rate",
	  .params = "by=ai days=90",
	  .chart = "reverted",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .telling = "period part at_risk reverted share",
	  .lead = "What share of the changes of a period is taken back as a "
		  "whole within 90 days, AI-assisted ones and others. A "
		  "change that landed less than 90 days before the tip is "
		  "not at risk yet.",
	  .empty = "No change landed in this scope." },
	{ .id = "reverted-ai",
	  .heading = "AI-assisted changes that were taken back",
	  .query = "reverted-ai",
	  .params = "",
	  .max_rows = 25,
	  .telling = "oid landed_at state first_oid author_name subject",
	  .lead = "Each of them, with the commit that took it back.",
	  .empty = "None was, as far as evidence and reverts show." },
	{ .id = "reverts",
	  .heading = "Reverts, one by one",
	  .query = "reverts",
	  .params = "",
	  .max_rows = 25,
	  .telling = "oid target_oid says days subject",
	  .lead = "What messages say they take back, whether the commit is "
		  "known here, and whether the contents agree; and changes "
		  "that undo an earlier one without saying so.",
	  .empty = "No commit takes another one back." },
	{ .id = "revert-chains",
	  .heading = "Taken back and applied again",
	  .query = "revert-chains",
	  .params = "turns=2",
	  .max_rows = 25,
	  .telling = "oid landed_at state turns subject",
	  .lead = "Commits that were taken back and returned, perhaps more "
		  "than once, and how it stands with them at the tip.",
	  .empty = "No commit came back after it had been taken back." },
	{ .id = "fixes",
	  .heading = "Fixes that name what they repair",
	  .query = "fixes",
	  .params = "",
	  .max_rows = 25,
	  .telling = "oid target_oid days subject",
	  .lead = "Commits with a line \"Fixes: <sha>\".",
	  .empty = "No commit has such a line." },
	{ 0 }
};

const struct section sections_ease[] = {
	{ .id = "revert-ease",
	  .heading = "Revert ease by area",
	  .query = "revert-ease",
	  .params = "horizon=365",
	  .chart = "clean-365",
	  .max_rows = 25,
	  .telling = "part changes clean share median_days",
	  .of_probes = true,
	  .lead = "Would git revert still work a year after a change landed, "
		  "and how long do its lines stand? Both are about text: no "
		  "build is tried.",
	  .empty = "No change was probed in this scope." },
	{ .id = "revert-survival",
	  .heading = "How long changes can be taken back",
	  .query = "revert-survival",
	  .params = "top=6 step=73",
	  .chart = "revert-survival",
	  .max_rows = 40,
	  .telling = "part days at_risk share",
	  .of_probes = true,
	  .lead = "The share of changes that no later change has collided "
		  "with, by days since they landed. Those still standing at "
		  "the tip count for as long as they were followed.",
	  .empty = "No change was probed in this scope." },
	{ .id = "revert-matched",
	  .heading = "Revert ease of AI-assisted changes and others",
	  .query = "revert-matched",
	  .params = "",
	  .max_rows = 10,
	  .telling = "ai_changes ai_share other_changes other_share difference "
		     "matched_difference",
	  .of_probes = true,
	  .lead = "AI-assisted changes beside others, as they are and within "
		  "strata of the same area, size and quarter. Undeclared use "
		  "leaves no trace, so the others hold some.",
	  .empty = "No change was probed in this scope." },
	{ .id = "collisions",
	  .heading = "How far changes spread",
	  .query = "collisions",
	  .params = "",
	  .max_rows = 25,
	  .telling = "part changes collisions per_100 per_100_from per_100_to",
	  .of_probes = true,
	  .lead = "Of 100 later changes to the same files, how many collide. "
		  "A quiet area is not called easy only because nothing "
		  "happens there.",
	  .empty = "No change was probed in this scope." },
	{ .id = "revert-blockers",
	  .heading = "Where changes collide",
	  .query = "revert-blockers",
	  .params = "by=pair",
	  .max_rows = 15,
	  .telling = "place against collisions share",
	  .of_probes = true,
	  .lead = "Which areas get into the way of which.",
	  .empty = "No change collided with another in this scope." },
	{ .id = "revert-base",
	  .heading = "What revert ease counts",
	  .query = "revert-base",
	  .params = "",
	  .max_rows = 10,
	  .telling = "fact n meaning",
	  .of_probes = true,
	  .lead = "The changes behind the numbers of revert ease, and those "
		  "that are left out.",
	  .empty = "Nothing was read." },
	{ 0 }
};
