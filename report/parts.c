/* SPDX-License-Identifier: MIT */
/* The parts that the rows of sections.c belong to. */
#include "report/sections.h"

const struct part parts[N_PARTS] = {
	[PART_FINDINGS] = { "findings", "Findings",
			    "What the numbers below say, made from them by "
			    "rule." },
	[PART_SCOPE] = { "scope", "Scope and method",
			 "What was read, what was not, and what that does to "
			 "every number below." },
	[PART_ADOPTION] = { "adoption", "Adoption",
			    "How much AI assistance shows, where, since when "
			    "and by whom. Undeclared use leaves no trace." },
	[PART_REVIEW] = { "review", "Review",
			  "What a second person saw before it landed, as far "
			  "as commits say so." },
	[PART_DISCLOSURE] = { "disclosure", "Disclosure",
			      "In which form changes say where they come "
			      "from." },
	[PART_POLICY] = { "policy", "Policy",
			  "Each change under the rules of its day: what keeps "
			  "them, what breaks them, what git cannot tell." },
	[PART_REVERTS] = { "reverts", "Reverts",
			   "What was taken back, in fact." },
	[PART_EASE] = { "ease", "Revert ease",
			"What could still be taken back, and for how long." },
	[PART_WHAT_IF] = { "what-if", "What if",
			   "The same history under another policy." },
	[PART_AREAS] = { "areas", "Areas",
			 "The parts of the project, side by side." },
	[PART_TO_REVIEW] = { "to-review", "Findings to review",
			     "Where a person should look before the numbers "
			     "are passed on." },
	[PART_APPENDIX] = { "appendix", "Appendix",
			    "Lists that the numbers rest on." },
};
