-- SPDX-License-Identifier: MIT
-- question: Which AI tools show in the history, since when, and how often?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: tool | as the catalogue names it; (not named): AI, but which is not
--   said
-- column: commits | landed AI-assisted commits that show it, merges and
--   cherry-picks among them
-- column: changes | those of them that the rates count
-- column: of_changes | all changes of the period
-- column: share | changes / of_changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: first_landed_at | Unix seconds, UTC, of the first of the commits
-- column: last_landed_at | Unix seconds, UTC, of the last of them
-- param: period=all/month/quarter/year | length of a period
-- scope: repo area tier path author since until
-- caveat: A commit that shows several tools counts for each of them.
-- caveat: Undeclared use of AI leaves no trace, and tools differ in how they
--   mark what they made: all counts are floors, and no market shares.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.landed_at, m.merge = 0
         AND m.commit_id NOT IN (SELECT commit_id
                                   FROM cherry_picks) AS counted,
         CASE coalesce(:period, 'all')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period
    FROM history AS m
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
     AND m.landed_at IS NOT NULL
), periods AS (
  SELECT repo_id, period, sum(counted) AS of_changes
    FROM picked
   GROUP BY repo_id, period
), numbers AS (
  SELECT p.repo_id, p.period, t.tool, count(*) AS commits,
         sum(p.counted) AS changes, min(p.landed_at) AS first_landed_at,
         max(p.landed_at) AS last_landed_at
    FROM ai_tools AS t
    JOIN picked AS p ON p.commit_id = t.commit_id
   GROUP BY p.repo_id, p.period, t.tool
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT n.*, o.of_changes,
         (n.changes + 1.9207295) / (o.of_changes + 3.841459) AS middle,
         1.959964 / (o.of_changes + 3.841459)
           * sqrt(1.0 * n.changes * (o.of_changes - n.changes) / o.of_changes
                  + 0.96036475) AS half
    FROM numbers AS n
    JOIN periods AS o ON o.repo_id = n.repo_id AND o.period = n.period
)
SELECT r.name AS repo, w.period,
       iif(w.tool = '', '(not named)', w.tool) AS tool,
       w.commits, w.changes, w.of_changes,
       1.0 * w.changes / w.of_changes AS share,
       CASE WHEN w.changes = 0 AND w.of_changes > 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = w.of_changes AND w.changes > 0 THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.first_landed_at, w.last_landed_at
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.period, w.changes DESC, w.commits DESC, w.tool;
