-- SPDX-License-Identifier: MIT
-- question: What do commits declare on their use of AI, by a key made for it?
-- column: oid | of the commit
-- column: landed_at | Unix seconds, UTC; empty: not in the history of the
--   mainline
-- column: key | as written
-- column: value | unfolded to one line
-- column: says | yes: content is AI-assisted; no: no AI was used; research: it
--   was used, but no content is from it
-- column: kinds | what AI was used for, with explanations in parentheses,
--   separated by "; "; empty: the value names none
-- column: is_well_formed | 1: by the grammar of AI-used-for; 0: not; empty: the
--   key has no grammar
-- column: place | where it stands in the message, as in evidence
-- column: line | of the message, from 1
-- column: repo | name of the repository
-- param: says=/yes/no/research | only what is declared so; empty: all
-- scope: repo area tier path author since until
-- caveat: A declaration is what its author wrote; it may be wrong in either
--   direction.
SELECT h.oid, h.landed_at, d.key, d.value, d.says,
       (SELECT group_concat(kind, '; ')
          FROM (SELECT k.kind || coalesce(' (' || k.explanation || ')', '')
                       AS kind
                  FROM declared_kinds AS k
                 WHERE k.commit_id = d.commit_id
                   AND k.position = d.position
                 ORDER BY k.nth)) AS kinds,
       d.is_well_formed, d.place, d.line, h.repo
  FROM declarations AS d
  JOIN history AS h ON h.commit_id = d.commit_id
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
   AND (:says IS NULL OR d.says = :says)
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id, d.position;
