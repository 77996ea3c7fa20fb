/* SPDX-License-Identifier: MIT */
#include "audit/policy/rule.h"

#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/suggest.h"
#include "audit/policy/rules/kinds.h"

enum { COUNT_MAX = 1000000 };

const char *const rule_classes[] = { "declared", "identity", "session",
				     "footer",   "note",     "suggestion",
				     "found-by", "branch",   "mention",
				     NULL };
const char *const rule_roles[] = { "author",    "committer", "co-author",
				   "assistant", "signer",    "reviewer",
				   "reporter",  "tester",    NULL };
const char *const rule_severities[] = { "error", "warning", "note", NULL };
const char *const rule_applies_words[] = { "ai", "human", "all", NULL };

static const char *const unless_words[] = { "exception", "approval", NULL };
static const char *const value_words[] = { "any", "ai", NULL };
static const char *const when_words[] = { "ai", "human", "always", "present",
					  NULL };
static const char *const grammar_words[] = { "list", "agent-model", "text",
					     "pattern", NULL };
static const char *const mode_words[] = { "added", "deleted", "sum", "max",
					  NULL };
static const char *const per_words[] = { "change", "landing", NULL };
static const char *const place_words[] = { "block", "before", "after", "last",
					   NULL };
static const char *const match_words[] = { "author", "committer-last", NULL };
static const char *const over_words[] = { "project", "area", "person", NULL };
static const char *const in_words[] = { "message", "subject", "body", NULL };

#define AT(field) offsetof(struct policy_rule, field)
const struct section_key rule_keys[] = {
	{ "kind", SECTION_TEXT, AT(kind_name), NULL, 0, 0,
	  "which kind of rule it is (below); needed" },
	{ "applies-to", SECTION_ONE_OF, AT(applies_to), rule_applies_words, 0,
	  0, "the changes that it is about" },
	{ "except-people", SECTION_EMAILS, AT(except_people), NULL, 0, 0,
	  "authors whom it does not bind" },
	{ "severity", SECTION_ONE_OF, AT(severity), rule_severities, 0, 0,
	  "how bad it is to break it" },
	{ "message", SECTION_TEXT, AT(message), NULL, 0, 0,
	  "what to tell who breaks it" },
	{ "source", SECTION_TEXT, AT(source), NULL, 0, 0,
	  "where the rule stands" },
	{ "tier", SECTION_WORDS, AT(tier_names), NULL, 0, 0,
	  "only what is touched of these tiers" },
	{ "except-tier", SECTION_WORDS, AT(except_tier_names), NULL, 0, 0,
	  "nothing that is touched of these tiers" },
	{ "with-tier", SECTION_WORDS, AT(with_tier_names), NULL, 0, 0,
	  "tiers of which one is to be touched too" },
	{ "approval", SECTION_WORDS, AT(approval_names), NULL, 0, 0,
	  "approvals of which one is enough" },
	{ "unless", SECTION_SOME_OF, AT(unless), unless_words, 0, 0,
	  "what lifts the rule" },
	{ "class", SECTION_SOME_OF, AT(classes), rule_classes, 0, 0,
	  "classes of evidence that count" },
	{ "key", SECTION_WORDS, AT(keys), NULL, 0, 0, "trailers, by key" },
	{ "with-key", SECTION_WORDS, AT(with_keys), NULL, 0, 0,
	  "trailers of which one is to stand there too" },
	{ "value", SECTION_ONE_OF, AT(value), value_words, 0, 0,
	  "whose values count" },
	{ "when", SECTION_ONE_OF, AT(when), when_words, 0, 0,
	  "the changes that need it; present: the form alone is judged" },
	{ "grammar", SECTION_ONE_OF, AT(grammar), grammar_words, 0, 0,
	  "the form of the value: words with perhaps a text in parentheses "
	  "each, AGENT:MODEL [TOOL...], any text, or the pattern" },
	{ "word", SECTION_WORDS, AT(words), NULL, 0, 0, "words of a list" },
	{ "pattern", SECTION_REGEX, AT(pattern), NULL, 0, 0,
	  "regular expression that the value, or the message, holds" },
	{ "subject", SECTION_REGEX, AT(subject), NULL, 0, 0,
	  "regular expression: only changes with such a subject" },
	{ "at-least", SECTION_COUNT, AT(at_least), NULL, 1, 100,
	  "how many there are at least" },
	{ "at-most", SECTION_COUNT, AT(at_most), NULL, 1, 100,
	  "how many there are at most" },
	{ "max", SECTION_COUNT, AT(max), NULL, 0, COUNT_MAX,
	  "how many lines, or paths, there are at most" },
	{ "mode", SECTION_ONE_OF, AT(mode), mode_words, 0, 0,
	  "which lines count; max: the larger number of the two" },
	{ "per", SECTION_ONE_OF, AT(per), per_words, 0, 0,
	  "what is counted as one" },
	{ "place", SECTION_SOME_OF, AT(place), place_words, 0, 0,
	  "where it stands: in git's block, before or after the anchor, on the "
	  "last line" },
	{ "anchor", SECTION_TEXT, AT(anchor), NULL, 0, 0,
	  "key of the trailer that before and after speak of" },
	{ "match", SECTION_SOME_OF, AT(match), match_words, 0, 0,
	  "whose sign-off there is: the author's; the committer's as the "
	  "last" },
	{ "role", SECTION_SOME_OF, AT(roles), rule_roles, 0, 0,
	  "roles that no AI may have" },
	{ "exempt-word", SECTION_WORDS, AT(exempt_words), NULL, 0, 0,
	  "words in a declaration's parentheses that leave it undecidable" },
	{ "text", SECTION_WORDS, AT(texts), NULL, 0, 0,
	  "words that a message must not hold; the words of a rule outside of "
	  "git" },
	{ "in", SECTION_ONE_OF, AT(in), in_words, 0, 0,
	  "where they are looked for" },
	{ "days", SECTION_COUNT, AT(days), NULL, 1, 3660,
	  "length of the window that ends with the change" },
	{ "max-share", SECTION_COUNT, AT(max_share), NULL, 0, 100,
	  "percentage of the window's changes at most" },
	{ "max-count", SECTION_COUNT, AT(max_count), NULL, 0, COUNT_MAX,
	  "number of changes in the window at most" },
	{ "min-changes", SECTION_COUNT, AT(min_changes), NULL, 1, COUNT_MAX,
	  "no share is taken of fewer changes" },
	{ "over", SECTION_ONE_OF, AT(over), over_words, 0, 0,
	  "of whose changes the window is made" },
	{ 0 }
};

/* Every kind takes these. */
static const char common_keys[] =
	"kind applies-to except-people severity message source";

/* True if a blank separated list holds a word. */
static bool lists(const char *list, const char *word)
{
	const size_t len = strlen(word);

	while (*list) {
		const size_t n = strcspn(list, " ");

		if (n == len && memcmp(list, word, n) == 0)
			return true;
		list += n;
		list += strspn(list, " ");
	}
	return false;
}

static int find_kind(const char *path, struct policy_rule *rule,
		     struct err *err)
{
	const int line = section_line(rule_keys, &rule->head, "kind");
	struct suggest near;
	struct buf hint = BUF_INIT;

	if (!rule->kind_name)
		return section_fail(path, err, rule->head.line,
				    "rule '%s' has no kind", rule->head.name);
	rule->kind = rule_kind_find(rule->kind_name);
	if (rule->kind)
		return 0;
	suggest_init(&near, rule->kind_name);
	for (size_t i = 0; rule_kinds[i]; i++)
		suggest_offer(&near, rule_kinds[i]->name);
	suggest_say(&near, &hint);
	section_fail(path, err, line, "no kind of rule is '%s'%s",
		     rule->kind_name, hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

/* Nothing is given that the kind would not look at. */
static int check_taken(const char *path, const struct policy_rule *rule,
		       struct err *err)
{
	for (int i = 0; rule_keys[i].name; i++) {
		const char *name = rule_keys[i].name;

		if (rule->head.lines[i] && !lists(common_keys, name) &&
		    !lists(rule->kind->takes, name))
			return section_fail(path, err, rule->head.lines[i],
					    "a rule of kind '%s' has no key "
					    "'%s'; it takes %s",
					    rule->kind->name, name,
					    *rule->kind->takes
						    ? rule->kind->takes
						    : "none of its own");
	}
	return 0;
}

static int check_needed(const char *path, const struct policy_rule *rule,
			struct err *err)
{
	for (int i = 0; rule_keys[i].name; i++)
		if (!rule->head.lines[i] &&
		    lists(rule->kind->needs, rule_keys[i].name))
			return section_fail(
				path, err, rule->head.line,
				"rule '%s' of kind '%s' needs the key '%s'",
				rule->head.name, rule->kind->name,
				rule_keys[i].name);
	return 0;
}

int rule_resolve(const char *path, struct policy_rule *rule, struct err *err)
{
	const char *missing = NULL;

	if (find_kind(path, rule, err) < 0 ||
	    check_taken(path, rule, err) < 0 ||
	    check_needed(path, rule, err) < 0)
		return -1;
	if (!rule->applies_to)
		rule->applies_to = (int)rule->kind->applies_to;
	if (!rule->severity)
		rule->severity = RULE_ERROR;
	if (rule->unless & RULE_UNLESS_APPROVAL &&
	    !rule->approval_names.n_items)
		missing = "'unless = approval' needs the key 'approval'";
	else if (rule->kind->prepare)
		missing = rule->kind->prepare(rule);
	if (missing)
		return section_fail(path, err, rule->head.line, "rule '%s': %s",
				    rule->head.name, missing);
	return 0;
}
