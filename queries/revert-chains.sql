-- SPDX-License-Identifier: MIT
-- question: Which landed commits were taken back, and how does it stand with
--   them now?
-- column: oid | of the commit that was taken back
-- column: landed_at | Unix seconds, UTC
-- column: state | at the tip: reverted, reapplied (taken back and returned), or
--   partial (never taken back as a whole)
-- column: turns | how often it was taken back or returned as a whole
-- column: first_oid | the first commit to take it back
-- column: first_at | when that landed, Unix seconds, UTC
-- column: first_days | days from landing to landing
-- column: last_oid | the commit that decided
-- column: last_at | when that landed, Unix seconds, UTC
-- column: merge_oid | the merge that was reverted with all it had brought;
--   empty: the commit was reverted itself
-- column: within_landing | 1: it was taken back by what landed together with it
-- column: ai | 1: AI-assisted, by counted evidence
-- column: subject | of the commit that was taken back
-- column: repo | name of the repository
-- param: turns=0 | only those with as many turns or more; 2: taken back and
--   returned
-- scope: repo area tier path author since until
-- caveat: Who, when and where are those of the commit that was taken back.
-- caveat: A revert of a revert counts as a return whatever else changed in
--   between; the last to land decides.
SELECT h.oid, h.landed_at, s.state, s.n_turns AS turns,
       f.oid AS first_oid, s.first_at,
       round((s.first_at - h.landed_at) / 86400.0, 2) AS first_days,
       l.oid AS last_oid, s.last_at, m.oid AS merge_oid,
       f.landing_id = h.landing_id AS within_landing,
       h.commit_id IN (SELECT commit_id FROM ai_commits) AS ai,
       h.subject, h.repo
  FROM revert_states AS s
  JOIN history AS h ON h.commit_id = s.commit_id
  JOIN commits AS f ON f.commit_id = s.first_id
  JOIN commits AS l ON l.commit_id = s.last_id
  LEFT JOIN commits AS m ON m.commit_id = s.merge_id
 WHERE s.n_turns >= coalesce(:turns, 0)
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
 ORDER BY h.repo, h.landed_at, h.commit_id;
