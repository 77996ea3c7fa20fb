/* SPDX-License-Identifier: MIT */
/* How changes are made, and where. */
#include "report/sections.h"

const struct section sections_adoption[] = {
	{ .id = "adoption",
	  .heading = "AI-assisted changes over time",
	  .query = "adoption",
	  .params = "",
	  .chart = "adoption",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .telling = "period changes ai_assisted share declared identity",
	  .lead = "What share of the changes of a period carries evidence "
		  "that AI helped, on which grounds, and the same without "
		  "bots that are not AI.",
	  .empty = "No change landed in this scope." },
	{ .id = "ai-tools",
	  .heading = "AI tools",
	  .query = "ai-tools",
	  .params = "period=all",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "tool changes share first_landed_at commits",
	  .lead = "The tools that AI-assisted commits show, since when, and "
		  "how often.",
	  .empty = "No AI tool shows in this scope." },
	{ .id = "adoption-areas",
	  .heading = "AI-assisted changes by area",
	  .query = "adoption",
	  .params = "by=area period=all",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "area changes ai_assisted share",
	  .lead = "The same for each area, over all periods. A change that "
		  "touches two areas counts in both.",
	  .empty = "No change in this scope touches an area." },
	{ .id = "tiers",
	  .heading = "AI-assisted changes by tier",
	  .query = "tiers",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "tier changes ai_changes share policy",
	  .lead = "The risk classes of paths that a policy names, and what "
		  "happens in each.",
	  .empty = "No policy was given to audit." },
	{ .id = "ai-by-size",
	  .heading = "Size of AI-assisted and other changes",
	  .query = "ai-by-size",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 10,
	  .telling = "size changes ai_assisted share",
	  .lead = "How many lines changes add and delete.",
	  .empty = "No change landed in this scope." },
	{ .id = "ai-people",
	  .heading = "Authors of AI-assisted changes",
	  .query = "ai-people",
	  .params = "",
	  .max_rows = 25,
	  .telling = "name changes ai_assisted share",
	  .lead = "Who declares more may use no more of it than others.",
	  .empty = "No author of this scope has an AI-assisted change." },
	{ .id = "automation",
	  .heading = "Automation",
	  .query = "automation",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .telling = "period bot changes share",
	  .lead = "Changes by known bots that are not AI: updates of "
		  "dependencies, releases, formatters.",
	  .empty = "No known bot made a change in this scope." },
	{ 0 }
};

const struct section sections_review[] = {
	{ .id = "review-coverage",
	  .heading = "Review of AI-assisted and other changes",
	  .query = "review-coverage",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .telling = "period ai_assisted changes reviewed share",
	  .lead = "What share carries a Reviewed-by or Acked-by of a human "
		  "other than the author. Reviews that are recorded "
		  "elsewhere do not show.",
	  .empty = "No change landed in this scope." },
	{ .id = "landings",
	  .heading = "From authored to landed",
	  .query = "landings",
	  .params = "",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 24,
	  .telling =
		  "period changes median_days p90_days longest_days backwards",
	  .lead = "How many days pass between the date that an author's "
		  "commit carries and its landing on the mainline.",
	  .empty = "No change landed in this scope." },
	{ 0 }
};

const struct section sections_disclosure[] = {
	{ .id = "disclosure-forms",
	  .heading = "Forms of disclosure",
	  .query = "disclosure-forms",
	  .params = "period=all",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "form kind place changes share",
	  .lead = "In which words, and where in a commit, changes say that "
		  "AI was used, or that it was not.",
	  .empty = "No change in this scope says anything of AI." },
	{ .id = "trailer-keys",
	  .heading = "Use of trailers over time",
	  .query = "trailer-keys",
	  .params = "top=5",
	  .chart = "trailers",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 40,
	  .telling = "period key changes share of_changes",
	  .lead = "What share of the changes of a period carries which "
		  "trailer. Trailers say what people chose to say: use that "
		  "nobody declared leaves no trace, so every count is a "
		  "floor.",
	  .empty = "No change landed in this scope." },
	{ 0 }
};

const struct section sections_areas[] = {
	{ .id = "areas",
	  .heading = "Areas and who keeps them",
	  .query = "areas",
	  .params = "",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "area changes people paths maintainers",
	  .lead = "The parts of the project, by the owners' file of the tip "
		  "or by folder, with the changes that touched them.",
	  .empty = "The database holds no areas." },
	{ .id = "activity",
	  .heading = "Changes by area over time",
	  .query = "activity",
	  .params = "top=8",
	  .chart = "activity",
	  .counts_changes = true,
	  .is_series = true,
	  .max_rows = 40,
	  .telling = "period area changes changes_total people",
	  .lead = "How many changes land in each area. A change that touches "
		  "two areas counts in both, so rows of a period add up to "
		  "more than its total.",
	  .empty = "No change landed in this scope." },
	{ .id = "hot-paths",
	  .heading = "Paths that change most",
	  .query = "hot-paths",
	  .params = "top=200",
	  .counts_changes = true,
	  .max_rows = 25,
	  .telling = "path changes people lines_added lines_deleted",
	  .lead = "The paths that most changes touch.",
	  .empty = "No change touched a path in this scope." },
	{ 0 }
};
