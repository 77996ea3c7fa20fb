/* SPDX-License-Identifier: MIT */
/* What is compared: with an earlier report, and a part with the rest. */
#include "report/sections.h"

const struct section sections_changes[] = {
	{ .id = "then-and-now",
	  .heading = "The measures then and now",
	  .query = "then-and-now",
	  .params = "",
	  .when = SECTION_COMPARED,
	  .max_rows = 40,
	  .telling = "measure difference now_share then_share",
	  .lead = "A difference has an interval where enough changes came "
		  "since; it may come of other changes, other people or "
		  "another duty to disclose.",
	  .empty = "There is nothing to compare for this repository and "
		   "scope." },
	{ .id = "newcomers",
	  .heading = "New with AI-assisted changes",
	  .query = "newcomers",
	  .params = "",
	  .when = SECTION_COMPARED,
	  .max_rows = 40,
	  .telling = "kind name first_at changes",
	  .lead = "Tools, areas and people whose first AI-assisted change "
		  "landed since.",
	  .empty = "No tool, area or author has a first AI-assisted change "
		   "since then." },
	{ 0 }
};

const struct section sections_part[] = {
	{ .id = "contrast",
	  .heading = "This part beside the rest",
	  .query = "contrast",
	  .params = "",
	  .when = SECTION_OF_PART,
	  .max_rows = 40,
	  .telling = "measure difference share rest_share",
	  .lead = "The same measures here and in all other changes. The two "
		  "differ in more than what picks them, so that a difference "
		  "is no effect.",
	  .empty = "No change landed in this time." },
	{ .id = "approvers",
	  .heading = "Who approved",
	  .query = "approvers",
	  .params = "",
	  .counts_changes = true,
	  .when = SECTION_OF_PART,
	  .max_rows = 25,
	  .telling = "name changes alone ai_assisted authors",
	  .lead = "People whose Reviewed-by or Acked-by changes of others "
		  "carry.",
	  .empty = "No change of this scope carries a Reviewed-by or Acked-by "
		   "of somebody else." },
	{ .id = "approvals",
	  .heading = "Approvals that the policy asks for",
	  .query = "approvals",
	  .params = "",
	  .is_series = true,
	  .when = SECTION_OF_PART,
	  .max_rows = 25,
	  .telling = "oid rule outcome why",
	  .lead = "What the policy asks AI-assisted changes to have agreement "
		  "for, and whose they had.",
	  .empty = "No policy that was given to audit asks for agreement to a "
		   "change of this scope." },
	{ .id = "reverters",
	  .heading = "Who took changes back",
	  .query = "reverters",
	  .params = "",
	  .when = SECTION_OF_PART,
	  .max_rows = 25,
	  .telling = "name changes own ai_assisted median_days",
	  .lead = "Authors of the commits that were the first to take a "
		  "change of this scope back as a whole.",
	  .empty = "No change of this scope was taken back as a whole." },
	{ .id = "colliding-paths",
	  .heading = "What collides",
	  .query = "revert-blockers",
	  .params = "by=path top=200",
	  .when = SECTION_OF_PART,
	  .max_rows = 25,
	  .telling = "place collisions share",
	  .of_probes = true,
	  .lead = "The files in which later changes got into the way of a "
		  "revert.",
	  .empty = "No change of this scope collided with another." },
	{ 0 }
};
