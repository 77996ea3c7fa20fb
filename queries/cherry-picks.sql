-- SPDX-License-Identifier: MIT
-- question: Which changes are in the history twice, as cherry-picks or
--   backports?
-- column: oid | the one that counts leave out
-- column: landed_at | Unix seconds, UTC; empty: not in the mainline's history
-- column: counted_oid | the one that is counted: the first to land
-- column: counted_landed_at | Unix seconds, UTC; empty: not landed
-- column: by | line: "cherry picked from"; patch: equal patch by the same
--   author on another line of history; both
-- column: subject | of the one that is left out
-- column: repo | name of the repository
-- scope: repo author since until
-- caveat: A backport that had to be edited and does not say where it comes
--   from is not recognised: it counts as a change of its own.
SELECT h.oid, h.landed_at, o.oid AS counted_oid,
       o.landed_at AS counted_landed_at, x.by, h.subject, h.repo
  FROM cherry_picks AS x
  JOIN history AS h ON h.commit_id = x.commit_id
  JOIN commits AS o ON o.commit_id = x.counted_id
 WHERE (:repo IS NULL OR h.repo = :repo)
   AND (:since IS NULL OR h.landed_at >= :since)
   AND (:until IS NULL OR h.landed_at < :until)
   AND (:author IS NULL
        OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
                 lower(:author)) > 0)
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id;
