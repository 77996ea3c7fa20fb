-- SPDX-License-Identifier: MIT
-- question: Which areas does the project have, who keeps them, and how much
--   changes there?
-- column: repo | name of the repository
-- column: area | section of MAINTAINERS, pattern of CODEOWNERS, or folder
-- column: source | maintainers, codeowners, folder or file
-- column: maintainers | those in force at the tip, separated by "; "
-- column: paths | paths of the whole history that the area takes in
-- column: changes | landed changes that touch it, cherry-picks left out
-- column: people | authors of those changes
-- column: lines_added | lines in text files of the area, in those changes
-- column: lines_deleted | lines in text files of the area, in those changes
-- column: from_at | Unix seconds, UTC; empty: as long as the history
-- column: to_at | Unix seconds, UTC; empty: in force at the tip
-- scope: repo area author since until
-- caveat: A change that touches two areas counts in both: the rows do not
--   add up to the history.
-- caveat: Paths belong to areas by the owners' file of the tip.
WITH touched AS (
  SELECT ca.area_id, count(*) AS changes,
         count(DISTINCT m.author_id) AS people,
         sum(ca.lines_added) AS lines_added,
         sum(ca.lines_deleted) AS lines_deleted
    FROM mainline_changes AS m
    -- commits first: what they touch lies in the order of their ids
    CROSS JOIN commit_areas AS ca ON ca.commit_id = m.commit_id
   WHERE (:repo IS NULL OR m.repo = :repo)
     AND (:since IS NULL OR m.landed_at >= :since)
     AND (:until IS NULL OR m.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(m.author_name || ' <' || m.author_email || '>'),
                   lower(:author)) > 0)
   GROUP BY ca.area_id
), taken_in AS (
  SELECT x.area_id, count(*) AS paths
    FROM history_paths AS p
    JOIN path_areas AS x ON x.path_id = p.path_id
   GROUP BY x.area_id
), keepers AS (
  SELECT area_id, group_concat(person, '; ') AS maintainers
    FROM (SELECT area_id,
                 CASE WHEN name = '' THEN email
                      WHEN email = '' THEN name
                      ELSE name || ' <' || email || '>' END AS person
            FROM area_people
           WHERE to_at IS NULL
             AND role IN ('maintainer', 'owner')
           ORDER BY area_id, position)
   GROUP BY area_id
)
SELECT r.name AS repo, a.name AS area, a.source, k.maintainers,
       coalesce(i.paths, 0) AS paths, coalesce(t.changes, 0) AS changes,
       coalesce(t.people, 0) AS people, t.lines_added, t.lines_deleted,
       a.from_at, a.to_at
  FROM history_areas AS a
  JOIN repos AS r ON r.repo_id = a.repo_id
  LEFT JOIN touched AS t ON t.area_id = a.area_id
  LEFT JOIN taken_in AS i ON i.area_id = a.area_id
  LEFT JOIN keepers AS k ON k.area_id = a.area_id
 WHERE (:repo IS NULL OR r.name = :repo)
   AND (:area IS NULL OR a.name = :area)
 ORDER BY r.name, coalesce(t.changes, 0) DESC, a.name;
