-- SPDX-License-Identifier: MIT
-- question: Which changes does revert ease count, and which are left out, why?
-- column: repo | name of the repository
-- column: fact | what is counted
-- column: n | commits
-- column: meaning | what that is, and what became of them
-- scope: repo since until
-- caveat: The rows that are left out exclude each other; each commit is in the
--   first that fits.
WITH picked AS MATERIALIZED (
  SELECT h.repo_id, h.repo, h.merge, h.n_parents, l.is_known, l.own_series,
         l.life,
         h.commit_id IN (SELECT commit_id FROM cherry_picks) AS is_pick,
         h.commit_id IN (SELECT commit_id FROM generated_changes)
           AS is_generated,
         h.diff = 'done' AND h.merge = 0
           AND NOT EXISTS (SELECT 1 FROM changes AS c
                            WHERE c.commit_id = h.commit_id) AS is_empty,
         l.commit_id IS NOT NULL AS is_probed,
         coalesce(l.path_id IN (SELECT path_id FROM generated_paths), 0)
           AS in_generated
    FROM history AS h
    LEFT JOIN revert_lives AS l ON l.commit_id = h.commit_id
   WHERE h.landed_at IS NOT NULL
     AND (:repo IS NULL OR h.repo = :repo)
     AND (:since IS NULL OR h.landed_at >= :since)
     AND (:until IS NULL OR h.landed_at < :until)
), sorted AS MATERIALIZED (
  SELECT *,
         CASE WHEN merge THEN 2
              WHEN is_pick THEN 3
              WHEN n_parents = 0 THEN 4
              WHEN is_empty THEN 5
              WHEN NOT is_probed THEN 6
              WHEN NOT is_known THEN 7
              WHEN is_generated THEN 8
              ELSE 1 END AS place
    FROM picked
), counts AS (
  SELECT repo_id, place, count(*) AS n
    FROM sorted
   GROUP BY repo_id, place
   UNION ALL
  SELECT repo_id, 9, sum(own_series)
    FROM sorted
   WHERE place = 1
   GROUP BY repo_id
   UNION ALL
  SELECT repo_id, 10, sum(in_generated)
    FROM sorted
   WHERE place = 1
   GROUP BY repo_id
), facts (place, fact, meaning) AS (
  VALUES (1, 'changes counted', 'single changes with a known life'),
         (2, 'merges', 'left out; counted as landings by unit=landing'),
         (3, 'cherry-picks', 'left out: the first to land counts'),
         (4, 'roots', 'left out: nothing was there before them'),
         (5, 'empty commits', 'left out: nothing to take back'),
         (6, 'not probed', 'left out: audited with --no-probe, or not yet'),
         (7, 'unknown', 'left out: objects are missing'),
         (8, 'generated files alone', 'left out: lock files, release notes'),
         (9, 'own-series collisions', 'of those counted: another change of the '
           || 'same landing changed their lines; apart unless own=counted'),
         (10, 'ended in generated files', 'of those counted: followed up to '
           || 'there, and not taken for collided')
)
SELECT r.name AS repo, f.fact, coalesce(c.n, 0) AS n, f.meaning
  FROM repos AS r
  CROSS JOIN facts AS f
  LEFT JOIN counts AS c ON c.repo_id = r.repo_id AND c.place = f.place
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name, f.place;
