-- SPDX-License-Identifier: MIT
-- question: How many changes land in each area, period by period?
-- column: repo | name of the repository
-- column: period | when they landed: 2025-06, 2025-Q2 or 2025, UTC
-- column: rank | place of the area by changes over all periods, from 1; the
--   rest comes last
-- column: area | name of the area; NULL: the rest, or changes that touch no
--   path
-- column: n_areas | areas that the row stands for: 1, the number of areas in
--   the rest, or 0 for no path
-- column: changes | changes that touch the area, each once
-- column: changes_total | changes of the period in all areas, each once
-- column: changes_shared | those of the period that touch more than one area
-- column: lines_added | lines added to text files of the area; NULL: none was
--   counted
-- column: lines_deleted | lines deleted from text files of the area; NULL: none
--   was counted
-- column: people | authors of these changes, after mailmap
-- param: period=quarter/month/year | length of a period
-- param: top=0 | areas with a row of their own; the others are put together as
--   the rest; 0: all
-- scope: repo area tier path author since until
-- caveat: A change that touches several areas counts in each of them: the areas
--   add up to more than changes_total.
-- caveat: Areas are those of the tip, also for changes of long ago.
-- caveat: With --path, lines are those of the whole area in the changes that
--   touch such a path.
WITH picked AS MATERIALIZED (
       SELECT c.repo_id, c.commit_id, c.author_id,
              CASE coalesce(:period, 'quarter')
                WHEN 'month' THEN c.month
                WHEN 'quarter' THEN c.quarter
                WHEN 'year' THEN c.year
              END AS period
         FROM mainline_changes AS c
        WHERE (:repo IS NULL OR c.repo = :repo)
          AND (:since IS NULL OR c.landed_at >= :since)
          AND (:until IS NULL OR c.landed_at < :until)
          AND (:author IS NULL
               OR instr(lower(c.author_name || ' <' || c.author_email || '>'),
                        lower(:author)))
          AND (:area IS NULL
               OR EXISTS (SELECT 1
                            FROM commit_areas AS ca
                            JOIN areas AS a ON a.area_id = ca.area_id
                           WHERE ca.commit_id = c.commit_id
                             AND a.name = :area))
          AND (:tier IS NULL
               OR c.commit_id IN (SELECT t.commit_id
                                    FROM tier_changes AS t
                                   WHERE t.tier = :tier
                                     AND (:tier_policy IS NULL
                                          OR t.policy = :tier_policy)))
          AND (:path IS NULL
               OR EXISTS (SELECT 1
                            FROM changes AS ch
                            JOIN paths AS p ON p.path_id = ch.path_id
                           WHERE ch.commit_id = c.commit_id
                             AND p.path GLOB :path))
     ),
     touched AS MATERIALIZED (       -- area 0: no path
       SELECT p.repo_id, p.commit_id, p.author_id, p.period,
              coalesce(ca.area_id, 0) AS area_id,
              ca.lines_added, ca.lines_deleted
         FROM picked AS p
         LEFT JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
     ),
     totals AS MATERIALIZED (
       SELECT repo_id, period, count(*) AS changes_total,
              sum(n_areas > 1) AS changes_shared
         FROM (SELECT repo_id, period, count(*) AS n_areas
                 FROM touched
                GROUP BY commit_id)
        GROUP BY repo_id, period
     ),
     sizes AS MATERIALIZED (
       SELECT t.repo_id, t.area_id,
              row_number() OVER (PARTITION BY t.repo_id
                                     ORDER BY t.n DESC, a.name) AS place,
              count(*) OVER (PARTITION BY t.repo_id) AS n_areas
         FROM (SELECT repo_id, area_id, count(*) AS n
                 FROM touched
                GROUP BY repo_id, area_id) AS t
         JOIN areas AS a ON a.area_id = t.area_id
        WHERE :area IS NULL OR a.name = :area
     ),
     slots AS MATERIALIZED (         -- an area, 0 for no path, -1 for the rest
       SELECT repo_id, commit_id, author_id, period, lines_added,
              lines_deleted,
              CASE WHEN area_id = 0 OR coalesce(:top, 0) < 1 THEN area_id
                   WHEN area_id IN (SELECT area_id
                                      FROM sizes
                                     WHERE place <= :top
                                        OR n_areas = :top + 1) THEN area_id
                   ELSE -1 END AS slot
         FROM touched
        WHERE :area IS NULL
           OR area_id IN (SELECT area_id FROM sizes)
     ),
     numbers AS (
       SELECT repo_id, period, slot,
              count(DISTINCT commit_id) AS changes,
              sum(lines_added) AS lines_added,
              sum(lines_deleted) AS lines_deleted,
              count(DISTINCT author_id) AS people
         FROM slots
        GROUP BY repo_id, period, slot
     ),
     sized AS (
       SELECT n.*,
              sum(changes) OVER (PARTITION BY repo_id, slot) AS size
         FROM numbers AS n
     )
SELECT r.name AS repo,
       n.period,
       dense_rank() OVER (PARTITION BY n.repo_id
                              ORDER BY n.slot = 0, n.slot = -1,
                                       n.size DESC, a.name) AS rank,
       a.name AS area,
       CASE n.slot
         WHEN 0 THEN 0
         WHEN -1 THEN (SELECT max(z.n_areas)
                         FROM sizes AS z
                        WHERE z.repo_id = n.repo_id) - :top
         ELSE 1
       END AS n_areas,
       n.changes,
       s.changes_total,
       s.changes_shared,
       n.lines_added,
       n.lines_deleted,
       n.people
  FROM sized AS n
  JOIN totals AS s ON s.repo_id = n.repo_id
                  AND s.period = n.period
  JOIN repos AS r ON r.repo_id = n.repo_id
  LEFT JOIN areas AS a ON a.area_id = n.slot
 ORDER BY r.name, n.period, rank;
