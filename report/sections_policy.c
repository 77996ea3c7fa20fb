/* SPDX-License-Identifier: MIT */
/* What rules say of changes. */
#include "report/sections.h"

const struct section sections_policy[] = {
	{ .id = "eras",
	  .heading = "Before and after each change of the policy",
	  .query = "eras",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "era since_at changes ai_changes share policy",
	  .lead = "What landed in each era of a policy. A duty to disclose "
		  "moves the floor: more AI-assisted changes after it may "
		  "be more disclosure of the same use.",
	  .empty = "No policy was given to audit." },
	{ .id = "compliance-over-time",
	  .heading = "How well the policy is kept",
	  .query = "compliance-over-time",
	  .params = "",
	  .chart = "compliance",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 36,
	  .telling = "period outcome changes judged share policy",
	  .lead = "What share of the changes that some rule is about breaks "
		  "one, keeps them all, or cannot be judged from git alone; "
		  "each by the rules of its day.",
	  .empty = "No policy that was given to audit has a rule for a change "
		   "in this scope." },
	{ .id = "rules",
	  .heading = "Which rules are broken",
	  .query = "compliance",
	  .params = "period=all",
	  .chart = "violations",
	  .counts_changes = true,
	  .max_rows = 40,
	  .telling = "rule applicable fail undecidable broken",
	  .lead = "Each rule over all periods in which it was in force.",
	  .empty = "No policy that was given to audit has a rule for a change "
		   "in this scope." },
	{ .id = "compliance",
	  .heading = "How the rules of the policy are kept",
	  .query = "compliance",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 40,
	  .telling = "rule period applicable fail undecidable rate",
	  .lead = "Each change is judged by the rules that were in force on "
		  "its day. Undecidable is what git does not hold.",
	  .empty = "No policy that was given to audit has a rule for a change "
		   "in this scope." },
	{ .id = "violations",
	  .heading = "What breaks a rule, and why",
	  .query = "violations",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 40,
	  .telling = "oid rule why",
	  .lead = "A change has a row for each rule that it breaks.",
	  .empty = "No change in this scope breaks a rule." },
	{ .id = "exceptions",
	  .heading = "Exceptions that were granted",
	  .query = "exceptions",
	  .params = "",
	  .max_rows = 25,
	  .telling = "oid rule why subject",
	  .lead = "AI-assisted changes that a ban would have caught, with the "
		  "exception that lets each in.",
	  .empty = "No change in this scope was let in by an exception." },
	{ 0 }
};

const struct section sections_what_if[] = {
	{ .id = "would-qualify",
	  .heading = "What a policy would have taken",
	  .query = "would-qualify",
	  .params = "",
	  .max_rows = 25,
	  .telling = "by name changes forbidden share era policy",
	  .lead = "The changes of the year before the last landing, as if AI "
		  "had had a hand in each: what share would the last era of "
		  "a policy have let in?",
	  .empty = "No policy was given to audit, or no change of that year "
		   "is in this scope." },
	{ .id = "what-if-outcomes",
	  .heading = "What two policies say of the same changes",
	  .query = "what-if-outcomes",
	  .params = "",
	  .chart = "what-if",
	  .max_rows = 9,
	  .telling = "row column changes of_changes share",
	  .lead = "The changes of the year before the last landing, as if AI "
		  "had had a hand in each, by the last policy and the one "
		  "before it.",
	  .empty = "This takes two policies, and changes of that year in "
		   "this scope." },
	{ .id = "what-if",
	  .heading = "What if another policy had been in force",
	  .query = "what-if",
	  .params = "",
	  .max_rows = 25,
	  .telling = "by name changes only_a_forbids only_b_forbids share",
	  .lead = "The same changes by two policies at once: what one forbids "
		  "and the other would allow.",
	  .empty = "The database holds no two policies for the changes of "
		   "that year in this scope." },
	{ .id = "policy-differences",
	  .heading = "Where two policies differ on AI-assisted changes",
	  .query = "policy-differences",
	  .params = "",
	  .max_rows = 25,
	  .telling = "period changes only_a_forbids only_b_forbids share",
	  .lead = "AI-assisted changes that one policy of the database forbids "
		  "and another would allow, by the rules of their day.",
	  .empty = "The database holds no two policies that judge the same "
		   "AI-assisted changes." },
	{ 0 }
};
