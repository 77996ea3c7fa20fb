/* SPDX-License-Identifier: MIT */
/* What the numbers rest on, and what a person should look at. */
#include "report/sections.h"

const struct section sections_findings[] = {
	{ .id = "key-findings",
	  .heading = "The numbers in sentences",
	  .query = "key-findings",
	  .params = "",
	  .max_rows = 40,
	  .telling = "finding sentence",
	  .in_sentences = true,
	  .lead = "Each sentence has its count, what it is a count of, and the "
		  "95 % interval. Where fewer than 20 changes stand behind "
		  "one it says that they are too few.",
	  .empty = "No change landed in this scope." },
	{ 0 }
};

const struct section sections_scope[] = {
	{ .id = "summary",
	  .heading = "What was read, and what was not",
	  .query = "summary",
	  .params = "",
	  .max_rows = 60,
	  .telling = "fact value note",
	  .lead = "Every other number rests on this.",
	  .empty = "Nothing was read." },
	{ .id = "missing",
	  .heading = "Objects that could not be read",
	  .query = "missing",
	  .params = "",
	  .max_rows = 10,
	  .telling = "oid kind needed_by why",
	  .of_objects = true,
	  .lead = "What these objects hold is unknown, and is nowhere "
		  "counted as zero.",
	  .empty = "Every object that was asked for could be read." },
	{ .id = "self-check",
	  .heading = "Self-check",
	  .query = "self-check",
	  .params = "",
	  .max_rows = 10,
	  .telling = "found of_commits share late",
	  .lead = "Commits that landed before 2021-06-29 cannot be "
		  "AI-assisted: evidence in them is an error of the "
		  "catalogue of signals.",
	  .empty = "Nothing was read." },
	{ .id = "channel-bias",
	  .heading = "Channel bias",
	  .query = "channel-bias",
	  .params = "period=all",
	  .max_rows = 10,
	  .telling = "measure n of_n share effect",
	  .lead = "Ways of recording changes that bend the count of "
		  "AI-assisted ones: they lose declarations, or add some "
		  "that nobody made.",
	  .empty = "No change landed in this scope." },
	{ .id = "measures",
	  .heading = "The measures",
	  .query = "measures",
	  .params = "",
	  .max_rows = 40,
	  .telling = "measure n of_n share policy",
	  .lead = "The shares that a later report can be compared by, each "
		  "with its own base.",
	  .empty = "No change landed in this scope." },
	{ 0 }
};

const struct section sections_to_review[] = {
	{ .id = "to-review",
	  .heading = "Commits to review",
	  .query = "to-review",
	  .params = "",
	  .max_rows = 25,
	  .telling = "oid reason text",
	  .lead = "Where evidence is weak or contradicts itself. A person's "
		  "word, by git provenance annotate, settles it.",
	  .empty = "There is none in this scope." },
	{ 0 }
};

const struct section sections_appendix[] = {
	{ .id = "flow",
	  .heading = "From all commits to each denominator",
	  .query = "flow",
	  .params = "",
	  .max_rows = 60,
	  .telling = "step n left_out why of_step",
	  .lead = "How many commits each share is a share of, how many were "
		  "left out on the way, and why.",
	  .empty = "Nothing was read." },
	{ .id = "definitions",
	  .heading = "What the words mean",
	  .query = "definitions",
	  .params = "",
	  .max_rows = 60,
	  .telling = "term definition source",
	  .lead = "Terms, intervals and estimates as this report uses them, "
		  "and who described them first.",
	  .empty = "There is no repository." },
	{ .id = "people",
	  .heading = "People",
	  .query = "people",
	  .params = "",
	  .max_rows = 25,
	  .telling = "name changes merges last_authored_at",
	  .lead = "Who wrote the history, after mailmap, those with the most "
		  "changes first.",
	  .empty = "Nobody wrote anything in this scope." },
	{ .id = "ai-commits",
	  .heading = "AI-assisted commits",
	  .query = "ai-commits",
	  .params = "",
	  .is_series = true,
	  .max_rows = 25,
	  .telling = "oid landed_at subject tools author_name",
	  .lead = "Every AI-assisted commit, the latest here; merges and "
		  "what has not landed are among them and count in no rate.",
	  .empty = "No commit of this scope is AI-assisted." },
	{ .id = "evidence",
	  .heading = "Evidence",
	  .query = "evidence",
	  .params = "",
	  .is_series = true,
	  .max_rows = 10,
	  .telling = "oid tool text",
	  .lead = "Every trace of AI assistance with its exact text, counted "
		  "or not.",
	  .empty = "No trace of AI assistance was found in this scope." },
	{ .id = "cherry-picks",
	  .heading = "Cherry-picks and backports",
	  .query = "cherry-picks",
	  .params = "",
	  .max_rows = 10,
	  .telling = "oid counted_oid by subject",
	  .lead = "Changes that are in the history twice. Counts take the "
		  "first to land only.",
	  .empty = "None was recognised." },
	{ .id = "foxtrots",
	  .heading = "Foxtrot merges",
	  .query = "foxtrots",
	  .params = "",
	  .max_rows = 10,
	  .telling = "oid landed_at first_parent subject",
	  .lead = "Mainline merges with their parents swapped: the mainline "
		  "is taken to go on with the second parent.",
	  .empty = "The mainline has none." },
	{ 0 }
};
