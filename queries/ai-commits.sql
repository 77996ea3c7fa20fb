-- SPDX-License-Identifier: MIT
-- question: Which commits are AI-assisted, on what grounds, and what do they
--   touch?
-- column: oid | 40 hex digits
-- column: landed_at | Unix seconds, UTC; empty: not in the history of the
--   mainline
-- column: merge | 1: two parents or more; 0: a change
-- column: counted | 1: a change that the rates count; 0: a merge, a
--   cherry-pick of a counted change, or not landed
-- column: classes | of its counted evidence, separated by "; "; annotation: a
--   person's word
-- column: tools | separated by "; "; (not named): AI, but which is not said
-- column: areas | that it touches, separated by "; "
-- column: lines | added and deleted in text files; empty: a merge, or none was
--   counted
-- column: author_name | after mailmap
-- column: subject | first paragraph of the message, on one line
-- column: repo | name of the repository
-- scope: repo area tier path author since until
-- caveat: Undeclared use of AI leaves no trace: the list is a floor.
-- caveat: Commits that say no AI was used, or of which a person says so, are
--   not among them; to-review lists those that carry evidence all the same.
-- caveat: --area and --path leave merges out; --since and --until leave out
--   what has not landed.
SELECT h.oid, h.landed_at, h.merge,
       h.merge = 0 AND h.landed_at IS NOT NULL
       AND h.commit_id NOT IN (SELECT commit_id FROM cherry_picks) AS counted,
       (SELECT group_concat(class, '; ')
          FROM (SELECT e.class
                  FROM counted_evidence AS e
                 WHERE e.commit_id = h.commit_id
                 UNION
                SELECT 'annotation'
                 WHERE ai.by_annotation = 1
                 ORDER BY 1)) AS classes,
       (SELECT group_concat(tool, '; ')
          FROM (SELECT iif(t.tool = '', '(not named)', t.tool) AS tool
                  FROM ai_tools AS t
                 WHERE t.commit_id = h.commit_id
                 ORDER BY t.tool = '', t.tool)) AS tools,
       (SELECT group_concat(name, '; ')
          FROM (SELECT a.name
                  FROM commit_areas AS ca
                  JOIN areas AS a ON a.area_id = ca.area_id
                 WHERE ca.commit_id = h.commit_id
                 ORDER BY a.name)) AS areas,
       (SELECT sum(c.lines_added + c.lines_deleted)
          FROM changes AS c
         WHERE c.commit_id = h.commit_id) AS lines,
       h.author_name, h.subject, h.repo
  FROM ai_commits AS ai
  JOIN history AS h ON h.commit_id = ai.commit_id
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
