-- SPDX-License-Identifier: MIT
-- question: How do AI-assisted changes say so, period by period?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | order of the grounds, from 1
-- column: ground | on which a change counts as AI-assisted: declared (in a
--   trailer), identity (an AI as author, committer or co-author), session (a
--   link), footer (a line that a tool adds), note (of git), annotation (the word
--   of a person)
-- column: changes | AI-assisted changes on that ground, each once
-- column: of_changes | all AI-assisted changes of the period
-- column: share | changes / of_changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- param: period=quarter/month/year/all | length of a period
-- scope: repo area tier path author since until
-- caveat: A change may have several grounds, and counts in each.
-- caveat: Undeclared use of AI leaves no trace: what says nothing at all is not
--   among these changes.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id,
         CASE coalesce(:period, 'quarter')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period
    FROM mainline_changes AS m
   WHERE m.commit_id IN (SELECT commit_id FROM ai_commits)
     AND (:repo IS NULL OR m.repo = :repo)
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
), periods AS MATERIALIZED (
  SELECT repo_id, period, count(*) AS of_changes
    FROM picked
   GROUP BY repo_id, period
), names (rank, ground) AS (
  VALUES (1, 'declared'), (2, 'identity'), (3, 'session'), (4, 'footer'),
         (5, 'note'), (6, 'annotation')
), grounds AS MATERIALIZED (
  SELECT commit_id, class AS ground
    FROM counted_evidence
  UNION
  SELECT commit_id, 'annotation'
    FROM ai_commits
   WHERE by_annotation = 1
), counts AS (
  SELECT p.repo_id, p.period, g.ground, count(*) AS changes
    FROM picked AS p
    JOIN grounds AS g ON g.commit_id = p.commit_id
   GROUP BY p.repo_id, p.period, g.ground
), numbers AS (                      -- grounds that are there, in every period
  SELECT o.repo_id, o.period, n.rank, n.ground,
         coalesce(c.changes, 0) AS changes, o.of_changes
    FROM periods AS o
    JOIN names AS n
    LEFT JOIN counts AS c ON c.repo_id = o.repo_id
                         AND c.period = o.period
                         AND c.ground = n.ground
   WHERE (o.repo_id, n.ground) IN (SELECT repo_id, ground FROM counts)
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT *, 1.0 * changes / of_changes AS share,
         (changes + 1.9207295) / (of_changes + 3.841459) AS middle,
         1.959964 / (of_changes + 3.841459)
           * sqrt(1.0 * changes * (of_changes - changes) / of_changes
                  + 0.96036475) AS half
    FROM numbers
)
SELECT r.name AS repo, w.period,
       dense_rank() OVER (PARTITION BY w.repo_id ORDER BY w.rank) AS rank,
       w.ground, w.changes, w.of_changes, w.share,
       CASE WHEN w.changes = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = w.of_changes THEN 1.0
            ELSE w.middle + w.half END AS high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.period, rank;
