-- SPDX-License-Identifier: MIT
-- question: What share of the changes of each tier is AI-assisted, period by
--   period?
-- column: repo | name of the repository
-- column: policy | whose tiers they are
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC
-- column: tier | name of the tier
-- column: ai_changes | AI-assisted changes that touch it
-- column: changes | all changes that touch it
-- column: share | ai_changes / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- param: period=quarter/month/year | length of a period
-- scope: repo policy tier area path author since until
-- caveat: A change counts in each tier that it touches.
-- caveat: Undeclared use of AI leaves no trace: the shares are floors.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS is_ai,
         CASE coalesce(:period, 'quarter')
           WHEN 'month' THEN m.month
           WHEN 'quarter' THEN m.quarter
           WHEN 'year' THEN m.year
         END AS period
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
), numbers AS MATERIALIZED (
  SELECT k.repo, k.period, ct.policy_id, ct.tier,
         sum(k.is_ai) AS ai_changes, count(*) AS changes
    FROM picked AS k
    JOIN policies AS p ON p.repo_id = k.repo_id
    JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
                           AND ct.commit_id = k.commit_id
   WHERE (:policy IS NULL OR p.name = :policy)
   GROUP BY k.repo, k.period, ct.policy_id, ct.tier
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.ai_changes / n.changes AS share,
         (n.ai_changes + 1.9207295) / (n.changes + 3.841459) AS middle,
         1.959964 / (n.changes + 3.841459)
           * sqrt(1.0 * n.ai_changes * (n.changes - n.ai_changes) / n.changes
                  + 0.96036475) AS half
    FROM numbers AS n
)
SELECT w.repo, p.name AS policy, w.period, t.name AS tier, w.ai_changes,
       w.changes, w.share,
       CASE WHEN w.ai_changes = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.ai_changes = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high
  FROM wilson AS w
  JOIN policies AS p ON p.policy_id = w.policy_id
  JOIN tiers AS t ON t.policy_id = w.policy_id
                 AND t.tier = w.tier
 WHERE (:tier IS NULL OR t.name = :tier)
 ORDER BY w.repo, w.policy_id, w.period, w.tier;
