-- SPDX-License-Identifier: MIT
-- question: How many changes do the rates of a scope count?
-- column: repo | name of the repository
-- column: changes | landed changes, each cherry-pick pair once: the base of
--   every share
-- column: people | authors of those changes
-- column: paths | paths that those changes touch
-- column: lines_added | lines in text files; empty: none was counted
-- column: lines_deleted | lines in text files; empty: none was counted
-- column: first_landed_at | Unix seconds, UTC
-- column: last_landed_at | Unix seconds, UTC
-- column: tip | oid of the tip of the mainline
-- column: tip_at | Unix seconds, UTC: committer date of the tip
-- column: ai_assisted | changes that are AI-assisted
-- column: share | ai_assisted / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: evidence | traces of AI assistance in all commits of the repository,
--   counted or not; declarations are among them
-- scope: repo area tier path author since until
-- caveat: Paths and lines are those in the area and under the path of the
--   scope; a repository without such changes has a row with 0.
-- caveat: Undeclared use of AI leaves no trace: ai_assisted is a floor.
WITH picked AS (
  SELECT m.repo_id, m.commit_id, m.author_id, m.landed_at,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai
    FROM mainline_changes AS m
   WHERE (:repo IS NULL OR m.repo = :repo)
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
     AND (:tier IS NULL
          OR m.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), totals AS (
  SELECT repo_id, count(*) AS changes, sum(ai) AS ai_assisted,
         count(DISTINCT author_id) AS people,
         min(landed_at) AS first_landed_at, max(landed_at) AS last_landed_at
    FROM picked
   GROUP BY repo_id
), touched AS (
  SELECT p.repo_id, count(DISTINCT c.path_id) AS paths,
         sum(c.lines_added) AS lines_added,
         sum(c.lines_deleted) AS lines_deleted
    FROM picked AS p
    -- commits first: what they touch lies in the order of their ids
    CROSS JOIN changes AS c ON c.commit_id = p.commit_id
   WHERE (:area IS NULL
          OR c.path_id IN (SELECT pa.path_id
                             FROM areas AS a
                             JOIN path_areas AS pa ON pa.area_id = a.area_id
                            WHERE a.name = :area))
     AND (:tier IS NULL
          OR c.path_id IN (SELECT t.path_id
                             FROM tier_paths AS t
                            WHERE t.tier = :tier
                              AND (:tier_policy IS NULL
                                   OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR c.path_id IN (SELECT path_id FROM paths WHERE path GLOB :path))
   GROUP BY p.repo_id
), traces AS (
  SELECT c.repo_id, count(*) AS evidence
    FROM (SELECT commit_id FROM evidence
          UNION ALL
          SELECT commit_id FROM declarations) AS e
    JOIN commits AS c ON c.commit_id = e.commit_id
   WHERE c.reachable = 1
   GROUP BY c.repo_id
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (ai_assisted + 1.9207295) / (changes + 3.841459) AS middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * ai_assisted * (changes - ai_assisted) / changes
                  + 0.96036475) AS half
    FROM totals
)
SELECT r.name AS repo, coalesce(t.changes, 0) AS changes,
       coalesce(t.people, 0) AS people, coalesce(x.paths, 0) AS paths,
       x.lines_added, x.lines_deleted, t.first_landed_at, t.last_landed_at,
       r.tip, r.tip_at, coalesce(t.ai_assisted, 0) AS ai_assisted,
       1.0 * t.ai_assisted / t.changes AS share,
       CASE WHEN t.ai_assisted = 0 THEN 0.0 ELSE t.middle - t.half END AS low,
       CASE WHEN t.ai_assisted = t.changes THEN 1.0
            ELSE t.middle + t.half END AS high,
       coalesce(e.evidence, 0) AS evidence
  FROM repos AS r
  LEFT JOIN wilson AS t ON t.repo_id = r.repo_id
  LEFT JOIN traces AS e ON e.repo_id = r.repo_id
  LEFT JOIN touched AS x ON x.repo_id = r.repo_id
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name;
