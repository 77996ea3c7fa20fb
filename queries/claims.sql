-- SPDX-License-Identifier: MIT
-- question: What do changes say AI was used for, and which tiers do they touch?
-- column: repo | name of the repository
-- column: policy | whose tiers they are
-- column: landed_at | Unix seconds, UTC
-- column: oid | of the change
-- column: author | after mailmap
-- column: subject | first paragraph of the message
-- column: kinds | what is declared, in the order of the message
-- column: tiers | what is touched, in the order of the policy
-- column: outcome | of a rule of kind claim-matches-paths; empty: none was in
--   force
-- column: why | what that rule says
-- scope: repo policy tier area path author since until
-- caveat: A claim speaks of the change as a whole; which lines it means, git
--   does not know.
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
), said AS MATERIALIZED (
  SELECT commit_id, group_concat(kind, ', ') AS kinds
    FROM (SELECT commit_id, kind
            FROM declared_kinds
           ORDER BY commit_id, position, nth)
   GROUP BY commit_id
), touched AS MATERIALIZED (
  SELECT policy_id, commit_id, group_concat(name, ', ') AS tiers
    FROM (SELECT ct.policy_id, ct.commit_id, t.name
            FROM said AS s
            JOIN policies AS p
            JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
                                   AND ct.commit_id = s.commit_id
            JOIN tiers AS t ON t.policy_id = ct.policy_id
                           AND t.tier = ct.tier
           ORDER BY ct.policy_id, ct.commit_id, ct.tier)
   GROUP BY policy_id, commit_id
), judged AS MATERIALIZED (
  SELECT v.policy_id, v.commit_id, v.outcome, v.why
    FROM said AS s
    JOIN rules AS r ON r.kind = 'claim-matches-paths'
    JOIN verdicts AS v ON v.policy_id = r.policy_id
                      AND v.commit_id = s.commit_id
                      AND v.rule = r.rule
)
SELECT k.repo, p.name AS policy, k.landed_at, k.oid, k.author_name AS author,
       k.subject, s.kinds, x.tiers, v.outcome, v.why
  FROM said AS s
  JOIN picked AS k ON k.commit_id = s.commit_id
  JOIN policies AS p ON p.repo_id = k.repo_id
  LEFT JOIN touched AS x ON x.policy_id = p.policy_id
                        AND x.commit_id = k.commit_id
  LEFT JOIN judged AS v ON v.policy_id = p.policy_id
                       AND v.commit_id = k.commit_id
 WHERE (:policy IS NULL OR p.name = :policy)
   AND (:tier IS NULL
        OR EXISTS (SELECT 1
                     FROM tiers AS t
                     JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                            AND ct.tier = t.tier
                    WHERE t.policy_id = p.policy_id
                      AND t.name = :tier
                      AND ct.commit_id = k.commit_id))
 ORDER BY k.repo, p.policy_id, k.landed_at, k.commit_id, v.outcome, v.why;
