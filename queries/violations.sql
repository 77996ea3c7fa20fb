-- SPDX-License-Identifier: MIT
-- question: Which change breaks which rule, and why?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: landed_at | Unix seconds, UTC
-- column: oid | of the change
-- column: author | after mailmap
-- column: subject | first paragraph of the message
-- column: era | that was in force
-- column: rule | name of the rule
-- column: severity | error, warning or note
-- column: why | what was found
-- column: message | what the project tells who breaks it; empty: nothing
-- param: outcome=fail/undecidable/not-applicable/pass | verdicts to list
-- scope: repo policy tier area path author since until
-- caveat: A change has a row for each rule that it breaks.
-- caveat: Merges and changes that have not landed are not judged; of a
--   cherry-pick and its origin, the first to land is listed.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id, m.landed_at, m.oid, m.author_name,
         m.subject
    FROM mainline_changes AS m
   WHERE (:repo IS NULL OR m.repo = :repo)
      AND (:since IS NULL OR m.landed_at >= :since)
      AND (:until IS NULL OR m.landed_at < :until)
      AND (:author IS NULL
           OR instr(lower(m.author_name || ' <' || m.author_email || '>'),
                    lower(:author)) > 0)
      AND (:area IS NULL
           OR m.commit_id IN (SELECT ca.commit_id
                                FROM areas AS a
                                JOIN commit_areas AS ca ON ca.area_id = a.area_id
                               WHERE a.name = :area))
      AND (:path IS NULL
           OR m.commit_id IN (SELECT c.commit_id
                                FROM paths AS p
                                JOIN changes AS c ON c.path_id = p.path_id
                               WHERE p.path GLOB :path))
)
SELECT k.repo, p.name AS policy, k.landed_at, k.oid, k.author_name AS author,
       k.subject, e.name AS era, r.name AS rule, r.severity, v.why, r.message
  FROM picked AS k
  JOIN policies AS p ON p.repo_id = k.repo_id
  JOIN verdicts AS v ON v.policy_id = p.policy_id
                    AND v.commit_id = k.commit_id
  JOIN rules AS r ON r.policy_id = v.policy_id
                 AND r.rule = v.rule
  JOIN eras AS e ON e.policy_id = v.policy_id
                AND e.era = v.era
 WHERE (:policy IS NULL OR p.name = :policy)
   AND (:tier IS NULL
        OR EXISTS (SELECT 1
                     FROM tiers AS t
                     JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                            AND ct.tier = t.tier
                    WHERE t.policy_id = v.policy_id
                      AND t.name = :tier
                      AND ct.commit_id = v.commit_id))
   AND v.outcome = coalesce(:outcome, 'fail')
 ORDER BY k.repo, v.policy_id, k.landed_at, v.commit_id, v.rule;
