/* SPDX-License-Identifier: MIT */
/*
 * Every kind of rule, every outcome that it has: a change is put into the
 * tables by hand, judged, and the verdict is read from them.
 */
#include "tests/policy_tables.h"

#include "audit/base/utf8.h"
#include "audit/policy/rules/kinds.h"

struct row {
	const char *rule; /* the keys of rule "r" */
	const char *change;
	const char *outcome; /* NULL: no row is stored */
	const char *why;     /* "": nothing */
};

static const char policy_head[] =
	"[tier \"rest\"]\ndefault = true\n"
	"[tier \"core\"]\npath = /core/\n"
	"[tier \"tests\"]\npath = /tests/\n"
	"[tier \"docs\"]\npath = /docs/\n"
	"[approval \"m\"]\ntrailer = Acked-by\ntrailer = Reviewed-by\n"
	"by = maintainer\nnot-by = author\n"
	"[approval \"any\"]\ntrailer = Acked-by\ntrailer = Signed-off-by\n"
	"by = anyone\nnot-by = author\nnot-by = committer\n"
	"[approval \"listed\"]\ntrailer = Granted-by\n"
	"person = boss@example.org\n"
	"[approval \"some\"]\ntrailer = Acked-by\nby = any-maintainer\n"
	"[exception \"docs by Claude\"]\npath = /docs/\ntool = Claude\n"
	"[exception \"old\"]\ntool = Old\nuntil = 2020-01-01\n"
	"[exception \"jane\"]\nperson = nobody@example.org\n"
	"[exception \"one\"]\ncommit = 00000000000000000000000000000000000000\n"
	"tool = Picked\n"
	"[bot \"b\"]\nemail = bot@example.org\n"
	"[era \"e\"]\nsince = 2023-01-01\nrule = r\n[rule \"r\"]\n";

#define ASSISTED "T block 6 Assisted-by: Claude\n" AI

static const struct row rows[] = {
	/* forbid-ai */
	{ "kind = forbid-ai\n", "P 1 0 core/a\n", "pass", "" },
	{ "kind = forbid-ai\n", AI "P 1 0 core/a\n", "fail",
	  "AI evidence: 'Assisted-by: Claude' on line 6" },
	{ "kind = forbid-ai\n",
	  "E identity author 0 Claude|Claude <noreply@anthropic.com>\n" AI,
	  "fail",
	  "AI evidence: 'Claude <noreply@anthropic.com>' (author) and 1 "
	  "more" },
	{ "kind = forbid-ai\n", "E found-by reporter 4 X|Found by X\n", "pass",
	  "" },
	{ "kind = forbid-ai\nclass = found-by\n",
	  "E found-by reporter 4 X|Found by X\n", "fail",
	  "AI evidence: a person's correction says so" },
	{ "kind = forbid-ai\ntier = core\n", AI "P 1 0 docs/a\n",
	  "not-applicable", "it touches none of the tiers" },
	{ "kind = forbid-ai\ntier = core\n", AI "P 1 0 core/a\n", "fail",
	  "AI evidence: 'Assisted-by: Claude' on line 6" },
	{ "kind = forbid-ai\ntier = core\n",
	  AI "K tests\nP 1 0 core/a\nP 9 0 tests/a\n", "undecidable",
	  "AI was used for tests, it says, and that leaves open who wrote "
	  "tier core" },
	{ "kind = forbid-ai\ntier = core\n",
	  AI "K code\nP 1 0 core/a\nP 9 0 tests/a\n", "fail",
	  "AI evidence: 'Assisted-by: Claude' on line 6" },
	{ "kind = forbid-ai\n", AI "K tests\nP 1 0 core/a\n", "fail",
	  "AI evidence: 'Assisted-by: Claude' on line 6" },
	{ "kind = forbid-ai\nunless = exception\n", AI "P 1 0 docs/a\n", "pass",
	  "exception 'docs by Claude'" },
	{ "kind = forbid-ai\nunless = exception\n",
	  AI "P 1 0 docs/a\nP 1 0 core/a\n", "fail",
	  "AI evidence: 'Assisted-by: Claude' on line 6" },
	{ "kind = forbid-ai\nunless = exception\n",
	  "E declared assistant 6 Old|Assisted-by: Old\nP 1 0 docs/a\n", "fail",
	  "AI evidence: 'Assisted-by: Old' on line 6" },
	{ "kind = forbid-ai\nunless = exception\n",
	  "E declared assistant 6 Picked|Assisted-by: Picked\n", "pass",
	  "exception 'one'" },
	{ "kind = forbid-ai\nunless = approval\napproval = listed\n",
	  AI "T block 7 Granted-by: The Boss <BOSS@example.org>\n", "pass",
	  "Granted-by is by The Boss" },
	{ "kind = forbid-ai\nunless = approval\napproval = listed\n",
	  AI "T block 7 Granted-by: Eve <eve@example.org>\n", "fail",
	  "Granted-by is by Eve, who is not listed; AI evidence: "
	  "'Assisted-by: Claude' on line 6" },
	{ "kind = forbid-ai\nunless = approval\napproval = listed\n", AI,
	  "fail",
	  "no Granted-by; AI evidence: 'Assisted-by: Claude' on line 6" },
	/* applies-to and except-people */
	{ "kind = require-sign-off\napplies-to = ai\n", "", NULL, "" },
	{ "kind = require-sign-off\napplies-to = ai\n", AI, "fail",
	  "no Signed-off-by" },
	{ "kind = require-sign-off\napplies-to = human\n", AI, "not-applicable",
	  "it is AI-assisted" },
	{ "kind = require-sign-off\napplies-to = human\n", "", "fail",
	  "no Signed-off-by" },
	{ "kind = require-sign-off\napplies-to = human\n", "A 1\n", NULL, "" },
	{ "kind = require-sign-off\nexcept-people = jane@example.org\n", AI,
	  "not-applicable", "the rule excepts changes by Jane" },
	/* require-trailer */
	{ "kind = require-trailer\nkey = AI-used-for\n", "", NULL, "" },
	{ "kind = require-trailer\nkey = AI-used-for\n", ASSISTED, "fail",
	  "no AI-used-for, but AI evidence: 'Assisted-by: Claude' on line "
	  "6" },
	{ "kind = require-trailer\nkey = AI-used-for\n",
	  ASSISTED "T body 3 ai-used-for: x\n", "pass", "" },
	{ "kind = require-trailer\nkey = AI-used-for\nplace = block\n",
	  ASSISTED "T body 3 AI-used-for: x\n", "fail",
	  "no AI-used-for, but AI evidence: 'Assisted-by: Claude' on line "
	  "6" },
	{ "kind = require-trailer\nkey = Assisted-by\nvalue = ai\n",
	  AI "T block 4 Assisted-by: Bob\n", "fail",
	  "no Assisted-by that names an AI, but AI evidence: 'Assisted-by: "
	  "Claude' on line 6" },
	{ "kind = require-trailer\nkey = Assisted-by\nvalue = ai\n", ASSISTED,
	  "pass", "" },
	{ "kind = require-trailer\nkey = A\nkey = B\nwhen = always\n", "",
	  "fail", "no A or B" },
	{ "kind = require-trailer\nkey = A\nwhen = always\n",
	  "T block 4 A: 1\n", "pass", "" },
	{ "kind = require-trailer\nkey = A\nwhen = human\n", "", "fail",
	  "no A" },
	{ "kind = require-trailer\nkey = A\nwhen = human\n", AI,
	  "not-applicable", "it is AI-assisted" },
	{ "kind = require-trailer\nkey = A\nwhen = present\n", AI,
	  "not-applicable", "it carries none" },
	{ "kind = require-trailer\nkey = A\nwhen = present\ngrammar = list\n"
	  "word = code\nword = tests\n",
	  "T block 4 A: code (a, (b)), tests\n", "pass", "" },
	{ "kind = require-trailer\nkey = A\nwhen = present\ngrammar = list\n"
	  "word = code\nword = tests\n",
	  "T block 4 A: code; tests\n", "fail",
	  "A on line 4 is 'code; tests', not a list of code and tests, each "
	  "perhaps with (text)" },
	{ "kind = require-trailer\nkey = A\nwhen = present\nat-most = 1\n",
	  "T block 4 A: 1\nT block 5 A: 2\n", "fail", "2 times A" },
	{ "kind = require-trailer\nkey = A\nwhen = present\nat-least = 2\n",
	  "T block 4 A: 1\n", "fail", "1 times A" },
	/* forbid-trailer */
	{ "kind = forbid-trailer\nkey = Assisted-by\n", "", "pass", "" },
	{ "kind = forbid-trailer\nkey = Assisted-by\n",
	  "T block 4 assisted-by: Bob\n", "fail",
	  "'assisted-by: Bob' on line 4" },
	{ "kind = forbid-trailer\nkey = Assisted-by\nvalue = ai\n",
	  "T block 4 Assisted-by: Bob\n", "pass", "" },
	{ "kind = forbid-trailer\nkey = Assisted-by\nvalue = ai\n", ASSISTED,
	  "fail", "'Assisted-by: Claude' on line 6" },
	/* trailer-place */
	{ "kind = trailer-place\nkey = A\nplace = block\n", AI,
	  "not-applicable", "it carries none" },
	{ "kind = trailer-place\nkey = A\nplace = block\n", "T block 4 A: 1\n",
	  "pass", "" },
	{ "kind = trailer-place\nkey = A\nplace = block\n",
	  "T paragraph 4 A: 1\n", "fail",
	  "A on line 4 is outside of git's trailer block" },
	{ "kind = trailer-place\nkey = A\nplace = before\n",
	  "T block 4 A: 1\nT block 5 Signed-off-by: Jane <jane@home>\n", "pass",
	  "" },
	{ "kind = trailer-place\nkey = A\nplace = before\n",
	  "T block 4 Signed-off-by: Jane <jane@home>\nT block 5 A: 1\n"
	  "T block 6 Signed-off-by: Carl <carl@example.org>\n",
	  "fail", "A on line 5 comes after Signed-off-by on line 4" },
	{ "kind = trailer-place\nkey = A\nplace = before\n", "T block 4 A: 1\n",
	  "pass", "" },
	{ "kind = trailer-place\nkey = A\nplace = after\nanchor = B\n",
	  "T block 4 A: 1\nT block 5 B: 1\n", "fail",
	  "A on line 4 comes before B on line 5" },
	{ "kind = trailer-place\nkey = A\nplace = last\n",
	  "T block 3 A: 1\nM s||A: 1||\n", "pass", "" },
	{ "kind = trailer-place\nkey = A\nplace = last\n",
	  "T block 3 A: 1\nM s||A: 1|B: 2|\n", "fail",
	  "A on line 3 is not the last line" },
	/* require-sign-off */
	{ "kind = require-sign-off\n", "", "fail", "no Signed-off-by" },
	{ "kind = require-sign-off\n",
	  "T block 4 Signed-off-by: Eve <eve@example.org>\n", "pass", "" },
	{ "kind = require-sign-off\nmatch = author\n",
	  "T block 4 Signed-off-by: Eve <eve@example.org>\n", "fail",
	  "no Signed-off-by of the author, Jane <jane@example.org>" },
	{ "kind = require-sign-off\nmatch = author\n",
	  "T block 4 Signed-off-by: J. A. <JANE@home>\n", "pass", "" },
	{ "kind = require-sign-off\nmatch = author\n",
	  "T block 4 signed-off-by: Jane <jane@elsewhere>\n", "pass", "" },
	{ "kind = require-sign-off\nmatch = committer-last\n",
	  "T block 4 Signed-off-by: Carl <carl@example.org>\n"
	  "T block 5 Signed-off-by: Jane <jane@home>\n",
	  "fail",
	  "the last Signed-off-by is by Jane, not by the committer, Carl" },
	{ "kind = require-sign-off\nmatch = author\nmatch = committer-last\n",
	  "T block 4 Signed-off-by: Jane <jane@home>\n"
	  "T block 6 Signed-off-by: Carl <carl@example.org>\n",
	  "pass", "" },
	/* forbid-agent-identity */
	{ "kind = forbid-agent-identity\n", "", "pass", "" },
	{ "kind = forbid-agent-identity\n", AI, "pass", "" },
	{ "kind = forbid-agent-identity\nrole = assistant\n", AI, "fail",
	  "assistant: 'Assisted-by: Claude'" },
	{ "kind = forbid-agent-identity\n",
	  "E identity signer 7 Claude|Signed-off-by: Claude <c@a>\n", "fail",
	  "signer: 'Signed-off-by: Claude <c@a>'" },
	{ "kind = forbid-agent-identity\n",
	  "E identity author 0 Bot|Bot <bot@example.org>\n", "pass", "" },
	/* limit-lines */
	{ "kind = limit-lines\nmax = 20\n", "P 99 0 core/a\n", NULL, "" },
	{ "kind = limit-lines\nmax = 20\n", AI "P 20 99 core/a\n", "pass",
	  "20 added lines" },
	{ "kind = limit-lines\nmax = 20\n", AI "P 15 0 core/a\nP 6 0 docs/a\n",
	  "fail", "21 added lines; the limit is 20" },
	{ "kind = limit-lines\nmax = 20\nexcept-tier = docs\n",
	  AI "P 15 0 core/a\nP 6 0 docs/a\n", "pass", "15 added lines" },
	{ "kind = limit-lines\nmax = 20\nexcept-tier = docs\n",
	  AI "P 99 0 docs/a\n", "not-applicable",
	  "it touches no tier that is counted" },
	{ "kind = limit-lines\nmax = 20\nmode = deleted\n",
	  AI "P 0 21 core/a\n", "fail", "21 deleted lines; the limit is 20" },
	{ "kind = limit-lines\nmax = 20\nmode = sum\n", AI "P 11 10 core/a\n",
	  "fail", "21 changed lines; the limit is 20" },
	{ "kind = limit-lines\nmax = 20\nmode = max\n", AI "P 20 19 core/a\n",
	  "pass", "20 added or deleted lines" },
	{ "kind = limit-lines\nmax = 20\n", AI "P 1 0 core/a\nU core/b\n",
	  "undecidable", "its lines were not counted" },
	{ "kind = limit-lines\nmax = 20\nexempt-word = refactor\n",
	  AI "K code (Refactoring)\nP 30 0 core/a\n", "undecidable",
	  "30 added lines; the limit is 20, but it says 'Refactoring', which "
	  "may be exempt" },
	{ "kind = limit-lines\nmax = 20\nexempt-word = refactor\n",
	  AI "K code (prototype)\nP 30 0 core/a\n", "fail",
	  "30 added lines; the limit is 20" },
	{ "kind = limit-lines\nmax = 20\nexcept-tier = tests\n",
	  AI "K tests\nP 30 0 core/a\nP 9 0 tests/a\n", "undecidable",
	  "30 added lines; the limit is 20, but AI was used for tests, it "
	  "says" },
	{ "kind = limit-lines\nmax = 20\nunless = approval\napproval = any\n",
	  AI "P 30 0 core/a\nT block 7 Acked-by: Eve <eve@example.org>\n",
	  "pass", "Acked-by is by Eve" },
	{ "kind = limit-lines\nmax = 20\nunless = approval\napproval = any\n",
	  AI "P 30 0 core/a\nT block 7 Acked-by: Jane <jane@home>\n", "fail",
	  "30 added lines; the limit is 20; Acked-by is by Jane, the author" },
	{ "kind = limit-lines\nmax = 20\nunless = exception\n",
	  AI "P 30 0 docs/a\n", "pass", "exception 'docs by Claude'" },
	/* limit-files */
	{ "kind = limit-files\nmax = 1\n", AI "P 1 0 core/a\n", "pass",
	  "1 paths" },
	{ "kind = limit-files\nmax = 1\n", AI "P 1 0 core/a\nU core/b\n",
	  "fail", "2 paths; the limit is 1" },
	/* require-approval */
	{ "kind = require-approval\ntier = core\napproval = any\n",
	  AI "P 1 0 core/a\nT block 7 Acked-by:  \n", "fail",
	  "tier core: core/a (+1 -0); Acked-by names nobody" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 1 0 docs/a\n", "not-applicable",
	  "it touches none of the tiers" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 8 2 core/a.c\nT block 7 Acked-by: Ned Net "
	     "<ned@example.org>\n",
	  "fail",
	  "tier core: core/a.c (+8 -2); Acked-by is by Ned Net, who maintains "
	  "'Network devices', not 'Core'" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 8 2 core/a.c\nT block 7 Acked-by: Mia <mia@example.org>\n",
	  "pass", "Acked-by is by Mia, who maintains 'Core'" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 8 2 core/a.c\nT block 7 Acked-by: Max <max@example.org>\n",
	  "fail",
	  "tier core: core/a.c (+8 -2); Acked-by is by Max, who maintains "
	  "nothing, not 'Core'" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 1 0 core/a\nP 1 0 core/b\nP 1 0 core/c\nP 1 0 core/d\n", "fail",
	  "tier core: core/a (+1 -0), core/b (+1 -0), core/c (+1 -0) and 1 "
	  "more; no Acked-by or Reviewed-by" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 1 0 core/a\nT block 6 Reviewed-by: Claude <c@a>\n", "fail",
	  "tier core: core/a (+1 -0); Reviewed-by is by Claude, an AI" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "P 1 0 core/a\nT block 7 Reviewed-by: B <bot@example.org>\n",
	  "fail", "tier core: core/a (+1 -0); Reviewed-by is by B, a bot" },
	{ "kind = require-approval\ntier = core\napproval = any\n",
	  AI "P 1 0 core/a\nT block 7 Signed-off-by: Carl "
	     "<carl@example.org>\n",
	  "fail",
	  "tier core: core/a (+1 -0); Signed-off-by is by Carl, the "
	  "committer" },
	{ "kind = require-approval\ntier = core\napproval = m\n",
	  AI "K docs\nP 1 0 core/a\nP 1 0 docs/a\n", "undecidable",
	  "AI was used for docs, it says; tier core: core/a (+1 -0); no "
	  "Acked-by or Reviewed-by" },
	{ "kind = require-approval\ntier = rest\napproval = m\n",
	  AI "P 1 0 net/a\nT block 7 Acked-by: Ned Net <ned@example.org>\n",
	  "pass", "Acked-by is by Ned Net, who maintains 'Network devices'" },
	{ "kind = require-approval\napproval = some\n",
	  AI "P 1 0 core/a\nT block 7 Acked-by: Ned Net <ned@example.org>\n",
	  "pass", "Acked-by is by Ned Net, who maintains 'Network devices'" },
	{ "kind = require-approval\napproval = some\n",
	  AI "P 1 0 core/a\nT block 7 Acked-by: Eve <eve@example.org>\n",
	  "fail",
	  "tier core: core/a (+1 -0); Acked-by is by Eve, who maintains "
	  "nothing" },
	{ "kind = require-approval\napproval = m\n",
	  AI "P 1 0 core/nvm\nT block 7 Acked-by: Mia <mia@example.org>\n",
	  "fail",
	  "tier core: core/nvm (+1 -0); Acked-by is by Mia, who maintains "
	  "'Core', not 'Memory'" },
	/* require-review */
	{ "kind = require-review\n", AI, "fail",
	  "0 of 1 people; Reviewed-by or Acked-by is not there" },
	{ "kind = require-review\n",
	  AI "T block 7 Reviewed-by: Jane <jane@home>\n", "fail",
	  "0 of 1 people; Reviewed-by or Acked-by 1 more by the author, a bot "
	  "or an AI" },
	{ "kind = require-review\n",
	  AI "T block 7 Reviewed-by: Eve <eve@example.org>\n", "pass", "" },
	{ "kind = require-review\nat-least = 2\n",
	  AI "T block 7 Reviewed-by: Eve <eve@example.org>\n"
	     "T block 8 Acked-by: Eve <eve@example.org>\n",
	  "fail", "1 of 2 people; Reviewed-by or Acked-by is not there" },
	{ "kind = require-review\nkey = Seen-by\n",
	  AI "T block 7 Seen-by: Eve <eve@example.org>\n", "pass", "" },
	{ "kind = require-review\ntier = core\n", AI "P 1 0 docs/a\n",
	  "not-applicable", "it touches none of the tiers" },
	{ "kind = require-review\nexcept-tier = docs\n", AI "P 1 0 docs/a\n",
	  "not-applicable", "it touches none of the tiers" },
	{ "kind = require-review\nexcept-tier = docs\n",
	  AI "P 1 0 docs/a\nP 1 0 core/a\n", "fail",
	  "0 of 1 people; Reviewed-by or Acked-by is not there" },
	{ "kind = require-review\n", AI "T block 7 Reviewed-by: \n", "fail",
	  "0 of 1 people; Reviewed-by or Acked-by is not there" },
	{ "kind = require-review\n", AI "T block 7 Reviewed-by: <>\n", "fail",
	  "0 of 1 people; Reviewed-by or Acked-by is not there" },
	/* forbid-self-approval */
	{ "kind = forbid-self-approval\napproval = m\n",
	  AI "T block 7 Acked-by: \n", "not-applicable", "nobody approved it" },
	{ "kind = forbid-self-approval\napproval = m\n", AI, "not-applicable",
	  "nobody approved it" },
	{ "kind = forbid-self-approval\napproval = m\n",
	  AI "T block 7 Acked-by: Mia <mia@example.org>\n", "pass", "" },
	{ "kind = forbid-self-approval\napproval = m\n",
	  AI "T block 7 Acked-by: Mia <mia@example.org>\n"
	     "T block 8 Acked-by: Jay <jane@home>\n",
	  "fail", "Acked-by on line 8 is by the author, Jane" },
	{ "kind = forbid-self-approval\napproval = any\n",
	  AI "T block 7 Signed-off-by: Jane <jane@home>\n", "not-applicable",
	  "nobody approved it" },
	{ "kind = forbid-self-approval\napproval = m\n",
	  "T block 7 Acked-by: Jane <jane@home>\n", NULL, "" },
	/* claim-matches-paths */
	{ "kind = claim-matches-paths\n", AI "P 1 0 core/a\n", "not-applicable",
	  "it does not say what AI was used for" },
	{ "kind = claim-matches-paths\n", "K research\nP 1 0 core/a\n",
	  "not-applicable", "it does not say what AI was used for" },
	{ "kind = claim-matches-paths\n",
	  AI "K tests\nK docs\nP 1 0 tests/a\nP 1 0 docs/a\n", "pass", "" },
	{ "kind = claim-matches-paths\n", AI "K tests\nP 1 0 core/a\n", "fail",
	  "AI was used for tests, it says, but it touches only tier core" },
	{ "kind = claim-matches-paths\n",
	  AI "K tests\nP 1 0 tests/a\nP 1 0 core/a\n", "undecidable",
	  "AI was used for tests, it says; who wrote tier core it leaves "
	  "open" },
	/* require-companion */
	{ "kind = require-companion\ntier = core\nwith-tier = tests\n",
	  AI "P 1 0 docs/a\n", "not-applicable",
	  "it touches none of the tiers" },
	{ "kind = require-companion\ntier = core\nwith-tier = tests\n",
	  AI "P 1 0 core/a\nP 1 0 tests/a\n", "pass", "" },
	{ "kind = require-companion\nexcept-tier = docs\nwith-tier = tests\n",
	  AI "P 1 0 docs/a\n", "not-applicable",
	  "it touches none of the tiers" },
	{ "kind = require-companion\ntier = core\nwith-tier = tests\n"
	  "with-key = Fixes\n",
	  AI "P 1 0 core/a\n", "fail", "no tier tests and no Fixes" },
	{ "kind = require-companion\nsubject = \\\\bfix\nwith-key = Fixes\n"
	  "applies-to = all\n",
	  "S core: fix it\n", "fail", "no Fixes" },
	{ "kind = require-companion\nsubject = \\\\bfix\nwith-key = Fixes\n"
	  "applies-to = all\n",
	  "S core: fix it\nT block 4 Fixes: 1234567\n", "pass", "" },
	{ "kind = require-companion\nsubject = ^fix\nwith-key = Fixes\n",
	  AI "S prefix it\n", "not-applicable", "its subject is another" },
	/* forbid-text */
	{ "kind = forbid-text\ntext = biblioklept\n", "M s||A Biblioklept.\n",
	  "fail", "it holds 'biblioklept'" },
	{ "kind = forbid-text\ntext = biblioklept\n", "M s||A book.\n", "pass",
	  "" },
	{ "kind = forbid-text\npattern = [0-9]{3}\n", "M s||In 123.\n", "fail",
	  "it holds what matches '[0-9]{3}'" },
	{ "kind = forbid-text\ntext = word\nin = subject\n",
	  "S other\nM other||word\n", "pass", "" },
	{ "kind = forbid-text\ntext = word\nin = body\n",
	  "S word\nM word||other\n", "pass", "" },
	{ "kind = forbid-text\ntext = word\nin = body\n", "M word\n", "pass",
	  "" },
	/* rate */
	{ "kind = rate\ndays = 7\nmax-share = 50\n", AI, "fail",
	  "1 of 1 changes of the project are AI-assisted in the 7 days up to "
	  "it" },
	{ "kind = rate\ndays = 7\nmax-share = 50\nmin-changes = 2\n", AI,
	  "pass",
	  "1 of 1 changes of the project are AI-assisted in the 7 days up to "
	  "it" },
	{ "kind = rate\ndays = 7\nmax-count = 0\n", AI, "fail",
	  "1 of 1 changes of the project are AI-assisted in the 7 days up to "
	  "it" },
	/* outside-git */
	{ "kind = outside-git\ntext = say it\ntext = mean it\n", AI,
	  "undecidable", "git does not hold it: say it and mean it" },
	{ "kind = outside-git\ntext = say it\n", "", NULL, "" },
};

static void check(const struct row *row)
{
	struct db *db = new_db(row->change);
	struct buf text = BUF_INIT, verdict = BUF_INIT, expect = BUF_INIT;

	buf_addf(&text, "%s%s", policy_head, row->rule);
	judge(db, text.data);
	read_verdict(db, 1, 0, &verdict);
	if (row->outcome)
		buf_addf(&expect, "%s: %s", row->outcome, row->why);
	else
		buf_add_str(&expect, "none");
	if (strcmp(verdict.data, expect.data) != 0)
		fail_msg("\n%s\n-- by --\n%s-- of --\n%s", verdict.data,
			 row->rule, row->change);
	buf_release(&expect);
	buf_release(&verdict);
	buf_release(&text);
	db_close(db);
}

static void each_rule_judges_as_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check(&rows[i]);
}

/* Whether a row of a kind expects an outcome. */
static bool has_row(const char *kind, const char *outcome)
{
	struct buf line = BUF_INIT;
	bool found = false;

	buf_addf(&line, "kind = %s\n", kind);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		found = found ||
			(strncmp(rows[i].rule, line.data, line.len) == 0 &&
			 rows[i].outcome &&
			 strcmp(rows[i].outcome, outcome) == 0);
	buf_release(&line);
	return found;
}

/* Every kind but the last both passes and fails here. */
static void each_kind_passes_and_fails(void **state)
{
	(void)state;
	for (size_t i = 0; rule_kinds[i]; i++) {
		const char *kind = rule_kinds[i]->name;

		if (strcmp(kind, "outside-git") == 0) {
			assert_true(has_row(kind, "undecidable"));
			continue;
		}
		if (!has_row(kind, "pass") || !has_row(kind, "fail"))
			fail_msg("%s", kind);
	}
}

/* Lines of a change in core/a, which change 1 made path 1. */
static void add_lines(struct db *db, const char *id, const char *added)
{
	const char *values[] = { id, added };

	put(db,
	    "INSERT INTO changes (commit_id, path_id, status, old_mode,"
	    " new_mode, content, lines_added, lines_deleted)"
	    " VALUES (?1, 1, 'M', 0, 0, 'text', ?2, 0)",
	    values, 2);
}

static void expect_verdict(struct db *db, int64_t id, const char *expect)
{
	struct buf verdict = BUF_INIT;

	read_verdict(db, id, 0, &verdict);
	assert_string_equal(verdict.data, expect);
	buf_release(&verdict);
}

static void judge_by(struct db *db, const char *rule)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s%s", policy_head, rule);
	judge(db, text.data);
	buf_release(&text);
}

static void a_landing_is_counted_as_one(void **state)
{
	struct db *db = new_db(AI "P 15 0 core/a\n");

	(void)state;
	run_sql(db, "UPDATE commits SET landing_id = 9");
	add_commit(db, 2, 0, 9, true);
	add_lines(db, "2", "6");
	add_commit(db, 3, 0, 9, false);
	add_lines(db, "3", "100");
	add_commit(db, 4, 0, 8, true);
	add_lines(db, "4", "7");
	judge_by(db, "kind = limit-lines\nmax = 20\nper = landing\n");
	expect_verdict(db, 1, "fail: 21 added lines; the limit is 20");
	expect_verdict(db, 2, "fail: 21 added lines; the limit is 20");
	expect_verdict(db, 3, "none");
	expect_verdict(db, 4, "pass: 7 added lines");
	db_close(db);
}

static void a_companion_may_come_in_the_same_landing(void **state)
{
	struct db *db = new_db(AI "P 15 0 tests/a\n");

	(void)state;
	run_sql(db, "UPDATE commits SET landing_id = 9;"
		    "INSERT INTO paths VALUES (2, 1, 'core/a', NULL);");
	add_commit(db, 2, 0, 9, true);
	add_commit(db, 3, 0, 8, true);
	run_sql(db, "INSERT INTO changes (commit_id, path_id, status, old_mode,"
		    " new_mode, content, lines_added, lines_deleted) VALUES"
		    " (2, 2, 'M', 0, 0, 'text', 1, 0),"
		    " (3, 2, 'M', 0, 0, 'text', 1, 0)");
	judge_by(db, "kind = require-companion\ntier = core\n"
		     "with-tier = tests\nper = landing\n");
	expect_verdict(db, 1, "not-applicable: it touches none of the tiers");
	expect_verdict(db, 2, "pass: ");
	expect_verdict(db, 3, "fail: no tier tests");
	db_close(db);
}

static void a_rate_looks_back(void **state)
{
	struct db *db = new_db(AI);

	(void)state;
	add_commit(db, 2, 1, 2, false);
	add_commit(db, 3, 2, 3, true);
	add_commit(db, 4, 8, 4, true);
	judge_by(db, "kind = rate\ndays = 7\nmax-count = 1\n");
	expect_verdict(db, 1,
		       "pass: 1 of 1 changes of the project are "
		       "AI-assisted in the 7 days up to it");
	expect_verdict(db, 3,
		       "fail: 2 of 3 changes of the project are "
		       "AI-assisted in the 7 days up to it");
	/* 2 landed seven days before 4, and so not within them */
	expect_verdict(db, 4,
		       "fail: 2 of 2 changes of the project are "
		       "AI-assisted in the 7 days up to it");
	db_close(db);
}

static void a_rate_may_be_a_persons_or_an_areas(void **state)
{
	struct db *db = new_db(AI);

	(void)state;
	add_commit(db, 2, 1, 2, true);
	add_commit(db, 3, 2, 3, true);
	run_sql(db, "UPDATE commits SET author_id = 3 WHERE commit_id = 2;"
		    "INSERT INTO commit_areas VALUES (1, 1, 1, 1, 0),"
		    " (2, 2, 1, 1, 0), (3, 2, 1, 1, 0);");
	judge_by(db, "kind = rate\ndays = 7\nmax-count = 9\nover = person\n");
	expect_verdict(db, 3,
		       "pass: 2 of 2 changes of a person are "
		       "AI-assisted in the 7 days up to it");
	run_sql(db, "DELETE FROM verdicts");
	judge_by(db, "kind = rate\ndays = 7\nmax-count = 9\nover = area\n");
	run_sql(db, "DELETE FROM verdicts WHERE policy_id = 1001");
	expect_verdict(db, 1,
		       "pass: 1 of 1 changes of an area are "
		       "AI-assisted in the 7 days up to it");
	expect_verdict(db, 3,
		       "pass: 2 of 2 changes of an area are "
		       "AI-assisted in the 7 days up to it");
	db_close(db);
}

static void owners_count_as_they_stood(void **state)
{
	struct db *db =
		new_db(AI "P 1 0 core/a\n"
			  "T block 7 Acked-by: Max <max@example.org>\n");

	(void)state;
	run_sql(db, "UPDATE commits SET landed_at = 1699990000");
	judge_by(db, "kind = require-approval\napproval = m\n");
	expect_verdict(db, 1, "pass: Acked-by is by Max, who maintains 'Core'");
	db_close(db);
}

static void without_owners_nobody_is_a_maintainer(void **state)
{
	struct db *db =
		new_db(AI "P 1 0 core/a\n"
			  "T block 7 Acked-by: Max <max@example.org>\n");

	(void)state;
	run_sql(db, "DELETE FROM area_people; DELETE FROM area_patterns");
	judge_by(db, "kind = require-approval\napproval = m\n");
	expect_verdict(db, 1,
		       "undecidable: Acked-by is by Max, and no file of "
		       "owners was in force then");
	db_close(db);
}

static void a_person_may_overrule_the_evidence(void **state)
{
	static const char *const rules[] = {
		"kind = forbid-ai\n",
		"kind = forbid-agent-identity\n",
		"kind = forbid-trailer\nkey = Assisted-by\nvalue = ai\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		struct db *db =
			new_db(AI "E identity signer 6 Claude|Claude <c@a>\n"
				  "T block 6 Assisted-by: Claude <c@a>\n");

		run_sql(db, "INSERT INTO annotations VALUES (1,"
			    " '00000000000000000000000000000000000000ab',"
			    " 'no', '', 'x', 'y', 'z')");
		judge_by(db, rules[i]);
		expect_verdict(db, 1, "pass: ");
		db_close(db);
	}
}

/* A reason is cut between characters: the tables hold valid UTF-8. */
static void a_long_reason_is_cut_between_characters(void **state)
{
	struct buf change = BUF_INIT, why = BUF_INIT;

	(void)state;
	for (int shift = 0; shift < 4; shift++) {
		struct db *db;

		buf_clear(&change);
		buf_clear(&why);
		buf_addf(&change, AI "T block 6 Assisted-by: %.*s", shift,
			 "xxxx");
		for (int i = 0; i < 1000; i++)
			buf_add_str(&change, "\u6f22");
		buf_add_char(&change, '\n');
		db = new_db(change.data);
		judge_by(db, "kind = require-trailer\nkey = Assisted-by\n"
			     "grammar = agent-model\n");
		read_verdict(db, 1, 0, &why);
		assert_true(utf8_is_valid(why.data, why.len));
		assert_non_null(
			strstr(why.data, "\u6f22\u2026', not AGENT:MODEL"));
		db_close(db);
	}
	buf_release(&why);
	buf_release(&change);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_judges_as_it_says),
		cmocka_unit_test(each_kind_passes_and_fails),
		cmocka_unit_test(a_landing_is_counted_as_one),
		cmocka_unit_test(a_companion_may_come_in_the_same_landing),
		cmocka_unit_test(a_rate_looks_back),
		cmocka_unit_test(a_rate_may_be_a_persons_or_an_areas),
		cmocka_unit_test(owners_count_as_they_stood),
		cmocka_unit_test(without_owners_nobody_is_a_maintainer),
		cmocka_unit_test(a_person_may_overrule_the_evidence),
		cmocka_unit_test(a_long_reason_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
