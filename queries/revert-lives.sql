-- SPDX-License-Identifier: MIT
-- question: How long could each change have been taken back?
-- column: repo | name of the repository
-- column: policy | by=tier: whose tiers they are; empty: another parameter by
-- column: part | what it counts under, by the parameter by: an area, a tier,
--   "AI-assisted" or "not AI-assisted", "all"; empty: an area that is not among the top ones
-- column: oid | of the change or landing
-- column: landed_at | Unix seconds, UTC
-- column: life | seconds from the landing to the first later mainline commit
--   that changed one of its lines or a neighbour of them; to the tip, if none did
-- column: ended | 1: one did; 0: none so far, or in a generated file
-- column: cluster | number of the landing that it came with: what landed
--   together is no independent evidence
-- param: by=area/tier/ai/all | what the rows are counted under
-- param: top=0 | so many areas have a name, those with most changes; 0: all.
--   Tiers have a name each
-- param: unit=change/landing | single changes, or all that one mainline commit
--   brought in
-- param: own=apart/counted | changes that collide with another of their own
--   series as they land: left out, or counted with a life of 0
-- scope: repo area policy tier path author since until
-- caveat: A change that touches two areas counts in both, and so with tiers.
WITH members AS MATERIALIZED (      -- the changes of each unit
  SELECT commit_id,
         CASE coalesce(:unit, 'change') WHEN 'change' THEN commit_id
         ELSE landing_id END AS unit_id
    FROM commits
   WHERE n_parents <= 1
     AND landing_id IS NOT NULL
), units AS MATERIALIZED (
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, f.life, f.ended,
         f.cluster
    FROM revert_units AS u
    JOIN followed_lives AS f ON f.commit_id = u.commit_id
   WHERE u.unit = coalesce(:unit, 'change')
     AND (f.own_series = 0 OR :own = 'counted')
     AND (:repo IS NULL OR u.repo = :repo)
     AND (:since IS NULL OR u.landed_at >= :since)
     AND (:until IS NULL OR u.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(u.author_name || ' <' || u.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR u.commit_id IN (SELECT m.unit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                               JOIN members AS m ON m.commit_id = ca.commit_id
                              WHERE a.name = :area))
     AND (:path IS NULL
          OR u.commit_id IN (SELECT m.unit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                               JOIN members AS m ON m.commit_id = c.commit_id
                              WHERE p.path GLOB :path))
     AND (:tier IS NULL
          OR u.commit_id IN (SELECT m.unit_id
                               FROM tier_changes AS t
                               JOIN members AS m ON m.commit_id = t.commit_id
                              WHERE t.tier = :tier
                                AND (:policy IS NULL OR t.policy = :policy)))
), touched AS MATERIALIZED (         -- a landing touches what its changes do, once
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, u.life, u.ended,
         u.cluster, ca.area_id AS part_id
    FROM units AS u
    CROSS JOIN commit_areas AS ca ON ca.commit_id = u.commit_id
   WHERE coalesce(:by, 'area') = 'area'
     AND coalesce(:unit, 'change') = 'change'
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, u.life, u.ended,
         u.cluster, t.part_id
    FROM units AS u
    CROSS JOIN tier_changes AS t ON t.commit_id = u.commit_id
   WHERE :by = 'tier'
     AND coalesce(:unit, 'change') = 'change'
     AND (:policy IS NULL OR t.policy = :policy)
     AND (:tier IS NULL OR t.tier = :tier)
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, u.life, u.ended,
         u.cluster, p.part_id
    FROM (SELECT m.unit_id, ca.area_id AS part_id
            FROM members AS m
            CROSS JOIN commit_areas AS ca ON ca.commit_id = m.commit_id
           WHERE coalesce(:by, 'area') = 'area'
             AND :unit = 'landing'
           UNION
          SELECT m.unit_id, t.part_id
            FROM tier_changes AS t
            CROSS JOIN members AS m ON m.commit_id = t.commit_id
           WHERE :by = 'tier'
             AND :unit = 'landing'
             AND (:policy IS NULL OR t.policy = :policy)
             AND (:tier IS NULL OR t.tier = :tier)) AS p
    CROSS JOIN units AS u ON u.commit_id = p.unit_id
), ranked AS MATERIALIZED (
  SELECT t.part_id AS own_id, a.repo_id,
         CASE WHEN coalesce(:top, 0) = 0
                OR :by = 'tier'
                OR row_number() OVER (PARTITION BY a.repo_id
                                      ORDER BY n DESC, a.name) <= :top
              THEN t.part_id ELSE 0 END AS part_id
    FROM (SELECT part_id, count(*) AS n
            FROM touched
           GROUP BY part_id) AS t
    JOIN named_parts AS a ON a.part_id = t.part_id
), parts AS MATERIALIZED (          -- part_id: an area or tier, 0: others; 1 or 0: AI
  SELECT t.commit_id, t.repo_id, t.repo, t.landed_at, t.life, t.ended,
         t.cluster, t.part_id
    FROM touched AS t
   WHERE t.part_id IN (SELECT part_id FROM ranked)
   UNION ALL                         -- in several of the others: once
  SELECT DISTINCT t.commit_id, t.repo_id, t.repo, t.landed_at, t.life, t.ended,
         t.cluster, 0
    FROM touched AS t
   WHERE t.part_id NOT IN (SELECT part_id FROM ranked)
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.repo, u.landed_at, u.life, u.ended,
         u.cluster,
         :by = 'ai' AND u.commit_id IN (SELECT m.unit_id
                                          FROM members AS m
                                          JOIN ai_commits AS a
                                            ON a.commit_id = m.commit_id)
    FROM units AS u
   WHERE :by = 'ai'
      OR :by = 'all'
)
SELECT p.repo, a.policy_label AS policy,
       CASE :by WHEN 'all' THEN 'all'
                WHEN 'ai' THEN iif(p.part_id, 'AI-assisted',
                                   'not AI-assisted')
                ELSE a.name END AS part,
       c.oid, p.landed_at, p.life, p.ended, p.cluster
  FROM parts AS p
  JOIN commits AS c ON c.commit_id = p.commit_id
  LEFT JOIN named_parts AS a ON a.part_id = p.part_id
 ORDER BY p.repo, a.policy_id, part, p.landed_at, c.oid;
