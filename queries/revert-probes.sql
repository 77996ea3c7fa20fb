-- SPDX-License-Identifier: MIT
-- question: What would git revert do to each change, and who stands in its way?
-- column: repo | name of the repository
-- column: oid | of the change, or of the mainline merge
-- column: unit | change; landing: a mainline merge, as git revert -m 1 takes it
--   back
-- column: landed_at | Unix seconds, UTC
-- column: horizon | days from the landing to the mainline that it is tried on;
--   -1: on the landing itself; 0: on the tip
-- column: outcome | clean: works; already: nothing is left to undo; conflict: it
--   stops; gone: it stops, at paths that are no longer there; unknown: an object
--   is not here
-- column: path | the first that stops it
-- column: blocker | oid of the first mainline commit that touched its lines there
-- param: horizon= | this horizon only: -1, 30, 90, 180, 365 or 0
-- param: outcome= | this outcome only
-- scope: repo area tier path author since until
-- caveat: All rows are there, those too that rates leave out.
SELECT h.repo, h.oid, v.unit, h.landed_at, v.horizon, v.outcome, p.path,
       b.oid AS blocker
  FROM history AS h
  CROSS JOIN revert_probes AS v ON v.commit_id = h.commit_id
  LEFT JOIN paths AS p ON p.path_id = v.path_id
  LEFT JOIN commits AS b ON b.commit_id = v.blocker_id
 WHERE (:horizon IS NULL OR v.horizon = :horizon)
   AND (:outcome IS NULL OR v.outcome = :outcome)
   AND (:repo IS NULL OR h.repo = :repo)
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
                             FROM paths AS p2
                             JOIN changes AS c ON c.path_id = p2.path_id
                            WHERE p2.path GLOB :path))
 ORDER BY h.repo, h.landed_at, h.commit_id, v.horizon = 0, v.horizon;
