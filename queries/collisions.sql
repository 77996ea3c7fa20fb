-- SPDX-License-Identifier: MIT
-- question: How far does a change spread: how often does later work in the same
--   files collide with it?
-- column: repo | name of the repository
-- column: policy | by=tier: whose tiers they are; empty: another parameter by
-- column: part | the area or the tier that the files are in, "AI-assisted" or "not
--   AI-assisted", "all"
-- column: changes | pairs of a change and a file that it touches, there
-- column: collisions | of them, those that a later change collided with in that
--   file, before it collided with anything elsewhere
-- column: later_changes | later changes of these files, up to the collision or
--   the tip: each is counted for each pair
-- added: per_100 = poisson collisions later_changes 100 | collisions of 100 later
--   changes of the same files
-- added: per_100_from = poisson-low collisions later_changes 100 | lower end of its
--   95 % interval (exact, Poisson)
-- added: per_100_to = poisson-high collisions later_changes 100 | upper end
-- param: by=area/tier/ai/all | what the rows are
-- scope: repo area policy tier path author since until
-- caveat: A quiet file collides with nothing; this rate does not call it easy
--   for that.
-- caveat: A file has one tier of each policy; a change that touches two counts
--   in each, with its files there.
-- caveat: The interval takes later changes for independent; those of a series
--   are not.
-- caveat: Merges, roots, empty commits, generated files and what collided within
--   its own series are left out; query revert-base has their numbers.
WITH units AS MATERIALIZED (
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, f.life, f.ended,
         f.path_id, f.own_series, f.blocker_id, f.culprit_id
    FROM revert_units AS u
    JOIN followed_lives AS f ON f.commit_id = u.commit_id
   WHERE u.unit = 'change'
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
     AND (:path IS NULL
          OR u.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
     AND (:tier IS NULL
          OR u.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:policy IS NULL OR t.policy = :policy)))
), marks AS (                       -- of each path: changes, and ends of lives
  SELECT c.path_id, m.landed_at AS at, 1 AS n,
         -(m.commit_id IN (SELECT commit_id FROM units WHERE own_series = 0))
         AS counts,
         0 AS collided,
         CASE :by WHEN 'ai' THEN m.commit_id IN (SELECT commit_id
                                                   FROM ai_commits)
                  ELSE 0 END AS side
    FROM mainline_changes AS m
    CROSS JOIN changes AS c ON c.commit_id = m.commit_id
   UNION ALL
  SELECT c.path_id, u.landed_at + u.life, 0, 1,
         u.ended AND u.path_id = c.path_id,
         CASE :by WHEN 'ai' THEN u.commit_id IN (SELECT commit_id
                                                   FROM ai_commits)
                  ELSE 0 END
    FROM units AS u
    CROSS JOIN changes AS c ON c.commit_id = u.commit_id
   WHERE u.own_series = 0
), runs AS (                        -- changes seen so far, those of that second too
  SELECT path_id, counts, collided, side,
         sum(n) OVER (PARTITION BY path_id ORDER BY at) AS seen
    FROM marks
), path_sums AS MATERIALIZED (      -- what is seen at the end, less that at the landing
  SELECT c.path_id, c.side, sum(c.counts > 0) AS changes,
         sum(coalesce(c.collided, 0)) AS collisions,
         sum(c.counts * c.seen) AS later_changes
    FROM runs AS c
   WHERE c.path_id NOT IN (SELECT path_id FROM generated_paths)
     AND c.counts <> 0
     AND (:area IS NULL
          OR c.path_id IN (SELECT pa.path_id
                             FROM areas AS a
                             JOIN path_areas AS pa ON pa.area_id = a.area_id
                            WHERE a.name = :area))
     AND (:path IS NULL
          OR c.path_id IN (SELECT path_id FROM paths WHERE path GLOB :path))
     AND (:tier IS NULL
          OR c.path_id IN (SELECT t.path_id
                             FROM tier_paths AS t
                            WHERE t.tier = :tier
                              AND (:policy IS NULL OR t.policy = :policy)))
   GROUP BY c.path_id, c.side
), parts AS (
  SELECT p.path_id, p.side, p.changes, p.collisions, p.later_changes,
         pa.area_id AS part_id
    FROM path_sums AS p
    CROSS JOIN path_areas AS pa ON pa.path_id = p.path_id
   WHERE coalesce(:by, 'area') = 'area'
   UNION ALL
  SELECT p.path_id, p.side, p.changes, p.collisions, p.later_changes,
         t.part_id
    FROM tier_paths AS t
    CROSS JOIN path_sums AS p ON p.path_id = t.path_id
   WHERE :by = 'tier'
     AND (:policy IS NULL OR t.policy = :policy)
     AND (:tier IS NULL OR t.tier = :tier)
   UNION ALL
  SELECT path_id, side, changes, collisions, later_changes, NULL
    FROM path_sums
   WHERE :by = 'ai'
      OR :by = 'all'
)
SELECT r.name AS repo, a.policy_label AS policy,
       CASE :by WHEN 'all' THEN 'all'
                WHEN 'ai' THEN iif(t.side, 'AI-assisted', 'not AI-assisted')
                ELSE a.name END AS part,
       sum(t.changes) AS changes,
       sum(t.collisions) AS collisions,
       sum(t.later_changes) AS later_changes
  FROM parts AS t
  JOIN paths AS p ON p.path_id = t.path_id
  JOIN repos AS r ON r.repo_id = p.repo_id
  LEFT JOIN named_parts AS a ON a.part_id = t.part_id
 GROUP BY r.name, a.policy_id, part
 ORDER BY r.name, a.policy_id, sum(t.changes) DESC, part;
