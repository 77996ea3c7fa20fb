-- SPDX-License-Identifier: MIT
-- question: How long do changes take from authored to landed?
-- column: repo | name of the repository
-- column: period | 2025-06, 2025-Q2 or 2025, by landed date
-- column: changes | landed changes with a readable authored date,
--   cherry-picks left out
-- column: median_days | days from authored to landed: half took no longer
-- column: p90_days | days: nine in ten took no longer
-- column: longest_days | days: the one that took longest
-- column: backwards | changes with an authored date after the landing; they
--   are in the other columns with their negative lag
-- param: period=quarter/month/year | length of a period
-- scope: repo area tier path author since until
-- caveat: Authored is when the author's clock says that the first version of
--   the commit was made; a rebase keeps it, a reset of the author does not.
WITH lags AS (
  SELECT m.repo,
         CASE coalesce(:period, 'quarter')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year END AS period,
         m.landed_at - m.authored_at AS lag
    FROM mainline_changes AS m
   WHERE m.authored_at IS NOT NULL
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
), ranked AS (
  SELECT repo, period, lag,
         row_number() OVER (PARTITION BY repo, period ORDER BY lag) AS place,
         count(*) OVER (PARTITION BY repo, period) AS n
    FROM lags
)
SELECT repo, period, count(*) AS changes,
       round(max(CASE WHEN place = (n + 1) / 2 THEN lag END) / 86400.0, 2)
         AS median_days,
       round(max(CASE WHEN place = (9 * n + 9) / 10 THEN lag END) / 86400.0, 2)
         AS p90_days,
       round(max(lag) / 86400.0, 2) AS longest_days,
       sum(lag < 0) AS backwards
  FROM ranked
 GROUP BY repo, period
 ORDER BY repo, period;
