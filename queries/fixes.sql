-- SPDX-License-Identifier: MIT
-- question: Which commits say that they fix an earlier one ("Fixes:" and an id)?
-- column: oid | of the fix
-- column: landed_at | Unix seconds, UTC; empty: not landed
-- column: target_oid | the commit that it names; empty: see resolution
-- column: resolution | resolved, not-here, ambiguous or other-ref (no tip
--   reaches it)
-- column: days | from landing to landing; empty: one of them did not land
-- column: target_ai | 1: the fixed commit is AI-assisted, by counted evidence
-- column: name | the hex digits of the message
-- column: text | the line
-- column: subject | of the fix
-- column: target_subject | of the commit that it names
-- column: repo | name of the repository
-- scope: repo area tier path author since until
-- caveat: Projects differ in how often they write such lines: compare within
--   one project only.
-- caveat: Who, when and where are those of the fix.
SELECT h.oid, h.landed_at, t.oid AS target_oid, f.resolution,
       round((h.landed_at - t.landed_at) / 86400.0, 2) AS days,
       f.target_id IN (SELECT commit_id FROM ai_commits) AS target_ai,
       f.name, f.text, h.subject, t.subject AS target_subject, h.repo
  FROM fixes AS f
  JOIN history AS h ON h.commit_id = f.commit_id
  LEFT JOIN commits AS t ON t.commit_id = f.target_id
 WHERE (:repo IS NULL OR h.repo = :repo)
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
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id, f.position;
