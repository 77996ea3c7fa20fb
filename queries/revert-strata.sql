-- SPDX-License-Identifier: MIT
-- question: What is each change compared with, when AI-assisted changes are
--   matched with others?
-- column: repo | name of the repository
-- column: oid | of the change
-- column: side | 1: AI-assisted; 0: not
-- column: stratum | area, size and quarter: changes that are alike in them are
--   compared.  The area is the one with most lines of the change, the size its
--   lines added and deleted
-- column: clean | 1: git revert would work at the horizon; 0: it would stop; empty:
--   neither, or not followed for so long
-- column: life | seconds, as in query revert-lives
-- column: ended | 1: a later change collided with it; 0: none did so far
-- column: cluster | number of the landing that it came with
-- param: horizon=365/180/90/30 | days from the landing to the mainline tried on
-- param: own=apart/counted | changes that collide with another of their own
--   series as they land: left out, or counted
-- scope: repo area tier path author since until
-- caveat: Changes by bots are left out.
WITH units AS MATERIALIZED (
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, u.quarter, f.life,
         f.ended, f.cluster, v.outcome,
         u.commit_id IN (SELECT commit_id FROM ai_commits) AS side
    FROM revert_units AS u
    JOIN followed_lives AS f ON f.commit_id = u.commit_id
    LEFT JOIN (SELECT commit_id,
                      CASE WHEN (outcome = 'conflict' OR outcome = 'gone')
                                AND path_id IN (SELECT path_id
                                                  FROM generated_paths)
                           THEN 'generated' ELSE outcome END AS outcome
                 FROM revert_probes
                WHERE horizon = coalesce(:horizon, 365)) AS v
           ON v.commit_id = u.commit_id
   WHERE u.unit = 'change'
     AND (f.own_series = 0 OR :own = 'counted')
     AND u.commit_id NOT IN (SELECT commit_id FROM automation)
     AND (:repo IS NULL OR u.repo = :repo)
     AND (:since IS NULL OR u.landed_at >= :since)
     AND (:until IS NULL OR u.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(u.author_name || ' <' || u.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR u.commit_id IN (SELECT ca.commit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                              WHERE a.name = :area))
     AND (:tier IS NULL
          OR u.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR u.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), sizes AS MATERIALIZED (
  SELECT c.commit_id, sum(c.lines_added + c.lines_deleted) AS n
    FROM changes AS c
   WHERE c.path_id NOT IN (SELECT path_id FROM generated_paths)
   GROUP BY c.commit_id
)
SELECT u.repo, m.oid, u.side,
       coalesce((SELECT a.name          -- first by lines, then by paths, then by name
                   FROM commit_areas AS ca
                   JOIN areas AS a ON a.area_id = ca.area_id
                  WHERE ca.commit_id = u.commit_id
                  ORDER BY coalesce(ca.lines_added + ca.lines_deleted, 0) DESC,
                           ca.n_paths DESC, a.name
                  LIMIT 1), 'no area') || ', '
         || CASE WHEN s.n IS NULL THEN 'unknown size'
                 WHEN s.n <= 10 THEN '0-10 lines'
                 WHEN s.n <= 50 THEN '11-50 lines'
                 WHEN s.n <= 200 THEN '51-200 lines'
                 WHEN s.n <= 1000 THEN '201-1000 lines'
                 ELSE 'over 1000 lines' END
         || ', ' || u.quarter AS stratum,
       CASE u.outcome WHEN 'clean' THEN 1
                      WHEN 'conflict' THEN 0
                      WHEN 'gone' THEN 0 END AS clean,
       u.life, u.ended, u.cluster
  FROM units AS u
  LEFT JOIN sizes AS s ON s.commit_id = u.commit_id
  JOIN commits AS m ON m.commit_id = u.commit_id
 ORDER BY u.repo, u.landed_at, m.oid;
