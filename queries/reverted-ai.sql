-- SPDX-License-Identifier: MIT
-- question: Which AI-assisted changes were taken back, by whom and how soon?
-- column: oid | of the AI-assisted change
-- column: landed_at | Unix seconds, UTC
-- column: tools | what the evidence names, in the order of the alphabet; empty:
--   no tool is named
-- column: state | at the tip: reverted, reapplied or partial
-- column: first_oid | the first commit to take it back
-- column: first_days | days from landing to landing
-- column: first_author | who wrote that commit
-- column: same_author | 1: the author of the change
-- column: verified | how the contents agree: exact, full, partial, unknown;
--   empty: it went with a merge, or by way of another revert
-- column: last_oid | the commit that decided
-- column: author_name | of the change
-- column: subject | of the change
-- column: repo | name of the repository
-- scope: repo area tier path author since until
-- caveat: Undeclared use of AI leaves no trace: this is a floor.
-- caveat: Few rows say little; revert-rate has the shares and their intervals.
SELECT h.oid, h.landed_at,
       (SELECT group_concat(tool, ', ')
          FROM (SELECT DISTINCT e.tool
                  FROM counted_evidence AS e
                 WHERE e.commit_id = h.commit_id
                   AND e.tool <> ''
                 ORDER BY e.tool)) AS tools,
       s.state, f.oid AS first_oid,
       round((s.first_at - h.landed_at) / 86400.0, 2) AS first_days,
       f.author_name AS first_author, f.author_id = h.author_id AS same_author,
       (SELECT max(r.verified)
          FROM reverts AS r
         WHERE r.commit_id = s.first_id
           AND r.target_id = h.commit_id) AS verified,
       l.oid AS last_oid, h.author_name, h.subject, h.repo
  FROM ai_commits AS ai
  JOIN revert_states AS s ON s.commit_id = ai.commit_id
  JOIN history AS h ON h.commit_id = ai.commit_id
  JOIN history AS f ON f.commit_id = s.first_id
  JOIN commits AS l ON l.commit_id = s.last_id
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
 ORDER BY h.repo, h.landed_at, h.commit_id;
