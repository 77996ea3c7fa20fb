-- SPDX-License-Identifier: MIT
-- question: Which tools, areas and people have AI-assisted changes for the first
--   time since a day?
-- column: repo | name of the repository
-- column: kind | tool, area or person
-- column: name | of the tool; of the area; of the author, after mailmap
-- column: first_at | Unix seconds, UTC: landing of the first AI-assisted change
-- column: oid | that change
-- column: changes | AI-assisted changes with it
-- param: after= | Unix seconds: the first landed then or later; empty: any time
-- scope: repo area tier path author until
-- caveat: First within the scope.  Undeclared use of AI leaves no trace: what is
--   new here may have been there before.
-- caveat: A change that touches two areas, or names two tools, counts in both.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id, m.oid, m.author_id, m.landed_at
    FROM mainline_changes AS m
   WHERE m.commit_id IN (SELECT commit_id FROM ai_commits)
     AND (:repo IS NULL OR m.repo = :repo)
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
), marks AS (
  SELECT k.repo, 1 AS place, 'tool' AS kind, t.tool AS name, 0 AS id,
         k.commit_id, k.oid, k.landed_at
    FROM picked AS k
    JOIN ai_tools AS t ON t.commit_id = k.commit_id
   WHERE t.tool <> ''
   UNION ALL
  SELECT k.repo, 2, 'area', a.name, a.area_id, k.commit_id, k.oid, k.landed_at
    FROM picked AS k
    JOIN commit_areas AS ca ON ca.commit_id = k.commit_id
    JOIN areas AS a ON a.area_id = ca.area_id
   WHERE (:area IS NULL OR a.name = :area)
   UNION ALL
  SELECT k.repo, 3, 'person', p.name, p.person_id, k.commit_id, k.oid,
         k.landed_at
    FROM picked AS k
    JOIN people AS p ON p.person_id = k.author_id
), firsts AS (
  SELECT *, count(*) OVER (PARTITION BY repo, place, name, id) AS changes,
         row_number() OVER (PARTITION BY repo, place, name, id
                            ORDER BY landed_at, commit_id) AS nth
    FROM marks
)
SELECT repo, kind, name, landed_at AS first_at, oid, changes
  FROM firsts
 WHERE nth = 1
   AND (:after IS NULL OR landed_at >= :after)
 ORDER BY repo, place, landed_at, name, id;
