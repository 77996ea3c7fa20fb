-- SPDX-License-Identifier: MIT
-- question: Whose agreement did AI-assisted changes have, and did it count?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: landed_at | Unix seconds, UTC
-- column: oid | of the change
-- column: author | after mailmap
-- column: subject | first paragraph of the message
-- column: era | that was in force
-- column: rule | name of the rule
-- column: kind | of the rule: require-approval, require-review,
--   forbid-self-approval; forbid-ai and limits that an approval lifts
-- column: outcome | pass, fail or undecidable
-- column: why | who agreed, and as what; or why it does not count
-- scope: repo policy tier area path author since until
-- caveat: Agreement that left no trailer (a mail, a click) is not in git.
-- caveat: Maintainers are those of the owners' file at the landing.
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
       k.subject, e.name AS era, r.name AS rule, r.kind, v.outcome, v.why
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
   AND v.outcome <> 'not-applicable'
   AND (r.kind = 'require-approval' OR r.kind = 'require-review'
        OR r.kind = 'forbid-self-approval'
        OR v.why LIKE '% is by %')
 ORDER BY k.repo, v.policy_id, k.landed_at, v.commit_id, v.rule;
