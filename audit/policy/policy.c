/* SPDX-License-Identifier: MIT */
/* From a policy file to its sections; policy_resolve puts them together. */
#include "audit/policy/policy.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/git/repository.h"
#include "audit/policy/pattern.h"
#include "audit/policy/policy_language.h"

static const char *const date_words[] = { "landed", "committed", "authored",
					  NULL };
static const char *const by_words[] = { "anyone", "maintainer",
					"any-maintainer", NULL };
static const char *const not_by_words[] = { "author", "committer", NULL };

#define AT(type, field) offsetof(struct type, field)
#define KEY(name, kind, type, field, about) \
	{ \
		name, kind, offsetof(struct type, field), NULL, 0, 0, about \
	}
static const struct section_key about_keys[] = {
	KEY("name", SECTION_TEXT, policy_about, name,
	    "what it is called; by default what the file is called"),
	KEY("source", SECTION_TEXT, policy_about, source,
	    "where the text of the policy stands"),
	{ "era-date", SECTION_ONE_OF, AT(policy_about, date), date_words, 0, 0,
	  "the date that says which era a change is of" },
	KEY("ignore", SECTION_PATTERNS, policy_about, ignore,
	    "pattern of .gitignore: generated files, which revert ease leaves "
	    "out"),
	{ 0 }
};
static const struct section_key tier_keys[] = {
	KEY("path", SECTION_PATTERNS, policy_tier, paths,
	    "pattern of .gitignore, tried on the whole path; the last tier "
	    "with one that takes it wins"),
	KEY("kind", SECTION_WORDS, policy_tier, kinds,
	    "kinds of AI-used-for that are about such paths; tests and docs "
	    "are by their names"),
	KEY("default", SECTION_FLAG, policy_tier, is_default,
	    "the tier of every other path"),
	{ 0 }
};
static const struct section_key approval_keys[] = {
	KEY("trailer", SECTION_WORDS, policy_approval, keys,
	    "key of a trailer that says it"),
	{ "by", SECTION_ONE_OF, AT(policy_approval, by), by_words, 0, 0,
	  "whose word counts: a maintainer of an area that is touched, or of "
	  "any" },
	KEY("person", SECTION_EMAILS, policy_approval, people,
	    "the persons who may give it"),
	{ "not-by", SECTION_SOME_OF, AT(policy_approval, not_by), not_by_words,
	  0, 0, "whose word does not count" },
	{ 0 }
};
static const struct section_key era_keys[] = {
	KEY("since", SECTION_DAY, policy_era, since,
	    "first day of the era, UTC; needed"),
	KEY("rule", SECTION_WORDS, policy_era, names,
	    "name of a rule that is in force"),
	KEY("source", SECTION_TEXT, policy_era, source,
	    "where the change of rules stands"),
	KEY("era-from", SECTION_TEXT, policy_era, from,
	    "PATH@REV: the commit that changed the text of the policy"),
	{ 0 }
};
static const struct section_key exception_keys[] = {
	KEY("path", SECTION_PATTERNS, policy_exception, paths,
	    "pattern of .gitignore: paths that it is granted for"),
	KEY("tool", SECTION_WORDS, policy_exception, tools,
	    "tool that it is granted for"),
	KEY("person", SECTION_EMAILS, policy_exception, people,
	    "person whom it is granted to"),
	KEY("commit", SECTION_WORDS, policy_exception, commits,
	    "commit that it is granted to"),
	KEY("since", SECTION_DAY, policy_exception, since,
	    "first day that it holds"),
	KEY("until", SECTION_DAY, policy_exception, until,
	    "first day that it holds no more"),
	KEY("source", SECTION_TEXT, policy_exception, source,
	    "where it was granted"),
	{ 0 }
};
static const struct section_key bot_keys[] = {
	KEY("email", SECTION_EMAILS, policy_bot, emails,
	    "address of a bot that is not AI"),
	{ 0 }
};
static const struct section_key ai_keys[] = {
	KEY("tool", SECTION_WORDS, policy_ai, words[0],
	    "whole name that is a tool"),
	KEY("email", SECTION_WORDS, policy_ai, words[1], "address of a tool"),
	KEY("slug", SECTION_WORDS, policy_ai, words[2],
	    "login of a tool at GitHub"),
	KEY("key", SECTION_WORDS, policy_ai, words[3],
	    "trailer that tells of AI, whatever its value"),
	KEY("footer", SECTION_WORDS, policy_ai, words[4],
	    "line that a tool adds"),
	KEY("not-tool", SECTION_WORDS, policy_ai, words[5],
	    "tool of the catalogue that is none here"),
	KEY("not-email", SECTION_WORDS, policy_ai, words[6],
	    "address of a person, whatever the name"),
	{ 0 }
};

/* An array with room for one more item, all zero. */
static void *grown(void *items, size_t n, size_t *n_alloc, size_t size)
{
	items = xgrow(items, n, n_alloc, size);
	memset((char *)items + n * size, 0, size);
	return items;
}

static void *begin_about(struct policy *policy)
{
	return &policy->about;
}

static void *begin_ai(struct policy *policy)
{
	return &policy->ai;
}

static void *begin_tier(struct policy *policy)
{
	policy->tiers = grown(policy->tiers, policy->n_tiers,
			      &policy->n_tiers_alloc, sizeof(*policy->tiers));
	return &policy->tiers[policy->n_tiers++];
}

static void *begin_approval(struct policy *policy)
{
	policy->approvals =
		grown(policy->approvals, policy->n_approvals,
		      &policy->n_approvals_alloc, sizeof(*policy->approvals));
	return &policy->approvals[policy->n_approvals++];
}

static void *begin_era(struct policy *policy)
{
	policy->eras = grown(policy->eras, policy->n_eras,
			     &policy->n_eras_alloc, sizeof(*policy->eras));
	return &policy->eras[policy->n_eras++];
}

static void *begin_rule(struct policy *policy)
{
	policy->rules = grown(policy->rules, policy->n_rules,
			      &policy->n_rules_alloc, sizeof(*policy->rules));
	return &policy->rules[policy->n_rules++];
}

static void *begin_exception(struct policy *policy)
{
	policy->exceptions =
		grown(policy->exceptions, policy->n_exceptions,
		      &policy->n_exceptions_alloc, sizeof(*policy->exceptions));
	return &policy->exceptions[policy->n_exceptions++];
}

static void *begin_bot(struct policy *policy)
{
	policy->bots = grown(policy->bots, policy->n_bots,
			     &policy->n_bots_alloc, sizeof(*policy->bots));
	return &policy->bots[policy->n_bots++];
}

const struct policy_section policy_sections[] = {
	{ "policy", false, about_keys, begin_about, "what the file is about" },
	{ "tier", true, tier_keys, begin_tier,
	  "a risk class of paths; every path has one" },
	{ "ai", false, ai_keys, begin_ai,
	  "tools and people that the catalogue of signals does not know; all "
	  "policies of a repository share them" },
	{ "approval", true, approval_keys, begin_approval,
	  "a form of agreement, and whose it is" },
	{ "era", true, era_keys, begin_era,
	  "the rules that are in force from a day on" },
	{ "rule", true, rule_keys, begin_rule,
	  "a rule, of one of the kinds below" },
	{ "exception", true, exception_keys, begin_exception,
	  "what a forbid-ai rule with unless = exception lets pass" },
	{ "bot", true, bot_keys, begin_bot,
	  "a bot whose changes are automation, and whose word is no approval" },
	{ NULL, false, NULL, NULL, NULL },
};

/* A file on its way into a policy. */
struct reading {
	struct policy *policy;
	const struct policy_section *kind; /* of the section that is read */
	void *section;                     /* its struct */
	struct names *seen;                /* headers so far */
	int *seen_lines;                   /* of them, by number */
	size_t n_seen_alloc;
};

static int unknown_section(const struct reading *reading,
			   const struct config_entry *entry, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, entry->section);
	for (size_t i = 0; policy_sections[i].name; i++)
		suggest_offer(&near, policy_sections[i].name);
	suggest_say(&near, &hint);
	section_fail(reading->policy->path, err, entry->line,
		     "no section is called [%s]%s", entry->section, hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

/* Each section stands in the file once. */
static int check_new(struct reading *reading, const struct config_entry *entry,
		     struct err *err)
{
	struct buf header = BUF_INIT;
	size_t n, n_before = names_count(reading->seen);

	buf_addf(&header, "%s %s", entry->section,
		 entry->subsection ? entry->subsection : "");
	n = names_add(reading->seen, slice_of(header.data));
	buf_release(&header);
	if (n < n_before)
		return section_fail(reading->policy->path, err, entry->line,
				    "this section is there already, on line "
				    "%d",
				    reading->seen_lines[n]);
	reading->seen_lines =
		xgrow(reading->seen_lines, n, &reading->n_seen_alloc,
		      sizeof(*reading->seen_lines));
	reading->seen_lines[n] = entry->line;
	return 0;
}

static int begin_section(struct reading *reading,
			 const struct config_entry *entry, struct err *err)
{
	const struct policy_section *kind = policy_sections;
	struct policy *policy = reading->policy;
	const char *name = entry->subsection ? entry->subsection : "";
	struct section_head *head;

	while (kind->name && strcmp(kind->name, entry->section) != 0)
		kind++;
	if (!kind->name)
		return unknown_section(reading, entry, err);
	if (kind->has_name && !*name)
		return section_fail(policy->path, err, entry->line,
				    "[%s] wants a name: [%s \"name\"]",
				    kind->name, kind->name);
	if (!kind->has_name && entry->subsection)
		return section_fail(policy->path, err, entry->line,
				    "[%s] has no name", kind->name);
	if (check_new(reading, entry, err) < 0)
		return -1;
	reading->kind = kind;
	reading->section = head = kind->begin(policy);
	head->name = arena_copy(&policy->memory, name, strlen(name));
	head->line = entry->line;
	return 0;
}

static int visit(void *context, const struct config_entry *entry,
		 struct err *err)
{
	struct reading *reading = context;
	const struct section_file file = { reading->policy->path,
					   &reading->policy->memory };

	if (!entry->key)
		return begin_section(reading, entry, err);
	if (!reading->section)
		return section_fail(file.path, err, entry->line,
				    "'%s' stands before the first section",
				    entry->key);
	return section_set(&file, reading->kind->keys, reading->section, entry,
			   err);
}

/* Read with read_into, which fills policy->text or finds it there. */
static int fill(struct policy *policy, bool is_file, struct err *err)
{
	struct reading reading = { .policy = policy, .seen = names_new() };
	const struct config_visitor visitor = { visit, &reading };
	struct oid hash;
	int ret = is_file ? config_file_read(policy->path, &visitor,
					     &policy->text, err)
			  : config_text_read(policy->path, &policy->text,
					     &visitor, err);

	names_free(reading.seen);
	free(reading.seen_lines);
	if (ret < 0)
		return -1;
	repository_hash(policy->text.data, policy->text.len, &hash);
	oid_to_hex(&hash, policy->hash);
	return policy_resolve(policy, err);
}

static struct policy *policy_new(const char *path)
{
	struct policy *policy = xcalloc(1, sizeof(*policy));

	policy->text = (struct buf)BUF_INIT;
	policy->path = arena_copy(&policy->memory, path, strlen(path));
	return policy;
}

int policy_read(const char *path, struct policy **policy_out, struct err *err)
{
	struct policy *policy = policy_new(path);

	if (fill(policy, true, err) < 0) {
		policy_free(policy);
		return -1;
	}
	*policy_out = policy;
	return 0;
}

int policy_read_text(const char *name, const char *text, size_t len,
		     struct policy **policy_out, struct err *err)
{
	struct policy *policy = policy_new(name);

	buf_add(&policy->text, text, len);
	if (fill(policy, false, err) < 0) {
		policy_free(policy);
		return -1;
	}
	*policy_out = policy;
	return 0;
}

static void free_patterns(struct pattern **patterns, size_t n)
{
	for (size_t i = 0; patterns && i < n; i++)
		pattern_free(patterns[i]);
	free(patterns);
}

static void release_lists(struct policy *policy)
{
	for (size_t i = 0; i < policy->n_tiers; i++)
		free_patterns(policy->tiers[i].patterns,
			      policy->tiers[i].paths.n_items);
	for (size_t i = 0; i < policy->n_exceptions; i++)
		free_patterns(policy->exceptions[i].patterns,
			      policy->exceptions[i].paths.n_items);
	for (size_t i = 0; i < policy->n_eras; i++)
		free(policy->eras[i].rules);
}

static void release_sections(const struct section_key *keys, void *sections_at,
			     size_t n, size_t size)
{
	for (size_t i = 0; i < n; i++)
		section_release(keys, (char *)sections_at + i * size);
	free(sections_at);
}

#define RELEASE(policy, field, keys) \
	release_sections(keys, (policy)->field, (policy)->n_##field, \
			 sizeof(*(policy)->field))

void policy_free(struct policy *policy)
{
	if (!policy)
		return;
	release_lists(policy);
	section_release(about_keys, &policy->about);
	section_release(ai_keys, &policy->ai);
	RELEASE(policy, tiers, tier_keys);
	RELEASE(policy, approvals, approval_keys);
	RELEASE(policy, exceptions, exception_keys);
	RELEASE(policy, bots, bot_keys);
	RELEASE(policy, rules, rule_keys);
	RELEASE(policy, eras, era_keys);
	arena_release(&policy->memory);
	buf_release(&policy->text);
	free(policy);
}

const struct policy_era *policy_era_at(const struct policy *policy, int64_t at)
{
	const struct policy_era *era = NULL;

	for (size_t i = 0; i < policy->n_eras; i++)
		if (policy->eras[i].since.at <= at)
			era = &policy->eras[i];
	return era;
}

int64_t policy_days_before(const struct policy *policy)
{
	int64_t days = 0;

	for (size_t i = 0; i < policy->n_rules; i++)
		if (policy->rules[i].is_used && policy->rules[i].days > days)
			days = policy->rules[i].days;
	return days;
}
