/* SPDX-License-Identifier: MIT */
/* The table of charts; chart_draw.c draws its rows. */
#include "plots/charts.h"

#include <string.h>

#include "audit/base/suggest.h"
#include "plots/bars.h"
#include "plots/bubbles.h"
#include "plots/dots.h"
#include "plots/heat.h"
#include "plots/lines.h"
#include "plots/matrix.h"
#include "plots/multiples.h"
#include "plots/share.h"
#include "plots/survival.h"

const struct chart charts[] = {
	{
		.name = "adoption",
		.title = "How many changes say that AI helped?",
		.query = "adoption",
		.axis = "share of changes that are AI-assisted",
		.thing = "AI-assisted",
		.late = "AI-assisted",
		.note = "AI-assisted: evidence of a class that counts, and no "
			"word against it. Undeclared use leaves no trace: "
			"every share is a floor. Bots that are not AI count "
			"among all changes. A name stands where the first "
			"AI-assisted commit of that tool landed.",
		.nothing = "no changes in this scope",
		.draw = share_draw,
		.columns = { .value = "ai_assisted",
			     .total = "changes",
			     .low = "low",
			     .high = "high" },
		.marks = { .query = "ai-tools",
			   .says = "First seen",
			   .name = "tool",
			   .none = "(not named)",
			   .at = "first_landed_at",
			   .value = "changes" },
	},
	{
		.name = "adoption-by-area",
		.title = "Where are changes AI-assisted?",
		.query = "adoption-by-area",
		.params = "top=7",
		.axis = "share of the changes of an area that are AI-assisted",
		.thing = "area",
		.late = "AI-assisted",
		.note = "Areas are those of the tip; a change that touches two "
			"counts in both. Undeclared use leaves no trace: "
			"every share is a floor.",
		.nothing = "no changes in this scope",
		.draw = multiples_draw,
		.columns = { .name = "area",
			     .value = "ai_assisted",
			     .total = "changes_total",
			     .base = "changes",
			     .low = "low",
			     .high = "high",
			     .members = "areas" },
	},
	{
		.name = "heat-map",
		.title = "Where and when are changes AI-assisted?",
		.query = "adoption-by-area",
		.params = "top=24",
		.axis = "share of the changes of an area that are AI-assisted",
		.thing = "area",
		.late = "AI-assisted",
		.note = "The stronger the shade, the larger the share. Cells "
			"are of few "
			"changes: the table has the interval of each. Areas "
			"are those of the tip; a change that touches two "
			"counts in both. Undeclared use leaves no trace: "
			"every share is a floor.",
		.nothing = "no changes in this scope",
		.draw = heat_draw,
		.is_cut_plain = true,
		.columns = { .name = "area",
			     .value = "ai_assisted",
			     .total = "changes_total",
			     .base = "changes",
			     .low = "low",
			     .high = "high",
			     .members = "areas" },
	},
	{
		.name = "adoption-by-size",
		.title = "Are large changes AI-assisted more often than small "
			 "ones?",
		.query = "ai-by-size",
		.axis = "share of the changes of a size that are AI-assisted",
		.thing = "size",
		.is_ordered = true,
		.note = "Size: lines that a change adds and deletes in text "
			"files. Undeclared use leaves no trace: every share is "
			"a floor.",
		.nothing = "no size has 20 changes in this scope",
		.draw = dots_draw,
		.height = dots_height,
		.points = { .name = "size",
			    .share = "share",
			    .low = "low",
			    .high = "high",
			    .n = "changes" },
	},
	{
		.name = "tools",
		.title = "Which AI tools show?",
		.query = "ai-tools-over-time",
		.params = "top=8",
		.axis = "AI-assisted changes",
		.thing = "tool",
		.what = "AI-assisted change",
		.note = "Not named: AI, but which is not said. Tools differ in "
			"how they mark what they made, and undeclared use "
			"leaves no trace: counts are floors, and say nothing "
			"of the market.",
		.nothing = "no AI-assisted changes in this scope",
		.draw = bars_draw,
		.columns = { .name = "tool",
			     .value = "changes",
			     .total = "of_changes",
			     .members = "tools",
			     .shared = "several" },
	},
	{
		.name = "disclosure",
		.title = "How do AI-assisted changes say so?",
		.query = "ai-grounds",
		.axis = "share of AI-assisted changes that say so in this way",
		.thing = "ground",
		.what = "AI-assisted change",
		.note = "Declared: in a trailer. Identity: an AI is the "
			"author, the committer or a co-author. Session: a "
			"link. Footer: a line that the tool adds. Note: of "
			"git. Annotation: the word of a person. A change may "
			"say so in several ways. What says nothing is not "
			"here.",
		.nothing = "no AI-assisted changes in this scope",
		.draw = multiples_draw,
		.columns = { .name = "ground",
			     .value = "changes",
			     .total = "of_changes",
			     .low = "low",
			     .high = "high" },
	},
	{
		.name = "activity",
		.title = "Where do changes land?",
		.query = "activity",
		.params = "top=8",
		.axis = "changes",
		.thing = "area",
		.note = "Areas are those of the tip.",
		.nothing = "no changes in this scope",
		.draw = bars_draw,
		.columns = { .name = "area",
			     .value = "changes",
			     .total = "changes_total",
			     .members = "n_areas",
			     .shared = "changes_shared" },
	},
	{
		.name = "trailers",
		.title = "Which trailers do changes carry?",
		.query = "trailer-keys",
		.params = "top=5",
		.axis = "share of changes that carry the key",
		.thing = "key",
		.note = "AI-related key: Assisted-by, Generated-by, "
			"Made-with, Claude-Session, AI-* and the like, but "
			"not Co-authored-by. Such a key alone is no proof: "
			"its value may name a person, or say that no AI was "
			"used. Undeclared use leaves no trace, so the share "
			"is a floor.",
		.nothing = "no changes in this scope",
		.draw = lines_draw,
		.columns = { .name = "key",
			     .value = "changes",
			     .total = "of_changes",
			     .low = "low",
			     .high = "high",
			     .role = "ai_related" },
	},
	{
		.name = "compliance",
		.title = "How well is the policy kept?",
		.query = "compliance-over-time",
		.params = "versions=last",
		.axis = "share of changes that some rule is about",
		.thing = "outcome",
		.is_of_policy = true,
		.counts_main = true,
		.note = "Counted are changes that some rule of their day is "
			"about. Fail: at least one rule is broken, whatever "
			"its severity; undecidable: none is, but git does not "
			"hold what one speaks of; pass: all are kept. A name "
			"stands where that era of the policy begins. "
			"Undeclared use of AI leaves no trace: a change "
			"without evidence passes a ban.",
		.nothing = "no policy has a rule for a change in this scope",
		.draw = lines_draw,
		.columns = { .name = "outcome",
			     .value = "changes",
			     .total = "judged",
			     .low = "low",
			     .high = "high",
			     .role = "main" },
		.marks = { .query = "eras",
			   .params = "versions=last",
			   .says = "Eras begin",
			   .name = "era",
			   .at = "since_at",
			   .value = "since_at" },
	},
	{
		.name = "violations",
		.title = "Which rules are broken?",
		.query = "compliance",
		.params = "period=all",
		.axis = "share of the changes decided by a rule that break it",
		.thing = "rule",
		.is_of_policy = true,
		.note = "Of changes that the rule is about and that git can "
			"decide, under the rules of their day. Undeclared use "
			"of AI leaves no trace: a change without evidence "
			"passes a ban.",
		.nothing = "no rule has decided 20 changes in this scope",
		.draw = dots_draw,
		.height = dots_height,
		.points = { .name = "rule",
			    .share = "broken",
			    .low = "broken_low",
			    .high = "broken_high",
			    .n = "decided" },
	},
	{
		.name = "what-if",
		.title = "What if AI had had a hand in every change of last "
			 "year?",
		.query = "what-if-outcomes",
		.axis = "share of last year's changes, with 95 % interval",
		.thing = "outcome",
		.is_ordered = true,
		.note = "Each change counts as if it had been AI-assisted and "
			"rightly disclosed. Open: a rule speaks of what git "
			"does not hold. It is what people sent under the "
			"policy of the time; under another they may have sent "
			"something else.",
		.nothing = "this takes two policies, and changes of last year",
		.draw = matrix_draw,
		.height = matrix_height,
		.points = { .name = "row",
			    .x = "rank",
			    .share = "share",
			    .low = "low",
			    .high = "high",
			    .n = "changes",
			    .label = "column" },
		.at = 1,
	},
	{
		.name = "reverted",
		.title = "How much is taken back within 90 days?",
		.query = "revert-rate",
		.params = "by=ai days=90",
		.axis = "share of changes taken back within 90 days",
		.thing = "group",
		.note = "Taken back: as a whole, by a later landing. Changes "
			"that landed less than 90 days before the tip are left "
			"out. AI-assisted changes differ from others in size, "
			"place and time, so a difference is not an effect of "
			"AI. Undeclared use leaves no trace: it is among the "
			"others.",
		.nothing = "no changes in this scope that are 90 days old",
		.draw = lines_draw,
		.columns = { .name = "part",
			     .value = "reverted",
			     .total = "at_risk_total",
			     .base = "at_risk",
			     .low = "low",
			     .high = "high",
			     .role = "main" },
	},
	{
		.name = "revert-survival",
		.title = "How long can a change be taken back?",
		.query = "revert-survival",
		.params = "top=6 step=5",
		.axis = "share of changes that no later one has collided with",
		.thing = "area",
		.note = "By days since the landing (Kaplan and Meier; a "
			"landing is one piece of evidence). A collision is a "
			"later "
			"change of one of the lines or a neighbour of them. "
			"Changes that collide within their own series are "
			"left out, as are generated files. Areas are those of "
			"the tip; a change that touches two counts in both.",
		.nothing = "no area has 20 probed changes",
		.draw = survival_draw,
		.points = { .name = "part",
			    .x = "days",
			    .share = "share",
			    .low = "low",
			    .high = "high",
			    .n = "at_risk",
			    .members = "parts" },
		.at = 365,
	},
	{
		.name = "clean-365",
		.title = "Where would git revert still work after a year?",
		.query = "revert-ease",
		.params = "horizon=365",
		.axis = "share of changes that git revert takes back cleanly, "
			"365 days after landing",
		.thing = "area",
		.note = "Of changes that landed at least 365 days before the "
			"tip; those that collide within their own series are "
			"left out, as are generated files. A change that "
			"touches two areas counts in both.",
		.nothing = "no area has 20 probed changes",
		.draw = dots_draw,
		.height = dots_height,
		.points = { .name = "part",
			    .share = "share",
			    .low = "low",
			    .high = "high",
			    .n = "changes",
			    .members = "parts" },
		.at = 0,
	},
	{
		.name = "risk",
		.title = "Where is much AI-assisted, and hard to take back?",
		.query = "area-risk",
		.axis = "share that git revert takes back cleanly 365 days "
			"after landing",
		.across = "share of changes that are AI-assisted",
		.thing = "area",
		.note = "Low and right: much AI, hard to take back. Areas are "
			"those of the tip; a change that touches two counts "
			"in both. Undeclared use leaves no trace: shares of "
			"AI are floors. That two things are found together "
			"says not that one makes the other.",
		.nothing = "no area has 20 changes in this scope that were "
			   "probed",
		.draw = bubbles_draw,
		.points = { .name = "area",
			    .share = "clean_share",
			    .low = "clean_low",
			    .high = "clean_high",
			    .n = "changes",
			    .members = "areas",
			    .across = "ai_share",
			    .across_low = "ai_low",
			    .across_high = "ai_high" },
	},
	{ 0 },
};

bool charts_has_points(const struct chart *chart)
{
	return chart->points.name != NULL;
}

size_t charts_count(void)
{
	size_t n = 0;

	while (charts[n].name)
		n++;
	return n;
}

int charts_find(const char *name, const struct chart **chart_out,
		struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	for (const struct chart *chart = charts; chart->name; chart++) {
		if (strcmp(chart->name, name) != 0)
			continue;
		*chart_out = chart;
		return 0;
	}
	suggest_init(&near, name);
	for (const struct chart *chart = charts; chart->name; chart++)
		suggest_offer(&near, chart->name);
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "no chart '%s'%s%s", name, hint.data,
		near.n_names ? "" : "; 'git provenance plot --list' has all");
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}
