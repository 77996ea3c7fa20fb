/* SPDX-License-Identifier: MIT */
/* The parts of a dossier on what the policies in force said of the commit. */
#include <inttypes.h>
#include <string.h>

#include "audit/base/date.h"
#include "report/dossier_part.h"

/* Column of what explains a row at DOSSIER_DEEPER. */
enum { DEEPEST = DOSSIER_DEEPER + 4 };

/* The policies of a change that landed, and the era of each that it is of. */
#define POLICIES_OF_CHANGE \
	"  FROM commits AS c" \
	"  JOIN policies AS p ON p.repo_id = c.repo_id" \
	"  LEFT JOIN stages AS s ON s.repo_id = c.repo_id" \
	"                       AND s.stage = 'verdicts ' || p.policy_id" \
	"                       AND s.upto_id >= c.commit_id" \
	"  LEFT JOIN eras AS e" \
	"         ON e.policy_id = p.policy_id" \
	"        AND e.era = (SELECT max(x.era)" \
	"                       FROM eras AS x" \
	"                      WHERE x.policy_id = p.policy_id" \
	"                        AND x.since_at <= coalesce(" \
	"                              CASE p.era_date" \
	"                                WHEN 'committed'" \
	"                                THEN c.committed_at" \
	"                                WHEN 'authored'" \
	"                                THEN c.authored_at" \
	"                              END, c.landed_at))"

/* No merge, nothing that has not landed: as in the verdicts. */
#define OF_LANDED \
	" WHERE c.commit_id = ?1 AND c.n_parents < 2" \
	"   AND c.landed_at IS NOT NULL AND c.reachable = 1"

static const char policies_sql[] =
	"SELECT p.name AS policy, p.hash, p.source, e.name AS era,"
	"       e.since_at, e.source AS era_source,"
	"       s.stage IS NOT NULL AS is_judged" POLICIES_OF_CHANGE OF_LANDED
	" ORDER BY p.policy_id";

/* Of all policies, or of that with the hash ?2. */
static const char verdicts_sql[] =
	"SELECT p.name AS policy, p.hash, e.name AS era, r.name AS rule,"
	"       r.kind, r.severity,"
	"       coalesce(v.outcome, 'not-applicable') AS outcome,"
	"       coalesce(v.why, CASE r.applies_to"
	"                         WHEN 'ai' THEN 'it is not AI-assisted'"
	"                         WHEN 'human'"
	"                         THEN 'the rule is about other changes'"
	"                         ELSE 'it does not apply'"
	"                       END) AS why,"
	"       r.says, r.message, r.source" POLICIES_OF_CHANGE
	"  JOIN era_rules AS k ON k.policy_id = e.policy_id"
	"                     AND k.era = e.era"
	"  JOIN rules AS r ON r.policy_id = k.policy_id AND r.rule = k.rule"
	"  LEFT JOIN verdicts AS v ON v.policy_id = p.policy_id"
	"                         AND v.commit_id = c.commit_id"
	"                         AND v.rule = r.rule" OF_LANDED
	"   AND s.stage IS NOT NULL"
	"   AND (?2 IS NULL OR p.hash = ?2)"
	" ORDER BY p.policy_id, k.position";

/* "fails sign-off (error): no Signed-off-by" */
static void say_finding(struct dossier *dossier, const struct db_stmt *row,
			const char *verb)
{
	const char *why = dossier_get(row, "why");
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s %s (%s)%s%s", verb, dossier_get(row, "rule"),
		 dossier_get(row, "severity"), *why ? ": " : "", why);
	prose_item(&dossier->prose, DOSSIER_DEEPER, NULL, text.data);
	buf_release(&text);
}

/* Under a rule that fails: what it is, for those who do not know it. */
static void say_rule(struct dossier *dossier, const struct db_stmt *row)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "the rule: %s", dossier_get(row, "says"));
	if (!dossier_null(row, "message"))
		buf_addf(&text, "; the project says: %s",
			 dossier_get(row, "message"));
	prose_item(&dossier->prose, DEEPEST, NULL, text.data);
	buf_release(&text);
}

/* Add a rule to the list of those that need no line of their own. */
static void list_rule(struct buf *list, const struct db_stmt *row,
		      const char *verb)
{
	const char *why = dossier_get(row, "why");

	buf_addf(list, "%s %s", list->len ? "," : verb,
		 dossier_get(row, "rule"));
	if (*why)
		buf_addf(list, " (%s)", why);
}

static void say_list(struct dossier *dossier, struct buf *list)
{
	if (list->len)
		prose_item(&dossier->prose, DOSSIER_DEEPER, NULL, list->data);
	buf_release(list);
}

static int say_rules(struct dossier *dossier, const char *hash, struct err *err)
{
	struct buf passes = BUF_INIT, others = BUF_INIT;
	struct db_stmt *row = NULL;
	int more;

	if (dossier_ask(dossier, verdicts_sql, hash, &row, err) < 0)
		return -1;
	while ((more = db_step(row, err)) > 0) {
		const char *outcome = dossier_get(row, "outcome");

		if (strcmp(outcome, "fail") == 0) {
			say_finding(dossier, row, "fails");
			say_rule(dossier, row);
		} else if (strcmp(outcome, "undecidable") == 0)
			say_finding(dossier, row, "cannot be decided:");
		else if (strcmp(outcome, "pass") == 0)
			list_rule(&passes, row, "passes");
		else
			list_rule(&others, row, "does not apply:");
	}
	say_list(dossier, &passes);
	say_list(dossier, &others);
	db_stmt_free(row);
	return more;
}

static int say_policy(struct dossier *dossier, const struct db_stmt *row,
		      struct err *err)
{
	bool is_in_era = !dossier_null(row, "era");
	bool is_judged = dossier_int(row, "is_judged");
	struct buf text = BUF_INIT;
	char date[DATE_TEXT_MAX];

	buf_addf(&text, "%s: ", dossier_get(row, "policy"));
	if (is_in_era) {
		date_format_second(dossier_int(row, "since_at"), date);
		buf_addf(&text, "era '%s', since %.10s",
			 dossier_get(row, "era"), date);
	} else {
		buf_add_str(&text, "before its first era, so no rule was in "
				   "force");
	}
	if (is_in_era && !is_judged)
		buf_add_str(&text, "; not judged yet, run 'git provenance "
				   "audit' again");
	prose_item(&dossier->prose, DOSSIER_INDENT, NULL, text.data);
	buf_release(&text);
	return say_rules(dossier, dossier_get(row, "hash"), err);
}

const struct dossier_part dossier_policies = {
	.key = "policies",
	.about = "the policies that it is judged by, and the era of each that "
		 "it is of; no era: it was before the first",
	.sql = policies_sql,
	.heading = "Verdicts",
	.rows = "policies",
	.say = say_policy,
};

const struct dossier_part dossier_verdicts = {
	.key = "verdicts",
	.about = "what each rule of those eras says of it (outcome: pass, "
		 "fail, not-applicable, undecidable), and why",
	.sql = verdicts_sql,
};
