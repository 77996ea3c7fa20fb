-- SPDX-License-Identifier: MIT
-- question: Whose changes are AI-assisted, since when, and how many of them?
-- column: repo | name of the repository
-- column: name | of the author, after mailmap
-- column: email | after mailmap
-- column: first_ai_at | Unix seconds, UTC: landing of the first AI-assisted
--   change
-- column: last_ai_at | Unix seconds, UTC: landing of the last one
-- column: changes | landed changes of that author, each cherry-pick pair once
-- column: ai_assisted | those of them that are AI-assisted
-- column: share | ai_assisted / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: ai_author | of ai_assisted, those whose author field shows a tool
-- scope: repo area tier path author since until
-- caveat: Authors without an AI-assisted change are not listed.  Where ai_author
--   equals ai_assisted the author may be a tool and no person.
-- caveat: Undeclared use of AI leaves no trace: who declares more may use no
--   more of it.
WITH picked AS MATERIALIZED (
  SELECT m.repo, m.author_id, m.landed_at,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai,
         m.commit_id IN (SELECT commit_id
                           FROM counted_evidence
                          WHERE place = 'author') AS by_author
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
), numbers AS (
  SELECT repo, author_id, count(*) AS changes, sum(ai) AS ai_assisted,
         sum(ai AND by_author) AS ai_author,
         min(CASE WHEN ai THEN landed_at END) AS first_ai_at,
         max(CASE WHEN ai THEN landed_at END) AS last_ai_at
    FROM picked
   GROUP BY repo, author_id
  HAVING sum(ai) > 0
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (ai_assisted + 1.9207295) / (changes + 3.841459) AS middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * ai_assisted * (changes - ai_assisted) / changes
                  + 0.96036475) AS half
    FROM numbers
)
SELECT w.repo, p.name, p.email, w.first_ai_at, w.last_ai_at, w.changes,
       w.ai_assisted, 1.0 * w.ai_assisted / w.changes AS share,
       w.middle - w.half AS low,
       CASE WHEN w.ai_assisted = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.ai_author
  FROM wilson AS w
  JOIN people AS p ON p.person_id = w.author_id
 ORDER BY w.repo, w.ai_assisted DESC, w.changes DESC, p.name, p.email,
          p.person_id;
