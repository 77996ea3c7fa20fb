-- SPDX-License-Identifier: MIT
-- question: Which AI tools show in AI-assisted changes, period by period?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | place of the tool by changes over all periods, from 1; the
--   others and what is not named come last
-- column: tool | as the catalogue names it; (not named): AI, but which is not
--   said; empty: the others
-- column: tools | tools that the row stands for
-- column: changes | AI-assisted changes that show it, each once
-- column: of_changes | all AI-assisted changes of the period
-- column: several | those of the period that show more than one tool
-- column: share | changes / of_changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- param: period=quarter/month/year/all | length of a period
-- param: top=8 | tools to list by themselves; 0: all
-- scope: repo area tier path author since until
-- caveat: A change that shows several tools counts for each of them.
-- caveat: Tools differ in how they mark what they made, and undeclared use
--   leaves no trace: counts are floors, and shares are no market shares.
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
), shown AS MATERIALIZED (
  SELECT p.repo_id, p.commit_id, p.period, t.tool
    FROM picked AS p
    JOIN ai_tools AS t ON t.commit_id = p.commit_id
), periods AS MATERIALIZED (
  SELECT repo_id, period, count(*) AS of_changes,
         sum(n_tools > 1) AS several
    FROM (SELECT repo_id, commit_id, period, count(*) AS n_tools
            FROM shown
           GROUP BY repo_id, commit_id, period)
   GROUP BY repo_id, period
), sizes AS MATERIALIZED (
  SELECT repo_id, tool,
         row_number() OVER (PARTITION BY repo_id
                                ORDER BY tool = '', count(*) DESC,
                                         tool) AS place,
         sum(tool <> '') OVER () AS x
    FROM shown
   GROUP BY repo_id, tool
), named AS (                        -- how many have a name
  SELECT repo_id, count(*) AS n_tools
    FROM sizes
   WHERE tool <> ''
   GROUP BY repo_id
), slots AS MATERIALIZED (           -- NULL: the others
  SELECT s.repo_id, s.commit_id, s.period,
         CASE WHEN s.tool = '' OR coalesce(:top, 8) < 1
                   OR z.place <= coalesce(:top, 8)
                   OR n.n_tools = coalesce(:top, 8) + 1
              THEN s.tool END AS slot
    FROM shown AS s
    JOIN sizes AS z ON z.repo_id = s.repo_id AND z.tool = s.tool
    LEFT JOIN named AS n ON n.repo_id = s.repo_id
), counts AS MATERIALIZED (
  SELECT repo_id, period, slot, count(DISTINCT commit_id) AS changes
    FROM slots
   GROUP BY repo_id, period, slot
), listed AS (
  SELECT c.repo_id, c.slot,
         row_number() OVER (PARTITION BY c.repo_id
                                ORDER BY c.slot = '', c.slot IS NULL,
                                         z.place) AS rank
    FROM (SELECT DISTINCT repo_id, slot FROM counts) AS c
    LEFT JOIN sizes AS z ON z.repo_id = c.repo_id AND z.tool = c.slot
), numbers AS (
  SELECT o.repo_id, o.period, l.rank, l.slot,
         coalesce(c.changes, 0) AS changes, o.of_changes, o.several
    FROM periods AS o
    JOIN listed AS l ON l.repo_id = o.repo_id
    LEFT JOIN counts AS c ON c.repo_id = o.repo_id
                         AND c.period = o.period
                         AND c.slot IS l.slot
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT *, 1.0 * changes / of_changes AS share,
         (changes + 1.9207295) / (of_changes + 3.841459) AS middle,
         1.959964 / (of_changes + 3.841459)
           * sqrt(1.0 * changes * (of_changes - changes) / of_changes
                  + 0.96036475) AS half
    FROM numbers
)
SELECT r.name AS repo, w.period, w.rank,
       iif(w.slot = '', '(not named)', w.slot) AS tool,
       iif(w.slot IS NULL, n.n_tools - coalesce(:top, 8), 1) AS tools,
       w.changes, w.of_changes, w.several, w.share,
       CASE WHEN w.changes = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = w.of_changes THEN 1.0
            ELSE w.middle + w.half END AS high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
  LEFT JOIN named AS n ON n.repo_id = w.repo_id
 ORDER BY r.name, w.period, w.rank;
