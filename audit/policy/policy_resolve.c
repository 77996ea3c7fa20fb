/* SPDX-License-Identifier: MIT */
/* Names looked up, eras in order, and what one line cannot show. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/date.h"
#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/policy/pattern.h"
#include "audit/policy/policy.h"

/* A list of sections to look names up in. */
struct list {
	const char *what; /* "tier" */
	const void *items;
	size_t n, size;
};

static const struct section_head *head_of(const struct list *list, size_t i)
{
	return (const void *)((const char *)list->items + i * list->size);
}

/* Number of the section that a word names, or -1 with the nearest ones. */
static int find(const struct policy *policy, const struct list *list,
		const struct section_word *word, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	for (size_t i = 0; i < list->n; i++)
		if (strcmp(head_of(list, i)->name, word->text) == 0)
			return (int)i;
	suggest_init(&near, word->text);
	for (size_t i = 0; i < list->n; i++)
		suggest_offer(&near, head_of(list, i)->name);
	suggest_say(&near, &hint);
	section_fail(policy->path, err, word->line, "no %s is called '%s'%s",
		     list->what, word->text, hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

static int find_set(const struct policy *policy, const struct list *list,
		    const struct section_words *words, uint64_t *set_out,
		    struct err *err)
{
	uint64_t set = 0;

	for (size_t i = 0; i < words->n_items; i++) {
		const int n = find(policy, list, &words->items[i], err);

		if (n < 0)
			return -1;
		set |= UINT64_C(1) << n;
	}
	*set_out = set;
	return 0;
}

static int check_size(const struct policy *policy, const struct list *list,
		      struct err *err)
{
	if (list->n <= POLICY_SET_MAX)
		return 0;
	return section_fail(policy->path, err, head_of(list, list->n - 1)->line,
			    "more than %d sections [%s]", POLICY_SET_MAX,
			    list->what);
}

static struct pattern **compile(const struct section_words *paths)
{
	struct pattern **patterns =
		xcalloc(paths->n_items + 1, sizeof(struct pattern *));

	for (size_t i = 0; i < paths->n_items; i++)
		patterns[i] = pattern_new(slice_of(paths->items[i].text),
					  PATTERN_GITIGNORE);
	return patterns;
}

/* What AI-used-for calls a tier that does not say it. */
static void name_kind(struct policy_tier *tier)
{
	static const char *const kinds[] = { "tests", "docs", "code" };
	size_t kind = 0;

	if (tier->kinds.n_items)
		return;
	while (kind < 2 && ascii_casecmp(kinds[kind], tier->head.name) != 0)
		kind++;
	tier->kinds.items = xgrow(NULL, 0, &tier->kinds.n_alloc,
				  sizeof(*tier->kinds.items));
	tier->kinds.items[tier->kinds.n_items++] =
		(struct section_word){ kinds[kind], tier->head.line };
}

/* A policy without tiers has one, for every path has one. */
static void add_only_tier(struct policy *policy)
{
	policy->tiers = xgrow(policy->tiers, 0, &policy->n_tiers_alloc,
			      sizeof(*policy->tiers));
	policy->tiers[0] = (struct policy_tier){
		.head = { .name = "all" },
		.is_default = true,
	};
	policy->n_tiers = 1;
}

static int check_default(const struct policy *policy, struct err *err)
{
	const struct policy_tier *before = NULL;

	for (size_t i = 0; i < policy->n_tiers; i++) {
		const struct policy_tier *tier = &policy->tiers[i];

		if (!tier->is_default)
			continue;
		if (before)
			return section_fail(policy->path, err, tier->head.line,
					    "tier '%s' is the default already",
					    before->head.name);
		before = tier;
	}
	if (before)
		return 0;
	return section_fail(policy->path, err, policy->tiers[0].head.line,
			    "no tier has 'default = true', so some paths "
			    "would have none");
}

static int resolve_tiers(struct policy *policy, struct err *err)
{
	if (!policy->n_tiers)
		add_only_tier(policy);
	if (check_default(policy, err) < 0)
		return -1;
	for (size_t i = 0; i < policy->n_tiers; i++) {
		struct policy_tier *tier = &policy->tiers[i];

		if (!tier->is_default && !tier->paths.n_items)
			return section_fail(policy->path, err, tier->head.line,
					    "tier '%s' has no path and is not "
					    "the default",
					    tier->head.name);
		tier->patterns = compile(&tier->paths);
		name_kind(tier);
	}
	return 0;
}

static int resolve_approvals(const struct policy *policy, struct err *err)
{
	for (size_t i = 0; i < policy->n_approvals; i++) {
		const struct policy_approval *approval = &policy->approvals[i];

		if (!approval->keys.n_items)
			return section_fail(policy->path, err,
					    approval->head.line,
					    "approval '%s' has no trailer",
					    approval->head.name);
		if (!approval->by && !approval->people.n_items)
			return section_fail(policy->path, err,
					    approval->head.line,
					    "approval '%s' does not say by "
					    "whom: by = maintainer, by = "
					    "anyone, or person = ...",
					    approval->head.name);
	}
	return 0;
}

static bool is_commit_id(const char *text)
{
	const size_t len = strlen(text);

	return len >= 7 && len <= OID_HEX &&
	       strspn(text, "0123456789abcdef") == len;
}

static int resolve_exceptions(struct policy *policy, struct err *err)
{
	for (size_t i = 0; i < policy->n_exceptions; i++) {
		struct policy_exception *exception = &policy->exceptions[i];
		const struct section_words *commits = &exception->commits;

		exception->patterns = compile(&exception->paths);
		for (size_t k = 0; k < commits->n_items; k++)
			if (!is_commit_id(commits->items[k].text))
				return section_fail(
					policy->path, err,
					commits->items[k].line,
					"'%s' is no commit id, 7 to 40 "
					"digits of 0-9a-f",
					commits->items[k].text);
		if (!exception->paths.n_items && !exception->tools.n_items &&
		    !exception->people.n_items && !commits->n_items)
			return section_fail(policy->path, err,
					    exception->head.line,
					    "exception '%s' would except "
					    "everything: give it a path, tool, "
					    "person or commit",
					    exception->head.name);
	}
	return 0;
}

static int resolve_rules(struct policy *policy, struct err *err)
{
	const struct list tiers = { "tier", policy->tiers, policy->n_tiers,
				    sizeof(*policy->tiers) };
	const struct list approvals = { "approval", policy->approvals,
					policy->n_approvals,
					sizeof(*policy->approvals) };

	if (check_size(policy, &tiers, err) < 0 ||
	    check_size(policy, &approvals, err) < 0)
		return -1;
	for (size_t i = 0; i < policy->n_rules; i++) {
		struct policy_rule *rule = &policy->rules[i];

		if (find_set(policy, &tiers, &rule->tier_names, &rule->tiers,
			     err) < 0 ||
		    find_set(policy, &tiers, &rule->except_tier_names,
			     &rule->except_tiers, err) < 0 ||
		    find_set(policy, &tiers, &rule->with_tier_names,
			     &rule->with_tiers, err) < 0 ||
		    find_set(policy, &approvals, &rule->approval_names,
			     &rule->approvals, err) < 0 ||
		    rule_resolve(policy->path, rule, err) < 0)
			return -1;
	}
	return 0;
}

static int compare_eras(const void *a, const void *b)
{
	const struct policy_era *one = a, *other = b;

	if (one->since.at != other->since.at)
		return one->since.at < other->since.at ? -1 : 1;
	return one->head.line < other->head.line ? -1 : 1;
}

static int find_rules(struct policy *policy, struct policy_era *era,
		      struct err *err)
{
	const struct list rules = { "rule", policy->rules, policy->n_rules,
				    sizeof(*policy->rules) };

	era->rules = xcalloc(era->names.n_items + 1, sizeof(*era->rules));
	for (size_t i = 0; i < era->names.n_items; i++) {
		const struct section_word *word = &era->names.items[i];
		const int n = find(policy, &rules, word, err);

		if (n < 0)
			return -1;
		for (size_t k = 0; k < i; k++)
			if (era->rules[k] == (size_t)n)
				return section_fail(
					policy->path, err, word->line,
					"era '%s' names rule '%s' twice",
					era->head.name, word->text);
		era->rules[i] = (size_t)n;
		policy->rules[n].is_used = true;
	}
	return 0;
}

static int check_from(const struct policy *policy, const struct policy_era *era,
		      struct err *err)
{
	const char *at = era->from ? strrchr(era->from, '@') : NULL;

	if (!era->from || (at && at > era->from && at[1]))
		return 0;
	return section_fail(policy->path, err, era->head.line,
			    "era '%s': 'era-from' is path@revision, not '%s'",
			    era->head.name, era->from);
}

static int resolve_eras(struct policy *policy, struct err *err)
{
	for (size_t i = 0; i < policy->n_eras; i++) {
		struct policy_era *era = &policy->eras[i];

		if (!era->since.is_given)
			return section_fail(policy->path, err, era->head.line,
					    "era '%s' does not say since when",
					    era->head.name);
		if (strcmp(era->head.name, "no-policy") == 0)
			return section_fail(policy->path, err, era->head.line,
					    "'no-policy' is the name of what "
					    "was before the first era");
		if (check_from(policy, era, err) < 0 ||
		    find_rules(policy, era, err) < 0)
			return -1;
	}
	if (policy->n_eras)
		qsort(policy->eras, policy->n_eras, sizeof(*policy->eras),
		      compare_eras);
	for (size_t i = 1; i < policy->n_eras; i++) {
		const struct policy_era *era = &policy->eras[i];
		char day[DATE_TEXT_MAX];

		if (era->since.at != era[-1].since.at)
			continue;
		date_format_day(era->since.at, day);
		return section_fail(policy->path, err, era->head.line,
				    "eras '%s' and '%s' both begin on %s",
				    era[-1].head.name, era->head.name, day);
	}
	return 0;
}

static int check_used(const struct policy *policy, struct err *err)
{
	if (!policy->n_eras)
		return err_set(err, FAIL_USAGE,
			       "%s: no [era], so no rule is ever in force; add "
			       "one: [era \"name\"] with since = YYYY-MM-DD",
			       policy->path);
	for (size_t i = 0; i < policy->n_rules; i++)
		if (!policy->rules[i].is_used)
			return section_fail(policy->path, err,
					    policy->rules[i].head.line,
					    "no era uses rule '%s'",
					    policy->rules[i].head.name);
	return 0;
}

/* Without a name: that of the file, without folder and ".policy". */
static void name_policy(struct policy *policy)
{
	static const char tail[] = ".policy";
	const char *base = strrchr(policy->path, '/');
	size_t len;

	if (!policy->about.date)
		policy->about.date = POLICY_LANDED;
	if (policy->about.name)
		return;
	base = base ? base + 1 : policy->path;
	len = strlen(base);
	if (len > strlen(tail) && strcmp(base + len - strlen(tail), tail) == 0)
		len -= strlen(tail);
	policy->about.name = arena_copy(&policy->memory, base, len);
}

int policy_resolve(struct policy *policy, struct err *err)
{
	name_policy(policy);
	if (resolve_tiers(policy, err) < 0 ||
	    resolve_approvals(policy, err) < 0 ||
	    resolve_exceptions(policy, err) < 0 ||
	    resolve_rules(policy, err) < 0 || resolve_eras(policy, err) < 0)
		return -1;
	return check_used(policy, err);
}
