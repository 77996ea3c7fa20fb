-- SPDX-License-Identifier: MIT
-- question: Which trailers do the commits carry, in order?
-- column: oid | of the commit
-- column: place | block: where git sees it; paragraph, body, squash: what
--   only a lenient reading sees
-- column: key | as it is written
-- column: value | unfolded to one line
-- column: position | order in the message, from 0
-- column: line | line of the message that it starts on, from 1
-- column: repo | name of the repository
-- param: key= | only this key, in any case
-- param: place= | only this place
-- scope: repo area tier path author since until
-- caveat: Lines outside of the block have the shape of a trailer; not all
--   of them were meant as one.
-- caveat: --area and --path leave the trailers of merges out.
SELECT h.oid, t.place, t.key, t.value, t.position, t.line, h.repo
  FROM history AS h
  JOIN trailers AS t ON t.commit_id = h.commit_id
 WHERE (:repo IS NULL OR h.repo = :repo)
   AND (:key IS NULL OR t.key = :key COLLATE NOCASE)
   AND (:place IS NULL OR t.place = :place)
   AND (:since IS NULL OR h.landed_at >= :since)
   AND (:until IS NULL OR h.landed_at < :until)
   AND (:author IS NULL
        OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
                 lower(:author)) > 0)
   AND (:area IS NULL
        OR h.commit_id IN (SELECT ca.commit_id
                             FROM areas AS a
                             JOIN commit_areas AS ca ON ca.area_id = a.area_id
                            WHERE a.name = :area))
   AND (:tier IS NULL
        OR h.commit_id IN (SELECT t.commit_id
                             FROM tier_changes AS t
                            WHERE t.tier = :tier
                              AND (:tier_policy IS NULL
                                   OR t.policy = :tier_policy)))
   AND (:path IS NULL
        OR h.commit_id IN (SELECT c.commit_id
                             FROM paths AS p
                             JOIN changes AS c ON c.path_id = p.path_id
                            WHERE p.path GLOB :path))
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id, t.position;
