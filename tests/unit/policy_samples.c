/* SPDX-License-Identifier: MIT */
/*
 * Every rule of every sample policy is broken once and kept once: for each
 * kind it is known how a change does either.
 */
#include "tests/policy_tables.h"

#include <glob.h>

#include "audit/policy/rules/grammar.h"
#include "audit/policy/rules/kinds.h"

/* A rule, and how the two changes are told. */
struct bench {
	const struct policy *policy;
	const struct policy_rule *rule;
	struct buf path;  /* one that the rule is about */
	struct buf other; /* one of with-tier */
	struct buf bad, good;
};

/* A path that a pattern takes: its stars and folders filled in. */
static void path_of_pattern(const char *pattern, struct buf *out)
{
	buf_clear(out);
	for (; *pattern; pattern++) {
		if (*pattern == '*')
			buf_add_char(out, 'x');
		else if (*pattern != '/' || out->len)
			buf_add_char(out, *pattern);
	}
	if (out->len && out->data[out->len - 1] == '/')
		buf_add_str(out, "x");
}

/* A path of one of the tiers; empty where there is none. */
static void find_path(const struct policy *policy, uint64_t tiers,
		      struct buf *out)
{
	for (size_t i = 0; i < policy->n_tiers; i++) {
		const struct policy_tier *tier = &policy->tiers[i];

		for (size_t k = 0; tiers >> i & 1 && k < tier->paths.n_items;
		     k++) {
			path_of_pattern(tier->paths.items[k].text, out);
			if (tiers_of_path(policy, slice_of(out->data)) == i)
				return;
		}
		buf_clear(out);
		buf_add_str(out, "elsewhere/x.q");
		if (tiers >> i & 1 &&
		    tiers_of_path(policy, slice_of(out->data)) == i)
			return;
	}
	fail_msg("no path for a tier of %s", policy->about.name);
}

/* A value of the form that the rule asks for, or of another. */
static const char *find_value(const struct policy_rule *rule, bool is_right)
{
	static const char *const values[] = { "code",
					      "LLM sparse",
					      "Claude:opus-4 sparse",
					      "Claude:Opus 4.8",
					      "a (b) c",
					      "" };

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (grammar_takes(rule, values[i]) == is_right)
			return values[i];
	return NULL;
}

static void bench_forbid_ai(struct bench *bench)
{
	buf_addf(&bench->bad, AI "P 1 0 %s\n", bench->path.data);
	buf_addf(&bench->good, "P 1 0 %s\n", bench->path.data);
}

static void bench_require_trailer(struct bench *bench)
{
	const struct policy_rule *rule = bench->rule;
	const char *key = rule->keys.items[0].text;
	const char *bad = find_value(rule, false);

	buf_addf(&bench->good, AI "T block 6 %s: %s\n", key,
		 find_value(rule, true));
	buf_add_str(&bench->bad, AI);
	if (rule->when == RULE_WHEN_PRESENT)
		buf_addf(&bench->bad, "T block 6 %s: %s\n", key, bad);
}

static void bench_forbid_trailer(struct bench *bench)
{
	buf_add_str(&bench->good, AI);
	buf_addf(&bench->bad, AI "T block 6 %s: Claude\n",
		 bench->rule->keys.items[0].text);
}

static void bench_trailer_place(struct bench *bench)
{
	const char *key = bench->rule->keys.items[0].text;

	buf_addf(&bench->good, AI "T block 6 %s: code\n", key);
	buf_addf(&bench->bad, AI "T body 6 %s: code\n", key);
}

static void bench_require_sign_off(struct bench *bench)
{
	buf_add_str(&bench->good,
		    "T block 7 Signed-off-by: Jane <jane@home>\n"
		    "T block 8 Signed-off-by: Carl <carl@example.org>\n");
}

static void bench_forbid_agent_identity(struct bench *bench)
{
	size_t i = 0;

	while (!(bench->rule->roles >> i & 1))
		i++;
	buf_addf(&bench->bad, "E identity %s 6 Claude|Claude <c@a>\n",
		 rule_roles[i]);
}

static void bench_limit(struct bench *bench)
{
	buf_addf(&bench->bad, AI "P %d 0 %s\n", (int)bench->rule->max + 1,
		 bench->path.data);
	buf_addf(&bench->good, AI "P 1 0 %s\n", bench->path.data);
}

static void bench_require_approval(struct bench *bench)
{
	size_t i = 0;

	while (!(bench->rule->approvals >> i & 1))
		i++;
	buf_addf(&bench->bad, AI "P 1 0 %s\n", bench->path.data);
	buf_addf(&bench->good, "%sT block 7 %s: Olga <olga@example.org>\n",
		 bench->bad.data,
		 bench->policy->approvals[i].keys.items[0].text);
}

static void bench_require_review(struct bench *bench)
{
	buf_addf(&bench->bad, AI "P 1 0 %s\n", bench->path.data);
	buf_addf(&bench->good,
		 "%sT block 7 Reviewed-by: Olga <olga@example.org>\n",
		 bench->bad.data);
}

static void bench_forbid_self_approval(struct bench *bench)
{
	size_t i = 0;
	const char *key;

	while (!(bench->rule->approvals >> i & 1))
		i++;
	key = bench->policy->approvals[i].keys.items[0].text;
	buf_addf(&bench->bad, AI "T block 7 %s: Jane <jane@home>\n", key);
	buf_addf(&bench->good, AI "T block 7 %s: Olga <olga@example.org>\n",
		 key);
}

/* The path is of a tier without a kind of its own: code. */
static void bench_claim(struct bench *bench)
{
	buf_addf(&bench->bad, AI "K tests\nP 1 0 %s\n", bench->path.data);
	buf_addf(&bench->good, AI "K code\nP 1 0 %s\n", bench->path.data);
}

static void bench_companion(struct bench *bench)
{
	buf_addf(&bench->bad, AI "P 1 0 %s\n", bench->path.data);
	buf_addf(&bench->good, "%sP 1 0 %s\n", bench->bad.data,
		 bench->other.data);
}

static void bench_forbid_text(struct bench *bench)
{
	buf_addf(&bench->bad, "M s||%s\n", bench->rule->texts.items[0].text);
	buf_add_str(&bench->good, "M s||nothing\n");
}

static void bench_outside_git(struct bench *bench)
{
	buf_add_str(&bench->good, AI);
}

static const struct {
	const char *kind;
	void (*tell)(struct bench *bench);
} benches[] = {
	{ "forbid-ai", bench_forbid_ai },
	{ "require-trailer", bench_require_trailer },
	{ "forbid-trailer", bench_forbid_trailer },
	{ "trailer-place", bench_trailer_place },
	{ "require-sign-off", bench_require_sign_off },
	{ "forbid-agent-identity", bench_forbid_agent_identity },
	{ "limit-lines", bench_limit },
	{ "require-approval", bench_require_approval },
	{ "require-review", bench_require_review },
	{ "forbid-self-approval", bench_forbid_self_approval },
	{ "claim-matches-paths", bench_claim },
	{ "require-companion", bench_companion },
	{ "forbid-text", bench_forbid_text },
	{ "rate", bench_outside_git }, /* others come before it */
	{ "outside-git", bench_outside_git },
	{ NULL, NULL },
};

/* The first day on which a rule is in force. */
static int64_t day_of(const struct policy *policy, size_t rule)
{
	for (size_t i = 0; i < policy->n_eras; i++)
		for (size_t k = 0; k < policy->eras[i].names.n_items; k++)
			if (policy->eras[i].rules[k] == rule)
				return policy->eras[i].since.at;
	fail_msg("a rule without an era");
	return 0;
}

/* Fifty changes that landed with it, AI-assisted or not. */
static void add_others(struct db *db, bool ai)
{
	for (int id = 2; id < 52; id++)
		add_commit(db, id, 0, id, ai);
	run_sql(db, "UPDATE commits SET landed_at ="
		    " (SELECT landed_at FROM commits WHERE commit_id = 1);"
		    "UPDATE commits SET author_id = 3 WHERE commit_id % 2"
		    " AND commit_id > 25");
}

/* Olga maintains everything. */
static const char olga[] =
	"INSERT INTO areas VALUES (9, 1, 'All', 'maintainers', NULL, NULL);"
	"INSERT INTO area_patterns VALUES (9, 0, 'N', '.', NULL, NULL);"
	"INSERT INTO area_people VALUES"
	" (9, 0, 'maintainer', 'Olga', 'olga@example.org', NULL, NULL)";

static void outcome_of(const struct policy *policy, size_t rule,
		       const char *change, bool is_good, struct buf *out)
{
	struct db *db = new_db(change);
	struct db_stmt *found = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(db_prepare(db, "UPDATE commits SET landed_at = ?1",
				    &found, &err),
			 0);
	db_bind_int(found, 1, day_of(policy, rule));
	assert_int_equal(db_exec(found, &err), 0);
	db_stmt_free(found);
	run_sql(db, olga);
	if (policy->rules[rule].days &&
	    !(is_good && policy->rules[rule].over == RULE_OVER_PERSON))
		add_others(db, !is_good);
	judge(db, policy->text.data);
	read_verdict(db, 1, (int64_t)rule, out);
	db_close(db);
}

static void expect_outcome(const struct bench *bench, const char *change,
			   bool is_good)
{
	const size_t rule = (size_t)(bench->rule - bench->policy->rules);
	const char *expect = is_good ? "pass" : "fail";
	struct buf outcome = BUF_INIT;

	if (strcmp(bench->rule->kind->name, "outside-git") == 0)
		expect = "undecidable";
	outcome_of(bench->policy, rule, change, is_good, &outcome);
	if (strncmp(outcome.data, expect, strlen(expect)) != 0)
		fail_msg("%s: rule %s: %s, not %s, for\n%s",
			 bench->policy->about.name, bench->rule->head.name,
			 outcome.data, expect, change);
	buf_release(&outcome);
}

/* Tiers that AI-used-for calls code, and that a rule speaks of. */
static uint64_t tiers_for(const struct policy *policy,
			  const struct policy_rule *rule)
{
	uint64_t tiers = judging_scope(rule);

	if (strcmp(rule->kind->name, "claim-matches-paths") != 0)
		return tiers;
	for (size_t i = 0; i < policy->n_tiers; i++)
		if (!section_has_word(&policy->tiers[i].kinds, "code"))
			tiers &= ~(UINT64_C(1) << i);
	return tiers;
}

static void try_rule(const struct policy *policy,
		     const struct policy_rule *rule)
{
	struct bench bench = { .policy = policy,
			       .rule = rule,
			       .path = BUF_INIT,
			       .other = BUF_INIT,
			       .bad = BUF_INIT,
			       .good = BUF_INIT };
	size_t i = 0;

	while (benches[i].kind &&
	       strcmp(benches[i].kind, rule->kind->name) != 0)
		i++;
	if (!benches[i].kind)
		fail_msg("no change for the kind %s", rule->kind->name);
	find_path(policy, tiers_for(policy, rule), &bench.path);
	if (rule->with_tiers)
		find_path(policy, rule->with_tiers, &bench.other);
	benches[i].tell(&bench);
	expect_outcome(&bench, bench.good.data, true);
	if (strcmp(rule->kind->name, "rate") == 0)
		expect_outcome(&bench, bench.good.data, false);
	else if (strcmp(rule->kind->name, "outside-git") != 0)
		expect_outcome(&bench, bench.bad.data, false);
	buf_release(&bench.good);
	buf_release(&bench.bad);
	buf_release(&bench.other);
	buf_release(&bench.path);
}

static void every_rule_of_every_sample_fails_and_passes(void **state)
{
	glob_t files;

	(void)state;
	assert_int_equal(glob("samples/policies/*.policy", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= 17);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		struct policy *policy = NULL;
		struct err err = ERR_INIT;

		if (policy_read(files.gl_pathv[i], &policy, &err) < 0)
			fail_msg("%s", err.msg);
		for (size_t k = 0; k < policy->n_rules; k++)
			try_rule(policy, &policy->rules[k]);
		policy_free(policy);
	}
	globfree(&files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_of_every_sample_fails_and_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
