-- SPDX-License-Identifier: MIT
-- question: Which paths change most often, and by how many hands?
-- column: repo | name of the repository
-- column: path | in UTF-8; what was none became U+FFFD
-- column: changes | landed changes that touch it, cherry-picks left out
-- column: people | authors of those changes
-- column: lines_added | lines; empty: none was counted
-- column: lines_deleted | lines; empty: none was counted
-- column: uncounted | of those changes, the ones without line counts (binary,
--   --no-lines, or a missing blob)
-- column: last_landed_at | Unix seconds, UTC, of the latest of them
-- param: top=50 | how many paths of each repository
-- scope: repo area tier path author since until
-- caveat: A path that was renamed counts under each of its names.
WITH touched AS (
  SELECT m.repo, c.path_id, m.author_id, m.landed_at, c.lines_added,
         c.lines_deleted
    FROM mainline_changes AS m
    -- commits first: what they touch lies in the order of their ids
    CROSS JOIN changes AS c ON c.commit_id = m.commit_id
   WHERE (:repo IS NULL OR m.repo = :repo)
     AND (:since IS NULL OR m.landed_at >= :since)
     AND (:until IS NULL OR m.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(m.author_name || ' <' || m.author_email || '>'),
                   lower(:author)) > 0)
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
), totals AS (
  SELECT t.repo, t.path_id, p.path, count(*) AS changes,
         count(DISTINCT t.author_id) AS people,
         sum(t.lines_added) AS lines_added,
         sum(t.lines_deleted) AS lines_deleted,
         sum(t.lines_added IS NULL) AS uncounted,
         max(t.landed_at) AS last_landed_at
    FROM touched AS t
    JOIN paths AS p ON p.path_id = t.path_id
   GROUP BY t.path_id
), ranked AS (
  SELECT t.*,
         row_number() OVER (PARTITION BY repo
                            ORDER BY changes DESC, people DESC, path,
                                     path_id) AS place
    FROM totals AS t
)
SELECT repo, path, changes, people, lines_added, lines_deleted, uncounted,
       last_landed_at
  FROM ranked
 WHERE place <= coalesce(:top, 50)
 ORDER BY repo, place;
