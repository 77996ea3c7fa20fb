-- SPDX-License-Identifier: MIT
-- question: Where do changes collide most: in which files, between which areas?
-- column: repo | name of the repository
-- column: place | the file, or the main area of the change: the one with most of
--   its lines
-- column: against | by=pair: the main area of the change that collided with it;
--   empty: not known, as several may have
-- column: collisions | changes that one collided with there first
-- column: of_collisions | all changes that one collided with
-- column: share | collisions / of_collisions
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: own_series | further ones, that a change of their own series collided
--   with as they landed: in none of the other columns
-- param: by=path/pair | files, or pairs of areas
-- param: top=50 | how many rows of each repository
-- scope: repo area tier path author since until
-- caveat: A change collides once, with the first that stands in its way.
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
), main_areas AS MATERIALIZED (     -- first by lines, then by paths, then by name
  SELECT commit_id, name
    FROM (SELECT ca.commit_id, a.name,
                 row_number() OVER (PARTITION BY ca.commit_id
                                    ORDER BY coalesce(ca.lines_added
                                                      + ca.lines_deleted, 0) DESC,
                                             ca.n_paths DESC, a.name) AS place
            FROM commit_areas AS ca
            JOIN areas AS a ON a.area_id = ca.area_id
           WHERE :by = 'pair')
   WHERE place = 1
), collided AS (
  SELECT u.repo_id, u.own_series,
         CASE :by WHEN 'pair' THEN m.name ELSE p.path END AS place,
         x.name AS against
    FROM units AS u
    JOIN paths AS p ON p.path_id = u.path_id
    LEFT JOIN main_areas AS m ON m.commit_id = u.commit_id
    LEFT JOIN main_areas AS x ON x.commit_id = u.culprit_id
   WHERE u.ended
), counts AS (
  SELECT repo_id, place, against, sum(own_series = 0) AS n,
         sum(own_series) AS own_series,
         sum(sum(own_series = 0)) OVER (PARTITION BY repo_id) AS of_n
    FROM collided
   GROUP BY repo_id, place, against
), ranked AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *, 1.0 * n / nullif(of_n, 0) AS share,
         (n + 1.9207295) / (of_n + 3.841459) AS middle,
         1.959964 / (of_n + 3.841459)
           * sqrt(1.0 * n * (of_n - n) / max(of_n, 1) + 0.96036475) AS half,
         row_number() OVER (PARTITION BY repo_id
                            ORDER BY n DESC, own_series DESC, place, against)
         AS rank
    FROM counts
)
SELECT r.name AS repo, k.place, k.against, k.n AS collisions,
       k.of_n AS of_collisions, k.share,
       CASE WHEN k.n = 0 THEN 0.0 ELSE k.middle - k.half END AS low,
       CASE WHEN k.n = k.of_n THEN 1.0 ELSE k.middle + k.half END AS high,
       k.own_series
  FROM ranked AS k
  JOIN repos AS r ON r.repo_id = k.repo_id
 WHERE k.rank <= coalesce(:top, 50)
 ORDER BY r.name, k.rank;
