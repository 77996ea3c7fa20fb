/* SPDX-License-Identifier: MIT */
#ifndef POLICY_JUDGING_H
#define POLICY_JUDGING_H
/*
 * judging - one change before one rule, and what several kinds of rules ask
 * about it.
 */
#include "audit/base/buf.h"
#include "audit/policy/change.h"
#include "audit/policy/facts.h"
#include "audit/policy/policy.h"

/* How a rule decides. */
enum outcome {
	OUTCOME_PASS,
	OUTCOME_FAIL,
	OUTCOME_NOT_APPLICABLE, /* the rule is not about this change */
	OUTCOME_UNDECIDABLE     /* it speaks of what git does not hold */
};

/* As the database has it: pass, fail, not-applicable, undecidable. */
extern const char *const outcome_words[];

/* What a rule says of a change. */
struct verdict {
	enum outcome outcome;
	struct buf why; /* for a person who knows the project; may be "" */
};

/* What judges have before them; nothing is owned. */
struct judging {
	const struct policy *policy;
	const struct change *change;
	struct facts *facts; /* what is asked for where it is needed */
};

/* Judge by a rule, whether it applies to the change or not. */
int judging_rule(struct judging *judging, const struct policy_rule *rule,
		 struct verdict *verdict_out, struct err *err);

/*
 * Set the outcome and append to why, cut where it is very long; always 0, for
 * judges to return.
 */
int judging_say(struct verdict *verdict, enum outcome outcome, const char *fmt,
		...) __attribute__((format(printf, 3, 4)));

/* The tiers that a rule speaks of: its tiers, else all; except-tier out. */
uint64_t judging_scope(const struct policy_rule *rule);

/* True if a rule speaks of some tiers, and of none of these. */
bool judging_is_outside(const struct policy_rule *rule, uint64_t tiers);

/*
 * Append what a rule speaks of, if not of all tiers: in and "tier core", or
 * outside and "tier docs".
 */
void judging_name_scope(const struct policy *policy,
			const struct policy_rule *rule, const char *in,
			const char *outside, struct buf *out);

/* Append "tier core", "tiers core and docs". */
void judging_name_tiers(const struct policy *policy, uint64_t tiers,
			struct buf *out);

/* Tiers that AI-used-for means by a kind; 0 for research, and other words. */
uint64_t judging_tiers_of_kind(const struct policy *policy, const char *kind);

/*
 * The tiers of the change that are AI-assisted as far as its declaration
 * says: those of the kinds that it names; all without any.
 */
uint64_t judging_claimed(const struct judging *judging);

/* Append the kinds that the change declares: "tests, docs". */
void judging_name_kinds(const struct judging *judging, struct buf *out);

/* Append the first evidence that counts, and how many more there are. */
void judging_name_evidence(const struct judging *judging, struct buf *out);

/* True if a trailer's key is among keys, and its value counts. */
bool judging_is_key(const struct section_words *keys, int value,
		    const struct change_trailer *trailer);

/* True if the account with this e-mail is a bot of the policy. */
bool judging_is_bot(const struct policy *policy, const char *email);

/* Append a value of a message between quotation marks, cut where it is long. */
void judging_quote_value(const char *value, struct buf *out);

/* Append "A, B or C"; last is the word before the last one. */
void judging_list(const struct section_words *words, const char *last,
		  struct buf *out);

/* Append "'A' or 'B'", for names that would not stand out. */
void judging_quote(const struct section_words *words, struct buf *out);

/* An exception of the policy that takes the change, or NULL. */
int judging_exception(struct judging *judging,
		      const struct policy_exception **exception_out,
		      struct err *err);

/* What is known of an approval. */
enum approval_answer { APPROVAL_NONE, APPROVAL_GIVEN, APPROVAL_UNKNOWN };

/*
 * Look for one of a set of approvals, for the paths of tiers.  why gets who
 * gave it, or why nobody's counts.
 */
int judging_approval(struct judging *judging, uint64_t approvals,
		     uint64_t tiers, enum approval_answer *answer_out,
		     struct buf *why, struct err *err);

#endif
