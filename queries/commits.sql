-- SPDX-License-Identifier: MIT
-- question: Which commits does the history hold?
-- column: oid | 40 hex digits
-- column: landed_at | Unix seconds, UTC: committer date of the mainline
--   commit that brought it in; empty: not in the history of the mainline
-- column: authored_at | Unix seconds, UTC; empty: no readable date
-- column: author_name | after mailmap
-- column: author_email | after mailmap
-- column: committer_name | after mailmap
-- column: committer_email | after mailmap
-- column: subject | first paragraph of the message, on one line
-- column: merge | 1: two parents or more; 0: a change
-- column: mainline | 1: on the first-parent chain of the tip
-- column: repo | name of the repository
-- scope: repo area tier path author since until
-- caveat: --area and --path leave merges out: what a merge brings in is in
--   the changes that it merges.
-- caveat: --since and --until leave out what has not landed.
SELECT h.oid, h.landed_at, h.authored_at, h.author_name, h.author_email,
       h.committer_name, h.committer_email, h.subject, h.merge, h.mainline,
       h.repo
  FROM history AS h
 WHERE (:repo IS NULL OR h.repo = :repo)
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
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id;
