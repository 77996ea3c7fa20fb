-- SPDX-License-Identifier: MIT
-- question: In which files is a change easy to take back, and in which not?
-- column: repo | name of the repository
-- column: path | in UTF-8; what was none became U+FFFD
-- column: of_365 | changes of it with a verdict 365 days after their landing
-- column: clean_365 | of them, git revert would work
-- column: share | clean_365 / of_365
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: changes | changes that touch it
-- column: collisions | of them, those that a later change collided with there,
--   before it collided with anything elsewhere
-- column: later_changes | later changes of the file, up to the collision or the
--   tip, counted for each of the changes
-- added: per_100 = poisson collisions later_changes 100 | collisions of 100 later
--   changes of the file
-- added: per_100_from = poisson-low collisions later_changes 100 | lower end of its
--   95 % interval (exact, Poisson)
-- added: per_100_to = poisson-high collisions later_changes 100 | upper end
-- param: top=50 | how many paths of each repository, those with most changes
-- scope: repo area tier path author since until
-- caveat: git revert takes back a change whole: it may stop in another file.
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
), marks AS (                       -- of each path: changes, and ends of lives
  SELECT c.path_id, m.landed_at AS at, 1 AS n,
         -(m.commit_id IN (SELECT commit_id FROM units WHERE own_series = 0))
         AS counts,
         0 AS collided, 0 AS side
    FROM mainline_changes AS m
    CROSS JOIN changes AS c ON c.commit_id = m.commit_id
   UNION ALL
  SELECT c.path_id, u.landed_at + u.life, 0, 1,
         u.ended AND u.path_id = c.path_id, 0
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
     AND (:tier IS NULL
          OR c.path_id IN (SELECT t.path_id
                             FROM tier_paths AS t
                            WHERE t.tier = :tier
                              AND (:tier_policy IS NULL
                                   OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR c.path_id IN (SELECT path_id FROM paths WHERE path GLOB :path))
   GROUP BY c.path_id
), ranked AS MATERIALIZED (
  SELECT s.*, p.repo_id, p.path,
         row_number() OVER (PARTITION BY p.repo_id
                            ORDER BY s.changes DESC, p.path, p.path_id)
         AS place
    FROM path_sums AS s
    CROSS JOIN paths AS p ON p.path_id = s.path_id
), listed AS MATERIALIZED (
  SELECT * FROM ranked WHERE place <= coalesce(:top, 50)
), verdicts_of AS MATERIALIZED (
  SELECT l.path_id,
         sum(v.outcome = 'clean') AS clean,
         sum(v.outcome = 'clean'
             OR ((v.outcome = 'conflict' OR v.outcome = 'gone')
                 AND v.path_id NOT IN (SELECT path_id FROM generated_paths)))
         AS n
    FROM listed AS l
    CROSS JOIN changes AS c ON c.path_id = l.path_id
    CROSS JOIN units AS u ON u.commit_id = c.commit_id
    CROSS JOIN revert_probes AS v ON v.commit_id = c.commit_id
   WHERE v.horizon = 365
     AND u.own_series = 0
   GROUP BY l.path_id
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *, 1.0 * clean / nullif(n, 0) AS share,
         (clean + 1.9207295) / (n + 3.841459) AS middle,
         1.959964 / (n + 3.841459)
           * sqrt(1.0 * clean * (n - clean) / max(n, 1) + 0.96036475) AS half
    FROM (SELECT l.*, coalesce(v.clean, 0) AS clean, coalesce(v.n, 0) AS n
            FROM listed AS l
            LEFT JOIN verdicts_of AS v ON v.path_id = l.path_id)
)
SELECT r.name AS repo, w.path, w.n AS of_365, w.clean AS clean_365, w.share,
       CASE WHEN w.clean = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.clean = w.n THEN 1.0 ELSE w.middle + w.half END AS high,
       w.changes, w.collisions, w.later_changes
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.place;
