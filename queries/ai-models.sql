-- SPDX-License-Identifier: MIT
-- question: Which models do AI-assisted commits name?
-- column: repo | name of the repository
-- column: tool | as the catalogue names it; (not named): AI, but which is not
--   said
-- column: model | as written; empty: the commit names none for that tool
-- column: commits | landed AI-assisted commits with it, merges and
--   cherry-picks among them
-- column: changes | those of them that the rates count
-- column: first_landed_at | Unix seconds, UTC, of the first of the commits
-- column: last_landed_at | Unix seconds, UTC, of the last of them
-- scope: repo area tier path author since until
-- caveat: Models are spelled in many ways, and one model may have several
--   rows; a commit that names several counts for each.
-- caveat: Undeclared use of AI leaves no trace: all counts are floors.
WITH picked AS (
  SELECT h.repo_id, h.commit_id, h.landed_at, h.merge = 0
         AND h.commit_id NOT IN (SELECT commit_id
                                   FROM cherry_picks) AS counted
    FROM history AS h
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
     AND h.landed_at IS NOT NULL
     AND h.commit_id IN (SELECT commit_id FROM ai_commits)
), named AS (                       -- once for each commit, tool and model
  SELECT DISTINCT commit_id, tool, model
    FROM counted_evidence
   WHERE model IS NOT NULL
), said AS (
  SELECT commit_id, tool, model
    FROM named
  UNION ALL
  SELECT t.commit_id, t.tool, NULL
    FROM ai_tools AS t
    LEFT JOIN named AS n ON n.commit_id = t.commit_id AND n.tool = t.tool
   WHERE n.commit_id IS NULL
)
SELECT r.name AS repo, iif(s.tool = '', '(not named)', s.tool) AS tool,
       s.model, count(*) AS commits, sum(p.counted) AS changes,
       min(p.landed_at) AS first_landed_at, max(p.landed_at) AS last_landed_at
  FROM picked AS p
  JOIN said AS s ON s.commit_id = p.commit_id
  JOIN repos AS r ON r.repo_id = p.repo_id
 GROUP BY p.repo_id, s.tool, s.model
 ORDER BY r.name, sum(p.counted) DESC, count(*) DESC, s.tool,
          s.model IS NULL, s.model;
