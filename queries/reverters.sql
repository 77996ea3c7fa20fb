-- SPDX-License-Identifier: MIT
-- question: Who took changes of a scope back?
-- column: repo | name of the repository
-- column: name | author of the commits that took back, after mailmap
-- column: changes | changes of the scope that they were the first to take back as a
--   whole
-- column: own | of changes, those that they had written themselves
-- column: ai_assisted | of changes, those that are AI-assisted
-- column: reapplied | of changes, those that are there again at the tip
-- column: within_landing | of changes, those taken back by what landed together
--   with them
-- column: median_days | days from landing to landing, half of them fewer
-- column: last_at | Unix seconds, UTC: the last time
-- scope: repo area tier path author since until
-- caveat: The author of a revert carries it out; who decided need not be the same.
-- caveat: What was taken back in part only is not among them; see the query
--   reverts.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id, m.author_id, m.landed_at,
         m.landing_id,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS is_ai
    FROM mainline_changes AS m
   WHERE m.commit_id IN (SELECT commit_id FROM revert_states
                          WHERE state <> 'partial')
     AND (:repo IS NULL OR m.repo = :repo)
     AND (:since IS NULL OR m.landed_at >= :since)
     AND (:until IS NULL OR m.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(m.author_name || ' <' || m.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR m.commit_id IN (SELECT ca.commit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                              WHERE a.name = :area))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
     AND (:tier IS NULL
          OR m.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
), taken AS MATERIALIZED (
  SELECT k.repo, i.person_id, s.first_at, k.is_ai,
         k.author_id = i.person_id AS is_own, s.state = 'reapplied' AS is_back,
         c.landing_id = k.landing_id AS within_landing,
         (s.first_at - k.landed_at) / 86400.0 AS days,
         row_number() OVER (PARTITION BY i.person_id
                            ORDER BY s.first_at - k.landed_at) AS nth,
         count(*) OVER (PARTITION BY i.person_id) AS n
    FROM picked AS k
    JOIN revert_states AS s ON s.commit_id = k.commit_id
    JOIN commits AS c ON c.commit_id = s.first_id
    JOIN identities AS i ON i.identity_id = c.author_id
)
SELECT t.repo, p.name, count(*) AS changes, sum(t.is_own) AS own,
       sum(t.is_ai) AS ai_assisted, sum(t.is_back) AS reapplied,
       sum(t.within_landing) AS within_landing,
       round(avg(iif(t.nth = (t.n + 1) / 2 OR t.nth = t.n / 2 + 1, t.days,
                     NULL)), 2) AS median_days,
       max(t.first_at) AS last_at
  FROM taken AS t
  JOIN people AS p ON p.person_id = t.person_id
 GROUP BY t.repo, t.person_id
 ORDER BY t.repo, count(*) DESC, p.name, t.person_id;
