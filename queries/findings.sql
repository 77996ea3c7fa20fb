-- SPDX-License-Identifier: MIT
-- question: What does each rule in force say of each change?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: landed_at | Unix seconds, UTC
-- column: oid | of the change
-- column: subject | first paragraph of the message
-- column: era | that was in force; no-policy: the change was before the first
-- column: rule | name of the rule; empty: the era has none
-- column: kind | of the rule
-- column: outcome | pass, fail, not-applicable or undecidable; no-policy: no
--   era was in force
-- column: severity | error, warning or note
-- column: why | what was found; may be empty
-- scope: repo policy author since until
-- caveat: Unlike elsewhere a cherry-pick has rows, too.
WITH judged AS (
  SELECT h.repo, h.repo_id, h.commit_id, h.landed_at, h.oid, h.subject,
         p.policy_id, p.name AS policy,
         CASE p.era_date
           WHEN 'committed' THEN coalesce(h.committed_at, h.landed_at)
           WHEN 'authored' THEN coalesce(h.authored_at, h.landed_at)
           ELSE h.landed_at
         END AS at
    FROM history AS h
    JOIN policies AS p ON p.repo_id = h.repo_id
   WHERE h.merge = 0
     AND h.landed_at IS NOT NULL
     AND (:repo IS NULL OR h.repo = :repo)
     AND (:policy IS NULL OR p.name = :policy)
     AND (:since IS NULL OR h.landed_at >= :since)
     AND (:until IS NULL OR h.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
                   lower(:author)) > 0)
)
SELECT j.repo, j.policy, j.landed_at, j.oid, j.subject,
       coalesce(e.name, 'no-policy') AS era,
       r.name AS rule, r.kind,
       CASE WHEN e.name IS NULL THEN 'no-policy'
            WHEN r.name IS NOT NULL
            THEN coalesce(v.outcome, 'not-applicable') END AS outcome,
       r.severity,
       coalesce(v.why,
                CASE WHEN e.name IS NULL THEN 'it was before the first era'
                     WHEN r.applies_to = 'ai' THEN 'it is not AI-assisted'
                     WHEN r.applies_to = 'human'
                     THEN 'the rule is about other changes'
                     WHEN r.name IS NOT NULL THEN 'it does not apply'
                END) AS why
  FROM judged AS j
  LEFT JOIN eras AS e ON e.policy_id = j.policy_id
                     AND e.era = (SELECT max(x.era)
                                    FROM eras AS x
                                   WHERE x.policy_id = j.policy_id
                                     AND x.since_at <= j.at)
  LEFT JOIN era_rules AS er ON er.policy_id = e.policy_id
                           AND er.era = e.era
  LEFT JOIN rules AS r ON r.policy_id = er.policy_id
                      AND r.rule = er.rule
  LEFT JOIN verdicts AS v ON v.policy_id = j.policy_id
                         AND v.commit_id = j.commit_id
                         AND v.rule = r.rule
 ORDER BY j.repo, j.policy_id, j.commit_id, er.position;
