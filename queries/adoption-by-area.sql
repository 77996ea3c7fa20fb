-- SPDX-License-Identifier: MIT
-- question: Where are changes AI-assisted, and since when?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | place of the area by changes over all periods, from 1; the
--   others come last
-- column: area | name of the area; empty: the others
-- column: areas | areas that the row stands for; 0: changes that touch no path
-- column: changes | changes that touch it, each once
-- column: changes_total | all changes of the period
-- column: ai_assisted | those that touch it and are AI-assisted
-- column: share | ai_assisted / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- param: period=quarter/month/year/all | length of a period
-- param: top=8 | areas to list by themselves; 0: all
-- scope: repo area tier path author since until
-- caveat: A change that touches two areas counts in both.  Areas are those of
--   the tip.
-- caveat: Undeclared use of AI leaves no trace: every share is a floor.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id,
         CASE coalesce(:period, 'quarter')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai
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
), touched AS MATERIALIZED (         -- area 0: no path
  SELECT p.repo_id, p.commit_id, p.period, p.ai,
         coalesce(ca.area_id, 0) AS area_id
    FROM picked AS p
    LEFT JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
   WHERE :area IS NULL
      OR ca.area_id IN (SELECT area_id FROM areas WHERE name = :area)
), periods AS (
  SELECT repo_id, period, count(*) AS changes_total
    FROM picked
   GROUP BY repo_id, period
), sizes AS MATERIALIZED (
  SELECT t.repo_id, t.area_id,
         row_number() OVER (PARTITION BY t.repo_id
                                ORDER BY t.n DESC, a.name) AS place,
         count(*) OVER (PARTITION BY t.repo_id) AS n_areas
    FROM (SELECT repo_id, area_id, count(*) AS n
            FROM touched
           GROUP BY repo_id, area_id) AS t
    JOIN areas AS a ON a.area_id = t.area_id
), slots AS MATERIALIZED (           -- an area, 0 for no path, -1: the others
  SELECT t.repo_id, t.commit_id, t.period, t.ai,
         CASE WHEN t.area_id = 0 OR coalesce(:top, 8) < 1
                   OR z.place <= coalesce(:top, 8)
                   OR z.n_areas = coalesce(:top, 8) + 1
              THEN t.area_id
              ELSE -1 END AS slot
    FROM touched AS t
    LEFT JOIN sizes AS z ON z.repo_id = t.repo_id
                        AND z.area_id = t.area_id
), numbers AS (
  SELECT repo_id, period, slot, count(*) AS changes, sum(ai) AS ai_assisted
    FROM (SELECT repo_id, period, slot, ai FROM slots WHERE slot <> -1
           UNION ALL                 -- in several of the others: one change
          SELECT repo_id, period, slot, ai
            FROM (SELECT DISTINCT * FROM slots WHERE slot = -1))
   GROUP BY repo_id, period, slot
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT *, sum(changes) OVER (PARTITION BY repo_id, slot) AS size,
         (ai_assisted + 1.9207295) / (changes + 3.841459) AS middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * ai_assisted * (changes - ai_assisted) / changes
                  + 0.96036475) AS half
    FROM numbers
)
SELECT r.name AS repo, w.period,
       dense_rank() OVER (PARTITION BY w.repo_id
                              ORDER BY w.slot = 0, w.slot = -1,
                                       w.size DESC, a.name) AS rank,
       a.name AS area,
       CASE w.slot
         WHEN 0 THEN 0
         WHEN -1 THEN (SELECT max(z.n_areas)
                         FROM sizes AS z
                        WHERE z.repo_id = w.repo_id) - coalesce(:top, 8)
         ELSE 1
       END AS areas,
       w.changes, o.changes_total, w.ai_assisted,
       1.0 * w.ai_assisted / w.changes AS share,
       CASE WHEN w.ai_assisted = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.ai_assisted = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high
  FROM wilson AS w
  JOIN periods AS o ON o.repo_id = w.repo_id AND o.period = w.period
  JOIN repos AS r ON r.repo_id = w.repo_id
  LEFT JOIN areas AS a ON a.area_id = w.slot
 ORDER BY r.name, w.period, rank;
