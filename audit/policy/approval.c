/* SPDX-License-Identifier: MIT */
/* Who agreed to a change, and whether that counts. */
#include <string.h>

#include "audit/policy/judging.h"

/* A trailer before an approval. */
struct claim {
	struct judging *judging;
	const struct policy_approval *approval;
	const struct change_trailer *trailer;
	struct person person; /* whom it names */
	uint64_t tiers;       /* whose paths are to be approved */
};

/* The words why a claim does not count; after "Acked-by is by Ned Net, ". */
static void refuse(const struct claim *claim, const char *why, struct buf *out)
{
	const struct person *person = &claim->person;

	buf_addf(out, "%s%s is by %s, %s", out->len ? "; " : "",
		 claim->trailer->key,
		 *person->name ? person->name : person->email, why);
}

/* True with the reason if nobody of this kind may approve. */
static bool is_barred(const struct claim *claim, struct buf *why)
{
	const struct judging *judging = claim->judging;
	const struct change *change = judging->change;
	const unsigned not_by = claim->approval->not_by;

	if (claim->trailer->is_ai)
		refuse(claim, "an AI", why);
	else if (judging_is_bot(judging->policy, claim->person.email))
		refuse(claim, "a bot", why);
	else if (not_by & POLICY_NOT_AUTHOR &&
		 person_is(&claim->person, &change->author))
		refuse(claim, "the author", why);
	else if (not_by & POLICY_NOT_COMMITTER &&
		 person_is(&claim->person, &change->committer))
		refuse(claim, "the committer", why);
	else
		return false;
	return true;
}

static int is_listed(const struct claim *claim, struct people *people)
{
	const struct section_words *list = &claim->approval->people;

	for (size_t i = 0; i < list->n_items; i++) {
		const struct person person =
			people_find(people, list->items[i].text);

		if (person_is(&person, &claim->person))
			return 1;
	}
	return 0;
}

/* By a maintainer of what is touched; why says of what, or why not. */
static int check_maintainer(const struct claim *claim,
			    enum approval_answer *answer_out, struct buf *why,
			    struct err *err)
{
	struct facts_areas areas = { .own = BUF_INIT, .wanted = BUF_INIT };
	struct buf text = BUF_INIT;
	const bool is_any = claim->approval->by == POLICY_BY_ANY_MAINTAINER;
	int ret = facts_areas(claim->judging->facts, claim->judging->change,
			      claim->tiers, &claim->person, &areas, err);

	if (ret == 0 && !areas.is_known) {
		*answer_out = APPROVAL_UNKNOWN;
		refuse(claim, "and no file of owners was in force then", why);
	} else if (ret == 0 && (areas.is_kept || (is_any && areas.own.len))) {
		*answer_out = APPROVAL_GIVEN;
		buf_clear(why);
		buf_addf(&text, "who maintains %s", areas.own.data);
		refuse(claim, text.data, why);
	} else if (ret == 0) {
		buf_addf(&text, "who maintains %s",
			 areas.own.len ? areas.own.data : "nothing");
		if (!is_any)
			buf_addf(&text, ", not %s",
				 areas.wanted.len ? areas.wanted.data
						  : "what is touched");
		refuse(claim, text.data, why);
	}
	buf_release(&areas.wanted);
	buf_release(&areas.own);
	buf_release(&text);
	return ret;
}

static int check_claim(struct claim *claim, enum approval_answer *answer_out,
		       struct buf *why, struct err *err)
{
	struct people *people;

	if (facts_people(claim->judging->facts, &people, err) < 0)
		return -1;
	claim->person = people_find(people, claim->trailer->value);
	if (person_is_nobody(&claim->person)) {
		buf_addf(why, "%s%s names nobody", why->len ? "; " : "",
			 claim->trailer->key);
		return 0;
	}
	if (is_barred(claim, why))
		return 0;
	if (claim->approval->by == POLICY_BY_ANYONE ||
	    is_listed(claim, people)) {
		*answer_out = APPROVAL_GIVEN;
		buf_clear(why);
		buf_addf(why, "%s is by %s", claim->trailer->key,
			 *claim->person.name ? claim->person.name
					     : claim->person.email);
		return 0;
	}
	if (claim->approval->by)
		return check_maintainer(claim, answer_out, why, err);
	refuse(claim, "who is not listed", why);
	return 0;
}

/* "no Acked-by or Reviewed-by". */
static void name_none(const struct policy *policy, uint64_t approvals,
		      struct buf *why)
{
	buf_add_str(why, "no ");
	for (size_t i = 0, n = 0; i < policy->n_approvals; i++) {
		if (!(approvals >> i & 1))
			continue;
		buf_add_str(why, n++ ? ", or " : "");
		judging_list(&policy->approvals[i].keys, "or", why);
	}
}

int judging_approval(struct judging *judging, uint64_t approvals,
		     uint64_t tiers, enum approval_answer *answer_out,
		     struct buf *why, struct err *err)
{
	const struct policy *policy = judging->policy;
	const struct change *change = judging->change;
	struct buf text = BUF_INIT;
	int ret = 0;

	*answer_out = APPROVAL_NONE;
	for (size_t i = 0; i < policy->n_approvals; i++) {
		struct claim claim = { .judging = judging,
				       .approval = &policy->approvals[i],
				       .tiers = tiers };

		if (!(approvals >> i & 1))
			continue;
		for (size_t k = 0; ret == 0 && k < change->n_trailers &&
				   *answer_out != APPROVAL_GIVEN;
		     k++) {
			claim.trailer = &change->trailers[k];
			if (section_has_word(&claim.approval->keys,
					     claim.trailer->key))
				ret = check_claim(&claim, answer_out, &text,
						  err);
		}
	}
	if (!text.len)
		name_none(policy, approvals, &text);
	buf_add(why, text.data, text.len);
	buf_release(&text);
	return ret;
}
