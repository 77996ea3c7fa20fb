/* SPDX-License-Identifier: MIT */
/* A policy in plain English, era by era. */
#include <string.h>

#include "audit/base/date.h"
#include "audit/policy/judging.h"
#include "audit/policy/policy.h"
#include "audit/policy/rules/kinds.h"

enum { WIDTH = 78 };

/*
 * Append the words of text in lines of WIDTH at most: the first goes on at
 * column at, the others start with indent blanks.
 */
static void wrap(const char *text, size_t at, size_t indent, struct buf *out)
{
	bool is_first = true;

	while (*text) {
		const size_t len = strcspn(text, " ");

		if (!is_first && at + 1 + len > WIDTH) {
			buf_addf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!is_first) {
			buf_add_char(out, ' ');
			at++;
		}
		buf_add(out, text, len);
		at += len;
		text += len + (text[len] == ' ');
		is_first = false;
	}
	buf_add_char(out, '\n');
}

/* "label: text", wrapped. */
static void say_line(const char *label, const char *text, struct buf *out)
{
	const size_t from = out->len;

	buf_addf(out, "%s ", label);
	wrap(text, out->len - from, 4, out);
}

static void say_about(const struct policy *policy, struct buf *out)
{
	static const char *const dates[] = {
		[POLICY_LANDED] = "landed",
		[POLICY_COMMITTED] = "was committed",
		[POLICY_AUTHORED] = "was authored",
	};
	struct buf text = BUF_INIT;

	buf_addf(out, "%s\n", policy->about.name);
	if (policy->about.source)
		say_line("Source:", policy->about.source, out);
	buf_addf(&text,
		 "A change is judged by the rules of the day on which "
		 "it %s.",
		 dates[policy->about.date]);
	wrap(text.data, 0, 0, out);
	buf_clear(&text);
	judging_list(&policy->about.ignore, "and", &text);
	if (policy->about.ignore.n_items)
		say_line("Left out of revert ease:", text.data, out);
	buf_release(&text);
}

static void say_tiers(const struct policy *policy, struct buf *out)
{
	struct buf text = BUF_INIT;

	if (policy->n_tiers == 1)
		return;
	buf_add_str(out, "\nTiers; of several that take a path, the last one "
			 "counts:\n");
	for (size_t i = 0; i < policy->n_tiers; i++) {
		const struct policy_tier *tier = &policy->tiers[i];

		buf_clear(&text);
		judging_list(&tier->paths, "and", &text);
		if (tier->is_default)
			buf_addf(&text, "%swhat no other takes",
				 text.len ? ", and " : "");
		buf_addf(out, "  %s: ", tier->head.name);
		wrap(text.data, strlen(tier->head.name) + 4, 4, out);
	}
	buf_release(&text);
}

static void say_by(const struct policy_approval *approval, struct buf *out)
{
	if (approval->by == POLICY_BY_ANYONE)
		buf_add_str(out, "anyone");
	else if (approval->by == POLICY_BY_MAINTAINER)
		buf_add_str(out, "a maintainer or reviewer of what is touched, "
				 "as the owners' file stood at the landing");
	else if (approval->by == POLICY_BY_ANY_MAINTAINER)
		buf_add_str(out, "a maintainer or reviewer of anything, as the "
				 "owners' file stood at the landing");
	if (approval->by && approval->people.n_items)
		buf_add_str(out, ", or ");
	judging_list(&approval->people, "or", out);
	if (approval->not_by & POLICY_NOT_AUTHOR)
		buf_add_str(out, ", but not the author");
	if (approval->not_by & POLICY_NOT_COMMITTER)
		buf_add_str(out, ", and not the committer");
}

static void say_approvals(const struct policy *policy, struct buf *out)
{
	struct buf text = BUF_INIT;

	if (policy->n_approvals)
		buf_add_str(out, "\nApprovals:\n");
	for (size_t i = 0; i < policy->n_approvals; i++) {
		const struct policy_approval *approval = &policy->approvals[i];

		buf_clear(&text);
		judging_list(&approval->keys, "or", &text);
		buf_add_str(&text, " by ");
		say_by(approval, &text);
		buf_addf(out, "  %s: ", approval->head.name);
		wrap(text.data, strlen(approval->head.name) + 4, 4, out);
	}
	buf_release(&text);
}

static void say_part(const struct section_words *words, const char *before,
		     struct buf *out)
{
	if (!words->n_items)
		return;
	buf_addf(out, "%s%s", out->len ? ", " : "", before);
	judging_list(words, "or", out);
}

static void say_exceptions(const struct policy *policy, struct buf *out)
{
	struct buf text = BUF_INIT;

	if (policy->n_exceptions)
		buf_add_str(out, "\nExceptions:\n");
	for (size_t i = 0; i < policy->n_exceptions; i++) {
		const struct policy_exception *one = &policy->exceptions[i];

		buf_clear(&text);
		say_part(&one->commits, "commit ", &text);
		say_part(&one->tools, "with ", &text);
		say_part(&one->paths, "in ", &text);
		say_part(&one->people, "by ", &text);
		buf_addf(out, "  %s: ", one->head.name);
		wrap(text.data, strlen(one->head.name) + 4, 4, out);
	}
	buf_release(&text);
}

static void say_rule(const struct policy *policy,
		     const struct policy_rule *rule, const char *label,
		     struct buf *out)
{
	struct buf text = BUF_INIT;

	rule->kind->say(policy, rule, &text);
	if (rule->except_people.n_items) {
		buf_add_str(&text, ", but changes by ");
		judging_list(&rule->except_people, "and", &text);
		buf_add_str(&text, " are excepted");
	}
	buf_addf(&text, ". [%s", rule->head.name);
	if (rule->severity != RULE_ERROR)
		buf_addf(&text, ", %s", rule_severities[rule->severity - 1]);
	buf_add_char(&text, ']');
	say_line(label, text.data, out);
	buf_release(&text);
}

static void say_era(const struct policy *policy, const struct policy_era *era,
		    struct buf *out)
{
	char day[DATE_TEXT_MAX];
	struct buf label = BUF_INIT;

	date_format_day(era->since.at, day);
	buf_addf(out, "\nEra '%s'\n", era->head.name);
	buf_addf(&label, "From %s:", day);
	if (!era->names.n_items)
		say_line(label.data, "no rule is in force.", out);
	for (size_t i = 0; i < era->names.n_items; i++)
		say_rule(policy, &policy->rules[era->rules[i]],
			 i ? "  and:" : label.data, out);
	if (era->source)
		say_line("  Source:", era->source, out);
	if (era->from)
		say_line("  Brought by:", era->from, out);
	buf_release(&label);
}

void policy_say(const struct policy *policy, struct buf *out)
{
	say_about(policy, out);
	say_tiers(policy, out);
	say_approvals(policy, out);
	say_exceptions(policy, out);
	for (size_t i = 0; i < policy->n_eras; i++)
		say_era(policy, &policy->eras[i], out);
}
