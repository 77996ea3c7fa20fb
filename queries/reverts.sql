-- SPDX-License-Identifier: MIT
-- question: Which commits take others back, which ones, and how much of them?
-- column: oid | of the commit that takes back
-- column: target_oid | the one it takes back; empty: see resolution
-- column: shape | how it says so: standard is git's own line; contents: its
--   contents are the exact inverse, and no name leads there
-- column: says | revert, reapply or partial, by its words
-- column: resolution | resolved; not-here, ambiguous, other-ref (no tip reaches
--   it), not-a-sha, squashed (undone within a squashed branch)
-- column: verified | by the contents: exact, full (and more beside it),
--   partial, none, unknown (a blob is missing); empty: not resolved
-- column: lines_undone | lines of the target, in and out, that it undoes
-- column: lines_of | all such lines of the target; those without a letter or a
--   digit are left out, a path without lines is one
-- column: share | lines_undone / lines_of
-- column: days | from landing to landing; empty: one of them did not land
-- column: silent | 1: the message does not say so
-- column: repeat | 1: a merge that says again what a commit it brought says
-- column: counted | 1: counts as taking all of the target back
-- column: landed_at | Unix seconds, UTC; empty: not landed
-- column: name | what names the target in the message
-- column: text | the line that says so
-- column: subject | of the commit that takes back
-- column: target_subject | of the one that it takes back
-- column: repo | name of the repository
-- param: only=all/counted/silent/unresolved | which rows
-- scope: repo area tier path author since until
-- caveat: Who, when and where are those of the commit that takes back.
-- caveat: Silent ones are found only among changes of 4 lines or more, within
--   365 days, and where lines are counted (not with --no-lines).
SELECT h.oid, t.oid AS target_oid, r.shape, r.says, r.resolution, r.verified,
       r.lines_undone, r.lines_of,
       1.0 * r.lines_undone / nullif(r.lines_of, 0) AS share,
       round((h.landed_at - t.landed_at) / 86400.0, 2) AS days,
       r.is_silent AS silent, r.is_repeat AS "repeat", r.is_counted AS counted,
       h.landed_at, r.name, r.text, h.subject, t.subject AS target_subject,
       h.repo
  FROM reverts AS r
  JOIN history AS h ON h.commit_id = r.commit_id
  LEFT JOIN commits AS t ON t.commit_id = r.target_id
 WHERE CASE coalesce(:only, 'all')
         WHEN 'all' THEN 1
         WHEN 'counted' THEN r.is_counted
         WHEN 'silent' THEN r.is_silent
         WHEN 'unresolved' THEN r.target_id IS NULL
       END
   AND (:repo IS NULL OR h.repo = :repo)
   AND (:since IS NULL OR h.landed_at >= :since)
   AND (:until IS NULL OR h.landed_at < :until)
   AND (:author IS NULL
        OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
                 lower(:author)) > 0)
   AND (:area IS NULL
        OR EXISTS (SELECT 1
                     FROM commit_areas AS ca
                     JOIN areas AS a ON a.area_id = ca.area_id
                    WHERE ca.commit_id = h.commit_id
                      AND a.name = :area))
   AND (:tier IS NULL
        OR h.commit_id IN (SELECT t.commit_id
                             FROM tier_changes AS t
                            WHERE t.tier = :tier
                              AND (:tier_policy IS NULL
                                   OR t.policy = :tier_policy)))
   AND (:path IS NULL
        OR EXISTS (SELECT 1
                     FROM changes AS ch
                     JOIN paths AS p ON p.path_id = ch.path_id
                    WHERE ch.commit_id = h.commit_id
                      AND p.path GLOB :path))
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id, r.position;
