-- SPDX-License-Identifier: MIT
-- question: Which bots that are not AI make changes, and how many?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: bot | as the catalogue names it
-- column: changes | landed changes by it, each cherry-pick pair once
-- column: of_changes | all changes of the period
-- column: share | changes / of_changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: ai_assisted | changes by it that carry counted evidence all the same
-- column: first_landed_at | Unix seconds, UTC
-- column: last_landed_at | Unix seconds, UTC
-- param: period=quarter/month/year/all | length of a period
-- scope: repo area tier path author since until
-- caveat: Only bots of the catalogue are told: others count as people.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.landed_at,
         CASE coalesce(:period, 'quarter')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period
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
     AND (:tier IS NULL
          OR m.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), periods AS (
  SELECT repo_id, period, count(*) AS of_changes
    FROM picked
   GROUP BY repo_id, period
), numbers AS (
  SELECT p.repo_id, p.period, b.bot, count(*) AS changes,
         sum(p.commit_id IN (SELECT commit_id FROM ai_commits)) AS ai_assisted,
         min(p.landed_at) AS first_landed_at,
         max(p.landed_at) AS last_landed_at
    FROM automation AS b
    JOIN picked AS p ON p.commit_id = b.commit_id
   GROUP BY p.repo_id, p.period, b.bot
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT n.*, o.of_changes,
         (n.changes + 1.9207295) / (o.of_changes + 3.841459) AS middle,
         1.959964 / (o.of_changes + 3.841459)
           * sqrt(1.0 * n.changes * (o.of_changes - n.changes) / o.of_changes
                  + 0.96036475) AS half
    FROM numbers AS n
    JOIN periods AS o ON o.repo_id = n.repo_id AND o.period = n.period
)
SELECT r.name AS repo, w.period, w.bot, w.changes, w.of_changes,
       1.0 * w.changes / w.of_changes AS share, w.middle - w.half AS low,
       CASE WHEN w.changes = w.of_changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.ai_assisted, w.first_landed_at, w.last_landed_at
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.period, w.changes DESC, w.bot;
