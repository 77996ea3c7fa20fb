-- SPDX-License-Identifier: MIT
-- question: Which paths does each change touch, and by how many lines?
-- column: oid | of the commit; merges have no rows
-- column: path | in UTF-8; what was none became U+FFFD
-- column: status | A added, D deleted, M modified, T type changed
-- column: lines_added | lines; empty: see content
-- column: lines_deleted | lines; empty: see content
-- column: content | text; or why lines are not counted: binary, uncounted
--   (audited with --no-lines), missing (a blob could not be read)
-- column: pair_path | other end of an exact rename (same blob), else empty
-- column: repo | name of the repository
-- scope: repo area tier path author since until
-- caveat: A rename is a deletion and an addition; only exact ones are paired.
-- caveat: Changes that have not landed, and cherry-picks, are among the rows.
SELECT h.oid, p.path, c.status, c.lines_added, c.lines_deleted, c.content,
       q.path AS pair_path, h.repo
  FROM history AS h
  -- commits first: what they touch lies in the order of their ids
  CROSS JOIN changes AS c ON c.commit_id = h.commit_id
  JOIN paths AS p ON p.path_id = c.path_id
  LEFT JOIN paths AS q ON q.path_id = c.pair_id
 WHERE (:repo IS NULL OR h.repo = :repo)
   AND (:since IS NULL OR h.landed_at >= :since)
   AND (:until IS NULL OR h.landed_at < :until)
   AND (:author IS NULL
        OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
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
   AND (:path IS NULL OR p.path GLOB :path)
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, c.commit_id, p.path,
          c.path_id;
