/* SPDX-License-Identifier: MIT */
/* The parts of a report; sections_*.c fill them. */
#include "report/sections.h"

const struct part parts[N_PARTS] = {
	[PART_FINDINGS] = { "findings", "Findings",
			    "What the numbers below say, made from them by "
			    "rule.",
			    sections_findings },
	[PART_SCOPE] = { "scope", "Scope and method",
			 "What was read, what was not, and what that does to "
			 "every number below.",
			 sections_scope },
	[PART_CHANGES] = { "changes", "What changed",
			   "The measures then and now, and who and what is "
			   "new.",
			   sections_changes },
	[PART_PART] = { "part", "This part of the project and the rest",
			"What this report is about, beside every other change "
			"of the same repository and time.",
			sections_part },
	[PART_ADOPTION] = { "adoption", "Adoption",
			    "How much AI assistance shows, where, since when "
			    "and by whom. Undeclared use leaves no trace.",
			    sections_adoption },
	[PART_REVIEW] = { "review", "Review",
			  "What a second person saw before it landed, as far "
			  "as commits say so.",
			  sections_review },
	[PART_DISCLOSURE] = { "disclosure", "Disclosure",
			      "In which form changes say where they come "
			      "from.",
			      sections_disclosure },
	[PART_POLICY] = { "policy", "Policy",
			  "Each change under the rules of its day: what keeps "
			  "them, what breaks them, what git cannot tell.",
			  sections_policy },
	[PART_REVERTS] = { "reverts", "Reverts",
			   "What was taken back, in fact.", sections_reverts },
	[PART_EASE] = { "ease", "Revert ease",
			"What could still be taken back, and for how long.",
			sections_ease },
	[PART_WHAT_IF] = { "what-if", "What if",
			   "The same history under another policy.",
			   sections_what_if },
	[PART_AREAS] = { "areas", "Areas",
			 "The parts of the project, side by side.",
			 sections_areas },
	[PART_TO_REVIEW] = { "to-review", "Findings to review",
			     "Where a person should look before the numbers "
			     "are passed on.",
			     sections_to_review },
	[PART_APPENDIX] = { "appendix", "Appendix",
			    "Lists that the numbers rest on.",
			    sections_appendix },
};
