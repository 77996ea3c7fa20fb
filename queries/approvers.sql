-- SPDX-License-Identifier: MIT
-- question: Who approved the changes of a scope?
-- column: repo | name of the repository
-- column: name | after mailmap; of who wrote nothing here, as the trailer has it
-- column: changes | changes of others with a Reviewed-by or Acked-by of theirs
-- column: of_changes | all changes of the scope
-- column: ai_assisted | of changes, those that are AI-assisted
-- column: alone | of changes, those that nobody else reviewed
-- column: authors | whose changes they are
-- column: first_at | Unix seconds, UTC: landing of the first of them
-- column: last_at | Unix seconds, UTC: landing of the last one
-- scope: repo area tier path author since until
-- caveat: Agreement that left no trailer (a mail, a click) is not in git.
-- caveat: Whether an approval is one that a policy asks for, query approvals tells.
-- caveat: AI reviewers and bots are left out as far as the catalogue of signals
--   and the authors of automation tell them.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id, m.author_id, m.landed_at,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS is_ai
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
), reviews AS MATERIALIZED (
  SELECT k.repo, k.author_id, k.landed_at, k.is_ai, v.who, v.name,
         count(*) OVER (PARTITION BY k.commit_id) AS n
    FROM human_reviews AS v
    JOIN picked AS k ON k.commit_id = v.commit_id
), totals AS MATERIALIZED (
  SELECT repo, count(*) AS of_changes
    FROM picked
   GROUP BY repo
)
SELECT v.repo, coalesce(p.name, max(v.name)) AS name, count(*) AS changes,
       t.of_changes,
       sum(v.is_ai) AS ai_assisted, sum(v.n = 1) AS alone,
       count(DISTINCT v.author_id) AS authors, min(v.landed_at) AS first_at,
       max(v.landed_at) AS last_at
  FROM reviews AS v
  JOIN totals AS t ON t.repo = v.repo
  LEFT JOIN people AS p ON p.person_id = CAST(substr(v.who, 2) AS INTEGER)
                         AND v.who LIKE '#%'
 GROUP BY v.repo, v.who
 ORDER BY v.repo, changes DESC, 2, v.who;
