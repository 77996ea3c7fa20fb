/* SPDX-License-Identifier: MIT */
/* The policy language: what is right, what is wrong and on which line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/date.h"
#include "audit/policy/policy.h"
#include "audit/policy/rules/kinds.h"

/* What nearly every policy here starts with: three lines. */
#define ERA \
	"[era \"e\"]\n" \
	"since = 2025-06-24\n" \
	"rule = r\n"
/* And a rule of a kind: two more. */
#define RULE(kind) \
	ERA "[rule \"r\"]\n" \
	    "kind = " kind "\n"

static int read_policy(const char *text, struct policy **policy_out,
		       struct err *err)
{
	return policy_read_text("x.policy", text, strlen(text), policy_out,
				err);
}

static struct policy *right_policy(const char *text)
{
	struct policy *policy = NULL;
	struct err err = ERR_INIT;

	if (read_policy(text, &policy, &err) < 0)
		fail_msg("%s\n%s", err.msg, text);
	return policy;
}

/* What is wrong, where, and what is said of it. */
static const struct {
	const char *text;
	int line; /* 0: the file as a whole */
	const char *says;
} wrong[] = {
	/* sections */
	{ "", 0, "x.policy: no [era], so no rule is ever in force" },
	{ ERA "[rules \"r\"]\n", 4,
	  "no section is called [rules]; did you mean 'rule'?" },
	{ "x = 1\n" ERA, 1, "'x' stands before the first section" },
	{ "[rule]\n", 1, "[rule] wants a name: [rule \"name\"]" },
	{ "[tier \"\"]\n", 1, "[tier] wants a name: [tier \"name\"]" },
	{ "[policy \"a\"]\n", 1, "[policy] has no name" },
	{ "[policy]\n[policy]\n", 2,
	  "this section is there already, on line 1" },
	{ "[bot \"a\"]\n[bot \"b\"]\n[bot \"a\"]\n", 3,
	  "this section is there already, on line 1" },
	{ "[include]\npath = x\n", 1,
	  "includes are not read; put all into this file" },
	/* keys */
	{ "[policy]\nnme = x\n", 2,
	  "[policy] has no key 'nme'; did you mean 'name'?" },
	{ "[tier \"a\"]\nfoo = x\n", 2, "[tier] has no key 'foo'" },
	{ "[policy]\nname\n", 2, "'name' has no value" },
	{ "[policy]\nname =\n", 2, "'name' has no value" },
	{ "[policy]\nname = a\n\nname = b\n", 4,
	  "'name' is given twice, first on line 2" },
	/* values */
	{ "[policy]\nera-date = landd\n", 2,
	  "'era-date' cannot be 'landd'; did you mean 'landed'?" },
	{ "[policy]\nera-date = qqqqqqqqqq\n", 2,
	  "'era-date' cannot be 'qqqqqqqqqq'; it is one of landed, "
	  "committed, authored" },
	{ "[era \"e\"]\nsince = 2025-02-30\n", 2,
	  "'since' is a day, YYYY-MM-DD, not '2025-02-30'" },
	{ "[era \"e\"]\nsince = yesterday\n", 2,
	  "'since' is a day, YYYY-MM-DD, not 'yesterday'" },
	{ "[tier \"a\"]\npath = !a\n", 2,
	  "'!a' would take paths away again; name them in a later tier "
	  "instead" },
	{ "[tier \"a\"]\npath = a[\n", 2,
	  "'a[' is no pattern that a path can match" },
	{ "[tier \"a\"]\ndefault = maybe\n", 2,
	  "'default' is true or false, not 'maybe'" },
	{ "[approval \"a\"]\nperson = Jane\n", 2,
	  "'Jane' is no e-mail address (jane@example.org)" },
	{ "[rule \"r\"]\nmax = -1\n", 2,
	  "'max' is a whole number from 0 to 1000000, not '-1'" },
	{ "[rule \"r\"]\nmax = 1000001\n", 2,
	  "'max' is a whole number from 0 to 1000000, not '1000001'" },
	{ "[rule \"r\"]\nmax = 2x\n", 2,
	  "'max' is a whole number from 0 to 1000000, not '2x'" },
	{ "[rule \"r\"]\nmax = 99999999999999999999\n", 2,
	  "'max' is a whole number from 0 to 1000000, not "
	  "'99999999999999999999'" },
	{ "[rule \"r\"]\nat-least = 0\n", 2,
	  "'at-least' is a whole number from 1 to 100, not '0'" },
	{ "[rule \"r\"]\nmax-share = 101\n", 2,
	  "'max-share' is a whole number from 0 to 100, not '101'" },
	{ "[rule \"r\"]\npattern = (a\n", 2,
	  "'pattern' is no regular expression that is understood: '(a'" },
	{ "[rule \"r\"]\nseverity = fatal\n", 2,
	  "'severity' cannot be 'fatal'; it is one of error, warning, note" },
	{ "[rule \"r\"]\nclass = declard\n", 2,
	  "'class' cannot be 'declard'; did you mean 'declared'?" },
	/* tiers */
	{ "[tier \"a\"]\npath = /a/\n" RULE("forbid-ai"), 1,
	  "no tier has 'default = true', so some paths would have none" },
	{ "[tier \"a\"]\ndefault = true\n[tier \"b\"]\ndefault = true\n", 3,
	  "tier 'a' is the default already" },
	{ "[tier \"a\"]\n[tier \"b\"]\ndefault = true\n", 1,
	  "tier 'a' has no path and is not the default" },
	/* approvals and exceptions */
	{ "[approval \"a\"]\nby = anyone\n", 1, "approval 'a' has no trailer" },
	{ "[approval \"a\"]\ntrailer = Acked-by\n", 1,
	  "approval 'a' does not say by whom: by = maintainer, by = anyone, "
	  "or person = ..." },
	{ "[exception \"a\"]\n", 1,
	  "exception 'a' would except everything: give it a path, tool, "
	  "person or commit" },
	{ "[exception \"a\"]\ncommit = 123\n", 2,
	  "'123' is no commit id, 7 to 40 digits of 0-9a-f" },
	{ "[exception \"a\"]\ncommit = 123456g\n", 2,
	  "'123456g' is no commit id, 7 to 40 digits of 0-9a-f" },
	/* eras */
	{ "[era \"e\"]\n", 1, "era 'e' does not say since when" },
	{ "[era \"no-policy\"]\nsince = 2025-06-24\n", 1,
	  "'no-policy' is the name of what was before the first era" },
	{ ERA, 3, "no rule is called 'r'" },
	{ ERA "[rule \"rr\"]\nkind = forbid-ai\n", 3,
	  "no rule is called 'r'; did you mean 'rr'?" },
	{ RULE("forbid-ai") "[era \"f\"]\nsince = 2025-06-24\n", 6,
	  "eras 'e' and 'f' both begin on 2025-06-24" },
	{ RULE("forbid-ai") "[rule \"s\"]\nkind = forbid-ai\n", 6,
	  "no era uses rule 's'" },
	{ "[era \"e\"]\nsince = 2025-06-24\nrule = r\nrule = r\n"
	  "[rule \"r\"]\nkind = forbid-ai\n",
	  4, "era 'e' names rule 'r' twice" },
	{ "[era \"e\"]\nsince = 2025-06-24\nera-from = docs/x\n", 1,
	  "era 'e': 'era-from' is path@revision, not 'docs/x'" },
	/* rules */
	{ ERA "[rule \"r\"]\n", 4, "rule 'r' has no kind" },
	{ RULE("forbid-i"), 5,
	  "no kind of rule is 'forbid-i'; did you mean 'forbid-ai'?" },
	{ RULE("forbid-ai") "max = 1\n", 6,
	  "a rule of kind 'forbid-ai' has no key 'max'; it takes tier "
	  "except-tier class unless approval" },
	{ RULE("claim-matches-paths") "max = 1\n", 6,
	  "a rule of kind 'claim-matches-paths' has no key 'max'; it takes "
	  "none of its own" },
	{ RULE("limit-lines"), 4,
	  "rule 'r' of kind 'limit-lines' needs the key 'max'" },
	{ RULE("forbid-ai") "tier = core\n", 6, "no tier is called 'core'" },
	{ "[tier \"cor\"]\ndefault = true\n" RULE("forbid-ai") "tier = core\n",
	  8, "no tier is called 'core'; did you mean 'cor'?" },
	{ RULE("require-approval") "approval = x\n", 6,
	  "no approval is called 'x'" },
	{ RULE("forbid-ai") "unless = approval\n", 4,
	  "rule 'r': 'unless = approval' needs the key 'approval'" },
	{ RULE("require-trailer") "key = a\ngrammar = list\n", 4,
	  "rule 'r': 'grammar = list' needs the key 'word'" },
	{ RULE("require-trailer") "key = a\ngrammar = pattern\n", 4,
	  "rule 'r': 'grammar = pattern' needs the key 'pattern'" },
	{ RULE("require-trailer") "key = a\nplace = last\n", 4,
	  "rule 'r': 'place' can only be block here; see trailer-place" },
	{ RULE("require-trailer") "key = a\nat-least = 3\nat-most = 2\n", 4,
	  "rule 'r': 'at-most' is less than 'at-least'" },
	{ RULE("trailer-place") "key = a\nplace = before\nplace = after\n", 4,
	  "rule 'r': 'place' cannot be both before and after" },
	{ RULE("require-companion"), 4,
	  "rule 'r': say what must come along: with-tier, with-key" },
	{ RULE("forbid-text"), 4,
	  "rule 'r': say what is looked for: text, pattern" },
	{ RULE("rate") "days = 7\n", 4,
	  "rule 'r': say how much is allowed: max-share, max-count" },
};

static void each_error_names_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct policy *policy = NULL;
		struct buf expect = BUF_INIT;
		struct err err = ERR_INIT;

		if (wrong[i].line)
			buf_addf(&expect, "x.policy:%d: ", wrong[i].line);
		buf_add_str(&expect, wrong[i].says);
		if (read_policy(wrong[i].text, &policy, &err) == 0)
			fail_msg("taken: %s", wrong[i].text);
		assert_int_equal(err.kind, FAIL_USAGE);
		assert_memory_equal(err.msg, expect.data, expect.len);
		assert_non_null(strstr(err.msg, "; ")); /* what to do */
		assert_null(policy);
		buf_release(&expect);
	}
}

static void too_many_tiers(void **state)
{
	struct buf text = BUF_INIT;
	struct policy *policy = NULL;
	struct err err = ERR_INIT;

	(void)state;
	buf_add_str(&text, RULE("forbid-ai") "[tier \"d\"]\ndefault = true\n");
	for (int i = 0; i < 63; i++)
		buf_addf(&text, "[tier \"t%d\"]\npath = /%d/\n", i, i);
	policy = right_policy(text.data);
	assert_int_equal(policy->n_tiers, 64);
	policy_free(policy);
	buf_add_str(&text, "[tier \"more\"]\npath = /x/\n");
	policy = NULL;
	assert_int_equal(read_policy(text.data, &policy, &err), -1);
	assert_string_equal(
		err.msg, "x.policy:134: more than 64 sections [tier]; 'git "
			 "provenance policy --list' says what may stand there");
	buf_release(&text);
}

static const char small[] = "[policy]\n"
			    "	name = Small; not a comment\n"
			    "	era-date = authored\n"
			    "[tier \"core\"]\n"
			    "	path = /core/ ; the heart\n"
			    "	path = \"/with # sign/\"\n"
			    "[tier \"tests\"]\n"
			    "	path = tests/\n"
			    "[tier \"rest\"]\n"
			    "	default = yes\n";

static void a_value_ends_at_a_comment(void **state)
{
	struct policy *policy = NULL;
	struct err err = ERR_INIT;

	(void)state;
	/* "yes" is none of the two words */
	assert_int_equal(read_policy(small, &policy, &err), -1);
	assert_string_equal(
		err.msg,
		"x.policy:10: 'default' is true or false, not 'yes'; 'git "
		"provenance policy --list' says what may stand there");
	policy = right_policy("[policy]\nname = Small ; x\n"
			      "source = \"a;b\"\n" RULE("forbid-ai"));
	assert_string_equal(policy->about.name, "Small");
	assert_string_equal(policy->about.source, "a;b");
	policy_free(policy);
}

static void a_policy_has_defaults(void **state)
{
	struct policy *policy = right_policy(RULE("forbid-ai"));
	const struct policy_rule *rule = policy->rules;

	(void)state;
	assert_string_equal(policy->about.name, "x");
	assert_int_equal(policy->about.date, POLICY_LANDED);
	assert_int_equal(policy->n_tiers, 1);
	assert_true(policy->tiers[0].is_default);
	assert_string_equal(policy->tiers[0].head.name, "all");
	assert_int_equal(rule->severity, RULE_ERROR);
	assert_int_equal(rule->applies_to, RULE_ALL);
	assert_int_equal(rule->classes, RULE_COUNTED_CLASSES);
	assert_true(rule->kind == rule_kind_find("forbid-ai"));
	assert_int_equal(rule->head.line, 4);
	policy_free(policy);
}

static void the_hash_is_that_of_the_text(void **state)
{
	struct policy *a = right_policy(RULE("forbid-ai"));
	struct policy *b = right_policy(RULE("forbid-ai") "\n");

	(void)state;
	/* git hash-object */
	assert_string_equal(a->hash,
			    "60e5442914bd3e6eca01cabedee94ad910499013");
	assert_string_not_equal(a->hash, b->hash);
	policy_free(a);
	policy_free(b);
}

static void names_are_looked_up(void **state)
{
	struct policy *policy = right_policy(
		"[tier \"a\"]\npath = /a/\n[tier \"tests\"]\npath = /t/\n"
		"[tier \"c\"]\ndefault = true\nkind = docs\nkind = code\n"
		"[approval \"p\"]\ntrailer = Acked-by\nby = anyone\n"
		"[approval \"q\"]\ntrailer = Acked-by\nperson = a@b\n" RULE(
			"require-approval") "approval = q\ntier = c\n"
					    "tier = a\nexcept-tier = tests\n");
	const struct policy_rule *rule = policy->rules;

	(void)state;
	assert_int_equal(rule->tiers, 1 | 4);
	assert_int_equal(rule->except_tiers, 2);
	assert_int_equal(rule->approvals, 2);
	assert_string_equal(policy->tiers[0].kinds.items[0].text, "code");
	assert_string_equal(policy->tiers[1].kinds.items[0].text, "tests");
	assert_int_equal(policy->tiers[2].kinds.n_items, 2);
	policy_free(policy);
}

static const struct policy_era *era_on(const struct policy *policy,
				       const char *day)
{
	int64_t at;

	assert_int_equal(date_read_day(day, &at), 0);
	return policy_era_at(policy, at);
}

static void eras_are_in_order_of_time(void **state)
{
	struct policy *policy =
		right_policy("[era \"late\"]\nsince = 2026-01-01\nrule = r\n"
			     "[era \"early\"]\nsince = 2025-01-01\nrule = r\n"
			     "[era \"free\"]\nsince = 2027-01-01\n"
			     "[rule \"r\"]\nkind = forbid-ai\n");

	(void)state;
	assert_null(era_on(policy, "2024-12-31"));
	assert_string_equal(era_on(policy, "2025-01-01")->head.name, "early");
	assert_string_equal(era_on(policy, "2025-12-31")->head.name, "early");
	assert_string_equal(era_on(policy, "2026-01-01")->head.name, "late");
	assert_string_equal(era_on(policy, "2030-01-01")->head.name, "free");
	assert_int_equal(era_on(policy, "2027-01-01")->names.n_items, 0);
	policy_free(policy);
}

/* A rule of each kind, and how it is said. */
static const struct {
	const char *rule, *says;
} sentences[] = {
	{ "kind = forbid-ai\n", "no change may carry AI-assisted content" },
	{ "kind = forbid-ai\ntier = core\nunless = exception\n",
	  "no change may carry AI-assisted content in tier core, except under "
	  "a listed exception (1 listed)" },
	{ "kind = forbid-ai\nexcept-tier = core\nexcept-tier = tests\n"
	  "unless = approval\napproval = m\nclass = found-by\n",
	  "no change may carry AI-assisted content outside of tiers core and "
	  "tests, evidence of these classes alone: found-by, except with the "
	  "approval 'm'" },
	{ "kind = require-trailer\nkey = A\nkey = B\n",
	  "an AI-assisted change must carry A or B" },
	{ "kind = require-trailer\nkey = A\nwhen = present\ngrammar = list\n"
	  "word = x\nword = y\nat-most = 1\n",
	  "where a change carries A, that is at most 1 time, its value must "
	  "be a list of x and y, each perhaps with (text)" },
	{ "kind = require-trailer\nkey = A\nwhen = always\nvalue = ai\n"
	  "place = block\nat-least = 2\ngrammar = agent-model\n",
	  "every change must carry A in git's trailer block that names an AI, "
	  "at least 2 times, and its value is AGENT:MODEL, and tools after "
	  "it" },
	{ "kind = require-trailer\nkey = A\nwhen = human\ngrammar = pattern\n"
	  "pattern = ^a+$\n",
	  "a change without AI must carry A, and its value is what matches "
	  "'^a+$'" },
	{ "kind = forbid-trailer\nkey = A\nvalue = ai\n",
	  "no change may carry A that names an AI" },
	{ "kind = trailer-place\nkey = A\nplace = block\nplace = before\n"
	  "place = last\n",
	  "A must stand in git's trailer block and before Signed-off-by and on "
	  "the last line of the message" },
	{ "kind = trailer-place\nkey = A\nplace = after\nanchor = B\n",
	  "A must stand after B" },
	{ "kind = require-sign-off\n", "every change must be signed off" },
	{ "kind = require-sign-off\nmatch = author\nmatch = committer-last\n",
	  "every change must be signed off by its author and, last, by its "
	  "committer" },
	{ "kind = forbid-agent-identity\n",
	  "an AI may not be author, committer, co-author, signer (1 bot "
	  "may)" },
	{ "kind = limit-lines\nmax = 20\nexcept-tier = tests\n"
	  "unless = approval\napproval = m\nunless = exception\n"
	  "exempt-word = refactor\n",
	  "no AI-assisted change may have more than 20 added lines outside of "
	  "tier tests, unless with the approval 'm', unless under a listed "
	  "exception; what says that it is for refactor is left to people" },
	{ "kind = limit-lines\nmax = 9\nmode = max\nper = landing\n"
	  "applies-to = all\n",
	  "no single landing may have more than 9 added or deleted lines" },
	{ "kind = limit-files\nmax = 3\ntier = core\n",
	  "no AI-assisted change may have more than 3 paths in tier core" },
	{ "kind = require-approval\napproval = m\ntier = core\n",
	  "an AI-assisted change that touches tier core needs the approval "
	  "'m'" },
	{ "kind = require-review\nat-least = 2\napplies-to = all\n",
	  "every change needs Reviewed-by or Acked-by of 2 people other than "
	  "the author" },
	{ "kind = forbid-self-approval\napproval = m\n",
	  "nobody may give their own AI-assisted change the approval 'm'" },
	{ "kind = claim-matches-paths\n",
	  "a change must touch paths of each kind that it says AI was used "
	  "for" },
	{ "kind = require-companion\ntier = core\nwith-tier = tests\n"
	  "per = landing\n",
	  "an AI-assisted change that touches tier core needs paths of tier "
	  "tests in the same landing" },
	{ "kind = require-companion\nsubject = fix\nwith-key = Fixes\n"
	  "with-tier = tests\napplies-to = all\n",
	  "a change whose subject matches 'fix' needs paths of tier tests "
	  "beside, or Fixes" },
	{ "kind = forbid-text\ntext = a\ntext = b\npattern = c+\nin = body\n",
	  "no message below its subject may hold 'a' or 'b' or what matches "
	  "'c+'" },
	{ "kind = rate\ndays = 42\nmax-share = 50\nmin-changes = 10\n",
	  "within 42 days, at most 50 % of the changes of the project may be "
	  "AI-assisted, once there are 10 changes" },
	{ "kind = rate\ndays = 7\nmax-count = 1\nover = person\n",
	  "within 7 days, at most 1 of the changes of a person may be "
	  "AI-assisted" },
	{ "kind = outside-git\ntext = people talk\n",
	  "what git cannot show: people talk" },
};

static void each_kind_is_said_in_english(void **state)
{
	static const char before[] =
		"[tier \"core\"]\npath = /c/\n[tier \"tests\"]\npath = /t/\n"
		"[tier \"rest\"]\ndefault = true\n"
		"[approval \"m\"]\ntrailer = Acked-by\nby = maintainer\n"
		"[exception \"x\"]\ntool = Claude\n"
		"[bot \"b\"]\nemail = b@example.org\n" ERA "[rule \"r\"]\n";

	(void)state;
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++) {
		struct buf text = BUF_INIT, said = BUF_INIT;
		struct policy *policy;

		buf_addf(&text, "%s%s", before, sentences[i].rule);
		policy = right_policy(text.data);
		policy->rules[0].kind->say(policy, policy->rules, &said);
		assert_string_equal(said.data, sentences[i].says);
		policy_free(policy);
		buf_release(&said);
		buf_release(&text);
	}
}

static void every_kind_has_a_sentence_here(void **state)
{
	(void)state;
	for (size_t i = 0; rule_kinds[i]; i++) {
		struct buf line = BUF_INIT;
		size_t k = 0;

		buf_addf(&line, "kind = %s\n", rule_kinds[i]->name);
		while (k < sizeof(sentences) / sizeof(*sentences) &&
		       strncmp(sentences[k].rule, line.data, line.len) != 0)
			k++;
		assert_true(k < sizeof(sentences) / sizeof(*sentences));
		buf_release(&line);
	}
}

/* Every key that a kind names is one that there is. */
static void kinds_take_known_keys(void **state)
{
	(void)state;
	for (size_t i = 0; rule_kinds[i]; i++) {
		const char *at = rule_kinds[i]->takes;

		while (*at) {
			const size_t n = strcspn(at, " ");
			size_t k = 0;

			while (rule_keys[k].name &&
			       (strlen(rule_keys[k].name) != n ||
				memcmp(rule_keys[k].name, at, n) != 0))
				k++;
			if (!rule_keys[k].name)
				fail_msg("%s takes '%s'", rule_kinds[i]->name,
					 at);
			at += n + (at[n] == ' ');
		}
	}
}

static void a_policy_is_said_era_by_era(void **state)
{
	struct policy *policy = right_policy(
		"[policy]\nname = Kestrel\nsource = docs/ai.rst\n"
		"[tier \"core\"]\npath = /accel/\npath = /target/\n"
		"[tier \"rest\"]\ndefault = true\n"
		"[approval \"ack\"]\ntrailer = Acked-by\nby = maintainer\n"
		"person = jane@example.org\nnot-by = author\n"
		"[exception \"one\"]\ntool = Claude\npath = /docs/\n"
		"[era \"ban\"]\nsince = 2025-06-24\nrule = no-ai\n"
		"rule = signed\nera-from = docs/ai.rst@1234567\n"
		"[era \"free\"]\nsince = 2026-06-24\nsource = a mail\n"
		"[rule \"no-ai\"]\nkind = forbid-ai\nunless = exception\n"
		"except-people = joe@example.org\n"
		"[rule \"signed\"]\nkind = require-sign-off\n"
		"severity = warning\n");
	struct buf said = BUF_INIT;

	(void)state;
	policy_say(policy, &said);
	assert_string_equal(
		said.data,
		"Kestrel\n"
		"Source: docs/ai.rst\n"
		"A change is judged by the rules of the day on which it "
		"landed.\n"
		"\n"
		"Tiers; of several that take a path, the last one counts:\n"
		"  core: /accel/ and /target/\n"
		"  rest: what no other takes\n"
		"\n"
		"Approvals:\n"
		"  ack: Acked-by by a maintainer or reviewer of what is "
		"touched, as the owners'\n"
		"    file stood at the landing, or jane@example.org, but not "
		"the author\n"
		"\n"
		"Exceptions:\n"
		"  one: with Claude, in /docs/\n"
		"\n"
		"Era 'ban'\n"
		"From 2025-06-24: no change may carry AI-assisted content, "
		"except under a\n"
		"    listed exception (1 listed), but changes by "
		"joe@example.org are excepted.\n"
		"    [no-ai]\n"
		"  and: every change must be signed off. [signed, warning]\n"
		"  Brought by: docs/ai.rst@1234567\n"
		"\n"
		"Era 'free'\n"
		"From 2026-06-24: no rule is in force.\n"
		"  Source: a mail\n");
	buf_release(&said);
	policy_free(policy);
}

static unsigned next_random(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(*seed >> 33);
}

/* Whatever stands in a file: a policy, or an error with the file's name. */
static void random_files_never_break_it(void **state)
{
	static const char *const pieces[] = {
		"[policy]\n",
		"[tier \"a\"]\n",
		"[tier \"b\"]\n",
		"default = true\n",
		"path = /a/\n",
		"path = [\n",
		"[era \"e\"]\n",
		"since = 2025-01-01\n",
		"rule = r\n",
		"[rule \"r\"]\n",
		"kind = forbid-ai\n",
		"kind = rate\n",
		"days = 3\n",
		"max-share = 3\n",
		"tier = a\n",
		"[approval \"p\"]\n",
		"trailer = x\n",
		"by = anyone\n",
		"pattern = (a|b)*\n",
		"pattern = (((\n",
		"[ai]\ntool = x\n",
		"[bot \"x\"]\nemail = a@b\n",
		"[exception \"x\"]\n",
		"tool = y\n",
		"\"",
		"\\\n",
		"[",
		"kind = limit-lines\nmax = 1\n",
	};
	unsigned long seed = 7;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct buf text = BUF_INIT, said = BUF_INIT;
		struct policy *policy = NULL;
		struct err err = ERR_INIT;

		for (int n = 2 + (int)(next_random(&seed) % 14); n; n--)
			buf_add_str(&text,
				    pieces[next_random(&seed) %
					   (sizeof(pieces) / sizeof(*pieces))]);
		if (i % 3 == 0)
			buf_add_str(&text, RULE("forbid-ai"));
		if (read_policy(text.data, &policy, &err) < 0)
			assert_int_equal(strncmp(err.msg, "x.policy:", 9), 0);
		else
			policy_say(policy, &said);
		policy_free(policy);
		buf_release(&said);
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_error_names_its_line),
		cmocka_unit_test(too_many_tiers),
		cmocka_unit_test(a_value_ends_at_a_comment),
		cmocka_unit_test(a_policy_has_defaults),
		cmocka_unit_test(the_hash_is_that_of_the_text),
		cmocka_unit_test(names_are_looked_up),
		cmocka_unit_test(eras_are_in_order_of_time),
		cmocka_unit_test(each_kind_is_said_in_english),
		cmocka_unit_test(every_kind_has_a_sentence_here),
		cmocka_unit_test(kinds_take_known_keys),
		cmocka_unit_test(a_policy_is_said_era_by_era),
		cmocka_unit_test(random_files_never_break_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
